//! `survey NAME` and `kpi NAME`.

use super::{Ident, Say, Setting, Spanned, Text};
use rufplan_diag::Span;

/// A bound of a scale; `None` inside where the number is no whole one.
pub type Bound = Spanned<Option<u32>>;

/// `survey NAME`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// Its name.
    pub name: Option<Ident>,
    /// Description.
    pub title: Option<Text>,
    /// Whom it invites, where answers go.
    pub settings: Vec<Setting>,
    /// In the order of the text.
    pub questions: Vec<SurveyQuestion>,
    /// The thanks; more than one is an error.
    pub say: Vec<Say>,
}

/// `ask NAME from 1 to 5` or `ask NAME yes or no`, with what is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyQuestion {
    /// Its name.
    pub name: Ident,
    /// Least and greatest answer; `None` is `yes or no`. A number inside is `None` where it is no whole one.
    pub scale: Option<(Bound, Bound)>,
    /// What is said.
    pub say: Say,
    /// The line.
    pub head: Span,
}

/// `kpi NAME`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kpi {
    /// Its name.
    pub name: Option<Ident>,
    /// Description.
    pub title: Option<Text>,
    /// Measure, target, …
    pub settings: Vec<Setting>,
}
