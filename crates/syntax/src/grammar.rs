//! The parser that pest makes of `grammar/rufplan.pest`.
#![allow(missing_docs)]

use pest_derive::Parser;

/// The generated parser.
#[derive(Parser)]
#[grammar = "../../grammar/rufplan.pest"]
pub(crate) struct RufplanParser;
