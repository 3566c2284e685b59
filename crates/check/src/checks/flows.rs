//! Flows: what they are given, what they come back with (E0208, E0413, W0415).

use super::Client;
use crate::diagnostics as d;
use crate::expr::{self, Naming, Scope};
use crate::flow_graph::FlowGraph;
use crate::symbols::Symbol;
use crate::{Kind, Sink, place, types};
use rufplan_machine::value::Kind as Of;
use rufplan_syntax::ast::{CallOf, Flow};
use std::collections::BTreeSet;

/// What concerns flows as a whole; statements are looked at on the way.
pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    let symbols = client.symbols;
    for flow in symbols.flows.values() {
        outcomes(client, flow, sink);
        for param in &flow.node.params {
            if symbols.vars.contains_key(param.name.text.as_str()) {
                let there = symbols.place(Kind::Data, &param.name.text).map(|(n, f)| place(f, n.span));
                let at = place(flow.file, param.name.span);
                sink.report(d::e0202(at, "variable or parameter", &param.name.text, there));
            }
        }
        if let Some(round) = client.flows.recursion(&flow.name.text) {
            sink.report(d::e0208(place(flow.file, flow.decl.mark), &round));
        }
    }
    for line in &symbols.client.numbers {
        let file = symbols.files[0];
        let scope = client.scope(file);
        if let Some(flows) = jump(client, &line.starts, &BTreeSet::new(), &scope, sink) {
            hand(client, &line.starts, &flows, &scope, sink);
        }
    }
}

/// Outcomes twice, and outcomes that no way gives (W0415).
fn outcomes(client: &Client<'_>, flow: &Symbol<'_, Flow>, sink: &mut Sink) {
    let gives = &flow.node.gives;
    for (index, outcome) in gives.iter().enumerate() {
        if let Some(first) = gives.iter().take(index).find(|o| o.text == outcome.text) {
            let there = Some(place(flow.file, first.span));
            sink.report(d::e0202(place(flow.file, outcome.span), "outcome", &outcome.text, there));
        }
    }
    if client.symbols.has_junk {
        return;
    }
    let name = flow.name.text.as_str();
    let given: BTreeSet<&str> = client
        .flows
        .goes_on_in(name)
        .into_iter()
        .filter_map(|flow| client.flows.flows.get(flow))
        .flat_map(|leads| leads.finishes.iter().copied())
        .collect();
    for outcome in gives.iter().filter(|outcome| !given.contains(outcome.text.as_str())) {
        sink.report(d::w0415(place(flow.file, outcome.span), name, &outcome.text));
    }
}

/// The flows that a `go to` or a number leads to: there (E0201), and of no outcomes but those that are answered for where
/// it stands (E0413). `None` where that is not known.
pub(super) fn jump<'s>(
    client: &Client<'s>,
    call: &CallOf,
    answered: &BTreeSet<&str>,
    scope: &Scope<'s>,
    sink: &mut Sink,
) -> Option<Vec<String>> {
    let naming = expr::naming(Of::Flow, &call.flow, scope, sink);
    let Some(naming) = naming else {
        // what it is given is used all the same
        for arg in &call.args {
            expr::lower(arg, None, &scope.clone().assuming_known(), &mut Sink::default());
            expr::mark_used(arg, scope, sink);
        }
        return None;
    };
    for name in naming.names() {
        let Some(flow) = client.symbols.flows.get(name.as_str()) else { continue };
        let open: Vec<&str> =
            flow.node.gives.iter().map(|o| o.text.as_str()).filter(|o| !answered.contains(o)).collect();
        if !open.is_empty() {
            let at = place(scope.file, call.flow.span);
            let there = place(flow.file, flow.decl.mark);
            sink.report(
                d::e0413(at, d::Outcomes::OfJump { flow: name, inside: scope.flow, open: &open }).related(
                    &there.file,
                    there.span,
                    (format!("`{name}` gives them"), format!("`{name}` gibt sie")),
                ),
            );
        }
    }
    Some(match naming {
        Naming::Fixed(name) => vec![name],
        Naming::Among(_, names) => names,
    })
}

/// Values for flows: as many as they take, each of its type. Gives the names of the parameters that are `maybe` and get a
/// value that is known.
pub(super) fn hand<'s>(
    client: &Client<'s>,
    call: &CallOf,
    flows: &[String],
    scope: &Scope<'s>,
    sink: &mut Sink,
) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for name in flows {
        let Some(params) = client.symbols.params.get(name.as_str()) else { continue };
        if params.len() != call.args.len() {
            sink.report(d::e0301_count(place(scope.file, call.span), name, params.len(), call.args.len()));
            // which value is missing is not known: nothing is said about their types
            call.args.iter().for_each(|arg| expr::mark_used(arg, scope, sink));
            continue;
        }
        for (arg, param) in call.args.iter().zip(params) {
            let lowered = match &param.of {
                Some(of) => expr::fitting(arg, of, scope, sink),
                None => expr::lower(arg, None, scope, sink),
            };
            if lowered.is_none_or(|(_, of)| !types::is_maybe(&of)) {
                known.insert(param.node.name.text.clone());
            }
        }
    }
    known
}

/// Whether a statement is one that no arm of a queue may hold, however it comes there (E0711).
pub(super) fn asks<'s>(flows: &FlowGraph<'s>, names: &[String], client: &Client<'s>) -> bool {
    names.iter().any(|name| {
        client.symbols.flows.get_key_value(name.as_str()).is_some_and(|(name, _)| flows.asks(name))
    })
}
