//! What the law of a number asks of the queues that its calls come to (§ 115 TKG): E0703, W0704 as an error.

use super::Facts;
use crate::graph::reachable;
use rufplan_check::Place;
use rufplan_check::diagnostics::{e0703, w0704_by_law};
use rufplan_check::number_plan::{Charge, charge};
use rufplan_diag::Diagnostic;
use rufplan_machine::script::State;
use rufplan_syntax::ast::{ExprKind, SettingValueKind};
use std::collections::BTreeSet;

/// Numbers whose callers may not have to wait, or have to be told how long.
pub(super) fn waiting(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let tariff = tariff(facts);
    let mut found = Vec::new();
    for line in &facts.client.symbols.client.numbers {
        let number = &line.number.text;
        let Some(charged) = charge(number).filter(|charged| *charged != Charge::Free) else { continue };
        if tariff == Some("free") {
            continue;
        }
        let at = Place { file: facts.client.source(0).path.clone(), span: line.span };
        for queue in queues_of(facts, number) {
            let Some(symbol) = facts.client.symbols.queues.get(queue.as_str()) else { continue };
            let there = Place { file: symbol.file.source.path.clone(), span: symbol.decl.mark };
            if charged == Charge::Time && tariff.is_none() {
                found.push(e0703(at.clone(), number, &queue, there));
            } else if !rufplan_check::announces_wait(facts.client.symbols, symbol.node) {
                found.push(w0704_by_law(at.clone(), number, &queue, there));
            } else {
                continue;
            }
            break;
        }
    }
    found
}

/// The queues that calls to a number can come to, in the order of their names.
fn queues_of(facts: &Facts<'_>, number: &str) -> BTreeSet<String> {
    let machine = facts.machine();
    let Some(entry) = machine.numbers.get(number) else { return BTreeSet::new() };
    let reached = reachable(machine, [entry.state.clone()], |_, _| true);
    let entered = reached.iter().filter_map(|id| match machine.states.get(id) {
        Some(State::EnterQueue { queue, .. }) => Some(queue.clone()),
        _ => None,
    });
    entered.collect()
}

/// The word of the client's `tariff:`.
fn tariff<'f>(facts: &'f Facts<'_>) -> Option<&'f str> {
    let setting = facts.client.symbols.client.settings.iter().find(|setting| setting.key.text == "tariff")?;
    match &setting.values.first()?.kind {
        SettingValueKind::Expr(expr) => match &expr.kind {
            ExprKind::Path(path) => path.single().map(|word| word.text.as_str()),
            _ => None,
        },
        _ => None,
    }
}
