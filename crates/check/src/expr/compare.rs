//! Comparisons.

use super::{Scope, Typed, certain, lower, names};
use crate::diagnostics as d;
use crate::kind::Kind;
use crate::sink::Sink;
use crate::{hours, place, types};
use rufplan_diag::Words;
use rufplan_machine::script::{CompareOp, Expr, Fact};
use rufplan_machine::value::{Type, Value};
use rufplan_syntax::ast::{self, ExprKind, Literal};

/// `is`, `is not`, `<` and the like.
pub(super) fn compare(
    op: ast::CompareOp,
    left: &ast::Expr,
    right: &ast::Expr,
    scope: &Scope<'_>,
    sink: &mut Sink,
) -> Option<Typed> {
    let asks_equality = matches!(op, ast::CompareOp::Is | ast::CompareOp::IsNot);
    if asks_equality && let Some(on_off) = switch_state(op, left, right, scope, sink) {
        return on_off;
    }
    let ((a, of_a), (b, of_b)) = both(left, right, asks_equality, scope, sink)?;
    let at = place(scope.file, right.span);
    if !comparable(&of_a, &of_b) {
        let (a, b) = (types::words(types::certain(&of_a)), types::words(types::certain(&of_b)));
        sink.report(d::e0301(at, &b, d::Misfit::Compared { left: a, hint: hint(&of_a, right, scope) }));
        return None;
    }
    if !asks_equality && !has_order(&of_a) {
        sink.report(d::e0301(at, types::words(&of_a), d::Misfit::NoOrder));
        return None;
    }
    let op = match op {
        ast::CompareOp::Is => CompareOp::Is,
        ast::CompareOp::IsNot => CompareOp::IsNot,
        ast::CompareOp::Less => CompareOp::Less,
        ast::CompareOp::AtMost => CompareOp::AtMost,
        ast::CompareOp::Greater => CompareOp::Greater,
        ast::CompareOp::AtLeast => CompareOp::AtLeast,
    };
    Some((Expr::Compare { op, left: Box::new(a), right: Box::new(b) }, Type::YesNo))
}

/// Both sides; a bare word takes its meaning from the other side. An order needs known values (E0305).
fn both(
    left: &ast::Expr,
    right: &ast::Expr,
    unknown_is_no_value: bool,
    scope: &Scope<'_>,
    sink: &mut Sink,
) -> Option<(Typed, Typed)> {
    let mut side = |expr: &ast::Expr, expected: Option<&Type>| match unknown_is_no_value {
        true => lower(expr, expected, scope, sink),
        false => certain(expr, expected, scope, sink),
    };
    if needs_expectation(left, scope) && !needs_expectation(right, scope) {
        let b = side(right, None)?;
        let a = side(left, Some(&b.1))?;
        return Some((holiday(a, &b, left, scope, sink)?, b));
    }
    match side(left, None) {
        Some(a) => {
            let b = side(right, Some(&a.1))?;
            let b = holiday(b, &a, right, scope, sink)?;
            Some((a, b))
        }
        None => {
            // what stands right is looked at all the same: two mistakes are two messages
            if !needs_expectation(right, scope) {
                side(right, None);
            }
            None
        }
    }
}

fn needs_expectation(expr: &ast::Expr, scope: &Scope<'_>) -> bool {
    matches!(&expr.kind, ExprKind::Literal(Literal::Text(_))) || !names::stands_alone(expr, scope)
}

/// `S is on`: `Some` where the right side is one of these words.
fn switch_state(
    op: ast::CompareOp,
    left: &ast::Expr,
    right: &ast::Expr,
    scope: &Scope<'_>,
    sink: &mut Sink,
) -> Option<Option<Typed>> {
    let word = |e: &ast::Expr| match &e.kind {
        ExprKind::Path(path) => path.single().map(|w| w.text.clone()),
        _ => None,
    };
    let (name, state) = (word(left), word(right)?);
    let switch = name.filter(|n| scope.symbols.switches.contains_key(n.as_str()));
    let is_var = |w: &str| scope.symbols.vars.contains_key(w) || scope.symbols.switches.contains_key(w);
    match (switch, state.as_str()) {
        (Some(switch), "on" | "off") => {
            sink.used(Kind::Switch, &switch);
            let on = (state == "on") == (op == ast::CompareOp::Is);
            let fact = Expr::Fact(Fact::Switch(switch));
            Some(Some((if on { fact } else { Expr::Not(Box::new(fact)) }, Type::YesNo)))
        }
        (Some(switch), other) if !is_var(other) => {
            sink.used(Kind::Switch, &switch);
            let states = ["on".to_string(), "off".to_string()];
            sink.report(d::e0302(place(scope.file, right.span), other, &states));
            Some(None)
        }
        (None, "on" | "off") => {
            let at = place(scope.file, right.span);
            if let Some((_, of)) = lower(left, None, scope, sink) {
                match types::certain(&of) {
                    Type::YesNo => sink.report(d::e0302(at, &state, &["yes".to_string(), "no".to_string()])),
                    other => sink.report(d::e0301(
                        at,
                        ("the state of a switch", "der Zustand eines Schalters"),
                        d::Misfit::Compared { left: types::words(other), hint: None },
                    )),
                }
            }
            Some(None)
        }
        _ => None,
    }
}

