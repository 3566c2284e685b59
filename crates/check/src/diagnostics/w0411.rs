use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0411: a transfer to a number of our own.
///
/// The call comes back to the script, is transferred again, and so on: it holds two lines for every round.
///
/// ```text
/// client nordwind
///   number +49 30 5550100 starts main
/// transfer to +49 30 5550100      // rings ourselves
/// ```
pub fn w0411(place: Place, number: &str, client: &str, there: Place) -> Diagnostic {
    at("W0411", ("Transfer may come back to us", "Die Weiterleitung kann zu uns zurückkommen"), &place)
        .label(("our own number", "unsere eigene Nummer"))
        .message((
            format!("`{number}` belongs to client `{client}`: the call would come back to this system and could turn for ever."),
            format!("`{number}` gehört zum Mandanten `{client}`: Der Anruf käme hierher zurück und könnte endlos kreisen."),
        ))
        .help((
            "lead the call with `go to` or `enter queue`; that needs no second line",
            "führen Sie den Anruf mit `go to` oder `enter queue` weiter; das braucht keine zweite Leitung",
        ))
        .related(&there.file, there.span, ("it is ours here", "hier ist sie eingetragen"))
}
