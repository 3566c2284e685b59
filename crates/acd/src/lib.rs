//! Queues, agents and expected waits, one event at a time.
//!
//! One deterministic state machine: [`Acd::handle`] takes the moment and an [`AcdEvent`] and gives the [`AcdOutput`]s.
//! It knows calls and agents by name only; who talks to whom, what is said and what an agent's phone does is the
//! business of crate `switch`, which feeds it. Events are serialisable, so that several nodes can run the same
//! machine from one ordered log.
//!
//! ```
//! use rufplan_acd::*;
//!
//! let service = QueueId::new("nordwind", "service");
//! let mut acd = Acd::default();
//! let agent = |ready| AcdEvent::SignIn {
//!     agent: "mia".into(), queues: vec![service.clone()], languages: vec!["de".into()], ready,
//! };
//! acd.handle(0, agent(true));
//! let outputs = acd.handle(1_000, AcdEvent::Enqueue {
//!     call: "c1".into(), queue: service.clone(), priority: 5, waited_ms: 0, again: false, agent: None,
//! });
//! assert_eq!(outputs, [
//!     AcdOutput::Situation { call: "c1".into(), place: 1, expected_ms: None, agents: 1 },
//!     AcdOutput::Offer { call: "c1".into(), agent: "mia".into() },
//! ]);
//! ```
//!
//! What holds: a call is offered to one agent at a time, an agent to one call; a call keeps its place until it is
//! answered or leaves; every `Enqueue` of a new call is answered in the same outputs by `Situation` or `Refused`.
//! Who comes first: the higher priority, then the longer wait, then the earlier arrival (first come, first served).

mod callbacks;
mod expect;
mod limits;
mod queues;

pub use callbacks::{Booked, CallbackId};
pub use limits::{CAPACITY, GAPS_KEPT, GAPS_NEEDED, LONGEST_WAIT_MS};
pub use queues::Acd;

use serde::{Deserialize, Serialize};

/// A queue of one client.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct QueueId {
    /// Name of the client.
    pub client: String,
    /// Name of the queue in the client's script.
    pub queue: String,
}

impl QueueId {
    /// A queue by its two names.
    pub fn new(client: impl Into<String>, queue: impl Into<String>) -> Self {
        QueueId { client: client.into(), queue: queue.into() }
    }
}

/// What happens to the ACD.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AcdEvent {
    /// How a queue is bounded from now on; callers who wait already stay.
    Configure {
        /// Which queue.
        queue: QueueId,
        /// Most callers at once; `None` is [`CAPACITY`].
        capacity: Option<u32>,
        /// Time an agent has after a talk before he is rung again, in milliseconds.
        after_work_ms: u32,
    },
    /// What a queue is like besides what is known here; for tests and drills (T2).
    Assume {
        /// Which queue.
        queue: QueueId,
        /// From now on.
        assumed: Assumed,
    },
    /// An agent signs in, or changes queues.
    SignIn {
        /// Sign-in name.
        agent: String,
        /// For which queues.
        queues: Vec<QueueId>,
        /// Languages, best first.
        languages: Vec<String>,
        /// Whether calls may be offered at once; else after `Ready`.
        ready: bool,
    },
    /// An agent signs out. A call he talks to goes on.
    SignOut {
        /// Who.
        agent: String,
    },
    /// An agent takes no calls for now.
    NotReady {
        /// Who.
        agent: String,
    },
    /// An agent takes calls again.
    Ready {
        /// Who.
        agent: String,
    },
    /// A call wants in.
    Enqueue {
        /// Which.
        call: String,
        /// Where.
        queue: QueueId,
        /// 1 to 10, 10 is most urgent.
        priority: u8,
        /// Waited already; counts for the place.
        waited_ms: u64,
        /// Had a place before: `full` does not hold (Q5).
        again: bool,
        /// Only this agent may answer, if he is signed in; until `AnyAgent`.
        agent: Option<String>,
    },
    /// From now on any agent may answer a call.
    AnyAgent {
        /// Which.
        call: String,
    },
    /// Nothing but time has passed: an agent's after-call work may be over.
    Time,
    /// A waiting call becomes more or less urgent.
    Reprioritise {
        /// Which.
        call: String,
        /// 1 to 10.
        priority: u8,
    },
    /// A call leaves unanswered.
    Dequeue {
        /// Which.
        call: String,
    },
    /// The agent whom the call was offered to answered.
    OfferAccepted {
        /// Which call.
        call: String,
    },
    /// He did not: he is not ready from now on, and the call keeps its place (R-QUE-7).
    OfferFailed {
        /// Which call.
        call: String,
    },
    /// A caller has accepted to be called back.
    Book {
        /// What; its moments become those of this event.
        booked: Box<Booked>,
    },
    /// The call an agent had is over.
    CallEnded {
        /// Which.
        call: String,
    },
}

/// What a queue is said to be like; `None` leaves what is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assumed {
    /// So many callers wait before anybody we know of; they stay.
    pub waiting: Option<u32>,
    /// The expected wait: `Some(None)` is unknown.
    pub expected_ms: Option<Option<u64>>,
    /// So many agents are signed in, all busy.
    pub agents: Option<u32>,
    /// Nobody is taken in.
    pub full: bool,
}

/// What the ACD wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AcdOutput {
    /// Ring this agent for this call.
    Offer {
        /// Which call.
        call: String,
        /// Whom.
        agent: String,
    },
    /// Stop ringing: the call has left, or the agent has.
    Withdraw {
        /// Which call.
        call: String,
        /// Whom.
        agent: String,
    },
    /// How the call stands; on entry and whenever it changes.
    Situation {
        /// Which call.
        call: String,
        /// From 1.
        place: u32,
        /// Expected wait, if it is known (R-QUE-3).
        expected_ms: Option<u64>,
        /// Agents signed in.
        agents: u32,
    },
    /// The queue is full.
    Refused {
        /// Which call.
        call: String,
    },
}
