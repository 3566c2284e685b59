//! The ways of a call through flows, queues and defaults, as far as known values go (language.md 2.8).
//!
//! What is known at the head of a flow is what is known at every `go to` that leads there; a flow that a number starts
//! knows nothing but its parameters. The walk is repeated without a word until nothing changes, then once more with
//! messages. It is a fixpoint over the tree: what is known at a place only shrinks from round to round.
//!
//! A statement that fills variables takes part in three places: `fills` here says what it fills and whether that can be
//! without a value afterwards (then no menu, queue or flow entered anew relies on it); its method of the walker puts
//! what is known into its arms and gives what is known behind it (`known.insert("customer")` in the `found` arm of a
//! fetch, `known.remove("pin")` where a collect failed); and [`Scope::knows`](crate::expr::Scope::knows) reads it.
//! Paths are what stands in the text: `customer`, `customer.due`, `zeiten.holiday`; a condition `customer.due is known`
//! makes both `customer` and `customer.due` known.

use super::statements::{Around, Walker, join};
use super::{Client, flows, menus, prompts, settings};
use crate::diagnostics as d;
use crate::expr;
use crate::symbols::Symbols;
use crate::{Sink, place, types, walk};
use rufplan_syntax::ast::{
    Block, Collect, DeclKind, File, Menu, OnCase, Purpose, QueueTrigger, SettingValueKind, Stmt, StmtKind,
};
use std::collections::{BTreeMap, BTreeSet};

/// Paths of values that surely are known.
pub(super) type Known = BTreeSet<String>;

/// What is known where ways meet.
#[derive(Default)]
pub(super) struct Ways<'s> {
    flows: BTreeMap<&'s str, Known>,
    queues: BTreeMap<&'s str, Known>,
    /// What is known at every `finish` of a flow with an outcome.
    finished: BTreeMap<(&'s str, String), Known>,
    callbacks: BTreeMap<&'s str, (Known, Offered)>,
    defaults: Option<Known>,
    /// Variables that some statement makes unknown.
    forgettable: BTreeSet<String>,
    /// Variables that some statement gives a new value.
    changing: BTreeSet<String>,
    /// Whether a call goes on behind the menu after the `on failure` of `defaults`.
    pub defaults_fall_through: bool,
    changed: bool,
}

impl<'s> Ways<'s> {
    pub fn reach_flow(&mut self, symbols: &Symbols<'s>, name: &str, known: Known) {
        if let Some((name, _)) = symbols.flows.get_key_value(name) {
            self.changed |=
                meet(self.flows.get(name), known).map(|met| self.flows.insert(name, met)).is_some();
        }
    }

    /// Whether some statement makes a value unknown, so that it cannot be relied upon where a place is entered anew. Parts
    /// of a variable are forgotten with every new value of it.
    pub fn forgets(&self, path: &str) -> bool {
        let root = root_of(path);
        self.forgettable.contains(path) || (root != path && self.changing.contains(root))
    }

    pub fn reach_queue(&mut self, symbols: &Symbols<'s>, name: &str, mut known: Known) {
        known.retain(|path| !self.forgets(path));
        if let Some((name, _)) = symbols.queues.get_key_value(name) {
            self.changed |=
                meet(self.queues.get(name), known).map(|met| self.queues.insert(name, met)).is_some();
        }
    }

    /// A flow comes back with an outcome.
    pub fn finish(&mut self, flow: &'s str, outcome: &str, known: Known) {
        let key = (flow, outcome.to_string());
        if let Some(met) = meet(self.finished.get(&key), known) {
            self.finished.insert(key, met);
            self.changed = true;
        }
    }

    /// A callback is offered: in a queue's arm or elsewhere.
    pub fn reach_callback(&mut self, symbols: &Symbols<'s>, name: &str, known: Known, in_queue: bool) {
        let Some((name, _)) = symbols.callbacks.get_key_value(name) else { return };
        let old = self.callbacks.get(name);
        let mut offered = old.map_or(Offered::default(), |(_, offered)| *offered);
        offered.in_queue |= in_queue;
        offered.elsewhere |= !in_queue;
        let met = meet(old.map(|(known, _)| known), known);
        if met.is_some() || old.is_none_or(|(_, before)| *before != offered) {
            let known = met.or_else(|| old.map(|(known, _)| known.clone())).unwrap_or_default();
            self.callbacks.insert(name, (known, offered));
            self.changed = true;
        }
    }

