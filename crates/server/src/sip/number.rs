//! Reading the user part of a SIP address as a phone number.

/// The user part as E.164 with `+`: blanks and separators dropped, `00` read as `+`, plain digits taken as if `+` stood
/// before them. What is no number at all stays as it is.
pub fn e164(user: &str) -> String {
    let bare: String = user.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')' | '/')).collect();
    let (digits, international) = match (bare.strip_prefix('+'), bare.strip_prefix("00")) {
        (Some(rest), _) | (None, Some(rest)) => (rest, true),
        (None, None) => (bare.as_str(), false),
    };
    let is_number = (7..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    match (is_number, international || !digits.starts_with('0')) {
        (true, true) => format!("+{digits}"),
        _ => user.to_string(),
    }
}

/// Whether a `From` address withholds the caller's number (RFC 3323).
pub(super) fn withheld(user: Option<&str>) -> bool {
    user.is_none_or(|u| {
        u.is_empty() || u.eq_ignore_ascii_case("anonymous") || u.eq_ignore_ascii_case("unknown")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_the_forms_peers_send() {
        for (user, read) in [
            ("+49305550100", "+49305550100"),
            ("0049305550100", "+49305550100"),
            ("49305550100", "+49305550100"),
            ("+49 30 555-0100", "+49305550100"),
            ("0305550100", "0305550100"),
            ("1106", "1106"),
            ("alice", "alice"),
            ("", ""),
        ] {
            assert_eq!(e164(user), read, "{user}");
        }
    }

    #[test]
    fn a_withheld_number_is_known_by_its_name() {
        assert!(withheld(None) && withheld(Some("anonymous")) && withheld(Some("")));
        assert!(!withheld(Some("+491701234567")));
    }
}
