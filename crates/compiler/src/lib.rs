//! Takes sources and gives machines, scenarios, prompt book, spans and diagnostics.
//!
//! [`compile`] is the whole of it: a project in, one [`Machine`] for each client without errors out, and everything
//! that there is to say about the others as [`Diagnostic`]s. It is pure: what it must know of the world (today's date,
//! which sound files are there) comes in with [`Options`], so that the same sources give the same bytes everywhere.
//!
//! ```
//! use rufplan_compiler::{Options, SourceFile, compile};
//! use rufplan_machine::value::Date;
//!
//! let script = r#"rufplan 1
//!
//! client hallo "Hallo GmbH"
//!   languages: de
//!   time zone: Europe/Berlin
//!   number +49 30 5550111 starts welcome
//! end
//!
//! flow welcome
//!   say "Guten Tag und auf Wiederhören."
//!   hang up
//! end
//! "#;
//! let options = Options::on(Date { year: 2026, month: 11, day: 25 });
//! let compiled = compile(&[SourceFile::new("hallo.ruf", script)], &options);
//! assert!(compiled.diagnostics.is_empty());
//! assert_eq!(compiled.machines[0].numbers["+49305550111"].state, "welcome/say:\"Guten Tag und auf Wieder…\"");
//! ```
//!
//! The way through the house: `syntax` parses, `check` resolves names and types, `generate` makes states, `graph`
//! and `checks` look at them as a whole, `scenarios` and `prompt_book` read off what tests and recordings need.

mod cells;
mod checks;
mod compile;
mod diagnostics;
mod explain;
mod expressions;
mod generate;
mod graph;
mod ids;
mod language_pack;
mod lengths;
mod libraries;
mod options;
mod outline;
mod part;
mod project;
mod prompt_book;
mod proofs;
mod reads;
mod scenarios;
mod texts;
mod workers;
mod workspace;

pub use cells::{CellFault, cell_of, literal_of, placeholders};
pub use compile::{Compiled, compile, compile_with, without_allowed};
pub use explain::{Explained, ExplainedLine, From, explain_menu};
pub use language_pack::standard_texts;
pub use libraries::LibraryUse;
pub use options::{Locked, Options};
pub use outline::{Outline, OutlinePlace, OutlineWay, PlaceKind, outline};
pub use prompt_book::{PromptBook, PromptEntry, Rendering};
pub use proofs::{Proof, Verdict};
pub use rufplan_check::{Measured, Sound, SoundFacts};
pub use rufplan_diag::{Diagnostic, SourceFile};
pub use rufplan_machine::scenario::Scenario;
pub use rufplan_machine::script::{Machine, Spans};
pub use texts::{ScriptText, block_at, script_texts, version_of};
pub use workers::{InTurn, Workers};
pub use workspace::{Findings, Workspace};
