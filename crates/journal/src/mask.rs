//! How personal data is shown to people (language.md 4.5, "Personal data").

/// A phone number of which only the country, its first digits and the last three are shown: `+49 170 …567`.
///
/// Numbers of one or two digits of country are cut after the country's length only as far as it is known from the
/// number itself: countries of the zones 1 and 7 have one digit, the largest of the others two; a short number shows
/// its last digit alone.
pub fn masked_phone(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let tail = |n: usize| &digits[digits.len() - n.min(digits.len())..];
    if digits.len() < 8 {
        return format!("…{}", tail(1));
    }
    let country = if digits.starts_with(['1', '7']) { 1 } else { 2 };
    format!("+{} {} …{}", &digits[..country], &digits[country..country + 3], tail(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_three_digits_are_shown() {
        assert_eq!(masked_phone("+491701234567"), "+49 170 …567");
        assert_eq!(masked_phone("+49 170 1234567"), "+49 170 …567");
        assert_eq!(masked_phone("+12125550123"), "+1 212 …123");
        assert_eq!(masked_phone("+4315550100"), "+43 155 …100");
        assert_eq!(masked_phone("110"), "…0");
        assert_eq!(masked_phone(""), "…");
        assert_eq!(masked_phone("ä"), "…");
    }
}
