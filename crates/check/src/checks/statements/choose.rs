//! `choose`: every value has one arm (E0405, E0414).

use super::{Around, Walker, join};
use crate::checks::ways::Known;
use crate::diagnostics as d;
use crate::expr::{self, Scope, Typed};
use crate::symbols::Symbols;
use crate::{Sink, place, types};
use rufplan_diag::Span;
use rufplan_machine::script::Expr as Lowered;
use rufplan_machine::value::{Type, Value};
use rufplan_syntax::ast::{Choice, ChoiceKind, Choose, Expr, ExprKind};
use std::collections::BTreeSet;

/// Bounded numbers up to this many are a closed list.
const NUMBERS_AT_MOST: i64 = 1_000;

impl<'s> Walker<'_, 's> {
    pub(super) fn choose(
        &mut self,
        choose: &'s Choose,
        head: Span,
        known: Known,
        around: &Around<'s>,
    ) -> Option<Known> {
        let scope = self.scope(&known, around);
        let subject = choose.subject.as_ref().map(super::path_expr);
        let looked_at = subject.as_ref().and_then(|s| expr::lower(s, None, &scope, self.sink));
        let of = looked_at.as_ref().map(|(_, of)| of.clone());
        let mut covered = Covered::default();
        for choice in choose.arms.iter().flat_map(|arm| &arm.choices) {
            // without a type nothing can be said about values; a message has been given
            if let Some(looked_at) = &looked_at {
                covered.add(choice, looked_at, &scope, self.sink);
            }
        }
        if let (Some(subject), Some(of)) = (&subject, &of) {
            let understood = !choose.has_junk && choose.arms.iter().all(|arm| !arm.choices.is_empty());
            if understood {
                cases(choose, scope.text(subject), of, &covered, &scope, head, self.sink);
            }
        }
        let mut behind = None;
        for arm in &choose.arms {
            let mut inside = known.clone();
            inside.extend(choose.subject.as_ref().map(|s| s.text()));
            let after = self.block(&arm.body, inside, around);
            behind = join(behind, after);
        }
        for otherwise in &choose.otherwise {
            let after = self.block(&otherwise.value, known.clone(), around);
            behind = join(behind, after);
        }
        behind
    }
}

/// Values that have an arm.
#[derive(Default)]
struct Covered {
    values: BTreeSet<String>,
    numbers: Vec<(i64, i64)>,
}

impl Covered {
    fn add(&mut self, choice: &Choice, subject: &Typed, scope: &Scope<'_>, sink: &mut Sink) {
        let at = place(scope.file, choice.span);
        let of = &subject.1;
        match &choice.kind {
            ChoiceKind::Range(from, to) => {
                let ends = (whole(from, of, scope, sink), whole(to, of, scope, sink));
                let (Some(from), Some(to)) = ends else { return };
                if from > to || self.numbers.iter().any(|(a, b)| from <= *b && *a <= to) {
                    let text = scope.file.source.slice(choice.span);
                    sink.report(d::e0110(at, d::BadCase::Twice(text)));
                    return;
                }
                self.numbers.push((from, to));
            }
            ChoiceKind::Language(tag) => {
                if *types::certain(of) != Type::Language {
                    let words = types::words(types::certain(of));
                    sink.report(d::e0301(at, ("a language", "eine Sprache"), d::Misfit::Needed(words)));
                } else if expr::language(tag, at, scope, sink).is_some() {
                    self.note(tag.clone(), choice, scope, sink);
                }
            }
            ChoiceKind::Value(value) => {
                if let (Type::Number { .. }, Some(n)) = (types::certain(of), whole_literal(value)) {
                    if self.numbers.iter().any(|(a, b)| (*a..=*b).contains(&n)) {
                        let text = scope.file.source.slice(choice.span);
                        sink.report(d::e0110(at, d::BadCase::Twice(text)));
                    } else if expr::fitting(value, types::certain(of), scope, sink).is_some() {
                        self.numbers.push((n, n));
                    }
                    return;
                }
                let lowered = match types::certain(of) {
                    // the names of holidays stand in quotes (E0613)
                    Type::Holiday => expr::candidate(value, subject, scope, sink),
                    of => expr::fitting(value, of, scope, sink),
                };
                if let Some((lowered, _)) = lowered {
                    self.note(key(&lowered, value, scope), choice, scope, sink);
                }
            }
        }
    }

