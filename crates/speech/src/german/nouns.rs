//! Amounts of something: money and lengths of time, with their cases (W1, W2, W3).

use super::case::Case;
use super::number::{MINUS, One, UNDER_HUNDRED, cardinal_in};
use crate::Currency;
use crate::piece::Phrase;
use std::collections::BTreeSet;

/// "zwei Euro fünf", "zwanzig Cent", "null Euro", "minus ein Euro".
pub(crate) fn money(phrase: &mut Phrase, cents: i64, currency: Currency, case: Case) {
    if cents < 0 {
        phrase.word(MINUS);
    }
    let (whole, part) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let (unit, hundredth) = nouns_of(currency);
    if whole == 0 && part > 0 {
        return counted(phrase, part, hundredth, case);
    }
    counted(phrase, whole, unit, case);
    if part > 0 {
        phrase.word(UNDER_HUNDRED[part as usize]);
    }
}

/// A length of time: below two minutes with seconds, up to an hour in minutes, then in hours and minutes (W2).
pub(crate) fn duration(phrase: &mut Phrase, ms: i64, case: Case) {
    if ms < 0 {
        phrase.word(MINUS);
    }
    let seconds = ms.unsigned_abs().div_ceil(1000);
    let (first, second) = if seconds < 120 {
        ((seconds / 60, MINUTE), (seconds % 60, SECOND))
    } else {
        let minutes = seconds.div_ceil(60);
        ((minutes / 60, HOUR), (minutes % 60, MINUTE))
    };
    if first.0 > 0 {
        counted(phrase, first.0, first.1, case);
        if second.0 == 0 {
            return;
        }
        phrase.word(AND);
    }
    counted(phrase, second.0, second.1, case);
}

/// An expected wait: 1, 2, 3, 5, 10, 15 minutes or more than that (W2).
pub(crate) fn wait(phrase: &mut Phrase, ms: i64, case: Case) {
    match WAIT_MINUTES.into_iter().find(|minutes| ms <= minutes * 60_000) {
        Some(minutes) => counted(phrase, minutes.unsigned_abs(), MINUTE, case),
        None => phrase.word(LONG_WAIT),
    }
}

/// Adds all atoms of this module.
pub(crate) fn atoms(atoms: &mut BTreeSet<String>) {
    atoms.extend([AND, LONG_WAIT].map(str::to_owned));
    let money = Currency::ALL.into_iter().flat_map(|currency| {
        let (unit, hundredth) = nouns_of(currency);
        [unit, hundredth]
    });
    for unit in money.chain([HOUR, MINUTE, SECOND]) {
        atoms.insert(unit.many.to_owned());
        atoms.extend([Case::Nominative, Case::Accusative, Case::Dative].map(|case| unit.single(case)));
    }
}

const AND: &str = "und";
const LONG_WAIT: &str = "mehr als fünfzehn Minuten";

/// To what an expected wait is rounded up.
const WAIT_MINUTES: [i64; 6] = [1, 2, 3, 5, 10, 15];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    Masculine,
    Feminine,
    Neuter,
}

/// Something that is counted.
#[derive(Clone, Copy, Debug)]
struct Noun {
    gender: Gender,
    one: &'static str,
    many: &'static str,
}

impl Noun {
    /// "ein Euro", "einen Euro", "einem Euro"; one atom.
    fn single(self, case: Case) -> String {
        let article = match (self.gender, case) {
            (Gender::Masculine | Gender::Neuter, Case::Nominative) | (Gender::Neuter, Case::Accusative) => {
                "ein"
            }
            (Gender::Masculine, Case::Accusative) => "einen",
            (Gender::Masculine | Gender::Neuter, Case::Dative) => "einem",
            (Gender::Feminine, Case::Nominative | Case::Accusative) => "eine",
            (Gender::Feminine, Case::Dative) => "einer",
        };
        format!("{article} {}", self.one)
    }
}

const fn masculine(one: &'static str, many: &'static str) -> Noun {
    Noun { gender: Gender::Masculine, one, many }
}

const fn feminine(one: &'static str, many: &'static str) -> Noun {
    Noun { gender: Gender::Feminine, one, many }
}

const fn neuter(one: &'static str, many: &'static str) -> Noun {
    Noun { gender: Gender::Neuter, one, many }
}

const SECOND: Noun = feminine("Sekunde", "Sekunden");
const MINUTE: Noun = feminine("Minute", "Minuten");
const HOUR: Noun = feminine("Stunde", "Stunden");

/// A currency's unit and its hundredth.
fn nouns_of(currency: Currency) -> (Noun, Noun) {
    let cent = masculine("Cent", "Cent");
    match currency {
        Currency::Eur => (masculine("Euro", "Euro"), cent),
        Currency::Chf => (masculine("Franken", "Franken"), masculine("Rappen", "Rappen")),
        Currency::Gbp => (neuter("Pfund", "Pfund"), masculine("Penny", "Pence")),
        Currency::Usd => (masculine("Dollar", "Dollar"), cent),
        Currency::Pln => (masculine("Zloty", "Zloty"), masculine("Grosz", "Groszy")),
        Currency::Czk => (feminine("Krone", "Kronen"), masculine("Heller", "Heller")),
        Currency::Dkk | Currency::Sek => (feminine("Krone", "Kronen"), neuter("Öre", "Öre")),
    }
}

/// A number and its noun; only one alone declines.
fn counted(phrase: &mut Phrase, n: u64, noun: Noun, case: Case) {
    if n == 1 {
        return phrase.word(noun.single(case));
    }
    let one = if noun.gender == Gender::Feminine { One::Eine } else { One::Ein };
    cardinal_in(phrase, n, one, case == Case::Dative);
    phrase.word(noun.many);
}
