//! From sources to machines.

use crate::part::Outcome;
use crate::{InTurn, LibraryUse, Options, PromptBook, Proof, Workers, Workspace};
use rufplan_diag::{Diagnostic, Severity, SourceFile};
use rufplan_machine::scenario::Scenario;
use rufplan_machine::script::{Machine, Spans};
use rufplan_syntax::ast;
use std::collections::BTreeSet;

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
    compile_with(sources, options, &InTurn)
}

/// Compiles a project with the help of workers: the result is that of [`compile`].
pub fn compile_with(sources: &[SourceFile], options: &Options, workers: &dyn Workers) -> Compiled {
    let mut workspace = Workspace::default();
    workspace.read(sources, workers);
    workspace.compile(options, workers)
}

/// Puts the parts of a project together. `form` is what is wrong with the form of its files.
pub(crate) fn join(form: Vec<Diagnostic>, parts: Vec<Outcome>, only: Option<&BTreeSet<String>>) -> Compiled {
    let mut out = Compiled::default();
    let (mut built, mut later) = (Vec::new(), Vec::new());
    let mut asked = only.cloned();
    let mut diagnostics = form;
    for part in parts {
        diagnostics.extend(part.checked);
        later.extend(part.later);
        built.extend(part.built);
        out.proofs.extend(part.proofs);
        out.libraries.extend(part.libraries);
        if let Some(asked) = &mut asked {
            asked.extend(part.asked.into_iter().flatten());
        }
    }
    diagnostics.append(&mut later);
    out.libraries.sort_by(|a, b| (&a.client, &a.path).cmp(&(&b.client, &b.path)));
    let broken: BTreeSet<&str> =
        diagnostics.iter().filter(|d| d.severity == Severity::Error).map(|d| &*d.file).collect();
    built.sort_by(|a, b| a.machine.client.cmp(&b.machine.client));
    for client in built {
        if client.files.iter().any(|path| broken.contains(&**path)) {
            continue;
        }
        out.prompt_book.append(client.prompt_book);
        out.spans.push(client.spans);
        out.scenarios.extend(client.scenarios);
        out.machines.push(client.machine);
    }
    out.diagnostics = sorted(diagnostics, asked.as_ref());
    out
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
    let told: BTreeSet<&str> = diagnostics.iter().map(|diagnostic| &*diagnostic.file).collect();
    let sources = sources.iter().filter(|source| told.contains(&*source.path));
    let files: Vec<ast::File> = sources.map(|s| ast::lower(&rufplan_syntax::parse(s))).collect();
    rufplan_check::without_allowed(&files, diagnostics)
}
