//! Declarations that this version cannot run (E0113). What they name counts as used.

use super::Client;
use crate::diagnostics as d;
use crate::{Kind, Sink, place};
use rufplan_syntax::ast::{DeclKind, Path};

/// Kinds whose things a declaration can name.
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

pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    for file in &client.symbols.files {
        for decl in &file.decls {
            if let DeclKind::Raw(raw) = &decl.kind {
                sink.report(d::e0113(place(file, decl.mark), d::Later::Decl(raw.kind)));
                mark_used(&raw.mentions, sink);
            }
        }
    }
}

/// Names in a construct that is kept as it stands: each may stand for anything.
pub(super) fn mark_used(mentions: &[Path], sink: &mut Sink) {
    for path in mentions {
        if let Some(first) = path.segments.first() {
            KINDS.iter().for_each(|kind| sink.used(*kind, &first.text));
        }
    }
}
