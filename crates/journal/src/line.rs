//! The lines of a journal.

use rufplan_machine::call::{CallRecord, Effect, Event};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Name and version of the format.
pub const CALLLOG_SCHEMA: &str = "rufplan.calllog/1";

/// First line: what was called and which machine answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// [`CALLLOG_SCHEMA`].
    pub log: String,
    /// Name of the call.
    pub call: String,
    /// Hash of the machine.
    pub machine: String,
    /// Version of the rules it was compiled for.
    pub semantics: u32,
    /// Client.
    pub client: String,
    /// Number dialled, E.164.
    pub number: String,
    /// Hash of the manifest of the store of sounds, where there is one: with it the sound can be replayed, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sounds: Option<String>,
    /// Moment at which the call began, ms since the epoch.
    pub started: i64,
}

/// One event and what followed from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Number of the event, gap-free from 1.
    pub seq: u64,
    /// Its moment, ms since the epoch, never decreasing.
    pub t: i64,
    /// The event.
    pub ev: Event,
    /// Its effects in order.
    pub fx: Vec<Effect>,
    /// State of the call behind it.
    pub state: String,
}

/// One line of a journal; `Display` gives its JSON without a line end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// The first.
    Header(Header),
    /// One for each event.
    Step(Box<Step>),
    /// The last.
    Record(Box<CallRecord>),
}

#[derive(Serialize, Deserialize)]
struct RecordLine<R> {
    record: R,
}

impl Line {
    /// Reads one line; fields that are not known are passed over (language.md 4.7).
    ///
    /// # Errors
    /// What is wrong, for people, without the line's number.
    pub fn parse(text: &str) -> Result<Line, String> {
        let value: serde_json::Value =
            serde_json::from_str(text).map_err(|error| format!("no JSON: {error}"))?;
        let has = |field: &str| value.get(field).is_some();
        let misfit = |what: &str, error: serde_json::Error| format!("{what} that cannot be read: {error}");
        if has("log") {
            let header: Header = serde_json::from_value(value).map_err(|e| misfit("a header", e))?;
            if header.log != CALLLOG_SCHEMA {
                return Err(format!("written as `{}`, this reads `{CALLLOG_SCHEMA}`", header.log));
            }
            Ok(Line::Header(header))
        } else if has("ev") {
            serde_json::from_value(value).map(Line::Step).map_err(|e| misfit("an event", e))
        } else if has("record") {
            let line: RecordLine<Box<CallRecord>> =
                serde_json::from_value(value).map_err(|e| misfit("a record", e))?;
            Ok(Line::Record(line.record))
        } else {
            Err("neither header, event nor record".to_owned())
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let json = match self {
            Line::Header(header) => serde_json::to_string(header),
            Line::Step(step) => serde_json::to_string(step),
            Line::Record(record) => serde_json::to_string(&RecordLine { record }),
        };
        // our types have text keys only, which is all that serde_json can refuse
        f.write_str(&json.map_err(|_| fmt::Error)?)
    }
}
