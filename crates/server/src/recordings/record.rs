//! What stands beside the sound of a recording on disk.

use serde::{Deserialize, Serialize};

/// Name and version of the format.
pub const SCHEMA: &str = "rufplan.recording/1";

/// A recording: whose, when, by what consent. A file beside the sound, of the same name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// [`SCHEMA`].
    pub schema: String,
    /// Name of the client.
    pub client: String,
    /// The client's spoken name.
    pub client_name: String,
    /// The call.
    pub call: String,
    /// Which of the call's recordings it is.
    pub id: String,
    /// When it began, milliseconds since the epoch.
    pub began_ms: i64,
    /// The same on the client's wall clock, for people.
    pub began: String,
    /// Number dialled.
    pub number_dialled: String,
    /// Caller's number, if known.
    pub caller_number: Option<String>,
    /// Hash of the machine that the call ran: it has the words of the question for consent.
    pub machine: String,
    /// What the caller was asked, and which key he pressed.
    pub consent: Vec<Asked>,
    /// Where nothing was kept: pauses and secret entries.
    pub rests: Vec<Rest>,
    /// How long it is.
    pub length_ms: u64,
    /// It has come to its end; one that has not runs still, or broke off.
    pub is_whole: bool,
}

/// A question for consent, or the key that answered it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Milliseconds since the call began.
    pub at_ms: u64,
    /// The state in the machine; behind `#` the key.
    pub state: String,
}

/// A stretch of a recording in which nothing was kept: it is silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rest {
    /// Where it begins, in ms from the beginning of the recording.
    pub from_ms: u64,
    /// Where it ends.
    pub to_ms: u64,
}
