//! W0404: a circle without a counter.

use crate::generate::Origin;
use rufplan_diag::Diagnostic;

/// ## What it does
/// Finds arms for silence, wrong keys or failure that lead into the menu they belong to by `go to`.
/// ## Why is this bad?
/// The menu is entered anew, its attempts begin at one, and a caller who presses nothing turns for ever.
/// ## Example
/// ```text
/// on wrong key
///   go to main
/// ```
/// `arm` is the arm in words (`on wrong key`), `menu` the menu's name.
pub(crate) fn w0404(at: &Origin, arm: &str, menu: &str) -> Diagnostic {
    Diagnostic::new("W0404", ("Circle without a counter", "Kreis ohne Zähler"), &at.file, at.span)
        .label((format!("`{arm}` leads back into this menu"), format!("`{arm}` führt in dieses Menü zurück")))
        .message((
            format!(
                "`{arm}` goes to where menu `{menu}` begins: its attempts begin anew each time, so a caller without a \
                 right key never comes to an end, nor to a person."
            ),
            format!(
                "`{arm}` führt dorthin, wo Menü `{menu}` beginnt: Seine Versuche beginnen jedes Mal neu, ein Anrufer ohne \
                 richtige Taste kommt also nie zu einem Ende und nie zu einem Menschen."
            ),
        ))
        .help((
            "after `on silence` and `on wrong key` the question is asked again by itself: leave the `go to` out",
            "Nach `on silence` und `on wrong key` wird die Frage von selbst wiederholt: Lassen Sie das `go to` weg.",
        ))
        .help((
            "in `on failure` lead somewhere else: `enter queue`, `transfer to`, or words and `hang up`",
            "Führen Sie in `on failure` woandershin: `enter queue`, `transfer to`, oder Worte und `hang up`.",
        ))
}
