//! Expressions: names and types are resolved, and what the machine evaluates comes out.
//!
//! [`lower`] is total: it gives an expression wherever the types are clear, also where it has reported something
//! (such as E0305), and `None` where nothing sensible can be evaluated; then something has been reported, or the cause
//! has been reported elsewhere (a name of a broken or not yet runnable declaration poisons silently).

mod compare;
mod facts;
mod functions;
mod literal;
mod names;
mod path;
mod say;
mod scope;

pub(crate) use compare::candidate;
use compare::has_order;
pub(crate) use names::language;
pub(crate) use names::mark_used;
pub use path::{Naming, naming, plays};
pub use say::{Spoken, address_value, placeholder};
pub use scope::{Scope, known_if};

use crate::diagnostics as d;
use crate::place;
use crate::sink::Sink;
use crate::types;
use rufplan_machine::script::{ArithmeticOp, Expr};
use rufplan_machine::value::Type;
use rufplan_syntax::ast::{self, ExprKind};

/// An expression of the machine and its type.
pub type Typed = (Expr, Type);

/// Lowers an expression. `expected` is the type of the place where it stands: it decides what a bare word means (a
/// value of `one of`, a language, a weekday). The result may be of another type; [`fitting`] asks for it.
///
/// The type is `maybe …` where the value is perhaps unknown and the scope does not know it; who needs a certain value
/// uses [`certain`].
pub fn lower(expr: &ast::Expr, expected: Option<&Type>, scope: &Scope<'_>, sink: &mut Sink) -> Option<Typed> {
    let at = place(scope.file, expr.span);
    match &expr.kind {
        ExprKind::Literal(value) => literal::lower(value, expected, at, sink),
        ExprKind::Path(path) => names::lower(path, expected, scope, sink),
        ExprKind::Call { function, args } => functions::call(function, args, at, scope, sink),
        ExprKind::Not(inner) => {
            let inner = condition(inner, scope, sink)?;
            Some((Expr::Not(Box::new(inner)), Type::YesNo))
        }
        ExprKind::And(parts) => junction(parts, true, scope, sink).map(|all| (Expr::And(all), Type::YesNo)),
        ExprKind::Or(parts) => junction(parts, false, scope, sink).map(|all| (Expr::Or(all), Type::YesNo)),
        ExprKind::Compare { op, left, right } => compare::compare(*op, left, right, scope, sink),
        ExprKind::Known { value, negated } => compare::known(value, *negated, scope, sink),
        ExprKind::OneOf { value, of, negated } => compare::one_of(value, of, *negated, scope, sink),
        ExprKind::StartsWith(text, part) => compare::part(text, part, Expr::StartsWith, scope, sink),
        ExprKind::EndsWith(text, part) => compare::part(text, part, Expr::EndsWith, scope, sink),
        ExprKind::CountsAs { value, category } => compare::counts_as(value, category, scope, sink),
        ExprKind::Arithmetic { op, left, right } => {
            match names::hyphenated_language(expr, expected, scope, sink) {
                Some(language) => language,
                None => arithmetic(*op, left, right, at, scope, sink),
            }
        }
        ExprKind::Negate(inner) => {
            let (value, of) = certain(inner, None, scope, sink)?;
            let of = match of {
                Type::Number { from, to } => {
                    Type::Number { from: to.and_then(i64::checked_neg), to: from.and_then(i64::checked_neg) }
                }
                Type::Money => Type::Money,
                Type::Duration { .. } => Type::Duration { from_ms: None, to_ms: None },
                other => {
                    sink.report(d::e0301(at, types::words(&other), d::Misfit::Negated));
                    return None;
                }
            };
            Some((Expr::Negate(Box::new(value)), of))
        }
    }
}

/// Lowers an expression whose value must be known: what is perhaps unknown is E0305. The type is never `maybe`.
pub fn certain(
    expr: &ast::Expr,
    expected: Option<&Type>,
    scope: &Scope<'_>,
    sink: &mut Sink,
) -> Option<Typed> {
    let (value, of) = lower(expr, expected, scope, sink)?;
    match of {
        Type::Maybe(inner) => {
            sink.report(d::e0305(place(scope.file, expr.span), scope.text(expr)));
            Some((value, *inner))
        }
        of => Some((value, of)),
    }
}

/// Lowers an expression that must fit a type: `set`, first values, arguments of settings. The unknown fits `maybe` only.
pub fn fitting(expr: &ast::Expr, to: &Type, scope: &Scope<'_>, sink: &mut Sink) -> Option<Typed> {
    let (value, of) = match types::is_maybe(to) {
        true => lower(expr, Some(to), scope, sink)?,
        false => certain(expr, Some(to), scope, sink)?,
    };
    let at = place(scope.file, expr.span);
    if !types::same_sort(&of, to) {
        sink.report(d::e0301(
            at,
            types::words(types::certain(&of)),
            d::Misfit::Needed(types::words(types::certain(to))),
        ));
        return None;
    }
    if let Some(limits) = out_of_bounds(types::certain(&of), types::certain(to)) {
        sink.report(d::e0302_range(at, scope.text(expr), &limits));
        return None;
    }
    Some((value, of))
}

