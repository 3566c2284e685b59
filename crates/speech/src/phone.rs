//! How a phone number is cut: country code, national form and groups (W3).

/// A phone number as it is read out.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Whether "plus" comes first.
    pub(crate) plus: bool,
    /// Digits between which a pause is made.
    pub(crate) groups: Vec<String>,
}

/// Reads a number for a client whose country is that of `home`. No groups if there is no digit.
pub(crate) fn read(number: &str, home: &str) -> Reading {
    // "+49 (0) 30": the bracket says what a caller at home dials, it is no digit of the number.
    let number = number.trim().replace("(0)", " ");
    let international = number.starts_with('+');
    let mut groups = groups_as_written(&number);
    let written_in_groups = groups.len() > 1;
    let code = country_code(&number);
    let national = international && !code.is_empty() && code == country_code(home);
    if international && !written_in_groups {
        let rest = groups.first().map(|digits| digits[code.len()..].to_owned()).unwrap_or_default();
        groups = vec![code.clone(), rest];
        groups.retain(|group| !group.is_empty());
    }
    if national {
        drop_digits(&mut groups, code.len());
        match groups.first_mut() {
            Some(first) => first.insert_str(0, trunk_prefix(&code)),
            None => groups.push(code),
        }
    }
    if !written_in_groups {
        let last = groups.pop().unwrap_or_default();
        groups.extend(even_groups(&last));
    }
    let plus = international && !national && !groups.is_empty();
    Reading { plus, groups }
}

/// The country code of a number with `+`, "" without: ITU-T E.164, assigned codes. Codes of three digits are those
/// whose first two are no code.
fn country_code(number: &str) -> String {
    let Some(number) = number.trim().strip_prefix('+') else { return String::new() };
    let digits: String = number.chars().filter(char::is_ascii_digit).take(3).collect();
    let length = match digits.get(..2).unwrap_or(&digits) {
        code if code.starts_with(['1', '7']) => 1,
        code if TWO_DIGIT_CODES.contains(&code) => 2,
        _ => 3,
    };
    digits.chars().take(length).collect()
}

/// What keys dialled at home mean, in E.164: with the international prefix (`00`, in North America `011`), or nationally.
/// `None` for what is no number that can be called from outside: one without its area code, too short or too long.
///
/// ```
/// assert_eq!(rufplan_speech::dialled("0305550100", "+49 89 5550300").as_deref(), Some("+49305550100"));
/// assert_eq!(rufplan_speech::dialled("0043155501", "+49 89 5550300").as_deref(), Some("+43155501"));
/// assert_eq!(rufplan_speech::dialled("5550100", "+49 89 5550300"), None);
/// ```
pub fn dialled(keys: &str, home: &str) -> Option<String> {
    let code = country_code(home);
    let north_american = code == "1";
    let abroad = if north_american { "011" } else { "00" };
    let number = match keys.strip_prefix(abroad) {
        Some(number) => number.to_owned(),
        None => format!("{code}{}", national(keys, &code)?),
    };
    let digits = number.bytes().all(|digit| digit.is_ascii_digit()) && !number.starts_with('0');
    // E.164: fifteen digits at most; the shortest numbers of the world have seven with their code
    let fits = (7..=15).contains(&number.len()) && (!number.starts_with('1') || number.len() == 11);
    (digits && fits && !country_code(&format!("+{number}")).is_empty()).then(|| format!("+{number}"))
}

/// A number dialled inside the country, without what is dialled before it.
fn national(keys: &str, code: &str) -> Option<String> {
    if code.is_empty() {
        return None;
    }
    match trunk_prefix(code) {
        // in North America a 1 may be dialled first
        "" if code == "1" => Some(keys.strip_prefix('1').unwrap_or(keys).to_owned()),
        "" => Some(keys.to_owned()),
        prefix => keys.strip_prefix(prefix).map(str::to_owned),
    }
}

const TWO_DIGIT_CODES: [&str; 44] = [
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48",
    "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81",
    "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
];

/// What is dialled before a national number inside the country: "0" but for some.
fn trunk_prefix(code: &str) -> &'static str {
    match code {
        // Closed numbering plans; in Italy the nought is part of the number.
        "1" | "30" | "34" | "39" | "45" | "47" | "48" | "65" | "351" | "352" | "354" | "356" | "357"
        | "371" | "372" | "377" | "378" | "420" | "852" => "",
        "7" => "8",
        "36" => "06",
        _ => "0",
    }
}

