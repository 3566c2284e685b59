//! Call variables: first values, names that look secret (W0805).

use super::Client;
use crate::spelling::folded;
use crate::symbols::Symbol;
use crate::{Sink, diagnostics as d, expr, place, types};
use rufplan_machine::value::{Privacy, Type};
use rufplan_syntax::ast::{Path, TypeDecl, TypeKind, TypeRef};

/// Parts of names behind which something of the caller's own hides.
const SECRET_WORDS: [&str; 14] = [
    "pin",
    "puk",
    "tan",
    "cvv",
    "cvc",
    "iban",
    "passwort",
    "password",
    "kennwort",
    "geheimzahl",
    "kreditkarte",
    "kartennummer",
    "creditcard",
    "cardnumber",
];

pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    client.symbols.records.values().for_each(|record| fields(client, record, sink));
    for (name, var) in &client.symbols.vars {
        if let (Some(init), Some(of)) = (&var.field.init, &var.of) {
            expr::fitting(init, of, &client.scope(var.file), sink);
        }
        backward_bounds(var, sink);
        let is_closed =
            var.of.as_ref().is_some_and(|of| matches!(types::certain(of), Type::YesNo | Type::OneOf(_)));
        if var.privacy == Privacy::Open && !is_closed && looks_secret(name) {
            sink.report(d::w0805(place(var.file, var.field.name.span), name, var.field.of.span.end));
        }
    }
}

/// `number from 20 to 1` has no value at all.
fn backward_bounds(var: &crate::symbols::Var<'_>, sink: &mut Sink) {
    let limits = match var.of.as_ref().map(types::certain) {
        Some(Type::Number { from: Some(from), to: Some(to) }) if from > to => format!("{to} to {from}"),
        Some(Type::Duration { from_ms: Some(from), to_ms: Some(to) }) if from > to => {
            format!("{} to {}", d::duration(*to), d::duration(*from))
        }
        _ => return,
    };
    let at = place(var.file, var.field.of.span);
    sink.report(d::e0302_range(at, var.file.source.slice(var.field.of.span), &limits));
}

fn looks_secret(name: &str) -> bool {
    let words: Vec<String> = name.split('_').map(folded).collect();
    let whole = folded(name);
    SECRET_WORDS.iter().any(|secret| {
        // a short word such as `pin` must stand alone: `pinnwand` is no secret
        words.iter().any(|w| w == secret) || (secret.len() > 3 && whole.contains(secret))
    })
}

/// Fields of a record: no name twice, no first value, types that there are.
fn fields(client: &Client<'_>, record: &Symbol<'_, TypeDecl>, sink: &mut Sink) {
    let file = record.file;
    let mut quiet = Sink::default();
    for (index, field) in record.node.fields.iter().enumerate() {
        let name = &field.name;
        if let Some(first) = record.node.fields.iter().take(index).find(|f| f.name.text == name.text) {
            let there = Some(place(file, first.name.span));
            sink.report(d::e0202(place(file, name.span), "field", &name.text, there));
        }
        if let Some(init) = &field.init {
            sink.report(d::e0104(place(file, init.span), d::Misplaced::FirstValueOfField));
        }
        let of = types::resolve(&field.of, types::Stands::InData, file, client.symbols, &mut quiet);
        let is_closed =
            of.as_ref().is_some_and(|of| matches!(types::certain(of), Type::YesNo | Type::OneOf(_)));
        if field.privacy.is_none() && !is_closed && looks_secret(&name.text) {
            sink.report(d::w0805(place(file, name.span), &name.text, field.of.span.end));
        }
    }
    // a record that holds itself has been found where a variable has it; without one it is found here
    let named = TypeRef {
        kind: TypeKind::Named(Path { segments: vec![record.name.clone()], span: record.name.span }),
        span: record.name.span,
    };
    types::resolve(&named, types::Stands::InData, file, client.symbols, &mut quiet);
    sink.diagnostics.extend(quiet.diagnostics);
}
