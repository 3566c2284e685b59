//! Amounts of something: money and lengths of time (W2, W3).

use super::Region;
use super::number::{AND, MINUS, cardinal};
use crate::Currency;
use crate::piece::Phrase;
use std::collections::BTreeSet;

/// "one euro and twenty cents", "twenty cents", "zero euros", "minus one euro".
pub(crate) fn money(phrase: &mut Phrase, region: Region, cents: i64, currency: Currency) {
    let (whole, part) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let (unit, hundredth) = nouns_of(currency);
    two_units(phrase, region, cents < 0, (whole, unit), (part, hundredth));
    if cents == 0 {
        counted(phrase, region, 0, unit);
    }
}

/// A length of time: below two minutes with seconds, up to an hour in minutes, then in hours and minutes (W2).
pub(crate) fn duration(phrase: &mut Phrase, region: Region, ms: i64) {
    let seconds = ms.unsigned_abs().div_ceil(1000);
    if seconds < 120 {
        two_units(phrase, region, ms < 0, (seconds / 60, MINUTE), (seconds % 60, SECOND));
    } else {
        let minutes = seconds.div_ceil(60);
        two_units(phrase, region, ms < 0, (minutes / 60, HOUR), (minutes % 60, MINUTE));
    }
    if ms == 0 {
        counted(phrase, region, 0, SECOND);
    }
}

/// An expected wait: 1, 2, 3, 5, 10, 15 minutes or more than that (W2).
pub(crate) fn wait(phrase: &mut Phrase, region: Region, ms: i64) {
    match WAIT_MINUTES.into_iter().find(|minutes| ms <= minutes * 60_000) {
        Some(minutes) => counted(phrase, region, minutes.unsigned_abs(), MINUTE),
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
    for noun in money.chain([HOUR, MINUTE, SECOND]) {
        atoms.extend([noun.one, noun.many].map(str::to_owned));
    }
}

const LONG_WAIT: &str = "more than fifteen minutes";

/// To what an expected wait is rounded up.
const WAIT_MINUTES: [i64; 6] = [1, 2, 3, 5, 10, 15];

/// Something that is counted.
#[derive(Clone, Copy, Debug)]
struct Noun {
    one: &'static str,
    many: &'static str,
}

const fn noun(one: &'static str, many: &'static str) -> Noun {
    Noun { one, many }
}

const SECOND: Noun = noun("second", "seconds");
const MINUTE: Noun = noun("minute", "minutes");
const HOUR: Noun = noun("hour", "hours");

/// A currency's unit and its hundredth.
fn nouns_of(currency: Currency) -> (Noun, Noun) {
    let cent = noun("cent", "cents");
    match currency {
        Currency::Eur => (noun("euro", "euros"), cent),
        Currency::Chf => (noun("franc", "francs"), noun("centime", "centimes")),
        Currency::Gbp => (noun("pound", "pounds"), noun("penny", "pence")),
        Currency::Usd => (noun("dollar", "dollars"), cent),
        Currency::Pln => (noun("zloty", "zlotys"), noun("grosz", "groszy")),
        Currency::Czk => (noun("koruna", "korunas"), noun("haler", "halers")),
        Currency::Dkk => (noun("krone", "kroner"), noun("øre", "øre")),
        Currency::Sek => (noun("krona", "kronor"), noun("öre", "öre")),
    }
}

/// Two amounts of which those of nought are left out, joined by "and".
fn two_units(phrase: &mut Phrase, region: Region, negative: bool, first: (u64, Noun), second: (u64, Noun)) {
    if negative {
        phrase.word(MINUS);
    }
    if first.0 > 0 {
        counted(phrase, region, first.0, first.1);
    }
    if first.0 > 0 && second.0 > 0 {
        phrase.word(AND);
    }
    if second.0 > 0 {
        counted(phrase, region, second.0, second.1);
    }
}

fn counted(phrase: &mut Phrase, region: Region, n: u64, noun: Noun) {
    cardinal(phrase, region, n);
    phrase.word(if n == 1 { noun.one } else { noun.many });
}
