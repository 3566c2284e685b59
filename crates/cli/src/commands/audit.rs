//! `rufplan audit PATH…`: what is allowed by comments, and why.

use crate::arguments::Audit;
use crate::compilation::options;
use crate::deep::Threads;
use crate::failure::Failure;
use crate::project::{Project, load};
use crate::sound_files::SoundFiles;
use rufplan_calendar::Date;
use rufplan_compiler::{Diagnostic, Workspace};
use rufplan_diag::{Language, SourceFile};
use rufplan_syntax::ast::{self, Allow};
use std::fmt::Write as _;
use std::process::ExitCode;

/// Codes that come out only when tests are played: `check` cannot tell whether an allow of one is needed.
const OF_TESTS: [&str; 3] = ["E0906", "W0907", "W0910"];

/// Lists every `// allow CODE: reason` with its place; exit 1 when one has no reason or silences nothing.
///
/// # Errors
/// When a script cannot be read.
pub fn run(arguments: &Audit) -> Result<ExitCode, Failure> {
    let today = crate::moment::day(arguments.today.as_deref())?;
    let (mut text, mut all, mut wrong) = (String::new(), 0, 0);
    for project in load(&arguments.paths)? {
        let loud = crate::deep::on_deep_stack(|| without_allows(&project, today));
        for file in project.files.iter().filter(|file| project.is_wanted(&file.path)) {
            let allows = crate::deep::on_deep_stack(|| ast::lower(&rufplan_syntax::parse(file)).allows);
            for allow in &allows {
                let fault = fault(allow, file, &loud);
                all += 1;
                wrong += usize::from(fault.is_some());
                let line = file.position(allow.span.start).line;
                let _ = writeln!(text, "{}:{line}: {} {}", file.path, allow.code, allow.reason);
                if let Some(fault) = fault {
                    let _ = writeln!(text, "    {fault}");
                }
            }
        }
    }
    text += &summary(all, wrong);
    crate::terminal::print(&text);
    Ok(ExitCode::from(u8::from(wrong > 0)))
}

/// What would be said without the comments. They are made unreadable in place, so that all places stay the same.
fn without_allows(project: &Project, today: Date) -> Vec<Diagnostic> {
    let files: Vec<SourceFile> = project
        .files
        .iter()
        .map(|file| {
            let mut text = file.text.to_string();
            for allow in ast::lower(&rufplan_syntax::parse(file)).allows {
                let comment = text
                    .get(allow.span.start..allow.span.end)
                    .unwrap_or_default()
                    .replacen("allow", "ALLOW", 1);
                if comment.len() == allow.span.end - allow.span.start {
                    text.replace_range(allow.span.start..allow.span.end, &comment);
                }
            }
            SourceFile::new(&file.path, &text)
        })
        .collect();
    let mut workspace = Workspace::default();
    workspace.read(&files, &Threads);
    let sounds = SoundFiles::default().facts(&project.root, &workspace.sounds());
    workspace.check(&options(project, today, sounds), &Threads).diagnostics
}

/// What is wrong with an allow.
fn fault(allow: &Allow, file: &SourceFile, loud: &[Diagnostic]) -> Option<&'static str> {
    let german = crate::terminal::language() == Language::German;
    if allow.reason.is_empty() {
        return Some(if german {
            "ohne Grund erlaubt es nichts"
        } else {
            "without a reason it allows nothing"
        });
    }
    let silences = loud.iter().any(|diagnostic| {
        diagnostic.file == file.path
            && diagnostic.code == allow.code
            && file.position(diagnostic.span.start).line == allow.line
    });
    if silences || OF_TESTS.contains(&allow.code.as_str()) {
        return None;
    }
    Some(if german {
        "es bringt nichts zum Schweigen: wegnehmen"
    } else {
        "it silences nothing: take it away"
    })
}

fn summary(all: usize, wrong: usize) -> String {
    if crate::terminal::language() == Language::German {
        let noun = if all == 1 { "Erlaubnis" } else { "Erlaubnisse" };
        return format!("{all} {noun}, {wrong} davon ohne Grund oder ohne Wirkung\n");
    }
    let noun = if all == 1 { "allow" } else { "allows" };
    format!("{all} {noun}, {wrong} without a reason or an effect\n")
}
