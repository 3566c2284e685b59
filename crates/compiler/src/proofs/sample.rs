//! A value of a type, for a test that must give a lookup some answer.

use rufplan_machine::value::{Date, Decimal, Time, Type, Value};

/// Some value of a type that a test can write; the unknown where there is none.
pub(super) fn sample(of: &Type) -> Value {
    match of {
        Type::Text => Value::Text("x".into()),
        Type::Name => Value::Name("Kim Muster".into()),
        Type::Digits => Value::Digits("1".into()),
        Type::Number { from, .. } => Value::Number(Decimal::whole(from.unwrap_or(1))),
        Type::Money => Value::Money { cents: 100, currency: "EUR".into() },
        Type::Date => Value::Date(Date { year: 2026, month: 3, day: 4 }),
        Type::Time => Value::Time(Time { hour: 10, minute: 0, second: 0 }),
        Type::Weekday => Value::Weekday(0),
        Type::Duration { from_ms, .. } => Value::Duration(from_ms.unwrap_or(1_000)),
        Type::Phone => Value::Phone("+491701234567".into()),
        Type::YesNo => Value::YesNo(true),
        Type::OneOf(values) => values.first().map_or(Value::Unknown, |v| Value::Choice(v.clone())),
        Type::Reference { names, .. } => {
            names.first().map_or(Value::Unknown, |n| Value::Reference(n.clone()))
        }
        Type::PhoneOneOf(numbers) => numbers.first().map_or(Value::Unknown, |n| Value::Phone(n.clone())),
        Type::Record { fields, .. } => {
            Value::Record(fields.iter().map(|field| (field.name.clone(), sample(&field.ty))).collect())
        }
        Type::List(_) => Value::List(Vec::new()),
        Type::Maybe(_) | Type::Moment | Type::Language | Type::Holiday | Type::Recording | Type::Json => {
            Value::Unknown
        }
    }
}
