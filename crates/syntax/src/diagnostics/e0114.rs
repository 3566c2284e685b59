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
        Origin::Slip if found.read.to_lowercase() == found.meant => {
            "The words of the language are written in lower case.".into()
        }
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

/// A small word or sign that is left out; `insert` goes to `place`.
pub(crate) fn left_out(
    source: &SourceFile,
    place: Span,
    understood: &str,
    word: &str,
    insert: &str,
) -> Diagnostic {
    Diagnostic::new("E0114", TITLE, &source.path, place)
        .label(format!("`{word}` is missing here"))
        .message(format!(
            "Behind {} a `{word}` is missing; without it the line has no effect.",
            quoted(understood)
        ))
        .fix(format!("add `{word}`"), place, insert)
}

/// A text whose closing quote is lost; `mend` is where one makes the line right.
pub(crate) fn text_without_end(source: &SourceFile, text: Span, mend: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new("E0114", TITLE, &source.path, text)
        .label("this text is never closed")
        .message("A text begins and ends with `\"` in one line; where it ends nobody can tell here.")
        .help("A quote inside a text is written twice: `\"He said \"\"yes\"\".\"`.");
    match mend {
        Some(place) => diagnostic.fix("add `\"` at the end of the line", place, "\""),
        None => diagnostic,
    }
}

/// A word of the language where a name must stand.
pub(crate) fn reserved_name(source: &SourceFile, word: Span) -> Diagnostic {
    Diagnostic::new("E0114", TITLE, &source.path, word)
        .label("this cannot be a name")
        .message(format!(
            "{} is a word of the language: as a name it would make other lines ambiguous.",
            quoted(source.slice(word))
        ))
        .help("Choose another name, or add to it.")
}

/// A name that begins with a digit.
pub(crate) fn name_with_digit(source: &SourceFile, word: Span) -> Diagnostic {
    Diagnostic::new("E0114", TITLE, &source.path, word)
        .label("a name begins with a letter")
        .message(format!("{} begins with a digit and would be read as a number.", quoted(source.slice(word))))
        .help("Put a letter before it.")
}

/// A phone number without its country.
pub(crate) fn national_number(source: &SourceFile, number: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new("E0114", TITLE, &source.path, number)
        .label("a phone number begins with + and the country")
        .message("The same number means another phone in another country; so the country is part of it: `+49 30 5550100`.");
    let read = source.slice(number);
    match read.strip_prefix("00").filter(|r| !r.starts_with('0')) {
        Some(rest) => {
            diagnostic.fix(format!("replace {} with `+{rest}`", quoted(read)), number, format!("+{rest}"))
        }
        None => diagnostic.help("Write the country instead of the first 0: `+49`, `+43`, `+41` …"),
    }
}

/// Something behind a line that is complete.
pub(crate) fn too_much(source: &SourceFile, span: Span, complete: &str, example: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::new("E0114", TITLE, &source.path, span)
        .label("this is too much")
        .message(format!(
            "{} is complete; {} cannot stand behind it.",
            quoted(complete),
            quoted(source.slice(span))
        ))
        .help("A line says one thing. If it is a remark, write `//` before it.");
    with_example(diagnostic, example)
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
