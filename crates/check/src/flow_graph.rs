//! Which flow leads to which: by `go to`, which keeps the frame of a `run`, and by `run` (language.md 2.14).

use crate::symbols::Symbols;
use crate::walk;
use rufplan_syntax::ast::{Path, StmtKind};
use std::collections::{BTreeMap, BTreeSet};

/// What a flow leads to.
#[derive(Clone, Debug, Default)]
pub struct Leads<'a> {
    /// Flows that it goes to.
    pub goes: BTreeSet<&'a str>,
    /// Flows that it runs.
    pub runs: BTreeSet<&'a str>,
    /// Outcomes that it finishes with.
    pub finishes: BTreeSet<&'a str>,
    /// Whether it asks the caller something: a menu, a collect, a consent, a record.
    pub asks: bool,
}

/// All flows of a client and what each leads to.
#[derive(Clone, Debug, Default)]
pub struct FlowGraph<'a> {
    /// By name of the flow.
    pub flows: BTreeMap<&'a str, Leads<'a>>,
}

impl<'a> FlowGraph<'a> {
    /// Reads the flows of a client.
    pub fn of(symbols: &Symbols<'a>) -> Self {
        let mut flows = BTreeMap::new();
        for (name, flow) in &symbols.flows {
            let mut leads = Leads::default();
            let named = |path: &Path| symbols.flows_named(Some(name), path);
            walk::statements(&flow.node.body, &mut |stmt| match &stmt.kind {
                StmtKind::GoTo(call) => leads.goes.extend(named(&call.flow)),
                StmtKind::Run(run) => leads.runs.extend(run.call.iter().flat_map(|call| named(&call.flow))),
                StmtKind::Finish(outcome) => {
                    leads.finishes.insert(&outcome.text);
                }
                StmtKind::Menu(_) | StmtKind::Collect(_) | StmtKind::Consent(_) => leads.asks = true,
                _ => {}
            });
            flows.insert(*name, leads);
        }
        FlowGraph { flows }
    }

    /// A flow and all flows that it goes to, in any number of jumps: they share the frame of a `run`.
    pub fn goes_on_in(&self, flow: &'a str) -> BTreeSet<&'a str> {
        self.closure([flow], |leads| leads.goes.iter().copied().collect())
    }

    /// All flows that some lead to, themselves included.
    pub fn reached(&self, from: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
        self.closure(from, |leads| leads.goes.union(&leads.runs).copied().collect())
    }

    fn closure(
        &self,
        from: impl IntoIterator<Item = &'a str>,
        next: impl Fn(&Leads<'a>) -> Vec<&'a str>,
    ) -> BTreeSet<&'a str> {
        let mut seen: BTreeSet<&str> = from.into_iter().collect();
        let mut open: Vec<&str> = seen.iter().copied().collect();
        while let Some(flow) = open.pop() {
            for next in self.flows.get(flow).map(&next).unwrap_or_default() {
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        seen
    }

    /// Whether a flow, or one that it leads to, asks the caller something.
    pub fn asks(&self, flow: &'a str) -> bool {
        self.reached([flow]).into_iter().any(|flow| self.flows.get(flow).is_some_and(|leads| leads.asks))
    }

    /// A round that a `run` closes: from a flow by `run` and then any way back to it. Without one the stack is bounded.
    pub fn recursion(&self, flow: &'a str) -> Option<Vec<&'a str>> {
        let runs = &self.flows.get(flow)?.runs;
        runs.iter().find_map(|run| self.way(run, flow)).map(|mut way| {
            way.insert(0, flow);
            way
        })
    }

    /// The shortest way from a flow to another, both included.
    fn way(&self, from: &'a str, to: &'a str) -> Option<Vec<&'a str>> {
        let mut before: BTreeMap<&str, &str> = BTreeMap::new();
        let mut open = std::collections::VecDeque::from([from]);
        while let Some(flow) = open.pop_front() {
            if flow == to {
                let mut way = vec![flow];
                while let Some(previous) = way.last().filter(|at| **at != from).and_then(|at| before.get(at))
                {
                    way.push(previous);
                }
                way.reverse();
                return Some(way);
            }
            let leads = self.flows.get(flow);
            for next in leads.into_iter().flat_map(|leads| leads.goes.union(&leads.runs)) {
                if *next != from && !before.contains_key(next) {
                    before.insert(next, flow);
                    open.push_back(next);
                }
            }
        }
        None
    }

    /// How many frames of `run` can lie on each other in flows reached from some (P11). Recursion counts once.
    pub fn stack(&self, from: impl IntoIterator<Item = &'a str>) -> u32 {
        let reached = self.reached(from);
        let mut depth: BTreeMap<&str, u32> = reached.iter().map(|flow| (*flow, 0)).collect();
        // without recursion no way of runs is longer than there are flows
        for _ in 0..reached.len() {
            let mut grew = false;
            for flow in &reached {
                let Some(leads) = self.flows.get(flow) else { continue };
                let below = |flow: &&str| depth.get(*flow).copied().unwrap_or(0);
                let runs = leads.runs.iter().map(|run| below(run) + 1).max().unwrap_or(0);
                let goes = leads.goes.iter().map(&below).max().unwrap_or(0);
                let best = runs.max(goes);
                if best > below(flow) {
                    depth.insert(flow, best);
                    grew = true;
                }
            }
            if !grew {
                break;
            }
        }
        depth.values().copied().max().unwrap_or(0)
    }
}
