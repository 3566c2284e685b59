//! Numbers: cardinal, with places, ordinal, years.

use super::Region;
use crate::piece::Phrase;
use std::collections::BTreeSet;

/// A whole or broken number: -2.0 is "minus two", 2.05 "two point zero five".
pub(crate) fn decimal(phrase: &mut Phrase, region: Region, units: i64, scale: u8) {
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = usize::from(scale) + 1);
    let (whole, places) = digits.split_at(digits.len() - usize::from(scale));
    let places = places.trim_end_matches('0');
    if units < 0 {
        phrase.word(MINUS);
    }
    // At most the digits of a u64, with noughts before them.
    cardinal(phrase, region, whole.parse().unwrap_or(0));
    if !places.is_empty() {
        phrase.word(POINT);
        for digit in places.bytes() {
            phrase.word(UNDER_HUNDRED[usize::from(digit - b'0')]);
        }
    }
}

/// A whole number: "one hundred one", in Britain "one hundred and one".
pub(crate) fn cardinal(phrase: &mut Phrase, region: Region, n: u64) {
    if n == 0 {
        return phrase.word(UNDER_HUNDRED[0]);
    }
    let head = n - n % 1000;
    scaled(phrase, region, head);
    let rest = n % 1000;
    and_before(phrase, region, head, rest);
    if rest > 0 {
        under_thousand(phrase, region, rest);
    }
}

/// An ordinal number: the last word of the cardinal one is changed.
pub(crate) fn ordinal(phrase: &mut Phrase, region: Region, n: i64) {
    if n < 0 {
        phrase.word(MINUS);
    }
    let n = n.unsigned_abs();
    let (under_hundred, hundreds) = (n % 100, n / 100 % 10);
    if under_hundred > 0 || n == 0 {
        let head = n - under_hundred;
        if head > 0 {
            cardinal(phrase, region, head);
        }
        and_before(phrase, region, head, under_hundred);
        phrase.word(ordinal_under_hundred(under_hundred));
    } else if hundreds > 0 {
        scaled(phrase, region, n - n % 1000);
        phrase.word(format!("{}th", HUNDREDS[hundreds as usize]));
    } else if let Some((worth, name)) = SCALES.iter().rev().find(|(worth, _)| group_of(n, *worth) > 0) {
        let group = group_of(n, *worth);
        scaled(phrase, region, n - group * worth);
        under_thousand(phrase, region, group);
        phrase.word(format!("{name}th"));
    }
}

/// A year: in pairs, "nineteen ninety-nine", "nineteen oh-five", "nineteen hundred"; "two thousand one".
pub(crate) fn year(phrase: &mut Phrase, region: Region, year: i64) {
    if year < 0 {
        phrase.word(MINUS);
    }
    let year = year.unsigned_abs();
    if !(1000..10_000).contains(&year) || year % 1000 < 10 {
        return cardinal(phrase, region, year);
    }
    phrase.word(UNDER_HUNDRED[(year / 100) as usize]);
    match year % 100 {
        0 => phrase.word(HUNDRED),
        rest if rest < 10 => phrase.word(oh_year(rest)),
        rest => phrase.word(UNDER_HUNDRED[rest as usize]),
    }
}

/// Adds all atoms of this module.
pub(crate) fn atoms(region: Region, atoms: &mut BTreeSet<String>) {
    atoms.extend([MINUS, POINT, HUNDRED].iter().chain(&UNDER_HUNDRED).map(|word| (*word).to_owned()));
    if region == Region::Britain {
        atoms.insert(AND.to_owned());
    }
    for hundred in &HUNDREDS[1..] {
        atoms.extend([(*hundred).to_owned(), format!("{hundred}th")]);
    }
    for (_, name) in SCALES {
        atoms.extend([name.to_owned(), format!("{name}th")]);
    }
    atoms.extend((0..100).map(ordinal_under_hundred));
    atoms.extend((1..10).map(oh_year));
}

