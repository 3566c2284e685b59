//! W0206: a library is not the one that the client was last locked with.

use rufplan_check::Place;
use rufplan_diag::Diagnostic;

/// ## What it does
/// Holds every library that a client uses against the project's `rufplan.lock`.
/// ## Why is this bad?
/// Callers of this client would meet another library than the one that was checked and tested for them.
/// ## Example
/// ```text
/// zahnwelt was locked with "Standard-Hotline, Version 3.0"; the file is "Standard-Hotline, Version 3.1"
/// ```
pub(crate) fn w0206(at: &Place, client: &str, library: &str, locked: Option<&str>, now: &str) -> Diagnostic {
    let d = Diagnostic::new("W0206", ("Library behind", "Bibliothek überholt"), &at.file, at.span)
        .label(("changed since `rufplan.lock`", "seit `rufplan.lock` geändert"));
    let d = match locked {
        Some(locked) if locked != now => d.message((
            format!("{client} was locked with `{library}` \"{locked}\"; its file is \"{now}\" now."),
            format!("{client} ist mit `{library}` „{locked}“ festgehalten; in der Datei steht jetzt „{now}“."),
        )),
        Some(_) => d.message((
            format!("`{library}` \"{now}\" is not the file that {client} was locked with: it has changed, and its title has not."),
            format!("`{library}` „{now}“ ist nicht die Datei, mit der {client} festgehalten ist: Sie hat sich geändert, ihr Titel nicht."),
        )),
        None => d.message((
            format!("`rufplan.lock` does not know yet that {client} uses `{library}` \"{now}\"."),
            format!("`rufplan.lock` weiß noch nicht, dass {client} `{library}` „{now}“ verwendet."),
        )),
    };
    d.help((
        format!("run the tests of {client}, then `rufplan lock` with its script"),
        format!("lassen Sie die Tests von {client} laufen, dann `rufplan lock` mit seinem Skript"),
    ))
}
