//! Everything that is known of one running call; plain data, so that a call can be stored and replayed.

use super::{
    Agent, CallbackFacts, EffectId, Fetched, OpenAsk, OpenCallback, OpenSurvey, Outcome, QueueState,
    TransferResult, Visited,
};
use crate::script::StateId;
use crate::secret::Keyed;
use crate::value::Value;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A call's configuration (language.md 4.1): the second argument and first result of a step.
///
/// All moments are milliseconds since the epoch, taken from events.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Configuration {
    /// Name of the call, for the script's `call.id`.
    pub call: String,
    /// State the call is in; empty before the event `call`.
    pub state: StateId,
    /// Number of the last event, gap-free from 1; ids of effects begin with it.
    pub seq: u64,
    /// Moment of the last event.
    pub t_ms: i64,
    /// Moment of the event `call`.
    pub started_ms: i64,
    /// Number dialled.
    pub number_dialled: String,
    /// Caller's number, if known.
    pub caller_number: Option<String>,
    /// Language of the call.
    pub language: String,
    /// Call variables that have a value.
    pub vars: BTreeMap<String, Value>,
    /// The client's switches.
    pub switches: BTreeMap<String, bool>,
    /// Switches that were turned on during this call and still are (Q1).
    pub turned_on: BTreeSet<String>,
    /// Milestones.
    pub marks: Vec<(String, Option<String>)>,
    /// Waiting states and keys, in order.
    pub visited: Vec<Visited>,
    /// Labels of the keys that were chosen, or the keys.
    pub choices: Vec<String>,
    /// The code pressed in the menu last left.
    pub menu_code: Option<String>,
    /// Keys typed ahead (S2).
    pub keys: String,
    /// The finish key of the entry before, while it may still come (S4).
    pub swallow: Option<Swallow>,
    /// Timers in the order of setting (language.md 4.2).
    pub timers: Vec<Timer>,
    /// What is being said to the caller.
    pub play: Option<OpenPlay>,
    /// Whether music was begun and not stopped.
    pub music: bool,
    /// The question that listens.
    pub question: Option<Question>,
    /// Counts of the questions' present visits (S5).
    pub visits: BTreeMap<StateId, Visit>,
    /// Questions entered, for `go back` (S7).
    pub entered: Vec<StateId>,
    /// Flows that were run and have not come back, the outermost first.
    pub frames: Vec<Frame>,
    /// What the caller answered to `consent recording`.
    pub consent: Option<bool>,
    /// The recording that runs or rests.
    pub recording: Option<OpenRecording>,
    /// Whether any of the call was recorded.
    pub was_recorded: bool,
    /// Shared counts of failures.
    pub failures: BTreeMap<String, u32>,
    /// The queue in which the caller waits.
    pub waiting: Option<Waiting>,
    /// Time lines of all queues of this call (Q5).
    pub time_lines: BTreeMap<String, TimeLine>,
    /// What is known of the queue in which the caller waits or waited last.
    pub queue: QueueFacts,
    /// What is asked of the platform.
    pub asked: Option<OpenAsk>,
    /// What was answered last about queues, by name.
    pub queues: BTreeMap<String, QueueState>,
    /// Callbacks that were offered in this call: each once.
    pub offered: BTreeSet<String>,
    /// The offer to call back that is open.
    pub callback: Option<OpenCallback>,
    /// What is known of the last offer.
    pub callback_facts: CallbackFacts,
    /// The survey under way.
    pub survey: Option<OpenSurvey>,
    /// The transfer or pass under way.
    pub transfer: Option<OpenTransfer>,
    /// The lookup under way.
    pub fetch: Option<OpenFetch>,
    /// Mailboxes that had no room when they were asked last.
    pub full_boxes: BTreeSet<String>,
    /// The caller's own words that are being kept.
    pub words: Option<OpenWords>,
    /// How long the words in variables are, by the id under which they are kept.
    pub recordings: BTreeMap<EffectId, u32>,
    /// The message taken last, for the facts `message.*`.
    pub message: Option<Message>,
    /// Whom the caller talks to.
    pub talk: Option<Talk>,
    /// The agent who answered last.
    pub agent: Option<Agent>,
    /// How the call has been dealt with so far: an agent or another line had it.
    pub handled: Option<Outcome>,
    /// Whether an error has led to `on error` already (L5).
    pub in_trouble: bool,
    /// The goodbye is being said, and this is why the call failed.
    pub farewell: Option<String>,
    /// A limit of rule X3 was reached.
    pub limit: Option<String>,
    /// Time in queues up to the last leaving.
    pub queue_waited_ms: u64,
    /// Time with agents and other lines up to the last end.
    pub talk_ms: u64,
    /// Whether the call is over: nothing happens any more.
    pub ended: bool,
}

