//! E0112: line too long (X1).

use rufplan_diag::{Diagnostic, SourceFile, Span};

use crate::limits::LINE_CHARS_MAX;

/// A line beyond what is read; `span` is what is too much.
pub(crate) fn line_too_long(source: &SourceFile, span: Span, chars: usize) -> Diagnostic {
    let line = source.position(span.start).line;
    Diagnostic::new("E0112", "Line too long", &source.path, span)
        .label("from here on it is too long")
        .message(format!(
            "Line {line} has {chars} characters; {LINE_CHARS_MAX} at most. The file was not read any further."
        ))
        .help("A text this long takes minutes to say: split it into several prompts.")
}
