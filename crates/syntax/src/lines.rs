//! Lines as such: where they start and which words they begin with, before or without the parser.

use rufplan_diag::{SourceFile, Span};

/// One line without its line break.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    /// From 1.
    pub number: usize,
    /// Byte offset of its first byte.
    pub start: usize,
    /// Its text.
    pub text: &'a str,
}

/// All lines of a file.
pub(crate) fn all(source: &SourceFile) -> impl Iterator<Item = Line<'_>> {
    (1..=source.line_count()).filter_map(|number| at(source, number))
}

/// The line of a number (from 1).
pub(crate) fn at(source: &SourceFile, number: usize) -> Option<Line<'_>> {
    Some(Line { number, start: source.line_start(number)?, text: source.line(number)? })
}

/// The line in which a byte stands.
pub(crate) fn of(source: &SourceFile, offset: usize) -> Option<Line<'_>> {
    at(source, source.position(offset).line)
}

/// Whether a character is a blank between words.
pub(crate) fn is_blank_char(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}')
}

/// Whether a character can stand in a name.
pub(crate) fn is_word_char(c: char) -> bool {
    c.is_alphabetic() || c.is_ascii_digit() || c == '_'
}

/// Whether a text begins with these words, blanks between them as one likes, and the last word ends there.
/// Gives what stands behind.
pub(crate) fn strip_words<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let mut rest = text;
    for (i, word) in words.split(' ').enumerate() {
        if i > 0 {
            let trimmed = rest.trim_start_matches(is_blank_char);
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
        }
        rest = rest.strip_prefix(word)?;
    }
    rest.chars().next().is_none_or(|c| !is_word_char(c)).then_some(rest)
}

/// The leading words of a text, at most `most`, each with its place in the text.
pub(crate) fn leading_words(text: &str, most: usize) -> Vec<Span> {
    let mut words = Vec::new();
    let mut rest = text;
    while words.len() < most {
        rest = rest.trim_start_matches(is_blank_char);
        let start = text.len() - rest.len();
        if !rest.chars().next().is_some_and(char::is_alphabetic) {
            break;
        }
        rest = rest.trim_start_matches(is_word_char);
        words.push(Span::new(start, text.len() - rest.len()));
    }
    words
}

impl<'a> Line<'a> {
    /// Its text without blanks around it.
    pub fn trimmed(&self) -> &'a str {
        self.text.trim_matches(|c: char| is_blank_char(c) || c == '\r')
    }

    /// The word it begins with, empty where it begins with a sign.
    pub fn first_word(&self) -> &'a str {
        let text = self.text.trim_start_matches(is_blank_char);
        &text[..text.find(|c| !is_word_char(c)).unwrap_or(text.len())]
    }

    /// The place of [`Line::trimmed`].
    pub fn trimmed_span(&self) -> Span {
        let start = self.start + self.indent_bytes();
        Span::new(start, start + self.trimmed().len())
    }

    /// How many bytes of blanks it begins with.
    pub fn indent_bytes(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(is_blank_char).len()
    }

    /// How far right it begins, in characters.
    pub fn indent(&self) -> usize {
        self.text.chars().take_while(|c| is_blank_char(*c)).count()
    }

    /// Whether nothing or only a comment stands there.
    pub fn is_blank(&self) -> bool {
        self.trimmed().is_empty() || self.trimmed().starts_with("//")
    }

    /// Whether it begins with these words.
    pub fn starts_with(&self, words: &str) -> bool {
        strip_words(self.trimmed(), words).is_some()
    }

    /// Whether it reads `key words: …`.
    pub fn is_setting(&self) -> bool {
        let words = leading_words(self.trimmed(), 4);
        words
            .last()
            .is_some_and(|w| self.trimmed()[w.end..].trim_start_matches(is_blank_char).starts_with(':'))
    }

    /// Whether a declaration begins here: its word, and not a setting of that name.
    pub fn starts_declaration(&self) -> bool {
        let first = self.first_word();
        let word = crate::words::DECLARATIONS.iter().find(|w| w.split(' ').next() == Some(first));
        word.is_some_and(|w| self.starts_with(w)) && !self.is_setting()
    }
}
