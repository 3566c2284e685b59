//! Flows that are given values, run, and come back (language.md 2.3, 2.14).

use super::{Expr, StateId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a flow is given, by the names of the variables that hold its parameters: `flow.parameter`. All values are
/// worked out before the first is set.
pub type Arguments = BTreeMap<String, Expr>;

/// `run F(values)`: a flow that comes back with an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Name of the flow.
    pub flow: String,
    /// What it is given.
    pub args: Arguments,
    /// Its first state.
    pub entry: StateId,
    /// Where each outcome leads; the flow can come back with no other.
    pub outcomes: BTreeMap<String, StateId>,
}

/// `go to F(values)` where there are values; without them the jump has no state of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoTo {
    /// Name of the flow.
    pub flow: String,
    /// What it is given.
    pub args: Arguments,
    /// Its first state.
    pub next: StateId,
}
