//! The caller's own words: `record VAR`, `take message in M` and mailboxes (language.md 2.12, 2.13; L3).

use super::{PromptId, StateId};
use serde::{Deserialize, Serialize};

/// Every key a telephone has: `ends with: any key`.
pub const ANY_KEY: &str = "0123456789*#";

/// `record VAR` or `take message in M`, with all settings resolved and all arms filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dictation {
    /// The variable that is filled, or the mailbox.
    pub into: String,
    /// Said before the beep; a key skips to the beep.
    pub prompts: Vec<PromptId>,
    /// Whether a beep tells when to speak.
    pub beep: bool,
    /// What is shorter is too short.
    pub shortest_ms: u32,
    /// It ends then at the latest.
    pub longest_ms: u32,
    /// It ends after so much silence; `None`: silence ends nothing.
    pub silence_ms: Option<u32>,
    /// Keys that end it, each one character.
    pub ends_with: String,
    /// Said after it: 1 keeps, 2 speaks again, 3 listens, silence keeps; empty keeps at once.
    pub review: Vec<PromptId>,
    /// The caller spoke, and it is kept.
    pub kept: StateId,
    /// Nothing was said.
    pub nothing: Option<StateId>,
    /// It was shorter than `shortest_ms`.
    pub too_short: Option<StateId>,
    /// Said before the caller is asked once more, where nothing or too little was said and there is no arm for that;
    /// empty asks nobody again.
    pub once_more: Vec<PromptId>,
    /// The mailbox has no room; `None` for a variable.
    pub full: Option<StateId>,
    /// What follows where nothing or too little was said and there is no arm for that.
    pub next: StateId,
}

/// Where messages are kept and who gets them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mailbox {
    /// Who gets every message, in the order written.
    pub deliver_to: Vec<Delivery>,
    /// How long a message is kept, in milliseconds.
    pub keep_ms: u64,
}

/// A receiver of messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// A mail address.
    Mail(String),
    /// A lookup that sends `message.sound`.
    Lookup(String),
}
