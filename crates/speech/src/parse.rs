//! Values as they are typed on a command line.

use crate::{Currency, Date, Spoken, Time, civil};
use std::fmt;

/// What a typed value can refer to without saying it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// The day on which a moment is said.
    pub today: Option<Date>,
    /// A number of the country whose phone numbers are said nationally, or its code: `+49`.
    pub home: String,
}

/// Why a text is no value of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpokenError {
    /// The type is none of those that can be said.
    UnknownType(String),
    /// The text does not have the form of the type.
    NotOfType {
        /// The type.
        type_word: String,
        /// The text.
        text: String,
        /// A text that has the form.
        example: &'static str,
    },
    /// A moment needs the day on which it is said.
    TodayMissing,
}

impl fmt::Display for SpokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SpokenError::UnknownType(word) => {
                let known: Vec<_> = TYPES.iter().map(|(word, _)| *word).collect();
                write!(f, "`{word}` is no type that can be said; write one of {}", known.join(", "))
            }
            SpokenError::NotOfType { type_word, text, example } => {
                write!(f, "`{text}` is no {type_word}; write it like `{example}`")
            }
            SpokenError::TodayMissing => {
                write!(f, "a moment is said by the day of the call, which is not given")
            }
        }
    }
}

impl std::error::Error for SpokenError {}

/// The value of a text by the type of `{x as TYPE}`; `cardinal` is another word for `number`, and `wait` is the
/// duration of an expected wait.
///
/// Values are written as in the language: `2.5`, `2026-12-24`, `08:05`, `12.50 EUR`, `1h30min`, `+49 30 5550100`,
/// `2026-12-24T08:05`, `mon`. For `plain` the text's form decides what it is: `yes` and `no`, the tag of a language,
/// a word of lower-case letters with `_` as a value of `one of`, else text.
///
/// # Errors
///
/// An unknown type, a text that is not of the type, and a moment without `today`.
pub fn parse_value(type_word: &str, text: &str, setting: &Setting) -> Result<Spoken, SpokenError> {
    let Some((_, example)) = TYPES.iter().find(|(word, _)| *word == type_word) else {
        return Err(SpokenError::UnknownType(type_word.to_owned()));
    };
    let text = text.trim();
    let value = match type_word {
        "number" | "cardinal" => number(text),
        "ordinal" => text.parse().ok().map(Spoken::Ordinal),
        "year" => text.parse().ok().map(Spoken::Year),
        "digits" => digits(text),
        "date" => date(text).map(Spoken::Date),
        "weekday" => weekday(text).map(Spoken::Weekday),
        "time" => time(text).map(Spoken::Time),
        "moment" => match (moment(text), setting.today) {
            (Some(_), None) => return Err(SpokenError::TodayMissing),
            (Some((date, time)), Some(today)) => Some(Spoken::Moment { date, time, today }),
            (None, _) => None,
        },
        "money" => money(text),
        "duration" => duration_ms(text).map(|ms| Spoken::Duration { ms }),
        "wait" => duration_ms(text).map(|ms| Spoken::Wait { ms }),
        "phone" => phone(text, setting),
        "spelled" => Some(Spoken::Spelled(text.to_owned())),
        "name" => Some(Spoken::Text(text.to_owned())),
        _ => Some(plain(text)),
    };
    value.ok_or_else(|| SpokenError::NotOfType {
        type_word: type_word.to_owned(),
        text: text.to_owned(),
        example,
    })
}

impl Date {
    /// A day that exists, written `2026-12-24`.
    pub fn parse(text: &str) -> Option<Date> {
        date(text)
    }
}

/// Types with a value of each.
const TYPES: [(&str, &str); 16] = [
    ("number", "2.5"),
    ("cardinal", "2.5"),
    ("ordinal", "21"),
    ("year", "1999"),
    ("digits", "0042"),
    ("date", "2026-12-24"),
    ("weekday", "mon"),
    ("time", "08:05"),
    ("moment", "2026-12-24T08:05"),
    ("money", "12.50 EUR"),
    ("duration", "1h30min"),
    ("wait", "90s"),
    ("phone", "+49 30 5550100"),
    ("spelled", "AB12"),
    ("name", "Lindenhof"),
    ("plain", "new_contract"),
];

fn number(text: &str) -> Option<Spoken> {
    let (units, scale) = decimal(text)?;
    Some(Spoken::Number { units, scale })
}

