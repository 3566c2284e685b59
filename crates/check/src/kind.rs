//! Kinds of names.

use rufplan_diag::Noun;
use rufplan_machine::value::Kind as Of;

/// What a name can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the word of the language that declares it")]
pub enum Kind {
    Client,
    Data,
    Prompt,
    Hours,
    Calendar,
    Switch,
    Flow,
    Queue,
    Failures,
    Service,
    Lookup,
    Shape,
    Callback,
    Survey,
    Kpi,
    Mailbox,
    Menu,
    Mark,
    Number,
    Fact,
    Type,
}

impl Kind {
    /// The kind of what a reference names.
    pub fn of_reference(of: Of) -> Self {
        match of {
            Of::Queue => Kind::Queue,
            Of::Mailbox => Kind::Mailbox,
            Of::Hours => Kind::Hours,
            Of::Prompt => Kind::Prompt,
            Of::Flow => Kind::Flow,
            Of::Callback => Kind::Callback,
        }
    }

    /// What it is called in messages.
    pub fn noun(self) -> Noun {
        Noun::from(self.word())
    }

    /// The word in messages: "no … of this name".
    pub fn word(self) -> &'static str {
        match self {
            Kind::Client => "client",
            Kind::Data => "call variable",
            Kind::Prompt => "prompt",
            Kind::Hours => "hours block",
            Kind::Calendar => "calendar",
            Kind::Switch => "switch",
            Kind::Flow => "flow",
            Kind::Queue => "queue",
            Kind::Failures => "count of failures",
            Kind::Service => "service",
            Kind::Lookup => "lookup",
            Kind::Shape => "shape",
            Kind::Callback => "callback",
            Kind::Survey => "survey",
            Kind::Kpi => "kpi",
            Kind::Mailbox => "mailbox",
            Kind::Menu => "menu",
            Kind::Mark => "mark",
            Kind::Number => "number",
            Kind::Fact => "fact",
            Kind::Type => "type",
        }
    }
}
