//! What nothing uses (W0203) and what is set and never read (W0307).

use super::Client;
use crate::modules::{STANDARD, is_alone};
use crate::symbols::Symbols;
use crate::{Kind, Sink, diagnostics as d, place, walk};
use rufplan_syntax::ast::{Block, StmtKind};
use std::collections::BTreeMap;

pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    let symbols = client.symbols;
    // in lines that were not understood anything may be used
    if symbols.has_junk {
        return;
    }
    let kinds = [
        (Kind::Prompt, ("said nowhere", "nirgends gesagt")),
        (Kind::Hours, ("asked nowhere", "nirgends gefragt")),
        (Kind::Calendar, ("used nowhere", "nirgends benutzt")),
        (Kind::Switch, ("asked nowhere", "nirgends gefragt")),
        (Kind::Queue, ("entered nowhere", "nirgends betreten")),
        (Kind::Service, ("asked nowhere", "nirgends gefragt")),
        (Kind::Lookup, ("asked nowhere", "nirgends gefragt")),
        (Kind::Shape, ("used nowhere", "nirgends benutzt")),
        (Kind::Type, ("used nowhere", "nirgends benutzt")),
        (Kind::Callback, ("offered nowhere", "nirgends angeboten")),
        (Kind::Survey, ("started nowhere", "nirgends begonnen")),
        (Kind::Mailbox, ("no message is taken in it", "keine Nachricht wird darin aufgenommen")),
    ];
    for (kind, never) in kinds {
        // what a library does not use itself is there for its clients
        if is_alone(symbols.client_name()) {
            break;
        }
        for name in symbols.names(kind) {
            // failures lead to the first queue without its being named
            let is_built_in = kind == Kind::Queue && symbols.queue_order.first() == Some(&name);
            // a built-in text that is replaced is said where nothing else is
            let is_built_in = is_built_in || name.strip_prefix(STANDARD).is_some_and(|n| n.starts_with('.'));
            if is_built_in || is_used(sink, kind, name) {
                continue;
            }
            if let Some((ident, file)) = symbols.place(kind, name) {
                sink.report(d::w0203(place(file, ident.span), kind.noun(), name, never));
            }
        }
    }
    let sets = sets(symbols);
    for (name, var) in &symbols.vars {
        if is_used(sink, Kind::Data, name) {
            continue;
        }
        let at = place(var.file, var.field.name.span);
        match sets.get(*name) {
            Some(times) => sink.report(d::w0307(at, name, *times)),
            None => sink.report(d::w0203(
                at,
                Kind::Data.noun(),
                name,
                ("neither set nor read", "weder gesetzt noch gelesen"),
            )),
        }
    }
}

fn is_used(sink: &Sink, kind: Kind, name: &str) -> bool {
    sink.uses.contains(&(kind, name.to_string()))
}

/// How often each variable is set.
fn sets(symbols: &Symbols<'_>) -> BTreeMap<String, usize> {
    let mut sets = BTreeMap::new();
    let mut look = |body: &Block| {
        walk::statements(body, &mut |stmt| {
            let set = match &stmt.kind {
                StmtKind::Set { var, .. } => Some(var),
                StmtKind::Collect(collect) => collect.var.as_ref(),
                _ => None,
            };
            if let Some(var) = set {
                *sets.entry(var.text()).or_default() += 1;
            }
        });
    };
    symbols.flows.values().for_each(|flow| look(&flow.node.body));
    symbols.queues.values().for_each(|queue| queue.node.arms.iter().for_each(|arm| look(&arm.body)));
    symbols.callbacks.values().for_each(|c| c.node.arms.iter().for_each(|arm| look(&arm.body)));
    for (defaults, ..) in &symbols.defaults {
        defaults.on.iter().for_each(|arm| look(&arm.body));
        defaults.press.iter().for_each(|arm| look(&arm.body));
    }
    sets
}
