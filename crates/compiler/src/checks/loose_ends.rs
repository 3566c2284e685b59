//! Paths that stop (E0401), and what no path reaches (E0402).

use super::Facts;
use crate::diagnostics::{e0401, e0402_flow, e0402_statement};
use crate::generate::Origin;
use crate::graph::{reachable, roots, ways_to};
use crate::project::inner_blocks;
use rufplan_diag::Diagnostic;
use rufplan_syntax::ast::{Block, DeclKind, StmtKind};
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
            let words: Vec<String> = ways.iter().map(|way| way.words(machine)).collect();
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
    let mut open: Vec<&'a str> = Vec::new();
    for (_, decl) in facts.client.decls() {
        match &decl.kind {
            DeclKind::Client(client) => {
                open.extend(client.numbers.iter().filter_map(|line| name(&line.starts)));
            }
            DeclKind::Queue(queue) => queue.arms.iter().for_each(|arm| goes_to(&arm.body, &mut open)),
            DeclKind::Defaults(defaults) => {
                defaults.on.iter().for_each(|arm| goes_to(&arm.body, &mut open));
                defaults.press.iter().for_each(|arm| goes_to(&arm.body, &mut open));
            }
            _ => {}
        }
    }
    let mut reached = BTreeSet::new();
    while let Some(flow) = open.pop() {
        let symbol = facts.client.symbols.flows.get(flow)?;
        if reached.insert(flow) {
            goes_to(&symbol.node.body, &mut open);
        }
    }
    Some(reached)
}

fn name(call: &rufplan_syntax::ast::CallOf) -> Option<&str> {
    call.flow.single().map(|name| name.text.as_str())
}

/// The flows that a block goes to.
fn goes_to<'a>(block: &'a Block, found: &mut Vec<&'a str>) {
    for stmt in &block.stmts {
        if let StmtKind::GoTo(call) = &stmt.kind {
            found.extend(name(call));
        }
        inner_blocks(stmt).into_iter().for_each(|inner| goes_to(inner, found));
    }
}
