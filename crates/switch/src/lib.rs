//! Joins call sessions, the ACD and what signalling and media report; collects what they emit.
//!
//! Pure: it is fed and drained, by `server` with real time and by `sim` with virtual time. The contract is *one or more
//! [`Switch::handle`] of one moment, then drain [`Switch::poll_output`] to [`Output::Timeout`]*:
//!
//! ```
//! # use rufplan_switch::{Input, Output, Switch};
//! # use rufplan_machine::call::Event;
//! # use std::sync::Arc;
//! fn drive(switch: &mut Switch, now_ms: i64, arrived: Vec<Input>) -> Option<i64> {
//!     for input in arrived {
//!         switch.handle(now_ms, input); // what arrived by now is sorted as language.md 4.3 says
//!     }
//!     loop {
//!         match switch.poll_output() {
//!             Output::Signal(_call, _signal) => { /* answer, hang up, call other lines */ }
//!             Output::Media(_call, _media) => { /* play, stop, music */ }
//!             Output::Words(_call, _words) => { /* keep the caller's own words, deliver messages */ }
//!             Output::Agent(_agent, _order) => { /* ring, whisper, connect, release */ }
//!             Output::Record(_call, _line) => { /* write `_line.to_string()` to the call's journal */ }
//!             Output::Ended(_call, _record) => { /* forget the call */ }
//!             Output::Timeout(deadline_ms) => return deadline_ms, // then `handle(deadline, Input::Time)`
//!         }
//!     }
//! }
//! # assert_eq!(drive(&mut Switch::new(&[]), 0, vec![Input::Time]), None);
//! ```
//!
//! - Moments are milliseconds since the epoch and never go back; a shell adds the monotonic time to a wall time taken
//!   once (language.md 4.2).
//! - A call is named by the shell ([`CallId`]); what a session asks for carries an id, and the answer, an [`Event`] in
//!   [`Input::Call`], carries it back. The shell reports `key`, `play_done`, `play_failed`, `fetched`, `transfer_*`,
//!   `message_done`, `recorded`, `engine_error` and `caller_hung_up`; the other events are made here,
//!   and reported by a shell they are dropped.
//! - Each target of a transfer that rings is reported by `transfer_ringing`, then `transfer_answered` or a
//!   `transfer_result` of its own; of several at once the first who answers has it, and the others stop ringing, unless
//!   who picks up is asked first (L1). A `pass` is answered by
//!   `transfer_answered` (the call has left; nothing else is asked for) or by `transfer_result` or `engine_error`.
//! - What follows at once from an input is drained before [`Output::Timeout`]; timers that are due at the moment of
//!   the last input are part of that.
//! - New programs ([`Switch::replace`]) hold for new calls; a running call keeps its own.
//! - A panic in a session is a bug of ours; after catching it [`Switch::fail_panicked`] ends that one call.

mod answers;
mod arrival;
mod desks;
mod mailbox;
mod outlet;
mod session;
mod switch;

pub use session::{CallId, Session};
pub use switch::Switch;

pub use rufplan_acd::{Assumed, CallbackId, QueueId};
pub use rufplan_journal::Line;
use rufplan_machine::call::{
    BookingChance, CallRecord, EffectId, Event, Given, HandOver, Listening, RecordingState, Said, Told,
};

/// What happens outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A call rings.
    CallArrived {
        /// Its name from now on; must be new.
        call: CallId,
        /// Number dialled, E.164 with `+`, no blanks.
        number: String,
        /// Caller's number, E.164; `None` if withheld.
        from: Option<String>,
    },
    /// Something of a call: a key, the end of a play, news of a transfer, the caller's hang-up.
    Call {
        /// Which.
        call: CallId,
        /// What.
        event: Event,
    },
    /// Something of an agent.
    Agent {
        /// Sign-in name.
        agent: String,
        /// What.
        report: AgentReport,
    },
    /// Somebody turned a switch of a client's script.
    SwitchTurned {
        /// Name of the client.
        client: String,
        /// Name of the switch.
        name: String,
        /// Its new state.
        on: bool,
    },
    /// What a queue is like besides what is known; for tests (T2).
    QueueAssumed {
        /// Which queue.
        queue: QueueId,
        /// From now on.
        assumed: Assumed,
    },
    /// Whether a callback can be booked, whatever is known; for tests (T2).
    CallbackAssumed {
        /// Which.
        callback: CallbackId,
        /// From now on.
        chance: BookingChance,
    },
    /// A mailbox of a client's script has no room left, or has room again; without a word it has room.
    MailboxFull {
        /// Name of the client.
        client: String,
        /// Name of the mailbox.
        mailbox: String,
        /// Whether it is full.
        full: bool,
    },
    /// Nothing but time has passed.
    Time,
}

/// What an agent or his phone does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AgentReport {
    /// Signs in, or changes his queues.
    SignedIn {
        /// Spoken name.
        name: String,
        /// Languages, best first.
        languages: Vec<String>,
        /// For which queues.
        queues: Vec<QueueId>,
        /// Whether he takes calls at once; else after `Ready`.
        ready: bool,
    },
    /// Signs out. A talk goes on.
    SignedOut,
    /// Takes calls again.
    Ready,
    /// Takes no calls for now.
    NotReady,
    /// Picked up when rung.
    Answered,
    /// Did not pick up, or refused: not ready from now on.
    NotAnswered,
    /// Hung up after a talk.
    HungUp,
    /// His line failed during a talk: the caller goes back to his place; not ready from now on.
    Lost,
}

