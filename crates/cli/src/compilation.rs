//! Compiling what was asked for: scripts read, sound files looked at, diagnostics printed.

use crate::deep::{Threads, on_deep_stack};
use crate::failure::Failure;
use crate::project::{Project, load};
use crate::sound_files::SoundFiles;
use rufplan_calendar::Date;
use rufplan_compiler::{Compiled, Diagnostic, Options, Sound, SoundFacts, Workspace};
use rufplan_diag::{Paint, Severity, render_all};
use rufplan_machine::script::Machine;
use rufplan_machine::value::Date as MachineDate;
use std::path::PathBuf;

/// A project and what became of it.
pub struct Compilation {
    /// The project.
    pub project: Project,
    /// Machines, tests, prompts and diagnostics.
    pub compiled: Compiled,
    sounds: SoundFacts,
}

/// Compiles the projects that files and folders belong to, for a day.
///
/// # Errors
/// When a script cannot be read.
pub fn compile_paths(paths: &[PathBuf], today: Date) -> Result<Vec<Compilation>, Failure> {
    let projects = load(paths)?;
    Ok(on_deep_stack(|| projects.into_iter().map(|project| compile_project(project, today)).collect()))
}

fn compile_project(project: Project, today: Date) -> Compilation {
    let mut workspace = Workspace::default();
    workspace.read(&project.files, &Threads);
    let sounds = SoundFiles::default().facts(&project.root, &workspace.sounds());
    let options = options(&project, today, sounds);
    let compiled = workspace.compile(&options, &Threads);
    Compilation { project, compiled, sounds: options.sounds }
}

/// What a project is compiled with: its files that were asked for, its lock, and what is known of its sound files.
pub fn options(project: &Project, today: Date, sounds: SoundFacts) -> Options {
    let unsigned = |n: i8| u8::try_from(n).unwrap_or(1);
    let today =
        MachineDate { year: today.year(), month: unsigned(today.month()), day: unsigned(today.day()) };
    let only = Some(project.wanted.iter().cloned().collect());
    Options { today, sounds, only, locked: project.locked.clone(), prove: true }
}

/// Pages for people: diagnostics with what they point at.
pub fn pages(project: &Project, diagnostics: &[Diagnostic], coloured: bool) -> String {
    let paint = if coloured { Paint::Coloured } else { Paint::Plain };
    render_all(diagnostics, |path| project.source(path), paint, crate::terminal::language())
}

impl Compilation {
    /// How long a sound file of the project plays, where it can be played.
    pub fn length_ms(&self, path: &str) -> Option<u64> {
        match self.sounds.get(path) {
            Sound::Playable { length_ms, .. } => Some(length_ms),
            Sound::Missing { .. } | Sound::Unreadable { .. } => None,
        }
    }

    /// Errors among the diagnostics.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error)
    }

    /// Machines of the clients that the files asked for belong to.
    pub fn wanted_machines(&self) -> impl Iterator<Item = &Machine> {
        let asked = |m: &&Machine| m.sources.iter().any(|s| self.project.is_wanted(&s.path));
        self.compiled.machines.iter().filter(asked)
    }

    /// Whether a client is one that was asked for; one that has no machine is, as its errors are shown.
    pub fn wants_client(&self, client: &str) -> bool {
        let machine = self.compiled.machines.iter().find(|m| m.client == client);
        machine.is_none_or(|m| m.sources.iter().any(|s| self.project.is_wanted(&s.path)))
    }

    /// Diagnostics as pages for people.
    pub fn pages(&self, diagnostics: &[Diagnostic], coloured: bool) -> String {
        pages(&self.project, diagnostics, coloured)
    }
}

/// Prints errors of compilations on standard error; true when there are any.
pub fn print_errors(compilations: &[Compilation]) -> bool {
    let mut any = false;
    for compilation in compilations {
        let errors: Vec<Diagnostic> = compilation.errors().cloned().collect();
        if !errors.is_empty() {
            any = true;
            eprintln!("{}", compilation.pages(&errors, crate::terminal::colours()));
        }
    }
    any
}
