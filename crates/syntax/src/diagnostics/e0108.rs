//! E0108: edition.

use rufplan_diag::{Diagnostic, SourceFile, Span};

const TITLE: &str = "Edition";

/// A file of an edition that this compiler does not know.
pub(crate) fn unknown_edition(source: &SourceFile, number: Span) -> Diagnostic {
    let read = source.slice(number);
    Diagnostic::new("E0108", TITLE, &source.path, number)
        .label("this compiler knows edition 1")
        .message(format!("This file says `rufplan {read}`; this compiler knows 1. What it does not know it cannot run as meant."))
        .help("Use a compiler that knows this edition.")
}

/// An edition line that is not the first line, or not one number.
pub(crate) fn misplaced(source: &SourceFile, line: Span) -> Diagnostic {
    Diagnostic::new("E0108", TITLE, &source.path, line)
        .label("the first line of a file is `rufplan 1`")
        .message(
            "The edition stands once, in the first line, so that everything below it is read by its rules.",
        )
        .help("Write `rufplan 1` in the first line and take this line out.")
}
