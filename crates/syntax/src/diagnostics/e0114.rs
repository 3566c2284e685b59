//! E0114: the line is not understood from here on.

use rufplan_diag::{Diagnostic, SourceFile, Span, Words};

use super::quoted;
use crate::suggest::{Origin, Suggestion};

const TITLE: (&str, &str) =
    ("The line is not understood from here on", "Ab hier wird die Zeile nicht verstanden");

/// A word inside the line that was meant to be another.
pub(crate) fn meant(source: &SourceFile, found: &Suggestion) -> Diagnostic {
    let (read, meant) = (quoted(&found.read), quoted(&found.meant));
    let message: Words = match found.origin {
        Origin::German => (
            format!("{read} is German; the words of the language are English, here {meant}."),
            format!("{read} ist Deutsch; die Wörter der Sprache sind englisch, hier {meant}."),
        )
            .into(),
        Origin::OtherTool => {
            (format!("{read} is written {meant} here."), format!("{read} wird hier {meant} geschrieben."))
                .into()
        }
        Origin::Slip if found.read.to_lowercase() == found.meant => (
            "The words of the language are written in lower case.",
            "Die Wörter der Sprache werden kleingeschrieben.",
        )
            .into(),
        Origin::Slip => {
            (format!("{read} cannot stand here."), format!("{read} kann hier nicht stehen.")).into()
        }
    };
    Diagnostic::new("E0114", TITLE, &source.path, found.span)
        .label((format!("did you mean {meant}?"), format!("Meinten Sie {meant}?")))
        .message((
            format!("{message} The line has no effect as it stands."),
            format!("{} So bewirkt die Zeile nichts.", message.german()),
        ))
        .fix(
            (format!("replace {read} with {meant}"), format!("{read} durch {meant} ersetzen")),
            found.span,
            found.meant.clone(),
        )
}

/// A word or sign with a repair that `why` explains.
pub(crate) fn written_otherwise(
    source: &SourceFile,
    span: Span,
    right: &str,
    why: impl Into<Words>,
) -> Diagnostic {
    let read = quoted(source.slice(span));
    let right_words = right.trim();
    let (label, title): (Words, Words) = if right.is_empty() {
        (
            ("this does not belong here", "das gehört nicht hierher").into(),
            (format!("take {read} away"), format!("{read} wegnehmen")).into(),
        )
    } else {
        (
            (format!("write `{right_words}`"), format!("Schreiben Sie `{right_words}`.")).into(),
            (
                format!("replace {read} with `{right_words}`"),
                format!("{read} durch `{right_words}` ersetzen"),
            )
                .into(),
        )
    };
    Diagnostic::new("E0114", TITLE, &source.path, span).label(label).message(why).fix(title, span, right)
}

/// A small word or sign that is left out; `insert` goes to `place`.
pub(crate) fn left_out(
    source: &SourceFile,
    place: Span,
    understood: &str,
    word: &str,
    insert: &str,
) -> Diagnostic {
    Diagnostic::new("E0114", TITLE, &source.path, place)
        .label((format!("`{word}` is missing here"), format!("hier fehlt `{word}`")))
        .message((
            format!(
                "Behind {} a `{word}` is missing; without it the line has no effect.",
                quoted(understood)
            ),
            format!("Hinter {} fehlt `{word}`; ohne das bewirkt die Zeile nichts.", quoted(understood)),
        ))
        .fix((format!("add `{word}`"), format!("`{word}` ergänzen")), place, insert)
}

/// A text whose closing quote is lost; `mend` is where one makes the line right.
pub(crate) fn text_without_end(source: &SourceFile, text: Span, mend: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new("E0114", TITLE, &source.path, text)
        .label(("this text is never closed", "dieser Text wird nie geschlossen"))
        .message((
            "A text begins and ends with `\"` in one line; where it ends nobody can tell here.",
            "Ein Text beginnt und endet mit `\"` in einer Zeile; wo er endet, ist hier nicht zu erkennen.",
        ))
        .help((
            "A quote inside a text is written twice: `\"He said \"\"yes\"\".\"`.",
            "Ein Anführungszeichen in einem Text wird doppelt geschrieben: `\"Er sagte \"\"ja\"\".\"`.",
        ));
    match mend {
        Some(place) => diagnostic.fix(
            ("add `\"` at the end of the line", "`\"` am Ende der Zeile ergänzen"),
            place,
            "\"",
        ),
        None => diagnostic,
    }
}

/// A word of the language where a name must stand.
pub(crate) fn reserved_name(source: &SourceFile, word: Span) -> Diagnostic {
    Diagnostic::new("E0114", TITLE, &source.path, word)
        .label(("this cannot be a name", "das kann kein Name sein"))
        .message((
            format!(
                "{} is a word of the language: as a name it would make other lines ambiguous.",
                quoted(source.slice(word))
            ),
            format!(
                "{} ist ein Wort der Sprache: Als Name würde es andere Zeilen mehrdeutig machen.",
                quoted(source.slice(word))
            ),
        ))
        .help((
            "Choose another name, or add to it.",
            "Wählen Sie einen anderen Namen, oder ergänzen Sie ihn.",
        ))
}

