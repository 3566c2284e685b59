//! One part of a project, from trees to machines: a client, or the libraries by themselves.

use crate::expressions::Expressions;
use crate::generate::{Generated, Origin, generate};
use crate::graph::{longest_instant_chain, mark_interruptible};
use crate::project::Client;
use crate::prompt_book::place_in;
use crate::{LibraryUse, Options, PromptBook, Proof, checks, libraries, proofs, scenarios};
use rufplan_check::flow_graph::FlowGraph;
use rufplan_check::modules::{self, Alone};
use rufplan_check::{Expanded, Symbols, Told};
use rufplan_diag::Diagnostic;
use rufplan_machine::canonical::{hex, machine_hash};
use rufplan_machine::scenario::Scenario;
use rufplan_machine::script::{Machine, Place, SPANS_SCHEMA, SourceRef, Spans};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is asked of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Goal {
    /// What is wrong and what is proved.
    Findings,
    /// Machines, too, and what belongs to them.
    Machines,
}

/// What a part must know of what was done before it.
#[derive(Debug, Default)]
pub(crate) struct Before {
    /// What is wrong with the form of its files, and with the libraries that it uses.
    pub diagnostics: Vec<Diagnostic>,
    /// What the later checks have told of libraries by themselves.
    pub told_later: Alone,
}

/// What a part becomes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outcome {
    /// What the checker found.
    pub checked: Vec<Diagnostic>,
    /// What was found on the machines.
    pub later: Vec<Diagnostic>,
    /// Clients that somebody wrote.
    pub built: Vec<Built>,
    /// What is proved.
    pub proofs: Vec<Proof>,
    /// The libraries of its clients.
    pub libraries: Vec<LibraryUse>,
    /// Paths of its files that are asked for; `None` is all.
    pub asked: Option<BTreeSet<String>>,
    /// What the checker has told of libraries by themselves.
    pub told_checked: Alone,
    /// What the later checks have told of them.
    pub told_later: Alone,
}

/// What a client becomes.
#[derive(Clone, Debug)]
pub(crate) struct Built {
    /// Its machine.
    pub machine: Machine,
    /// Its places.
    pub spans: Spans,
    /// Its tests.
    pub scenarios: Vec<Scenario>,
    /// What it can say.
    pub prompt_book: PromptBook,
    /// Its files: an error in one of them leaves it without a machine.
    pub files: Vec<Arc<str>>,
}

/// Compiles a part. `only` are the paths that are asked for; those of `options` are of the whole project.
pub(crate) fn compile(
    project: &Expanded,
    options: &Options,
    only: Option<&BTreeSet<String>>,
    before: &Before,
    goal: Goal,
) -> Outcome {
    let facts = rufplan_check::Options { today: options.civil_today(), sounds: &options.sounds, only };
    let checked = rufplan_check::check(project, &facts);
    let wanted: BTreeSet<&str> = checked.wanted().map(|client| client.client_name()).collect();
    let mut out = Outcome { told_checked: checked.told.clone(), ..Outcome::default() };
    out.libraries = libraries::uses(project, &|client| wanted.contains(client));
    let behind = libraries::behind(project, options, &out.libraries);
    out.later = rufplan_check::without_allowed(&project.files, behind);
    let mut part = Part {
        project,
        options,
        goal,
        found: before.diagnostics.iter().chain(&checked.diagnostics).chain(&out.later).cloned().collect(),
        told: Told::new(project, before.told_later.clone()),
        out,
    };
    checked.wanted().for_each(|symbols| part.client(symbols));
    let mut out = part.out;
    out.told_later = part.told.alone();
    out.checked = checked.diagnostics;
    out.asked = checked.asked;
    out
}

impl Outcome {
    /// Without machines and what belongs to them.
    pub(crate) fn findings(&self) -> Outcome {
        Outcome {
            checked: self.checked.clone(),
            later: self.later.clone(),
            proofs: self.proofs.clone(),
            asked: self.asked.clone(),
            ..Outcome::default()
        }
    }
}

