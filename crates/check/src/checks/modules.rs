//! Parameters of libraries, and what clients give for them, held against their types (E0204).

use super::Client;
use crate::modules::{Given, is_alone, is_constant, of_client};
use crate::types::{self, Stands};
use crate::{Kind, Place, Sink, diagnostics as d, expr, spelling};
use rufplan_machine::script::Expr;
use rufplan_machine::value::Kind as Of;
use rufplan_syntax::ast::{DeclKind, ExprKind, TypeKind};

pub(super) fn check(client: &Client<'_>, given: &[Given], sink: &mut Sink) {
    let symbols = client.symbols;
    if is_alone(symbols.client_name()) {
        parameters(client, sink);
    }
    for given in of_client(given, symbols.client_name()) {
        let at = Place { file: given.file.clone(), span: given.value.span };
        let of = match &given.of.kind {
            TypeKind::Named(path) => types::reference_kind(&path.text()),
            TypeKind::Reference { of, .. } => types::reference_kind(of),
            _ => None,
        };
        match of {
            Some(of) => thing(client, given, of, at, sink),
            None => value(client, given, at, sink),
        }
    }
}

/// Types and defaults, asked of a library by itself.
fn parameters(client: &Client<'_>, sink: &mut Sink) {
    for file in &client.symbols.files {
        let blocks = file.decls.iter().filter_map(|decl| match &decl.kind {
            DeclKind::Parameters(parameters) => Some(&parameters.fields),
            _ => None,
        });
        for field in blocks.flatten() {
            let of = types::resolve(&field.of, Stands::InParameter, file, client.symbols, sink);
            if let (Some(of), Some(init)) = (of, &field.init) {
                expr::fitting(init, &of, &client.scope(file), sink);
            }
        }
    }
}

fn thing(client: &Client<'_>, given: &Given, of: Of, at: Place, sink: &mut Sink) {
    let kind = Kind::of_reference(of);
    let ExprKind::Path(path) = &given.value.kind else {
        sink.report(d::e0204_no_thing(at, &given.name, kind.word(), types::kind_word(of)));
        return;
    };
    let name = path.text();
    if client.symbols.declares(of, &name) {
        sink.used(kind, &name);
    } else if !client.symbols.has_lost_names {
        let near = spelling::nearest(&name, client.symbols.declared(of).iter().copied());
        sink.report(d::e0201(at, kind.word(), &name, near, None));
    }
}

fn value(client: &Client<'_>, given: &Given, at: Place, sink: &mut Sink) {
    if !is_constant(&given.value) {
        sink.report(d::e0204_not_fixed(at, &given.name));
        return;
    }
    let files = &client.symbols.files;
    let file = files.iter().find(|f| f.source.path == given.file);
    let library = files.iter().find(|f| f.source.path == given.library);
    let (Some(file), Some(library)) = (file, library) else { return };
    // what is wrong with the type has been told of the library by itself
    let resolved =
        types::resolve(&given.of, Stands::InParameter, library, client.symbols, &mut Sink::default());
    let Some(of) = resolved else { return };
    let mut own = Sink::default();
    let lowered = expr::fitting(&given.value, &of, &client.scope(file), &mut own);
    // a bare word that is no value of the type is a variable: that is not fixed before a call
    let is_word = matches!(given.value.kind, ExprKind::Path(_));
    match lowered {
        Some((Expr::Value(_), _)) => {}
        Some(_) if is_word => sink.report(d::e0204_not_fixed(at, &given.name)),
        _ => sink.diagnostics.append(&mut own.diagnostics),
    }
}
