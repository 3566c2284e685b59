//! The states of a machine (language.md 4.1).

use super::{
    Ask, Call, Collect, Consent, Dictation, Expr, Fetch, GoTo, LangTag, OfferCallback, PromptId, Recording,
    RecordingOrder, StartSurvey,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Id of a state: a path of names such as `main.language#press:1` or `main/say:welcome`.
pub type StateId = String;

/// One state. Instant states are left at once; waiting states wait for an event; final ones end the machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum State {
    /// Instant: the first true condition decides.
    Branch {
        /// Tried in order.
        arms: Vec<BranchArm>,
        /// Where none is true.
        otherwise: StateId,
    },
    /// Instant: sets a variable.
    Set {
        /// The variable.
        var: String,
        /// Its new value.
        value: Expr,
        /// What follows.
        next: StateId,
    },
    /// Instant: a milestone for the figures.
    Mark {
        /// Its name.
        name: String,
        /// Its label's value.
        value: Option<Expr>,
        /// What follows.
        next: StateId,
    },
    /// Instant: changes the language of the call.
    Speak {
        /// A language literal or an expression of type `language`.
        lang: Expr,
        /// What follows.
        next: StateId,
    },
    /// Instant: asks opening hours; the four arms are all filled (language.md 2.3).
    Hours {
        /// Name of the hours.
        hours: String,
        /// Open now.
        open: StateId,
        /// Closed, and neither of the two below.
        closed: StateId,
        /// Closed, and a `holiday` line decided.
        holiday: StateId,
        /// Closed, and a dated line decided.
        special: StateId,
    },
    /// Instant: hands values to a flow and goes on in it.
    #[serde(rename = "goto")]
    GoTo(GoTo),
    /// Instant: runs a flow; its `return` comes back here (S7, S12).
    Call(Call),
    /// Instant: `finish`: the flow that was run last comes back with an outcome.
    Return {
        /// The outcome.
        outcome: String,
    },
    /// Waiting: says prompts; one play (S3).
    Play {
        /// Said one after another.
        prompts: Vec<PromptId>,
        /// Whether a key stops it and is kept for the question that can follow (S1, S2).
        interruptible: bool,
        /// `uninterrupted`: not even a key that works anywhere is heard.
        uninterrupted: bool,
        /// What follows.
        next: StateId,
    },
    /// Waiting: silence.
    Pause {
        /// How long.
        ms: u32,
        /// As in `Play`.
        interruptible: bool,
        /// What follows.
        next: StateId,
    },
    /// Waiting: a question answered by keys.
    Menu(Menu),
    /// Waiting: a question answered key by key.
    Collect(Box<Collect>),
    /// Waiting: asks whether the call may be recorded.
    Consent(Consent),
    /// Instant: `start recording` and the like; without consent nothing happens.
    Recording {
        /// What to do.
        order: RecordingOrder,
        /// What follows.
        next: StateId,
    },
    /// Instant: one more in a shared count.
    CountFailure {
        /// The count.
        count: String,
        /// Whether an arm goes on, at whose end the count is looked at; else a full count leads away at once.
        in_arm: bool,
        /// What follows.
        next: StateId,
    },
    /// Instant: forgets secrets, because the flow that collected them is left.
    Wipe {
        /// The variables.
        vars: Vec<String>,
        /// What follows.
        next: StateId,
    },
    /// Instant: the end of an `on silence` or `on wrong …` arm, or `again` in it: asks again or fails, by the count (S5, S6).
    Retry {
        /// The menu or collect.
        question: StateId,
        /// A shared count that this arm counts in by `count failure in`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        count: Option<String>,
    },
    /// Instant: what a `collect` was given is not accepted: its variable is unset, an attempt is used (language.md 2.6).
    Refuse {
        /// The collect.
        question: StateId,
    },
    /// Instant: `again` or `to repeat` after a right key: asks again, at most ten times a visit (S6).
    Repeat {
        /// The menu or collect.
        question: StateId,
    },
    /// Instant: the menu or collect entered before (S7).
    GoBack,
    /// Instant: puts the caller into a queue and waits in its `queue:NAME` state.
    EnterQueue {
        /// Name of the queue.
        queue: String,
        /// 1 to 10; `None` is the queue's own.
        priority: Option<Expr>,
        /// Only this agent may answer for a while.
        agent: Option<ForAgent>,
    },
    /// Waiting: the caller waits, music plays, arms of the queue run.
    Queue {
        /// Name of the queue.
        queue: String,
    },
    /// Instant: the end of a queue's arm that does not leave: back to music.
    KeepWaiting {
        /// Name of the queue.
        queue: String,
    },
    /// Instant: an arm leaves the queue for a flow (`go to`); the caller is taken out of it.
    LeaveQueue {
        /// Name of the queue.
        queue: String,
        /// What follows.
        next: StateId,
    },
    /// Waiting: something is asked of the platform.
    Ask(Ask),
    /// Waiting: a callback is offered, confirmed and booked.
    Callback(OfferCallback),
    /// Waiting: questions behind a conversation.
    Survey(StartSurvey),
    /// Waiting: another line is called.
    Transfer(Transfer),
    /// Waiting: a lookup is asked.
    Fetch(Fetch),
    /// Waiting: the caller's own words into a variable.
    Record(Dictation),
    /// Waiting: a message into a mailbox.
    Message(Dictation),
    /// Final: the call leaves us for good.
    Pass {
        /// Phone number, `extension:NNN` or SIP address.
        to: Expr,
    },
    /// Final: hangs up.
    End,
}

