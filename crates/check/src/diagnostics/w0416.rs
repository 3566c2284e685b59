use super::{Place, at};
use rufplan_diag::Diagnostic;

/// Why a voicemail may answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voicemail {
    /// Several targets: the first one's voicemail takes the call.
    Several(usize),
    /// A mobile number.
    Mobile,
}

/// W0416: a voicemail could take the call for a person.
///
/// A mobile that is off answers with its voicemail, and the caller talks to it; no other phone rings any more.
///
/// ```text
/// transfer to +49 171 5550001, +49 171 5550002
/// ```
pub fn w0416(place: Place, why: Voicemail) -> Diagnostic {
    let d = at("W0416", ("Voicemail may answer", "Eine Mailbox kann antworten"), &place);
    let d = match why {
        Voicemail::Several(count) => d
            .label(("who says that a person picks up?", "wer sagt, dass ein Mensch abnimmt?"))
            .message((
                format!("{count} targets and no `accept with`: the first voicemail takes the call and the others never ring."),
                format!("{count} Ziele und kein `accept with`: Die erste Mailbox nimmt den Anruf an, und die anderen klingeln nie."),
            )),
        Voicemail::Mobile => d
            .label(("a mobile number", "eine Mobilnummer"))
            .message((
                "The mobile's voicemail may answer, and the caller would be left with it.",
                "Die Mailbox des Mobiltelefons kann antworten; der Anrufer spräche dann mit ihr.",
            )),
    };
    d.help((
        "let who picks up press a key: `accept with: 1, PROMPT`",
        "lassen Sie den Angerufenen eine Taste drücken: `accept with: 1, ANSAGE`",
    ))
    .help((
        "or make sure that no voicemail answers there, and write `// allow W0416: no voicemail` above the line",
        "oder stellen Sie sicher, dass dort keine Mailbox antwortet, und schreiben Sie `// allow W0416: keine Mailbox` über die Zeile",
    ))
}
