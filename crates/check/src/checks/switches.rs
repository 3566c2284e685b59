//! Switches, and who hears of them (W0807).

use super::Client;
use super::settings::{Block, HOUR, Required, SECOND, Takes};
use crate::{Place, Sink, diagnostics as d, place, walk};
use rufplan_syntax::ast::{Expr, ExprKind, File, QueueCase, QueueTrigger, StmtKind};
use std::collections::BTreeMap;

const TABLE: [(&str, Takes); 4] = [
    ("label", Takes::Text),
    ("allowed for", Takes::Words),
    ("turns off after", Takes::DurationOr(SECOND, 366 * 24 * HOUR, "never")),
    ("tell", Takes::Texts),
];

const REQUIRED: [Required; 2] = [
    (
        "label",
        ("what do the people see who set it?", "Was sehen die, die ihn stellen?"),
        "label: \"Notfallschließung\"",
    ),
    ("allowed for", ("who may set it?", "Wer darf ihn stellen?"), "allowed for: shift_lead"),
];

pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    for switch in client.symbols.switches.values() {
        let block = Block { client, file: switch.file, word: "switch", settings: &switch.node.settings };
        block.check(&TABLE, sink);
        if !switch.decl.has_junk {
            block.require(&REQUIRED, switch.decl.mark, sink);
        }
    }
    for (switch, ended_at) in ending_switches(client) {
        for (name, queue) in &client.symbols.queues {
            let hears = queue.node.arms.iter().any(|arm| match &arm.trigger {
                Some(QueueTrigger::When(case)) => {
                    matches!(&case.value, QueueCase::SwitchTurnsOn(path) if path.text() == switch)
                }
                _ => false,
            });
            if !hears && !queue.decl.has_junk {
                let at = place(queue.file, queue.decl.mark);
                sink.report(d::w0807(at, switch, name, ended_at.clone()));
            }
        }
    }
}

/// Switches whose being on hangs up, each with the first such place.
fn ending_switches<'s>(client: &Client<'s>) -> BTreeMap<&'s str, Place> {
    let mut found = BTreeMap::new();
    for flow in client.symbols.flows.values() {
        walk::statements(&flow.node.body, &mut |stmt| {
            let StmtKind::If(branching) = &stmt.kind else { return };
            for branch in &branching.branches {
                let ends = branch.body.stmts.iter().any(|s| matches!(s.kind, StmtKind::HangUp));
                let switch = branch.condition.as_ref().and_then(|c| switch_that_is_on(client, c));
                if let (true, Some(switch)) = (ends, switch) {
                    found.entry(switch).or_insert_with(|| at(flow.file, branch.head));
                }
            }
        });
    }
    found
}

fn at(file: &File, span: rufplan_diag::Span) -> Place {
    place(file, span)
}

/// The switch of `S is on`, `S is yes` or `S` alone.
fn switch_that_is_on<'s>(client: &Client<'s>, condition: &Expr) -> Option<&'s str> {
    let name = match &condition.kind {
        ExprKind::Path(path) => path.text(),
        ExprKind::Compare { op: rufplan_syntax::ast::CompareOp::Is, left, right } => {
            match (&left.kind, &right.kind) {
                (ExprKind::Path(left), ExprKind::Path(right)) if right.text() == "on" => left.text(),
                _ => return None,
            }
        }
        _ => return None,
    };
    client.symbols.switches.get_key_value(name.as_str()).map(|(name, _)| *name)
}
