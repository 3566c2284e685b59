//! Reading a journal back.

use crate::{Header, Line, Step};
use rufplan_machine::call::CallRecord;
use std::fmt;

/// A journal as far as it could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    /// Its first line.
    pub header: Header,
    /// Its events.
    pub steps: Vec<Step>,
    /// The call's record, if the call had ended.
    pub record: Option<CallRecord>,
    /// The last line, if it was torn off while it was written: its number and what is wrong. The rest is usable.
    pub torn: Option<JournalError>,
}

impl Journal {
    /// Its lines in order, as they are written.
    pub fn lines(&self) -> Vec<Line> {
        let record = self.record.iter().map(|record| Line::Record(Box::new(record.clone())));
        let steps = self.steps.iter().map(|step| Line::Step(Box::new(step.clone())));
        std::iter::once(Line::Header(self.header.clone())).chain(steps).chain(record).collect()
    }
}

/// A line that does not belong into a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalError {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong, for people.
    pub what: String,
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for JournalError {}

/// Reads a whole journal. A last line without a line end that cannot be read was torn off and is told apart.
///
/// # Errors
/// The first line that is wrong: no JSON, out of order, a gap in `seq`, a moment before the last one.
pub fn read(text: &str) -> Result<Journal, JournalError> {
    let whole = text.is_empty() || text.ends_with('\n');
    let count = text.lines().count();
    let mut lines = Vec::new();
    let mut torn = None;
    for (number, line) in (1..).zip(text.lines()) {
        match Line::parse(line) {
            Ok(parsed) => lines.push((number, parsed)),
            Err(what) if number == count && !whole => torn = Some(JournalError { line: number, what }),
            Err(what) => return Err(JournalError { line: number, what }),
        }
    }
    let mut journal = match lines.first() {
        Some((_, Line::Header(header))) => {
            Journal { header: header.clone(), steps: Vec::new(), record: None, torn }
        }
        Some(_) => return Err(error(1, "a journal begins with its header")),
        None => return Err(torn.unwrap_or(error(1, "the journal is empty"))),
    };
    for (number, line) in lines.into_iter().skip(1) {
        if journal.record.is_some() {
            return Err(error(number, "something behind the record, which is the last line"));
        }
        match line {
            Line::Header(_) => return Err(error(number, "a second header")),
            Line::Record(record) => journal.record = Some(*record),
            Line::Step(step) => {
                check_order(&journal, &step).map_err(|what| error(number, &what))?;
                journal.steps.push(*step);
            }
        }
    }
    Ok(journal)
}

fn check_order(journal: &Journal, step: &Step) -> Result<(), String> {
    let (seq, t) = journal.steps.last().map_or((0, journal.header.started), |last| (last.seq, last.t));
    if step.seq != seq + 1 {
        return Err(format!("event {} follows event {seq}", step.seq));
    }
    if step.t < t {
        return Err(format!("time goes back from {t} to {}", step.t));
    }
    Ok(())
}

fn error(line: usize, what: &str) -> JournalError {
    JournalError { line, what: what.to_owned() }
}

#[cfg(test)]
mod tests;
