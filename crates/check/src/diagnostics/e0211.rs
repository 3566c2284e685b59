use super::{Place, at, list};
use crate::spelling::nearest;
use rufplan_diag::Diagnostic;

/// E0211: it is not clear to which client this file belongs.
///
/// Without a client no number leads here and no caller would ever meet what stands in the file.
///
/// ```text
/// part of client nordwnd     // no file declares `client nordwnd`
/// ```
pub fn e0211(place: Place, named: Option<&str>, clients: &[&str]) -> Diagnostic {
    let d = at("E0211", ("Part of which client?", "Teil welches Mandanten?"), &place);
    match named {
        Some(name) => {
            let span = place.span;
            let d = d
                .label(("no such client", "kein solcher Mandant"))
                .message((format!("No file declares `client {name}`, so no number leads here."), format!("Keine Datei erklärt `client {name}`, also führt keine Nummer hierher.")));
            match nearest(name, clients.iter().copied()) {
                Some(near) => {
                    d.help((format!("did you mean `{near}`?"), format!("Meinten Sie `{near}`?"))).fix((format!("replace by `{near}`"), format!("durch `{near}` ersetzen")), span, near)
                }
                None if clients.is_empty() => d.help((format!("write a file with `client {name} \"…\"`"), format!("Schreiben Sie eine Datei mit `client {name} \"…\"`."))),
                None => d.help((format!("clients are {}", list(clients.iter().copied())), format!("Mandanten sind {}.", list(clients.iter().copied())))),
            }
        }
        None => d
            .label(("belongs to no client", "gehört zu keinem Mandanten"))
            .message(("The file has neither `client NAME` nor `part of client NAME`, so no number leads here.", "In der Datei steht weder `client NAME` noch `part of client NAME`, also führt keine Nummer hierher."))
            .help(("begin the file with `client NAME \"Spoken name\"`", "Beginnen Sie die Datei mit `client NAME \"Gesprochener Name\"`.")),
    }
}
