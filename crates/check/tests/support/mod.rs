//! Scripts from disk, checked, and what was said of them as pages that people read.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use rufplan_calendar::Date;
use rufplan_check::{Options, SoundFacts, check, expand};
use rufplan_diag::{Diagnostic, Language, SourceFile};
use rufplan_syntax::ast;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The day of all checks in tests.
pub const TODAY: Date = Date::constant(2026, 11, 25);

/// A path below the crate.
pub fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Reads a file, if it is there, and gives it a path.
pub fn source(file: PathBuf, path: &str) -> Option<SourceFile> {
    std::fs::read_to_string(file).ok().map(|text| SourceFile::new(path, &text))
}

/// The sound files of all cases: two that can be played and one that cannot.
pub fn sounds() -> SoundFacts {
    let mut sounds = SoundFacts::known();
    sounds.add("gruss.wav", "00", 1_200);
    sounds.add("jingle.wav", "01", 2_000);
    sounds.add_unreadable("mp3.wav", ("it holds MP3", "sie enthält MP3"));
    sounds.add_missing("jinlge.wav", Some("jingle.wav"));
    sounds
}

/// Checks a project.
pub fn check_all(sources: &[SourceFile], today: Date, sounds: &SoundFacts) -> Vec<Diagnostic> {
    let files: Vec<_> = sources.iter().map(|s| ast::lower(&rufplan_syntax::parse(s))).collect();
    for file in &files {
        assert!(!file.has_junk, "{}: not understood", file.source.path);
    }
    check(&expand(files), &Options { today, sounds, only: None }).diagnostics
}

/// Diagnostics as a page in English.
pub fn page(sources: &[SourceFile], diagnostics: &[Diagnostic]) -> String {
    page_in(Language::English, sources, diagnostics)
}

/// Diagnostics as a page.
pub fn page_in(language: Language, sources: &[SourceFile], diagnostics: &[Diagnostic]) -> String {
    let mut page = String::new();
    let place = |file: &str, offset: usize| {
        let source = sources.iter().find(|s| *s.path == *file).unwrap();
        let at = source.position(offset);
        let path = if sources.len() > 1 { format!("{file}:") } else { String::new() };
        format!("{path}{}:{}", at.line, at.column)
    };
    for d in diagnostics {
        let source = sources.iter().find(|s| s.path == d.file).unwrap();
        writeln!(page, "{} {} {}", d.code, place(&d.file, d.span.start), d.title.to(language)).unwrap();
        let marked = source.slice(d.span).lines().next().unwrap_or("");
        writeln!(page, "  `{marked}` {}", d.label.to(language)).unwrap();
        writeln!(page, "  {}", d.message.to(language)).unwrap();
        for help in &d.help {
            writeln!(page, "  help: {}", help.to(language)).unwrap();
        }
        for related in &d.related {
            writeln!(
                page,
                "  see {} {}",
                place(&related.file, related.span.start),
                related.label.to(language)
            )
            .unwrap();
        }
        for fix in &d.fixes {
            let edits: Vec<_> =
                fix.edits.iter().map(|e| format!("{:?} -> {:?}", source.slice(e.span), e.text)).collect();
            writeln!(page, "  fix: {}: {}", fix.title.to(language), edits.join(", ")).unwrap();
        }
    }
    page
}
