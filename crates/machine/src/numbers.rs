//! What a phone number tells by its beginning, as far as that is known here.

/// Beginnings of premium numbers, of no use but to cost money.
const PREMIUM: [&str; 11] = [
    "+49900", "+49137", "+43900", "+43901", "+43930", "+43931", "+41900", "+41901", "+41906", "+44909",
    "+1900",
];

/// Beginnings of mobile numbers: behind each a voicemail may answer.
const MOBILE: [&str; 21] = [
    "+4915", "+4916", "+4917", "+43650", "+43660", "+43664", "+43676", "+43677", "+43680", "+43681",
    "+43688", "+43699", "+4174", "+4175", "+4176", "+4177", "+4178", "+4179", "+447", "+336", "+337",
];

/// Whether a number in E.164 is a premium number.
///
/// ```
/// use rufplan_machine::numbers::is_premium;
/// assert!(is_premium("+499001234567"));
/// assert!(!is_premium("+49305550100"));
/// ```
pub fn is_premium(number: &str) -> bool {
    PREMIUM.iter().any(|beginning| number.starts_with(beginning))
}

/// Whether a number in E.164 is that of a mobile phone.
pub fn is_mobile(number: &str) -> bool {
    MOBILE.iter().any(|beginning| number.starts_with(beginning))
}
