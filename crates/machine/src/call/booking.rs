//! Callbacks and surveys in a call (semantics.md Q7, language.md 2.12).

use super::{EffectId, HandOver};
use crate::script::StateId;
use crate::value::Value;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whether a callback can be booked for a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingChance {
    /// Yes.
    Possible,
    /// The number has booked as often as it may today.
    AlreadyBooked,
    /// The number may not be called.
    NotPossible,
}

/// A callback that a caller has accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// Name of the callback.
    pub callback: String,
    /// The queue whose agents call back.
    pub queue: String,
    /// The number to call, E.164.
    pub number: String,
    /// 1 to 10, 10 is most urgent.
    pub priority: u8,
    /// Waited already in queues of this call; counts for the callback's place, 0 where the place is not kept.
    pub waited_ms: u64,
    /// Not before this moment.
    pub earliest_ms: i64,
    /// The hours within which it is made.
    pub within: String,
    /// How often it is tried.
    pub attempts: u32,
    /// Milliseconds between two tries.
    pub between_ms: u32,
    /// What the agent is told.
    pub hand_over: Box<HandOver>,
}

/// An offer to call back that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCallback {
    /// Its state.
    pub state: StateId,
    /// How far it has come.
    pub phase: CallbackPhase,
    /// The number to call, if one is known.
    pub number: Option<String>,
    /// Keys of another number.
    pub typed: String,
    /// Whether this phase was asked a second time.
    pub again: bool,
    /// Not before this moment.
    pub earliest_ms: i64,
    /// Wait that its queue expects, if known.
    pub expected_ms: Option<u64>,
    /// The booking under way.
    pub booking: Option<EffectId>,
}

/// The steps of an offer (Q7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallbackPhase {
    /// The platform is asked whether it is possible.
    Asked,
    /// The offer: 1 accepts.
    Offer,
    /// The number is read back: 1 right, 2 another.
    Confirm,
    /// Another number is keyed, ended with #.
    Number,
    /// It is being booked.
    Booking,
}

/// The facts `callback.*`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallbackFacts {
    /// The number of the last offer.
    pub number: Option<String>,
    /// When the booked callback is expected, if that is known.
    pub at_ms: Option<i64>,
}

/// A survey under way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSurvey {
    /// Its state.
    pub state: StateId,
    /// The question that is asked, from 0; beyond the last the thanks are said.
    pub question: usize,
    /// Keys of an answer of two.
    pub typed: String,
    /// Whether the question was asked a second time.
    pub again: bool,
    /// Answers so far, by the questions' names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, Value>,
}
