//! The names of a project, client by client.

mod collect;
pub mod params;
pub mod privacy;

use crate::kind::Kind;
use params::Params;
use rufplan_machine::value::{Kind as Of, Privacy, Type};
use rufplan_syntax::ast;
use std::collections::{BTreeMap, BTreeSet};

pub use collect::{Collected, collect};
pub(crate) use collect::{language_tag, zone_name};

/// A declared thing: its tree and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Symbol<'a, T> {
    /// Its name as declared.
    pub name: &'a ast::Ident,
    /// What was declared.
    pub node: &'a T,
    /// The declaration.
    pub decl: &'a ast::Decl,
    /// The file.
    pub file: &'a ast::File,
}

/// A call variable.
#[derive(Clone, Debug)]
pub struct Var<'a> {
    /// Its line in `data`.
    pub field: &'a ast::Field,
    /// The file.
    pub file: &'a ast::File,
    /// What it may hold; `None` where the type is unknown or cannot be run yet: then nothing is reported about its uses.
    pub of: Option<Type>,
    /// Who may see it: as private as the most private value that is put into it.
    pub privacy: Privacy,
    /// The name from which a greater privacy than the declared one comes.
    pub tainted_by: Option<String>,
}

/// All names of one client. Of two things of one name and kind the first holds.
#[derive(Clone, Debug)]
pub struct Symbols<'a> {
    /// The `client` declaration; its name may be missing where its head was not understood.
    pub client: &'a ast::Client,
    /// Where it stands.
    pub client_decl: &'a ast::Decl,
    /// The client's files: first the one with `client`, then those with `part of client` in the order given.
    pub files: Vec<&'a ast::File>,
    /// Language tags in the order of `languages`; the first is the one a call begins in.
    pub languages: Vec<String>,
    /// IANA zone, if it is a known one.
    pub zone: Option<String>,
    /// Call variables by name.
    pub vars: BTreeMap<&'a str, Var<'a>>,
    /// Prompts by name.
    pub prompts: BTreeMap<&'a str, Symbol<'a, ast::Prompt>>,
    /// Opening hours by name.
    pub hours: BTreeMap<&'a str, Symbol<'a, ast::Hours>>,
    /// Calendars by name.
    pub calendars: BTreeMap<&'a str, Symbol<'a, ast::Calendar>>,
    /// Switches by name.
    pub switches: BTreeMap<&'a str, Symbol<'a, ast::Switch>>,
    /// Flows by name.
    pub flows: BTreeMap<&'a str, Symbol<'a, ast::Flow>>,
    /// Record types by name.
    pub records: BTreeMap<&'a str, Symbol<'a, ast::TypeDecl>>,
    /// How many characters a caller keys at least into each variable that `collect` fills.
    pub least_lengths: BTreeMap<String, i64>,
    /// Parameters by flow, in their order.
    pub params: Params<'a>,
    /// Queues by name.
    pub queues: BTreeMap<&'a str, Symbol<'a, ast::Queue>>,
    /// Services by name.
    pub services: BTreeMap<&'a str, Symbol<'a, ast::Service>>,
    /// Lookups by name.
    pub lookups: BTreeMap<&'a str, Symbol<'a, ast::Lookup>>,
    /// Shapes by name.
    pub shapes: BTreeMap<&'a str, Symbol<'a, ast::Shape>>,
    /// Callbacks by name.
    pub callbacks: BTreeMap<&'a str, Symbol<'a, ast::Callback>>,
    /// Surveys by name.
    pub surveys: BTreeMap<&'a str, Symbol<'a, ast::Survey>>,
    /// Figures by name.
    pub kpis: BTreeMap<&'a str, Symbol<'a, ast::Kpi>>,
    /// Mailboxes by name.
    pub mailboxes: BTreeMap<&'a str, Symbol<'a, ast::Mailbox>>,
    /// Shared counts of failures by name.
    pub failures: BTreeMap<&'a str, Symbol<'a, ast::Failures>>,
    /// Names of queues in the order of the files: the first is where failures lead by default.
    pub queue_order: Vec<&'a str>,
    /// `defaults` blocks; one is allowed.
    pub defaults: Vec<(&'a ast::Defaults, &'a ast::Decl, &'a ast::File)>,
    /// Tests in the order of the files.
    pub tests: Vec<(&'a ast::Test, &'a ast::Decl, &'a ast::File)>,
    /// Names of all marks that are set somewhere.
    pub marks: BTreeSet<&'a str>,
    /// Hours whose `next_open` always has a value (language.md 2.5).
    pub certain_next_open: BTreeSet<&'a str>,
    /// Whether any line of any file of the client was not understood.
    pub has_junk: bool,
    /// Whether a declaration may be among what was not understood: then a name that is not found may be there.
    pub has_lost_names: bool,
}

impl<'a> Symbols<'a> {
    /// The client's name, empty where its head was not understood.
    pub fn client_name(&self) -> &'a str {
        self.client.name.as_ref().map_or("", |n| n.text.as_str())
    }

    /// Whether something of a kind that references name has this name.
    pub fn declares(&self, of: Of, name: &str) -> bool {
        self.declared(of).contains(&name)
    }

    /// All names of a kind that references name, sorted.
    pub fn declared(&self, of: Of) -> Vec<&'a str> {
        self.names(Kind::of_reference(of))
    }

    /// All names of a kind, sorted.
    pub fn names(&self, kind: Kind) -> Vec<&'a str> {
        match kind {
            Kind::Data => self.vars.keys().copied().collect(),
            Kind::Prompt => self.prompts.keys().copied().collect(),
            Kind::Hours => self.hours.keys().copied().collect(),
            Kind::Calendar => self.calendars.keys().copied().collect(),
            Kind::Switch => self.switches.keys().copied().collect(),
            Kind::Flow => self.flows.keys().copied().collect(),
            Kind::Queue => self.queues.keys().copied().collect(),
            Kind::Failures => self.failures.keys().copied().collect(),
            Kind::Service => self.services.keys().copied().collect(),
            Kind::Lookup => self.lookups.keys().copied().collect(),
            Kind::Shape => self.shapes.keys().copied().collect(),
            Kind::Callback => self.callbacks.keys().copied().collect(),
            Kind::Survey => self.surveys.keys().copied().collect(),
            Kind::Kpi => self.kpis.keys().copied().collect(),
            Kind::Mailbox => self.mailboxes.keys().copied().collect(),
            Kind::Mark => self.marks.iter().copied().collect(),
            Kind::Client => vec![self.client_name()],
            Kind::Number => self.client.numbers.iter().map(|n| n.number.text.as_str()).collect(),
            Kind::Type => self.records.keys().copied().collect(),
            Kind::Menu | Kind::Fact => Vec::new(),
        }
    }

    /// Where a name of a kind is declared.
    pub fn place(&self, kind: Kind, name: &str) -> Option<(&'a ast::Ident, &'a ast::File)> {
        match kind {
            Kind::Data => self.vars.get(name).map(|v| (&v.field.name, v.file)),
            Kind::Prompt => self.prompts.get(name).map(|s| (s.name, s.file)),
            Kind::Hours => self.hours.get(name).map(|s| (s.name, s.file)),
            Kind::Calendar => self.calendars.get(name).map(|s| (s.name, s.file)),
            Kind::Switch => self.switches.get(name).map(|s| (s.name, s.file)),
            Kind::Flow => self.flows.get(name).map(|s| (s.name, s.file)),
            Kind::Queue => self.queues.get(name).map(|s| (s.name, s.file)),
            Kind::Failures => self.failures.get(name).map(|s| (s.name, s.file)),
            Kind::Type => self.records.get(name).map(|s| (s.name, s.file)),
            Kind::Service => self.services.get(name).map(|s| (s.name, s.file)),
            Kind::Lookup => self.lookups.get(name).map(|s| (s.name, s.file)),
            Kind::Shape => self.shapes.get(name).map(|s| (s.name, s.file)),
            Kind::Callback => self.callbacks.get(name).map(|s| (s.name, s.file)),
            Kind::Survey => self.surveys.get(name).map(|s| (s.name, s.file)),
            Kind::Kpi => self.kpis.get(name).map(|s| (s.name, s.file)),
            Kind::Mailbox => self.mailboxes.get(name).map(|s| (s.name, s.file)),
            _ => None,
        }
    }

    /// Whether a number is one of the client's, in E.164 with `+`.
    pub fn has_number(&self, number: &str) -> bool {
        self.client.numbers.iter().any(|line| match &line.to {
            None => line.number.text == number,
            // of a block all numbers have the same length, so they compare as texts
            Some(to) => {
                number.len() == line.number.text.len()
                    && (line.number.text.as_str()..=to.text.as_str()).contains(&number)
            }
        })
    }

    /// ISO 3166-1 country of the client's first number, as far as the number plan is known here.
    pub fn country(&self) -> Option<&'static str> {
        let number = &self.client.numbers.first()?.number.text;
        COUNTRY_CODES.iter().find(|(code, _)| number.starts_with(code)).map(|(_, country)| *country)
    }
}

/// Country calling codes (ITU-T E.164) of the countries whose money the language knows, the longest first.
const COUNTRY_CODES: [(&str, &str); 14] = [
    ("+420", "CZ"),
    ("+31", "NL"),
    ("+32", "BE"),
    ("+33", "FR"),
    ("+34", "ES"),
    ("+39", "IT"),
    ("+41", "CH"),
    ("+43", "AT"),
    ("+44", "GB"),
    ("+45", "DK"),
    ("+46", "SE"),
    ("+48", "PL"),
    ("+49", "DE"),
    ("+1", "US"),
];
