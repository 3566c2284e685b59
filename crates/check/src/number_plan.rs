//! How calls to numbers are charged, as far as the number itself says it, and what that means for waiting.

/// How a call to a number is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charge {
    /// The caller pays nothing.
    Free,
    /// Once a call.
    Call,
    /// By the minute, or by a price that the number does not tell.
    Time,
}

/// Numbers of Germany that are charged in their own way. Geographic and mobile numbers are not among them: to these every
/// queue is allowed (§ 115 (1) nos. 2 and 3 TKG). Of `0700` and `032` the number alone does not tell.
///
/// Source: the number plans of the Bundesnetzagentur for `(0)800`, `(0)180`, `(0)900`, `(0)137` and `118`; the digit behind
/// `0180` is the tariff: 2, 4 and 6 once a call, 1, 3, 5 and 7 by the minute.
const GERMANY: [(&str, Charge); 11] = [
    ("+49800", Charge::Free),
    ("+491801", Charge::Time),
    ("+491802", Charge::Call),
    ("+491803", Charge::Time),
    ("+491804", Charge::Call),
    ("+491805", Charge::Time),
    ("+491806", Charge::Call),
    ("+491807", Charge::Time),
    ("+49900", Charge::Time),
    ("+49137", Charge::Time),
    ("+49118", Charge::Time),
];

/// How a number in E.164 is charged; `None` for an ordinary number.
pub fn charge(number: &str) -> Option<Charge> {
    GERMANY.iter().find(|(prefix, _)| number.starts_with(prefix)).map(|(_, charge)| *charge)
}

#[cfg(test)]
mod tests {
    use super::{Charge, charge};

    #[test]
    fn the_digit_behind_0180_is_the_tariff() {
        assert_eq!(charge("+4918055550100"), Some(Charge::Time));
        assert_eq!(charge("+4918065550100"), Some(Charge::Call));
        assert_eq!(charge("+498005550100"), Some(Charge::Free));
        assert_eq!(charge("+49305550100"), None);
        assert_eq!(charge("+4915735550100"), None);
    }
}
