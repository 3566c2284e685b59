//! Resolves names and types and reports everything wrong with a script.
pub mod diagnostics;
pub mod expr;
pub mod hours;
mod kind;
mod sink;
mod spelling;
pub mod symbols;
pub mod types;
mod walk;

pub use diagnostics::Place;
pub use kind::Kind;
pub use sink::Sink;

use rufplan_diag::Span;
use rufplan_syntax::ast;

/// A place in a file.
pub fn place(file: &ast::File, span: Span) -> Place {
    Place { file: file.source.path.clone(), span }
}