struct Part<'a> {
    project: &'a Expanded,
    options: &'a Options,
    goal: Goal,
    /// Everything found so far.
    found: Vec<Diagnostic>,
    told: Told<'a>,
    out: Outcome,
}

impl Part<'_> {
    fn client(&mut self, symbols: &Symbols<'_>) {
        let client = Client { symbols };
        let expressions = Expressions::new(symbols, self.options.years());
        let mut generated = generate(&client, self.options, &expressions);
        limit(&client, &mut generated);
        let (scenarios, wrong) = scenarios::scenarios(&client, &generated.machine, &expressions, &self.found);
        let mut found = wrong;
        found.extend(checks::unspoken(&client));
        found.extend(checks::great_blocks(&client));
        let mut judged = checks::check_flow(&client, &generated);
        // a library by itself is looked at only
        let is_real = !modules::is_alone(symbols.client_name());
        if is_real && self.options.prove {
            let so_far: Vec<Diagnostic> = self.found.iter().chain(&found).chain(&judged).cloned().collect();
            let (proved, unproved) = proofs::prove(&client, &generated, self.options, &so_far);
            judged.extend(unproved);
            let failed: BTreeSet<&str> = judged.iter().map(|d| d.code).collect();
            let told = rufplan_check::without_allowed(&self.project.files, judged.clone());
            let allowed = |code: &str| failed.contains(code) && !told.iter().any(|d| d.code == code);
            self.out.proofs.extend(proved.into_iter().map(|proof| proof.where_allowed(&allowed)));
        }
        found.extend(rufplan_check::without_allowed(&self.project.files, judged));
        let told = self.told.take(symbols, found);
        self.found.extend(told.iter().cloned());
        self.out.later.extend(told);
        if is_real && self.goal == Goal::Machines {
            self.out.built.push(built(&client, generated, scenarios));
        }
    }
}

/// What can be said only of the whole machine: interruptible words, limits.
fn limit(client: &Client<'_>, generated: &mut Generated) {
    let machine = &mut generated.machine;
    mark_interruptible(machine);
    machine.limits.stack = stack(client);
    machine.limits.instant_chain = longest_instant_chain(machine);
}

/// How many frames of `run` can lie on each other (P11).
fn stack(client: &Client<'_>) -> u32 {
    let graph = FlowGraph::of(client.symbols);
    graph.stack(client.symbols.flows.keys().copied())
}

fn built(client: &Client<'_>, mut generated: Generated, scenarios: Vec<Scenario>) -> Built {
    let machine = &mut generated.machine;
    // the built-in texts are no file of the project
    let written = client.symbols.files.iter().filter(|file| *file.source.path != *modules::STANDARD_PATH);
    let sources = written.map(|file| SourceRef {
        path: file.source.path.to_string(),
        sha256: hex(&Sha256::digest(file.source.text.as_bytes())),
    });
    machine.sources = sources.collect();
    machine.hash = machine_hash(machine).expect("all maps of a machine have texts as keys");
    let mut prompt_book = PromptBook::default();
    prompt_book.add(client, &generated);
    Built {
        spans: spans(client, &generated),
        machine: generated.machine,
        scenarios,
        prompt_book,
        files: client.symbols.files.iter().map(|file| file.source.path.clone()).collect(),
    }
}

fn spans(client: &Client<'_>, generated: &Generated) -> Spans {
    let place = |origin: &Origin| -> Option<Place> {
        let file = client.symbols.files.iter().find(|f| f.source.path == origin.file)?;
        Some(place_in(&file.source, origin.span.start))
    };
    let places = |origins: &BTreeMap<String, Origin>| -> BTreeMap<String, Place> {
        origins.iter().filter_map(|(id, origin)| Some((id.clone(), place(origin)?))).collect()
    };
    Spans {
        schema: SPANS_SCHEMA.to_string(),
        machine: generated.machine.hash.clone(),
        states: places(&generated.origins),
        prompts: places(&generated.prompts),
    }
}
