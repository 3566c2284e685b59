//! Where two journals part: the heart of `rufplan replay`.

use crate::Line;
use std::fmt;

/// So many lines before a difference are shown.
pub const CONTEXT_LINES: usize = 10;

/// The first place at which two journals differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Number of the line, from 1.
    pub line: usize,
    /// Up to [`CONTEXT_LINES`] lines before it, alike in both.
    pub before: Vec<Line>,
    /// What the first has there; `None` is its end.
    pub left: Option<Line>,
    /// What the second has there.
    pub right: Option<Line>,
}

/// The first difference of two journals; `None` if they are equal.
pub fn compare(left: &[Line], right: &[Line]) -> Option<Difference> {
    let alike = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    if alike == left.len() && alike == right.len() {
        return None;
    }
    Some(Difference {
        line: alike + 1,
        before: left[alike.saturating_sub(CONTEXT_LINES)..alike].to_vec(),
        left: left.get(alike).cloned(),
        right: right.get(alike).cloned(),
    })
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "line {} differs", self.line)?;
        for line in &self.before {
            writeln!(f, "  {line}")?;
        }
        for (sign, line) in [('-', &self.left), ('+', &self.right)] {
            match line {
                Some(line) => writeln!(f, "{sign} {line}")?,
                None => writeln!(f, "{sign} (ends here)")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Step;
    use rufplan_machine::call::Event;

    fn lines(n: u64) -> Vec<Line> {
        let step = |seq| Step { seq, t: 0, ev: Event::Tick, fx: vec![], state: String::new() };
        (1..=n).map(|seq| Line::Step(Box::new(step(seq)))).collect()
    }

    #[test]
    fn the_first_difference_with_the_ten_lines_before() {
        assert_eq!(compare(&lines(20), &lines(20)), None);
        let mut other = lines(20);
        other[14] = lines(1)[0].clone();
        other[17] = lines(1)[0].clone();
        let difference = compare(&lines(20), &other).unwrap();
        assert_eq!(difference.line, 15);
        assert_eq!(difference.before, lines(14)[4..]);
        assert_eq!(difference.left, lines(15).pop());
        assert_eq!(difference.right, lines(1).pop());
    }

    #[test]
    fn a_journal_that_ends_early_differs() {
        let difference = compare(&lines(2), &lines(3)).unwrap();
        assert_eq!((difference.line, difference.before.len()), (3, 2));
        assert_eq!((difference.left.clone(), difference.right.clone()), (None, lines(3).pop()));
        assert!(difference.to_string().contains("- (ends here)\n+ {\"seq\":3"));
    }
}