    /// What is known where a flow comes back with an outcome; nothing where no way does.
    pub fn finished(&self, flow: &'s str, outcome: &str) -> Option<&Known> {
        self.finished.get(&(flow, outcome.to_string()))
    }

    /// The built-in failure of a menu leads to the first queue.
    pub fn fail(&mut self, symbols: &Symbols<'s>, known: Known) {
        let has_own = symbols.defaults.iter().any(|(defaults, ..)| {
            defaults.on.iter().any(|arm| arm.case.as_ref().is_some_and(|c| c.value == OnCase::Failure))
        });
        if let (false, Some(first)) = (has_own, symbols.queue_order.first()) {
            self.reach_queue(symbols, first, known);
        }
    }

    pub fn reach_defaults(&mut self, known: &Known) {
        if let Some(met) = meet(self.defaults.as_ref(), known.clone()) {
            self.defaults = Some(met);
            self.changed = true;
        }
    }
}

/// The variable, parameter or thing that a path begins with.
pub(super) fn root_of(path: &str) -> &str {
    path.split('.').next().unwrap_or(path)
}

/// Where a callback is offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Offered {
    /// In an arm of a queue.
    pub in_queue: bool,
    /// In a flow or an arm of `defaults`.
    pub elsewhere: bool,
}

/// What is known when a further way comes to a place; nothing where that does not change it.
fn meet(old: Option<&Known>, new: Known) -> Option<Known> {
    match old {
        None => Some(new),
        Some(old) => {
            let met: Known = old.intersection(&new).cloned().collect();
            (met != *old).then_some(met)
        }
    }
}

pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    let symbols = client.symbols;
    let mut ways = Ways::default();
    note_fills(client, &mut ways);
    for line in &symbols.client.numbers {
        let scope = client.scope(symbols.files[0]);
        for flow in symbols.flows_named(None, &line.starts.flow) {
            let flow = flow.to_string();
            let given =
                flows::hand(client, &line.starts, std::slice::from_ref(&flow), &scope, &mut Sink::default());
            ways.reach_flow(symbols, &flow, given);
        }
    }
    // each round takes something away from a finite set or reaches something new
    loop {
        ways.changed = false;
        walk_all(client, &mut ways, &mut Sink::default(), false);
        if !ways.changed {
            break;
        }
    }
    walk_all(client, &mut ways, sink, true);
    defaults(client, sink);
    agents(client, &ways, sink);
}

fn walk_all<'s>(client: &Client<'s>, ways: &mut Ways<'s>, sink: &mut Sink, with_unreached: bool) {
    let mut walker = Walker { client, ways, sink };
    for (name, flow) in &client.symbols.flows {
        let known = walker.ways.flows.get(name).cloned();
        if known.is_none() && !with_unreached {
            continue;
        }
        let mut around = Around::of(flow.file);
        around.flow = Some(name);
        around.unreached = known.is_none();
        walker.block(&flow.node.body, known.unwrap_or_default(), &around);
    }
    for (name, queue) in &client.symbols.queues {
        let known = walker.ways.queues.get(name).cloned();
        if known.is_none() && !with_unreached {
            continue;
        }
        let mut around = Around::of(queue.file);
        around.unreached = known.is_none();
        for arm in &queue.node.arms {
            let mut inside = known.clone().unwrap_or_default();
            let after_call = matches!(arm.trigger, Some(QueueTrigger::AfterCall));
            if after_call {
                inside.extend(["agent.id".to_string(), "agent.name".to_string()]);
            }
            around.in_queue = !after_call;
            walker.block(&arm.body, inside, &around);
        }
    }
    for (name, callback) in &client.symbols.callbacks {
        let reached = walker.ways.callbacks.get(name).cloned();
        if reached.is_some() || with_unreached {
            super::callbacks::walk_arms(&mut walker, callback, reached);
        }
    }
    walk_defaults(&mut walker);
}

