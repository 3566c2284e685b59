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
    let d = at("E0211", "Part of which client?", &place);
    match named {
        Some(name) => {
            let span = place.span;
            let d = d
                .label("no such client")
                .message(format!("No file declares `client {name}`, so no number leads here."));
            match nearest(name, clients.iter().copied()) {
                Some(near) => {
                    d.help(format!("did you mean `{near}`?")).fix(format!("replace by `{near}`"), span, near)
                }
                None if clients.is_empty() => d.help(format!("write a file with `client {name} \"…\"`")),
                None => d.help(format!("clients are {}", list(clients.iter().copied()))),
            }
        }
        None => d
            .label("belongs to no client")
            .message("The file has neither `client NAME` nor `part of client NAME`, so no number leads here.")
            .help("begin the file with `client NAME \"Spoken name\"`"),
    }
}
