//! Declarations.

use super::{
    Block, Calendar, CallOf, Callback, Configure, Expr, Failures, Hours, Ident, Kpi, Library, Lookup, OnArm,
    Parameters, Path, Placeholder, PressArm, PressHead, Privacy, ReplacePrompt, Say, Service, Setting, Shape,
    Spanned, Survey, Target, Test, Text, TypeDecl, Use,
};
use rufplan_diag::Span;

/// A declaration with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decl {
    /// What it is.
    pub kind: DeclKind,
    /// All of it, to its `end`.
    pub span: Span,
    /// Its first line, without comment.
    pub head: Span,
    /// Its first words and name, such as `queue service`; what messages about the whole point at.
    pub mark: Span,
    /// The comments right above, one line each, without `//`.
    pub description: Vec<String>,
    /// Whether a line in it, however deep, was not understood.
    pub has_junk: bool,
}

/// Kinds of declarations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeclKind {
    /// `client NAME`
    Client(Client),
    /// `part of client NAME`
    PartOf(Ident),
    /// `data`
    Data(Data),
    /// `prompt NAME`
    Prompt(Prompt),
    /// `hours NAME`
    Hours(Hours),
    /// `calendar NAME`
    Calendar(Calendar),
    /// `switch NAME`
    Switch(Switch),
    /// `defaults`
    Defaults(Defaults),
    /// `flow NAME`
    Flow(Flow),
    /// `queue NAME`
    Queue(Queue),
    /// `service NAME`
    Service(Service),
    /// `lookup NAME`
    Lookup(Lookup),
    /// `shape NAME(…)`
    Shape(Shape),
    /// `callback NAME`
    Callback(Callback),
    /// `survey NAME`
    Survey(Survey),
    /// `kpi NAME`
    Kpi(Kpi),
    /// `failures NAME`
    Failures(Failures),
    /// `test "…"`
    Test(Test),
    /// `library NAME`
    Library(Library),
    /// `use NAME from "…"`
    Use(Use),
    /// `parameters`
    Parameters(Parameters),
    /// `configure NAME`
    Configure(Configure),
    /// `replace prompt LIBRARY.NAME`
    ReplacePrompt(ReplacePrompt),
    /// `type NAME`
    Type(TypeDecl),
    /// `mailbox NAME`
    Mailbox(Mailbox),
}

/// `client NAME "Spoken name"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// Its name.
    pub name: Option<Ident>,
    /// The name that is said.
    pub title: Option<Text>,
    /// Where its numbers lead.
    pub numbers: Vec<NumberLine>,
    /// Voice by language.
    pub voices: Vec<VoiceLine>,
    /// Languages, zone, …
    pub settings: Vec<Setting>,
}

/// `number +49 30 5550100 to +49 30 5550119 "Service" starts main`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberLine {
    /// E.164 with `+`.
    pub number: Ident,
    /// Last of a block, inclusive.
    pub to: Option<Ident>,
    /// Description.
    pub label: Option<Text>,
    /// The flow.
    pub starts: CallOf,
    /// The line.
    pub span: Span,
}

/// `voice en-US: "Matthew"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoiceLine {
    /// The language.
    pub lang: Ident,
    /// Name of the voice.
    pub voice: Text,
    /// The line.
    pub span: Span,
}

/// `data`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    /// In the order of the text.
    pub fields: Vec<Field>,
}

/// `topic: text sensitive = "allgemein"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: Ident,
    /// What it may hold.
    pub of: TypeRef,
    /// Who may see it.
    pub privacy: Option<Spanned<Privacy>>,
    /// First value.
    pub init: Option<Expr>,
    /// The line.
    pub span: Span,
}

/// A type as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeRef {
    /// Which.
    pub kind: TypeKind,
    /// Its place.
    pub span: Span,
}

/// Forms of types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeKind {
    /// `text`, `money`, the name of a record, a kind of reference alone.
    Named(Path),
    /// `one of a, b`
    OneOf(Vec<Ident>),
    /// `number from 1 to 20`; `None` for a bound that is no whole number.
    NumberFrom(Spanned<Option<i64>>, Spanned<Option<i64>>),
    /// `duration from 5s to 2min`, in milliseconds.
    DurationFrom(Spanned<Option<i64>>, Spanned<Option<i64>>),
    /// `maybe T`
    Maybe(Box<TypeRef>),
    /// `list of T`
    List(Box<TypeRef>),
    /// `queue one of sales, service`
    Reference {
        /// `queue`, `mailbox`, `hours`, `prompt`, `flow` or `callback`.
        of: String,
        /// The things it may name.
        names: Vec<Path>,
    },
    /// `phone one of +49 …, extension 1106`
    PhoneOneOf(Vec<Target>),
}

