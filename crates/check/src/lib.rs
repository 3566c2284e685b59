//! Resolves names and types and reports everything wrong with a script.
//!
//! [`check`] takes the typed trees of a project and gives the names of each client ([`Symbols`]) and everything there
//! is to say to the designer. It is pure and reports all it can in one pass; a name that is not there, or that belongs
//! to something this version cannot run, poisons what uses it silently, so that one mistake is one message. What needs
//! the graph of states (loose ends, circles, unreachable flows) stands in crate `compiler`, which lowers expressions
//! with the very functions used here ([`expr`]).

mod allow;
mod checks;
pub mod diagnostics;
pub mod expr;
pub mod flow_graph;
pub mod hours;
mod kind;
mod law;
pub mod modules;
pub mod number_plan;
mod sink;
mod sounds;
mod spelling;
pub mod symbols;
pub mod types;
pub mod walk;

pub use allow::without_allowed;
pub use diagnostics::Place;
pub use kind::Kind;
pub use modules::{Expanded, Told, expand, expand_client, expand_libraries};
pub use sink::Sink;
pub use sounds::{Measured, Sound, SoundFacts};
pub use spelling::nearest;
pub use symbols::Symbols;

use rufplan_calendar::Date;
use rufplan_diag::{Diagnostic, Span};
use rufplan_syntax::ast;
use std::collections::BTreeSet;

/// Facts from outside.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The day of the check: what lies behind it has passed, and holidays are known up to the third year after it.
    pub today: Date,
    /// What is known of sound files.
    pub sounds: &'a SoundFacts,
    /// Paths of the files that are asked for: of clients without one of them only the names are read. `None` is all.
    pub only: Option<&'a BTreeSet<String>>,
}

/// What a project says, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Checked<'a> {
    /// The names of each client, in the order of the files; libraries by themselves come first.
    pub clients: Vec<Symbols<'a>>,
    /// Sorted by file, place and code; no two alike; what a comment allows is left out.
    pub diagnostics: Vec<Diagnostic>,
    /// Paths of the files of all clients that are asked for, and of their libraries; `None` is all.
    pub asked: Option<BTreeSet<String>>,
    /// What has been told of libraries by themselves.
    pub told: modules::Alone,
    only: Option<BTreeSet<String>>,
}

impl<'a> Checked<'a> {
    /// The clients that are asked for: those with a file that is, and the libraries of these.
    pub fn wanted(&self) -> impl Iterator<Item = &Symbols<'a>> {
        self.clients.iter().filter(|client| wants(client, self.only.as_ref(), self.asked.as_ref()))
    }
}

fn wants(client: &Symbols<'_>, only: Option<&BTreeSet<String>>, asked: Option<&BTreeSet<String>>) -> bool {
    let among = if modules::is_alone(client.client_name()) { asked } else { only };
    among.is_none_or(|paths| client.files.iter().any(|file| paths.contains(&*file.source.path)))
}

/// Checks a project or a part of one: all its files at once, several clients if there are several.
pub fn check<'a>(project: &'a Expanded, options: &Options<'_>) -> Checked<'a> {
    let symbols::Collected { clients, mut sink } =
        symbols::collect(&project.files, options.today, &project.rest.clients);
    let real: Vec<&Symbols<'_>> = clients.iter().filter(|c| !modules::is_alone(c.client_name())).collect();
    sink.diagnostics.extend(project.rest.across.iter().cloned());
    let mut told = Told::new(project, project.rest.told.clone());
    let uses = sink.uses;
    let mut diagnostics = told.written(sink.diagnostics);
    diagnostics.extend(project.diagnostics.iter().cloned());
    let asked = options.only.map(|only| {
        let wanted = real.iter().filter(|c| wants(c, Some(only), None));
        let files = wanted.flat_map(|c| c.files.iter().map(|f| f.source.path.to_string()));
        files.chain(only.iter().cloned()).collect::<BTreeSet<_>>()
    });
    for client in clients.iter().filter(|client| wants(client, options.only, asked.as_ref())) {
        // types are used where names are gathered
        let mut own = Sink { diagnostics: Vec::new(), uses: uses.clone() };
        checks::client(client, &project.given, options, &mut own);
        diagnostics.extend(told.take(client, own.diagnostics));
    }
    let diagnostics = allow::sorted(allow::without_allowed(&project.files, diagnostics));
    Checked { clients, diagnostics, asked, only: options.only.cloned(), told: told.alone() }
}

/// Whether any words of a queue tell callers how long it takes.
pub fn announces_wait(symbols: &Symbols<'_>, queue: &ast::Queue) -> bool {
    checks::announces_wait(symbols, queue)
}

/// A place in a file.
pub fn place(file: &ast::File, span: Span) -> Place {
    Place { file: file.source.path.clone(), span }
}
