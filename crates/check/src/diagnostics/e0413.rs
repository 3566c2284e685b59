use super::{Place, at, list};
use rufplan_diag::Diagnostic;

/// What does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcomes<'a> {
    /// `go to` a flow with outcomes that nothing answers for here.
    OfJump {
        /// The flow gone to.
        flow: &'a str,
        /// The flow in which the jump stands; `None` outside of flows.
        inside: Option<&'a str>,
        /// Outcomes without an answer.
        open: &'a [&'a str],
    },
    /// `finish` with an outcome that the flow does not give.
    NotGiven {
        /// The outcome.
        outcome: &'a str,
        /// The flow.
        flow: Option<&'a str>,
        /// What it gives.
        gives: &'a [&'a str],
    },
    /// `run` of a flow without outcomes.
    None(&'a str),
}

/// E0413: whoever runs a flow has no arm for an outcome with which it can come back.
///
/// The call would come back to a place that does not know how to go on.
///
/// ```text
/// flow identify gives known, unknown
///   go to verify             // which gives `ok`
/// end
/// ```
pub fn e0413(place: Place, what: Outcomes<'_>) -> Diagnostic {
    let d = at("E0413", ("Outcomes do not fit", "Ausgänge passen nicht"), &place);
    match what {
        Outcomes::OfJump { flow, inside: Some(inside), open } => {
            let open = list(open.iter().copied());
            d.label((format!("can finish with {open}"), format!("kann mit {open} enden")))
                .message((
                    format!(
                        "`{flow}` comes back with {open}, but whoever runs `{inside}` has no arm for that."
                    ),
                    format!(
                        "`{flow}` kommt mit {open} zurück, doch wer `{inside}` aufruft, hat dafür keinen Arm."
                    ),
                ))
                .help((
                    format!("let `{inside}` give {open}, too"),
                    format!("lassen Sie auch `{inside}` {open} geben"),
                ))
                .help((
                    format!("or write `run {flow}` with an arm for each outcome"),
                    format!("oder schreiben Sie `run {flow}` mit einem Arm für jeden Ausgang"),
                ))
        }
        Outcomes::OfJump { flow, inside: None, open } => {
            let open = list(open.iter().copied());
            d.label((format!("can finish with {open}"), format!("kann mit {open} enden")))
                .message((
                    format!("`{flow}` comes back with {open}, but nothing has run it here: the call would have nowhere to go."),
                    format!("`{flow}` kommt mit {open} zurück, doch hier hat ihn nichts aufgerufen: der Anruf wüsste nicht wohin."),
                ))
                .help((
                    format!("lead to a flow that says `run {flow}`"),
                    format!("führen Sie zu einem Ablauf, in dem `run {flow}` steht"),
                ))
        }
        Outcomes::NotGiven { outcome, flow, gives } => {
            let d = d.label(("not among its outcomes", "keiner seiner Ausgänge"));
            let d = match flow {
                Some(flow) if gives.is_empty() => d.message((
                    format!("`{flow}` gives no outcomes, so nothing answers `finish {outcome}`."),
                    format!("`{flow}` gibt keine Ausgänge; auf `finish {outcome}` antwortet also niemand."),
                )),
                Some(flow) => {
                    let gives = list(gives.iter().copied());
                    d.message((
                        format!("`{flow}` gives {gives}; nobody who runs it has an arm for `{outcome}`."),
                        format!("`{flow}` gibt {gives}; wer ihn aufruft, hat keinen Arm für `{outcome}`."),
                    ))
                }
                None => d.message((
                    "`finish` comes back from a flow; this is none.",
                    "`finish` kommt aus einem Ablauf zurück; das hier ist keiner.",
                )),
            };
            match flow {
                Some(_) => d.help((
                    format!("write `gives {outcome}` behind the flow's name, or another outcome"),
                    format!("schreiben Sie `gives {outcome}` hinter den Namen des Ablaufs, oder einen anderen Ausgang"),
                )),
                None => d.help(("write `go to` or `hang up`", "schreiben Sie `go to` oder `hang up`")),
            }
        }
        Outcomes::None(flow) => d
            .label(("never comes back", "kommt nie zurück"))
            .message((
                format!("`{flow}` gives no outcomes: it ends the call, and nothing comes back here."),
                format!(
                    "`{flow}` gibt keine Ausgänge: er beendet den Anruf, und nichts kommt hierher zurück."
                ),
            ))
            .help((format!("write `go to {flow}`"), format!("schreiben Sie `go to {flow}`")))
            .help((
                format!("or let `{flow}` give outcomes and `finish` with them"),
                format!("oder lassen Sie `{flow}` Ausgänge geben und mit `finish` damit enden"),
            )),
    }
}
