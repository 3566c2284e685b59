//! Patterns, ready to be asked.

use crate::expand::{Place, automaton};
use crate::parse::{PatternError, parse};

/// The finite automaton of a `pattern:`. A value fits as a whole: `[1-9][0-9]*` is any number without a leading nought.
///
/// ```
/// let pattern = rufplan_entry::Pattern::new("[2-6][0-9]{3}").expect("a pattern");
/// assert!(pattern.fits("2345") && !pattern.fits("1345") && !pattern.fits("23456"));
/// assert!(pattern.is_whole("2345") && !pattern.is_whole("234"));
/// assert_eq!(pattern.first_keys(), "23456");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    places: Vec<Place>,
}

impl Pattern {
    /// Builds the automaton of a pattern: digits, `.`, `\d`, sets such as `[2-6]` and `[^0]`, brackets, `|`, `*`, `+`,
    /// `?`, `{n}`, `{n,}`, `{n,m}`.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn new(text: &str) -> Result<Pattern, PatternError> {
        Ok(Pattern { places: automaton(&parse(text)?)? })
    }

    /// Whether digits are a value.
    pub fn fits(&self, digits: &str) -> bool {
        self.place(digits).is_some_and(|place| place.ends)
    }

    /// Whether digits are a value, and no longer value begins so (S9).
    pub fn is_whole(&self, digits: &str) -> bool {
        self.place(digits).is_some_and(|place| place.ends && place.next.iter().all(Option::is_none))
    }

    /// The keys with which values begin, ascending (E0507).
    pub fn first_keys(&self) -> String {
        let first = self.places.first().into_iter();
        let keys = first.flat_map(|place| ('0'..='9').zip(&place.next));
        keys.filter(|(_, next)| next.is_some()).map(|(key, _)| key).collect()
    }

    /// Length of the longest value; `None` if there is none.
    pub fn longest(&self) -> Option<usize> {
        let mut reached = vec![false; self.places.len()];
        *reached.first_mut()? = true;
        // a way longer than there are states passes one of them twice
        for length in 0..self.places.len() {
            let mut next = vec![false; self.places.len()];
            for (place, _) in self.places.iter().zip(&reached).filter(|(_, here)| **here) {
                place.next.iter().flatten().for_each(|to| next[*to] = true);
            }
            if !next.contains(&true) {
                return Some(length);
            }
            reached = next;
        }
        None
    }

    fn place(&self, digits: &str) -> Option<&Place> {
        digits.chars().try_fold(self.places.first()?, |place, digit| {
            let next = *place.next.get(usize::try_from(digit.to_digit(10)?).ok()?)?;
            self.places.get(next?)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Fault;

    fn pattern(text: &str) -> Pattern {
        Pattern::new(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn every_form_of_the_syntax() {
        let cases = [
            ("12", "12", "1 2 123"),
            (".\\d", "07 99", "7 123"),
            ("[1-9][0-9]*", "1 10 99999", "0 01"),
            ("[^0-3]+", "4 56", "3 43"),
            ("1?2", "2 12", "1 112"),
            ("1{2}", "11", "1 111"),
            ("1{2,}", "11 1111", "1"),
            ("1{0,2}", "1 11", "111"),
            ("12|3(4|5)", "12 34 35", "3 123"),
            ("(12|1)2", "122 12", "1 1222"),
            ("(0|1[0-9]){2}", "00 010 1919", "1 0 000"),
            ("[1357]", "1 7", "2"),
        ];
        for (text, right, wrong) in cases {
            let pattern = pattern(text);
            right.split(' ').for_each(|digits| assert!(pattern.fits(digits), "{text} {digits}"));
            wrong.split(' ').for_each(|digits| assert!(!pattern.fits(digits), "{text} {digits}"));
        }
        assert!(pattern("1*").fits("") && !pattern("1*").fits("a"));
    }

    #[test]
    fn a_value_is_whole_when_no_longer_one_begins_so() {
        let order = pattern("1[0-9]{2}|2[0-9]{4}|7");
        for (digits, whole) in [("123", true), ("12", false), ("212", false), ("21234", true), ("7", true)] {
            assert_eq!(order.is_whole(digits), whole, "{digits}");
        }
        assert!(!pattern("[1-9][0-9]*").is_whole("5"));
        // what can never become a value is not whole either
        assert!(!order.is_whole("9"));
        assert_eq!(
            (order.longest(), pattern("1*").longest(), pattern("").longest()),
            (Some(5), None, Some(0))
        );
        assert_eq!(order.first_keys(), "127");
        // a first digit from which no value can come is none
        assert_eq!(pattern("1|2[^0-9]").first_keys(), "1");
    }

    #[test]
    fn faults_are_named_with_their_place() {
        let cases = [
            ("1a", 1, Fault::Sign('a')),
            ("1\\1", 2, Fault::Sign('1')),
            ("(12", 3, Fault::Unfinished),
            ("12)", 2, Fault::Sign(')')),
            ("[12", 3, Fault::Unfinished),
            ("[]", 1, Fault::Sign(']')),
            ("*1", 0, Fault::NothingToRepeat),
            ("1**", 2, Fault::NothingToRepeat),
            ("[6-2]", 3, Fault::Backwards),
            ("1{3,2}", 5, Fault::Backwards),
            ("1{3", 3, Fault::Unfinished),
            ("1{x}", 2, Fault::Sign('x')),
            ("1{65}", 4, Fault::TooOften),
            ("1{99999999999}", 13, Fault::TooOften),
            ("((((1{60}){60}){60}){60})", 0, Fault::TooGreat),
            ("(.*1.{20}){3}", 0, Fault::TooGreat),
            ("2[^0-9]", 0, Fault::FitsNothing),
            ("ä", 0, Fault::Sign('ä')),
        ];
        for (text, at, fault) in cases {
            assert_eq!(Pattern::new(text), Err(PatternError { at, fault }), "{text}");
        }
        assert_eq!(Pattern::new(&"(".repeat(60)).unwrap_err().fault, Fault::TooGreat);
    }
}
