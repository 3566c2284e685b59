use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0904: a thing of another client.
///
/// Clients are apart: callers of one must never land in a queue of the other, nor hear its words.
///
/// ```text
/// enter queue nordwind.service       // in a file of client moorbach
/// ```
pub fn e0904(place: Place, client: &str, name: &str) -> Diagnostic {
    at("E0904", ("Uses another client's thing", "Verwendet etwas eines anderen Mandanten"), &place)
        .label((format!("belongs to client {client}"), format!("gehört dem Mandanten {client}")))
        .message((
            format!("`{name}` is {client}'s; callers of this client would get what was made for others."),
            format!(
                "`{name}` gehört {client}; Anrufer dieses Mandanten bekämen, was für andere gemacht ist."
            ),
        ))
        .help((
            "share it through a library (`use … from …`), or declare one of this client's own",
            "teilen Sie es über eine Bibliothek (`use … from …`), oder erklären Sie hier etwas Eigenes",
        ))
}