    fn note(&mut self, value: String, choice: &Choice, scope: &Scope<'_>, sink: &mut Sink) {
        if !self.values.insert(value) {
            let text = scope.file.source.slice(choice.span);
            sink.report(d::e0110(place(scope.file, choice.span), d::BadCase::Twice(text)));
        }
    }
}

fn key(lowered: &Lowered, value: &Expr, scope: &Scope<'_>) -> String {
    match lowered {
        Lowered::Value(
            Value::Choice(text)
            | Value::Language(text)
            | Value::Reference(text)
            | Value::Phone(text)
            | Value::Holiday(text),
        ) => text.clone(),
        Lowered::Value(Value::YesNo(yes)) => if *yes { "yes" } else { "no" }.to_string(),
        _ => scope.text(value).to_string(),
    }
}

fn whole_literal(value: &Expr) -> Option<i64> {
    match &value.kind {
        ExprKind::Literal(rufplan_syntax::ast::Literal::Number { units, scale: 0 }) => Some(*units),
        _ => None,
    }
}

fn whole(value: &Expr, of: &Type, scope: &Scope<'_>, sink: &mut Sink) -> Option<i64> {
    expr::fitting(value, types::certain(of), scope, sink)?;
    let found = whole_literal(value);
    if found.is_none() {
        let at = place(scope.file, value.span);
        sink.report(d::e0301(
            at,
            ("something else", "etwas anderes"),
            d::Misfit::Needed(("a whole number", "eine ganze Zahl").into()),
        ));
    }
    found
}

/// All values of a closed type in words; nothing for an open one.
fn closed(of: &Type, symbols: &Symbols<'_>) -> Option<Vec<String>> {
    match types::certain(of) {
        Type::OneOf(values) => Some(values.clone()),
        Type::YesNo => Some(vec!["yes".to_string(), "no".to_string()]),
        Type::Reference { names, .. } => Some(names.clone()),
        // an extension has no form of its own behind `when`
        Type::PhoneOneOf(numbers) if numbers.iter().all(|number| number.starts_with('+')) => {
            Some(numbers.clone())
        }
        Type::Language if !symbols.languages.is_empty() => Some(symbols.languages.clone()),
        _ => None,
    }
}

fn cases(
    choose: &Choose,
    subject: &str,
    of: &Type,
    covered: &Covered,
    scope: &Scope<'_>,
    head: Span,
    sink: &mut Sink,
) {
    let at = place(scope.file, head);
    if let Some(second) = choose.otherwise.get(1) {
        sink.report(d::e0110(place(scope.file, second.span), d::BadCase::Twice("otherwise")));
    }
    let missing: Option<Vec<String>> = match types::certain(of) {
        Type::Number { from: Some(from), to: Some(to) } if to - from < NUMBERS_AT_MOST => {
            let has = |n: &i64| covered.numbers.iter().any(|(a, b)| (*a..=*b).contains(n));
            Some((*from..=*to).filter(|n| !has(n)).map(|n| n.to_string()).collect())
        }
        _ => closed(of, scope.symbols)
            .map(|values| values.into_iter().filter(|v| !covered.values.contains(v)).collect()),
    };
    match (missing, choose.otherwise.first()) {
        (None, None) => sink.report(d::e0405(at, subject, d::Uncovered::Otherwise)),
        (None, Some(_)) => {}
        (Some(missing), Some(otherwise)) if !types::is_maybe(of) => {
            sink.report(d::e0414(place(scope.file, otherwise.span), subject, &missing));
        }
        (Some(missing), _) if !missing.is_empty() => {
            sink.report(d::e0405(at, subject, d::Uncovered::Values(&missing)));
        }
        (Some(_), None) if types::is_maybe(of) => sink.report(d::e0405(at, subject, d::Uncovered::Unknown)),
        (Some(_), _) => {}
    }
}
