//! Statements and their arms.

use super::{
    CheckQueue, Collect, Consent, Expr, Fetch, Ident, OfferCallback, Path, RecordingOrder, Run, Setting,
    Spanned, Target, Text,
};
use rufplan_diag::Span;

/// Statements one after another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// In order.
    pub stmts: Vec<Stmt>,
    /// Whether a line of it, not of a block in it, was not understood.
    pub has_junk: bool,
}

/// A statement with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// All of it, blocks to their `end`.
    pub span: Span,
    /// Its first line, without comment.
    pub head: Span,
}

/// Kinds of statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StmtKind {
    /// `say A, B`
    Say(Say),
    /// `set X to E`
    Set {
        /// The variable.
        var: Path,
        /// Its new value.
        value: Expr,
    },
    /// `mark NAME as E`
    Mark {
        /// The milestone.
        name: Ident,
        /// The label's value.
        value: Option<Expr>,
    },
    /// `speak de`
    Speak(SpeakLanguage),
    /// `pause 2s`, in milliseconds; `None` for a duration too long to count.
    Pause(Spanned<Option<i64>>),
    /// `go to FLOW(values)`
    GoTo(CallOf),
    /// `go back`
    GoBack,
    /// `again`
    Again,
    /// `hang up`
    HangUp,
    /// `enter queue Q`
    EnterQueue(EnterQueue),
    /// `keep waiting`
    KeepWaiting,
    /// `pass call to T`
    PassCall(Target),
    /// `if`
    If(If),
    /// `choose X`
    Choose(Choose),
    /// `menu NAME`
    Menu(Menu),
    /// `collect VAR`
    Collect(Collect),
    /// `consent recording`
    Consent(Consent),
    /// `start recording`
    Recording(RecordingOrder),
    /// `count failure in F`
    CountFailure(Path),
    /// `check hours H`
    CheckHours {
        /// The hours.
        hours: Option<Path>,
        /// In the order of the text.
        arms: Vec<HoursArm>,
    },
    /// `offer callback C`
    OfferCallback(OfferCallback),
    /// `start survey S`
    StartSurvey(Path),
    /// `check queue Q`
    CheckQueue(CheckQueue),
    /// `transfer to T`
    Transfer(Transfer),
    /// `run FLOW(values)`
    Run(Run),
    /// `finish OUTCOME`
    Finish(Ident),
    /// `fetch LOOKUP`
    Fetch(Fetch),
    /// `record VAR`
    Record(Dictation),
    /// `take message in M`
    TakeMessage(Dictation),
}

/// `say A, B uninterrupted`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Say {
    /// At least one.
    pub items: Vec<SayItem>,
    /// No key stops it.
    pub uninterrupted: bool,
    /// The line.
    pub span: Span,
}

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SayItem {
    /// The words themselves.
    Text(Text),
    /// A prompt, a reference to one, or a recording.
    Path(Path),
}

/// What `speak` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpeakLanguage {
    /// A tag such as `de` or `en-GB`; also `any`, which no call can speak.
    Tag(Ident),
    /// A variable or fact of type `language`.
    Path(Path),
}

/// `main("Lindenhof", box)`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallOf {
    /// The flow.
    pub flow: Path,
    /// What it is given.
    pub args: Vec<Expr>,
    /// All of it.
    pub span: Span,
}

/// `enter queue Q for agent X within D with priority E`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnterQueue {
    /// The queue.
    pub queue: Path,
    /// Only this agent for a while.
    pub for_agent: Option<ForAgent>,
    /// 1 to 10.
    pub priority: Option<Expr>,
}

/// `for agent X within D`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForAgent {
    /// Sign-in name.
    pub agent: Expr,
    /// In milliseconds.
    pub within_ms: Spanned<Option<i64>>,
}

/// `if … else if … else … end`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct If {
    /// `if` and all `else if`, in order.
    pub branches: Vec<Branch>,
    /// `else`
    pub otherwise: Option<Block>,
}

/// A condition and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The condition; `None` where it was not understood.
    pub condition: Option<Expr>,
    /// What happens.
    pub body: Block,
    /// The line.
    pub head: Span,
}

/// `choose X`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choose {
    /// What is looked at; `None` where it was not understood.
    pub subject: Option<Path>,
    /// In the order of the text.
    pub arms: Vec<ChooseArm>,
    /// All `otherwise`; more than one is an error.
    pub otherwise: Vec<Spanned<Block>>,
    /// Whether a line of it was not understood.
    pub has_junk: bool,
}

