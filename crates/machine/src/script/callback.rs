//! Callbacks as data (language.md 2.7, 2.12; semantics.md Q7).

use super::{Expr, PromptId, StateId};
use serde::{Deserialize, Serialize};

/// `callback NAME`: how callers are offered to be called back, and how that is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callback {
    /// Description.
    pub label: Option<String>,
    /// The number to call; callers whose number is unknown are asked.
    pub number: Expr,
    /// Whether callers may name another number.
    pub ask_other: bool,
    /// Whether the number is read back.
    pub confirm: bool,
    /// Whether the callback has the caller's place in the queue.
    pub keep_place: bool,
    /// Hours within which callbacks are made.
    pub within: String,
    /// `not before: next day`
    pub next_day: bool,
    /// How often it is tried.
    pub attempts: u32,
    /// Milliseconds between two tries.
    pub between_ms: u32,
    /// Most callbacks a number may book a day.
    pub per_number: u32,
    /// The offer; a caller who asked for the callback needs none.
    pub offer: Vec<PromptId>,
    /// Whether a key stops the offer.
    pub interrupt: bool,
    /// Reads the number back: 1 right, 2 another number (where that is allowed).
    pub confirm_words: PromptId,
    /// Asks for another number, ended with #.
    pub other_words: PromptId,
    /// From the end of words to the first key, in milliseconds.
    pub first_ms: u32,
    /// From one key to the next, in milliseconds.
    pub next_ms: u32,
}

/// `offer callback C for Q` with all arms resolved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferCallback {
    /// Name of the callback.
    pub callback: String,
    /// The queue whose agents call back.
    pub queue: String,
    /// Booked: the caller has left any queue.
    pub accepted: StateId,
    /// Declined.
    pub declined: StateId,
    /// The number has booked as often as it may today.
    pub already_booked: StateId,
    /// Nobody could call this number back in time.
    pub not_possible: StateId,
    /// The callback was offered in this call before: nothing is said.
    pub offered_before: StateId,
}