fn walk_defaults(walker: &mut Walker<'_, '_>) {
    for failures in walker.client.symbols.failures.values() {
        let known = walker.ways.defaults.clone();
        let mut around = Around::of(failures.file);
        around.unreached = known.is_none();
        for arm in &failures.node.on {
            walker.block(&arm.body, known.clone().unwrap_or_default(), &around);
        }
    }
    for (defaults, _, file) in &walker.client.symbols.defaults {
        let known = walker.ways.defaults.clone();
        let mut around = Around::of(file);
        around.unreached = known.is_none();
        let known = known.unwrap_or_default();
        let mut behind_failure = Some(known.clone());
        for arm in &defaults.on {
            let case = arm.case.as_ref().map(|c| c.value);
            // an error can come anywhere, before anything is known
            let inside = if case == Some(OnCase::Error) { Known::new() } else { known.clone() };
            let asks_again = matches!(case, Some(OnCase::Silence | OnCase::WrongKey | OnCase::WrongInput));
            let around = Around { in_question: asks_again, ..around.clone() };
            let after = walker.block(&arm.body, inside, &around);
            if case == Some(OnCase::Failure) {
                behind_failure = after;
            }
        }
        let has_failure =
            defaults.on.iter().any(|a| a.case.as_ref().is_some_and(|c| c.value == OnCase::Failure));
        let falls_through = has_failure && behind_failure.is_some();
        walker.ways.changed |= falls_through != walker.ways.defaults_fall_through;
        walker.ways.defaults_fall_through = falls_through;
        for arm in &defaults.press {
            walker.block(&arm.body, Known::new(), &around);
        }
    }
}

/// Settings, arms and keys of `defaults`.
fn defaults(client: &Client<'_>, sink: &mut Sink) {
    for (defaults, _, file) in &client.symbols.defaults {
        let block = settings::Block { client, file, word: "defaults", settings: &defaults.settings };
        block.check(&menus::QUESTION, sink);
        menus::arms_twice(&defaults.on, None, file, sink);
        for arm in defaults.press.iter().filter(|arm| !arm.press.anywhere && !arm.press.keys.is_empty()) {
            sink.report(d::e0104(place(file, arm.head), d::Misplaced::PressInDefaults));
        }
        menus::keys(defaults.press.iter().map(|arm| (&arm.press, arm.head)), file, sink);
    }
}

/// What agents hear and see: known at every way into every queue.
fn agents(client: &Client<'_>, ways: &Ways<'_>, sink: &mut Sink) {
    let symbols = client.symbols;
    let known = ways.queues.values().cloned().map(Some).reduce(join).flatten();
    let Some(known) = known else { return };
    let file = symbols.files[0];
    let scope = client.scope(file).knowing(known.clone());
    for setting in &symbols.client.settings {
        for value in &setting.values {
            match setting.key.text.as_str() {
                "whisper" => {
                    let prompt = settings::word(value).and_then(|name| symbols.prompts.get(name.as_str()));
                    prompt.iter().for_each(|prompt| prompts::said(prompt, &scope, sink));
                }
                "screen pop" => {
                    let Some(rufplan_syntax::ast::Literal::Text(address)) = settings::literal(value) else {
                        continue;
                    };
                    let mut quiet = Sink::default();
                    for hole in address.placeholders() {
                        expr::address_value(hole, &scope, &mut quiet);
                    }
                    sink.diagnostics.extend(quiet.diagnostics.into_iter().filter(|d| d.code == "E0303"));
                }
                _ => {}
            }
        }
    }
    for (name, queue) in &symbols.queues {
        let known = ways.queues.get(name).cloned();
        let unreached = known.is_none();
        let scope = client.scope(queue.file).knowing(known.unwrap_or_default());
        let scope = if unreached { scope.assuming_known() } else { scope };
        hand_over(queue, &scope, sink);
    }
}

/// `hand over:` names values; the unknown is handed over as an empty field, a secret never (E0803).
fn hand_over(
    queue: &crate::symbols::Symbol<'_, rufplan_syntax::ast::Queue>,
    scope: &expr::Scope<'_>,
    sink: &mut Sink,
) {
    for setting in queue.node.settings.iter().filter(|s| s.key.text == "hand over") {
        for value in &setting.values {
            let expr = match &value.kind {
                SettingValueKind::Expr(expr) | SettingValueKind::Named { value: expr, .. } => expr,
                _ => {
                    let misfit = d::Misfit::Setting {
                        key: "hand over",
                        takes: ("variables and facts", "Variablen und Angaben").into(),
                    };
                    sink.report(d::e0301(
                        place(queue.file, value.span),
                        ("something else", "etwas anderes"),
                        misfit,
                    ));
                    continue;
                }
            };
            expr::lower(expr, None, scope, sink);
            super::privacy::no_secret(expr, d::Leak::HandedOver, scope, sink);
        }
    }
}

