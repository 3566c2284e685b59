//! Entries: `collect`.

use super::{OnArm, Path, PressArm, Say, Setting};

/// `collect VAR`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collect {
    /// The variable that is filled; `None` where the line was not understood.
    pub var: Option<Path>,
    /// Length, times, attempts, …
    pub settings: Vec<Setting>,
    /// `say`, one prompt in order.
    pub say: Vec<Say>,
    /// `say again`
    pub say_again: Vec<Say>,
    /// `press`: ways out.
    pub press: Vec<PressArm>,
    /// `on …`
    pub on: Vec<OnArm>,
    /// Whether a line of it was not understood.
    pub has_junk: bool,
}
