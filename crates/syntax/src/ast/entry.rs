//! Entries, consent to recording, shared counts of failures.

use super::{Ident, OnArm, Path, PressArm, Say, Setting, Spanned, Text};
use rufplan_diag::Span;

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

/// `consent recording`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// What is consented to: `recording`.
    pub to: Option<Ident>,
    /// `first key within` and the like: a consent has none.
    pub settings: Vec<Setting>,
    /// `say`, one prompt in order.
    pub say: Vec<Say>,
    /// `press K means yes`
    pub press: Vec<ConsentKey>,
    /// `silence means no`, every one that is written.
    pub silence: Vec<Spanned<bool>>,
    /// Whether a line of it was not understood.
    pub has_junk: bool,
}

/// `press K means yes`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentKey {
    /// The key.
    pub key: Ident,
    /// What it means.
    pub yes: bool,
    /// The line.
    pub span: Span,
}

/// `start recording` and the like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the word of the language that it stands for")]
pub enum RecordingOrder {
    Start,
    Pause,
    Resume,
    Stop,
}

/// `failures NAME`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failures {
    /// Its name.
    pub name: Option<Ident>,
    /// Description.
    pub title: Option<Text>,
    /// `at most`
    pub settings: Vec<Setting>,
    /// `on failure`
    pub on: Vec<OnArm>,
}
