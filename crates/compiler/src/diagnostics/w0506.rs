//! W0506: too long before the first choice.

use crate::generate::Origin;
use rufplan_diag::Diagnostic;

/// ## What it does
/// Adds up what is said (rule T1) from the answer to the first menu, on the longest way.
/// ## Why is this bad?
/// Callers hang up, or press keys that do nothing yet.
/// ## Example
/// Half a minute of welcome before the menu.
pub(crate) fn w0506(at: &Origin, menu: &str, length_ms: u64, limit_ms: u64) -> Diagnostic {
    let (seconds, limit) = (length_ms.div_ceil(1000), limit_ms / 1000);
    Diagnostic::new("W0506", ("Too long before the first choice", "Zu lange bis zur ersten Auswahl"), &at.file, at.span)
        .label((format!("about {seconds} s after the answer"), format!("etwa {seconds} s nach dem Abheben")))
        .message((
            format!(
                "From the answer to menu `{menu}` a caller listens for about {seconds} s; more than {limit} s is more \
                 than most wait for a first choice."
            ),
            format!(
                "Vom Abheben bis zum Menü `{menu}` hört ein Anrufer etwa {seconds} s zu; mehr als {limit} s warten die \
                 meisten nicht auf eine erste Auswahl."
            ),
        ))
        .help((
            "say less before the menu, or put the words behind it, where they are needed",
            "Sagen Sie vor dem Menü weniger, oder setzen Sie die Worte dahinter, wo sie gebraucht werden.",
        ))
}
