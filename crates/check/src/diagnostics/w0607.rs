use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0607: a holiday of some communes of the region is neither in nor out.
///
/// Whether callers are told of a closed day depends on the town, which nobody has named.
///
/// ```text
/// public holidays of DE-BY                     // Mariä Himmelfahrt: in Munich, not in Coburg
/// ```
pub fn w0607(place: Place, region: &str, name: &str, id: &str) -> Diagnostic {
    at("W0607", "Local holiday undecided", &place)
        .label(name)
        .message(format!("{name} is a holiday in some towns of {region} only; in which one are you?"))
        .help(format!("add `plus \"{id}\"` or `without \"{id}\"`"))
}
