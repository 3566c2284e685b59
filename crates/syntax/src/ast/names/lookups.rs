//! Services, lookups, shapes, `fetch`.

use super::decls::{named, type_ref};
use super::exprs::{expr, setting, text};
use super::stmts::block;
use super::{Named, Names, Stands};
use crate::ast::{Fetch, FetchArm, FieldState, HttpLine, Lookup, LookupState, Param, Path, Service, Shape};

pub(super) fn service(service: &mut Service, names: &mut impl Names) {
    let Service { name, title: _, settings } = service;
    named(Named::Service, name, names);
    settings.iter_mut().for_each(|s| setting(s, names));
}

pub(super) fn lookup(lookup: &mut Lookup, names: &mut impl Names) {
    let Lookup { name, title: _, asks, gives_nothing: _, settings } = lookup;
    named(Named::Lookup, name, names);
    for HttpLine { method: _, service, path, span: _ } in asks {
        let mut named = Path { segments: vec![service.clone()], span: service.span };
        names.names(Named::Service, &mut named);
        service.text = named.text();
        text(path, names);
    }
    settings.iter_mut().for_each(|s| setting(s, names));
}

pub(super) fn shape(shape: &mut Shape, names: &mut impl Names) {
    let Shape { name, params, gives, code: _, code_span: _ } = shape;
    named(Named::Shape, name, names);
    for Param { name: _, of } in params {
        type_ref(of, names);
    }
    gives.iter_mut().for_each(|of| type_ref(of, names));
}

pub(super) fn fetch(fetch: &mut Fetch, names: &mut impl Names) {
    let Fetch { lookup, settings, arms, has_junk: _ } = fetch;
    lookup.iter_mut().for_each(|path| names.names(Named::Lookup, path));
    settings.iter_mut().for_each(|s| setting(s, names));
    for FetchArm { case: _, body, head: _ } in arms {
        block(body, names);
    }
}

pub(super) fn state(state: &mut LookupState, names: &mut impl Names) {
    match state {
        LookupState::Fields(fields) => {
            for FieldState { field: _, value } in fields {
                expr(value, Stands::Given, names);
            }
        }
        LookupState::File(_) | LookupState::FindsNothing | LookupState::Fails | LookupState::Slow => {}
    }
}
