//! Kinds of names.

use rufplan_syntax::ast::RawDeclKind;

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
    Menu,
    Mark,
    Number,
    Fact,
    /// A declaration that this version cannot run.
    Later(RawDeclKind),
}

impl Kind {
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
            Kind::Menu => "menu",
            Kind::Mark => "mark",
            Kind::Number => "number",
            Kind::Fact => "fact",
            Kind::Later(kind) => kind.words(),
        }
    }
}
