//! Reads one line alone with the rule that fits its block, to learn how far it can be understood.

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};

use crate::Rule;
use crate::grammar::RufplanParser;
use crate::lines::is_blank_char;

/// Where a line stops making sense, and what could have stood there.
#[derive(Clone, Debug)]
pub(crate) struct Misread {
    /// Byte offset into the text, at the first character that is not understood.
    pub at: usize,
    /// Rules that could have matched there.
    pub expected: Vec<Rule>,
}

/// Reads a text with one rule.
pub(crate) fn reread(rule: Rule, text: &str) -> Result<(), Misread> {
    let Err(error) = RufplanParser::parse(rule, text) else { return Ok(()) };
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let at = at + text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches(is_blank_char).len());
    let expected = match error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives,
        ErrorVariant::CustomError { .. } => Vec::new(),
    };
    Err(Misread { at, expected })
}

/// Whether a text is understood by one rule.
pub(crate) fn reads(rule: Rule, text: &str) -> bool {
    reread(rule, text).is_ok()
}