/// `-12.50` is (-1250, 2).
fn decimal(text: &str) -> Option<(i64, u8)> {
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    let unsigned = whole.strip_prefix('-').unwrap_or(whole);
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(unsigned) || (text.contains('.') && !all_digits(places)) {
        return None;
    }
    Some((format!("{whole}{places}").parse().ok()?, u8::try_from(places.len()).ok()?))
}

fn digits(text: &str) -> Option<Spoken> {
    let fits = |c: char| c.is_ascii_digit() || matches!(c, '*' | '#' | ' ');
    (!text.is_empty() && text.chars().all(fits)).then(|| Spoken::Digits(text.to_owned()))
}

fn date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let (year, month, day) = (whole(year, 9999)?, whole(month, 12)?, whole(day, 31)?);
    let date = Date { year: year as i32, month: month as u8, day: day as u8 };
    (1..=civil::days_in_month(date.year, date.month)).contains(&date.day).then_some(date)
}

fn time(text: &str) -> Option<Time> {
    let mut parts = text.split(':');
    let (hour, minute) = (whole(parts.next()?, 24)? as u8, parts.next()?);
    let second = parts.next().unwrap_or("00");
    if parts.next().is_some() || minute.len() != 2 || second.len() != 2 {
        return None;
    }
    let time = Time { hour, minute: whole(minute, 59)? as u8, second: whole(second, 59)? as u8 };
    (time.hour < 24 || (time.minute == 0 && time.second == 0)).then_some(time)
}

fn moment(text: &str) -> Option<(Date, Time)> {
    let (day, at) = text.split_once(['T', ' '])?;
    Some((date(day)?, time(at.trim())?))
}

/// A whole number of one to four digits that is not above `limit`.
fn whole(text: &str, limit: u16) -> Option<u16> {
    let fits = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|n| fits && *n <= limit)
}

fn weekday(text: &str) -> Option<u8> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let text = text.to_ascii_lowercase();
    let index = DAYS.iter().position(|day| *day == text || day[..3] == text)?;
    u8::try_from(index).ok()
}

fn money(text: &str) -> Option<Spoken> {
    let (amount, code) = text.split_at_checked(text.len().checked_sub(3)?)?;
    let currency = Currency::from_code(code)?;
    let cents = match decimal(amount.trim_end())? {
        (units, 0) => units.checked_mul(100)?,
        (units, 2) => units,
        _ => return None,
    };
    Some(Spoken::Money { cents, currency })
}

/// Units from the largest to the smallest, each at most once: `1h30min`, `1.25s`.
fn duration_ms(text: &str) -> Option<i64> {
    const UNITS: [(&str, i64); 4] = [("h", 3_600_000), ("min", 60_000), ("s", 1000), ("ms", 1)];
    let (mut rest, mut total, mut units) = (text, 0i64, UNITS.as_slice());
    while !rest.is_empty() {
        let (amount, behind) = rest.split_at(rest.find(|c: char| c.is_ascii_alphabetic())?);
        let end = behind.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(behind.len());
        let index = units.iter().position(|(unit, _)| *unit == &behind[..end])?;
        let (value, scale) = decimal(amount.trim()).filter(|(value, _)| *value >= 0)?;
        let divisor = 10i64.checked_pow(u32::from(scale))?;
        let ms = value.checked_mul(units[index].1)?;
        if ms % divisor != 0 {
            return None;
        }
        total = total.checked_add(ms / divisor)?;
        units = &units[index + 1..];
        rest = behind[end..].trim_start();
    }
    (!text.is_empty()).then_some(total)
}

fn phone(text: &str, setting: &Setting) -> Option<Spoken> {
    let fits = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '/' | '(' | ')' | '.');
    let digits = text.strip_prefix('+').unwrap_or(text);
    (digits.chars().all(fits) && digits.chars().any(|c| c.is_ascii_digit()))
        .then(|| Spoken::Phone { number: text.to_owned(), home: setting.home.clone() })
}

fn plain(text: &str) -> Spoken {
    let lower_words = |text: &str| text.chars().all(|c| c.is_lowercase() || c.is_ascii_digit() || c == '_');
    match text {
        "yes" => Spoken::YesNo(true),
        "no" => Spoken::YesNo(false),
        _ if is_language_tag(text) => Spoken::Language(text.to_owned()),
        _ if lower_words(text) => Spoken::Choice(text.to_owned()),
        _ => Spoken::Text(text.to_owned()),
    }
}

