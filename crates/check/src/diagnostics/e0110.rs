use super::{Place, at, list};
use crate::spelling::nearest;
use rufplan_diag::{Diagnostic, Words};

/// What is wrong with an arm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadCase<'a> {
    /// The same arm twice.
    Twice(&'a str),
    /// An outcome that the flow does not give.
    NoOutcome {
        /// As written.
        outcome: &'a str,
        /// What the flow gives.
        outcomes: &'a [&'a str],
    },
    /// A number that is no attempt, or more than there are attempts.
    NoAttempt(Option<i64>),
}

/// E0110: an arm that can never run.
///
/// What was meant for the caller in it would not happen.
///
/// ```text
/// on silence 4               // with `attempts: 3`
/// ```
pub fn e0110(place: Place, what: BadCase<'_>) -> Diagnostic {
    let d = at("E0110", ("Not a case of this block", "Das ist kein Fall dieses Blocks"), &place);
    match what {
        BadCase::Twice(case) => d
            .label(("stands here a second time", "steht hier zum zweiten Mal"))
            .message((
                format!("`{case}` has an arm already; this one would never run."),
                format!("Für `{case}` gibt es schon einen Zweig; dieser hier käme nie an die Reihe."),
            ))
            .help(("put both together", "Fassen Sie beide zusammen.")),
        BadCase::NoOutcome { outcome, outcomes } => {
            let span = place.span;
            let d = d.label(("no such outcome", "kein solcher Ausgang")).message((
                format!(
                    "The flow never comes back with `{outcome}`; it gives {}.",
                    list(outcomes.iter().copied())
                ),
                format!(
                    "Der Ablauf kommt nie mit `{outcome}` zurück; er gibt {}.",
                    list(outcomes.iter().copied())
                ),
            ));
            match nearest(outcome, outcomes.iter().copied()) {
                Some(near) => d
                    .help((format!("did you mean `{near}`?"), format!("meinten Sie `{near}`?")))
                    .fix((format!("replace by `{near}`"), format!("durch `{near}` ersetzen")), span, near),
                None => d.help(("leave the arm out", "lassen Sie den Arm weg")),
            }
        }
        BadCase::NoAttempt(attempts) => d
            .label(("no such attempt", "diesen Versuch gibt es nicht"))
            .message(match attempts {
                Some(n) => Words::from((
                    format!("Callers have {n} attempts here, so this arm would never run."),
                    format!("Anrufer haben hier {n} Versuche, dieser Zweig käme also nie an die Reihe."),
                )),
                None => Words::from(("Attempts are counted from 1.", "Versuche werden ab 1 gezählt.")),
            })
            .help((
                "write the attempt from which on the arm shall hold, such as `on silence 2`",
                "Schreiben Sie den Versuch, ab dem der Zweig gelten soll, etwa `on silence 2`.",
            )),
    }
}
