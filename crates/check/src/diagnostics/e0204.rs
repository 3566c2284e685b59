use super::{Place, at};
use rufplan_diag::{Diagnostic, Words};

fn title() -> Words {
    ("Parameters of a library do not fit", "Parameter einer Bibliothek passen nicht").into()
}

/// E0204: a library needs something that its client does not give.
///
/// Nobody knows what callers would hear, or where they would be led, in its place.
///
/// ```text
/// configure hotline          // `hotline` needs `box: mailbox`
///   team: empfang
/// end
/// ```
pub fn e0204_missing(
    place: Place,
    library: &str,
    name: &str,
    of: &str,
    is_configured: bool,
    there: Place,
) -> Diagnostic {
    let (en, de) = match is_configured {
        true => (
            format!("`{library}` needs `{name}: {of}`, and `configure` does not give it."),
            format!("`{library}` braucht `{name}: {of}`, und `configure` gibt es nicht an."),
        ),
        false => (
            format!("`{library}` needs `{name}: {of}`, and there is no `configure {library}`."),
            format!("`{library}` braucht `{name}: {of}`, und es gibt kein `configure {library}`."),
        ),
    };
    let line = format!("{name}: …");
    at("E0204", title(), &place)
        .label((format!("`{name}` is missing"), format!("`{name}` fehlt")))
        .message((en, de))
        .help((
            format!("write `{line}` into `configure {library} … end`"),
            format!("schreiben Sie `{line}` in `configure {library} … end`"),
        ))
        .related(&there.file, there.span, ("the library asks for it here", "hier verlangt es die Bibliothek"))
}

/// E0204: a client gives a library something that it does not ask for.
///
/// What stands there would have no effect on any call.
pub fn e0204_superfluous(place: Place, library: &str, name: &str, near: Option<&str>) -> Diagnostic {
    let span = place.span;
    let d = at("E0204", title(), &place)
        .label((format!("`{library}` does not ask for this"), format!("das verlangt `{library}` nicht")))
        .message((
            format!("Library `{library}` has no parameter `{name}`: what is given here would change no call."),
            format!("Die Bibliothek `{library}` hat keinen Parameter `{name}`: Was hier steht, änderte an keinem Anruf etwas."),
        ));
    match near {
        Some(near) => d.help((format!("did you mean `{near}`?"), format!("meinten Sie `{near}`?"))).fix(
            (format!("replace by `{near}`"), format!("durch `{near}` ersetzen")),
            span,
            near,
        ),
        None => d.help(("take the line away", "nehmen Sie die Zeile heraus")),
    }
}

/// E0204: several values for one parameter.
pub fn e0204_several(place: Place, name: &str) -> Diagnostic {
    at("E0204", title(), &place)
        .label(("one value too many", "ein Wert zu viel"))
        .message((
            format!("`{name}` takes one value; callers would meet only the first."),
            format!("`{name}` nimmt einen Wert; Anrufer träfen nur auf den ersten."),
        ))
        .help(("leave one value", "lassen Sie einen Wert stehen"))
}

/// E0204: what is given changes during a call.
pub fn e0204_not_fixed(place: Place, name: &str) -> Diagnostic {
    at("E0204", title(), &place)
        .label(("not known before a call", "vor einem Anruf nicht bekannt"))
        .message((
            format!(
                "What `{name}` is must be certain before anybody calls; this is known only during a call."
            ),
            format!(
                "Was `{name}` ist, muss feststehen, bevor jemand anruft; dies ist erst im Anruf bekannt."
            ),
        ))
        .help(("write a value", "schreiben Sie einen Wert"))
}

/// E0204: a thing is asked for, and something else is given.
pub fn e0204_no_thing(place: Place, name: &str, kind: &str, word: &str) -> Diagnostic {
    at("E0204", title(), &place)
        .label(("no name", "kein Name"))
        .message((
            format!("`{name}` stands for a {kind} of the client; this is not the name of one."),
            format!("`{name}` steht für etwas, das beim Mandanten mit `{word}` erklärt ist; dies ist kein solcher Name."),
        ))
        .help((
            format!("write the name of a {kind}"),
            format!("schreiben Sie den Namen hin, der hinter `{word}` steht"),
        ))
}
