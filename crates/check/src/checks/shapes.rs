//! Shapes: what they take and give, and the rhai in them (E0308 to E0310, E0315).

use super::{Client, settings};
use crate::diagnostics::{self as d, ShapeResult, ShapeUse};
use crate::symbols::Symbol;
use crate::{Kind, Place, Sink, place, types};
use rufplan_diag::Span;
use rufplan_machine::value::Type;
use rufplan_shape::{Draft, FaultKind};
use rufplan_syntax::ast::{Path, Shape, TypeRef};

pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    for shape in client.symbols.shapes.values() {
        let takes = takes(client, shape, sink);
        let gives = gives(client, shape, sink);
        let [param] = shape.node.params.as_slice() else {
            sink.report(d::e0315(place(shape.file, shape.decl.head), &shape.name.text, ShapeUse::Takes));
            continue;
        };
        if takes.is_some_and(|takes| !matches!(takes, Type::Json | Type::Text | Type::Digits)) {
            let at = place(shape.file, param.of.span);
            sink.report(d::e0315(at, &shape.name.text, ShapeUse::Takes));
        }
        code(shape, &param.name.text, gives.as_ref(), sink);
    }
}

/// What a shape is given: the type of its one parameter.
pub(super) fn takes(client: &Client<'_>, shape: &Symbol<'_, Shape>, sink: &mut Sink) -> Option<Type> {
    match shape.node.params.as_slice() {
        [param] => type_of(client, shape, &param.of, sink),
        _ => None,
    }
}

/// `check: with S`: a shape of one text that gives yes or no (E0315).
pub(super) fn checks(client: &Client<'_>, path: &Path, at: Place, sink: &mut Sink) {
    let name = path.text();
    if !settings::known_name(client, Kind::Shape, &name, at.clone(), sink) {
        return;
    }
    let Some(shape) = client.symbols.shapes.get(name.as_str()) else { return };
    let mut quiet = Sink::default();
    let takes = takes(client, shape, &mut quiet);
    let gives = gives(client, shape, &mut quiet);
    let fits = takes.is_none_or(|of| matches!(of, Type::Text | Type::Digits))
        && gives.is_none_or(|of| of == Type::YesNo);
    if !fits {
        sink.report(d::e0315(at, &name, ShapeUse::Check));
    }
}

/// What a shape gives.
pub(super) fn gives(client: &Client<'_>, shape: &Symbol<'_, Shape>, sink: &mut Sink) -> Option<Type> {
    type_of(client, shape, shape.node.gives.as_ref()?, sink)
}

fn type_of(client: &Client<'_>, shape: &Symbol<'_, Shape>, of: &TypeRef, sink: &mut Sink) -> Option<Type> {
    types::resolve(of, types::Stands::InData, shape.file, client.symbols, sink)
}

fn code(shape: &Symbol<'_, Shape>, param: &str, gives: Option<&Type>, sink: &mut Sink) {
    let name = shape.name.text.as_str();
    let draft = match Draft::new(param, &shape.node.code) {
        Ok(draft) => draft,
        Err(fault) => {
            let at = at(shape, fault.line, fault.column);
            return match &fault.kind {
                FaultKind::Forbidden(word) => sink.report(d::e0310(at, word)),
                FaultKind::Rhai => sink.report(d::e0309(at, name, &fault.what)),
            };
        }
    };
    let Some(gives) = gives else { return };
    for found in draft.mismatches(gives) {
        let at = at(shape, found.line, found.column);
        let needs = found.needs.as_ref().map(types::words);
        let what = match (&found.gives, &needs) {
            (Some(gives), Some(needs)) => ShapeResult::Gives { field: &found.field, gives, needs },
            (None, _) => ShapeResult::Lacks(&found.field),
            (Some(_), None) => ShapeResult::Unknown(&found.field),
        };
        sink.report(d::e0308(at, name, what));
    }
}

/// The place of a line and column of the code in the file: a word or sign, or the line's end.
fn at(shape: &Symbol<'_, Shape>, line: usize, column: usize) -> Place {
    let node = shape.node;
    let before = node.code.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let text = node.code[before.min(node.code.len())..].lines().next().unwrap_or_default();
    let offset = text.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    let start = node.code_span.start + before.min(node.code.len()) + offset;
    let rest = &text[offset..];
    let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let width = word.max(first);
    place(shape.file, Span::new(start, start + width))
}
