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

/// A number of ours in groups, for reading: country, area, the rest. German area codes of two digits are those of
/// Berlin, Hamburg, Frankfurt and München; all others count as three digits.
pub(crate) fn spaced_phone(number: &str) -> String {
    let Some(digits) = number.strip_prefix('+') else { return number.to_owned() };
    if digits.len() < 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.to_owned();
    }
    let (country, rest) = digits.split_at(if digits.starts_with(['1', '7']) { 1 } else { 2 });
    let short = country == "49" && ["30", "40", "69", "89"].iter().any(|area| rest.starts_with(area));
    let (area, rest) = rest.split_at(if short { 2 } else { 3 });
    format!("+{country} {area} {rest}")
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

    #[test]
    fn our_own_numbers_stand_in_groups() {
        assert_eq!(spaced_phone("+49305550100"), "+49 30 5550100");
        assert_eq!(spaced_phone("+498005550100"), "+49 800 5550100");
        assert_eq!(spaced_phone("+12125550123"), "+1 212 5550123");
        assert_eq!(spaced_phone("110"), "110");
        assert_eq!(spaced_phone("+49ä5550100"), "+49ä5550100");
    }
}
