//! Where an expression stands: which names it sees and what is known there.

use crate::symbols::Symbols;
use crate::symbols::params::Param;
use rufplan_syntax::ast::{self, CompareOp, ExprKind};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// What an expression sees. Cheap to copy; conditions make a new one by [`Scope::when`] and [`Scope::unless`].
#[derive(Clone, Debug)]
pub struct Scope<'a> {
    /// The names of the client.
    pub symbols: &'a Symbols<'a>,
    /// The file in which the expression stands.
    pub file: &'a ast::File,
    /// Years whose holidays are known.
    pub years: RangeInclusive<i16>,
    /// The flow in which the expression stands: its parameters are names here. `None` in prompts, settings, queues.
    pub flow: Option<&'a str>,
    /// Paths of `maybe` values that are known here, and of variables that have a value though none was given first.
    known: BTreeSet<String>,
    /// Whether everything counts as known: for places whose way is not followed.
    assume_known: bool,
}

impl<'a> Scope<'a> {
    /// A scope in which nothing is known that may be unknown.
    pub fn new(symbols: &'a Symbols<'a>, file: &'a ast::File, years: RangeInclusive<i16>) -> Self {
        Scope { symbols, file, years, flow: None, known: BTreeSet::new(), assume_known: false }
    }

    /// The same with everything known: E0303 and E0305 are asked elsewhere, by the way a call takes.
    pub fn assuming_known(mut self) -> Self {
        self.assume_known = true;
        self
    }

    /// The same in a flow, whose parameters are names there; `None` outside of flows.
    pub fn in_flow(mut self, flow: Option<&'a str>) -> Self {
        self.flow = flow;
        self
    }

    /// A parameter of the flow in which the expression stands.
    pub fn param(&self, name: &str) -> Option<&'a Param<'a>> {
        self.symbols.param(self.flow?, name)
    }

    /// The same in another file.
    pub fn in_file(mut self, file: &'a ast::File) -> Self {
        self.file = file;
        self
    }

    /// The same with some paths known.
    pub fn knowing(mut self, paths: impl IntoIterator<Item = String>) -> Self {
        self.known.extend(paths);
        self
    }

    /// What is known where a condition has been found true.
    pub fn when(&self, condition: &ast::Expr) -> Self {
        self.clone().knowing(known_if(condition, true))
    }

    /// What is known where a condition has been found false.
    pub fn unless(&self, condition: &ast::Expr) -> Self {
        self.clone().knowing(known_if(condition, false))
    }

    /// Whether a path surely has a value here.
    pub fn knows(&self, path: &str) -> bool {
        self.assume_known || self.known.contains(path)
    }

    /// The source text of an expression.
    pub fn text(&self, expr: &ast::Expr) -> &'a str {
        self.file.source.slice(expr.span)
    }
}

/// The paths that surely have a value where a condition came out as `yes` (or as no).
pub fn known_if(condition: &ast::Expr, yes: bool) -> BTreeSet<String> {
    let path = |e: &ast::Expr| match &e.kind {
        // what has a value is a part of something that has one
        ExprKind::Path(path) => {
            let ends = 1..=path.segments.len();
            let words = |end: usize| path.segments[..end].iter().map(|s| s.text.as_str()).collect::<Vec<_>>();
            ends.map(|end| words(end).join(".")).collect()
        }
        _ => BTreeSet::new(),
    };
    let union = |parts: &[ast::Expr]| parts.iter().flat_map(|p| known_if(p, yes)).collect();
    let common = |parts: &[ast::Expr]| {
        let mut sets = parts.iter().map(|p| known_if(p, yes));
        let first = sets.next().unwrap_or_default();
        sets.fold(first, |all, set| all.intersection(&set).cloned().collect())
    };
    match &condition.kind {
        ExprKind::Known { value, negated } if *negated != yes => path(value),
        ExprKind::Not(inner) => known_if(inner, !yes),
        // all parts of a true `and` are true, all parts of a false `or` are false
        ExprKind::And(parts) if yes => union(parts),
        ExprKind::Or(parts) if !yes => union(parts),
        ExprKind::And(parts) | ExprKind::Or(parts) => common(parts),
        // the unknown is no value: what equals something is known
        ExprKind::Compare { op: CompareOp::Is, left, right } if yes => {
            path(left).union(&path(right)).cloned().collect()
        }
        ExprKind::OneOf { value, negated, .. } if *negated != yes => path(value),
        ExprKind::StartsWith(value, _) | ExprKind::EndsWith(value, _) if yes => path(value),
        _ => BTreeSet::new(),
    }
}