/// A name that begins with a digit.
pub(crate) fn name_with_digit(source: &SourceFile, word: Span) -> Diagnostic {
    Diagnostic::new("E0114", TITLE, &source.path, word)
        .label(("a name begins with a letter", "ein Name beginnt mit einem Buchstaben"))
        .message((
            format!("{} begins with a digit and would be read as a number.", quoted(source.slice(word))),
            format!("{} beginnt mit einer Ziffer und würde als Zahl gelesen.", quoted(source.slice(word))),
        ))
        .help(("Put a letter before it.", "Setzen Sie einen Buchstaben davor."))
}

/// A phone number without its country.
pub(crate) fn national_number(source: &SourceFile, number: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new("E0114", TITLE, &source.path, number)
        .label(("a phone number begins with + and the country", "eine Telefonnummer beginnt mit + und dem Land"))
        .message(("The same number means another phone in another country; so the country is part of it: `+49 30 5550100`.", "Dieselbe Nummer bedeutet in einem anderen Land ein anderes Telefon; darum gehört das Land dazu: `+49 30 5550100`."));
    let read = source.slice(number);
    match read.strip_prefix("00").filter(|r| !r.starts_with('0')) {
        Some(rest) => diagnostic.fix(
            (
                format!("replace {} with `+{rest}`", quoted(read)),
                format!("{} durch `+{rest}` ersetzen", quoted(read)),
            ),
            number,
            format!("+{rest}"),
        ),
        None => diagnostic.help((
            "Write the country instead of the first 0: `+49`, `+43`, `+41` …",
            "Schreiben Sie das Land anstelle der ersten 0: `+49`, `+43`, `+41` …",
        )),
    }
}

/// Something behind a line that is complete.
pub(crate) fn too_much(source: &SourceFile, span: Span, complete: &str, example: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::new("E0114", TITLE, &source.path, span)
        .label(("this is too much", "das ist zu viel"))
        .message((
            format!(
                "{} is complete; {} cannot stand behind it.",
                quoted(complete),
                quoted(source.slice(span))
            ),
            format!(
                "{} ist vollständig; {} kann nicht dahinter stehen.",
                quoted(complete),
                quoted(source.slice(span))
            ),
        ))
        .help((
            "A line says one thing. If it is a remark, write `//` before it.",
            "Eine Zeile sagt eines. Wenn es eine Bemerkung ist, schreiben Sie `//` davor.",
        ));
    with_example(diagnostic, example)
}

/// A line that stops too early; `missing` is what could follow.
pub(crate) fn incomplete(
    source: &SourceFile,
    at: Span,
    read: &str,
    missing: Words,
    example: Option<&str>,
) -> Diagnostic {
    let missing = if missing.is_empty() { ("something", "etwas").into() } else { missing };
    let fehlt = missing.german();
    let diagnostic = Diagnostic::new("E0114", TITLE, &source.path, at)
        .label((format!("{missing} is missing here"), format!("hier fehlt: {fehlt}")))
        .message((
            format!("{} is not complete: {missing} must follow.", quoted(read)),
            format!("{} ist nicht vollständig. Es fehlt: {fehlt}.", quoted(read)),
        ));
    with_example(diagnostic, example)
}

/// Something that cannot stand where it stands.
pub(crate) fn not_understood(
    source: &SourceFile,
    span: Span,
    understood: &str,
    expected: impl Into<Words>,
    example: Option<&str>,
) -> Diagnostic {
    let (read, expected) = (quoted(source.slice(span)), expected.into());
    let (behind, hinter) = match understood.trim().is_empty() {
        true => (String::new(), "hier".to_string()),
        false => (format!(" behind {}", quoted(understood)), format!("hinter {}", quoted(understood))),
    };
    let (could, etwa) = match expected.is_empty() {
        true => Default::default(),
        false => {
            (format!(" Here can stand: {expected}."), format!(" Hier kann stehen: {}.", expected.german()))
        }
    };
    let label: Words = match expected.is_empty() {
        true => ("not understood", "nicht verstanden").into(),
        false => (format!("expected {expected}"), format!("erwartet: {}", expected.german())).into(),
    };
    let diagnostic = Diagnostic::new("E0114", TITLE, &source.path, span).label(label).message((
        format!("{read} cannot stand{behind}.{could}"),
        format!("{read} kann {hinter} nicht stehen.{etwa}"),
    ));
    with_example(diagnostic, example)
}

fn with_example(diagnostic: Diagnostic, example: Option<&str>) -> Diagnostic {
    match example {
        Some(line) => diagnostic.help((format!("For example: `{line}`"), format!("Zum Beispiel: `{line}`"))),
        None => diagnostic,
    }
}
