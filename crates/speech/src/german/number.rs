//! Numbers: cardinal, with places, ordinal, years.

use crate::piece::{Joint, Phrase};
use std::collections::BTreeSet;

/// How a number ends whose last part is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum One {
    /// "eins": counting.
    Eins,
    /// "ein": before masculine and neuter nouns and in compounds.
    Ein,
    /// "eine": before feminine nouns.
    Eine,
}

impl One {
    fn word(self) -> &'static str {
        match self {
            One::Eins => "eins",
            One::Ein => "ein",
            One::Eine => "eine",
        }
    }
}

/// A whole or broken number: "minus zwei Komma null fünf".
pub(crate) fn decimal(phrase: &mut Phrase, units: i64, scale: u8) {
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = usize::from(scale) + 1);
    let (whole, places) = digits.split_at(digits.len() - usize::from(scale));
    let places = places.trim_end_matches('0');
    if units < 0 {
        phrase.word(MINUS);
    }
    // At most the digits of a u64, with noughts before them.
    cardinal(phrase, whole.parse().unwrap_or(0), One::Eins);
    if !places.is_empty() {
        phrase.word(POINT);
        for digit in places.bytes() {
            phrase.word(UNDER_HUNDRED[usize::from(digit - b'0')]);
        }
    }
}

/// A whole number.
pub(crate) fn cardinal(phrase: &mut Phrase, n: u64, one: One) {
    cardinal_in(phrase, n, one, false);
}

/// A whole number before a noun: in the dative "eine Million" is "einer Million".
pub(crate) fn cardinal_in(phrase: &mut Phrase, n: u64, one: One, dative: bool) {
    if n == 0 {
        return phrase.word(UNDER_HUNDRED[0]);
    }
    for (worth, scale) in SCALES {
        match n / worth % 1000 {
            0 => {}
            1 => phrase.word(if dative { scale.one_dative } else { scale.one }),
            group => {
                under_thousand(phrase, group, Joint::Blank, One::Eine);
                phrase.word(scale.many);
            }
        }
    }
    let thousands = n / 1000 % 1000;
    if thousands > 0 {
        thousands_with(phrase, thousands, ONE_THOUSAND, THOUSAND);
    }
    under_thousand(phrase, n % 1000, if thousands > 0 { Joint::Glued } else { Joint::Blank }, one);
}

/// An ordinal number in its form in -e plus an ending: "", "n" or "r".
pub(crate) fn ordinal(phrase: &mut Phrase, n: i64, ending: &str) {
    if n < 0 {
        phrase.word(MINUS);
    }
    let n = n.unsigned_abs();
    let (under_hundred, hundreds, thousands) = (n % 100, n / 100 % 10, n / 1000 % 1000);
    if let Some(stem) = round_stem(n) {
        phrase.word(format!("{stem}ste{ending}"));
    } else if under_hundred > 0 || n == 0 {
        head_of_ordinal(phrase, n - under_hundred);
        let joint = if thousands + hundreds > 0 { Joint::Glued } else { Joint::Blank };
        ordinal_under_hundred(phrase, under_hundred, joint, ending);
    } else if hundreds > 0 {
        head_of_ordinal(phrase, n - n % 1000);
        let joint = if thousands > 0 { Joint::Glued } else { Joint::Blank };
        phrase.atom(format!("{}ste{ending}", HUNDREDS[hundreds as usize]), joint);
    } else if thousands > 0 {
        head_of_ordinal(phrase, n - n % 1_000_000);
        thousands_with(
            phrase,
            thousands,
            &format!("{ONE_THOUSAND}ste{ending}"),
            &format!("{THOUSAND}ste{ending}"),
        );
    } else {
        ordinal_of_scale(phrase, n, ending);
    }
}

/// A year: "neunzehnhundertneunundneunzig", "zweitausendsechsundzwanzig".
pub(crate) fn year(phrase: &mut Phrase, year: i64) {
    if year < 0 {
        phrase.word(MINUS);
    }
    let year = year.unsigned_abs();
    if !(1100..2000).contains(&year) {
        return cardinal(phrase, year, One::Eins);
    }
    phrase.word(CENTURIES[(year / 100 - 11) as usize]);
    under_thousand(phrase, year % 100, Joint::Glued, One::Eins);
}

