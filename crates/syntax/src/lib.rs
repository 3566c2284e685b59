//! Turns text into a lossless tree and never fails.
//!
//! The grammar (`grammar/rufplan.pest`) is total: lines it does not understand become `junk` and `bad_rest`
//! nodes, a lost `end` becomes `missing_end`. [`parse`] gives the tree; the nodes of these kinds are the
//! syntax errors.

pub mod ast;
mod grammar;
mod tree;

pub use grammar::Rule;
pub use tree::{Node, Tree, parse};
