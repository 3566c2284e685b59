use super::{Place, at};
use rufplan_diag::Diagnostic;

/// What has no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unbounded<'a> {
    /// A reference to a kind alone: the kind.
    Reference(&'a str),
    /// A number or duration from which a bound is worked out: its source text.
    Value(&'a str),
}

/// E0314: what must have a limit has none.
///
/// A caller must never be sent to something that nobody checked, nor wait for something without an end.
///
/// ```text
/// data
///   team: queue                // which? write `queue one of sales, service`
/// ```
pub fn e0314(place: Place, what: Unbounded<'_>) -> Diagnostic {
    let title = ("Bound without a limit", "Grenze ohne Höchstwert");
    let d = at("E0314", title, &place);
    match what {
        Unbounded::Reference(kind) => d
            .label((format!("which {kind}?"), format!("welche `{kind}`?")))
            .message((
                format!("A variable may hold only names that are listed, so that every way of a call is known; `{kind}` alone lists none."),
                format!("Eine Variable darf nur aufgezählte Namen halten, damit jeder Weg eines Anrufs bekannt ist; `{kind}` allein zählt keine auf."),
            ))
            .help((format!("write `{kind} one of …` with the names"), format!("schreiben Sie `{kind} one of …` mit den Namen"))),
        Unbounded::Value(text) => d
            .label(("can be any number", "kann jede Zahl sein"))
            .message((
                format!("`{text}` has no greatest value, so nobody knows how long callers would key or wait."),
                format!("`{text}` hat keinen Höchstwert; niemand weiß also, wie lange Anrufer tippen oder warten würden."),
            ))
            .help(("give its type bounds: `number from 1 to 20`", "geben Sie dem Typ Grenzen: `number from 1 to 20`")),
    }
}
