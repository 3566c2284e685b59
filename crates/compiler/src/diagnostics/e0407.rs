//! E0407: `go back` with nowhere to go.

use crate::generate::Origin;
use rufplan_diag::Diagnostic;

/// ## What it does
/// Finds `go back` that a call can reach with no menu before the present one (S7).
/// ## Why is this bad?
/// There is nothing to go back to.
/// ## Example
/// ```text
/// menu main_choice  // the first menu of the call
///   press * to go back
/// end
/// ```
/// `menu` is the only menu on the way; `None` where there is none at all.
pub(crate) fn e0407(at: &Origin, menu: Option<&str>) -> Diagnostic {
    let (fact, tatsache) = match menu {
        Some(menu) => (
            format!("A caller can come here with menu `{menu}` as the first and only one"),
            format!("Ein Anrufer kann hierher kommen, wenn Menü `{menu}` das erste und einzige war"),
        ),
        None => (
            "A caller can come here before any menu".to_string(),
            "Ein Anrufer kann vor jedem Menü hierher kommen".to_string(),
        ),
    };
    Diagnostic::new("E0407", ("`go back` with nowhere to go", "`go back` ohne ein Zurück"), &at.file, at.span)
        .label(("nothing lies before it", "davor liegt nichts"))
        .message((
            format!("{fact}: `go back` leads to the menu before the present one, and there is none."),
            format!("{tatsache}: `go back` führt zum Menü vor dem jetzigen, und es gibt keines."),
        ))
        .help((
            "use `again` or `to repeat` to say the same menu again, or `go to` with the name of a flow",
            "Nehmen Sie `again` oder `to repeat`, um dasselbe Menü noch einmal zu sagen, oder `go to` mit dem Namen eines Ablaufs.",
        ))
}
