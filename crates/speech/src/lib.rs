//! Turns typed values into words and into prompt pieces, per language.
//!
//! A prompt has placeholders such as `{queue.place as number}`. This crate says what the caller hears in their place:
//! [`Speaker::words`] gives the words, [`Speaker::pieces`] the same words cut into recorded units. It is no text to
//! speech: fixed words of a prompt stay what they are, and who makes sound of the pieces stands in crate `sounds`. It
//! depends on nothing; what a value is in a call stands in crate `machine`.
//!
//! ```
//! use rufplan_speech::{Speaker, Spoken};
//! let german = Speaker::for_lang("de").expect("German is built in");
//! let wait = Spoken::Wait { ms: 47_000 };
//! assert_eq!(german.words(&wait, "Sie werden in etwa "), "einer Minute");
//! assert_eq!(german.words(&wait, "Die Wartezeit beträgt "), "eine Minute");
//! ```
//!
//! # Pieces
//!
//! Each piece is an [`Atom`] of a closed list per language ([`Speaker::atoms`]), free text or a pause. [`join`] gives
//! the words again. Atoms are cut where a speaker could breathe: numbers to 99 are whole, so are "dreihundert",
//! "eine Minute" or "acht Uhr"; the parts of a compound ("dreihundert", "zwölf") are played one after another and
//! written without a blank.
//!
//! # Rules and decisions
//!
//! Case, rounding and forms follow semantics.md, W1 to W5; the modules say what they decide beyond:
//!
//! - **Language tags**: `de` and `de-*` are German (`de-AT` says "Jänner"), `en`, `en-US`, `en-CA` and others American,
//!   `en-GB`, `en-IE`, `en-AU`, `en-NZ`, `en-ZA` and `en-IN` British English.
//! - **Number**: noughts at the end of decimal places are not said (2.50 is "zwei Komma fünf"); places are said one
//!   by one. Millions and above follow the long scale in German, the short scale in English.
//! - **Ordinal**: 100 is "hundertste", 1000 "tausendste", a million "millionste"; the others say their "ein".
//! - **Year**: 1100 to 1999 by hundreds in German; in English by pairs ("nineteen oh-five", "twenty twenty-six"),
//!   but 2000 to 2009 and the like "two thousand one"; before 1000 and from 10000 a plain number.
//! - **Time**: seconds are not said; 24:00 is "vierundzwanzig Uhr", "midnight".
//! - **Moment**: past moments are said with their date; the year is never said.
//! - **Money**: an amount of exactly one declines ("einem Euro"), 101 does not ("einhundertein Euro").
//! - **Duration**: parts of a second are rounded up; hours are counted on beyond a day.
//! - **Phone**: a number that came without blanks is cut into groups of three or two places, so that it can be
//!   written down. Countries without a leading nought in national numbers (Denmark, Poland ...) get none.
//! - **Digits, phone**: 0 is "null" and "zero", 2 is "zwei"; `*` is "Stern", "star".
//! - **Spelled**: the names of the letters; accents are not said, letters that have no name here stay text.

mod civil;
mod currency;
mod english;
mod german;
mod letter;
mod parse;
mod phone;
mod piece;
mod speaker;
mod spoken;

pub use currency::Currency;
pub use parse::{Setting, SpokenError, parse_value};
pub use phone::dialled;
pub use piece::{Atom, Joint, Piece, join};
pub use speaker::Speaker;
pub use spoken::{Date, Spoken, Time};
