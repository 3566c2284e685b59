//! Flows that are run and come back, and record types.

use super::{Block, CallOf, Field, Ident};
use rufplan_diag::Span;

/// `run FLOW(values)` with an arm for each outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The flow and what it is given; `None` where the line was not understood.
    pub call: Option<CallOf>,
    /// In the order of the text.
    pub arms: Vec<RunArm>,
    /// Whether a line of it was not understood.
    pub has_junk: bool,
}

/// `when OUTCOME`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunArm {
    /// The outcome; `None` where the line was not understood.
    pub outcome: Option<Ident>,
    /// What happens.
    pub body: Block,
    /// The line.
    pub head: Span,
}

/// `type NAME`: a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeDecl {
    /// Its name.
    pub name: Option<Ident>,
    /// In the order of the text.
    pub fields: Vec<Field>,
}
