//! English, American and British.

mod clock;
mod letters;
mod names;
mod nouns;
mod number;

use crate::piece::Phrase;
use crate::{Spoken, phone};
use std::collections::BTreeSet;

/// Where English is spoken, as far as its words differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Region {
    America,
    Britain,
}

/// Says a value behind the words `before`.
pub(crate) fn say(phrase: &mut Phrase, region: Region, value: &Spoken, before: &str) {
    match value {
        Spoken::Number { units, scale } => number::decimal(phrase, region, *units, *scale),
        Spoken::Ordinal(n) => number::ordinal(phrase, region, *n),
        Spoken::Year(year) => number::year(phrase, region, *year),
        Spoken::Digits(text) | Spoken::Spelled(text) => letters::one_by_one(phrase, region, text),
        Spoken::Date(date) => clock::date(phrase, region, *date, before),
        Spoken::Weekday(day) => phrase.word(clock::WEEKDAYS[usize::from(*day % 7)]),
        Spoken::Time(time) => clock::time(phrase, *time),
        Spoken::Moment { date, time, today } => clock::moment(phrase, region, *date, *time, *today),
        Spoken::Money { cents, currency } => nouns::money(phrase, region, *cents, *currency),
        Spoken::Duration { ms } => nouns::duration(phrase, region, *ms),
        Spoken::Wait { ms } => nouns::wait(phrase, region, *ms),
        Spoken::Phone { number, home } => say_phone(phrase, region, number, home),
        Spoken::Text(text) => phrase.text(text),
        Spoken::Language(tag) => match names::language(tag) {
            Some(name) => phrase.word(name),
            None => phrase.text(tag),
        },
        Spoken::YesNo(yes) => phrase.word(if *yes { YES } else { NO }),
        Spoken::Choice(value) => phrase.text(&value.replace('_', " ")),
    }
}

/// All atoms that [`say`] can use.
pub(crate) fn atoms(region: Region) -> BTreeSet<String> {
    let mut atoms = BTreeSet::from([YES, NO, PLUS].map(str::to_owned));
    number::atoms(region, &mut atoms);
    clock::atoms(region, &mut atoms);
    nouns::atoms(&mut atoms);
    letters::atoms(region, &mut atoms);
    names::atoms(&mut atoms);
    atoms
}

const YES: &str = "yes";
const NO: &str = "no";
const PLUS: &str = "plus";

fn say_phone(phrase: &mut Phrase, region: Region, number: &str, home: &str) {
    let reading = phone::read(number, home);
    if reading.groups.is_empty() {
        return phrase.text(number);
    }
    if reading.plus {
        phrase.word(PLUS);
    }
    for group in reading.groups {
        letters::one_by_one(phrase, region, &group);
        phrase.pause();
    }
}
