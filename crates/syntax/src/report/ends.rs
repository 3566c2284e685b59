//! Blocks that have lost their `end`.

use rufplan_diag::{SourceFile, Span};

use super::{Report, first_line};
use crate::block::{Block, is_arm};
use crate::diagnostics::e0102::{self, Place};
use crate::lines::{self, Line};
use crate::{Node, Rule};

impl<'t> Report<'t> {
    /// The declaration that is looked at runs into the next one. Often a block inside it took its `end`:
    /// then the first `end` that stands further left than the block it closes tells which.
    pub(super) fn missing_end(&mut self) {
        let Some(&decl) = self.path.last() else { return };
        if ends_a_lost_block(self.source, decl) {
            return;
        }
        let head = first_line(self.source, decl.span);
        let message = match first_misaligned(self.source, decl) {
            Some((block, end)) => {
                let inner = first_line(self.source, block.span);
                let end_line = self.source.position(end.span.start).line;
                let place = before_dedent(self.source, block, end_line);
                e0102::closed_by_another(self.source, inner, end_line, self.source.slice(head), &place)
            }
            None => {
                let next = lines::of(self.source, decl.span.end)
                    .filter(|l| l.start >= decl.span.end && !l.is_blank());
                let place = behind_last_line(self.source, decl.span, head.start);
                e0102::open_to_the_end(self.source, head, next.map(|l| l.trimmed()), &place)
            }
        };
        self.found.push(message);
    }

    /// A block inside another ends because something begins that cannot stand in it.
    pub(super) fn missing_inner(&mut self, missing: &'t Node) {
        let Some(&block) = self.path.last() else { return };
        // a head that was not understood has its own message, and maybe no block was meant
        let bare = block.child(Rule::bad_rest).is_some() && !block.children.iter().any(|n| is_arm(n.rule));
        let told = self.told.contains(&missing.span.start) || ends_a_lost_block(self.source, block);
        if told || bare && block.rule != Rule::if_stmt {
            return;
        }
        let head = first_line(self.source, block.span);
        let next = lines::of(self.source, missing.span.start)
            .filter(|l| missing.span.start < l.start + l.text.len());
        let place =
            behind_last_line(self.source, Span::new(block.span.start, missing.span.start), head.start);
        let next = next.map(|l| l.trimmed());
        self.found.push(e0102::open_before(self.source, head, next, &place));
    }
}

/// Whether lines without a head were read down to an `end` that stands further left than they do: then it was the `end` of
/// this block, and only those lines are the fault.
fn ends_a_lost_block(source: &SourceFile, block: &Node) -> bool {
    let mut found = false;
    block.walk(&mut |node| {
        let lost = matches!(
            node.rule,
            Rule::lost_block | Rule::lost_in_press | Rule::lost_in_when | Rule::lost_in_if
        );
        let end = node.child(Rule::end_line).filter(|_| lost);
        found |= end.is_some_and(|end| indent_of(source, end) < indent_of(source, node));
    });
    found
}

fn indent_of(source: &SourceFile, node: &Node) -> usize {
    lines::of(source, node.span.start).map_or(0, |l| l.indent())
}

/// The first block, in the order of the text, whose `end` stands further left than its head.
fn first_misaligned<'a>(source: &SourceFile, decl: &'a Node) -> Option<(&'a Node, &'a Node)> {
    let mut best: Option<(&Node, &Node)> = None;
    decl.walk(&mut |node| {
        let is_inner = matches!(
            Block::of(node.rule),
            Some(Block::Arms(_) | Block::Statements(Rule::if_stmt | Rule::foreign_block))
        );
        let Some(end) = node.child(Rule::end_line).filter(|_| is_inner) else { return };
        if indent_of(source, end) < indent_of(source, node)
            && best.is_none_or(|(_, e)| end.span.start < e.span.start)
        {
            best = Some((node, end));
        }
    });
    best
}

/// Before the first line of a block that is indented no further than its head.
fn before_dedent(source: &SourceFile, block: &Node, end_line: usize) -> Place {
    let head = source.position(block.span.start).line;
    let indent = lines::at(source, head).map_or(0, |l| l.indent());
    let first = (head + 1..=end_line).filter_map(|n| lines::at(source, n)).find(|l| {
        let is_arm = ["press", "on", "when", "otherwise", "else"].iter().any(|w| l.starts_with(w));
        !l.is_blank() && (l.indent() < indent || l.indent() == indent && !is_arm)
    });
    let line = first.map_or(end_line, |l| l.number);
    Place {
        offset: source.line_start(line).unwrap_or(source.text.len()),
        line,
        text: end_text(source, block.span.start),
    }
}

/// Behind the last line of a span in which something stands.
fn behind_last_line(source: &SourceFile, span: Span, head: usize) -> Place {
    let first = source.position(span.start).line;
    let last = source.position(span.end.max(span.start)).line;
    let is_inside = |l: &Line<'_>| l.trimmed_span().start < span.end && !l.is_blank();
    let line =
        (first..=last).rev().find(|n| lines::at(source, *n).is_some_and(|l| is_inside(&l))).unwrap_or(first)
            + 1;
    match source.line_start(line) {
        Some(offset) => Place { offset, line, text: end_text(source, head) },
        // the last line has no line break of its own
        None => Place { offset: source.text.len(), line, text: format!("\n{}", end_text(source, head)) },
    }
}

fn end_text(source: &SourceFile, head: usize) -> String {
    let indent = lines::of(source, head).map_or("", |l| &l.text[..l.indent_bytes()]);
    format!("{indent}end\n")
}