fn groups_as_written(number: &str) -> Vec<String> {
    let mut groups = vec![String::new()];
    for c in number.chars() {
        match groups.last_mut() {
            Some(group) if c.is_ascii_digit() => group.push(c),
            Some(group) if !group.is_empty() && c != '+' => groups.push(String::new()),
            _ => {}
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

fn drop_digits(groups: &mut Vec<String>, mut count: usize) {
    for group in groups.iter_mut() {
        let dropped = count.min(group.len());
        group.drain(..dropped);
        count -= dropped;
    }
    groups.retain(|group| !group.is_empty());
}

/// Groups of three; a rest of one digit makes the last two groups pairs.
fn even_groups(digits: &str) -> Vec<String> {
    let mut groups = Vec::new();
    let mut rest = digits;
    while !rest.is_empty() {
        let size = match rest.len() {
            1..=3 => rest.len(),
            4 => 2,
            _ => 3,
        };
        let (group, behind) = rest.split_at(size);
        groups.push(group.to_owned());
        rest = behind;
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(number: &str, home: &str, expected: &str) {
        let reading = read(number, home);
        let plus = if reading.plus { "+" } else { "" };
        assert_eq!(format!("{plus}{}", reading.groups.join(" ")), expected, "{number} for {home}");
    }

    #[test]
    fn home_numbers_are_national_and_keep_their_groups() {
        check("+49 30 5550100", "+49 89 5550300", "030 5550100");
        check("+49 171 555 00 01", "+49", "0171 555 00 01");
        check("+41 44 5550503", "+41", "044 5550503");
        check("+353 1 5550100", "+353", "01 5550100");
        check("+49 (0) 30/5550-100", "+49", "030 5550 100");
    }

    #[test]
    fn foreign_numbers_are_international() {
        check("+43 1 5550502", "+49 30 1", "+43 1 5550502");
        check("+1 212 5550100", "+49", "+1 212 5550100");
        check("+49 30 5550100", "", "+49 30 5550100");
    }

    #[test]
    fn without_blanks_groups_are_even() {
        check("+49305550100", "+49", "030 555 01 00");
        check("+491715550001", "+49", "017 155 500 01");
        check("+4315550502", "+49", "+43 155 505 02");
        check("+436641234567", "+43", "066 412 345 67");
    }

    #[test]
    fn trunk_prefix_depends_on_the_country() {
        check("+48 22 555 01 00", "+48", "22 555 01 00");
        check("+4532555010", "+45", "325 550 10");
        check("+36 1 5550100", "+36", "061 5550100");
        check("+39 06 5550100", "+39", "06 5550100");
    }

    #[test]
    fn keys_dialled_at_home_become_numbers() {
        let cases = [
            ("01711234567", "+49", Some("+491711234567")),
            ("00491711234567", "+49", Some("+491711234567")),
            ("0041445550503", "+49", Some("+41445550503")),
            ("2125550123", "+1", Some("+12125550123")),
            ("12125550123", "+1", Some("+12125550123")),
            ("01149305550100", "+1", Some("+49305550100")),
            ("0612345678", "+39", Some("+390612345678")),
            ("061234567", "+36", Some("+361234567")),
            ("1711234567", "+49", None),
            ("110", "+49", None),
            ("000", "+49", None),
            ("0", "+49", None),
            ("", "+49", None),
            ("012", "+49", None),
            ("0171123456789012", "+49", None),
            ("0012345", "+49", None),
            ("0171*", "+49", None),
            ("0171123456", "", None),
        ];
        for (keys, home, number) in cases {
            assert_eq!(dialled(keys, home).as_deref(), number, "{keys} at {home}");
        }
    }

    #[test]
    fn odd_texts_do_not_break() {
        check("1106", "+49", "11 06");
        check("110", "+49", "110");
        check("+49", "+49", "49");
        check("+", "+49", "");
        check("+4(0)", "+49", "+4");
        check("anonymous", "+49", "");
        check("++49 30", "+49", "030");
        check("+4", "+49", "+4");
        check("", "", "");
    }

    #[test]
    fn no_text_of_its_characters_breaks_it() {
        let characters = ['+', '(', '0', ')', '4', '9', ' '];
        for index in 0..7usize.pow(6) {
            let text: String = (0..6).map(|place| characters[index / 7usize.pow(place) % 7]).collect();
            for home in ["+49", "+1", ""] {
                let reading = read(&text, home);
                assert!(reading.groups.iter().all(|group| !group.is_empty()), "{text:?} for {home}");
            }
        }
    }
}
