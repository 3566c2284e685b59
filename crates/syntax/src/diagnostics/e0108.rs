//! E0108: edition.

use rufplan_diag::{Diagnostic, SourceFile, Span};

const TITLE: (&str, &str) = ("Edition", "Ausgabe der Sprache");

/// A file of an edition that this compiler does not know.
pub(crate) fn unknown_edition(source: &SourceFile, number: Span) -> Diagnostic {
    let read = source.slice(number);
    Diagnostic::new("E0108", TITLE, &source.path, number)
        .label(("this compiler knows edition 1", "dieser Compiler kennt Ausgabe 1"))
        .message((format!("This file says `rufplan {read}`; this compiler knows 1. What it does not know it cannot run as meant."), format!("Diese Datei sagt `rufplan {read}`; dieser Compiler kennt 1. Was er nicht kennt, kann er nicht so ausführen, wie es gemeint ist.")))
        .help(("Use a compiler that knows this edition.", "Nehmen Sie einen Compiler, der diese Ausgabe kennt."))
}

/// An edition line that is not the first line, or not one number.
pub(crate) fn misplaced(source: &SourceFile, line: Span) -> Diagnostic {
    Diagnostic::new("E0108", TITLE, &source.path, line)
        .label(("the first line of a file is `rufplan 1`", "die erste Zeile einer Datei ist `rufplan 1`"))
        .message(
            ("The edition stands once, in the first line, so that everything below it is read by its rules.", "Die Ausgabe steht einmal, in der ersten Zeile, damit alles darunter nach ihren Regeln gelesen wird."),
        )
        .help(("Write `rufplan 1` in the first line and take this line out.", "Schreiben Sie `rufplan 1` in die erste Zeile, und nehmen Sie diese Zeile heraus."))
}
