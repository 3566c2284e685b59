//! Numbers and spoken names across clients: E0901, W0905.

use crate::diagnostics as d;
use crate::symbols::Symbols;
use crate::{Place, Sink, place};
use rufplan_syntax::ast::NumberLine;
use std::collections::BTreeMap;

pub(super) fn check(clients: &[&Symbols<'_>], sink: &mut Sink) {
    let mut lines: Vec<(Range, &NumberLine, &Symbols<'_>)> = Vec::new();
    for &client in clients {
        for line in &client.client.numbers {
            let at = place(client.files[0], line.number.span);
            let Some(range) = Range::of(line) else {
                sink.report(d::e0105(at, d::Impossible::Keys));
                continue;
            };
            if let Some((_, other, owner)) = lines.iter().find(|(r, ..)| r.meets(&range)) {
                let there = place(owner.files[0], other.number.span);
                let text = client.files[0].source.slice(line.number.span);
                sink.report(d::e0901(at, text, owner.client_name(), there));
            }
            lines.push((range, line, client));
        }
    }
    same_spoken_name(clients, sink);
}

fn same_spoken_name(clients: &[&Symbols<'_>], sink: &mut Sink) {
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    for client in clients {
        let Some(title) = &client.client.title else { continue };
        let at = place(client.files[0], title.span);
        match title.plain().map(|name| (name, first.get(name))) {
            Some((name, Some(there))) => sink.report(d::w0905(at, name, there.clone())),
            Some((name, None)) => {
                first.insert(name, at);
            }
            None => {}
        }
    }
}

/// Numbers of one length, the first and the last.
struct Range {
    digits: usize,
    first: u64,
    last: u64,
}

impl Range {
    fn of(line: &NumberLine) -> Option<Range> {
        let worth = |text: &str| text.trim_start_matches('+').parse().ok();
        let (first, last) = (&line.number.text, line.to.as_ref().map_or(&line.number.text, |to| &to.text));
        let range = Range { digits: first.len(), first: worth(first)?, last: worth(last)? };
        (last.len() == range.digits && range.first <= range.last).then_some(range)
    }

    fn meets(&self, other: &Range) -> bool {
        self.digits == other.digits && self.first <= other.last && other.first <= self.last
    }
}
