//! What settings name that this version cannot look at (E0113) counts as used.

use crate::{Kind, Sink};
use rufplan_syntax::ast::Path;

/// Kinds whose things a setting can name.
const KINDS: [Kind; 8] = [
    Kind::Data,
    Kind::Prompt,
    Kind::Hours,
    Kind::Calendar,
    Kind::Switch,
    Kind::Flow,
    Kind::Queue,
    Kind::Type,
];

/// Names in a setting that is not looked at: each may stand for anything.
pub(super) fn mark_used(mentions: &[Path], sink: &mut Sink) {
    for path in mentions {
        if let Some(first) = path.segments.first() {
            KINDS.iter().for_each(|kind| sink.used(*kind, &first.text));
        }
    }
}
