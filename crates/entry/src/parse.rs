//! The syntax of patterns: a subset of regular expressions over digits.

use std::fmt;

/// Most repetitions that can be asked for: no entry is longer.
pub(crate) const REPEAT_MAX: u32 = 64;
/// Deepest nesting of brackets.
const DEPTH_MAX: u32 = 50;

/// A pattern that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// Byte of the pattern at which it is wrong.
    pub at: usize,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A sign that means nothing here, such as a letter or a back reference.
    Sign(char),
    /// It ends in the middle of something.
    Unfinished,
    /// `*`, `+`, `?` or `{…}` without anything before it.
    NothingToRepeat,
    /// A range such as `[6-2]`, or `{5,2}`.
    Backwards,
    /// A count above 64.
    TooOften,
    /// Brackets nested too deep, or an automaton too great to be built.
    TooGreat,
    /// No digits fit it.
    FitsNothing,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fault {
            Fault::Sign(sign) => write!(f, "`{sign}` means nothing here"),
            Fault::Unfinished => f.write_str("it ends too early"),
            Fault::NothingToRepeat => f.write_str("nothing stands before the repetition"),
            Fault::Backwards => f.write_str("its bounds stand backwards"),
            Fault::TooOften => write!(f, "at most {REPEAT_MAX} repetitions"),
            Fault::TooGreat => f.write_str("it is too great"),
            Fault::FitsNothing => f.write_str("no digits fit it"),
        }
    }
}

impl std::error::Error for PatternError {}

/// A set of digits, one bit each.
pub(crate) type Digits = u16;

/// All ten.
const ALL: Digits = 0x3ff;

/// What a pattern says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// One digit of a set.
    One(Digits),
    /// One after another.
    Row(Vec<Node>),
    /// One of several.
    Either(Vec<Node>),
    /// So many times; without an end, any number.
    Times(Box<Node>, u32, Option<u32>),
}

/// Reads a pattern.
pub(crate) fn parse(text: &str) -> Result<Node, PatternError> {
    let mut reader = Reader { signs: text.char_indices().collect(), place: 0, length: text.len() };
    let node = reader.either(0)?;
    match reader.peek() {
        None => Ok(node),
        Some(sign) => Err(reader.wrong(Fault::Sign(sign))),
    }
}

struct Reader {
    signs: Vec<(usize, char)>,
    place: usize,
    length: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.signs.get(self.place).map(|(_, sign)| *sign)
    }

    fn takes(&mut self, wanted: char) -> bool {
        let there = self.peek() == Some(wanted);
        self.place += usize::from(there);
        there
    }

    fn wrong(&self, fault: Fault) -> PatternError {
        let at = self.signs.get(self.place).map_or(self.length, |(at, _)| *at);
        PatternError { at, fault }
    }

    /// The fault of what stands here: a sign that does not belong, or the end.
    fn unexpected(&self) -> PatternError {
        self.wrong(self.peek().map_or(Fault::Unfinished, Fault::Sign))
    }

    fn either(&mut self, depth: u32) -> Result<Node, PatternError> {
        if depth > DEPTH_MAX {
            return Err(self.wrong(Fault::TooGreat));
        }
        let mut ways = vec![self.row(depth)?];
        while self.takes('|') {
            ways.push(self.row(depth)?);
        }
        Ok(if ways.len() == 1 { ways.remove(0) } else { Node::Either(ways) })
    }

    fn row(&mut self, depth: u32) -> Result<Node, PatternError> {
        let mut row = Vec::new();
        while let Some(sign) = self.peek() {
            if matches!(sign, '|' | ')') {
                break;
            }
            let one = self.one(depth)?;
            row.push(self.repeated(one)?);
        }
        Ok(Node::Row(row))
    }

    fn one(&mut self, depth: u32) -> Result<Node, PatternError> {
        match self.peek() {
            Some(sign @ '0'..='9') => {
                self.place += 1;
                Ok(Node::One(bit(sign)))
            }
            Some('.') => {
                self.place += 1;
                Ok(Node::One(ALL))
            }
            Some('\\') => {
                self.place += 1;
                if self.takes('d') { Ok(Node::One(ALL)) } else { Err(self.unexpected()) }
            }
            Some('[') => {
                self.place += 1;
                self.set()
            }
            Some('(') => {
                self.place += 1;
                let inner = self.either(depth + 1)?;
                if self.takes(')') { Ok(inner) } else { Err(self.unexpected()) }
            }
            Some('*' | '+' | '?' | '{') => Err(self.wrong(Fault::NothingToRepeat)),
            _ => Err(self.unexpected()),
        }
    }

    /// What stands behind `[`.
    fn set(&mut self) -> Result<Node, PatternError> {
        let negated = self.takes('^');
        let mut set: Digits = 0;
        loop {
            match self.peek() {
                Some(']') if set != 0 => {
                    self.place += 1;
                    return Ok(Node::One(if negated { ALL & !set } else { set }));
                }
                Some(from @ '0'..='9') => {
                    self.place += 1;
                    let to = if self.takes('-') { self.digit()? } else { from };
                    if to < from {
                        self.place -= 1;
                        return Err(self.wrong(Fault::Backwards));
                    }
                    set |= (from..=to).map(bit).fold(0, |all, one| all | one);
                }
                _ => return Err(self.unexpected()),
            }
        }
    }

    fn digit(&mut self) -> Result<char, PatternError> {
        match self.peek() {
            Some(digit @ '0'..='9') => {
                self.place += 1;
                Ok(digit)
            }
            _ => Err(self.unexpected()),
        }
    }

    /// `*`, `+`, `?`, `{n}`, `{n,}` or `{n,m}` behind something; at most one.
    fn repeated(&mut self, node: Node) -> Result<Node, PatternError> {
        let times = |least, most| Node::Times(Box::new(node.clone()), least, most);
        Ok(match self.peek() {
            Some('*') => {
                self.place += 1;
                times(0, None)
            }
            Some('+') => {
                self.place += 1;
                times(1, None)
            }
            Some('?') => {
                self.place += 1;
                times(0, Some(1))
            }
            Some('{') => {
                self.place += 1;
                let least = self.count()?;
                let most = match self.takes(',') {
                    false => Some(least),
                    true if self.peek() == Some('}') => None,
                    true => Some(self.count()?),
                };
                if most.is_some_and(|most| most < least) {
                    return Err(self.wrong(Fault::Backwards));
                }
                if !self.takes('}') {
                    return Err(self.unexpected());
                }
                times(least, most)
            }
            _ => node,
        })
    }

    fn count(&mut self) -> Result<u32, PatternError> {
        let start = self.place;
        let mut count = 0u32;
        while let Some(digit) = self.peek().and_then(|sign| sign.to_digit(10)) {
            self.place += 1;
            count = count.saturating_mul(10).saturating_add(digit);
        }
        match count {
            _ if self.place == start => Err(self.unexpected()),
            count if count > REPEAT_MAX => Err(self.wrong(Fault::TooOften)),
            count => Ok(count),
        }
    }
}

/// The bit of a digit; nothing for what is none.
pub(crate) fn bit(digit: char) -> Digits {
    digit.to_digit(10).map_or(0, |digit| 1 << digit)
}
