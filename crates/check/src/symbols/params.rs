//! Parameters of flows (language.md 2.3, 2.8): call variables named `flow.parameter`, because no flow runs itself.

use super::{Symbols, Var};
use crate::{Sink, diagnostics as d, place, types, walk};
use rufplan_machine::value::{Privacy, Type};
use rufplan_syntax::ast::{self, CallOf, DeclKind, ExprKind, StmtKind};
use std::collections::BTreeMap;

/// A parameter of a flow.
#[derive(Clone, Debug)]
pub struct Param<'a> {
    /// Its words in the head of the flow.
    pub node: &'a ast::Param,
    /// The file.
    pub file: &'a ast::File,
    /// What it may hold; `None` where the type is not understood. A kind alone has become the list of all names that
    /// calls give.
    pub of: Option<Type>,
    /// Who may see it: as private as the most private value that it is given.
    pub privacy: Privacy,
    /// The name from which its privacy comes.
    pub tainted_by: Option<String>,
}

/// A jump to a flow, or a number that starts it, and the flow in which it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site<'a> {
    pub inside: Option<&'a str>,
    pub call: &'a CallOf,
}

/// The name of a parameter's variable in the machine.
pub fn param_variable(flow: &str, param: &str) -> String {
    format!("{flow}.{param}")
}

/// The parameters of all flows; those that name a kind alone get the names that are given at any place.
pub(super) fn add<'a>(symbols: &mut Symbols<'a>, sink: &mut Sink) {
    let flows = symbols.flows.clone();
    for flow in flows.values() {
        let mut params: Vec<Param<'a>> = Vec::new();
        for node in &flow.node.params {
            if let Some(first) = params.iter().find(|p| p.node.name.text == node.name.text) {
                let there = Some(place(first.file, first.node.name.span));
                sink.report(d::e0202(place(flow.file, node.name.span), "parameter", &node.name.text, there));
                continue;
            }
            let of = types::resolve(&node.of, types::Stands::InParameter, flow.file, symbols, sink);
            params.push(Param { node, file: flow.file, of, privacy: Privacy::Open, tainted_by: None });
        }
        symbols.params.insert(&flow.name.text, params);
    }
    let sites = sites(symbols);
    // each round adds names to finite lists
    while sites.iter().fold(false, |grew, site| pass_names(symbols, site) | grew) {}
}

/// Whether a type is a reference whose names the calls tell.
fn is_open_reference(node: &ast::Param) -> bool {
    let mut of = &node.of;
    while let ast::TypeKind::Maybe(inner) = &of.kind {
        of = inner;
    }
    matches!(of.kind, ast::TypeKind::Named(_))
}

fn pass_names(symbols: &mut Symbols<'_>, site: &Site<'_>) -> bool {
    let mut grew = false;
    for flow in symbols.flows_named(site.inside, &site.call.flow) {
        let given: Vec<Vec<String>> = site
            .call
            .args
            .iter()
            .enumerate()
            .map(|(i, arg)| names_given(symbols, site, flow, i, arg))
            .collect();
        let Some(params) = symbols.params.get_mut(flow) else { continue };
        for (param, given) in params.iter_mut().zip(given) {
            if !is_open_reference(param.node) {
                continue;
            }
            let Some(Type::Reference { names, .. }) = param.of.as_mut().map(certain_mut) else { continue };
            for name in given {
                if !names.contains(&name) {
                    names.push(name);
                    grew = true;
                }
            }
        }
    }
    grew
}

fn certain_mut(of: &mut Type) -> &mut Type {
    match of {
        Type::Maybe(inner) => inner,
        other => other,
    }
}

/// The names that a value at a place can hold.
fn names_given(
    symbols: &Symbols<'_>,
    site: &Site<'_>,
    flow: &str,
    index: usize,
    arg: &ast::Expr,
) -> Vec<String> {
    let param = symbols.params.get(flow).and_then(|params| params.get(index));
    let Some(Type::Reference { of, .. }) = param.and_then(|p| p.of.as_ref()).map(types::certain) else {
        return Vec::new();
    };
    let ExprKind::Path(path) = &arg.kind else { return Vec::new() };
    let text = path.text();
    let is_param = site.inside.is_some_and(|inside| symbols.param(inside, &text).is_some());
    if !is_param && symbols.declares(*of, &text) {
        return vec![text];
    }
    match symbols.path_type(site.inside, path).as_ref().map(types::certain) {
        Some(Type::Reference { of: given, names }) if given == of => names.clone(),
        _ => Vec::new(),
    }
}

/// All places that lead to flows.
pub(crate) fn sites<'a>(symbols: &Symbols<'a>) -> Vec<Site<'a>> {
    let mut sites: Vec<Site<'a>> = Vec::new();
    sites.extend(symbols.client.numbers.iter().map(|line| Site { inside: None, call: &line.starts }));
    for file in &symbols.files {
        for decl in &file.decls {
            let inside = match &decl.kind {
                DeclKind::Flow(flow) => flow.name.as_ref().map(|n| n.text.as_str()),
                _ => None,
            };
            for body in walk::decl_bodies(decl) {
                walk::statements(body, &mut |stmt| match &stmt.kind {
                    StmtKind::GoTo(call) => sites.push(Site { inside, call }),
                    StmtKind::Run(run) => sites.extend(run.call.iter().map(|call| Site { inside, call })),
                    _ => {}
                });
            }
        }
    }
    sites
}

impl<'a> Symbols<'a> {
    /// A parameter of a flow.
    pub fn param(&self, flow: &str, name: &str) -> Option<&Param<'a>> {
        self.params.get(flow)?.iter().find(|param| param.node.name.text == name)
    }

    /// The declared type of a variable, a parameter of the flow around it, or a field of one; nothing is asked about
    /// whether it has a value.
    pub fn path_type(&self, flow: Option<&str>, path: &ast::Path) -> Option<Type> {
        let (first, rest) = path.segments.split_first()?;
        let param = flow.and_then(|flow| self.param(flow, &first.text));
        let mut of = match param {
            Some(param) => param.of.clone(),
            None => self.vars.get(first.text.as_str()).and_then(|var: &Var<'_>| var.of.clone()),
        }?;
        for segment in rest {
            let Type::Record { fields, .. } = types::certain(&of) else { return None };
            of = fields.iter().find(|field| field.name == segment.text)?.ty.clone();
        }
        Some(of)
    }

    /// The flows that a name in a jump can lead to: the flow itself, or those that a reference lists.
    pub fn flows_named(&self, inside: Option<&str>, path: &ast::Path) -> Vec<&'a str> {
        let name = path.text();
        let is_param = inside.is_some_and(|inside| self.param(inside, &name).is_some());
        if !is_param && let Some((name, _)) = self.flows.get_key_value(name.as_str()) {
            return vec![name];
        }
        match self.path_type(inside, path).as_ref().map(types::certain) {
            Some(Type::Reference { names, .. }) => {
                names.iter().filter_map(|name| Some(*self.flows.get_key_value(name.as_str())?.0)).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Parameters by flow.
pub type Params<'a> = BTreeMap<&'a str, Vec<Param<'a>>>;
