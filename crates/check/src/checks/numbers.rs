//! Numbers and spoken names across clients: E0901, W0905.

use crate::diagnostics as d;
use crate::modules::Part;
use crate::{Place, place};
use rufplan_diag::Diagnostic;
use rufplan_syntax::ast::{Client, File, NumberLine};
use std::collections::BTreeMap;

/// A client of the list: its place there, its file with `client`, and this.
type Head<'a> = (usize, &'a File, &'a Client);

pub(super) fn check(clients: &[Part]) -> BTreeMap<usize, Vec<Diagnostic>> {
    let heads: Vec<Head<'_>> = clients
        .iter()
        .enumerate()
        .flat_map(|(index, part)| part.heads().map(move |(file, client)| (index, file, client)))
        .collect();
    let mut found: BTreeMap<usize, Vec<Diagnostic>> = BTreeMap::new();
    let mut report = |client: usize, d: Diagnostic| found.entry(client).or_default().push(d);
    same_number(&heads, &mut report);
    same_spoken_name(&heads, &mut report);
    found
}

fn same_number(heads: &[Head<'_>], report: &mut impl FnMut(usize, Diagnostic)) {
    let mut taken = Taken::default();
    for (index, file, client) in heads {
        for line in &client.numbers {
            let at = place(file, line.number.span);
            let Some(range) = Range::of(line) else {
                report(*index, d::e0105(at, d::Impossible::Keys));
                continue;
            };
            if let Some((other, there, owner)) = taken.first_that_meets(&range) {
                let there = place(there, other.number.span);
                let text = file.source.slice(line.number.span);
                let owner = owner.name.as_ref().map_or("", |name| name.text.as_str());
                report(*index, d::e0901(at, text, owner, there));
            }
            taken.add(range, (line, file, client));
        }
    }
}

fn same_spoken_name(heads: &[Head<'_>], report: &mut impl FnMut(usize, Diagnostic)) {
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    for (index, file, client) in heads {
        let Some(title) = &client.title else { continue };
        let at = place(file, title.span);
        match title.plain().map(|name| (name, first.get(name))) {
            Some((name, Some(there))) => report(*index, d::w0905(at, name, there.clone())),
            Some((name, None)) => {
                first.insert(name, at);
            }
            None => {}
        }
    }
}

/// A number line, its file and its client.
type Owned<'a> = (&'a NumberLine, &'a File, &'a Client);

/// The numbers so far, found by their first one.
#[derive(Default)]
struct Taken<'a> {
    lines: Vec<(Range, Owned<'a>)>,
    /// Lines by length and first number.
    by_first: BTreeMap<(usize, u64), Vec<usize>>,
    /// How far behind its first number a line of any length goes on at most.
    widest: u64,
}

impl<'a> Taken<'a> {
    fn add(&mut self, range: Range, line: Owned<'a>) {
        self.widest = self.widest.max(range.last - range.first);
        self.by_first.entry((range.digits, range.first)).or_default().push(self.lines.len());
        self.lines.push((range, line));
    }

    /// The first line of all that has a number of a range.
    fn first_that_meets(&self, range: &Range) -> Option<Owned<'a>> {
        let from = (range.digits, range.first.saturating_sub(self.widest));
        let near = self.by_first.range(from..=(range.digits, range.last)).flat_map(|(_, lines)| lines);
        let first = near.copied().filter(|line| self.lines[*line].0.meets(range)).min()?;
        Some(self.lines[first].1)
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
