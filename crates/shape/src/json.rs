//! Values as the body of a lookup has them.

use crate::typed::weekday_name;
use rufplan_machine::value::{Date, Decimal, Time, Value};
use serde_json::{Map, Number, Value as Json, json as object};

/// A value as JSON: numbers as numbers, durations in seconds, moments by UTC, money as amount and currency, dates and
/// times as texts. What is unknown is left out of records (language.md 2.12); on its own it is `null`.
pub fn json(value: &Value) -> Json {
    match value {
        // a secret goes out by `Given::Secret` alone
        Value::Unknown | Value::Secret(_) => Json::Null,
        Value::Text(text)
        | Value::Digits(text)
        | Value::Phone(text)
        | Value::Name(text)
        | Value::Language(text)
        | Value::Choice(text)
        | Value::Holiday(text)
        | Value::Reference(text)
        | Value::Recording(text) => Json::String(text.clone()),
        Value::Number(number) => self::number(*number),
        Value::Money { cents, currency } => {
            object!({ "amount": decimal_text(Decimal { units: *cents, scale: 2 }), "currency": currency })
        }
        Value::Date(Date { year, month, day }) => Json::String(format!("{year:04}-{month:02}-{day:02}")),
        Value::Time(Time { hour, minute, second: 0 }) => Json::String(format!("{hour:02}:{minute:02}")),
        Value::Time(Time { hour, minute, second }) => {
            Json::String(format!("{hour:02}:{minute:02}:{second:02}"))
        }
        Value::Moment(ms) => match jiff::Timestamp::from_millisecond(*ms) {
            Ok(moment) => Json::String(moment.to_string()),
            Err(_) => Json::Null,
        },
        Value::Weekday(day) => Json::String(weekday_name(*day).to_string()),
        Value::Duration(ms) | Value::Wait(ms) => self::number(Decimal { units: *ms, scale: 3 }),
        Value::YesNo(yes) => Json::Bool(*yes),
        Value::Record(fields) => {
            let known = fields.iter().filter(|(_, value)| **value != Value::Unknown);
            Json::Object(known.map(|(name, value)| (name.clone(), json(value))).collect::<Map<_, _>>())
        }
        Value::List(items) => Json::Array(items.iter().map(json).collect()),
    }
}

fn number(number: Decimal) -> Json {
    let Decimal { mut units, mut scale } = number;
    while scale > 0 && units % 10 == 0 {
        units /= 10;
        scale -= 1;
    }
    if scale == 0 {
        return Json::Number(units.into());
    }
    let float = decimal_text(Decimal { units, scale }).parse::<f64>().ok();
    float.and_then(Number::from_f64).map_or(Json::Null, Json::Number)
}

/// A number with its places: `-0.05`.
fn decimal_text(number: Decimal) -> String {
    let sign = if number.units < 0 { "-" } else { "" };
    let places = usize::from(number.scale);
    let digits = format!("{:0>width$}", number.units.unsigned_abs(), width = places + 1);
    let (whole, rest) = digits.split_at(digits.len() - places);
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}
