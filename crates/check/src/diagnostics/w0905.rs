use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0905: two clients are spoken of alike.
///
/// An agent who answers for both cannot tell them apart.
///
/// ```text
/// client a "Muster GmbH"
/// client b "Muster GmbH"                       // in another file
/// ```
pub fn w0905(place: Place, name: &str, there: Place) -> Diagnostic {
    at("W0905", ("Two clients, same spoken name", "Zwei Mandanten, ein gesprochener Name"), &place)
        .label(("said of two clients", "so heißen zwei Mandanten"))
        .message((
            format!("Two clients are called \"{name}\": agents cannot tell them apart."),
            format!("Zwei Mandanten heißen \"{name}\": Agenten können sie nicht auseinanderhalten."),
        ))
        .help(("give one of them a longer name", "Geben Sie einem von beiden einen längeren Namen."))
        .related(&there.file, there.span, ("first here", "zuerst hier"))
}
