use super::{Place, at};
use rufplan_diag::Diagnostic;

/// What keeps a figure from being counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncounted<'a> {
    /// A mark that no statement sets; the nearest name, if there is one.
    Mark(&'a str, Option<&'a str>),
    /// Something that is no measure.
    Measure(&'a str),
    /// A condition that is asked of no finished call.
    Condition(&'a str),
    /// A target of another kind than the measure.
    Target(&'a str),
}

/// E0908: a figure that no call log can give.
///
/// It would be nought for ever, and nobody would see why.
///
/// ```text
/// kpi rueckrufe
///   measure: share_of_calls(callback_taken)  // but no `mark callback_taken`
///   per: day
/// end
/// ```
pub fn e0908(place: Place, what: Uncounted<'_>) -> Diagnostic {
    let d = at("E0908", ("KPI cannot be counted", "Kennzahl lässt sich nicht zählen"), &place);
    match what {
        Uncounted::Mark(mark, near) => {
            let d = d.label(("is set nowhere", "wird nirgends gesetzt")).message((
                format!("No call ever gets the mark `{mark}`, so the figure would be nought for ever."),
                format!("Kein Anruf bekommt je die Marke `{mark}`; die Kennzahl bliebe immer null."),
            ));
            match near {
                Some(near) => d.help((format!("did you mean `{near}`?"), format!("meinten Sie `{near}`?"))),
                None => d.help((
                    format!("set it where it happens: `mark {mark}`"),
                    format!("setzen Sie sie dort, wo es geschieht: `mark {mark}`"),
                )),
            }
        }
        Uncounted::Measure(read) => d
            .label(("no measure", "keine Messgröße"))
            .message((
                format!("`{read}` is nothing that a call log can measure."),
                format!("`{read}` ist nichts, was sich an Anrufen messen lässt."),
            ))
            .help((
                "write one of `answered_within(20s)`, `abandoned_within(5s)`, `average(wait)`, `average(talk)`, `average(handling)`, `share_of_calls(MARK)`, `count(MARK)`, `occupancy`",
                "schreiben Sie eine von `answered_within(20s)`, `abandoned_within(5s)`, `average(wait)`, `average(talk)`, `average(handling)`, `share_of_calls(MARKE)`, `count(MARKE)`, `occupancy`",
            )),
        Uncounted::Condition(read) => d
            .label(("cannot be asked of a call that is over", "lässt sich an beendeten Anrufen nicht fragen"))
            .message((
                format!("`{read}`: a call log knows the marks of a call, its queue and the number dialled, nothing else."),
                format!("`{read}`: Von einem beendeten Anruf sind seine Marken, seine Warteschlange und die gewählte Nummer bekannt, sonst nichts."),
            ))
            .help((
                "write `queue is NAME`, `number is +49 …`, `MARK is known` or `MARK is VALUE`, joined by `and`, `or`, `not`",
                "schreiben Sie `queue is NAME`, `number is +49 …`, `MARKE is known` oder `MARKE is WERT`, verbunden mit `and`, `or`, `not`",
            )),
        Uncounted::Target(kind) => d
            .label(("does not fit the measure", "passt nicht zur Messgröße"))
            .message((
                format!("The measure gives {kind}, the target is something else."),
                format!("Die Messgröße gibt {}, das Ziel ist etwas anderes.", german(kind)),
            ))
            .help((
                "write shares as `80%`, times as `30s` and counts as whole numbers",
                "schreiben Sie Anteile als `80%`, Zeiten als `30s` und Anzahlen als ganze Zahlen",
            )),
    }
}

fn german(kind: &str) -> &'static str {
    match kind {
        "a share" => "einen Anteil",
        "a time" => "eine Zeit",
        _ => "eine Anzahl",
    }
}
