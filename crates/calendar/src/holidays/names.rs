//! What holidays are called, and when two names mean the same (rule H4).

use super::COUNTRIES;
use super::rules::{Country, Names};

/// How a holiday is said in a language (`de`, `en`; a language tag such as `de-CH` counts by its first part).
/// Other languages get the English name. A day of the script's own, whose id is no holiday's, is said as the
/// script named it.
pub fn holiday_name<'a>(id: &'a str, lang: &str) -> &'a str {
    let Some(names) = all_names().find(|names| names.id == id) else { return id };
    let primary = lang.split('-').next().unwrap_or(lang);
    if primary.eq_ignore_ascii_case("de") { names.de } else { names.en }
}

/// The name that a list of holidays shows: [`holiday_name`], but the law's own words where they differ from year to year.
/// Berlin's 8 May of 2020 and 2025 was each time the anniversary of that year (Sonn- und Feiertagsgesetz of Berlin, § 1).
pub fn listed_name(id: &str, lang: &str, year: i16) -> String {
    if id == "tag_der_befreiung" && lang.starts_with("de") {
        let anniversary = year - 1945;
        return format!(
            "{anniversary}. Jahrestag der Befreiung vom Nationalsozialismus und der Beendigung des Zweiten Weltkriegs in Europa"
        );
    }
    holiday_name(id, lang).to_owned()
}

/// The id of a holiday by its id, a name or another common name; `None` if no country has it.
pub fn holiday_id(text: &str) -> Option<&'static str> {
    COUNTRIES.into_iter().find_map(|country| id_in_country(country, text))
}

/// Whether a text in a script means the day with this id: by the id itself or by any name of the holiday.
pub fn holiday_matches(text: &str, id: &str) -> bool {
    let folded = fold(text);
    fold(id) == folded || all_names().filter(|names| names.id == id).any(|names| names.mean(&folded))
}

/// Whether two names are the same, without case, blanks and umlaut signs (`ä`, `ae`, `a`). Hyphens,
/// underscores and other punctuation count as blanks, `ß` as `ss`, so that an id equals its name.
pub fn matching(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

/// The id that a name means in one country.
pub(super) fn id_in_country(country: &Country, text: &str) -> Option<&'static str> {
    let folded = fold(text);
    country.names.iter().find(|names| names.mean(&folded)).map(|names| names.id)
}

impl Names {
    fn mean(&self, folded: &str) -> bool {
        [self.id, self.de, self.en].iter().chain(self.also).any(|name| fold(name) == folded)
    }
}

fn all_names() -> impl Iterator<Item = &'static Names> {
    COUNTRIES.into_iter().flat_map(|country| country.names)
}

/// The form in which names are compared.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ä' => folded.push('a'),
            'ö' => folded.push('o'),
            'ü' => folded.push('u'),
            'ß' => folded.push_str("ss"),
            // The two-letter spelling of an umlaut: the second letter falls away. That shortens words like
            // `neue` too, but in both texts alike. A combining diaeresis falls away as punctuation.
            'e' if folded.ends_with(['a', 'o', 'u']) => {}
            c if c.is_alphanumeric() => folded.push(c),
            _ => {}
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_blanks_and_umlaut_signs() {
        let same = [
            ("mariae_himmelfahrt", "Mariä Himmelfahrt"),
            ("Maria Himmelfahrt", "MARIÄ HIMMELFAHRT"),
            ("buss_und_bettag", "Buß- und Bettag"),
            ("heilige drei koenige", "Heilige Drei Könige"),
            ("Heilige Drei Konige", "heilige_drei_koenige"),
            ("Tag der deutschen Einheit", "tag_der_deutschen_einheit"),
            ("Ko\u{308}nigstag", "Königstag"),
            ("Thanksgiving", " thanks giving "),
        ];
        for (a, b) in same {
            assert!(matching(a, b), "{a} {b}");
        }
        for (a, b) in [("Ostermontag", "Ostersonntag"), ("1. Weihnachtstag", "2. Weihnachtstag"), ("", "x")] {
            assert!(!matching(a, b), "{a} {b}");
        }
    }

    #[test]
    fn every_name_finds_its_id_and_no_two_holidays_of_a_country_share_one() {
        for country in COUNTRIES {
            for names in country.names {
                for name in [names.id, names.de, names.en].iter().chain(names.also) {
                    assert_eq!(id_in_country(country, name), Some(names.id), "{} {name}", country.code);
                    assert!(holiday_matches(name, names.id), "{name}");
                }
                assert!(names.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'));
            }
            for rule in country.rules {
                assert!(country.names.iter().any(|names| names.id == rule.id), "{} has no name", rule.id);
                assert!(rule.parts.iter().all(|part| country.parts.contains(part)), "{}", rule.id);
            }
            for names in country.names {
                assert!(country.rules.iter().any(|rule| rule.id == names.id), "{} has no rule", names.id);
            }
        }
    }

    #[test]
    fn an_id_of_several_countries_has_one_name() {
        for names in all_names() {
            for other in all_names().filter(|other| other.id == names.id) {
                assert_eq!((names.de, names.en), (other.de, other.en), "{}", names.id);
            }
        }
    }

    #[test]
    fn names_are_said_in_the_language_of_the_prompt() {
        let cases = [
            ("karfreitag", "de", "Karfreitag"),
            ("karfreitag", "en", "Good Friday"),
            ("karfreitag", "en-US", "Good Friday"),
            ("karfreitag", "de-CH", "Karfreitag"),
            ("karfreitag", "pl", "Good Friday"),
            ("auffahrt", "de", "Auffahrt"),
            ("Heiligabend", "en", "Heiligabend"),
        ];
        for (id, lang, expected) in cases {
            assert_eq!(holiday_name(id, lang), expected);
        }
    }
}
