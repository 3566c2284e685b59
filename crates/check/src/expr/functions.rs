//! Functions of expressions: `length(x)`, `last(x, 4)`, `round`, `min`, `max` (language.md 2.8).

use super::{Scope, Typed, certain, has_order};
use crate::Place;
use crate::diagnostics as d;
use crate::sink::Sink;
use crate::spelling::nearest;
use crate::{place, types};
use rufplan_machine::script::{Expr, Function};
use rufplan_machine::value::Type;
use rufplan_syntax::ast;

/// All functions of the language; `secret` stands in `service` alone.
const NAMES: [&str; 6] = ["length", "last", "secret", "round", "min", "max"];

/// A function and what it is given.
pub(super) fn call(
    name: &ast::Path,
    args: &[ast::Expr],
    at: Place,
    scope: &Scope<'_>,
    sink: &mut Sink,
) -> Option<Typed> {
    let text = name.text();
    let (function, takes) = match text.as_str() {
        "length" => (Function::Length, 1..=1),
        "last" => (Function::Last, 2..=2),
        "round" => (Function::Round, 1..=1),
        "min" => (Function::Min, 2..=usize::MAX),
        "max" => (Function::Max, 2..=usize::MAX),
        other => {
            // what stands inside is used, whatever the function may be
            args.iter().for_each(|arg| super::names::mark_used(arg, scope, sink));
            let at = place(scope.file, name.span);
            if other == "secret" {
                sink.report(d::e0104(at, d::Misplaced::SecretFunction));
            } else {
                sink.report(d::e0201(at, "function", other, nearest(other, NAMES), None));
            }
            return None;
        }
    };
    let lowered: Vec<Option<Typed>> = args.iter().map(|arg| certain(arg, None, scope, sink)).collect();
    if !takes.contains(&args.len()) {
        sink.report(d::e0301_arguments(at, &text, *takes.start(), args.len()));
        return None;
    }
    let lowered: Vec<Typed> = lowered.into_iter().collect::<Option<_>>()?;
    let of = match function {
        Function::Length => length(&lowered[0].1),
        Function::Last => last(&lowered[0].1, &lowered[1].1),
        Function::Round => match &lowered[0].1 {
            Type::Money => Ok(Type::Money),
            Type::Number { from, to } => Ok(Type::Number { from: *from, to: *to }),
            _ => Err((0, ("a number or money", "eine Zahl oder ein Geldbetrag"))),
        },
        Function::Min | Function::Max => outermost(function, &lowered),
    };
    match of {
        Ok(of) => Some((Expr::Call { function, args: lowered.into_iter().map(|(e, _)| e).collect() }, of)),
        Err((index, needed)) => {
            let at = place(scope.file, args[index].span);
            sink.report(d::e0301(at, types::words(&lowered[index].1), d::Misfit::Needed(needed.into())));
            None
        }
    }
}

/// The type of a call, or which argument does not fit and what is needed in its place.
type Result = std::result::Result<Type, (usize, (&'static str, &'static str))>;

fn length(of: &Type) -> Result {
    match of {
        Type::Text | Type::Digits | Type::Name | Type::Phone | Type::PhoneOneOf(_) | Type::List(_) => {
            Ok(Type::Number { from: Some(0), to: None })
        }
        _ => Err((0, ("a text, digits or a list", "ein Text, eine Ziffernfolge oder eine Liste"))),
    }
}

fn last(of: &Type, count: &Type) -> Result {
    // how many are wanted is a bounded number, so that what may be heard of a secret is known
    if !matches!(count, Type::Number { from: Some(from), to: Some(_) } if *from >= 0) {
        return Err((1, ("a whole number such as 4", "eine ganze Zahl wie 4")));
    }
    match of {
        Type::Text | Type::Name => Ok(of.clone()),
        Type::Digits | Type::Phone | Type::PhoneOneOf(_) => Ok(Type::Digits),
        _ => Err((
            0,
            ("a text, digits or a phone number", "ein Text, eine Ziffernfolge oder eine Telefonnummer"),
        )),
    }
}

fn outermost(function: Function, args: &[Typed]) -> Result {
    let first = &args[0].1;
    if !has_order(first) {
        return Err((
            0,
            (
                "something that has an order: numbers, money, dates, times, durations",
                "etwas mit einer Reihenfolge: Zahlen, Geld, Daten, Uhrzeiten, Dauern",
            ),
        ));
    }
    if let Some(other) = args.iter().position(|(_, of)| !types::same_sort(of, first)) {
        return Err((
            other,
            ("a value of the same type as the first", "ein Wert vom selben Typ wie der erste"),
        ));
    }
    // a bound on one side holds for all only if all have it; on the other one is enough
    let numbers = args.iter().map(|(_, of)| match of {
        Type::Number { from, to } => (*from, *to),
        Type::Duration { from_ms, to_ms } => (*from_ms, *to_ms),
        _ => (None, None),
    });
    let (lows, highs): (Vec<_>, Vec<_>) = numbers.unzip();
    let all = |bounds: &[Option<i64>]| bounds.iter().copied().collect::<Option<Vec<i64>>>();
    let (from, to) = match function {
        Function::Min => {
            (all(&lows).and_then(|l| l.into_iter().min()), highs.iter().flatten().copied().min())
        }
        _ => (lows.iter().flatten().copied().max(), all(&highs).and_then(|h| h.into_iter().max())),
    };
    Ok(match first {
        Type::Number { .. } => Type::Number { from, to },
        Type::Duration { .. } => Type::Duration { from_ms: from, to_ms: to },
        other => other.clone(),
    })
}
