//! Paths that stop (E0401), and what no path reaches (E0402).

use super::Facts;
use crate::diagnostics::{e0401, e0402_flow, e0402_statement};
use crate::generate::Origin;
use crate::graph::{reachable, roots, ways_to};
use crate::project::inner_blocks;
use rufplan_check::symbols::Symbols;
use rufplan_diag::{Diagnostic, Words};
use rufplan_syntax::ast::{Block, CallOf, DeclKind, StmtKind};
use std::collections::BTreeSet;

/// Places behind which nothing follows and to which a caller can come.
pub(super) fn stops(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let machine = facts.machine();
    let mut from = roots(machine);
    from.extend(machine.queues.keys().map(|queue| crate::graph::queue_state(queue)));
    from.extend(machine.anywhere.values().map(|key| key.next.clone()));
    let reached = reachable(machine, from, |_, _| true);
    let stops = facts.generated.stops.iter().filter(|stop| reached.contains(&stop.id));
    stops
        .map(|stop| {
            let ways = ways_to(machine, &facts.before, &stop.id);
            let words: Vec<Words> = ways.iter().map(|way| way.words(machine)).collect();
            e0401(stop, &words)
        })
        .collect()
}

/// Flows and statements that no caller comes to.
pub(super) fn unreached(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let statements = facts.generated.unreached.iter();
    let mut found: Vec<Diagnostic> =
        statements.map(|one| e0402_statement(one, facts.text(&one.before))).collect();
    let Some(reached) = reached_flows(facts) else { return found };
    for (file, decl) in facts.client.decls() {
        if let DeclKind::Flow(flow) = &decl.kind
            && let Some(name) = &flow.name
            && !reached.contains(name.text.as_str())
        {
            let origin = Origin { file: facts.client.source(file).path.clone(), span: decl.mark };
            found.push(e0402_flow(&origin, &name.text));
        }
    }
    found
}

/// Names of flows to which numbers, queues and `defaults` lead, and the flows that these go to. `None` where one of these
/// names is unknown (E0201): it may be a slip for a flow that else seems unreached.
fn reached_flows<'a>(facts: &Facts<'a>) -> Option<BTreeSet<&'a str>> {
    let symbols = facts.client.symbols;
    let mut calls: Vec<&'a CallOf> = Vec::new();
    for (_, decl) in facts.client.decls() {
        match &decl.kind {
            DeclKind::Client(client) => {
                calls.extend(client.numbers.iter().map(|line| &line.starts));
            }
            DeclKind::Queue(queue) => queue.arms.iter().for_each(|arm| goes_to(&arm.body, &mut calls)),
            DeclKind::Callback(callback) => {
                callback.arms.iter().for_each(|arm| goes_to(&arm.body, &mut calls));
            }
            DeclKind::Defaults(defaults) => {
                defaults.on.iter().for_each(|arm| goes_to(&arm.body, &mut calls));
                defaults.press.iter().for_each(|arm| goes_to(&arm.body, &mut calls));
            }
            _ => {}
        }
    }
    let mut open: Vec<&'a str> = Vec::new();
    for call in calls {
        open.extend(named(symbols, None, call)?);
    }
    let mut reached = BTreeSet::new();
    while let Some(flow) = open.pop() {
        let symbol = symbols.flows.get(flow)?;
        if reached.insert(flow) {
            let mut calls = Vec::new();
            goes_to(&symbol.node.body, &mut calls);
            for call in calls {
                open.extend(named(symbols, Some(flow), call)?);
            }
        }
    }
    Some(reached)
}

/// The flows that a jump leads to; `None` for a name that is unknown.
fn named<'a>(symbols: &Symbols<'a>, inside: Option<&str>, call: &CallOf) -> Option<Vec<&'a str>> {
    let flows = symbols.flows_named(inside, &call.flow);
    (!flows.is_empty()).then_some(flows)
}

/// The jumps to flows in a block: `go to` and `run`.
fn goes_to<'a>(block: &'a Block, found: &mut Vec<&'a CallOf>) {
    for stmt in &block.stmts {
        match &stmt.kind {
            StmtKind::GoTo(call) => found.push(call),
            StmtKind::Run(run) => found.extend(&run.call),
            _ => {}
        }
        inner_blocks(stmt).into_iter().for_each(|inner| goes_to(inner, found));
    }
}
