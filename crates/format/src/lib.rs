//! Prints a tree in the one true layout.
//!
//! The layout has no options (language 2.1): two blanks of indent, one blank between words, two before a comment behind a
//! line, one blank line between declarations (between two prompts or one-line declarations none or one, as written), inside a
//! block at most one. Comments and order stay. Lines are never broken or joined: a line is a statement. Rhai code in a
//! `shape` stays as it is.
//!
//! A file with syntax errors is not formatted at all: what a broken line belongs to is a guess, and a formatter that
//! guesses moves lines away from where their mistake is. Nothing is ever lost.

mod layout;
mod tokens;

use rufplan_diag::{Diagnostic, Edit, Fix, SourceFile, Span};
use rufplan_syntax::{Tree, syntax_errors};

/// Why a file is not formatted: its syntax errors, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotFormattable {
    /// The errors, in the order of the text.
    pub errors: Vec<Diagnostic>,
}

/// Gives the text of a file in the one true layout, with `\n` line breaks and one at the end.
///
/// # Errors
/// [`NotFormattable`] for a file with errors that keep a part of it from being read (E0101 to E0114, except those
/// about lines that are read well and stand wrong, such as an unknown setting).
pub fn format(tree: &Tree) -> Result<String, NotFormattable> {
    if tree.is_whole() {
        return Ok(layout::print(tree));
    }
    Err(NotFormattable { errors: syntax_errors(tree) })
}

/// H0109 with its repair when formatting would change the file; `None` for a formatted file and for one that cannot be
/// formatted.
pub fn unformatted(tree: &Tree) -> Option<Diagnostic> {
    let source = &tree.source;
    let formatted = format(tree).ok().filter(|f| **f != *source.text)?;
    let (old, new): (Vec<&str>, Vec<&str>) = (source.text.lines().collect(), formatted.lines().collect());
    let same_ahead = old.iter().zip(&new).take_while(|(o, n)| o == n).count();
    let rest = (old.len() - same_ahead).min(new.len() - same_ahead);
    let same_behind = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(o, n)| o == n).count();
    let changed = (old.len() - same_ahead - same_behind).max(new.len() - same_ahead - same_behind).max(1);
    let (count, anzahl) = match changed {
        1 => ("1 line".to_string(), "1 Zeile".to_string()),
        _ => (format!("{changed} lines"), format!("{changed} Zeilen")),
    };
    let mut diagnostic = Diagnostic::new(
        "H0109",
        ("Not formatted", "Nicht formatiert"),
        &source.path,
        line_span(source, same_ahead + 1),
    )
    .message((
        format!("`rufplan fmt` would change {count}."),
        format!("`rufplan fmt` würde {anzahl} ändern."),
    ));
    let edits = vec![Edit { span: Span::new(0, source.text.len()), text: formatted }];
    diagnostic.fixes.push(Fix { title: ("format the file", "die Datei formatieren").into(), edits });
    Some(diagnostic)
}

fn line_span(source: &SourceFile, line: usize) -> Span {
    let start = source.line_start(line).unwrap_or(source.text.len());
    Span::new(start, start + source.line(line).map_or(0, str::len))
}