/// Lowers a condition: yes or no, known.
pub fn condition(expr: &ast::Expr, scope: &Scope<'_>, sink: &mut Sink) -> Option<Expr> {
    let (value, of) = certain(expr, Some(&Type::YesNo), scope, sink)?;
    if of == Type::YesNo {
        return Some(value);
    }
    sink.report(d::e0301(place(scope.file, expr.span), types::words(&of), d::Misfit::Condition));
    None
}

/// Whether a value that is surely outside of a type's bounds is given to it; then the bounds in words.
fn out_of_bounds(of: &Type, to: &Type) -> Option<String> {
    match (of, to) {
        (Type::Number { from: Some(low), to: Some(high) }, Type::Number { from, to }) => {
            let (from, to) = ((*from)?, (*to)?);
            (*high < from || *low > to).then(|| format!("{from} to {to}"))
        }
        (Type::Duration { from_ms: Some(low), to_ms: Some(high) }, Type::Duration { from_ms, to_ms }) => {
            let (from, to) = ((*from_ms)?, (*to_ms)?);
            (*high < from || *low > to).then(|| format!("{} to {}", d::duration(from), d::duration(to)))
        }
        (Type::OneOf(given), Type::OneOf(values)) => {
            given.iter().any(|v| !values.contains(v)).then(|| values.join(", "))
        }
        _ => None,
    }
}

/// `and` and `or`: what stands left holds, or does not hold, for what stands right.
fn junction(parts: &[ast::Expr], all: bool, scope: &Scope<'_>, sink: &mut Sink) -> Option<Vec<Expr>> {
    let mut scope = scope.clone();
    let mut lowered = Vec::new();
    for part in parts {
        lowered.push(condition(part, &scope, sink));
        scope = if all { scope.when(part) } else { scope.unless(part) };
    }
    lowered.into_iter().collect()
}

fn arithmetic(
    op: ast::ArithmeticOp,
    left: &ast::Expr,
    right: &ast::Expr,
    at: crate::Place,
    scope: &Scope<'_>,
    sink: &mut Sink,
) -> Option<Typed> {
    let left = certain(left, None, scope, sink);
    // `pin + "1"`: a text of digits behind digits is digits
    let keyed = left.as_ref().map(|(_, of)| of).filter(|of| **of == Type::Digits);
    let right = certain(right, keyed, scope, sink);
    let ((left, a), (right, b)) = (left?, right?);
    let Some(of) = result(op, &a, &b) else {
        sink.report(d::e0301(at, types::words(&a), d::Misfit::Arithmetic(sign(op), types::words(&b))));
        return None;
    };
    let op = match op {
        ast::ArithmeticOp::Add => ArithmeticOp::Add,
        ast::ArithmeticOp::Subtract => ArithmeticOp::Subtract,
        ast::ArithmeticOp::Multiply => ArithmeticOp::Multiply,
        ast::ArithmeticOp::Divide => ArithmeticOp::Divide,
    };
    Some((Expr::Arithmetic { op, left: Box::new(left), right: Box::new(right) }, of))
}

/// The type of a calculation (language.md 2.8): money and durations may be multiplied and divided by numbers.
fn result(op: ast::ArithmeticOp, a: &Type, b: &Type) -> Option<Type> {
    use ast::ArithmeticOp::{Add, Divide, Multiply, Subtract};
    let number = Type::Number { from: None, to: None };
    let duration = Type::Duration { from_ms: None, to_ms: None };
    Some(match (op, a, b) {
        (Add, Type::Number { from, to }, Type::Number { from: from2, to: to2 }) => {
            let add = |x: &Option<i64>, y: &Option<i64>| x.zip(*y).and_then(|(x, y)| x.checked_add(y));
            Type::Number { from: add(from, from2), to: add(to, to2) }
        }
        (_, Type::Number { .. }, Type::Number { .. }) => number,
        (Add | Subtract, Type::Money, Type::Money) => Type::Money,
        (Multiply | Divide, Type::Money, Type::Number { .. }) => Type::Money,
        (Multiply, Type::Number { .. }, Type::Money) => Type::Money,
        (Add | Subtract, Type::Duration { .. }, Type::Duration { .. }) => duration,
        (Multiply | Divide, Type::Duration { .. }, Type::Number { .. }) => duration,
        (Multiply, Type::Number { .. }, Type::Duration { .. }) => duration,
        (Add | Subtract, Type::Moment, Type::Duration { .. }) => Type::Moment,
        (Subtract, Type::Moment, Type::Moment) => duration,
        (Add, Type::Text, Type::Text) => Type::Text,
        (Add, Type::Digits, Type::Digits) => Type::Digits,
        _ => return None,
    })
}

fn sign(op: ast::ArithmeticOp) -> &'static str {
    match op {
        ast::ArithmeticOp::Add => "+",
        ast::ArithmeticOp::Subtract => "-",
        ast::ArithmeticOp::Multiply => "*",
        ast::ArithmeticOp::Divide => "/",
    }
}
