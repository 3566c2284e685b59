//! From the typed tree of one client to its states, queues and prompts.
//!
//! Blocks are made from their last statement to their first: each gets to know the state that follows it. What follows
//! the last statement of an arm is what follows the block's `end` (language.md 2.3). `go to` leads to an alias
//! (`@flow`), which [`Generator::finish`] resolves when all flows are there.

mod blocks;
mod callbacks;
mod collect;
mod consent;
mod dictations;
mod ends;
mod flow_calls;
mod flows;
mod kpis;
mod looks;
mod lookups;
mod menus;
mod place;
mod prompts;
mod queues;
mod referenced;
mod resources;
pub(crate) mod settings;
mod transfers;

pub(crate) use flows::{BLOCK_NUMBERS_MAX, block_ends};
pub(crate) use menus::{ATTEMPTS, FIRST_KEY_MS, NEXT_KEY_MS};
pub(crate) use place::{Origin, Stop, StopKind, Unreached};
pub(crate) use prompts::ANY;
pub(crate) use resources::constant;
pub(crate) use transfers::fixed_target;

use crate::expressions::Expressions;
use crate::ids::Ids;
use crate::project::Client;
use crate::{Options, language_pack};
use place::Surroundings;
use rufplan_diag::{Span, Words};
use rufplan_machine::script::{Machine, PromptId, State, StateId};
use rufplan_syntax::ast::{self, DeclKind, Defaults};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// What a client's script becomes, and where everything comes from.
pub(crate) struct Generated {
    /// The machine, complete apart from `interruptible`, the limits and the hash.
    pub machine: Machine,
    /// Where each state stands.
    pub origins: BTreeMap<StateId, Origin>,
    /// Where each prompt stands.
    pub prompts: BTreeMap<PromptId, Origin>,
    /// Where each prompt is said.
    pub said_at: BTreeMap<PromptId, Vec<Origin>>,
    /// Places behind which nothing follows.
    pub stops: Vec<Stop>,
    /// Statements that nothing leads to.
    pub unreached: Vec<Unreached>,
    /// Flows that are nothing but `go to` in a circle: the names of each round, from its first name on.
    pub hollow_rounds: BTreeSet<Vec<String>>,
}

/// What leads nowhere because a name in it is unknown; the checker has said so.
pub(crate) const POISON: &str = "!unknown";

/// Makes the states of one client.
pub(crate) struct Generator<'a> {
    client: &'a Client<'a>,
    options: &'a Options,
    expressions: &'a Expressions<'a>,
    years: RangeInclusive<i16>,
    defaults: Option<(usize, &'a Defaults)>,
    ids: Ids,
    entries: BTreeMap<String, StateId>,
    out: Generated,
}

/// Makes the machine of a client.
pub(crate) fn generate(client: &Client<'_>, options: &Options, expressions: &Expressions<'_>) -> Generated {
    let defaults = client.decls().find_map(|(file, decl)| match &decl.kind {
        DeclKind::Defaults(defaults) => Some((file, defaults)),
        _ => None,
    });
    let generator = Generator {
        client,
        options,
        expressions,
        years: options.years(),
        defaults,
        ids: Ids::default(),
        entries: BTreeMap::new(),
        out: Generated {
            machine: resources::empty_machine(client),
            origins: BTreeMap::new(),
            prompts: BTreeMap::new(),
            said_at: BTreeMap::new(),
            stops: Vec::new(),
            unreached: Vec::new(),
            hollow_rounds: BTreeSet::new(),
        },
    };
    generator.run()
}

impl<'a> Generator<'a> {
    fn run(mut self) -> Generated {
        self.resources();
        self.lookups();
        self.prompts();
        self.hand_over();
        self.client_defaults();
        for (file, decl) in self.client.decls() {
            match &decl.kind {
                DeclKind::Flow(flow) => self.flow(file, decl, flow),
                DeclKind::Queue(queue) => self.queue(file, decl, queue),
                DeclKind::Failures(failures) => self.failures(file, decl, failures),
                DeclKind::Callback(callback) => self.callback(file, callback),
                DeclKind::Survey(survey) => self.survey(file, survey),
                DeclKind::Kpi(kpi) => self.kpi(file, kpi),
                _ => {}
            }
        }
        self.numbers();
        self.finish()
    }

    /// Resolves what `go to` leads to, and drops states that nothing leads to.
    fn finish(mut self) -> Generated {
        let targets: BTreeMap<String, Option<StateId>> =
            self.entries.keys().map(|flow| (flow.clone(), self.entry_of(flow))).collect();
        self.out.hollow_rounds = self.entries.keys().filter_map(|flow| self.hollow_round(flow)).collect();
        let resolve = |id: &mut StateId| {
            if let Some(flow) = id.strip_prefix('@') {
                *id = targets.get(flow).cloned().flatten().unwrap_or_else(|| POISON.to_string());
            }
        };
        let machine = &mut self.out.machine;
        machine.states.values_mut().for_each(|state| flows::for_each_target(state, &resolve));
        for_each_way_in(machine, &resolve);
        queues::end_circles_of_failure(machine);
        for (ask, asker) in looks::ask_first(machine) {
            if let Some(origin) = self.out.origins.get(&asker).cloned() {
                self.out.origins.insert(ask, origin);
            }
        }
        self.prune();
        self.out
    }

