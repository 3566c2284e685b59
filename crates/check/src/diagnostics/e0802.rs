use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0802: who says nothing would have agreed.
///
/// In Germany, Austria and Switzerland, and wherever no rule says otherwise, recording a call without the caller's
/// consent is an offence; silence is no consent.
///
/// ```text
/// consent recording
///   say aufzeichnung_frage
///   press 2 means no
///   silence means yes        // write `press 1 means yes` and `silence means no`
/// end
/// ```
pub fn e0802(place: Place) -> Diagnostic {
    at("E0802", ("Consent default is yes", "Schweigen als Einwilligung"), &place)
        .label(("silence is no consent", "Schweigen ist keine Einwilligung"))
        .message((
            "Callers who press nothing would be recorded. Where one of the client's numbers lies, that needs their consent.",
            "Wer nichts drückt, würde aufgezeichnet. Wo eine der Rufnummern des Mandanten liegt, braucht es dazu eine Einwilligung.",
        ))
        .help((
            "ask for a key (`press 1 means yes`), and write `silence means no`",
            "Fragen Sie nach einer Taste (`press 1 means yes`), und schreiben Sie `silence means no`.",
        ))
}
