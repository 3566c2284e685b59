//! Source files, spans and the one [`Diagnostic`] value with its text and JSON forms.
//!
//! A diagnostic is a value for the designer of a script: it names a place, says what was read, what it
//! means for the caller, and what to do. It is never an `Err`.

mod json;
mod noun;
mod source;
#[cfg(test)]
mod tests;
mod text;
mod words;

pub use json::render_json;
pub use noun::{Gender, Noun};
pub use source::{Position, SourceFile};
pub use text::{Paint, render_all, render_text};
pub use words::{Language, Words};

use std::sync::Arc;

/// A stretch of one file's text, in bytes, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// First byte behind.
    pub end: usize,
}

impl Span {
    /// Makes a span from `start` to `end` (exclusive).
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(r: std::ops::Range<usize>) -> Self {
        Span { start: r.start, end: r.end }
    }
}

/// How much a diagnostic weighs: an error stops the build, a warning does under `--strict`, a hint never.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Stops the build.
    Error,
    /// Speaks, and stops under `--strict`.
    Warning,
    /// For editors.
    Hint,
}

/// Replaces one stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes away; empty for an insertion.
    pub span: Span,
    /// What comes in its place.
    pub text: String,
}

/// A repair that a tool can apply without asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Says what it does, as an imperative.
    pub title: Words,
    /// Edits in the diagnostic's own file, not overlapping.
    pub edits: Vec<Edit>,
}

/// A second place that belongs to the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// File of the place.
    pub file: Arc<str>,
    /// The place.
    pub span: Span,
    /// What stands there, e.g. "first declared here".
    pub label: Words,
}

/// One message to the designer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The code, e.g. `E0201`; never reused.
    pub code: &'static str,
    /// Its weight.
    pub severity: Severity,
    /// Path of the file, relative to the project's root.
    pub file: Arc<str>,
    /// The place.
    pub span: Span,
    /// What is wrong right there, under the mark; may be empty.
    pub label: Words,
    /// Short, the same for every message of the code.
    pub title: Words,
    /// What was read and what it means for the caller.
    pub message: Words,
    /// What to do, one entry a suggestion.
    pub help: Vec<Words>,
    /// Other places.
    pub related: Vec<Related>,
    /// Repairs a tool can apply.
    pub fixes: Vec<Fix>,
}

impl Fix {
    /// The text with this repair made; `None` where its edits overlap or lie outside of the text.
    pub fn apply(&self, text: &str) -> Option<String> {
        let mut edits: Vec<&Edit> = self.edits.iter().collect();
        edits.sort_by_key(|e| e.span);
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        for edit in edits {
            out.push_str(text.get(from..edit.span.start)?);
            out.push_str(&edit.text);
            from = edit.span.end.max(edit.span.start);
        }
        out.push_str(text.get(from..)?);
        Some(out)
    }
}

impl Diagnostic {
    /// Starts a diagnostic; the severity follows from the code's letter (`E`, `W`, `H`).
    pub fn new(code: &'static str, title: impl Into<Words>, file: &Arc<str>, span: Span) -> Self {
        let severity = match code.as_bytes().first() {
            Some(b'W') => Severity::Warning,
            Some(b'H') => Severity::Hint,
            _ => Severity::Error,
        };
        Diagnostic {
            code,
            severity,
            file: file.clone(),
            span,
            label: Words::default(),
            title: title.into(),
            message: Words::default(),
            help: Vec::new(),
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// All its texts: title, label, message, help, labels of other places, titles of repairs.
    pub fn texts(&self) -> impl Iterator<Item = &Words> {
        let first = [&self.title, &self.label, &self.message];
        let related = self.related.iter().map(|related| &related.label);
        first.into_iter().chain(&self.help).chain(related).chain(self.fixes.iter().map(|fix| &fix.title))
    }

    /// Sets what stands under the mark.
    pub fn label(mut self, text: impl Into<Words>) -> Self {
        self.label = text.into();
        self
    }

    /// Sets what it means for the caller.
    pub fn message(mut self, text: impl Into<Words>) -> Self {
        self.message = text.into();
        self
    }

    /// Adds what to do.
    pub fn help(mut self, text: impl Into<Words>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Adds a second place.
    pub fn related(mut self, file: &Arc<str>, span: Span, label: impl Into<Words>) -> Self {
        self.related.push(Related { file: file.clone(), span, label: label.into() });
        self
    }

    /// Adds a repair of one edit.
    pub fn fix(mut self, title: impl Into<Words>, span: Span, text: impl Into<String>) -> Self {
        self.fixes.push(Fix { title: title.into(), edits: vec![Edit { span, text: text.into() }] });
        self
    }
}
