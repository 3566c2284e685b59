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
}
