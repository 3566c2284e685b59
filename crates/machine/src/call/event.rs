//! What happens to a call.

use super::{Answer, EffectId, Fetched};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One event; the journal holds every one with its `seq` and `t` (milliseconds since the epoch, never decreasing).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A call arrives: always the first.
    Call {
        /// The number dialled, E.164 with `+`.
        number: String,
        /// The caller's number, `None` if withheld.
        from: Option<String>,
        /// State of the client's switches at this moment.
        switches: BTreeMap<String, bool>,
    },
    /// A key, `0`-`9`, `*`, `#`.
    Key(char),
    /// A digit of a secret entry: so a journal holds its key, and so a replay takes it.
    Digit,
    /// A play has ended by itself.
    PlayDone {
        /// Which.
        id: EffectId,
        /// How much was heard.
        played_ms: u32,
    },
    /// A play could not be heard.
    PlayFailed {
        /// Which.
        id: EffectId,
    },
    /// The earliest timer is due.
    Tick,
    /// The caller's situation in the queue; again whenever it changes.
    Queue {
        /// Place from 1.
        place: u32,
        /// Expected wait, if known.
        expected_ms: Option<u64>,
        /// Agents signed in.
        agents: u32,
    },
    /// The queue takes nobody in: it is full.
    QueueRefused,
    /// An agent's phone rings for this caller; time to make the whisper (Q6).
    AgentRinging {
        /// Who.
        agent: Agent,
    },
    /// The agent answered.
    AgentAnswered {
        /// The `enqueue`.
        id: EffectId,
        /// Who.
        agent: Agent,
    },
    /// The agent's line failed.
    AgentLost,
    /// The agent hung up.
    AgentHungUp,
    /// The answer to an `ask`.
    Answer {
        /// Which.
        id: EffectId,
        /// What is so.
        value: Answer,
    },
    /// A callback is booked, or was refused.
    Callback {
        /// The `schedule_callback`.
        id: EffectId,
        /// Whether it is booked.
        booked: bool,
    },
    /// A target of a transfer rings.
    TransferRinging {
        /// The `transfer`.
        id: EffectId,
        /// Which target.
        target: String,
    },
    /// A target answered.
    TransferAnswered {
        /// The `transfer`.
        id: EffectId,
        /// Which target.
        target: String,
    },
    /// A key of a called person who was asked.
    CalledKey {
        /// The `transfer`.
        id: EffectId,
        /// Who.
        target: String,
        /// `0`-`9`, `*`, `#`.
        key: char,
    },
    /// A target did not take the call; one that hangs up when asked has refused.
    TransferResult {
        /// The `transfer`.
        id: EffectId,
        /// Which target.
        target: String,
        /// Why.
        result: TransferResult,
    },
    /// Both talked, and the far side hung up.
    TransferOver {
        /// The `transfer`.
        id: EffectId,
    },
    /// A lookup has an answer, or none.
    Fetched {
        /// The `fetch`.
        id: EffectId,
        /// What became of it.
        result: Fetched,
    },
    /// Words for a variable are kept.
    Recorded {
        /// The `record_words`.
        id: EffectId,
        /// How long the caller spoke: to the end of his last words if silence ended it, 0 if he said nothing.
        length_ms: u32,
    },
    /// A message is spoken.
    MessageDone {
        /// The `take_message`.
        id: EffectId,
        /// How long the caller spoke: to the end of his last words if silence ended it, 0 if he said nothing.
        length_ms: u32,
    },
    /// A switch was turned.
    Switch {
        /// Its name.
        name: String,
        /// Its new state.
        on: bool,
    },
    /// The caller hung up.
    CallerHungUp,
    /// Something the platform could not do.
    EngineError {
        /// The effect that failed.
        id: EffectId,
        /// What.
        what: String,
    },
}

/// An agent as the call sees one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agent {
    /// Sign-in name.
    pub id: String,
    /// Spoken name.
    pub name: String,
    /// Languages, best first.
    pub languages: Vec<String>,
}

/// Why a target did not take the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransferResult {
    /// Busy.
    Busy,
    /// Nobody picked up within the ring time.
    NotAnswered,
    /// Refused, by a key where one was pressed.
    Refused(Option<char>),
    /// No line, wrong number or not allowed.
    Failed,
}
