//! Lines: how far in each stands, and where a blank line stays.

use std::collections::BTreeMap;

use rufplan_diag::SourceFile;
use rufplan_syntax::{Node, Rule, Tree};

use crate::tokens::{Token, joined, tokens};

/// Prints a file that was read as a whole.
pub(crate) fn print(tree: &Tree) -> String {
    let lines = Lines::new(&tree.source);
    let mut rows = rows(tree, &lines);
    indent_comments(&mut rows);
    let mut out = String::with_capacity(tree.source.text.len());
    let mut before: Option<&Row> = None;
    let mut blank = false;
    for row in &rows {
        let Some(kind) = row.kind else {
            blank = true;
            continue;
        };
        if before.is_some_and(|b| blank_line(b, row, blank)) {
            out.push('\n');
        }
        match kind {
            Kind::Verbatim => out.push_str(&row.text),
            _ => {
                out.push_str(&"  ".repeat(row.depth));
                out.push_str(&row.text);
            }
        }
        out.push('\n');
        (before, blank) = (Some(row), false);
    }
    out
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The head of a declaration or a one-line declaration, or the edition.
    Top(Rule),
    /// The last line of a declaration of several lines, with its rule.
    TopEnd(Rule),
    /// A line inside a declaration.
    Inner,
    /// `end` of an inner block, or `else`.
    Closing,
    /// A line of comment.
    Comment,
    /// A line of a shape's code.
    Verbatim,
}

#[derive(Clone, Debug)]
struct Row {
    depth: usize,
    text: String,
    /// `None` for a blank line.
    kind: Option<Kind>,
}

/// Where lines start: as the grammar sees them, a lone `\r` ends one, too.
struct Lines<'s> {
    starts: Vec<usize>,
    text: &'s str,
}

impl<'s> Lines<'s> {
    fn new(source: &'s SourceFile) -> Self {
        let text: &str = &source.text;
        let bytes = text.as_bytes();
        let ends = |i: &usize| bytes[*i] == b'\n' || bytes[*i] == b'\r' && bytes.get(i + 1) != Some(&b'\n');
        let mut starts = vec![0];
        starts.extend((0..bytes.len()).filter(ends).map(|i| i + 1));
        Lines { starts, text }
    }

    fn of(&self, offset: usize) -> usize {
        self.starts.partition_point(|s| *s <= offset) - 1
    }

    fn text(&self, line: usize) -> &'s str {
        let start = self.starts.get(line).copied().unwrap_or(self.text.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        self.text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r'])
    }
}

fn rows(tree: &Tree, lines: &Lines<'_>) -> Vec<Row> {
    let mut starts = BTreeMap::new();
    place(&tree.root, 0, lines, &mut starts);
    let mut on_line: BTreeMap<usize, Vec<Token>> = BTreeMap::new();
    for token in tokens(&tree.root, &tree.source) {
        on_line.entry(lines.of(token.at)).or_default().push(token);
    }
    let mut rows: Vec<Row> = (0..lines.starts.len())
        .map(|line| match on_line.get(&line) {
            None => Row { depth: 0, text: String::new(), kind: None },
            Some(tokens) => {
                let comment = tokens.first().is_some_and(|t| t.rule == Rule::comment);
                let (depth, kind) = starts.get(&line).copied().unwrap_or((0, Kind::Inner));
                Row { depth, text: joined(tokens), kind: Some(if comment { Kind::Comment } else { kind }) }
            }
        })
        .collect();
    for shape in tree.root.children_of(Rule::shape_decl) {
        let head = lines.of(shape.span.start);
        let end = shape.child(Rule::kw_end_shape).map_or(head, |n| lines.of(n.span.start));
        for line in head + 1..end {
            if let Some(row) = rows.get_mut(line) {
                *row = Row { depth: 0, text: lines.text(line).to_string(), kind: Some(Kind::Verbatim) };
            }
        }
    }
    rows
}

/// Notes for each line how deep the node stands that begins it.
fn place(node: &Node, depth: usize, lines: &Lines<'_>, starts: &mut BTreeMap<usize, (usize, Kind)>) {
    for child in &node.children {
        if matches!(child.rule, Rule::comment | Rule::EOI | Rule::rhai_code) {
            continue;
        }
        let line = lines.of(child.span.start);
        let begins = !starts.contains_key(&line);
        let closing =
            matches!(child.rule, Rule::end_line | Rule::else_if | Rule::else_part | Rule::kw_end_shape);
        let own = if closing { depth.saturating_sub(1) } else { depth };
        if begins {
            let kind = match (own, closing) {
                (0, false) => Kind::Top(child.rule),
                (0, true) => Kind::TopEnd(node.rule),
                (_, false) => Kind::Inner,
                (_, true) => Kind::Closing,
            };
            starts.insert(line, (own, kind));
        }
        place(child, if begins { own + 1 } else { depth }, lines, starts);
    }
}

/// A comment stands as far in as the line it is about: the next one, or the lines above an `end`.
fn indent_comments(rows: &mut [Row]) {
    let mut depth = 0;
    for row in rows.iter_mut().rev() {
        match row.kind {
            Some(Kind::Comment) => row.depth = depth,
            Some(Kind::Closing | Kind::TopEnd(_)) => depth = row.depth + 1,
            Some(Kind::Verbatim) => depth = 0,
            Some(_) => depth = row.depth,
            None => {}
        }
    }
}

/// Whether a blank line stands between two lines; `written` says whether one stood there.
fn blank_line(before: &Row, row: &Row, written: bool) -> bool {
    let (Some(above), Some(below)) = (before.kind, row.kind) else { return false };
    let is_prompt = |r: Rule| matches!(r, Rule::prompt_decl | Rule::replace_decl);
    match (above, below) {
        (Kind::Verbatim, _) | (_, Kind::Verbatim) => written && above == below,
        (Kind::TopEnd(rule), Kind::Top(next)) if is_prompt(rule) && is_prompt(next) => written,
        (Kind::TopEnd(_), _) => true,
        (Kind::Top(rule), Kind::Top(next)) => {
            written || !is_line(rule) || !is_line(next) && rule != Rule::edition
        }
        // the head of a block, and the line before its `end`
        (Kind::Top(rule), _) if !is_line(rule) => false,
        (_, Kind::Closing | Kind::TopEnd(_)) => false,
        _ => written && row.depth <= before.depth,
    }
}

fn is_line(rule: Rule) -> bool {
    matches!(rule, Rule::edition | Rule::part_decl | Rule::library_decl | Rule::use_decl)
}
