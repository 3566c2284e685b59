//! The tree: each node is a rule of the grammar, a span and its children.

use crate::Rule;
use crate::grammar::RufplanParser;
use crate::limits::beyond_limits;
use pest::Parser;
use pest::iterators::Pair;
use rufplan_diag::{SourceFile, Span};
use std::sync::LazyLock;

/// One node: what it is, where it stands, what it holds. Comments are nodes too (`Rule::comment`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The rule of the grammar.
    pub rule: Rule,
    /// Its place in the file.
    pub span: Span,
    /// What it holds, in the order of the text.
    pub children: Vec<Node>,
}

/// The tree of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// The file it was made from.
    pub source: SourceFile,
    /// The node of rule `file`.
    pub root: Node,
}

impl Node {
    /// The first child of a rule.
    pub fn child(&self, rule: Rule) -> Option<&Node> {
        self.children.iter().find(|n| n.rule == rule)
    }

    /// All children of a rule.
    pub fn children_of(&self, rule: Rule) -> impl Iterator<Item = &Node> {
        self.children.iter().filter(move |n| n.rule == rule)
    }

    /// Children without comments and keyword tokens (`kw_…`).
    pub fn parts(&self) -> impl Iterator<Item = &Node> {
        self.children.iter().filter(|n| n.rule != Rule::comment && !is_keyword(n.rule))
    }

    /// The node's own text.
    pub fn text<'a>(&self, source: &'a SourceFile) -> &'a str {
        source.slice(self.span)
    }

    /// Whether it or anything below it is of a rule.
    pub fn contains(&self, rule: Rule) -> bool {
        self.rule == rule || self.children.iter().any(|c| c.contains(rule))
    }

    /// It and everything below it, outer nodes first.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Node)) {
        visit(self);
        for child in &self.children {
            child.walk(visit);
        }
    }
}

/// Whether a rule is a keyword token: its name begins with `kw_`.
fn is_keyword(rule: Rule) -> bool {
    static KEYWORDS: LazyLock<Vec<bool>> = LazyLock::new(|| {
        let rules = Rule::all_rules();
        let mut keywords = vec![false; rules.iter().map(|rule| *rule as usize + 1).max().unwrap_or(0)];
        rules.iter().for_each(|rule| keywords[*rule as usize] = format!("{rule:?}").starts_with("kw_"));
        keywords
    });
    KEYWORDS.get(rule as usize).copied().unwrap_or(false)
}

/// Whether a node of a rule is a syntax error: a part that was not understood, or an `end` that is lost.
pub fn is_error(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::junk_top
            | Rule::junk
            | Rule::stray
            | Rule::stray_in_arm
            | Rule::stray_in_if
            | Rule::stray_in_foreign
            | Rule::inner_junk
            | Rule::menu_junk
            | Rule::consent_junk
            | Rule::bad_rest
            | Rule::bad_when
            | Rule::foreign_arm
            | Rule::foreign_block
            | Rule::lost_block
            | Rule::lost_in_press
            | Rule::lost_in_when
            | Rule::lost_in_if
            | Rule::missing_end
            | Rule::missing_inner
            | Rule::missing_arms
            | Rule::surplus_else
    )
}

impl Tree {
    /// Whether every line of the file was understood.
    pub fn is_whole(&self) -> bool {
        // the last node says that the parser came to the end
        let mut whole = self.root.children.last().is_some_and(|n| n.rule == Rule::EOI);
        self.root.walk(&mut |node| whole &= !is_error(node.rule));
        whole
    }
}

fn node(pair: Pair<'_, Rule>) -> Node {
    let span = pair.as_span();
    let (rule, span) = (pair.as_rule(), Span::new(span.start(), span.end()));
    Node { rule, span, children: pair.into_inner().map(node).collect() }
}

/// Parses a file. Never fails: what it does not understand stands in the tree as junk. A file beyond the limits of X1
/// gives an empty tree, and [`crate::syntax_errors`] says why.
pub fn parse(source: &SourceFile) -> Tree {
    let whole = Span::new(0, source.text.len());
    let empty = || Node { rule: Rule::file, span: whole, children: Vec::new() };
    let root = if beyond_limits(source).is_empty() {
        // the one way this fails is a stack that runs low: pest looks before each step
        RufplanParser::parse(Rule::file, &source.text)
            .ok()
            .and_then(|mut pairs| pairs.next())
            .map_or_else(empty, node)
    } else {
        empty()
    };
    Tree { source: source.clone(), root }
}