/// A flow that was run and has not come back (language.md 2.14).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The state that ran it.
    pub call: StateId,
    /// The questions entered before it: `go back` in the flow does not reach them (S7).
    pub entered: Vec<StateId>,
}

/// A timer of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timer {
    /// What is due.
    pub name: TimerName,
    /// When.
    pub at_ms: i64,
}

/// What a timer is for; of each name there is at most one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimerName {
    /// First key of a question.
    FirstKey,
    /// Next key of a code.
    NextKey,
    /// `give up after` of a question.
    GiveUp,
    /// First key of a review.
    Review,
    /// Words were to end long ago: the platform has lost them.
    Words,
    /// The end of a `pause`.
    Pause,
    /// Arm of a queue's `at`, by index.
    At(usize),
    /// Arm of a queue's `every`, by index.
    Every(usize),
    /// A queue's `waiting longer than`, by index of its `when`.
    Longer(usize),
    /// The hours of a queue's `hours H close` close, by index of its `when`.
    HoursClose(usize),
    /// Next key of a code pressed in a queue.
    QueueKey,
    /// The time in which only one agent may answer.
    OnlyAgent,
    /// The deployment's longest wait (Q2).
    LongestWait,
    /// A transfer rings longer than it was allowed: the platform has lost it.
    Ring,
    /// A called person who was asked presses nothing (L1).
    Accept,
    /// `talk at most`
    TalkAtMost,
    /// `meanwhile` of a lookup: for the first time, or again.
    Meanwhile,
    /// A lookup takes longer than it was allowed: the platform has lost it.
    Fetch,
    /// Longest call (X3).
    LongestCall,
}

/// A play that has begun and not ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenPlay {
    /// The effect.
    pub id: EffectId,
    /// Why it is said.
    pub purpose: PlayPurpose,
}

/// What a play is for, so what its end leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlayPurpose {
    /// A `say`.
    Say,
    /// A question's own words.
    Question,
    /// `before connecting` of a queue.
    BeforeConnecting,
    /// Words before the beep, of a `record` or a `take message`.
    BeforeBeep,
    /// What a review says, or the words it plays back.
    Review,
    /// `between` two targets of a transfer.
    Between,
    /// `meanwhile` of a lookup.
    Meanwhile,
    /// An offer to call back.
    Callback,
    /// A survey's question or thanks.
    Survey,
    /// The goodbye after which we hang up.
    Farewell,
}

/// Words of the caller that are being kept (L3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenWords {
    /// The state.
    pub state: StateId,
    /// The effect; empty before the beep. It changes when the caller speaks again.
    pub id: EffectId,
    /// What is going on.
    pub phase: WordsPhase,
    /// How long they are, once they are spoken.
    pub length_ms: u32,
    /// Moment of the beep.
    pub since_ms: i64,
    /// Whether the caller was asked once more.
    pub asked_again: bool,
    /// How often the review was heard.
    pub reviews: u32,
}

/// What is going on with words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WordsPhase {
    /// The words before the beep are said.
    Before,
    /// From the beep on.
    Speaking,
    /// 1 keeps, 2 again, 3 listens.
    Review,
    /// They are played back.
    Listening,
}

/// A message that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Under which id its sound is known.
    pub sound: EffectId,
    /// How long it is.
    pub length_ms: u32,
    /// Name of the mailbox.
    pub mailbox: String,
}

/// The question that listens (language.md 4.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its state.
    pub state: StateId,
    /// Keys of this entry.
    pub typed: Keyed,
    /// What is being asked.
    #[serde(default)]
    pub phase: Phase,
}

/// What a question is asking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// For its keys.
    #[default]
    Keying,
    /// What a shape says of the entry (`check: with`).
    Checking,
    /// Whether an entry is right (`confirm`).
    Confirming,
    /// The same, once more (S9).
    ConfirmingAgain,
}

