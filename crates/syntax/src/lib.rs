//! Turns text into a lossless tree and never fails.
//!
//! The grammar (`grammar/rufplan.pest`) is total: lines it does not understand become `junk` and `bad_rest`
//! nodes, a lost `end` becomes `missing_end`. [`parse`] gives the tree, [`syntax_errors`] says what is wrong with it:
//! the nodes of these kinds, each with its exact place, its meaning and, where a tool can do it, its repair.
//!
//! Parsing recurses. [`parse`] is safe on any stack; on one of [`limits::PARSE_STACK_BYTES`] it reads every file that
//! keeps to the limits of X1. Threads are the business of the shells.

pub mod ast;
mod block;
mod diagnostics;
mod expected;
mod grammar;
pub mod limits;
mod lines;
mod other_words;
mod report;
mod reread;
mod sounds;
mod suggest;
mod tree;
mod words;

pub use grammar::Rule;
pub use report::syntax_errors;
pub use sounds::sound_paths;
pub use tree::{Node, Tree, is_error, parse};
pub use words::{Keyword, keywords};
