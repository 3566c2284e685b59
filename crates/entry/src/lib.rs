//! What callers key: whether digits fit a pattern, whether a check digit is right, which day or time they mean.
//!
//! [`Pattern`] is the finite automaton of a `pattern:` (language.md 2.6): it knows whether an entry is a legal value,
//! whether a longer one may still come (S9) and with which keys values begin (E0507). [`checks`] holds `check:`,
//! [`keyed`] reads numbers, dates and times. Pure and without state.

pub mod checks;
mod expand;
pub mod keyed;
mod parse;
mod pattern;

pub use parse::{Fault, PatternError};
pub use pattern::Pattern;
