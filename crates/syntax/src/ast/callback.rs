//! `callback NAME` and `offer callback`.

use super::{Block, Ident, Path, Say, Setting, Spanned, Text};
use rufplan_diag::Span;

/// `callback NAME`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callback {
    /// Its name.
    pub name: Option<Ident>,
    /// Description.
    pub title: Option<Text>,
    /// Number, hours, …
    pub settings: Vec<Setting>,
    /// The offer.
    pub say: Vec<Say>,
    /// In the order of the text.
    pub arms: Vec<CallbackArm>,
}

/// An arm of a callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbackArm {
    /// `None` where it is none of the cases.
    pub case: Option<Spanned<CallbackCase>>,
    /// What happens.
    pub body: Block,
    /// The line.
    pub head: Span,
}

/// What becomes of an offer to call back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the words of the language that it stands for")]
pub enum CallbackCase {
    Accepted,
    Declined,
    AlreadyBooked,
    NotPossible,
}

/// `offer callback C for Q`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferCallback {
    /// The callback.
    pub callback: Path,
    /// Whose agents call back; in a queue's arm that queue's.
    pub queue: Option<Path>,
}
