//! Check digits and the like: `check:` of a `collect` (language.md 2.6).

/// Whether the last digit is the check digit of Luhn's formula (ISO/IEC 7812-1, annex B): cards, IMEI and others.
pub fn luhn(digits: &str) -> bool {
    let worths: Option<Vec<u32>> = digits.chars().map(|digit| digit.to_digit(10)).collect();
    let Some(worths) = worths.filter(|worths| worths.len() > 1) else { return false };
    let sum: u32 = worths.iter().rev().enumerate().map(|(place, worth)| doubled(place, *worth)).sum();
    sum.is_multiple_of(10)
}

/// Every second digit from the right counts double, less nine where that has two digits.
fn doubled(place: usize, worth: u32) -> u32 {
    match (place % 2, worth * 2) {
        (0, _) => worth,
        (_, double) if double > 9 => double - 9,
        (_, double) => double,
    }
}

/// Digits of an IBAN behind its country's letters, by ISO 3166-1 code: of countries whose IBAN has digits only.
const IBAN_DIGITS: [(&str, usize); 9] = [
    ("AT", 18),
    ("BE", 14),
    ("CH", 19),
    ("DE", 20),
    ("DK", 16),
    ("ES", 22),
    ("LI", 19),
    ("LU", 18),
    ("PL", 26),
];

/// Whether digits are an IBAN of a country (ISO 3166-1) without its two letters, which a telephone cannot key
/// (ISO 13616: the check number leaves one, divided by 97).
pub fn iban(digits: &str, country: &str) -> bool {
    let known = IBAN_DIGITS.iter().find(|(code, _)| *code == country);
    let fits = known.map_or((12..=32).contains(&digits.len()), |(_, length)| digits.len() == *length);
    let (Some(check), Some(account), true) = (digits.get(..2), digits.get(2..), fits) else { return false };
    let letters =
        country.chars().filter(char::is_ascii_uppercase).map(|c| u32::from(c) - u32::from('A') + 10);
    let letters: String = letters.map(|worth| worth.to_string()).collect();
    let remainder = format!("{account}{letters}{check}")
        .chars()
        .try_fold(0, |rest, digit| Some((rest * 10 + digit.to_digit(10)?) % 97));
    letters.len() == 4 && remainder == Some(1)
}

/// Whether digits can be a German post code: five, from 01001 to 99998. The regions 05, 43 and 62 are not given out.
pub fn plz_de(digits: &str) -> bool {
    let is_number = digits.len() == 5 && digits.bytes().all(|digit| digit.is_ascii_digit());
    let region = digits.get(..2).unwrap_or_default();
    is_number && ("01001"..="99998").contains(&digits) && !["05", "43", "62"].contains(&region)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luhn_finds_wrong_and_swapped_digits() {
        for right in ["4111111111111111", "5500005555555559", "340000000000009", "79927398713", "00"] {
            assert!(luhn(right), "{right}");
        }
        for wrong in ["4111111111111112", "1411111111111111", "79927398710", "0", "", "411x", "4"] {
            assert!(!luhn(wrong), "{wrong}");
        }
    }

    #[test]
    fn iban_is_keyed_without_its_letters() {
        // the examples of the IBAN registry
        for (digits, country) in [
            ("89370400440532013000", "DE"),
            ("611904300234573201", "AT"),
            ("9300762011623852957", "CH"),
            ("9121000418450200051332", "ES"),
        ] {
            assert!(iban(digits, country), "{country}");
            assert!(!iban(&format!("{digits}0"), country));
            assert!(!iban(&digits.replacen('0', "1", 1), country));
        }
        assert!(!iban("89370400440532013000", "AT") && !iban("", "DE") && !iban("89", ""));
        assert!(!iban("8937040044053201300x", "DE"));
    }

    #[test]
    fn german_post_codes() {
        for (digits, right) in [
            ("10115", true),
            ("01001", true),
            ("99998", true),
            ("01000", false),
            ("99999", false),
            ("05123", false),
            ("43000", false),
            ("1011", false),
            ("101155", false),
            ("1011x", false),
        ] {
            assert_eq!(plz_de(digits), right, "{digits}");
        }
    }
}
