//! Digits and letters one by one.

use super::number::UNDER_HUNDRED;
use crate::piece::Phrase;
use std::collections::BTreeSet;

/// Each character by its name; a blank is a pause.
pub(crate) fn one_by_one(phrase: &mut Phrase, text: &str) {
    for c in text.chars() {
        if c.is_whitespace() {
            phrase.pause();
        } else if let Some(digit) = c.to_digit(10) {
            phrase.word(UNDER_HUNDRED[digit as usize]);
        } else if let Some(name) = name(c) {
            phrase.word(name);
        } else {
            phrase.text(&c.to_string());
        }
    }
}

/// Adds all atoms of this module.
pub(crate) fn atoms(atoms: &mut BTreeSet<String>) {
    atoms.extend(LETTERS.iter().chain(&OTHERS).map(|(_, name)| (*name).to_owned()));
}

fn name(c: char) -> Option<&'static str> {
    let lower = c.to_lowercase().next().unwrap_or(c);
    let find =
        |c: char| LETTERS.iter().chain(&OTHERS).find(|(letter, _)| *letter == c).map(|(_, name)| *name);
    find(lower).or_else(|| find(crate::letter::without_accent(lower)?))
}

const LETTERS: [(char, &str); 30] = [
    ('a', "A"),
    ('b', "Be"),
    ('c', "Ce"),
    ('d', "De"),
    ('e', "E"),
    ('f', "Eff"),
    ('g', "Ge"),
    ('h', "Ha"),
    ('i', "I"),
    ('j', "Jot"),
    ('k', "Ka"),
    ('l', "Ell"),
    ('m', "Emm"),
    ('n', "Enn"),
    ('o', "O"),
    ('p', "Pe"),
    ('q', "Ku"),
    ('r', "Err"),
    ('s', "Ess"),
    ('t', "Te"),
    ('u', "U"),
    ('v', "Vau"),
    ('w', "We"),
    ('x', "Ix"),
    ('y', "Ypsilon"),
    ('z', "Zett"),
    ('ä', "Ä"),
    ('ö', "Ö"),
    ('ü', "Ü"),
    ('ß', "Eszett"),
];

const OTHERS: [(char, &str); 13] = [
    ('.', "Punkt"),
    (',', "Komma"),
    (':', "Doppelpunkt"),
    ('-', "Bindestrich"),
    ('_', "Unterstrich"),
    ('/', "Schrägstrich"),
    ('@', "at"),
    ('+', "plus"),
    ('*', "Stern"),
    ('#', "Raute"),
    ('&', "und"),
    ('%', "Prozent"),
    ('=', "gleich"),
];
