//! Answers to what a call asks (language.md 4.2).

use super::{BookingChance, EffectId};
use crate::script::StateId;
use serde::{Deserialize, Serialize};

/// The answer to an [`Inquiry`](crate::script::Inquiry), of the same kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The state of a queue.
    Queue(QueueState),
    /// Whether a callback can be booked.
    Callback {
        /// Yes, or why not.
        chance: BookingChance,
        /// Wait that its queue expects, in milliseconds, if known.
        expected_ms: Option<u64>,
    },
    /// The how-many-th survey of its queue today it is, from 1.
    Survey {
        /// Which.
        nth: u64,
    },
    /// What a shape says of an entry.
    Check {
        /// Whether it is legal.
        legal: bool,
    },
    /// Of a mailbox.
    Mailbox {
        /// It has no room left.
        full: bool,
    },
}

/// What anybody can be told of a queue: the facts `Q.waiting`, `Q.agents`, `Q.free`, `Q.expected_wait`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueState {
    /// Callers who wait.
    pub waiting: u32,
    /// Agents signed in.
    pub agents: u32,
    /// Of these, free now.
    pub free: u32,
    /// Wait that somebody who entered now would have to expect, in milliseconds, if it is known.
    pub expected_ms: Option<u64>,
    /// Nobody is taken in.
    pub full: bool,
}

/// A question that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenAsk {
    /// The effect.
    pub id: EffectId,
    /// The state that asked.
    pub state: StateId,
}
