//! Turns the error nodes of a tree into messages (language 5.2): one message a fault, at the exact place.

mod arms;
mod ends;
mod heads;
mod line;
mod names;
mod outside;
mod repairs;
mod signs;
mod values;

use rufplan_diag::{Diagnostic, SourceFile, Span};

use self::line::Surroundings;
use crate::block::{Block, is_arm};
use crate::diagnostics::{e0101, e0104, e0107, e0108, e0111};
use crate::limits::{MESSAGES_MAX, beyond_limits};
use crate::suggest::{Suggestion, suggest};
use crate::{Node, Rule, Tree, is_error, lines};

/// Everything wrong with the form of a file (E0101 to E0114), in the order of the text, at most
/// [`MESSAGES_MAX`]; the last one then says how many more there are.
pub fn syntax_errors(tree: &Tree) -> Vec<Diagnostic> {
    let source = &tree.source;
    if tree.root.children.is_empty() {
        let beyond = beyond_limits(source);
        if !beyond.is_empty() {
            return beyond;
        }
        // the parser reads every text; without a node it ran out of stack
        let end = source.line(1).map_or(0, str::len);
        return vec![e0111::nested_too_deep(source, Span::new(0, end))];
    }
    let mut report =
        Report { source, found: Vec::new(), path: Vec::new(), told: Vec::new(), spilled: false, left_out: 0 };
    report.file(&tree.root);
    let (mut found, left_out) = (report.found, report.left_out);
    found.sort_by_key(|d| (d.span, d.code));
    let left_out = left_out + found.len().saturating_sub(MESSAGES_MAX);
    found.truncate(MESSAGES_MAX);
    if let (Some(last), 1..) = (found.last_mut(), left_out) {
        let more =
            format!("More is wrong in this file ({left_out} places); the first {MESSAGES_MAX} are shown.");
        let mehr = format!(
            "In dieser Datei ist noch mehr falsch ({left_out} Stellen); die ersten {MESSAGES_MAX} werden gezeigt."
        );
        last.help.push((more, mehr).into());
    }
    found
}

struct Report<'t> {
    source: &'t SourceFile,
    found: Vec<Diagnostic>,
    /// The nodes around the one that is looked at, outermost first.
    path: Vec<&'t Node>,
    /// Places that are not looked at because there are messages enough.
    left_out: usize,
    /// Whether an arm that no block knows has closed blocks too early: lines below may then stand outside.
    spilled: bool,
    /// Places at which a lost `end` is already explained by another message.
    told: Vec<usize>,
}

impl<'t> Report<'t> {
    fn file(&mut self, root: &'t Node) {
        self.path.push(root);
        let mut items = root.children.iter().peekable();
        let mut before: Option<&Node> = None;
        while let Some(node) = items.next() {
            if node.rule != Rule::junk_top {
                self.spilled = false;
                self.node(node, Block::File);
                before = Some(node);
                continue;
            }
            let mut more = 0;
            while let Some(next) = items.next_if(|n| matches!(n.rule, Rule::junk_top | Rule::comment)) {
                more += usize::from(next.rule == Rule::junk_top);
            }
            if self.found.len() >= MESSAGES_MAX {
                self.left_out += 1;
            } else if !self.spilled {
                self.found.push(outside::lines_outside(self.source, node, more, before));
            }
        }
        self.path.pop();
    }

    /// A node and everything below it; `block` is the block it stands in.
    fn node(&mut self, node: &'t Node, block: Block) {
        if self.found.len() >= MESSAGES_MAX {
            // each message costs many readings of its line
            node.walk(&mut |n| self.left_out += usize::from(is_error(n.rule)));
            return;
        }
        match node.rule {
            rule if is_junk(rule) => self.junk(node, block),
            Rule::lost_block | Rule::lost_in_press | Rule::lost_in_when | Rule::lost_in_if => {
                self.lost(node, block)
            }
            Rule::bad_rest => self.bad_rest(node),
            Rule::missing_end => self.missing_end(),
            Rule::missing_inner | Rule::missing_arms => self.missing_inner(node),
            Rule::setting => self.setting(node, block),
            Rule::edition => self.edition(node),
            Rule::say_stmt if block == Block::Queue => {
                let indent =
                    lines::of(self.source, node.span.start).map_or("", |l| &l.text[..l.indent_bytes()]);
                let span = trimmed(self.source, node.span);
                self.found.push(e0104::say_in_queue(self.source, span, indent));
            }
            _ => {
                self.own_faults(node, block);
                self.children(node, Block::of(node.rule).unwrap_or(block));
            }
        }
    }

    fn children(&mut self, node: &'t Node, block: Block) {
        self.path.push(node);
        for (i, child) in node.children.iter().enumerate() {
            if let Some(lost) = node.children.get(i + 1) {
                self.arm_of_nobody(child, lost);
            }
            if self.below_junk(&node.children[..i], child) {
                continue;
            }
            self.node(child, block);
        }
        self.path.pop();
    }

