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
mod sink;
mod sounds;
mod spelling;
pub mod symbols;
pub mod types;
mod walk;

pub use allow::without_allowed;
pub use diagnostics::Place;
pub use kind::Kind;
pub use sink::Sink;
pub use sounds::{Sound, SoundFacts};
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

impl Options<'_> {
    /// Whether a client is asked for.
    pub fn wants(&self, client: &Symbols<'_>) -> bool {
        self.only.is_none_or(|only| client.files.iter().any(|file| only.contains(&*file.source.path)))
    }
}

/// What a project says, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Checked<'a> {
    /// The names of each client, in the order of the files.
    pub clients: Vec<Symbols<'a>>,
    /// Sorted by file, place and code; no two alike; what a comment allows is left out.
    pub diagnostics: Vec<Diagnostic>,
}

/// Checks a project: all its files at once, several clients if there are several.
pub fn check<'a>(files: &'a [ast::File], options: &Options<'_>) -> Checked<'a> {
    let symbols::Collected { clients, mut sink } = symbols::collect(files, options.today);
    checks::project(&clients, &mut sink);
    for client in clients.iter().filter(|client| options.wants(client)) {
        checks::client(client, options, &mut sink);
    }
    Checked { clients, diagnostics: allow::sorted(allow::without_allowed(files, sink.diagnostics)) }
}

/// A place in a file.
pub fn place(file: &ast::File, span: Span) -> Place {
    Place { file: file.source.path.clone(), span }
}