/// `when v, w`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChooseArm {
    /// Empty where they were not understood.
    pub choices: Vec<Choice>,
    /// What happens.
    pub body: Block,
    /// The line.
    pub head: Span,
}

/// A value of `choose`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Which.
    pub kind: ChoiceKind,
    /// Its place.
    pub span: Span,
}

/// Kinds of values of `choose`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChoiceKind {
    /// A literal, or a name: a value of `one of`, a language.
    Value(Expr),
    /// `1 to 9`, both inclusive.
    Range(Expr, Expr),
    /// A tag such as `en-GB`.
    Language(String),
}

/// `menu NAME`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// Its name.
    pub name: Option<Ident>,
    /// Description.
    pub title: Option<Text>,
    /// Times, attempts, …
    pub settings: Vec<Setting>,
    /// `say`, one prompt in order.
    pub say: Vec<Say>,
    /// `say again`
    pub say_again: Vec<Say>,
    /// `press`
    pub press: Vec<PressArm>,
    /// `on …`
    pub on: Vec<OnArm>,
    /// Whether a line of it was not understood.
    pub has_junk: bool,
}

/// `press K for "label"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PressArm {
    /// The line's content.
    pub press: PressHead,
    /// What happens.
    pub body: Block,
    /// The line.
    pub head: Span,
}

/// What a `press` line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PressHead {
    /// The keys; empty where the line was not understood.
    pub keys: Vec<KeyRange>,
    /// `anywhere`
    pub anywhere: bool,
    /// What it is for.
    pub purpose: Option<Purpose>,
}

/// `1`, `12` or `1000 to 1019`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRange {
    /// First code, 1 to 6 of `0-9*#`.
    pub from: Ident,
    /// Last code, inclusive.
    pub to: Option<Ident>,
}

/// What a key is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// `for "label"`
    Label(Text),
    /// `to repeat`
    Repeat(Span),
    /// `to go back`
    GoBack(Span),
}

/// `on silence 2`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnArm {
    /// `None` where the line was not understood.
    pub case: Option<Spanned<OnCase>>,
    /// From this attempt on.
    pub from: Option<Spanned<Option<u32>>>,
    /// What happens.
    pub body: Block,
    /// The line.
    pub head: Span,
}

/// What an `on` arm waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the words of the language that it stands for")]
pub enum OnCase {
    Silence,
    WrongKey,
    WrongInput,
    Failure,
    Error,
}

/// An arm of `check hours`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursArm {
    /// `None` where it is none of the four.
    pub case: Option<Spanned<HoursCase>>,
    /// What happens.
    pub body: Block,
    /// The line.
    pub head: Span,
}

/// Cases of `check hours`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the word of the language that it stands for")]
pub enum HoursCase {
    Open,
    Closed,
    Holiday,
    Special,
}

/// `transfer to T`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Empty where they were not understood.
    pub targets: Vec<Target>,
    /// Order, times, …
    pub settings: Vec<Setting>,
    /// In the order of the text.
    pub arms: Vec<TransferArm>,
    /// Whether a line of it was not understood.
    pub has_junk: bool,
}

/// An arm of `transfer to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferArm {
    /// `None` where it is none of the cases.
    pub case: Option<Spanned<TransferCase>>,
    /// What happens.
    pub body: Block,
    /// The line.
    pub head: Span,
}

/// Cases of `transfer to`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TransferCase {
    /// `busy`
    Busy,
    /// `not answered`
    NotAnswered,
    /// `refused`
    Refused,
    /// `refused with 3`
    RefusedWith(String),
    /// `failed`
    Failed,
    /// `over`
    Over,
}

/// `record VAR`, `take message in M`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dictation {
    /// The variable or the mailbox; `None` where it was not understood.
    pub into: Option<Path>,
    /// Review, times, keys.
    pub settings: Vec<Setting>,
    /// `say` before the beep; a mailbox has its own.
    pub say: Vec<Say>,
    /// In the order of the text.
    pub arms: Vec<DictationArm>,
    /// Whether it is a block with an `end`.
    pub is_block: bool,
    /// Whether a line of it was not understood.
    pub has_junk: bool,
}

/// An arm of `record` or `take message`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DictationArm {
    /// `None` where it is none of the cases.
    pub case: Option<Spanned<DictationCase>>,
    /// What happens.
    pub body: Block,
    /// The line.
    pub head: Span,
}

/// Cases of `record` and `take message`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DictationCase {
    /// `recorded`, `kept`
    Kept,
    /// `nothing recorded`
    Nothing,
    /// `too short`
    TooShort,
    /// `box is full`, of a message alone.
    BoxIsFull,
}