/// Adds all atoms of this module.
pub(crate) fn atoms(atoms: &mut BTreeSet<String>) {
    let fixed = [MINUS, POINT, "ein", "eine", THOUSAND, ONE_THOUSAND];
    atoms.extend(fixed.iter().chain(&UNDER_HUNDRED).chain(&CENTURIES).map(|word| (*word).to_owned()));
    atoms.extend(HUNDREDS[1..].iter().map(|word| (*word).to_owned()));
    for (_, scale) in SCALES {
        atoms.extend([scale.one, scale.one_dative, scale.many].map(str::to_owned));
    }
    atoms.extend(ONES_AND[1..].iter().map(|word| (*word).to_owned()));
    for ending in ["", "n", "r"] {
        atoms.extend((0..=31).chain((40..100).step_by(10)).map(|n| ordinal_in_e(n) + ending));
        let stems = [HUNDRED, THOUSAND, ONE_THOUSAND].into_iter().chain(HUNDREDS[1..].iter().copied());
        atoms.extend(stems.map(|stem| format!("{stem}ste{ending}")));
        atoms.extend(SCALES.map(|(_, scale)| format!("{}ste{ending}", scale.stem)));
    }
}

/// The ordinal of 0 to 99. Those of days are one atom each; above, three endings of all would be too many to record,
/// and "fünfund" + "vierzigste" can be played one after another.
pub(crate) fn ordinal_under_hundred(phrase: &mut Phrase, n: u64, joint: Joint, ending: &str) {
    let (ones, tens) = (n % 10, n % 100 - n % 10);
    if n <= 31 || ones == 0 {
        phrase.atom(ordinal_in_e(n) + ending, joint);
    } else {
        phrase.atom(ONES_AND[ones as usize], joint);
        phrase.glued(ordinal_in_e(tens) + ending);
    }
}

fn ordinal_in_e(n: u64) -> String {
    match n {
        0 => "nullte".to_owned(),
        1 => "erste".to_owned(),
        3 => "dritte".to_owned(),
        7 => "siebte".to_owned(),
        8 => "achte".to_owned(),
        2..=19 => format!("{}te", UNDER_HUNDRED[n as usize]),
        _ => format!("{}ste", UNDER_HUNDRED[(n % 100) as usize]),
    }
}

/// 0 to 99 as they are counted; one atom each.
pub(crate) const UNDER_HUNDRED: [&str; 100] = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
    "zwanzig",
    "einundzwanzig",
    "zweiundzwanzig",
    "dreiundzwanzig",
    "vierundzwanzig",
    "fünfundzwanzig",
    "sechsundzwanzig",
    "siebenundzwanzig",
    "achtundzwanzig",
    "neunundzwanzig",
    "dreißig",
    "einunddreißig",
    "zweiunddreißig",
    "dreiunddreißig",
    "vierunddreißig",
    "fünfunddreißig",
    "sechsunddreißig",
    "siebenunddreißig",
    "achtunddreißig",
    "neununddreißig",
    "vierzig",
    "einundvierzig",
    "zweiundvierzig",
    "dreiundvierzig",
    "vierundvierzig",
    "fünfundvierzig",
    "sechsundvierzig",
    "siebenundvierzig",
    "achtundvierzig",
    "neunundvierzig",
    "fünfzig",
    "einundfünfzig",
    "zweiundfünfzig",
    "dreiundfünfzig",
    "vierundfünfzig",
    "fünfundfünfzig",
    "sechsundfünfzig",
    "siebenundfünfzig",
    "achtundfünfzig",
    "neunundfünfzig",
    "sechzig",
    "einundsechzig",
    "zweiundsechzig",
    "dreiundsechzig",
    "vierundsechzig",
    "fünfundsechzig",
    "sechsundsechzig",
    "siebenundsechzig",
    "achtundsechzig",
    "neunundsechzig",
    "siebzig",
    "einundsiebzig",
    "zweiundsiebzig",
    "dreiundsiebzig",
    "vierundsiebzig",
    "fünfundsiebzig",
    "sechsundsiebzig",
    "siebenundsiebzig",
    "achtundsiebzig",
    "neunundsiebzig",
    "achtzig",
    "einundachtzig",
    "zweiundachtzig",
    "dreiundachtzig",
    "vierundachtzig",
    "fünfundachtzig",
    "sechsundachtzig",
    "siebenundachtzig",
    "achtundachtzig",
    "neunundachtzig",
    "neunzig",
    "einundneunzig",
    "zweiundneunzig",
    "dreiundneunzig",
    "vierundneunzig",
    "fünfundneunzig",
    "sechsundneunzig",
    "siebenundneunzig",
    "achtundneunzig",
    "neunundneunzig",
];

