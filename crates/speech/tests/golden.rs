//! Tables of words that are read by people, one file per language and type in `tests/golden`.
//!
//! With `RUFPLAN_WRITE_GOLDEN=1` in the environment they are written anew; read the difference before it is committed.

// A test reads its tables from disk; the crate itself reads nothing.
#![allow(clippy::disallowed_methods)]

use rufplan_speech::{Currency, Date, Speaker, Spoken, Time};
use std::fmt::Write as _;
use std::path::Path;

const LANGS: [&str; 3] = ["de", "en", "en-GB"];

#[test]
fn numbers() {
    for lang in LANGS {
        let rows = (0..=9_999).map(|n| (n.to_string(), Spoken::Number { units: n, scale: 0 }));
        compare(lang, "numbers", &table(lang, rows, &[""]));
    }
}

#[test]
fn ordinals() {
    compare("de", "ordinals", &table("de", (0..1_000).map(ordinal_row), &["der ", "dem ", "an "]));
    for lang in ["en", "en-GB"] {
        compare(lang, "ordinals", &table(lang, (0..1_000).map(ordinal_row), &[""]));
    }
}

#[test]
fn years() {
    for lang in LANGS {
        let rows = (990..=2110).map(|n| (n.to_string(), Spoken::Year(n)));
        compare(lang, "years", &table(lang, rows, &[""]));
    }
}

#[test]
fn days() {
    for (lang, before) in [("de", ["", "der ", "am "].as_slice()), ("en", &["on "]), ("en-GB", &["on "])] {
        compare(lang, "days", &table(lang, leap_year().map(|d| (label(d), Spoken::Date(d))), before));
    }
}

#[test]
fn times() {
    for lang in LANGS {
        let rows = (0..1_440u16).map(|minute| {
            let time = Time { hour: (minute / 60) as u8, minute: (minute % 60) as u8, second: 0 };
            (format!("{:02}:{:02}", time.hour, time.minute), Spoken::Time(time))
        });
        compare(lang, "times", &table(lang, rows, &[""]));
    }
}

#[test]
fn moments() {
    let today = Date { year: 2027, month: 12, day: 28 };
    let days = leap_year().filter(|d| (d.month, d.day) < (1, 20)).chain((25..=31).map(|day| Date {
        year: 2027,
        month: 12,
        day,
    }));
    let rows: Vec<_> = days
        .map(|date| {
            let time = Time { hour: 8, minute: date.day % 2 * 30, second: 0 };
            let moment = Spoken::Moment { date, time, today };
            (format!("{}T08:{:02}", label(date), time.minute), moment)
        })
        .collect();
    for lang in LANGS {
        compare(lang, "moments", &table(lang, rows.iter().cloned(), &[""]));
    }
}

#[test]
fn durations() {
    let seconds = (0..=130).map(|n| (format!("{n} s"), Spoken::Duration { ms: n * 1_000 }));
    let minutes = (0..=130).map(|n| (format!("{n} min"), Spoken::Duration { ms: n * 60_000 }));
    let rows: Vec<_> = seconds.chain(minutes).collect();
    compare("de", "durations", &table("de", rows.iter().cloned(), &["in ", "beträgt "]));
    for lang in ["en", "en-GB"] {
        compare(lang, "durations", &table(lang, rows.iter().cloned(), &[""]));
    }
}

#[test]
fn waits() {
    let rows = || (0..=100).map(|n| (format!("{} s", n * 10), Spoken::Wait { ms: n * 10_000 }));
    compare("de", "waits", &table("de", rows(), &["in etwa ", "beträgt "]));
    compare("en", "waits", &table("en", rows(), &["is "]));
}

#[test]
fn amounts() {
    let rows = || (0..=2_000).map(|cents| amount_row(cents, Currency::Eur));
    compare("de", "amounts", &table("de", rows(), &["", "beträgt ", "ab "]));
    compare("en", "amounts", &table("en", rows(), &[""]));
}

#[test]
fn currencies() {
    let cents = [
        -250,
        -100,
        -1,
        0,
        1,
        2,
        100,
        101,
        200,
        1_250,
        10_000,
        10_100,
        12_121,
        100_100,
        100_000_000,
        100_000_100,
    ];
    let rows: Vec<_> =
        Currency::ALL.iter().flat_map(|currency| cents.map(|cents| amount_row(cents, *currency))).collect();
    compare("de", "currencies", &table("de", rows.iter().cloned(), &["", "beträgt ", "ab "]));
    for lang in ["en", "en-GB"] {
        compare(lang, "currencies", &table(lang, rows.iter().cloned(), &[""]));
    }
}

#[test]
fn atoms() {
    for lang in ["de", "de-AT", "en", "en-GB"] {
        let atoms = speaker(lang).atoms();
        let list = atoms.iter().fold(String::new(), |list, atom| list + atom + "\n");
        compare(lang, "atoms", &list);
    }
}

fn ordinal_row(n: i64) -> (String, Spoken) {
    (n.to_string(), Spoken::Ordinal(n))
}

fn amount_row(cents: i64, currency: Currency) -> (String, Spoken) {
    let sign = if cents < 0 { "-" } else { "" };
    let (whole, part) = (cents.abs() / 100, cents.abs() % 100);
    (format!("{sign}{whole}.{part:02} {}", currency.code()), Spoken::Money { cents, currency })
}

fn leap_year() -> impl Iterator<Item = Date> {
    let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    (1..=12u8)
        .zip(lengths)
        .flat_map(|(month, days)| (1..=days).map(move |day| Date { year: 2028, month, day }))
}

fn label(date: Date) -> String {
    format!("{}-{:02}-{:02}", date.year, date.month, date.day)
}

fn speaker(lang: &str) -> Speaker {
    Speaker::for_lang(lang).expect("a language that is built")
}

/// A row per value: the value and its words behind each of the texts.
fn table(lang: &str, rows: impl Iterator<Item = (String, Spoken)>, before: &[&str]) -> String {
    let speaker = speaker(lang);
    let mut table = String::new();
    for (label, value) in rows {
        table.push_str(&label);
        for before in before {
            write!(table, " | {before}{}", speaker.words(&value, before)).expect("a String takes all");
        }
        table.push('\n');
    }
    table
}

#[track_caller]
fn compare(lang: &str, name: &str, actual: &str) {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(lang).join(format!("{name}.txt"));
    if std::env::var_os("RUFPLAN_WRITE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().expect("a file in a folder")).expect("the folder can be made");
        return std::fs::write(&path, actual).expect("the table can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = actual.lines().zip(expected.lines()).find(|(actual, expected)| actual != expected);
    assert_eq!(differs, None, "{}", path.display());
    assert_eq!(actual.lines().count(), expected.lines().count(), "{}", path.display());
}
