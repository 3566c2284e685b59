//! From sources to machines.

use crate::expressions::Expressions;
use crate::generate::{Generated, generate};
use crate::graph::{longest_instant_chain, mark_interruptible};
use crate::project::Client;
use crate::prompt_book::place_in;
use crate::{LibraryUse, Options, PromptBook, Proof, checks, libraries, proofs, scenarios};
use rufplan_check::flow_graph::FlowGraph;
use rufplan_check::modules;
use rufplan_diag::{Diagnostic, Severity, SourceFile};
use rufplan_machine::canonical::{hex, machine_hash};
use rufplan_machine::scenario::Scenario;
use rufplan_machine::script::{Machine, Place, SPANS_SCHEMA, SourceRef, Spans};
use rufplan_syntax::ast;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What a project becomes.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// One for each client without errors, sorted by its name.
    pub machines: Vec<Machine>,
    /// The tests of these clients, in the order of the files.
    pub scenarios: Vec<Scenario>,
    /// Places for each machine, in the order of `machines`.
    pub spans: Vec<Spans>,
    /// Everything that these clients can say.
    pub prompt_book: PromptBook,
    /// What is proved of each client that was looked at, and what is not.
    pub proofs: Vec<Proof>,
    /// Libraries of the clients that are asked for, by client and path.
    pub libraries: Vec<LibraryUse>,
    /// Sorted by file, place and code; none twice.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles a project. Total: whatever is wrong with the sources stands in `diagnostics`. Paths of sources are relative
/// to the project's root and all different.
pub fn compile(sources: &[SourceFile], options: &Options) -> Compiled {
    let mut diagnostics = Vec::new();
    let mut files = Vec::new();
    for source in sources {
        let tree = rufplan_syntax::parse(source);
        diagnostics.extend(rufplan_syntax::syntax_errors(&tree));
        files.push(ast::lower(&tree));
    }
    let only = options.only.as_ref();
    let facts = rufplan_check::Options { today: options.civil_today(), sounds: &options.sounds, only };
    let project = rufplan_check::expand(files);
    let checked = rufplan_check::check(&project, &facts);
    diagnostics.extend(checked.diagnostics.iter().cloned());
    let mut told = rufplan_check::Told::new(&project);
    let mut out = Compiled::default();
    let wanted: BTreeSet<&str> = checked.wanted().map(|client| client.client_name()).collect();
    out.libraries = libraries::uses(&project, &|client| wanted.contains(client));
    let behind = libraries::behind(&project, options, &out.libraries);
    diagnostics.extend(rufplan_check::without_allowed(&project.files, behind));
    let mut built = Vec::new();
    for symbols in checked.wanted() {
        let client = Client { symbols };
        let expressions = Expressions::new(symbols, options.years());
        let mut generated = generate(&client, options, &expressions);
        finish(&client, &mut generated);
        let (tests, wrong) = scenarios::scenarios(&client, &generated.machine, &expressions, &diagnostics);
        let mut found = wrong;
        found.extend(checks::unspoken(&client));
        found.extend(checks::great_blocks(&client));
        let mut judged = checks::check_flow(&client, &generated);
        // a library by itself is looked at only
        let is_real = !modules::is_alone(symbols.client_name());
        if is_real && options.prove {
            let so_far: Vec<Diagnostic> = diagnostics.iter().chain(&found).chain(&judged).cloned().collect();
            let (proved, unproved) = proofs::prove(&client, &generated, options, &so_far);
            judged.extend(unproved);
            let failed: BTreeSet<&str> = judged.iter().map(|d| d.code).collect();
            let told = rufplan_check::without_allowed(&project.files, judged.clone());
            let allowed = |code: &str| failed.contains(code) && !told.iter().any(|d| d.code == code);
            out.proofs.extend(proved.into_iter().map(|proof| proof.where_allowed(&allowed)));
        }
        found.extend(rufplan_check::without_allowed(&project.files, judged));
        diagnostics.extend(told.take(symbols, found));
        if is_real {
            built.push((client, generated, tests));
        }
    }
    let broken: BTreeSet<&str> =
        diagnostics.iter().filter(|d| d.severity == Severity::Error).map(|d| &*d.file).collect();
    built.sort_by(|a, b| a.1.machine.client.cmp(&b.1.machine.client));
    for (client, generated, tests) in built {
        if client.symbols.files.iter().any(|file| broken.contains(&*file.source.path)) {
            continue;
        }
        out.prompt_book.add(&client, &generated);
        out.spans.push(spans(&client, &generated));
        out.scenarios.extend(tests);
        out.machines.push(generated.machine);
    }
    out.diagnostics = sorted(diagnostics, checked.asked.as_ref());
    out
}

/// What can be said only of the whole machine: interruptible words, limits, sources, hash.
fn finish(client: &Client<'_>, generated: &mut Generated) {
    let machine = &mut generated.machine;
    mark_interruptible(machine);
    machine.limits.stack = stack(client);
    machine.limits.instant_chain = longest_instant_chain(machine);
    // the built-in texts are no file of the project
    let written = client.symbols.files.iter().filter(|file| *file.source.path != *modules::STANDARD_PATH);
    let sources = written.map(|file| SourceRef {
        path: file.source.path.to_string(),
        sha256: hex(&Sha256::digest(file.source.text.as_bytes())),
    });
    machine.sources = sources.collect();
    machine.hash = machine_hash(machine).expect("all maps of a machine have texts as keys");
}

/// How many frames of `run` can lie on each other (P11).
fn stack(client: &Client<'_>) -> u32 {
    let graph = FlowGraph::of(client.symbols);
    graph.stack(client.symbols.flows.keys().copied())
}

fn spans(client: &Client<'_>, generated: &Generated) -> Spans {
    let place = |origin: &crate::generate::Origin| -> Option<Place> {
        let file = client.symbols.files.iter().find(|f| f.source.path == origin.file)?;
        Some(place_in(&file.source, origin.span.start))
    };
    let places = |origins: &BTreeMap<String, crate::generate::Origin>| -> BTreeMap<String, Place> {
        origins.iter().filter_map(|(id, origin)| Some((id.clone(), place(origin)?))).collect()
    };
    Spans {
        schema: SPANS_SCHEMA.to_string(),
        machine: generated.machine.hash.clone(),
        states: places(&generated.origins),
        prompts: places(&generated.prompts),
    }
}

/// Sorted by file, place and code; of two about the same place and code the first stays.
fn sorted(mut diagnostics: Vec<Diagnostic>, asked: Option<&BTreeSet<String>>) -> Vec<Diagnostic> {
    if let Some(only) = asked {
        diagnostics.retain(|diagnostic| only.contains(&*diagnostic.file));
    }
    let mut seen = BTreeSet::new();
    diagnostics.retain(|d| seen.insert((d.file.clone(), d.span, d.code)));
    diagnostics.sort_by(|a, b| (&a.file, a.span, a.code).cmp(&(&b.file, b.span, b.code)));
    diagnostics
}

/// Takes away warnings that a comment above their line allows: for those that are found only when tests are played.
pub fn without_allowed(sources: &[SourceFile], diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if diagnostics.is_empty() {
        return diagnostics;
    }
    let files: Vec<ast::File> = sources.iter().map(|s| ast::lower(&rufplan_syntax::parse(s))).collect();
    rufplan_check::without_allowed(&files, diagnostics)
}
