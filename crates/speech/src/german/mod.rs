//! German.

mod case;
mod clock;
mod letters;
mod names;
mod nouns;
mod number;

use crate::piece::Phrase;
use crate::{Spoken, phone};
use case::Lead;
use std::collections::BTreeSet;

/// Where German is spoken, as far as its words differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Region {
    Germany,
    Austria,
}

/// Says a value behind the words `before`.
pub(crate) fn say(phrase: &mut Phrase, region: Region, value: &Spoken, before: &str) {
    match value {
        Spoken::Number { units, scale } => number::decimal(phrase, *units, *scale),
        Spoken::Ordinal(n) => number::ordinal(phrase, *n, Lead::of(before).ordinal_ending()),
        Spoken::Year(year) => number::year(phrase, *year),
        Spoken::Digits(text) | Spoken::Spelled(text) => letters::one_by_one(phrase, text),
        Spoken::Date(date) => clock::date(phrase, region, *date, Lead::of(before).date_ending()),
        Spoken::Weekday(day) => phrase.word(clock::WEEKDAYS[usize::from(*day % 7)]),
        Spoken::Time(time) => clock::time(phrase, *time),
        Spoken::Moment { date, time, today } => clock::moment(phrase, region, *date, *time, *today),
        Spoken::Money { cents, currency } => nouns::money(phrase, *cents, *currency, Lead::of(before).case),
        Spoken::Duration { ms } => nouns::duration(phrase, *ms, Lead::of(before).case),
        Spoken::Wait { ms } => nouns::wait(phrase, *ms, Lead::of(before).case),
        Spoken::Phone { number, home } => say_phone(phrase, number, home),
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
    number::atoms(&mut atoms);
    clock::atoms(region, &mut atoms);
    nouns::atoms(&mut atoms);
    letters::atoms(&mut atoms);
    names::atoms(&mut atoms);
    atoms
}

const YES: &str = "ja";
const NO: &str = "nein";
const PLUS: &str = "plus";

fn say_phone(phrase: &mut Phrase, number: &str, home: &str) {
    let reading = phone::read(number, home);
    if reading.groups.is_empty() {
        return phrase.text(number);
    }
    if reading.plus {
        phrase.word(PLUS);
    }
    for group in reading.groups {
        letters::one_by_one(phrase, &group);
        phrase.pause();
    }
}