/// A text beside a holiday is the name of one: the holidays of a calendar are a closed list (E0613).
fn holiday(
    side: Typed,
    other: &Typed,
    expr: &ast::Expr,
    scope: &Scope<'_>,
    sink: &mut Sink,
) -> Option<Typed> {
    let (Expr::Value(Value::Text(name)), Type::Holiday) = (&side.0, types::certain(&other.1)) else {
        return Some(side);
    };
    let ids = match &other.0 {
        Expr::Fact(Fact::CalendarToday(calendar)) => {
            hours::calendar_ids(calendar, scope.symbols, scope.years.clone())
        }
        Expr::Fact(Fact::HoursHoliday(block)) => hours_ids(block, scope),
        _ => Vec::new(),
    };
    match ids.iter().find(|id| rufplan_calendar::holiday_matches(name, id)) {
        Some(id) => Some((Expr::Value(Value::Holiday(id.clone())), Type::Holiday)),
        None => {
            sink.report(d::e0613(place(scope.file, expr.span), name, &ids));
            None
        }
    }
}

fn hours_ids(block: &str, scope: &Scope<'_>) -> Vec<String> {
    let Some(hours) = scope.symbols.hours.get(block) else { return Vec::new() };
    let plan = hours::plan(hours.node, scope.symbols, scope.years.clone());
    plan.holidays.map(|set| set.ids().into_iter().map(str::to_string).collect()).unwrap_or_default()
}

/// Names are compared with texts as they stand; everything else with its like.
fn comparable(a: &Type, b: &Type) -> bool {
    let words = |of: &Type| matches!(types::certain(of), Type::Text | Type::Name);
    types::same_sort(a, b) || (words(a) && words(b))
}

pub(super) fn has_order(of: &Type) -> bool {
    matches!(
        types::certain(of),
        Type::Number { .. } | Type::Money | Type::Date | Type::Time | Type::Moment | Type::Duration { .. }
    )
}

/// What the designer may have meant by the right side.
fn hint(left: &Type, right: &ast::Expr, scope: &Scope<'_>) -> Option<Words> {
    let text = match &right.kind {
        ExprKind::Literal(Literal::Text(text)) => text.plain(),
        _ => None,
    };
    match (types::certain(left), text) {
        (Type::OneOf(values), Some(text)) if values.iter().any(|v| v == text) => Some(
            (
                format!("values of `one of` stand without quotes: {text}"),
                format!("Werte von `one of` stehen ohne Anführungszeichen: {text}"),
            )
                .into(),
        ),
        (Type::Money, Some(text)) if text.parse::<f64>().is_ok() => Some(
            (format!("money is written so: {text} EUR"), format!("Geld wird so geschrieben: {text} EUR"))
                .into(),
        ),
        (Type::Number { .. }, Some(text)) if text.parse::<f64>().is_ok() => Some(
            (
                format!("numbers stand without quotes: {text}"),
                format!("Zahlen stehen ohne Anführungszeichen: {text}"),
            )
                .into(),
        ),
        (Type::Money, None) if matches!(right.kind, ExprKind::Literal(Literal::Number { .. })) => Some(
            (
                format!("money is written so: {} EUR", scope.text(right)),
                format!("Geld wird so geschrieben: {} EUR", scope.text(right)),
            )
                .into(),
        ),
        (Type::Duration { .. }, None) if matches!(right.kind, ExprKind::Literal(Literal::Number { .. })) => {
            Some(
                (
                    format!("durations have a unit: {}s or {}min", scope.text(right), scope.text(right)),
                    format!(
                        "Eine Dauer hat eine Einheit: {}s oder {}min",
                        scope.text(right),
                        scope.text(right)
                    ),
                )
                    .into(),
            )
        }
        (Type::Digits, None) if matches!(right.kind, ExprKind::Literal(Literal::Number { .. })) => Some(
            (
                format!("digits keep their noughts and are compared with texts: \"{}\"", scope.text(right)),
                format!(
                    "Ziffern behalten ihre Nullen und werden mit Texten verglichen: \"{}\"",
                    scope.text(right)
                ),
            )
                .into(),
        ),
        _ => None,
    }
}