pub(crate) const MINUS: &str = "minus";
const POINT: &str = "Komma";
const HUNDRED: &str = "hundert";
const THOUSAND: &str = "tausend";
const ONE_THOUSAND: &str = "eintausend";

const HUNDREDS: [&str; 10] = [
    "",
    "einhundert",
    "zweihundert",
    "dreihundert",
    "vierhundert",
    "fünfhundert",
    "sechshundert",
    "siebenhundert",
    "achthundert",
    "neunhundert",
];

/// First half of an ordinal from 32.
const ONES_AND: [&str; 10] =
    ["", "einund", "zweiund", "dreiund", "vierund", "fünfund", "sechsund", "siebenund", "achtund", "neunund"];

/// Hundreds of years, from 1100.
const CENTURIES: [&str; 9] = [
    "elfhundert",
    "zwölfhundert",
    "dreizehnhundert",
    "vierzehnhundert",
    "fünfzehnhundert",
    "sechzehnhundert",
    "siebzehnhundert",
    "achtzehnhundert",
    "neunzehnhundert",
];

/// A power of a million or a thousand times it, as a noun.
#[derive(Clone, Copy)]
struct Scale {
    one: &'static str,
    one_dative: &'static str,
    many: &'static str,
    /// What an ordinal is made of: "zweimillionste".
    stem: &'static str,
}

const SCALES: [(u64, Scale); 5] = [
    (
        1_000_000_000_000_000_000,
        // No amount of money reaches a trillion in hundredths, and numbers alone do not decline.
        Scale { one: "eine Trillion", one_dative: "eine Trillion", many: "Trillionen", stem: "trillion" },
    ),
    (
        1_000_000_000_000_000,
        Scale { one: "eine Billiarde", one_dative: "einer Billiarde", many: "Billiarden", stem: "billiard" },
    ),
    (
        1_000_000_000_000,
        Scale { one: "eine Billion", one_dative: "einer Billion", many: "Billionen", stem: "billion" },
    ),
    (
        1_000_000_000,
        Scale { one: "eine Milliarde", one_dative: "einer Milliarde", many: "Milliarden", stem: "milliard" },
    ),
    (
        1_000_000,
        Scale { one: "eine Million", one_dative: "einer Million", many: "Millionen", stem: "million" },
    ),
];

fn under_thousand(phrase: &mut Phrase, n: u64, joint: Joint, one: One) {
    let rest = n % 100;
    if n >= 100 {
        phrase.atom(HUNDREDS[(n / 100) as usize], joint);
    }
    let joint = if n >= 100 { Joint::Glued } else { joint };
    match rest {
        0 => {}
        1 => phrase.atom(one.word(), joint),
        _ => phrase.atom(UNDER_HUNDRED[rest as usize], joint),
    }
}

/// 1 to 999 thousands; those that end in one are said with `one`, the others with `many` behind their number.
fn thousands_with(phrase: &mut Phrase, thousands: u64, one: &str, many: &str) {
    if thousands % 100 == 1 {
        under_thousand(phrase, thousands - 1, Joint::Blank, One::Ein);
        phrase.atom(one, if thousands > 1 { Joint::Glued } else { Joint::Blank });
    } else {
        under_thousand(phrase, thousands, Joint::Blank, One::Ein);
        phrase.glued(many);
    }
}

fn head_of_ordinal(phrase: &mut Phrase, head: u64) {
    if head > 0 {
        cardinal(phrase, head, One::Eins);
    }
}

/// What 100, 1000, a million ... are made of when they are counted alone: "der hundertste".
fn round_stem(n: u64) -> Option<&'static str> {
    match n {
        100 => Some(HUNDRED),
        1000 => Some(THOUSAND),
        _ => SCALES.iter().find(|(worth, _)| *worth == n).map(|(_, scale)| scale.stem),
    }
}

/// The ordinal of a whole number of millions, billions ...: "eine Milliarde zweimillionste".
fn ordinal_of_scale(phrase: &mut Phrase, n: u64, ending: &str) {
    let group_of = |worth: u64| n / worth % 1000;
    if let Some((worth, scale)) = SCALES.iter().rev().find(|(worth, _)| group_of(*worth) > 0) {
        let group = group_of(*worth);
        head_of_ordinal(phrase, n - group * worth);
        under_thousand(phrase, group, Joint::Blank, One::Ein);
        phrase.glued(format!("{}ste{ending}", scale.stem));
    }
}
