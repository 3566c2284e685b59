//! What a client gives for the parameters of a library (E0204).

use super::rename::{Bound, at};
use super::{Given, parameters};
use crate::sink::Sink;
use crate::{Place, diagnostics as d, spelling};
use rufplan_syntax::ast::{
    Expr, ExprKind, Field, File, Ident, Literal, Path, Setting, SettingValue, SettingValueKind, TypeKind,
};
use std::collections::BTreeMap;

/// Who configures which library.
pub(super) struct Configured<'a> {
    /// The client.
    pub client: &'a str,
    /// The library.
    pub library: &'a File,
    /// How the client calls it.
    pub name: &'a str,
    /// The settings of `configure`; none where there is none.
    pub settings: &'a [Setting],
    /// The `configure`, or the `use` where there is none.
    pub place: Place,
    /// Whether there is a `configure`.
    pub is_there: bool,
}

/// What each parameter is, and what must still be checked of it.
pub(super) fn bind(by: &Configured<'_>, given: &mut Vec<Given>, sink: &mut Sink) -> BTreeMap<String, Bound> {
    let fields: Vec<&Field> = parameters(by.library).collect();
    let mut bound = BTreeMap::new();
    superfluous(by, &fields, sink);
    for field in &fields {
        let name = &field.name.text;
        let own =
            by.settings.iter().find(|s| s.key.text == *name).and_then(|s| s.values.first()).and_then(value);
        if let Some(value) = &own {
            given.push(Given {
                client: by.client.to_string(),
                file: by.place.file.clone(),
                library: by.library.source.path.clone(),
                name: name.clone(),
                of: field.of.clone(),
                value: value.clone(),
            });
        }
        match own.or_else(|| field.init.clone()) {
            Some(value) => bound.extend(bind_one(field, &value).map(|bound| (name.clone(), bound))),
            None => {
                let there = Place { file: by.library.source.path.clone(), span: field.name.span };
                let of = by.library.source.slice(field.of.span);
                sink.report(d::e0204_missing(by.place.clone(), by.name, name, of, by.is_there, there));
            }
        }
    }
    bound
}

fn superfluous(by: &Configured<'_>, fields: &[&Field], sink: &mut Sink) {
    let mut seen: Vec<&Ident> = Vec::new();
    for setting in by.settings {
        let name = &setting.key;
        let at = Place { file: by.place.file.clone(), span: name.span };
        if let Some(first) = seen.iter().find(|s| s.text == name.text) {
            let there = Place { file: by.place.file.clone(), span: first.span };
            sink.report(d::e0202(at, "setting", &name.text, Some(there)));
        } else if !fields.iter().any(|f| f.name.text == name.text) {
            let near = spelling::nearest(&name.text, fields.iter().map(|f| f.name.text.as_str()));
            sink.report(d::e0204_superfluous(at, by.name, &name.text, near));
        } else if let Some(second) = setting.values.get(1) {
            let at = Place { file: by.place.file.clone(), span: second.span };
            sink.report(d::e0204_several(at, &name.text));
        }
        seen.push(name);
    }
}

/// Nothing where no thing is named: that is told later, and what uses the parameter says nothing.
fn bind_one(field: &Field, value: &Expr) -> Option<Bound> {
    match (&value.kind, is_reference(field)) {
        (ExprKind::Path(path), true) => Some(Bound::Name(path.text())),
        (_, true) => None,
        _ if is_written(value) => Some(Bound::Value(value.clone())),
        _ => Some(Bound::Variable(value.clone())),
    }
}

/// Whether a parameter stands for a declared thing.
pub(super) fn is_reference(field: &Field) -> bool {
    match &field.of.kind {
        TypeKind::Reference { .. } => true,
        TypeKind::Named(path) => REFERENCES.contains(&path.text().as_str()),
        _ => false,
    }
}

/// Kinds of things that a parameter can stand for.
pub(crate) const REFERENCES: [&str; 6] = ["queue", "mailbox", "hours", "prompt", "flow", "callback"];

/// Whether a value is the same wherever it is written.
fn is_written(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Literal(Literal::Text(text)) => text.plain().is_some(),
        ExprKind::Literal(_) => true,
        ExprKind::Negate(inner) => is_written(inner),
        ExprKind::Arithmetic { op: _, left, right } => is_written(left) && is_written(right),
        _ => false,
    }
}

/// Whether a value is known before any call: a literal, or a bare word that a type may know.
pub(crate) fn is_constant(value: &Expr) -> bool {
    is_written(value) || matches!(&value.kind, ExprKind::Path(path) if path.single().is_some())
}

fn value(value: &SettingValue) -> Option<Expr> {
    let word = |text: &str| {
        let segment = Ident { text: text.to_string(), span: value.span };
        Expr { kind: ExprKind::Path(Path { segments: vec![segment], span: value.span }), span: value.span }
    };
    match &value.kind {
        SettingValueKind::Expr(expr) => Some(expr.clone()),
        SettingValueKind::Locale(tag) => Some(word(tag)),
        _ => None,
    }
}

/// The value of a parameter as a line of `data`.
pub(super) fn variable(field: &Field, name: String, value: &Expr) -> Field {
    let mut field = field.clone();
    field.name.text = name;
    field.init = Some(at(value.clone(), field.span));
    field
}

/// What clients give, client by client.
pub(crate) fn of_client<'a>(given: &'a [Given], client: &str) -> impl Iterator<Item = &'a Given> {
    let client = client.to_string();
    given.iter().filter(move |g| g.client == client)
}
