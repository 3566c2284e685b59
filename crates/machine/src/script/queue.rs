//! Queues and switches as data (language.md 2.7, 2.12).

use super::{Expr, Key, PromptId, Recording, StateId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A queue: what a waiting caller hears, and when it ends.
///
/// Its waiting state in `Machine::states` has the id `queue:NAME` and is `State::Queue`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// Description.
    pub label: Option<String>,
    /// Share of calls that shall be answered within a time.
    pub service_level: ServiceLevel,
    /// Music while nothing is said; `None` is the deployment's.
    pub music: Option<Recording>,
    /// What is handed over besides what always is, in order: name and value.
    pub hand_over: Vec<(String, Expr)>,
    /// Most callers at once; `None` is the deployment's.
    pub capacity: Option<u32>,
    /// 1 to 10, 10 is most urgent; built in 5.
    pub priority: u8,
    /// Skills that its agents should have, as words.
    pub skills: Vec<String>,
    /// Where its agents sit.
    pub site: Option<String>,
    /// Time an agent has after a talk before he is rung again, in milliseconds.
    pub after_work_ms: u32,
    /// Whether `Machine::anywhere` is heard during the wait (`keys anywhere`).
    pub anywhere: bool,
    /// Whether entering begins a new place (`place: new`).
    pub place_new: bool,
    /// Whether talks with agents are recorded, with the caller's consent.
    #[serde(default)]
    pub record_calls: bool,
    /// Said to the caller between the agent's answer and the connection.
    pub before_connecting: Option<PromptId>,
    /// Once each, in the order of the source.
    pub at: Vec<QueueTimed>,
    /// Again and again, in the order of the source.
    pub every: Vec<QueueTimed>,
    /// Conditions, in the order of the source.
    pub when: Vec<QueueWhen>,
    /// Keys listened to during the whole wait.
    pub press: BTreeMap<String, Key>,
    /// Longest pause between two keys of a longer code, in milliseconds.
    pub next_key_ms: u32,
    /// Where the call goes on when the agent has hung up (Q9).
    pub after_call: Option<StateId>,
    /// Where the deployment's longest wait leads (Q2).
    pub on_failure: StateId,
}

/// `service level: 80% within 20s`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceLevel {
    /// Share in tenths of a percent: 800 is 80 %.
    pub permille: u16,
    /// Within so many milliseconds.
    pub within_ms: u32,
}

/// `at D` or `every D` with the first state of its arm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueTimed {
    /// Milliseconds from entering this queue, or between two.
    pub ms: u32,
    /// First state of the arm.
    pub next: StateId,
}

/// `when CASE` with the first state of its arm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueWhen {
    /// The condition.
    pub case: QueueCase,
    /// First state of the arm.
    pub next: StateId,
}

/// What can happen to a waiting caller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueCase {
    /// `nobody is signed in`
    NobodySignedIn,
    /// `full`
    Full,
    /// `waiting longer than D`, in milliseconds.
    WaitingLonger(u32),
    /// `expected wait over D`, in milliseconds.
    ExpectedWaitOver(u32),
    /// `hours H close`
    HoursClose(String),
    /// `switch S turns on`
    SwitchTurnsOn(String),
    /// `agent is lost`
    AgentIsLost,
}

/// A toggle that people set while calls run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Switch {
    /// What people see.
    pub label: String,
    /// Roles that may set it.
    pub allowed_for: Vec<String>,
    /// Turns off by itself after so many milliseconds; `None` is never.
    pub turns_off_after_ms: Option<u64>,
    /// Mail addresses told on every change.
    pub tell: Vec<String>,
}
