use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0412: a target that is known only in the call.
///
/// Nobody can say beforehand whom the call reaches and what it costs; it is held against the numbers that may be called,
/// and one that may not has failed.
///
/// ```text
/// transfer to customer.contact    // any phone number
///
/// data
///   dienst: phone one of +49 171 5550001, +49 171 5550002
/// end
/// transfer to dienst              // one of these
/// ```
pub fn w0412(place: Place, read: &str) -> Diagnostic {
    at("W0412", ("Target known only in the call", "Ziel erst im Anruf bekannt"), &place)
        .label(("any phone number", "irgendeine Telefonnummer"))
        .message((
            format!("`{read}` can be any phone number: whether it may be called is found out only when somebody is waiting for it."),
            format!("`{read}` kann jede Telefonnummer sein: Ob sie angerufen werden darf, zeigt sich erst, wenn schon jemand darauf wartet."),
        ))
        .help((
            "list the numbers in the type: `phone one of +49 …, +49 …`; then they are checked now",
            "führen Sie die Nummern im Typ auf: `phone one of +49 …, +49 …`; dann werden sie jetzt geprüft",
        ))
}
