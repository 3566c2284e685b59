//! Compiled `test` blocks (language.md 2.11, semantics.md T).

mod written;

pub use written::{WrittenTest, spaced_phone};

use crate::value::Value;
use serde::{Deserialize, Serialize};

/// One `test` block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scenario {
    /// Its title.
    pub name: String,
    /// File it stands in.
    pub path: String,
    /// Line of its head, from 1.
    pub line: u32,
    /// Client whose machine it plays.
    pub client: String,
    /// The moment the call begins, ms since the epoch; rule T1 where the test has no `clock`.
    pub clock_ms: i64,
    /// The world at that moment.
    pub given: Vec<World>,
    /// What happens and what must hold, in order; the first is always `Calls`.
    pub steps: Vec<ScenarioStep>,
}

impl Scenario {
    /// The files that lookups answer with, to be read by who reads files.
    pub fn replies(&mut self) -> impl Iterator<Item = (&str, &mut Option<String>)> {
        let of_steps = self.steps.iter_mut().filter_map(|step| match &mut step.step {
            Step::World(world) => Some(world),
            _ => None,
        });
        let answers = self.given.iter_mut().chain(of_steps).flat_map(|world| match world {
            World::Lookup { answers, .. } => answers.as_mut_slice(),
            _ => &mut [],
        });
        answers.filter_map(|answer| match answer {
            LookupWorld::File { path, reply } => Some((path.as_str(), reply)),
            _ => None,
        })
    }
}

/// A step with its line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioStep {
    /// Line in the file, from 1.
    pub line: u32,
    /// Its text as written.
    pub text: String,
    /// What it is.
    pub step: Step,
}

/// A fact about the world: `given …`, or the same during the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum World {
    /// A switch's state.
    Switch {
        /// Name.
        name: String,
        /// State.
        on: bool,
    },
    /// A queue's state.
    Queue {
        /// Name.
        name: String,
        /// State.
        is: QueueWorld,
    },
    /// What a lookup answers; the last holds from then on. A lookup that no line tells about fails the test.
    Lookup {
        /// Name.
        name: String,
        /// One after another.
        answers: Vec<LookupWorld>,
    },
    /// A callback's state.
    Callback {
        /// Name.
        name: String,
        /// Already booked; else it is not possible.
        booked: bool,
    },
    /// `given mailbox M is full`
    Mailbox {
        /// Name.
        name: String,
        /// Whether it has no room.
        full: bool,
    },
    /// What becomes of transfers to a target; the last holds from then on. A transfer that no line tells about fails the test.
    Transfer {
        /// Target.
        target: String,
        /// One after another.
        results: Vec<TransferWorld>,
    },
}

/// A queue's state in a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueWorld {
    /// `is full`
    Full,
    /// `has nobody signed in`
    NobodySignedIn,
    /// `has N agents`: signed in and busy (T2).
    Agents {
        /// How many.
        agents: u32,
        /// Expected wait, if given.
        expected_ms: Option<u64>,
    },
    /// `has N waiting`
    Waiting {
        /// How many wait before.
        waiting: u32,
        /// Expected wait, if given.
        expected_ms: Option<u64>,
    },
}

/// What a lookup answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LookupWorld {
    /// The reply in a file of the project, through the lookup's shape.
    File {
        /// Its path from the project's root.
        path: String,
        /// What stands in it, once who reads files has read it.
        #[serde(default)]
        reply: Option<String>,
    },
    /// This value, as if shaped.
    Value {
        /// The variable that the lookup fills: the name of a value without fields.
        fills: String,
        /// The value.
        value: Value,
    },
    /// Nothing.
    FindsNothing,
    /// The service fails.
    Fails,
    /// Nothing within the time: failed at its end (T2).
    Slow,
}

/// What the other end of a transfer does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransferWorld {
    /// Busy.
    Busy,
    /// Rings until the time is over.
    NotAnswered,
    /// Refused, perhaps with a key.
    Refused(Option<char>),
    /// Answered after so many milliseconds.
    Answered {
        /// After.
        after_ms: u32,
    },
    /// No line.
    Failed,
}

/// What is heard: a prompt by name, or the words of an inline text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heard {
    /// A named prompt.
    Prompt(String),
    /// All the words of a `say "…"` (T5).
    Words(String),
}

/// One step of a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The call; once a test.
    Calls {
        /// Caller, `None` is anonymous.
        from: Option<String>,
        /// Number dialled, E.164.
        to: String,
    },
    /// `hears X`
    Hears {
        /// What.
        what: Heard,
        /// Contained in the words.
        saying: Option<String>,
    },
    /// `does not hear X` (T6)
    HearsNot {
        /// What.
        what: Heard,
        /// Contained in the words.
        saying: Option<String>,
    },
    /// `presses K` (T3)
    Presses {
        /// The keys.
        keys: String,
        /// Now, not when something listens.
        at_once: bool,
    },
    /// `waits D`
    Waits {
        /// Exactly.
        ms: u64,
    },
    /// `stays silent`
    StaysSilent,
    /// `hangs up`
    HangsUp,
    /// `agent answers`
    AgentAnswers,
    /// `agent hangs up`
    AgentHangsUp,
    /// `agent sees "…"`
    AgentSees {
        /// Contained in a field of the hand-over record.
        text: String,
    },
    /// `agent hears X`
    AgentHears {
        /// What.
        what: Heard,
        /// Contained in the words.
        saying: Option<String>,
    },
    /// `called person hears X`
    CalledHears {
        /// What.
        what: Heard,
        /// Contained in the words.
        saying: Option<String>,
    },
    /// `called person answers`: somebody who is rung picks up.
    CalledAnswers,
    /// `called person presses K`
    CalledPresses {
        /// The keys.
        keys: String,
    },
    /// `called person hangs up`
    CalledHangsUp,
    /// `is transferred to T`
    IsTransferred {
        /// Target.
        target: String,
    },
    /// `is connected to T`
    IsConnected {
        /// Target.
        target: String,
    },
    /// `is passed to T`
    IsPassed {
        /// Target.
        target: String,
    },
    /// `switch S turns on`, `queue Q has …` during the call.
    World(World),
    /// `is in queue Q`
    InQueue {
        /// Name.
        queue: String,
        /// For this agent.
        agent: Option<String>,
        /// With this priority.
        priority: Option<u8>,
    },
    /// `speaks L`
    Speaks {
        /// Language tag.
        lang: String,
    },
    /// `leaves a message of D in M` (T4)
    LeavesMessage {
        /// How long the caller speaks.
        ms: u64,
        /// Name of the mailbox.
        mailbox: String,
    },
    /// `speaks for D` (T4)
    SpeaksFor {
        /// How long the caller speaks.
        ms: u64,
    },
    /// `call ends`
    CallEnds,
    /// `has mark M`
    HasMark {
        /// Name.
        name: String,
        /// With this label.
        value: Option<Value>,
    },
    /// `is recorded`, `is not recorded`
    IsRecorded {
        /// Which of both.
        yes: bool,
    },
    /// `has no mark M`
    HasNoMark {
        /// Name.
        name: String,
        /// With this label.
        value: Option<Value>,
    },
}