/// `x is known`. The value itself need not be known, nor set.
pub(super) fn known(value: &ast::Expr, negated: bool, scope: &Scope<'_>, sink: &mut Sink) -> Option<Typed> {
    let mut inner = Sink::default();
    let typed = lower(value, None, scope, &mut inner);
    sink.uses.extend(inner.uses);
    // a value behind one that is not known is not known either
    sink.diagnostics.extend(inner.diagnostics.into_iter().filter(|d| d.code != "E0303" && d.code != "E0305"));
    let known = Expr::Known(Box::new(typed?.0));
    Some((if negated { Expr::Not(Box::new(known)) } else { known }, Type::YesNo))
}

/// A value beside another that it can be equal to, such as a case of `choose`; a bare word takes its meaning from there.
pub(crate) fn candidate(
    expr: &ast::Expr,
    beside: &Typed,
    scope: &Scope<'_>,
    sink: &mut Sink,
) -> Option<Typed> {
    let typed = lower(expr, Some(&beside.1), scope, sink)?;
    let typed = holiday(typed, beside, expr, scope, sink)?;
    if comparable(&typed.1, &beside.1) {
        return Some(typed);
    }
    let (a, b) = (types::words(types::certain(&beside.1)), types::words(types::certain(&typed.1)));
    let hint = hint(&beside.1, expr, scope);
    sink.report(d::e0301(place(scope.file, expr.span), &b, d::Misfit::Compared { left: a, hint }));
    None
}

/// A variable that is a list of the values looked for.
fn list_of(expr: &ast::Expr, of: &Type, scope: &Scope<'_>, sink: &mut Sink) -> Option<Expr> {
    let ExprKind::Path(path) = &expr.kind else { return None };
    let declared = scope.symbols.path_type(scope.flow, path)?;
    let Type::List(inner) = types::certain(&declared) else { return None };
    if !comparable(inner, of) {
        return None;
    }
    lower(expr, None, scope, sink).map(|(list, _)| list)
}

/// `x is one of a, b`
pub(super) fn one_of(
    value: &ast::Expr,
    of: &[ast::Expr],
    negated: bool,
    scope: &Scope<'_>,
    sink: &mut Sink,
) -> Option<Typed> {
    let looked_for = lower(value, None, scope, sink)?;
    let mut values = Vec::new();
    for candidate in of {
        // a list stands for its values
        if let Some(list) = list_of(candidate, &looked_for.1, scope, sink) {
            values.push(list);
        } else {
            values.extend(self::candidate(candidate, &looked_for, scope, sink).map(|(value, _)| value));
        }
    }
    let one_of = Expr::OneOf { value: Box::new(looked_for.0), of: values };
    Some((if negated { Expr::Not(Box::new(one_of)) } else { one_of }, Type::YesNo))
}

/// `starts with`, `ends with`: both sides are something written.
pub(super) fn part(
    text: &ast::Expr,
    part: &ast::Expr,
    make: fn(Box<Expr>, Box<Expr>) -> Expr,
    scope: &Scope<'_>,
    sink: &mut Sink,
) -> Option<Typed> {
    let (whole, piece) = (lower(text, None, scope, sink), lower(part, None, scope, sink));
    let (whole, piece) = (whole?, piece?);
    for (typed, expr) in [(&whole, text), (&piece, part)] {
        let of = types::certain(&typed.1);
        if !matches!(of, Type::Text | Type::Digits | Type::Phone | Type::Name) {
            sink.report(d::e0301(place(scope.file, expr.span), types::words(of), d::Misfit::NotWritten));
            return None;
        }
    }
    Some((make(Box::new(whole.0), Box::new(piece.0)), Type::YesNo))
}

/// `n counts as few`
pub(super) fn counts_as(
    value: &ast::Expr,
    category: &ast::Ident,
    scope: &Scope<'_>,
    sink: &mut Sink,
) -> Option<Typed> {
    let categories = ["zero", "one", "two", "few", "many", "other"];
    let number = certain(value, None, scope, sink);
    if !categories.contains(&category.text.as_str()) {
        sink.report(d::e0302(
            place(scope.file, category.span),
            &category.text,
            &categories.map(str::to_string),
        ));
        return None;
    }
    let (number, of) = number?;
    if !matches!(of, Type::Number { .. }) {
        sink.report(d::e0301(
            place(scope.file, value.span),
            types::words(&of),
            d::Misfit::Needed(("a number", "eine Zahl").into()),
        ));
        return None;
    }
    Some((Expr::CountsAs(Box::new(number), category.text.clone()), Type::YesNo))
}
