//! `go to`, `run` and `finish`: what flows are given, what is known in them and behind them (S7, S12).

use super::{Around, Walker, join};
use crate::checks::flows;
use crate::checks::ways::{self, Known};
use crate::diagnostics as d;
use crate::place;
use rufplan_diag::Span;
use rufplan_syntax::ast::{CallOf, Ident, Run};
use std::collections::{BTreeMap, BTreeSet};

impl<'s> Walker<'_, 's> {
    /// What is known where a call leaves its flow: all but its parameters.
    pub(super) fn leaving(&self, known: &Known, around: &Around<'s>) -> Known {
        let params = around.flow.and_then(|flow| self.client.symbols.params.get(flow));
        let is_param = |path: &String| {
            let first = path.split('.').next().unwrap_or(path);
            params.is_some_and(|params| params.iter().any(|param| param.node.name.text == first))
        };
        known.iter().filter(|path| !is_param(path)).cloned().collect()
    }

    /// The outcomes that whoever runs the flow around answers for.
    fn answered(&self, around: &Around<'s>) -> BTreeSet<&'s str> {
        let flow = around.flow.and_then(|flow| self.client.symbols.flows.get(flow));
        flow.map(|flow| flow.node.gives.iter().map(|o| o.text.as_str()).collect()).unwrap_or_default()
    }

    pub(super) fn go_to(&mut self, call: &'s CallOf, known: &Known, around: &Around<'s>) {
        let scope = self.scope(known, around);
        let answered = self.answered(around);
        let Some(flows) = flows::jump(self.client, call, &answered, &scope, self.sink) else { return };
        self.enter_flows(call, &flows, known, around);
    }

    fn enter_flows(&mut self, call: &'s CallOf, flows: &[String], known: &Known, around: &Around<'s>) {
        let scope = self.scope(known, around);
        let given = flows::hand(self.client, call, flows, &scope, self.sink);
        if !around.unreached {
            for flow in flows {
                let mut inside = self.leaving(known, around);
                inside.extend(given.iter().cloned());
                self.ways.reach_flow(self.client.symbols, flow, inside);
            }
        }
    }

    pub(super) fn finish(&mut self, outcome: &'s Ident, known: Known, around: &Around<'s>) {
        let gives = self.answered(around);
        if !gives.contains(outcome.text.as_str()) {
            let gives: Vec<&str> = gives.into_iter().collect();
            let what = d::Outcomes::NotGiven { outcome: &outcome.text, flow: around.flow, gives: &gives };
            self.sink.report(d::e0413(place(around.file, outcome.span), what));
        } else if let Some(flow) = around.flow
            && !around.unreached
        {
            let known = self.leaving(&known, around);
            self.ways.finish(flow, &outcome.text, known);
        }
    }

    /// A flow that is run: behind an outcome is known what every `finish` of it knows, and what was known before and
    /// nothing makes unknown.
    pub(super) fn run(
        &mut self,
        run: &'s Run,
        head: Span,
        known: Known,
        around: &Around<'s>,
    ) -> Option<Known> {
        let flows = run.call.as_ref().and_then(|call| self.run_flows(call, head, &known, around));
        let outcomes = flows.as_deref().map(|flows| self.outcomes(flows));
        if let (Some(outcomes), Some(call)) = (&outcomes, &run.call) {
            self.arms(run, call, outcomes, head, around);
        }
        let mut behind = None;
        for arm in &run.arms {
            let outcome = arm.outcome.as_ref().map(|o| o.text.as_str());
            let finished = match (&flows, outcome) {
                (Some(flows), Some(outcome)) => self.known_behind(flows, outcome, &known),
                _ => None,
            };
            // no way of the flow comes back so, or none has been found yet
            let inside = Around { unreached: around.unreached || finished.is_none(), ..around.clone() };
            let reached = finished.is_some();
            let after = self.block(&arm.body, finished.unwrap_or_default(), &inside);
            if reached {
                behind = join(behind, after);
            }
        }
        behind
    }

    fn run_flows(
        &mut self,
        call: &'s CallOf,
        head: Span,
        known: &Known,
        around: &Around<'s>,
    ) -> Option<Vec<String>> {
        let scope = self.scope(known, around);
        let all: BTreeSet<&str> = self
            .client
            .symbols
            .flows_named(around.flow, &call.flow)
            .into_iter()
            .filter_map(|flow| self.client.symbols.flows.get(flow))
            .flat_map(|flow| flow.node.gives.iter().map(|o| o.text.as_str()))
            .collect();
        let flows = flows::jump(self.client, call, &all, &scope, self.sink)?;
        if around.in_queue && flows::asks(&self.client.flows, &flows, self.client) {
            self.sink.report(d::e0711(place(around.file, head), &format!("run {}", call.flow.text())));
        }
        for flow in &flows {
            let symbol = self.client.symbols.flows.get(flow.as_str());
            if symbol.is_some_and(|symbol| symbol.node.gives.is_empty() && !symbol.decl.has_junk) {
                self.sink.report(d::e0413(place(around.file, call.flow.span), d::Outcomes::None(flow)));
            }
        }
        self.enter_flows(call, &flows, known, around);
        Some(flows)
    }

    /// All outcomes of flows, each once, in the order written.
    fn outcomes(&self, flows: &[String]) -> Vec<&'s str> {
        let mut outcomes: Vec<&str> = Vec::new();
        for flow in flows.iter().filter_map(|flow| self.client.symbols.flows.get(flow.as_str())) {
            for outcome in &flow.node.gives {
                if !outcomes.contains(&outcome.text.as_str()) {
                    outcomes.push(&outcome.text);
                }
            }
        }
        outcomes
    }

    /// Every outcome has one arm (E0405), and there are no others (E0110).
    fn arms(&mut self, run: &'s Run, call: &CallOf, outcomes: &[&str], head: Span, around: &Around<'s>) {
        let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
        for outcome in run.arms.iter().filter_map(|arm| arm.outcome.as_ref()) {
            let at = place(around.file, outcome.span);
            if !outcomes.contains(&outcome.text.as_str()) {
                if !outcomes.is_empty() {
                    let case = d::BadCase::NoOutcome { outcome: &outcome.text, outcomes };
                    self.sink.report(d::e0110(at, case));
                }
            } else if seen.insert(&outcome.text, ()).is_some() {
                self.sink.report(d::e0110(at, d::BadCase::Twice(&outcome.text)));
            }
        }
        let missing: Vec<&str> = outcomes.iter().filter(|o| !seen.contains_key(*o)).copied().collect();
        let understood = !run.has_junk && run.arms.iter().all(|arm| arm.outcome.is_some());
        if understood && !missing.is_empty() {
            let flow = call.flow.text();
            let subject = (format!("the flow `{flow}`"), format!("des Ablaufs `{flow}`"));
            self.sink.report(d::e0405(place(around.file, head), subject, d::Uncovered::Cases(&missing)));
        }
    }

    /// What is known behind an outcome; nothing where no way comes back so.
    fn known_behind(&self, flows: &[String], outcome: &str, before: &Known) -> Option<Known> {
        let graph = &self.client.flows;
        let symbols = self.client.symbols;
        let names: Vec<&'s str> =
            flows.iter().filter_map(|flow| Some(*symbols.flows.get_key_value(flow.as_str())?.0)).collect();
        let finished = names
            .iter()
            .flat_map(|flow| graph.goes_on_in(flow))
            .map(|flow| self.ways.finished(flow, outcome).cloned())
            .fold(None, join)?;
        // what the flow, or one that it leads to, may fetch anew is known only if it says so
        let fetched: BTreeSet<String> = graph
            .reached(names)
            .into_iter()
            .filter_map(|flow| self.client.symbols.flows.get(flow))
            .flat_map(|flow| ways::filled(self.client.symbols, &flow.node.body))
            .collect();
        let kept = before
            .iter()
            .filter(|path| !self.ways.forgets(path) && !fetched.contains(ways::root_of(path)))
            .cloned();
        Some(finished.into_iter().chain(kept).collect())
    }
}