/// What the switch wants done. `Timeout` is the last until the next [`Switch::handle`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// For the signalling of a call.
    Signal(CallId, Signal),
    /// For the sound of a call.
    Media(CallId, Media),
    /// For the caller's own words.
    Words(CallId, Words),
    /// For the phone or desk of an agent.
    Agent(String, AgentOrder),
    /// A line of a call's journal; comes before what it tells of.
    Record(CallId, Box<Line>),
    /// A call is over; the last of a call.
    Ended(CallId, Box<CallRecord>),
    /// Everything is said; call again at this moment (`None`: only when something happens).
    Timeout(Option<i64>),
}

/// Orders for the signalling of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Nobody owns this number (404); there is no session, and nothing else will come.
    NotFound,
    /// Answer the caller.
    Answer,
    /// Hang up on the caller.
    HangUp,
    /// Call other lines; the caller hears them ring.
    Transfer {
        /// Its id.
        id: EffectId,
        /// Phone numbers, `extension:NNN` or SIP addresses; never empty.
        targets: Vec<String>,
        /// All ring at once; else there is one target.
        all_at_once: bool,
        /// How long they may ring; then they have `not_answered`.
        ring_ms: u32,
        /// Who picks up is asked first: nobody talks before [`Signal::Accepted`].
        asks: bool,
        /// The number that is shown; `None` is withheld.
        show: Option<String>,
        /// Keys to send once both talk.
        send_keys: Option<String>,
    },
    /// Said to a called person who has picked up; his keys are reported by `called_key`, his hang-up as refused.
    AskCalled {
        /// The transfer.
        id: EffectId,
        /// Whom.
        target: String,
        /// What.
        said: Vec<Said>,
    },
    /// This called person takes the call: both talk from now on; all others of the transfer stop ringing.
    Accepted {
        /// The transfer.
        id: EffectId,
        /// Who.
        target: String,
    },
    /// Hang up on one called person; the others ring on.
    CancelTarget {
        /// The transfer.
        id: EffectId,
        /// Whom.
        target: String,
    },
    /// Said to whom a transfer reaches, before both talk.
    Announce {
        /// The transfer.
        id: EffectId,
        /// What.
        said: Vec<Said>,
    },
    /// End a transfer, whether it rings or talks, or a lookup.
    Cancel(EffectId),
    /// Ask a shape about an entry; [`Event::Answer`] with `Answer::Check` brings what it says, at once.
    Check {
        /// Its id.
        id: EffectId,
        /// Name of the shape in the call's machine.
        shape: String,
        /// The keys.
        entry: Given,
    },
    /// Ask a lookup; [`Event::Fetched`] brings the answer, in any case within its time.
    Fetch(Box<FetchOrder>),
    /// Tell a lookup the answers of a survey, once, also when the call is over. Nobody waits for it.
    SendAnswers {
        /// Its id.
        id: EffectId,
        /// What it is told.
        told: Box<Told>,
    },
    /// Hand the call over for good.
    Pass {
        /// Its id.
        id: EffectId,
        /// To whom.
        to: String,
    },
}

/// A lookup that is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchOrder {
    /// Its id.
    pub id: EffectId,
    /// Name of the lookup in the call's machine.
    pub lookup: String,
    /// Behind the service's address, percent-encoded.
    pub path: String,
    /// What the body holds, in order.
    pub values: Vec<(String, Given)>,
}

/// Orders for the sound of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Media {
    /// Say something; ends what is being said (S3).
    Play {
        /// Its id.
        id: EffectId,
        /// What, prompt by prompt.
        said: Vec<Said>,
        /// Whether a key may stop it; it is stopped by `StopPlay` all the same.
        interruptible: bool,
    },
    /// Stop saying it.
    StopPlay(EffectId),
    /// Music while nothing is said, from where it was (Q3).
    Music {
        /// File of the project; `None` is the deployment's.
        path: Option<String>,
        /// SHA-256 of the file.
        sha256: Option<String>,
    },
    /// No music any more.
    StopMusic,
    /// Record the caller's leg, let the recording rest, or end it.
    Record {
        /// Its id; that of its beginning all along.
        id: EffectId,
        /// What to do.
        state: RecordingState,
    },
}

/// Orders for the caller's own words: messages and what `record` keeps. The shell answers [`Words::Take`] by
/// `message_done` for a mailbox and `recorded` for a variable, once: when the words have ended, also by [`Words::Stop`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// Keep them from now on, a beep first where wanted.
    Take {
        /// Under this id they are known in the call.
        id: EffectId,
        /// The mailbox; `None` is a variable, whose words are lost at the end of the call.
        mailbox: Option<String>,
        /// When they begin and end.
        how: Listening,
    },
    /// They end now.
    Stop(EffectId),
    /// Forget them.
    Drop(EffectId),
    /// They are a message for the receivers of a mailbox once they have ended, unless they are too short. A message
    /// that was never delivered by the end of the call is forgotten.
    Deliver {
        /// Which.
        id: EffectId,
        /// The mailbox.
        mailbox: String,
        /// What is shorter is forgotten.
        shortest_ms: u32,
        /// What each lookup among the receivers is asked with.
        lookups: Vec<Told>,
    },
}

/// Orders for an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AgentOrder {
    /// Ring him for a call; he answers by [`AgentReport::Answered`] or `NotAnswered`.
    Offer {
        /// The call.
        call: CallId,
        /// What he is told of it.
        hand_over: Box<HandOver>,
    },
    /// Stop ringing.
    Withdraw {
        /// The call.
        call: CallId,
    },
    /// Said to him when he has answered, before both talk (Q6).
    Whisper {
        /// The call.
        call: CallId,
        /// What.
        said: Vec<Said>,
    },
    /// Both talk from now on, once the whisper is over.
    Connect {
        /// The call.
        call: CallId,
    },
    /// The caller has gone: hang up.
    Release {
        /// The call.
        call: CallId,
    },
}
