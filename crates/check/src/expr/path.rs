//! What a dotted name reaches: variables, parameters of the flow, fields of records, facts of references.

use super::facts::{self, Named};
use super::{Scope, Typed};
use crate::diagnostics as d;
use crate::kind::Kind;
use crate::sink::Sink;
use crate::symbols::params::param_variable;
use crate::{place, types};
use rufplan_machine::script::Expr;
use rufplan_machine::value::{Kind as Of, Type};
use rufplan_syntax::ast;
use std::collections::BTreeMap;

/// A name where something of a kind is named: `enter queue X`, `check hours X`, `say X`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Naming {
    /// The thing itself.
    Fixed(String),
    /// A reference: one of these, by the value of an expression of type `Reference`.
    Among(Expr, Vec<String>),
}

impl Naming {
    /// All names that it can be.
    pub fn names(&self) -> &[String] {
        match self {
            Naming::Fixed(name) => std::slice::from_ref(name),
            Naming::Among(_, names) => names,
        }
    }
}

/// Resolves a name where something of a kind is named: a parameter of the flow around it first, then what is declared,
/// then a reference in a variable. What is wrong is reported: a name that is not there (E0201), a value of another type
/// (E0301), a reference that perhaps has no value (E0303, E0305).
pub fn naming(of: Of, path: &ast::Path, scope: &Scope<'_>, sink: &mut Sink) -> Option<Naming> {
    let kind = Kind::of_reference(of);
    let text = path.text();
    let at = place(scope.file, path.span);
    let is_param = path.segments.first().is_some_and(|first| scope.param(&first.text).is_some());
    if !is_param && scope.symbols.declares(of, &text) {
        sink.used(kind, &text);
        return Some(Naming::Fixed(text));
    }
    if let Some(found) = value(path, scope, sink) {
        let (value, given) = found?;
        let (value, given) = match given {
            Type::Maybe(inner) => {
                sink.report(d::e0305(at.clone(), &text));
                (value, *inner)
            }
            given => (value, given),
        };
        return match given {
            Type::Reference { of: given, names } if given == of => {
                names.iter().for_each(|name| sink.used(kind, name));
                Some(Naming::Among(value, names))
            }
            other => {
                sink.report(d::e0301(at, types::words(&other), d::Misfit::Needed(types::kind_words(of))));
                None
            }
        };
    }
    if !scope.symbols.has_lost_names {
        let near = crate::nearest(&text, scope.symbols.declared(of));
        let there = near.and_then(|near| scope.symbols.place(kind, near));
        let there = there.map(|(name, file)| place(file, name.span));
        sink.report(d::e0201(at, kind.word(), &text, near, there));
    }
    None
}

/// Whether a path behind `say` is no prompt but the caller's own words: a variable, a parameter or a fact of type
/// `recording`.
pub fn plays(path: &ast::Path, scope: &Scope<'_>) -> bool {
    // most are the name of a prompt, and one word alone is no fact
    if let Some(word) = path.single()
        && scope.param(&word.text).is_none()
        && !scope.symbols.vars.contains_key(word.text.as_str())
    {
        return false;
    }
    let expr = ast::Expr { kind: ast::ExprKind::Path(path.clone()), span: path.span };
    let quiet = scope.clone().assuming_known();
    let found = super::lower(&expr, None, &quiet, &mut Sink::default());
    found.is_some_and(|(_, of)| *types::certain(&of) == Type::Recording)
}

