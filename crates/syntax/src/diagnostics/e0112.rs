//! E0112: line too long (X1).

use rufplan_diag::{Diagnostic, SourceFile, Span};

use crate::limits::LINE_CHARS_MAX;

/// A line beyond what is read; `span` is what is too much.
pub(crate) fn line_too_long(source: &SourceFile, span: Span, chars: usize) -> Diagnostic {
    let line = source.position(span.start).line;
    Diagnostic::new("E0112", ("Line too long", "Zeile zu lang"), &source.path, span)
        .label(("from here on it is too long", "ab hier ist sie zu lang"))
        .message((format!(
            "Line {line} has {chars} characters; {LINE_CHARS_MAX} at most. The file was not read any further."
        ), format!(
            "Zeile {line} hat {chars} Zeichen; höchstens {LINE_CHARS_MAX} sind möglich. Die Datei wurde nicht weiter gelesen."
        )))
        .help(("A text this long takes minutes to say: split it into several prompts.", "Ein so langer Text dauert Minuten: Teilen Sie ihn in mehrere Ansagen."))
}
