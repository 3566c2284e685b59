use super::{Place, at};
use rufplan_diag::Diagnostic;

/// Where a value must not go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leak {
    /// A secret that is said.
    Said,
    /// A secret that is shown or handed over.
    HandedOver,
    /// A sensitive value in an address that does not list it.
    ScreenPop,
}

/// E0803: a protected value would be heard or seen.
///
/// Who listens in, or reads the address in a log, would know the caller's secret.
///
/// ```text
/// de: "Ihre PIN ist {pin as digits}."
/// ```
pub fn e0803(place: Place, name: &str, leak: Leak) -> Diagnostic {
    let d = at("E0803", "Secret spoken, logged, shown", &place);
    match leak {
        Leak::Said => d
            .label("a secret")
            .message(format!("`{name}` is `secret`: who listens in would know it."))
            .help("take it out; a secret may be compared in a condition"),
        Leak::HandedOver => d
            .label("a secret")
            .message(format!("`{name}` is `secret`: it would reach the agent's desk and its logs."))
            .help("take it out; mark it as checked instead"),
        Leak::ScreenPop => d
            .label("sensitive")
            .message(format!("`{name}` is `sensitive`: addresses are kept in logs and histories."))
            .help(format!("take it out, or add `allow in screen pop: {name}` to the client")),
    }
}
