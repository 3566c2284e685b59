//! Tests and their steps.

use super::{Clock, Date, Expr, Ident, LookupState, Path, Spanned, Target, Text};
use rufplan_diag::Span;

/// How far a value may be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the word of the language that it stands for")]
pub enum Privacy {
    Sensitive,
    Secret,
}

/// `test "…"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// Its title; `None` where the head was not understood.
    pub title: Option<Text>,
    /// In the order of the text, `given` and `clock` included.
    pub steps: Vec<TestStep>,
}

/// A step with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestStep {
    /// What it is.
    pub kind: StepKind,
    /// The line, without comment.
    pub span: Span,
}

/// What is heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeardText {
    /// The words of a `say "…"`.
    Words(Text),
    /// A prompt.
    Prompt(Path),
}

/// Kinds of steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// `clock 2026-12-24 17:59 Europe/Berlin`
    Clock {
        /// The day.
        date: Spanned<Option<Date>>,
        /// The time.
        clock: Spanned<Option<Clock>>,
        /// IANA zone.
        zone: Option<Ident>,
    },
    /// `given …`
    Given(World),
    /// The world changes during the call.
    World(World),
    /// `NUMBER calls NUMBER`
    Calls {
        /// E.164 with `+`; `None` is anonymous.
        from: Option<Ident>,
        /// E.164 with `+`.
        to: Ident,
    },
    /// `hears X saying "…"`
    Hears {
        /// What.
        what: HeardText,
        /// Contained words.
        saying: Option<Text>,
    },
    /// `does not hear X saying "…"`
    HearsNot {
        /// What.
        what: HeardText,
        /// Contained words.
        saying: Option<Text>,
    },
    /// `presses K at once`
    Presses {
        /// Keys `0-9*#`.
        keys: Ident,
        /// Now.
        at_once: bool,
    },
    /// `waits D`, in milliseconds.
    Waits(Spanned<Option<i64>>),
    /// `stays silent`
    StaysSilent,
    /// `hangs up`
    HangsUp,
    /// `agent answers`
    AgentAnswers,
    /// `agent hangs up`
    AgentHangsUp,
    /// `agent sees X`
    AgentSees {
        /// What.
        what: HeardText,
    },
    /// `agent hears X saying "…"`
    AgentHears {
        /// What.
        what: HeardText,
        /// Contained words.
        saying: Option<Text>,
    },
    /// `called person answers`
    CalledAnswers,
    /// `called person hangs up`
    CalledHangsUp,
    /// `called person presses K`
    CalledPresses(Ident),
    /// `called person hears X saying "…"`
    CalledHears {
        /// What.
        what: HeardText,
        /// Contained words.
        saying: Option<Text>,
    },
    /// `is transferred to T`
    IsTransferred(Target),
    /// `is connected to T`
    IsConnected(Target),
    /// `is passed to T`
    IsPassed(Target),
    /// `is in queue Q for agent E with priority N`
    InQueue {
        /// The queue.
        queue: Path,
        /// For this agent.
        agent: Option<Expr>,
        /// With this priority.
        priority: Option<Expr>,
    },
    /// `is recorded`, `is not recorded`
    Recorded(bool),
    /// `leaves a message of D in M`
    LeavesMessage {
        /// In milliseconds.
        ms: Spanned<Option<i64>>,
        /// The mailbox.
        mailbox: Path,
    },
    /// `speaks for D`, in milliseconds.
    SpeaksFor(Spanned<Option<i64>>),
    /// `speaks de`
    Speaks(Ident),
    /// `call ends`
    CallEnds,
    /// `has mark M as E`, `has no mark M`
    Mark {
        /// The milestone; that of an answer is `survey.NAME.QUESTION`.
        name: Path,
        /// The label's value.
        value: Option<Expr>,
        /// `has no mark`
        absent: bool,
    },
}

/// A fact about the world of a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum World {
    /// `switch S is on`, `switch S turns on`
    Switch {
        /// The switch.
        name: Path,
        /// Its state.
        on: bool,
    },
    /// `queue Q …`
    Queue {
        /// The queue.
        name: Path,
        /// Its state.
        state: QueueState,
    },
    /// `transfer to T is busy, then is answered`
    Transfer {
        /// The target.
        target: Target,
        /// One after another, at least one.
        states: Vec<TransferState>,
    },
    /// `lookup L answers …, then fails`
    Lookup {
        /// The lookup.
        name: Path,
        /// One after another, at least one.
        states: Vec<LookupState>,
    },
    /// `callback C is already booked`, `callback C is not possible`
    Callback {
        /// The callback.
        name: Path,
        /// `is already booked`; else it is not possible.
        booked: bool,
    },
    /// `mailbox M is full`
    Mailbox {
        /// The mailbox.
        name: Path,
    },
}

/// A queue's state in a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueueState {
    /// `is full`
    Full,
    /// `has nobody signed in`
    NobodySignedIn,
    /// `has N agents`
    Agents {
        /// `None` where it is no whole number.
        count: Option<u32>,
        /// In milliseconds.
        expected_ms: Option<Spanned<Option<i64>>>,
    },
    /// `has N waiting`
    Waiting {
        /// `None` where it is no whole number.
        count: Option<u32>,
        /// In milliseconds.
        expected_ms: Option<Spanned<Option<i64>>>,
    },
}

/// What the other end of a transfer does in a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransferState {
    /// `is busy`
    Busy,
    /// `is not answered`
    NotAnswered,
    /// `is refused with 3`
    Refused(Option<String>),
    /// `is answered after 5s`, in milliseconds; 0 without `after`.
    Answered(Option<i64>),
    /// `fails`
    Failed,
}