/// "zeroth" to "ninety-ninth".
pub(crate) fn ordinal_under_hundred(n: u64) -> String {
    let cardinal = UNDER_HUNDRED[(n % 100) as usize];
    let (head, last) = match cardinal.split_once('-') {
        Some((tens, last)) => (format!("{tens}-"), last),
        None => (String::new(), cardinal),
    };
    let last = match last {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        _ => match last.strip_suffix('y') {
            Some(stem) => format!("{stem}ieth"),
            None => format!("{last}th"),
        },
    };
    head + &last
}

/// 0 to 99; one atom each.
pub(crate) const UNDER_HUNDRED: [&str; 100] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "twenty-one",
    "twenty-two",
    "twenty-three",
    "twenty-four",
    "twenty-five",
    "twenty-six",
    "twenty-seven",
    "twenty-eight",
    "twenty-nine",
    "thirty",
    "thirty-one",
    "thirty-two",
    "thirty-three",
    "thirty-four",
    "thirty-five",
    "thirty-six",
    "thirty-seven",
    "thirty-eight",
    "thirty-nine",
    "forty",
    "forty-one",
    "forty-two",
    "forty-three",
    "forty-four",
    "forty-five",
    "forty-six",
    "forty-seven",
    "forty-eight",
    "forty-nine",
    "fifty",
    "fifty-one",
    "fifty-two",
    "fifty-three",
    "fifty-four",
    "fifty-five",
    "fifty-six",
    "fifty-seven",
    "fifty-eight",
    "fifty-nine",
    "sixty",
    "sixty-one",
    "sixty-two",
    "sixty-three",
    "sixty-four",
    "sixty-five",
    "sixty-six",
    "sixty-seven",
    "sixty-eight",
    "sixty-nine",
    "seventy",
    "seventy-one",
    "seventy-two",
    "seventy-three",
    "seventy-four",
    "seventy-five",
    "seventy-six",
    "seventy-seven",
    "seventy-eight",
    "seventy-nine",
    "eighty",
    "eighty-one",
    "eighty-two",
    "eighty-three",
    "eighty-four",
    "eighty-five",
    "eighty-six",
    "eighty-seven",
    "eighty-eight",
    "eighty-nine",
    "ninety",
    "ninety-one",
    "ninety-two",
    "ninety-three",
    "ninety-four",
    "ninety-five",
    "ninety-six",
    "ninety-seven",
    "ninety-eight",
    "ninety-nine",
];

pub(crate) const MINUS: &str = "minus";
pub(crate) const AND: &str = "and";
const POINT: &str = "point";
const HUNDRED: &str = "hundred";

const HUNDREDS: [&str; 10] = [
    "",
    "one hundred",
    "two hundred",
    "three hundred",
    "four hundred",
    "five hundred",
    "six hundred",
    "seven hundred",
    "eight hundred",
    "nine hundred",
];

const SCALES: [(u64, &str); 6] = [
    (1_000_000_000_000_000_000, "quintillion"),
    (1_000_000_000_000_000, "quadrillion"),
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1000, "thousand"),
];

/// The end of a year: "nineteen oh-five".
fn oh_year(digit: u64) -> String {
    format!("oh-{}", UNDER_HUNDRED[(digit % 10) as usize])
}

/// A number of whole thousands; nothing for 0.
fn scaled(phrase: &mut Phrase, region: Region, n: u64) {
    for (worth, name) in SCALES {
        let group = group_of(n, worth);
        if group > 0 {
            under_thousand(phrase, region, group);
            phrase.word(name);
        }
    }
}

/// How many of a scale stand between it and the next, 0 to 999.
fn group_of(n: u64, worth: u64) -> u64 {
    n / worth % 1000
}

/// 1 to 999.
fn under_thousand(phrase: &mut Phrase, region: Region, n: u64) {
    let (hundreds, rest) = (n / 100, n % 100);
    if hundreds > 0 {
        phrase.word(HUNDREDS[hundreds as usize]);
    }
    and_before(phrase, region, hundreds, rest);
    if rest > 0 {
        phrase.word(UNDER_HUNDRED[rest as usize]);
    }
}

/// In Britain "and" stands between what is above a hundred and what is below.
fn and_before(phrase: &mut Phrase, region: Region, above: u64, below: u64) {
    if region == Region::Britain && above > 0 && (1..100).contains(&below) {
        phrase.word(AND);
    }
}