/// Two lower-case letters and perhaps a region: `de`, `en-GB`.
fn is_language_tag(text: &str) -> bool {
    let (language, region) = text.split_once('-').unwrap_or((text, "XX"));
    language.len() == 2
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && region.len() == 2
        && region.bytes().all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(type_word: &str, text: &str) -> Result<Spoken, SpokenError> {
        let today = Some(Date { year: 2026, month: 12, day: 1 });
        parse_value(type_word, text, &Setting { today, home: "+49".to_owned() })
    }

    #[test]
    fn each_example_is_of_its_type() {
        for (type_word, example) in TYPES {
            parse(type_word, example).unwrap_or_else(|error| panic!("{error}"));
        }
    }

    #[test]
    fn values_have_the_forms_of_the_language() {
        let number = |units, scale| Ok(Spoken::Number { units, scale });
        assert_eq!(parse("number", "-12.50"), number(-1250, 2));
        assert_eq!(parse("cardinal", "0007"), number(7, 0));
        assert_eq!(parse("number", "-0.5"), number(-5, 1));
        assert_eq!(parse("money", "12 CHF"), Ok(Spoken::Money { cents: 1200, currency: Currency::Chf }));
        assert_eq!(parse("money", "-0.05EUR"), Ok(Spoken::Money { cents: -5, currency: Currency::Eur }));
        for (text, ms) in
            [("300ms", 300), ("1.25s", 1250), ("2min", 120_000), ("1h30min", 5_400_000), ("90s", 90_000)]
        {
            assert_eq!(parse("duration", text), Ok(Spoken::Duration { ms }), "{text}");
        }
        assert_eq!(parse("weekday", "Sunday"), Ok(Spoken::Weekday(6)));
        assert_eq!(parse("time", "8:05"), Ok(Spoken::Time(Time { hour: 8, minute: 5, second: 0 })));
        assert_eq!(parse("date", "2028-02-29"), Ok(Spoken::Date(Date { year: 2028, month: 2, day: 29 })));
        assert_eq!(parse("plain", "no"), Ok(Spoken::YesNo(false)));
        assert_eq!(parse("plain", "en-GB"), Ok(Spoken::Language("en-GB".to_owned())));
        assert_eq!(parse("plain", "new_contract"), Ok(Spoken::Choice("new_contract".to_owned())));
        assert_eq!(parse("plain", "Umzug_2"), Ok(Spoken::Text("Umzug_2".to_owned())));
    }

    #[test]
    fn other_texts_are_refused() {
        for (type_word, texts) in [
            (
                "number",
                ["", "-", "1.", ".5", "1,5", "+1", "1e3", "92233720368547758070", "1.2.3", "½"].as_slice(),
            ),
            ("ordinal", &["", "3.", "third"]),
            ("digits", &["", "12a", "١"]),
            (
                "date",
                &[
                    "2026-02-29",
                    "2026-13-01",
                    "2026-00-10",
                    "26-01-01",
                    "2026-1",
                    "2026-01-01-01",
                    "24.12.2026",
                ],
            ),
            ("weekday", &["", "m", "mo", "Montag", "monda"]),
            ("time", &["8", "24:01", "25:00", "8:5", "08:60", "08:00:00:00", "8:+5"]),
            ("moment", &["2026-12-07", "08:00", "2026-12-07T", "2026-02-30T08:00"]),
            ("money", &["12", "EUR", "12.5 EUR", "12.505 EUR", "12 DEM", "ä", "92233720368547758 EUR 1"]),
            ("duration", &["", "5", "h", "5d", "1min1h", "-5s", "1.0001s", "1s1s", "9223372036854775807h"]),
            ("phone", &["", "+", "anonymous", "+49 30 ext"]),
        ] {
            for text in texts {
                let refused = parse(type_word, text);
                assert!(
                    matches!(refused, Err(SpokenError::NotOfType { .. })),
                    "{type_word} {text:?}: {refused:?}"
                );
            }
        }
    }

    #[test]
    fn errors_say_what_to_write() {
        let message = |type_word, text| parse(type_word, text).expect_err("refused").to_string();
        assert_eq!(message("money", "12"), "`12` is no money; write it like `12.50 EUR`");
        assert!(
            message("amount", "12")
                .starts_with("`amount` is no type that can be said; write one of number, ")
        );
        let without_today = parse_value("moment", "2026-12-07T08:00", &Setting::default());
        assert_eq!(without_today, Err(SpokenError::TodayMissing));
    }
}
