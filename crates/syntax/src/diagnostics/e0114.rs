//! E0114: the line is not understood from here on.

use rufplan_diag::{Diagnostic, SourceFile, Span};

use super::quoted;
use crate::suggest::{Origin, Suggestion};

const TITLE: &str = "The line is not understood from here on";

/// A word inside the line that was meant to be another.
pub(crate) fn meant(source: &SourceFile, found: &Suggestion) -> Diagnostic {
    let (read, meant) = (quoted(&found.read), quoted(&found.meant));
    let message = match found.origin {
        Origin::German => format!("{read} is German; the words of the language are English, here {meant}."),
        Origin::OtherTool => format!("{read} is written {meant} here."),
        Origin::Slip => format!("{read} cannot stand here."),
    };
    Diagnostic::new("E0114", TITLE, &source.path, found.span)
        .label(format!("did you mean {meant}?"))
        .message(format!("{message} The line has no effect as it stands."))
        .fix(format!("replace {read} with {meant}"), found.span, found.meant.clone())
}

/// A word or sign with a repair that `why` explains.
pub(crate) fn written_otherwise(source: &SourceFile, span: Span, right: &str, why: &str) -> Diagnostic {
    let read = quoted(source.slice(span));
    let (label, title) = if right.is_empty() {
        ("this does not belong here".to_string(), format!("take {read} away"))
    } else {
        (format!("write `{}`", right.trim()), format!("replace {read} with `{}`", right.trim()))
    };
    Diagnostic::new("E0114", TITLE, &source.path, span).label(label).message(why).fix(title, span, right)
}

/// A line that stops too early; `missing` is what could follow.
pub(crate) fn incomplete(
    source: &SourceFile,
    at: Span,
    read: &str,
    missing: &str,
    example: Option<&str>,
) -> Diagnostic {
    let missing = if missing.is_empty() { "something" } else { missing };
    let diagnostic = Diagnostic::new("E0114", TITLE, &source.path, at)
        .label(format!("{missing} is missing here"))
        .message(format!("{} is not complete: {missing} must follow.", quoted(read)));
    with_example(diagnostic, example)
}

/// Something that cannot stand where it stands.
pub(crate) fn not_understood(
    source: &SourceFile,
    span: Span,
    understood: &str,
    expected: &str,
    example: Option<&str>,
) -> Diagnostic {
    let read = quoted(source.slice(span));
    let behind =
        if understood.trim().is_empty() { String::new() } else { format!(" behind {}", quoted(understood)) };
    let could = if expected.is_empty() { String::new() } else { format!(" Here can stand: {expected}.") };
    let diagnostic = Diagnostic::new("E0114", TITLE, &source.path, span)
        .label(if expected.is_empty() {
            "not understood".to_string()
        } else {
            format!("expected {expected}")
        })
        .message(format!("{read} cannot stand{behind}.{could}"));
    with_example(diagnostic, example)
}

fn with_example(diagnostic: Diagnostic, example: Option<&str>) -> Diagnostic {
    match example {
        Some(line) => diagnostic.help(format!("For example: `{line}`")),
        None => diagnostic,
    }
}
