//! What a call cannot know by itself and asks before a statement that reads it (language.md 4.2).

use super::StateId;
use serde::{Deserialize, Serialize};

/// `ask`: waits for the answer, which comes in the same millisecond, keeps it, and goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// What is asked.
    pub about: Inquiry,
    /// What follows, whatever the answer.
    pub next: StateId,
}

/// Something that is asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inquiry {
    /// The state of a queue, by its name.
    Queue(String),
    /// Whether a callback can be booked.
    Callback {
        /// Its name.
        callback: String,
        /// The queue whose agents call back.
        queue: String,
        /// The number to call, if one is known.
        number: Option<String>,
        /// Most bookings of a number since `since_ms`.
        per_number: u32,
        /// The beginning of the client's day, milliseconds since the epoch.
        since_ms: i64,
    },
    /// The how-many-th survey of its queue since a moment this is.
    Survey {
        /// Name of the survey.
        survey: String,
        /// The queue of the conversation.
        queue: String,
        /// The beginning of the client's day, milliseconds since the epoch.
        since_ms: i64,
    },
    /// Whether a mailbox has room, by its name.
    Mailbox(String),
}
