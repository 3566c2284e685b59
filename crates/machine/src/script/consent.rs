//! Consent to recording, recording itself, and shared counts of failures (language.md 2.6, 2.12; rule S10).

use super::{PromptId, StateId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `consent recording`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Said on entry.
    pub prompts: Vec<PromptId>,
    /// Said before them once more, after a key that means nothing.
    pub again: PromptId,
    /// What keys mean; without any it is a notice, and the call goes on behind its words.
    pub keys: BTreeMap<char, bool>,
    /// What silence means.
    pub silence: bool,
    /// What follows, whatever the answer.
    pub next: StateId,
}

/// `start recording` and the like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordingOrder {
    /// `start recording`
    Start,
    /// `pause recording`
    Pause,
    /// `resume recording`
    Resume,
    /// `stop recording`
    Stop,
}

/// `failures NAME`: one count over several steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureCount {
    /// So many failures lead to `next`.
    pub at_most: u32,
    /// First state of its `on failure`.
    pub next: StateId,
}
