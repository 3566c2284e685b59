use super::{Place, at};
use rufplan_diag::{Diagnostic, Noun};

/// W0209: two names that sound alike.
///
/// Who reads `stoerung` aloud says `störung`; the next change will hit the wrong one.
///
/// ```text
/// flow störung               // and a flow `stoerung` above
/// ```
pub fn w0209(place: Place, kind: impl Into<Noun>, name: &str, other: &str, there: Place) -> Diagnostic {
    let kind = kind.into();
    at(
        "W0209",
        (
            "Name differs only by umlaut or case",
            "Name unterscheidet sich nur durch Umlaut oder Großschreibung",
        ),
        &place,
    )
    .label((format!("sounds like `{other}`"), format!("klingt wie `{other}`")))
    .message((
        format!("There are two of kind {}, `{name}` and `{other}`: people will mix them up.", kind.en),
        format!(
            "Es gibt zweimal fast dasselbe ({}): `{name}` und `{other}`. Das wird verwechselt werden.",
            kind.de
        ),
    ))
    .help((
        "give one of them a name that says how it differs",
        "Geben Sie einem von beiden einen Namen, der den Unterschied sagt.",
    ))
    .related(&there.file, there.span, format!("`{other}`"))
}
