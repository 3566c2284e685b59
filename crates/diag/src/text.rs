//! Pages for people: title, place, source lines, meaning, what to do, repairs.

use annotate_snippets::{Annotation, AnnotationKind, Level, Renderer, Snippet};

use crate::{Diagnostic, Edit, Fix, Language, Severity, SourceFile, Span};

/// Columns that a page has.
const WIDTH: usize = 100;

/// Whether a page has colours. Nothing here looks at a terminal: who prints decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Paint {
    /// Characters only.
    #[default]
    Plain,
    /// With ANSI colours.
    Coloured,
}

/// Renders one diagnostic as a page that ends with a line break.
///
/// `source` finds a file by its path; where it finds none, the page has no source lines.
pub fn render_text<'s>(
    diagnostic: &Diagnostic,
    source: impl Fn(&str) -> Option<&'s SourceFile>,
    paint: Paint,
    language: Language,
) -> String {
    let mut page = frame(diagnostic, &source, paint, language);
    for line in wrapped(diagnostic.message.to(language)) {
        push_line(&mut page, &line);
    }
    for help in &diagnostic.help {
        for line in wrapped(help.to(language)) {
            push_line(&mut page, &line);
        }
    }
    for fix in &diagnostic.fixes {
        push_line(&mut page, &format!("  + {}", fix_line(fix, language)));
    }
    page
}

/// Renders several diagnostics, an empty line between two.
pub fn render_all<'s>(
    diagnostics: &[Diagnostic],
    source: impl Fn(&str) -> Option<&'s SourceFile>,
    paint: Paint,
    language: Language,
) -> String {
    diagnostics.iter().map(|d| render_text(d, &source, paint, language)).collect::<Vec<_>>().join("\n")
}

fn frame<'s>(
    diagnostic: &Diagnostic,
    source: &impl Fn(&str) -> Option<&'s SourceFile>,
    paint: Paint,
    language: Language,
) -> String {
    let level = match (diagnostic.severity, language) {
        (Severity::Error, Language::English) => Level::ERROR,
        (Severity::Error, Language::German) => Level::ERROR.with_name("Fehler"),
        (Severity::Warning, Language::English) => Level::WARNING,
        (Severity::Warning, Language::German) => Level::WARNING.with_name("Warnung"),
        (Severity::Hint, Language::English) => Level::HELP.with_name("hint"),
        (Severity::Hint, Language::German) => Level::HELP.with_name("Hinweis"),
    };
    let mut group = level
        .primary_title(diagnostic.title.to(language))
        .id(diagnostic.code)
        .elements(Vec::<Snippet<'_, Annotation<'_>>>::new());
    if let Some(file) = source(&diagnostic.file) {
        let here = diagnostic.related.iter().filter(|r| r.file == diagnostic.file);
        let mut marks = vec![(AnnotationKind::Primary, diagnostic.span, diagnostic.label.to(language))];
        marks.extend(here.map(|r| (AnnotationKind::Context, r.span, r.label.to(language))));
        group = group.element(snippet(file, &marks));
    }
    for related in diagnostic.related.iter().filter(|r| r.file != diagnostic.file) {
        if let Some(file) = source(&related.file) {
            group = group.element(snippet(
                file,
                &[(AnnotationKind::Context, related.span, related.label.to(language))],
            ));
        }
    }
    let renderer = match paint {
        Paint::Plain => Renderer::plain(),
        Paint::Coloured => Renderer::styled(),
    };
    let mut page = String::new();
    for line in renderer.term_width(WIDTH).render(&[group]).lines() {
        push_line(&mut page, line);
    }
    if source(&diagnostic.file).is_none() {
        push_line(&mut page, &format!("  --> {}", diagnostic.file));
    }
    page
}

/// The lines from the first mark to the last: the renderer need not look at a whole file for each message.
fn snippet<'a>(
    file: &'a SourceFile,
    marks: &[(AnnotationKind, Span, &'a str)],
) -> Snippet<'a, Annotation<'a>> {
    let ranges: Vec<_> = marks.iter().map(|(_, span, _)| range(file, *span)).collect();
    let first = ranges.iter().map(|r| file.position(r.start).line).min().unwrap_or(1);
    let last = ranges.iter().map(|r| file.position(r.end).line).max().unwrap_or(first);
    let start = file.line_start(first).unwrap_or(0);
    let end = file.line_start(last + 1).unwrap_or(file.text.len());
    let annotations = marks.iter().zip(ranges).map(|((kind, _, label), range)| {
        kind.span(range.start - start..range.end - start).label(some(label))
    });
    Snippet::source(file.slice(Span::new(start, end)))
        .line_start(first)
        .path(file.path.as_ref())
        .annotations(annotations)
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// A span as the renderer takes it: inside the text, on character bounds.
fn range(file: &SourceFile, span: Span) -> std::ops::Range<usize> {
    let bound = |mut at: usize| {
        at = at.min(file.text.len());
        while !file.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = bound(span.start);
    start..bound(span.end).max(start)
}

fn push_line(page: &mut String, line: &str) {
    page.push_str(line.trim_end());
    page.push('\n');
}

/// A repair in one line; a whole line that is put in is shown.
fn fix_line(fix: &Fix, language: Language) -> String {
    match fix.edits.as_slice() {
        [Edit { span, text }]
            if span.start == span.end && text.ends_with('\n') && text.trim().lines().count() == 1 =>
        {
            format!("{}:   {}", fix.title.to(language), text.trim())
        }
        _ => fix.title.to(language).to_owned(),
    }
}

/// Breaks a paragraph between words, never inside back quotes or straight quotes.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        // a line of a script stays as it is
        if paragraph.starts_with("  ") {
            lines.push(paragraph.to_string());
            continue;
        }
        let mut line = String::new();
        for piece in unbreakable(paragraph) {
            let fits = line.chars().count() + piece.chars().count() < WIDTH;
            if !line.is_empty() && !fits {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(piece);
        }
        lines.push(line);
    }
    lines
}

fn unbreakable(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, c) in text.char_indices() {
        quoted ^= c == '`';
        if c == ' ' && !quoted {
            pieces.extend(some(&text[start..at]));
            start = at + 1;
        }
    }
    pieces.extend(some(&text[start..]));
    pieces
}
