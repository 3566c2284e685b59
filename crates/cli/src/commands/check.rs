//! `rufplan check PATH…`

mod difference;
mod fixing;
mod watching;

use crate::arguments::{Check, Report};
use crate::compilation::{Compilation, compile_paths};
use crate::failure::Failure;
use crate::project::{Project, load};
use crate::terminal::{counted, said};
use rufplan_compiler::{Diagnostic, Verdict};
use rufplan_diag::{Language, Severity, SourceFile, render_json};
use std::process::ExitCode;

/// Reports everything wrong with scripts: exit 1 with errors, with `--strict` also with warnings. With `--fix` repairs are
/// made before; with `--watch` it reports anew after each change and never ends by itself.
///
/// # Errors
/// When a script cannot be read, or a repaired one not be written.
pub fn run(arguments: &Check) -> Result<ExitCode, Failure> {
    if arguments.watch {
        watching::watch(&arguments.paths, || {
            if crate::terminal::colours() {
                crate::terminal::print("\u{1b}[2J\u{1b}[H");
            }
            report(arguments).map(drop)
        });
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
    report(arguments)
}

fn report(arguments: &Check) -> Result<ExitCode, Failure> {
    let today = crate::moment::day(arguments.today.as_deref())?;
    let compilations = compile_paths(&arguments.paths, today)?;
    match arguments.format {
        Report::Human => print_pages(&compilations, arguments.proofs),
        Report::Json => print_json(&compilations),
    }
    let found =
        |severity| compilations.iter().flat_map(|c| &c.compiled.diagnostics).any(|d| d.severity == severity);
    let failed = found(Severity::Error) || arguments.strict && found(Severity::Warning);
    Ok(ExitCode::from(u8::from(failed)))
}

fn print_pages(compilations: &[Compilation], proofs: bool) {
    let mut text = String::new();
    let (mut errors, mut warnings, mut scripts) = (0, 0, 0);
    for compilation in compilations {
        let diagnostics = &compilation.compiled.diagnostics;
        scripts += compilation.project.wanted.len();
        errors += diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
        warnings += diagnostics.iter().filter(|d| d.severity == Severity::Warning).count();
        if !diagnostics.is_empty() {
            text += &compilation.pages(diagnostics, crate::terminal::colours());
            text.push('\n');
        }
    }
    if proofs {
        compilations.iter().for_each(|c| text += &proved(c));
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
fn proved(compilation: &Compilation) -> String {
    let language = crate::terminal::language();
    let german = language == Language::German;
    let mut text = String::new();
    let mut client = "";
    for proof in &compilation.compiled.proofs {
        if !compilation.wants_client(&proof.client) {
            continue;
        }
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

fn print_json(compilations: &[Compilation]) {
    let mut diagnostics: Vec<Diagnostic> =
        compilations.iter().flat_map(|c| c.compiled.diagnostics.clone()).collect();
    // hints are for editors, and these read JSON
    diagnostics.extend(compilations.iter().flat_map(|c| hints(&c.project)));
    let source = |path: &str| -> Option<&SourceFile> { compilations.iter().find_map(|c| c.source(path)) };
    crate::terminal::print(&render_json(&diagnostics, source, crate::terminal::language()));
}

/// H0109 of the scripts that were asked for.
fn hints(project: &Project) -> Vec<Diagnostic> {
    let wanted = project.files.iter().filter(|file| project.is_wanted(&file.path));
    crate::deep::on_deep_stack(|| {
        wanted.filter_map(|file| rufplan_format::unformatted(&rufplan_syntax::parse(file))).collect()
    })
}
