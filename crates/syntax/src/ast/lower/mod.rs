//! From nodes to typed trees.

mod callback;
mod decl;
mod dictation;
mod entry;
mod expr;
mod hours;
mod literal;
mod look;
mod lookup;
mod modules;
mod run;
mod stmt;
mod survey;
mod test;
#[cfg(test)]
mod tests;

use super::{Allow, File, Ident, Path, Spanned};
use crate::{Node, Rule, Tree};
use rufplan_diag::{SourceFile, Span};
use std::collections::BTreeMap;

/// Makes the typed tree of a file. Total: what was not understood is left out and marked.
pub fn lower(tree: &Tree) -> File {
    let cx = Lowering::new(tree);
    let mut file = File {
        source: tree.source.clone(),
        edition: None,
        decls: Vec::new(),
        allows: cx.allows(),
        has_junk: is_broken(&tree.root),
        has_lost_lines: tree.root.child(Rule::junk_top).is_some(),
    };
    for node in &tree.root.children {
        if node.rule == Rule::edition {
            file.edition = node.child(Rule::number).map(|n| Spanned::new(cx.text(n).parse().ok(), n.span));
        } else if let Some(decl) = cx.decl(node) {
            file.decls.push(decl);
        }
    }
    file
}

/// What every step of lowering needs to know of the file.
struct Lowering<'a> {
    source: &'a SourceFile,
    /// Start of every comment by its end.
    comment_ends: BTreeMap<usize, usize>,
    /// Comments that have a line to themselves, by line.
    own_line: BTreeMap<usize, Span>,
}

impl<'a> Lowering<'a> {
    fn new(tree: &'a Tree) -> Self {
        let mut cx =
            Lowering { source: &tree.source, comment_ends: BTreeMap::new(), own_line: BTreeMap::new() };
        tree.root.walk(&mut |node| {
            if node.rule == Rule::comment {
                cx.comment_ends.insert(node.span.end, node.span.start);
                let line = cx.source.position(node.span.start).line;
                let from = cx.source.line_start(line).unwrap_or(node.span.start);
                if cx.source.slice(Span::new(from, node.span.start)).trim().is_empty() {
                    cx.own_line.insert(line, node.span);
                }
            }
        });
        cx
    }

    fn text(&self, node: &Node) -> &'a str {
        self.source.slice(self.trim(node.span))
    }

    /// The words of a node, one blank between two.
    fn words(&self, node: &Node) -> String {
        self.text(node).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A span without blanks, line ends and comments behind it.
    fn trim(&self, span: Span) -> Span {
        let mut end = span.end;
        loop {
            end = span.start + self.source.slice(Span::new(span.start, end)).trim_end().len();
            match self.comment_ends.get(&end) {
                Some(start) if *start > span.start => end = *start,
                _ => return Span::new(span.start, end),
            }
        }
    }

    /// The first line of a node, without comment.
    fn head(&self, node: &Node) -> Span {
        let length = self.source.slice(node.span).find('\n').unwrap_or(node.span.end - node.span.start);
        let mut line = Span::new(node.span.start, node.span.start + length);
        // a comment behind a head ends where the line ends, but for a carriage return
        line.end = line.start + self.source.slice(line).trim_end().len();
        self.trim(line)
    }

    fn ident(&self, node: &Node) -> Ident {
        Ident { text: self.text(node).to_string(), span: self.trim(node.span) }
    }

    fn path(&self, node: &Node) -> Path {
        let span = self.trim(node.span);
        let mut start = span.start;
        let segments = self.source.slice(span).split('.').map(|word| {
            let segment = Ident { text: word.to_string(), span: Span::new(start, start + word.len()) };
            start += word.len() + 1;
            segment
        });
        Path { segments: segments.collect(), span }
    }

    /// The comments right above a line, without `//` and without `allow`.
    fn description(&self, line: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut above = line;
        while above > 1 {
            above -= 1;
            let Some(span) = self.own_line.get(&above) else { break };
            let text = comment_text(self.source.slice(*span));
            if !text.starts_with("allow ") {
                lines.push(text.to_string());
            }
        }
        lines.reverse();
        lines
    }

    fn allows(&self) -> Vec<Allow> {
        let mut allows = Vec::new();
        for (line, span) in &self.own_line {
            let Some(rest) = comment_text(self.source.slice(*span)).strip_prefix("allow ") else { continue };
            let (code, reason) = rest.split_once(':').unwrap_or((rest, ""));
            let mut below = line + 1;
            while self.own_line.contains_key(&below) {
                below += 1;
            }
            allows.push(Allow {
                code: code.trim().to_string(),
                reason: reason.trim().to_string(),
                span: *span,
                line: below,
            });
        }
        allows
    }
}

fn comment_text(comment: &str) -> &str {
    comment.trim_start_matches('/').trim()
}

/// Whether a node or anything below it was not understood.
fn is_broken(node: &Node) -> bool {
    is_junk(node.rule) || node.children.iter().any(is_broken)
}

/// Whether a rule stands for text that was not understood or for something that is missing.
fn is_junk(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::junk
            | Rule::junk_top
            | Rule::junk_line
            | Rule::bad_rest
            | Rule::missing_end
            | Rule::missing_inner
            | Rule::missing_arms
            | Rule::stray
            | Rule::stray_in_arm
            | Rule::stray_in_if
            | Rule::stray_in_foreign
            | Rule::lost_block
            | Rule::lost_in_press
            | Rule::lost_in_when
            | Rule::lost_in_if
            | Rule::lost_line
            | Rule::lost_arm
            | Rule::foreign_arm
            | Rule::foreign_block
            | Rule::bad_when
            | Rule::inner_junk
            | Rule::menu_junk
            | Rule::consent_junk
    )
}