/// A variable that a statement fills.
struct Filled {
    var: String,
    /// Whether it can be without a value afterwards.
    perhaps: bool,
}

/// What a statement fills, apart from `fetch` ([`filled`]). Every statement that gives variables a value must be named here,
/// and again in [`Walker`](super::statements::Walker), which says what is known behind it and in its arms.
fn fills(client: &Client<'_>, stmt: &Stmt, file: &File, flow: Option<&str>) -> Vec<Filled> {
    let symbols = client.symbols;
    match &stmt.kind {
        StmtKind::Set { var, value } => {
            let of = symbols.vars.get(var.text().as_str()).and_then(|v| v.of.as_ref());
            let flow = flow.and_then(|flow| symbols.flows.get_key_value(flow)).map(|(name, _)| *name);
            let scope = client.scope(file).in_flow(flow);
            let lowered = expr::lower(value, of, &scope, &mut Sink::default());
            let perhaps = lowered.is_some_and(|(_, of)| types::is_maybe(&of));
            vec![Filled { var: var.text(), perhaps }]
        }
        StmtKind::Collect(Collect { var: Some(var), .. }) => {
            // where no value is keyed it stays unset: `filled` names it
            vec![Filled { var: var.text(), perhaps: false }]
        }
        _ => Vec::new(),
    }
}

/// Notes the variables that some statement makes unknown, and those that some statement gives a new value.
fn note_fills(client: &Client<'_>, ways: &mut Ways<'_>) {
    let goes_back = goes_back(client.symbols);
    for file in &client.symbols.files {
        for decl in &file.decls {
            let flow = match &decl.kind {
                DeclKind::Flow(flow) => flow.name.as_ref().map(|name| name.text.as_str()),
                _ => None,
            };
            for body in walk::decl_bodies(decl) {
                let fetched = filled(client.symbols, body);
                // behind `go back` a menu is entered anew after any `fetch`; the arms of a queue run one after another
                if goes_back || matches!(decl.kind, DeclKind::Queue(_)) {
                    ways.forgettable.extend(fetched.iter().cloned());
                }
                ways.changing.extend(fetched);
                walk::statements(body, &mut |stmt| {
                    for Filled { var, perhaps } in fills(client, stmt, file, flow) {
                        if perhaps {
                            ways.forgettable.insert(var.clone());
                        }
                        ways.changing.insert(var);
                    }
                });
            }
        }
    }
}

/// Variables that entries fill anywhere.
fn collected(symbols: &Symbols<'_>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for flow in symbols.flows.values() {
        walk::statements(&flow.node.body, &mut |stmt| {
            if let StmtKind::Collect(collect) = &stmt.kind {
                found.extend(collect.var.as_ref().map(|var| var.text()));
            }
        });
    }
    found
}

/// Variables that a `fetch` or `collect` in a block may make unknown; a flow that is run may do both to any.
pub(super) fn filled(symbols: &Symbols<'_>, block: &Block) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk::statements(block, &mut |stmt| match &stmt.kind {
        StmtKind::Fetch(fetch) => {
            let name = fetch.lookup.as_ref().map(|path| path.text()).unwrap_or_default();
            found.extend(symbols.lookups.get(name.as_str()).and_then(super::lookups::fills));
        }
        // S9: unset on entry, and so where no value is keyed
        StmtKind::Collect(collect) => {
            found.extend(collect.var.as_ref().map(|var| var.text()));
            let accept = collect.settings.iter().find(|s| s.key.text == "accept when");
            let lookup = accept.and_then(|s| settings::word(s.values.first()?));
            let lookup = lookup.and_then(|name| symbols.lookups.get(name.as_str()));
            found.extend(lookup.and_then(super::lookups::fills));
        }
        StmtKind::Run(_) => {
            found.extend(symbols.lookups.values().filter_map(super::lookups::fills));
            found.extend(collected(symbols));
        }
        _ => {}
    });
    found
}

fn goes_back(symbols: &Symbols<'_>) -> bool {
    let mut found = false;
    for flow in symbols.flows.values() {
        walk::statements(&flow.node.body, &mut |stmt| {
            found |= match &stmt.kind {
                StmtKind::GoBack => true,
                StmtKind::Menu(Menu { press, .. }) | StmtKind::Collect(Collect { press, .. }) => {
                    press.iter().any(|arm| matches!(arm.press.purpose, Some(Purpose::GoBack(_))))
                }
                _ => false,
            };
        });
    }
    found
}
