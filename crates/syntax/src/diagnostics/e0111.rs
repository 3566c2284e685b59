//! E0111: nested too deep (X1).

use rufplan_diag::{Diagnostic, SourceFile, Span};

use crate::limits::NESTING_MAX;

/// Blocks or brackets inside each other, more than anyone can read.
pub(crate) fn nested_too_deep(source: &SourceFile, span: Span) -> Diagnostic {
    Diagnostic::new("E0111", "Nested too deep", &source.path, span)
        .label("this is one too deep")
        .message(format!(
            "More than {NESTING_MAX} blocks or brackets stand inside each other here. The file was not read any further."
        ))
        .help("Put the inner part into a flow of its own and `go to` or `run` it. Are `end` lines or closing brackets missing?")
}