    /// Whether a line that is not understood stands further in than another one right above it: then it belongs to that
    /// one, and a message would be a consequence.
    fn below_junk(&self, above: &[Node], line: &Node) -> bool {
        let indent = |n: &Node| lines::of(self.source, n.span.start).map_or(0, |l| l.indent());
        let mut run = above.iter().rev().take_while(|n| is_junk(n.rule) || n.rule == Rule::comment);
        is_junk(line.rule) && run.any(|n| is_junk(n.rule) && indent(n) < indent(line))
    }

    /// Faults of a node whose children are looked at as well.
    fn own_faults(&mut self, node: &'t Node, block: Block) {
        match node.rule {
            Rule::foreign_block => {
                let Some(word) = node.child(Rule::foreign_word) else { return };
                let end = node.child(Rule::end_line).map(|n| self.source.position(n.span.start).line);
                let head = first_line(self.source, node.span);
                self.found.push(e0101::no_such_block(self.source, head, self.source.slice(word.span), end));
            }
            Rule::surplus_else => {
                let head = first_line(self.source, node.span);
                let rest = node.child(Rule::bad_rest).map_or("", |n| self.source.slice(n.span).trim());
                self.found.push(e0104::surplus_else(self.source, head, rest));
            }
            Rule::foreign_arm => self.foreign_arm(node, block),
            Rule::bad_when => self.bad_when(node, block),
            Rule::on_arm => self.on_arm(node, block),
            Rule::press_arm => self.press_arm(node),
            _ => {}
        }
    }

    fn junk(&mut self, node: &'t Node, block: Block) {
        let span = trimmed(self.source, first_line(self.source, node.span));
        if let Some(message) = line::setting_below_arms(self.source, span, &self.path) {
            return self.found.push(message);
        }
        let message = line::misread_line(self.source, span, self.surroundings(block));
        self.found.push(message);
    }

    fn surroundings(&self, block: Block) -> Surroundings<'t> {
        let above_arm = match self.path.split_last() {
            Some((arm, above)) if is_arm(arm.rule) => above.iter().rev().find_map(|n| Block::of(n.rule)),
            _ => None,
        };
        Surroundings { block, outer: above_arm, open: self.open_block() }
    }

    /// The innermost block around, with the line of its head, unless it is a declaration.
    fn open_block(&self) -> Option<(&'t str, usize)> {
        let node =
            self.path.iter().rev().find(|n| {
                matches!(Block::of(n.rule), Some(Block::Arms(_) | Block::Statements(Rule::if_stmt)))
            })?;
        let head = trimmed(self.source, first_line(self.source, node.span));
        Some((self.source.slice(head), self.source.position(head.start).line))
    }

    fn setting(&mut self, node: &'t Node, block: Block) {
        let Some(key) = node.child(Rule::setting_key) else { return };
        let Some(known) = block.settings() else { return };
        let read = self.source.slice(key.span).split_whitespace().collect::<Vec<_>>().join(" ");
        if known.contains(&read.as_str()) {
            return;
        }
        // what was right in the name is not part of the suggestion
        let whole = |s: &Suggestion| format!("{}{}{}", &read[..s.span.start], s.meant, &read[s.span.end..]);
        let meant = suggest(&read, known).map(|s| whole(&s)).filter(|meant| known.contains(&meant.as_str()));
        let of = if meant.is_some() { Vec::new() } else { names::blocks_with_setting(&read) };
        let message =
            e0107::unknown_setting(self.source, key.span, block.name(), meant.as_deref(), &of, known);
        self.found.push(message);
    }

    fn edition(&mut self, node: &'t Node) {
        if let Some(number) = node.child(Rule::number).filter(|n| self.source.slice(n.span) != "1") {
            self.found.push(e0108::unknown_edition(self.source, number.span));
        }
    }
}

/// Whether a node is one line that its block did not understand.
fn is_junk(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::junk
            | Rule::stray
            | Rule::stray_in_arm
            | Rule::stray_in_if
            | Rule::stray_in_foreign
            | Rule::inner_junk
            | Rule::menu_junk
            | Rule::consent_junk
    )
}

/// The part of a span that stands in its first line.
fn first_line(source: &SourceFile, span: Span) -> Span {
    let text = source.slice(span);
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    trimmed(source, Span::new(span.start, span.start + end))
}

/// A span without blanks, line breaks and a comment at its end.
fn trimmed(source: &SourceFile, span: Span) -> Span {
    let text = source.slice(span);
    let code = &text[..comment_start(text).unwrap_or(text.len())];
    let start = span.start + (code.len() - code.trim_start().len());
    Span::new(start, (span.start + code.trim_end().len()).max(start))
}

/// Where a comment begins in a line: the first `//` outside of a text.
fn comment_start(text: &str) -> Option<usize> {
    let mut in_text = false;
    let bytes = text.as_bytes();
    (0..bytes.len()).find(|&i| {
        in_text ^= bytes[i] == b'"';
        !in_text && bytes[i..].starts_with(b"//")
    })
}
