//! Diagnostics for other tools.

use serde::Serialize;

use crate::{Diagnostic, Fix, Language, Severity, SourceFile, Span};

/// Renders diagnostics as a JSON array of objects, one a line:
/// `{"code","severity","file","line","column","end_line","end_column","title","message","help","fixes"}`.
///
/// Lines and columns count from 1, columns in characters; the end is exclusive. `fixes` is
/// `[{"title","edits":[{"line","column","end_line","end_column","text"}]}]`, in the diagnostic's own file. `source`
/// finds a file by its path; where it finds none, the places are line 1, column 1. `language` is that of the texts.
pub fn render_json<'s>(
    diagnostics: &[Diagnostic],
    source: impl Fn(&str) -> Option<&'s SourceFile>,
    language: Language,
) -> String {
    let objects =
        diagnostics.iter().filter_map(|d| serde_json::to_string(&object(d, source(&d.file), language)).ok());
    let lines: Vec<String> = objects.collect();
    if lines.is_empty() { "[]\n".into() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

#[derive(Serialize)]
struct Object<'d> {
    code: &'d str,
    severity: &'static str,
    file: &'d str,
    #[serde(flatten)]
    place: Place,
    title: &'d str,
    message: &'d str,
    help: Vec<&'d str>,
    fixes: Vec<FixObject<'d>>,
}

#[derive(Serialize)]
struct FixObject<'d> {
    title: &'d str,
    edits: Vec<EditObject<'d>>,
}

#[derive(Serialize)]
struct EditObject<'d> {
    #[serde(flatten)]
    place: Place,
    text: &'d str,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

fn object<'d>(diagnostic: &'d Diagnostic, file: Option<&SourceFile>, language: Language) -> Object<'d> {
    Object {
        code: diagnostic.code,
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        },
        file: &diagnostic.file,
        place: place(diagnostic.span, file),
        title: diagnostic.title.to(language),
        message: diagnostic.message.to(language),
        help: diagnostic.help.iter().map(|help| help.to(language)).collect(),
        fixes: diagnostic.fixes.iter().map(|f| fix(f, file, language)).collect(),
    }
}

fn fix<'d>(fix: &'d Fix, file: Option<&SourceFile>, language: Language) -> FixObject<'d> {
    let edits = fix.edits.iter().map(|e| EditObject { place: place(e.span, file), text: &e.text });
    FixObject { title: fix.title.to(language), edits: edits.collect() }
}

fn place(span: Span, file: Option<&SourceFile>) -> Place {
    let Some(file) = file else { return Place { line: 1, column: 1, end_line: 1, end_column: 1 } };
    let (start, end) = (file.position(span.start), file.position(span.end));
    Place { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
}
