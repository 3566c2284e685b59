//! A compiled client: the machine, `rufplan.machine/1`.

mod ask;
mod callback;
mod collect;
mod consent;
mod dictation;
mod expr;
mod hours;
mod lookup;
mod prompt;
mod queue;
mod run;
mod state;
mod survey;

pub use ask::{Ask, Inquiry};
pub use callback::{Callback, OfferCallback};
pub use collect::{Bounds, Collect, EntryCheck, EntryKind, EntryRule};
pub use consent::{Consent, FailureCount, RecordingOrder};
pub use dictation::{ANY_KEY, Delivery, Dictation, Mailbox};
pub use expr::{ArithmeticOp, CompareOp, Expr, Fact, Function};
pub use hours::{CalendarData, DaySpec, HolidayDate, HolidaySet, HoursData, HoursLine, TimeSpan, YearDay};
pub use lookup::{Fetch, Fill, Lookup, Method, Sent, Service, Shape};
pub use prompt::{Part, Prompt, PromptId, PromptLine, Recording, SayAs, Stretch, spoken_stretch};
pub use queue::{Queue, QueueCase, QueueTimed, QueueWhen, ServiceLevel, Switch};
pub use run::{Arguments, Call, GoTo};
pub use state::{Accept, BranchArm, ForAgent, Key, Menu, OnArm, State, StateId, TargetOrder, Transfer};
pub use survey::{Kpi, Measure, Only, Period, StartSurvey, Survey, SurveyAnswers, SurveyQuestion};

use crate::value::{Privacy, Type, Value};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Name and version of the format.
pub const MACHINE_SCHEMA: &str = "rufplan.machine/1";
/// Name and version of the side table of places.
pub const SPANS_SCHEMA: &str = "rufplan.spans/1";
/// Version of the rules of `semantics.md` that a machine was compiled for.
pub const SEMANTICS: u32 = 1;

/// A language tag: `de`, `en-GB`; `any` in prompts.
pub type LangTag = String;

/// One client's compiled script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Machine {
    /// [`MACHINE_SCHEMA`].
    pub schema: String,
    /// [`SEMANTICS`] at the time of compilation.
    pub semantics: u32,
    /// `sha256:…` over the canonical JSON without `hash`, `sources` and `compiler`; see [`crate::canonical`].
    pub hash: String,
    /// Version of the compiler.
    pub compiler: String,
    /// The files it was made of.
    pub sources: Vec<SourceRef>,
    /// Name of the client.
    pub client: String,
    /// The name that is said.
    pub client_name: String,
    /// The client's languages, the first is the one a call begins in.
    pub languages: Vec<LangTag>,
    /// Voice by language, where the script names one.
    pub voices: BTreeMap<LangTag, String>,
    /// IANA time zone.
    pub zone: String,
    /// ISO 3166-1 country of the client's first number, for saying phone numbers (W3).
    pub country: String,
    /// Version of the time-zone data.
    pub tzdb: String,
    /// Holiday sets that the hours and calendars use, by region.
    pub holidays: BTreeMap<String, HolidaySet>,
    /// Facts that bound the engine.
    pub limits: Limits,
    /// Which number starts where; E.164 with `+`.
    pub numbers: BTreeMap<String, Entry>,
    /// Call variables.
    pub vars: BTreeMap<String, Variable>,
    /// What is said, by name. An inline text has its quoted source text as name, quotes included.
    pub prompts: BTreeMap<PromptId, Prompt>,
    /// Opening hours by name.
    pub hours: BTreeMap<String, HoursData>,
    /// Calendars by name.
    pub calendars: BTreeMap<String, CalendarData>,
    /// Switches by name.
    pub switches: BTreeMap<String, Switch>,
    /// Shared counts of failures by name.
    #[serde(default)]
    pub failures: BTreeMap<String, FailureCount>,
    /// Words behind which a secret entry can come: no key that is pressed in them is kept (language.md 4.5).
    #[serde(default)]
    pub before_secrets: BTreeSet<StateId>,
    /// Queues by name.
    pub queues: BTreeMap<String, Queue>,
    /// Services by name.
    pub services: BTreeMap<String, Service>,
    /// Lookups by name.
    pub lookups: BTreeMap<String, Lookup>,
    /// Shapes by name.
    pub shapes: BTreeMap<String, Shape>,
    /// Callbacks by name.
    pub callbacks: BTreeMap<String, Callback>,
    /// Surveys by name.
    pub surveys: BTreeMap<String, Survey>,
    /// Figures by name.
    pub kpis: BTreeMap<String, Kpi>,
    /// Mailboxes by name.
    pub mailboxes: BTreeMap<String, Mailbox>,
    /// What an agent is told.
    pub hand_over: HandOverSpec,
    /// All states by id (language.md 4.1, 4.5).
    pub states: BTreeMap<StateId, State>,
    /// `press K anywhere` of `defaults`: key to state.
    pub anywhere: BTreeMap<String, Key>,
    /// Where anything the platform could not do leads (L5).
    pub on_error: StateId,
}

/// A source file and the hash of its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRef {
    /// Path relative to the project's root.
    pub path: String,
    /// SHA-256, lower-case hex.
    pub sha256: String,
}

/// Bounds the compiler found (proof P11).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Deepest stack of `run`.
    pub stack: u32,
    /// Longest chain of instant states.
    pub instant_chain: u32,
}

/// Where a number leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Name of the flow.
    pub flow: String,
    /// First state of that flow.
    pub state: StateId,
    /// Description of the number, e.g. "Kundenservice".
    pub label: Option<String>,
    /// What the flow is given.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: Arguments,
}

/// A call variable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// What it may hold.
    #[serde(rename = "type")]
    pub of: Type,
    /// Who may see it.
    pub privacy: Privacy,
    /// First value; `None` is unset.
    pub init: Option<Value>,
}

/// What goes to the agent with every call (language.md 2.7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverSpec {
    /// Prompt whispered to the agent.
    pub whisper: Option<PromptId>,
    /// The agent's first sentence.
    pub answer_phrase: Option<String>,
    /// Address shown on the agent's desk: texts and values, the values percent-encoded.
    pub screen_pop: Vec<Stretch>,
}

/// Where each state and prompt stands in the sources, `rufplan.spans/1`; for messages only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spans {
    /// [`SPANS_SCHEMA`].
    pub schema: String,
    /// Hash of the machine it belongs to.
    pub machine: String,
    /// Place by state id.
    pub states: BTreeMap<StateId, Place>,
    /// Place by prompt.
    pub prompts: BTreeMap<PromptId, Place>,
}

/// A place in a source file, for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Path relative to the root.
    pub path: String,
    /// Line from 1.
    pub line: u32,
    /// Column from 1, in characters.
    pub column: u32,
}
