//! `rufplan check --fix`: the repairs that need no decision, one after the other, until none is left.
//!
//! A repair is kept only where it makes no script worse: no more faults of form in its file, and with as many of them as
//! before no more errors in the project. Where a message has several repairs somebody has to choose, so none is made.

use super::difference::difference;
use crate::compilation::options;
use crate::deep::{Threads, on_deep_stack};
use crate::failure::Failure;
use crate::project::Project;
use crate::sound_files::SoundFiles;
use rufplan_calendar::Date;
use rufplan_compiler::{Diagnostic, Workspace};
use rufplan_diag::{Fix, Language, Severity, SourceFile};
use std::collections::BTreeSet;

/// More repairs of one project are not made at once: something would be wrong with them.
const REPAIRS_AT_MOST: usize = 1_000;

/// A repair that was made.
struct Repair {
    file: String,
    line: usize,
    code: &'static str,
    title: String,
}

/// Repairs the scripts of a project that were asked for, and says what was done. With `dry_run` nothing is written: the
/// difference is shown.
///
/// # Errors
/// When a script cannot be written.
pub(super) fn mend_project(project: &mut Project, today: Date, dry_run: bool) -> Result<String, Failure> {
    let before = project.files.clone();
    let repairs = on_deep_stack(|| mend(project, today));
    let mut text: String =
        repairs.iter().map(|r| format!("{}:{}: {} {}\n", r.file, r.line, r.code, r.title)).collect();
    for (old, new) in before.iter().zip(&project.files).filter(|(old, new)| old.text != new.text) {
        if dry_run {
            text += &difference(&old.path, &old.text, &new.text);
        } else {
            let path = project.root.join(&*new.path);
            std::fs::write(&path, &*new.text).map_err(|error| Failure::write(&path, &error))?;
        }
    }
    text += &summary(repairs.len(), dry_run);
    Ok(text)
}

fn summary(count: usize, dry_run: bool) -> String {
    let german = crate::terminal::language() == Language::German;
    match (german, dry_run) {
        (false, false) => format!("{count} repair{} made\n", if count == 1 { "" } else { "s" }),
        (false, true) => {
            format!("{count} repair{} possible, nothing written\n", if count == 1 { "" } else { "s" })
        }
        (true, false) => {
            format!("{count} {} ausgeführt\n", if count == 1 { "Korrektur" } else { "Korrekturen" })
        }
        (true, true) => {
            format!(
                "{count} {} möglich, nichts geschrieben\n",
                if count == 1 { "Korrektur" } else { "Korrekturen" }
            )
        }
    }
}

fn mend(project: &mut Project, today: Date) -> Vec<Repair> {
    let mut made = Vec::new();
    let mut refused = BTreeSet::new();
    let mut workspace = Workspace::default();
    workspace.read(&project.files, &Threads);
    let sounds = SoundFiles::default().facts(&project.root, &workspace.sounds());
    let options = options(project, today, sounds);
    let mut compile = |project: &Project| {
        workspace.read(&project.files, &Threads);
        workspace.check(&options, &Threads).diagnostics
    };
    let mut found = compile(project);
    while made.len() < REPAIRS_AT_MOST {
        let next = found.iter().find_map(|diagnostic| match diagnostic.fixes.as_slice() {
            [fix] => {
                let index = project.files.iter().position(|file| file.path == diagnostic.file)?;
                let key = key(diagnostic, fix, &project.files[index]);
                (!refused.contains(&key)).then_some((diagnostic, fix, index, key))
            }
            _ => None,
        });
        let Some((diagnostic, fix, index, key)) = next else { break };
        let old = &project.files[index];
        let mended = with_line_breaks_of(&old.text, fix)
            .apply(&old.text)
            .map(|text| SourceFile::new(&old.path, &text));
        let Some(mended) = mended.filter(|new| new.text != old.text) else {
            refused.insert(key);
            continue;
        };
        let (form_before, form_after) = (faults_of_form(old), faults_of_form(&mended));
        let repair = Repair {
            file: old.path.to_string(),
            line: old.position(diagnostic.span.start).line,
            code: diagnostic.code,
            title: fix.title.to(crate::terminal::language()).to_string(),
        };
        let old = std::mem::replace(&mut project.files[index], mended);
        let then = compile(project);
        let is_better =
            form_after < form_before || form_after == form_before && errors(&then) <= errors(&found);
        if is_better {
            made.push(repair);
            found = then;
        } else {
            project.files[index] = old;
            refused.insert(key);
        }
    }
    made
}

/// A message of a place whatever has moved above it.
fn key(diagnostic: &Diagnostic, fix: &Fix, file: &SourceFile) -> (String, &'static str, String, String) {
    let line = file.position(diagnostic.span.start).line;
    let text = file.line(line).unwrap_or_default().to_string();
    (file.path.to_string(), diagnostic.code, text, fix.title.as_str().to_string())
}

/// A script with `\r\n` gets no `\n` of its own.
fn with_line_breaks_of(text: &str, fix: &Fix) -> Fix {
    let mut fix = fix.clone();
    if text.contains("\r\n") {
        fix.edits
            .iter_mut()
            .for_each(|edit| edit.text = edit.text.replace("\r\n", "\n").replace('\n', "\r\n"));
    }
    fix
}

fn faults_of_form(file: &SourceFile) -> usize {
    rufplan_syntax::syntax_errors(&rufplan_syntax::parse(file)).len()
}

fn errors(found: &[Diagnostic]) -> usize {
    found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
}