impl State {
    /// Whether it asks the caller for keys and has attempts: a menu or a `collect`.
    pub fn is_question(&self) -> bool {
        matches!(self, State::Menu(_) | State::Collect(_))
    }
}

/// `for agent X within D`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForAgent {
    /// Sign-in name.
    pub agent: Expr,
    /// After so many milliseconds anyone may answer.
    pub within_ms: u32,
}

/// One condition of a branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BranchArm {
    /// The condition.
    pub when: Expr,
    /// Where it leads.
    pub next: StateId,
}

/// A key or code that is listened to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// Where it leads.
    pub next: StateId,
    /// What it is for, as written.
    pub label: Option<String>,
}

/// A menu with all settings resolved (language.md 2.6, 4.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Menu {
    /// Said on entry.
    pub prompts: Vec<PromptId>,
    /// Said from the second time on; empty is the same.
    pub prompts_again: Vec<PromptId>,
    /// Codes of one to six keys.
    pub keys: BTreeMap<String, Key>,
    /// Whether keys are heard while it speaks.
    pub interrupt: bool,
    /// From the end of the prompt to the first key.
    pub first_ms: u32,
    /// From one key to the next.
    pub next_ms: u32,
    /// How many tries.
    pub attempts: u32,
    /// From entry to failure, whatever happens.
    pub give_up_ms: Option<u32>,
    /// Arms for silence by attempt, ascending; there is always one from attempt 1.
    pub silence: Vec<OnArm>,
    /// Arms for a wrong key by attempt, ascending; there is always one from attempt 1.
    pub wrong: Vec<OnArm>,
    /// Where the last attempt leads.
    pub failure: StateId,
    /// Where an unplayable prompt leads.
    pub error: StateId,
    /// The shared count (`counts in`), if there is one.
    #[serde(default)]
    pub counts_in: Option<String>,
    /// `keys anywhere`: whether `Machine::anywhere` is heard here.
    pub anywhere: bool,
}

/// `on silence 2`: holds from this attempt on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnArm {
    /// First attempt for which it holds, from 1.
    pub from: u32,
    /// First state of the arm.
    pub next: StateId,
}

/// In which order several targets are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetOrder {
    /// The next when the last did not take it.
    OneAfterAnother,
    /// All ring (L2).
    AllAtOnce,
}

/// `accept with: 1, PROMPT`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accept {
    /// The key that takes the call.
    pub key: char,
    /// Said to who has picked up.
    pub prompts: Vec<PromptId>,
}

/// `transfer to` with all arms resolved: each leads somewhere (language.md 2.13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// Phone numbers, `extension:NNN` or SIP addresses.
    pub targets: Vec<Expr>,
    /// Their order.
    pub order: TargetOrder,
    /// How long each rings; where that is computed, the most that it can be.
    pub ring_ms: u32,
    /// How long each rings, where it is computed.
    pub ring: Option<Expr>,
    /// Said to the caller before the next target.
    pub between: Vec<PromptId>,
    /// Said to the called person before the connection.
    pub announce: Vec<PromptId>,
    /// Who picks up must press a key (L1); `None`: the connection stands at once.
    pub accept: Option<Accept>,
    /// Keys that are sent after the connection.
    pub send_keys: Option<Expr>,
    /// The number that is shown; `None` is the caller's.
    pub show: Option<Expr>,
    /// What the caller hears meanwhile; `None` is the ring tone.
    pub music: Option<Recording>,
    /// Longest talk.
    pub talk_at_most_ms: Option<u32>,
    /// Busy.
    pub busy: StateId,
    /// Nobody picked up in time.
    pub not_answered: StateId,
    /// Refused.
    pub refused: StateId,
    /// Refused with exactly this key.
    pub refused_with: BTreeMap<String, StateId>,
    /// No line, wrong number, not allowed.
    pub failed: StateId,
    /// Both talked and the far side hung up; `None`: the call ends then.
    pub over: Option<StateId>,
    /// The language the called person is spoken to; `None` is the client's first.
    pub lang: Option<LangTag>,
}
