//! E0111: nested too deep (X1).

use rufplan_diag::{Diagnostic, SourceFile, Span};

use crate::limits::NESTING_MAX;

/// Blocks or brackets inside each other, more than anyone can read.
pub(crate) fn nested_too_deep(source: &SourceFile, span: Span) -> Diagnostic {
    Diagnostic::new("E0111", ("Nested too deep", "Zu tief verschachtelt"), &source.path, span)
        .label(("this is one too deep", "das ist eins zu tief"))
        .message((format!(
            "More than {NESTING_MAX} blocks or brackets stand inside each other here. The file was not read any further."
        ), format!(
            "Hier stehen mehr als {NESTING_MAX} Blöcke oder Klammern ineinander. Die Datei wurde nicht weiter gelesen."
        )))
        .help(("Put the inner part into a flow of its own and `go to` or `run` it. Are `end` lines or closing brackets missing?", "Setzen Sie den inneren Teil in einen eigenen Ablauf, und rufen Sie ihn mit `go to` oder `run` auf. Fehlen `end`-Zeilen oder schließende Klammern?"))
}
