//! `check queue`: looking before entering.

use super::{Block, Path, Spanned};
use rufplan_diag::Span;

/// `check queue Q`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckQueue {
    /// The queue; `None` where it was not understood.
    pub queue: Option<Path>,
    /// In the order of the text.
    pub arms: Vec<LookArm>,
    /// Whether a line of it was not understood.
    pub has_junk: bool,
}

/// An arm of `check queue`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookArm {
    /// `None` where it is none of the cases.
    pub case: Option<Spanned<LookCase>>,
    /// What happens.
    pub body: Block,
    /// The line.
    pub head: Span,
}

/// Cases of `check queue`, in the order in which they are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LookCase {
    /// `nobody is signed in`
    NobodySignedIn,
    /// `full`
    Full,
    /// `expected wait over D`, in milliseconds; `None` for a duration too long to count.
    ExpectedWaitOver(Option<i64>),
    /// `ready`
    Ready,
}
