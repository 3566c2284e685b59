//! Functions of expressions (language.md 2.8). Total: what does not fit is the unknown.

use super::{divided, order, text};
use rufplan_machine::script::Function;
use rufplan_machine::value::{Decimal, Value};
use std::cmp::Ordering;

/// The worth of a function.
pub(super) fn call(function: Function, args: Vec<Value>) -> Value {
    let worth = match function {
        Function::Length => args.first().and_then(length),
        Function::Last => last(&args),
        Function::Round => args.first().and_then(rounded),
        Function::Min => outermost(args, Ordering::Less),
        Function::Max => outermost(args, Ordering::Greater),
    };
    worth.unwrap_or(Value::Unknown)
}

fn length(of: &Value) -> Option<Value> {
    let count = match of {
        Value::List(values) => values.len(),
        other => text(other)?.chars().count(),
    };
    Some(Value::Number(Decimal::whole(i64::try_from(count).ok()?)))
}

/// The last so many characters; of a shorter text all of them.
fn last(args: &[Value]) -> Option<Value> {
    let [of, Value::Number(count)] = args else { return None };
    let count = usize::try_from(count.to_i64()).ok()?;
    let whole = text(of)?;
    let skipped = whole.chars().count().saturating_sub(count);
    let end: String = whole.chars().skip(skipped).collect();
    Some(match of {
        Value::Digits(_) | Value::Phone(_) => Value::Digits(end),
        Value::Name(_) => Value::Name(end),
        _ => Value::Text(end),
    })
}

fn rounded(of: &Value) -> Option<Value> {
    match of {
        Value::Number(n) => {
            let whole = divided(n.units.into(), 10i128.checked_pow(n.scale.into())?)?;
            Some(Value::Number(Decimal::whole(i64::try_from(whole).ok()?)))
        }
        // whole units of the currency
        Value::Money { cents, currency } => {
            let whole = divided(i128::from(*cents), 100)?.checked_mul(100)?;
            Some(Value::Money { cents: i64::try_from(whole).ok()?, currency: currency.clone() })
        }
        _ => None,
    }
}

/// The value that stands furthest on one side; the unknown, or two that cannot be compared, make it unknown.
fn outermost(args: Vec<Value>, side: Ordering) -> Option<Value> {
    let mut args = args.into_iter();
    let first = args.next()?;
    args.try_fold(first, |best, next| Some(if order(&next, &best)? == side { next } else { best }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(units: i64, scale: u8) -> Value {
        Value::Number(Decimal { units, scale })
    }

    #[test]
    fn halves_are_rounded_away_from_nought() {
        for (units, whole) in [(25, 3), (24, 2), (-25, -3), (0, 0), (20, 2)] {
            assert_eq!(call(Function::Round, vec![decimal(units, 1)]), decimal(whole, 0), "{units}");
        }
        let euro = |cents| Value::Money { cents, currency: "EUR".into() };
        assert_eq!(call(Function::Round, vec![euro(1250)]), euro(1300));
    }

    #[test]
    fn the_end_of_a_text_is_never_longer_than_the_text() {
        let digits = |d: &str| Value::Digits(d.into());
        let last = |of: Value, n: i64| call(Function::Last, vec![of, decimal(n, 0)]);
        assert_eq!(last(digits("5550100"), 4), digits("0100"));
        assert_eq!(last(digits("42"), 4), digits("42"));
        assert_eq!(last(Value::Phone("+49305550100".into()), 4), digits("0100"));
        assert_eq!(last(Value::Text("größer".into()), 3), Value::Text("ßer".into()));
        assert_eq!(last(Value::Unknown, 4), Value::Unknown);
    }

    #[test]
    fn lengths_count_characters_and_values() {
        assert_eq!(call(Function::Length, vec![Value::Text("Grüße".into())]), decimal(5, 0));
        assert_eq!(call(Function::Length, vec![Value::List(vec![decimal(1, 0)])]), decimal(1, 0));
        assert_eq!(call(Function::Length, vec![Value::YesNo(true)]), Value::Unknown);
    }

    #[test]
    fn least_and_greatest_need_values_of_one_sort() {
        let two = || vec![decimal(7, 0), decimal(65, 1), decimal(70, 1)];
        assert_eq!(call(Function::Min, two()), decimal(65, 1));
        assert_eq!(call(Function::Max, two()), decimal(7, 0));
        assert_eq!(call(Function::Max, vec![decimal(1, 0), Value::Unknown]), Value::Unknown);
    }
}
