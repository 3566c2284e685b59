use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0209: two names that sound alike.
///
/// Who reads `stoerung` aloud says `störung`; the next change will hit the wrong one.
///
/// ```text
/// flow störung               // and a flow `stoerung` above
/// ```
pub fn w0209(place: Place, kind: &str, name: &str, other: &str, there: Place) -> Diagnostic {
    at("W0209", "Name differs only by umlaut or case", &place)
        .label(format!("sounds like `{other}`"))
        .message(format!("There are two of kind {kind}, `{name}` and `{other}`: people will mix them up."))
        .help("give one of them a name that says how it differs")
        .related(&there.file, there.span, format!("`{other}`"))
}
