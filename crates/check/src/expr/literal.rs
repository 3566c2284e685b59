//! Literals as values.

use super::Typed;
use crate::Place;
use crate::diagnostics as d;
use crate::sink::Sink;
use crate::types;
use rufplan_machine::script::Expr;
use rufplan_machine::value::{Date, Decimal, Time, Type, Value};
use rufplan_syntax::ast::{Literal, LiteralKind};

/// A literal as a value. A text becomes digits, a name or a holiday where such a thing is expected.
pub(super) fn lower(literal: &Literal, expected: Option<&Type>, at: Place, sink: &mut Sink) -> Option<Typed> {
    let (value, of) = match literal {
        Literal::Number { units, scale } => {
            let whole = (*scale == 0).then_some(*units);
            (Value::Number(Decimal { units: *units, scale: *scale }), Type::Number { from: whole, to: whole })
        }
        Literal::Money { cents, currency } => {
            (Value::Money { cents: *cents, currency: currency.clone() }, Type::Money)
        }
        Literal::Duration(ms) => {
            (Value::Duration(*ms), Type::Duration { from_ms: Some(*ms), to_ms: Some(*ms) })
        }
        Literal::Date(date) => {
            (Value::Date(Date { year: date.year, month: date.month, day: date.day }), Type::Date)
        }
        Literal::Clock(clock) if clock.hour < 24 => {
            (Value::Time(Time { hour: clock.hour, minute: clock.minute, second: clock.second }), Type::Time)
        }
        Literal::Clock(_) | Literal::Impossible(LiteralKind::Clock) => {
            sink.report(d::e0105(at, d::Impossible::Clock));
            return None;
        }
        Literal::Phone(number) => (Value::Phone(number.clone()), Type::Phone),
        Literal::YesNo(yes) => (Value::YesNo(*yes), Type::YesNo),
        Literal::Text(text) => match text.plain() {
            Some(text) => from_text(text, expected),
            None => {
                sink.report(d::e0301(
                    at,
                    ("a text with a placeholder", "ein Text mit Platzhalter"),
                    d::Misfit::PlaceholderInExpression,
                ));
                return None;
            }
        },
        Literal::Percent(_) => {
            sink.report(d::e0301(at, ("a percentage", "ein Prozentwert"), d::Misfit::Percentage));
            return None;
        }
        Literal::Impossible(kind) => {
            let kind = match kind {
                LiteralKind::Date => d::Impossible::Date,
                LiteralKind::Duration => d::Impossible::Duration,
                LiteralKind::Number | LiteralKind::Clock => d::Impossible::Number,
            };
            sink.report(d::e0105(at, kind));
            return None;
        }
    };
    Some((Expr::Value(value), of))
}

fn from_text(text: &str, expected: Option<&Type>) -> (Value, Type) {
    match expected.map(types::certain) {
        Some(Type::Digits) if is_keyed(text) => (Value::Digits(text.to_string()), Type::Digits),
        Some(Type::Name) => (Value::Name(text.to_string()), Type::Name),
        _ => (Value::Text(text.to_string()), Type::Text),
    }
}

/// Whether a text could have been keyed by a caller.
fn is_keyed(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'*' || b == b'#')
}
