//! E0105: a number, a time or a date in another form.

use rufplan_diag::{Diagnostic, SourceFile, Span};

use super::quoted;

/// What the value was meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `2,5`.
    DecimalComma,
    /// `8:00`, `08.00`.
    Time,
    /// `24.12.2026`, `24. dez`.
    Date,
    /// `0 s`, `5 sek`.
    Duration,
    /// `mo`.
    Weekday,
}

/// A value and how it is written here.
pub(crate) fn other_form(source: &SourceFile, span: Span, form: Form, right: &str) -> Diagnostic {
    let message = match form {
        Form::DecimalComma => (
            "Numbers have a decimal point; a comma separates values, so this would be read as two numbers.",
            "Zahlen haben einen Dezimalpunkt; ein Komma trennt Werte, das würde also als zwei Zahlen gelesen.",
        ),
        Form::Time => (
            "A time has two digits for the hour and two for the minute, with a colon: `08:00`.",
            "Eine Uhrzeit hat zwei Ziffern für die Stunde und zwei für die Minute, mit Doppelpunkt: `08:00`.",
        ),
        Form::Date => (
            "A day of every year is `24 dec`, a date `2026-12-24`: the same everywhere, whoever reads it.",
            "Ein Tag jedes Jahres ist `24 dec`, ein Datum `2026-12-24`: überall gleich, wer immer es liest.",
        ),
        Form::Duration => (
            "A length of time is written without a blank: `300ms`, `5s`, `2min`, `1h30min`.",
            "Eine Dauer wird ohne Leerzeichen geschrieben: `300ms`, `5s`, `2min`, `1h30min`.",
        ),
        Form::Weekday => (
            "Days of the week are `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`.",
            "Die Wochentage sind `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`.",
        ),
    };
    let read = quoted(source.slice(span));
    Diagnostic::new(
        "E0105",
        ("Bad number, time or date", "Zahl, Uhrzeit oder Datum stimmt nicht"),
        &source.path,
        span,
    )
    .label((format!("write `{right}`"), format!("Schreiben Sie `{right}`.")))
    .message(message)
    .fix(
        (format!("replace {read} with `{right}`"), format!("{read} durch `{right}` ersetzen")),
        span,
        right,
    )
}