/// A variable or parameter, or something of it. `None` where the first word is neither; `Some(None)` where it has been
/// reported or poisons silently.
pub(super) fn value(path: &ast::Path, scope: &Scope<'_>, sink: &mut Sink) -> Option<Option<Typed>> {
    let (first, rest) = path.segments.split_first()?;
    let (mut value, mut of) = match root(first, path, scope, sink)? {
        Some(found) => found,
        None => return Some(None),
    };
    let mut so_far = first.text.clone();
    // a part of something that is perhaps unknown is perhaps unknown
    let mut perhaps = false;
    for (index, segment) in rest.iter().enumerate() {
        if let Type::Maybe(inner) = of {
            perhaps = true;
            of = *inner;
        }
        let at = place(scope.file, ast_span(path, index + 1));
        let found = match &of {
            Type::Record { fields, .. } => fields
                .iter()
                .find(|field| field.name == segment.text)
                .map(|field| (Expr::Field(Box::new(value.clone()), field.name.clone()), field.ty.clone())),
            Type::Reference { of: kind, names } => {
                match fact(*kind, names, &value, segment, path, scope, sink) {
                    Some(found) => Some(found),
                    None => return Some(None),
                }
            }
            other => {
                let text = path.text();
                sink.report(d::e0201_no_parts(at, &so_far, types::words(other), &text));
                return Some(None);
            }
        };
        let Some((inner, ty)) = found else {
            let names: Vec<&str> = match &of {
                Type::Record { fields, .. } => fields.iter().map(|f| f.name.as_str()).collect(),
                _ => Vec::new(),
            };
            sink.report(d::e0201_part(
                at,
                &so_far,
                ("its fields are", "die Felder sind"),
                &segment.text,
                &names,
            ));
            return Some(None);
        };
        so_far = format!("{so_far}.{}", segment.text);
        value = inner;
        of = match ty {
            Type::Maybe(inner) if scope.knows(&so_far) => *inner,
            ty => ty,
        };
    }
    let of = match of {
        Type::Maybe(_) => of,
        of if perhaps && !scope.knows(&so_far) => Type::Maybe(Box::new(of)),
        of => of,
    };
    Some(Some((value, of)))
}

/// The place of a path up to one of its words.
fn ast_span(path: &ast::Path, until: usize) -> rufplan_diag::Span {
    let end = path.segments.get(until).map_or(path.span.end, |segment| segment.span.end);
    rufplan_diag::Span::new(path.span.start, end)
}

/// The variable or parameter that a path begins with.
fn root(word: &ast::Ident, path: &ast::Path, scope: &Scope<'_>, sink: &mut Sink) -> Option<Option<Typed>> {
    let name = word.text.as_str();
    if let (Some(flow), Some(param)) = (scope.flow, scope.param(name)) {
        let Some(of) = param.of.clone() else { return Some(None) };
        let of = match of {
            Type::Maybe(inner) if scope.knows(name) => *inner,
            of => of,
        };
        return Some(Some((Expr::Var(param_variable(flow, name)), of)));
    }
    let var = scope.symbols.vars.get(name)?;
    // `queue.place` is a fact, also where a variable is called `queue`
    let has_parts =
        matches!(var.of.as_ref().map(types::certain), Some(Type::Record { .. } | Type::Reference { .. }));
    if path.segments.len() > 1 && !has_parts && facts::FAMILIES.contains(&name) {
        return None;
    }
    sink.used(Kind::Data, name);
    let Some(of) = var.of.clone() else { return Some(None) };
    let of = match of {
        Type::Maybe(inner) if scope.knows(name) => *inner,
        Type::Maybe(inner) => Type::Maybe(inner),
        of => {
            // a variable without a first value is unset until something sets it
            if var.field.init.is_none() && !scope.knows(name) {
                let there = place(var.file, var.field.name.span);
                sink.report(d::e0303(place(scope.file, path.span), name, there));
            }
            of
        }
    };
    Some(Some((Expr::Var(name.to_string()), of)))
}

/// A fact of whatever a reference names: one expression for each name, chosen by the reference's value.
fn fact(
    of: Of,
    names: &[String],
    value: &Expr,
    segment: &ast::Ident,
    path: &ast::Path,
    scope: &Scope<'_>,
    sink: &mut Sink,
) -> Option<Typed> {
    let mut cases = BTreeMap::new();
    let mut all: Option<(Type, bool)> = None;
    for name in names {
        let first = ast::Ident { text: name.clone(), span: path.span };
        let named = ast::Path { segments: vec![first, segment.clone()], span: path.span };
        match facts::find(&named, place(scope.file, path.span), scope, sink) {
            Named::Fact(fact, ty, always) => {
                cases.insert(name.clone(), Expr::Fact(fact));
                let before = all.take().is_none_or(|(_, known)| known);
                all = Some((ty, before && always));
            }
            Named::Reported => return None,
            Named::Nothing => {
                let at = place(scope.file, path.span);
                let words = types::kind_words(of);
                sink.report(d::e0201_no_parts(at, &path.segments[0].text, words, &path.text()));
                return None;
            }
        }
    }
    let (ty, always) = all?;
    let known = always || scope.knows(&path.text());
    let chosen = Expr::ByName { of: Box::new(value.clone()), cases };
    Some((chosen, if known { ty } else { Type::Maybe(Box::new(ty)) }))
}
