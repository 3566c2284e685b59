//! E0106: lines outside any block.

use rufplan_diag::{Diagnostic, SourceFile, Span};

use super::quoted;

/// What stands before the stray lines.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Closed<'a> {
    /// The head of the block above.
    pub head: &'a str,
    /// The line of the `end` that closed it.
    pub end_line: usize,
}

/// A run of lines that stand in no block: the first one, and how many follow.
pub(crate) fn outside(
    source: &SourceFile,
    first: Span,
    more: usize,
    closed: Option<Closed<'_>>,
) -> Diagnostic {
    let line = source.position(first.start).line;
    let (which, welche) = match more {
        0 => (format!("Line {line} stands"), format!("Zeile {line} steht")),
        1 => (
            format!("Line {line} and the one after it stand"),
            format!("Zeile {line} und die folgende stehen"),
        ),
        n => (
            format!("Line {line} and the {n} after it stand"),
            format!("Zeile {line} und die {n} folgenden stehen"),
        ),
    };
    let diagnostic = Diagnostic::new(
        "E0106",
        ("Lines outside any block", "Zeilen außerhalb jedes Blocks"),
        &source.path,
        first,
    )
    .label(("this stands in no block", "das steht in keinem Block"))
    .message((
        format!("{which} in no block: no call ever gets there."),
        format!("{welche} in keinem Block: Kein Anruf kommt je dorthin."),
    ));
    match closed {
        Some(c) => diagnostic.help((format!(
            "The `end` in line {} closed {}: is it one `end` too many, or was a line such as `flow …` or `queue …` lost?",
            c.end_line,
            quoted(c.head)
        ), format!(
            "Das `end` in Zeile {} hat {} geschlossen: Ist es ein `end` zu viel, oder ist eine Zeile wie `flow …` oder `queue …` verloren gegangen?",
            c.end_line,
            quoted(c.head)
        ))),
        None => diagnostic.help(("Was a line such as `flow …` or `queue …` lost?", "Ist eine Zeile wie `flow …` oder `queue …` verloren gegangen?")),
    }
}