    /// Where a flow begins; `None` if it and those it goes to are nothing but `go to` in a circle.
    fn entry_of(&self, flow: &str) -> Option<StateId> {
        let mut seen = BTreeSet::new();
        let mut name = flow;
        loop {
            let entry = self.entries.get(name)?;
            match entry.strip_prefix('@') {
                Some(next) if seen.insert(next) => name = next,
                Some(_) => return None,
                None => return Some(entry.clone()),
            }
        }
    }

    /// The circle of `go to` that a flow is part of, where it is nothing else.
    fn hollow_round(&self, flow: &str) -> Option<Vec<String>> {
        let mut round = vec![flow.to_string()];
        let mut at = self.entries.get(flow)?.strip_prefix('@')?;
        while at != flow {
            if round.iter().any(|on| on == at) {
                return None;
            }
            round.push(at.to_string());
            at = self.entries.get(at)?.strip_prefix('@')?;
        }
        let first = round.iter().enumerate().min_by_key(|(_, name)| name.as_str()).map_or(0, |(i, _)| i);
        round.rotate_left(first);
        Some(round)
    }

    fn prune(&mut self) {
        let machine = &mut self.out.machine;
        let mut from = crate::graph::roots(machine);
        from.extend(machine.queues.keys().map(|queue| crate::graph::queue_state(queue)));
        let kept = crate::graph::reachable(machine, from, |_, _| true);
        machine.states.retain(|id, _| kept.contains(id));
        // a count that nothing counts in leads nowhere
        machine.failures.retain(|_, count| kept.contains(&count.next));
        self.out.origins.retain(|id, _| kept.contains(id));
        let callbacks = machine.callbacks.values().flat_map(|c| [&c.confirm_words, &c.other_words]);
        let said = machine.states.values().flat_map(flows::prompts_said);
        let said: BTreeSet<PromptId> = said.chain(callbacks).cloned().collect();
        let standard = format!("{}.", language_pack::LIBRARY);
        machine.prompts.retain(|id, _| !id.starts_with(&standard) || said.contains(id));
    }

    fn put(&mut self, id: StateId, state: State, file: usize, span: Span) -> StateId {
        let origin = self.origin(file, span);
        self.out.origins.insert(id.clone(), origin);
        self.out.machine.states.insert(id.clone(), state);
        id
    }

    fn origin(&self, file: usize, span: Span) -> Origin {
        Origin { file: self.client.source(file).path.clone(), span }
    }

    /// A prompt of the language pack, put into the machine.
    fn standard_prompt(&mut self, name: &str) -> PromptId {
        self.standard_prompt_with(name, None, &language_pack::Values::new())
    }

    /// A prompt of the language pack that says values. Those that differ by their values are told apart by `of`, the
    /// name of what they are about: `std.confirm_entry:pin`.
    fn standard_prompt_with(
        &mut self,
        name: &str,
        of: Option<&str>,
        values: &language_pack::Values,
    ) -> PromptId {
        let of = of.map(|of| format!(":{of}")).unwrap_or_default();
        let id = format!("{}.{name}{of}", language_pack::LIBRARY);
        if !self.out.machine.prompts.contains_key(&id)
            && let Some(prompt) = language_pack::prompt(name, &self.out.machine.languages, values)
        {
            self.out.machine.prompts.insert(id.clone(), prompt);
        }
        id
    }

    /// Says one prompt of the language pack and then goes on.
    fn say_standard(&mut self, id: StateId, name: &str, next: StateId, at: (usize, Span)) -> StateId {
        let prompts = vec![self.standard_prompt(name)];
        let state = State::Play { prompts, interruptible: false, uninterrupted: false, next };
        self.put(id, state, at.0, at.1)
    }

    /// The settings of `defaults`.
    fn default_settings(&self) -> &'a [ast::Setting] {
        self.defaults.map_or(&[], |(_, defaults)| &defaults.settings)
    }

    /// A place behind which nothing follows; the state id that leads there.
    fn stop(&mut self, file: usize, span: Span, label: impl Into<Words>, why: StopKind) -> StateId {
        let id = format!("!stop:{}", self.out.stops.len());
        let origin = self.origin(file, span);
        self.out.stops.push(Stop { id: id.clone(), origin, label: label.into(), why });
        id
    }
}

/// Visits every state id that something other than a state leads to.
fn for_each_way_in(machine: &mut Machine, visit: &impl Fn(&mut StateId)) {
    machine.queues.values_mut().for_each(|queue| queues::for_each_target(queue, visit));
    machine.numbers.values_mut().for_each(|entry| visit(&mut entry.state));
    machine.anywhere.values_mut().for_each(|key| visit(&mut key.next));
    machine.failures.values_mut().for_each(|count| visit(&mut count.next));
    visit(&mut machine.on_error);
}