/// A recording that runs or rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRecording {
    /// The effect that began it.
    pub id: EffectId,
    /// Whether the script has it rest.
    pub paused: bool,
    /// The secret for whose sake it rests.
    pub for_secret: Option<String>,
}

/// A finish key that still belongs to the entry before (S4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swallow {
    /// The key.
    pub key: char,
    /// The last moment at which it does.
    pub until_ms: i64,
}

/// Counts of one visit to a question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Attempts used: silence, wrong keys, refused entries.
    pub failed: u32,
    /// `again` after a right key (S6).
    pub repeats: u32,
    /// How often its words were begun.
    pub said: u32,
}

/// A caller in a queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Name of the queue.
    pub queue: String,
    /// The `enqueue`.
    pub id: EffectId,
    /// 1 to 10.
    pub priority: u8,
    /// The only agent who may answer, for now.
    pub agent: Option<String>,
    /// Moment of this entry.
    pub since_ms: i64,
    /// Whether the queue has answered the `enqueue`.
    pub standing: Standing,
    /// The arm that runs.
    pub arm: Option<QueueArm>,
    /// `when`s that are due, by index.
    pub due: BTreeSet<usize>,
    /// `when`s whose condition is true, by index: each fires when it becomes true (Q2).
    pub held: BTreeSet<usize>,
    /// A key's arm that waits for a `when` arm to end.
    pub due_press: Option<StateId>,
    /// End of the last words (Q3).
    pub words_ended_ms: Option<i64>,
    /// Keys of a longer code.
    pub typed: String,
}

/// How a queue answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Not yet.
    Asked,
    /// The caller has a place.
    Placed,
    /// The queue is full: the caller has none.
    Refused,
}

/// An arm of a queue that runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueArm {
    /// Of an `at` or `every`: a `when` and a key cut it (Q3).
    Timed,
    /// Of a `when`, by index: runs to its end.
    When(usize),
    /// Of a key: runs to its end.
    Press,
}

/// What has happened in one queue during this call; kept when the caller leaves (Q5).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeLine {
    /// First entry.
    pub entered_ms: i64,
    /// `at` arms that ran, by index.
    pub at_ran: BTreeSet<usize>,
    /// `waiting longer than` arms that ran, by index of their `when`.
    pub longer_ran: BTreeSet<usize>,
    /// Whether the caller had a place in it.
    pub placed: bool,
    /// Whether the longest wait is over (Q2).
    pub worn_out: bool,
}

/// The facts `queue.*`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueFacts {
    /// Name of the queue.
    pub name: Option<String>,
    /// Place from 1, if one was told.
    pub place: Option<u32>,
    /// Expected wait, if known.
    pub expected_ms: Option<u64>,
    /// Agents signed in.
    pub agents: u32,
    /// Moment the first queue of the call was entered.
    pub first_ms: Option<i64>,
    /// Moment an agent or another line answered: the wait ended then.
    pub answered_ms: Option<i64>,
}

/// A lookup under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenFetch {
    /// Its state.
    pub state: StateId,
    /// The effect.
    pub id: EffectId,
    /// The answer, while `meanwhile` is said to its end.
    pub result: Option<Fetched>,
}

/// A transfer or a pass under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenTransfer {
    /// Its state.
    pub state: StateId,
    /// The effect; changes with each target that is called after another.
    pub id: EffectId,
    /// Whom.
    pub targets: Vec<String>,
    /// Index of the target that rings, if they ring one after another.
    pub ringing: usize,
    /// Targets of the effect that have not reported an end.
    pub left: Vec<String>,
    /// Of these, who has picked up and is asked, with the moment until which he may press.
    pub asked: Vec<(String, i64)>,
    /// How the others ended (L2).
    pub results: Vec<TransferResult>,
}

/// A conversation, or its last moment before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// With whom.
    pub with: TalkWith,
    /// The `enqueue` or the `transfer`.
    pub id: EffectId,
    /// Moment both talked; `None` while `before connecting` is said.
    pub since_ms: Option<i64>,
    /// The state the call was in.
    pub state: StateId,
}

/// The other end of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TalkWith {
    /// An agent of a queue.
    Agent {
        /// The queue.
        queue: String,
        /// The priority the caller had.
        priority: u8,
    },
    /// A target of a transfer.
    Line,
}