/// `prompt NAME`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// Its name.
    pub name: Option<Ident>,
    /// Description.
    pub title: Option<Text>,
    /// `replaceable prompt`
    pub replaceable: bool,
    /// In the order of the text.
    pub lines: Vec<PromptLine>,
}

/// `de when …: "…"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromptLine {
    /// A language or `any`.
    pub lang: Ident,
    /// When this line is taken.
    pub when: Option<Expr>,
    /// At least one.
    pub parts: Vec<PromptPart>,
    /// `speed 115%`, in thousandths.
    pub speed_permille: Option<Spanned<Option<u32>>>,
    /// The line.
    pub span: Span,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromptPart {
    /// `"…" in de file "…"`
    Words {
        /// The words.
        text: Text,
        /// Voice of another language.
        lang: Option<Ident>,
        /// Their sound.
        sound: Option<Sound>,
    },
    /// `{x as number}` on its own.
    Value(Placeholder),
    /// `pause 300ms`, in milliseconds.
    Pause(Spanned<Option<i64>>),
}

/// Where the sound of words is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sound {
    /// `file "x.wav"`
    File(Text),
    /// `stored x`
    Stored(Path),
}

/// `switch NAME`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Switch {
    /// Its name.
    pub name: Option<Ident>,
    /// Behind the name; the label is a setting.
    pub title: Option<Text>,
    /// Label, roles, …
    pub settings: Vec<Setting>,
}

/// `defaults`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defaults {
    /// Times, attempts, …
    pub settings: Vec<Setting>,
    /// `on …`
    pub on: Vec<OnArm>,
    /// `press K anywhere`
    pub press: Vec<PressArm>,
}

/// `flow NAME(parameters) gives OUTCOMES`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// Its name; `None` where the head was not understood.
    pub name: Option<Ident>,
    /// What it is given.
    pub params: Vec<Param>,
    /// Its outcomes.
    pub gives: Vec<Ident>,
    /// What happens.
    pub body: Block,
}

/// `box: mailbox`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// Its name.
    pub name: Ident,
    /// What it may hold.
    pub of: TypeRef,
}

/// `queue NAME`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// Its name.
    pub name: Option<Ident>,
    /// Description.
    pub title: Option<Text>,
    /// Service level, music, …
    pub settings: Vec<Setting>,
    /// `say` outside an arm: always an error (E0104).
    pub say: Vec<Say>,
    /// In the order of the text.
    pub arms: Vec<QueueArm>,
}

/// An arm of a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueArm {
    /// What sets it off; `None` where the line was not understood.
    pub trigger: Option<QueueTrigger>,
    /// What happens.
    pub body: Block,
    /// The line.
    pub head: Span,
}

/// What sets an arm of a queue off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueueTrigger {
    /// `at D`, in milliseconds.
    At(Spanned<Option<i64>>),
    /// `every D`, in milliseconds.
    Every(Spanned<Option<i64>>),
    /// `when CASE`
    When(Spanned<QueueCase>),
    /// `press K`
    Press(PressHead),
    /// `after the call`
    AfterCall,
}

/// What can happen to a waiting caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueueCase {
    /// `nobody is signed in`
    NobodySignedIn,
    /// `full`
    Full,
    /// `waiting longer than D`, in milliseconds.
    WaitingLonger(Option<i64>),
    /// `expected wait over D`, in milliseconds.
    ExpectedWaitOver(Option<i64>),
    /// `hours H close`
    HoursClose(Path),
    /// `switch S turns on`
    SwitchTurnsOn(Path),
    /// `agent is lost`
    AgentIsLost,
}

/// `mailbox NAME`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// Its name.
    pub name: Option<Ident>,
    /// Description.
    pub title: Option<Text>,
    /// Receivers, times, …
    pub settings: Vec<Setting>,
    /// `say` before the beep.
    pub say: Vec<Say>,
}
