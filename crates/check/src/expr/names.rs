//! Names in expressions.

use super::facts::{self, Named};
use super::{Scope, Typed};
use crate::diagnostics as d;
use crate::kind::Kind;
use crate::sink::Sink;
use crate::spelling::nearest;
use crate::{place, types};
use rufplan_machine::script::{Expr, Fact};
use rufplan_machine::value::{Type, Value};
use rufplan_syntax::ast::{self, ExprKind};

/// Words for weekdays, Monday first.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A name: what is expected there decides about a bare word first, then variables, switches and facts.
pub(super) fn lower(
    path: &ast::Path,
    expected: Option<&Type>,
    scope: &Scope<'_>,
    sink: &mut Sink,
) -> Option<Typed> {
    let at = place(scope.file, path.span);
    if let Some(word) = path.single()
        && let Some(value) = expected.and_then(|e| value_of(&word.text, types::certain(e), scope))
    {
        return Some(value);
    }
    if let Some(found) = super::path::value(path, scope, sink) {
        return found;
    }
    if let Some(word) = path.single()
        && let Some(found) = switch(&word.text, scope, sink)
    {
        return found;
    }
    match facts::find(path, at.clone(), scope, sink) {
        Named::Fact(fact, of, always) => {
            let known = always || scope.knows(&path.text());
            return Some((Expr::Fact(fact), if known { of } else { Type::Maybe(Box::new(of)) }));
        }
        Named::Reported => return None,
        Named::Nothing => {}
    }
    report_unknown(path, expected, scope, sink);
    None
}

/// Whether a word alone would be a variable, a switch or something else that needs no expectation.
pub(super) fn stands_alone(expr: &ast::Expr, scope: &Scope<'_>) -> bool {
    let ExprKind::Path(path) = &expr.kind else { return true };
    let Some(word) = path.single() else { return true };
    let (symbols, word) = (scope.symbols, word.text.as_str());
    word == "now"
        || scope.param(word).is_some()
        || symbols.vars.contains_key(word)
        || symbols.switches.contains_key(word)
}

/// Marks every name in an expression as used, without a word about it.
pub(crate) fn mark_used(expr: &ast::Expr, scope: &Scope<'_>, sink: &mut Sink) {
    let mut quiet = Sink::default();
    super::lower(expr, None, &scope.clone().assuming_known(), &mut quiet);
    sink.uses.extend(quiet.uses);
}

fn switch(word: &str, scope: &Scope<'_>, sink: &mut Sink) -> Option<Option<Typed>> {
    if scope.symbols.switches.contains_key(word) {
        sink.used(Kind::Switch, word);
        return Some(Some((Expr::Fact(Fact::Switch(word.to_string())), Type::YesNo)));
    }
    None
}

/// A bare word as a value of a type: `sales` of `one of`, `de`, `sat`.
fn value_of(word: &str, expected: &Type, scope: &Scope<'_>) -> Option<Typed> {
    match expected {
        Type::OneOf(values) if values.iter().any(|v| v == word) => {
            Some((Expr::Value(Value::Choice(word.to_string())), Type::OneOf(vec![word.to_string()])))
        }
        Type::Language if scope.symbols.languages.iter().any(|l| l == word) => {
            Some((Expr::Value(Value::Language(word.to_string())), Type::Language))
        }
        Type::Reference { of, names } if scope.param(word).is_none() && names.iter().any(|n| n == word) => {
            let of = Type::Reference { of: *of, names: vec![word.to_string()] };
            Some((Expr::Value(Value::Reference(word.to_string())), of))
        }
        Type::Weekday => {
            let day = WEEKDAYS.iter().position(|d| *d == word)?;
            Some((Expr::Value(Value::Weekday(u8::try_from(day).ok()?)), Type::Weekday))
        }
        _ => None,
    }
}

/// `en-GB` where a language is expected: the grammar reads it as a subtraction.
pub(super) fn hyphenated_language(
    expr: &ast::Expr,
    expected: Option<&Type>,
    scope: &Scope<'_>,
    sink: &mut Sink,
) -> Option<Option<Typed>> {
    if expected.map(types::certain) != Some(&Type::Language) {
        return None;
    }
    let text = scope.text(expr);
    let is_tag = text.len() == 5 && text.is_char_boundary(2) && text.get(2..3) == Some("-");
    is_tag.then(|| language(text, place(scope.file, expr.span), scope, sink))
}

/// A language of the client by its tag; another one is E0302.
pub(crate) fn language(tag: &str, at: crate::Place, scope: &Scope<'_>, sink: &mut Sink) -> Option<Typed> {
    let languages = &scope.symbols.languages;
    if languages.iter().any(|l| l == tag) {
        return Some((Expr::Value(Value::Language(tag.to_string())), Type::Language));
    }
    // a client whose languages could not be read speaks any
    if !languages.is_empty() {
        sink.report(d::e0302_language(at, tag, languages));
    }
    None
}

fn report_unknown(path: &ast::Path, expected: Option<&Type>, scope: &Scope<'_>, sink: &mut Sink) {
    let at = place(scope.file, path.span);
    let text = path.text();
    let symbols = scope.symbols;
    let first = path.segments.first().map_or("", |s| s.text.as_str());
    if symbols.has_lost_names {
        return;
    }
    if path.single().is_none() {
        let owners = symbols.hours.keys().chain(symbols.calendars.keys()).copied();
        let at = path.segments.first().map_or(at, |s| place(scope.file, s.span));
        sink.report(d::e0201(at, "variable, hours block or calendar", first, nearest(first, owners), None));
        return;
    }
    if symbols.params.values().flatten().any(|param| param.node.name.text == first) {
        sink.report(d::e0201_parameter(at, &text));
        return;
    }
    match expected.map(types::certain) {
        Some(Type::Reference { of, names }) if symbols.declares(*of, &text) => {
            sink.report(d::e0302(at, &text, names));
        }
        Some(Type::Reference { of, .. }) => {
            let near = nearest(&text, symbols.declared(*of));
            sink.report(d::e0201(at, types::kind_word(*of), &text, near, None));
        }
        Some(Type::OneOf(values)) => sink.report(d::e0302(at, &text, values)),
        Some(Type::Language) if !symbols.languages.is_empty() => {
            sink.report(d::e0302_language(at, &text, &symbols.languages));
        }
        Some(Type::Weekday) => {
            sink.report(d::e0302(at, &text, &WEEKDAYS.map(str::to_string)));
        }
        _ => {
            let names = symbols.vars.keys().chain(symbols.switches.keys()).copied().chain(facts::BUILT_IN);
            let near = nearest(&text, names);
            let there =
                near.and_then(|n| symbols.place(Kind::Data, n).or_else(|| symbols.place(Kind::Switch, n)));
            let there = there.map(|(name, file)| place(file, name.span));
            if near.is_none() && matches!(expected.map(types::certain), Some(Type::Text | Type::Name)) {
                sink.report(d::e0201_text_without_quotes(at, &text));
            } else {
                sink.report(d::e0201(at, "variable, switch or fact", &text, near, there));
            }
        }
    }
}
