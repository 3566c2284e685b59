//! Digits and letters one by one.

use super::Region;
use super::number::UNDER_HUNDRED;
use crate::piece::Phrase;
use std::collections::BTreeSet;

/// Each character by its name; a blank is a pause.
pub(crate) fn one_by_one(phrase: &mut Phrase, region: Region, text: &str) {
    for c in text.chars() {
        if c.is_whitespace() {
            phrase.pause();
        } else if let Some(digit) = c.to_digit(10) {
            phrase.word(UNDER_HUNDRED[digit as usize]);
        } else if let Some(name) = name(region, c) {
            phrase.word(name);
        } else {
            phrase.text(&c.to_string());
        }
    }
}

/// Adds all atoms of this module.
pub(crate) fn atoms(region: Region, atoms: &mut BTreeSet<String>) {
    let characters = ('a'..='z').chain(OTHERS.map(|(c, _)| c)).chain(['#']);
    atoms.extend(characters.filter_map(|c| name(region, c)).map(str::to_owned));
}

fn name(region: Region, c: char) -> Option<&'static str> {
    let lower = c.to_lowercase().next().unwrap_or(c);
    match (lower, region) {
        ('z', Region::America) => return Some("zee"),
        ('z', Region::Britain) => return Some("zed"),
        ('#', Region::America) => return Some("pound"),
        ('#', Region::Britain) => return Some("hash"),
        _ => {}
    }
    if let Some((_, name)) = LETTERS.iter().chain(&OTHERS).find(|(letter, _)| *letter == lower) {
        return Some(name);
    }
    name(region, crate::letter::without_accent(lower)?)
}

const LETTERS: [(char, &str); 25] = [
    ('a', "ay"),
    ('b', "bee"),
    ('c', "cee"),
    ('d', "dee"),
    ('e', "ee"),
    ('f', "eff"),
    ('g', "gee"),
    ('h', "aitch"),
    ('i', "eye"),
    ('j', "jay"),
    ('k', "kay"),
    ('l', "ell"),
    ('m', "em"),
    ('n', "en"),
    ('o', "oh"),
    ('p', "pee"),
    ('q', "cue"),
    ('r', "ar"),
    ('s', "ess"),
    ('t', "tee"),
    ('u', "you"),
    ('v', "vee"),
    ('w', "double-u"),
    ('x', "ex"),
    ('y', "wye"),
];

const OTHERS: [(char, &str); 13] = [
    ('.', "dot"),
    (',', "comma"),
    (':', "colon"),
    ('-', "hyphen"),
    ('_', "underscore"),
    ('/', "slash"),
    ('@', "at"),
    ('+', "plus"),
    ('*', "star"),
    ('&', "and"),
    ('%', "percent"),
    ('=', "equals"),
    ('ß', "double-ess"),
];
