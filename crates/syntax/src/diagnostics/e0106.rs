//! E0106: lines outside any block.

use rufplan_diag::{Diagnostic, SourceFile, Span};

use super::{lines, quoted};

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
    let (which, stand) = match more {
        0 => (format!("Line {line}"), "stands"),
        n => (
            format!(
                "Line {line} and the {} after it",
                lines(n).replace(" lines", "").replace("1 line", "one")
            ),
            "stand",
        ),
    };
    let diagnostic = Diagnostic::new("E0106", "Lines outside any block", &source.path, first)
        .label("this stands in no block")
        .message(format!("{which} {stand} in no block: no call ever gets there."));
    match closed {
        Some(c) => diagnostic.help(format!(
            "The `end` in line {} closed {}: is it one `end` too many, or was a line such as `flow …` or `queue …` lost?",
            c.end_line,
            quoted(c.head)
        )),
        None => diagnostic.help("Was a line such as `flow …` or `queue …` lost?"),
    }
}
