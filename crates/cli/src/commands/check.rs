//! `rufplan check PATH…`

mod difference;
mod fixing;
mod watching;

pub use difference::difference;

use crate::arguments::{Check, Report};
use crate::compilation::{options, pages};
use crate::deep::{Threads, on_deep_stack};
use crate::failure::Failure;
use crate::project::{Project, load};
use crate::sound_files::SoundFiles;
use crate::terminal::{counted, said};
use rufplan_compiler::{Diagnostic, Findings, Proof, SoundFacts, Verdict, Workspace};
use rufplan_diag::{Language, Severity, SourceFile, render_json};
use std::path::PathBuf;
use std::process::ExitCode;

/// Reports everything wrong with scripts: exit 1 with errors, with `--strict` also with warnings. With `--fix` repairs are
/// made before; with `--watch` it reports anew after each change and never ends by itself.
///
/// # Errors
/// When a script cannot be read, or a repaired one not be written.
pub fn run(arguments: &Check) -> Result<ExitCode, Failure> {
    if arguments.watch {
        watching::watch(arguments);
    }
    if arguments.fix {
        let today = crate::moment::day(arguments.today.as_deref())?;
        for mut project in load(&arguments.paths)? {
            let done = fixing::mend_project(&mut project, today, arguments.dry_run)?;
            // what programs read stands alone on standard output
            match arguments.format {
                Report::Human => crate::terminal::print(&done),
                Report::Json => eprint!("{done}"),
            }
        }
    }
    let mut checks = Checks::default();
    checks.look(&arguments.paths)?;
    checks.check(arguments)?;
    Ok(checks.report(arguments))
}

/// Projects that are checked, once or again and again.
#[derive(Default)]
struct Checks {
    sounds: SoundFiles,
    projects: Vec<Checked>,
}

/// A project and what is wrong with it.
struct Checked {
    project: Project,
    workspace: Workspace,
    facts: SoundFacts,
    found: Findings,
}

impl Checks {
    /// Reads the scripts anew, and looks at their sound files.
    fn look(&mut self, paths: &[PathBuf]) -> Result<(), Failure> {
        let projects = load(paths)?;
        let mut before = std::mem::take(&mut self.projects);
        for project in projects {
            let known = before.iter().position(|checked| checked.project.root == project.root);
            let mut workspace = known.map(|index| before.swap_remove(index).workspace).unwrap_or_default();
            on_deep_stack(|| workspace.read(&project.files, &Threads));
            let facts = self.sounds.facts(&project.root, &workspace.sounds());
            self.projects.push(Checked { project, workspace, facts, found: Findings::default() });
        }
        Ok(())
    }

    fn check(&mut self, arguments: &Check) -> Result<(), Failure> {
        let today = crate::moment::day(arguments.today.as_deref())?;
        for Checked { project, workspace, facts, found } in &mut self.projects {
            let options = options(project, today, facts.clone());
            *found = on_deep_stack(|| workspace.check(&options, &Threads));
        }
        Ok(())
    }

    fn report(&self, arguments: &Check) -> ExitCode {
        match arguments.format {
            Report::Human => print_pages(&self.projects, arguments.proofs),
            Report::Json => print_json(&self.projects),
        }
        let mut all = self.projects.iter().flat_map(|checked| &checked.found.diagnostics);
        let failed =
            all.any(|d| d.severity == Severity::Error || arguments.strict && d.severity == Severity::Warning);
        ExitCode::from(u8::from(failed))
    }
}

fn print_pages(checks: &[Checked], proofs: bool) {
    let mut text = String::new();
    let (mut errors, mut warnings, mut scripts) = (0, 0, 0);
    for checked in checks {
        let diagnostics = &checked.found.diagnostics;
        scripts += checked.project.wanted.len();
        errors += diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
        warnings += diagnostics.iter().filter(|d| d.severity == Severity::Warning).count();
        if !diagnostics.is_empty() {
            text += &pages(&checked.project, diagnostics, crate::terminal::colours());
            text.push('\n');
        }
    }
    if proofs {
        checks.iter().for_each(|checked| text += &proved(&checked.found.proofs));
    }
    text += &format!(
        "{}{}: {}, {}\n",
        counted(scripts, ("script", "scripts"), ("Skript", "Skripte")),
        said(" checked", " geprüft"),
        counted(errors, ("error", "errors"), ("Fehler", "Fehler")),
        counted(warnings, ("warning", "warnings"), ("Warnung", "Warnungen"))
    );
    crate::terminal::print(&text);
}

/// What is proved of the clients asked for, client by client.
fn proved(proofs: &[Proof]) -> String {
    let language = crate::terminal::language();
    let german = language == Language::German;
    let mut text = String::new();
    let mut client = "";
    for proof in proofs {
        if client != proof.client {
            client = &proof.client;
            text += &if german { format!("Mandant {client}\n") } else { format!("client {client}\n") };
        }
        let (word, what) = match &proof.verdict {
            Verdict::Holds(bound) => (if german { "bewiesen" } else { "proved" }, bound),
            Verdict::Fails(call) => (if german { "gilt nicht" } else { "fails" }, call),
            Verdict::Allowed(call) => (if german { "erlaubt" } else { "allowed" }, call),
            Verdict::Undecided(why) => (if german { "offen" } else { "not said" }, why),
        };
        let theorem = proof.theorem.to(language);
        text += &format!("  {} {word:<10} {theorem}: {}\n", proof.code, what.to(language));
    }
    text
}

fn print_json(checks: &[Checked]) {
    let mut diagnostics: Vec<Diagnostic> =
        checks.iter().flat_map(|checked| checked.found.diagnostics.clone()).collect();
    // hints are for editors, and these read JSON
    diagnostics.extend(checks.iter().flat_map(hints));
    let source = |path: &str| -> Option<&SourceFile> {
        checks.iter().find_map(|checked| checked.project.source(path))
    };
    crate::terminal::print(&render_json(&diagnostics, source, crate::terminal::language()));
}

/// H0109 of the scripts that were asked for.
fn hints(checked: &Checked) -> Vec<Diagnostic> {
    let wanted = checked.workspace.trees().filter(|tree| checked.project.is_wanted(&tree.source.path));
    on_deep_stack(|| wanted.filter_map(rufplan_format::unformatted).collect())
}
