//! What came out of a shape or a reply, as a value of a declared type.

use rhai::{Dynamic, Map};
use rufplan_machine::value::{Date, Decimal, Field, Time, Type, Value};
use std::collections::BTreeMap;
use std::fmt;

/// A value that rhai cannot hold itself: made by a constructor.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Made(pub Value);

/// Why there is no value. Says where and of what kind, never what: replies hold personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    what: String,
}

impl Misfit {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Misfit { what: what.into() }
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Misfit {}

/// Most places of a number.
const PLACES: u32 = 9;

/// Takes a value for one of a type.
pub(crate) fn typed(value: &Dynamic, of: &Type) -> Result<Value, Misfit> {
    at(value, of, "")
}

fn at(value: &Dynamic, of: &Type, path: &str) -> Result<Value, Misfit> {
    let misfit = || Misfit::new(format!("{}{} is needed, {} came", place(path), words(of), kind(value)));
    match of {
        Type::Maybe(_) if value.is_unit() => Ok(Value::Unknown),
        Type::Maybe(inner) => at(value, inner, path),
        Type::Record { fields, .. } => record(value, fields, path, misfit),
        Type::List(inner) => {
            let items = value.read_lock::<rhai::Array>().ok_or_else(misfit)?;
            let items = items.iter().enumerate();
            let items = items.map(|(n, item)| at(item, inner, &format!("{path}[{n}]")));
            Ok(Value::List(items.collect::<Result<_, _>>()?))
        }
        _ => plain(value, of).ok_or_else(misfit),
    }
}

fn record(
    value: &Dynamic,
    fields: &[Field],
    path: &str,
    misfit: impl Fn() -> Misfit,
) -> Result<Value, Misfit> {
    let map = value.read_lock::<Map>().ok_or_else(misfit)?;
    let mut record = BTreeMap::new();
    for field in fields {
        let path = if path.is_empty() { field.name.clone() } else { format!("{path}.{}", field.name) };
        let value = match map.get(field.name.as_str()) {
            Some(value) => at(value, &field.ty, &path)?,
            None if matches!(field.ty, Type::Maybe(_)) => Value::Unknown,
            None => return Err(Misfit::new(format!("{}nothing came", place(&path)))),
        };
        record.insert(field.name.clone(), value);
    }
    Ok(Value::Record(record))
}

fn place(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!("`{path}`: ") }
}

/// A value without parts.
fn plain(value: &Dynamic, of: &Type) -> Option<Value> {
    if let Some(made) = value.read_lock::<Made>() {
        return constructed(&made.0, of);
    }
    if let Type::Money = of {
        return money_map(value);
    }
    if let Ok(yes) = value.as_bool() {
        return matches!(of, Type::YesNo).then_some(Value::YesNo(yes));
    }
    if let Some(number) = number(value) {
        return match of {
            Type::Number { from, to } => within(number, *from, *to).then_some(Value::Number(number)),
            Type::Duration { .. } => duration(number, "s").filter(|v| length_fits(v, of)),
            _ => None,
        };
    }
    let text = value.read_lock::<rhai::ImmutableString>()?;
    text_as(text.as_str(), of)
}

fn text_as(text: &str, of: &Type) -> Option<Value> {
    let owned = || text.to_string();
    Some(match of {
        Type::Text => Value::Text(owned()),
        Type::Name => Value::Name(owned()),
        Type::Digits if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) => {
            Value::Digits(owned())
        }
        Type::OneOf(values) if values.iter().any(|v| v == text) => Value::Choice(owned()),
        Type::Reference { names, .. } if names.iter().any(|n| n == text) => Value::Reference(owned()),
        Type::Date => date(text)?,
        Type::Time => time(text)?,
        Type::Moment => Value::Moment(text.parse::<jiff::Timestamp>().ok()?.as_millisecond()),
        Type::Weekday => Value::Weekday(weekday(text)?),
        Type::Phone => Value::Phone(phone(text)?),
        Type::PhoneOneOf(of) => {
            let number = phone(text).unwrap_or_else(owned);
            Value::Phone(of.iter().find(|allowed| **allowed == number)?.clone())
        }
        Type::Language if is_language(text) => Value::Language(owned()),
        _ => return None,
    })
}

/// What a constructor made stands for its own type alone.
fn constructed(value: &Value, of: &Type) -> Option<Value> {
    let fits = match (value, of) {
        (Value::Money { .. }, Type::Money)
        | (Value::Date(_), Type::Date)
        | (Value::Time(_), Type::Time)
        | (Value::Phone(_), Type::Phone) => true,
        (Value::Phone(number), Type::PhoneOneOf(of)) => of.contains(number),
        (Value::Duration(_), Type::Duration { .. }) => length_fits(value, of),
        _ => false,
    };
    fits.then(|| value.clone())
}

fn length_fits(value: &Value, of: &Type) -> bool {
    let (Value::Duration(ms), Type::Duration { from_ms, to_ms }) = (value, of) else { return false };
    from_ms.is_none_or(|from| *ms >= from) && to_ms.is_none_or(|to| *ms <= to)
}

fn within(number: Decimal, from: Option<i64>, to: Option<i64>) -> bool {
    from.is_none_or(|from| number.compare(Decimal::whole(from)).is_ge())
        && to.is_none_or(|to| number.compare(Decimal::whole(to)).is_le())
}

/// A number of rhai with at most nine places.
fn number(value: &Dynamic) -> Option<Decimal> {
    if let Ok(whole) = value.as_int() {
        return Some(Decimal::whole(whole));
    }
    let number = value.as_decimal().ok()?.round_dp(PLACES).normalize();
    let units = i64::try_from(number.mantissa()).ok()?;
    Some(Decimal { units, scale: u8::try_from(number.scale()).ok()? })
}

/// Money as a lookup's body has it, too: `{"amount": "12.50", "currency": "EUR"}`.
fn money_map(value: &Dynamic) -> Option<Value> {
    let map = value.read_lock::<Map>()?;
    let amount = map.get("amount")?;
    let amount = match amount.read_lock::<rhai::ImmutableString>() {
        Some(text) => number(&Dynamic::from_decimal(text.parse().ok()?))?,
        None => number(amount)?,
    };
    let cents = match amount.scale {
        0 => amount.units.checked_mul(100)?,
        1 => amount.units.checked_mul(10)?,
        2 => amount.units,
        _ => return None,
    };
    let currency = map.get("currency")?.read_lock::<rhai::ImmutableString>()?;
    money(cents, currency.as_str())
}

/// `money(cents, "EUR")`
pub(crate) fn money(cents: i64, currency: &str) -> Option<Value> {
    /// The currencies of the language (language.md 2.1).
    const CURRENCIES: [&str; 8] = ["EUR", "CHF", "GBP", "USD", "PLN", "CZK", "DKK", "SEK"];
    CURRENCIES.contains(&currency).then(|| Value::Money { cents, currency: currency.to_string() })
}

/// `date("2026-12-24")`: a day that there is.
pub(crate) fn date(text: &str) -> Option<Value> {
    let date: jiff::civil::Date = (text.len() == 10).then(|| text.parse().ok()).flatten()?;
    let small = |n: i8| u8::try_from(n).ok();
    Some(Value::Date(Date { year: date.year(), month: small(date.month())?, day: small(date.day())? }))
}

/// `time("07:30")`, also with seconds.
pub(crate) fn time(text: &str) -> Option<Value> {
    let mut parts = text.split(':').map(|part| {
        (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u8>().ok())
            .flatten()
    });
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    let is_time = parts.next().is_none() && hour < 24 && minute < 60 && second < 60;
    is_time.then_some(Value::Time(Time { hour, minute, second }))
}

/// `duration(30, "s")`: `ms`, `s`, `min` or `h`.
pub(crate) fn duration(n: Decimal, unit: &str) -> Option<Value> {
    let ms_of = match unit {
        "ms" => 1,
        "s" => 1_000,
        "min" => 60_000,
        "h" => 3_600_000,
        _ => return None,
    };
    let ms = i128::from(n.units) * ms_of / 10i128.checked_pow(n.scale.into())?;
    i64::try_from(ms).ok().filter(|ms| *ms >= 0).map(Value::Duration)
}

/// `phone("+49 30 5550100")`: E.164 without blanks.
pub(crate) fn phone(text: &str) -> Option<String> {
    let number: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '/' | '(' | ')')).collect();
    let digits = number.strip_prefix('+')?;
    let is_number = (7..=15).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.starts_with('0');
    is_number.then_some(number)
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The English name of a weekday, Monday is 0.
pub(crate) fn weekday_name(day: u8) -> &'static str {
    WEEKDAYS[usize::from(day) % WEEKDAYS.len()]
}

fn weekday(text: &str) -> Option<u8> {
    let lower = text.to_ascii_lowercase();
    let day = WEEKDAYS.iter().position(|day| *day == lower || day[..3] == lower)?;
    u8::try_from(day).ok()
}

fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().is_some_and(|l| l.len() == 2 && l.bytes().all(|b| b.is_ascii_lowercase()));
    let region = parts.next().is_none_or(|r| r.len() == 2 && r.bytes().all(|b| b.is_ascii_uppercase()));
    language && region && parts.next().is_none()
}

/// What kind of value came.
fn kind(value: &Dynamic) -> &'static str {
    if let Some(made) = value.read_lock::<Made>() {
        return match made.0 {
            Value::Money { .. } => "money",
            Value::Date(_) => "a date",
            Value::Time(_) => "a time of day",
            Value::Duration(_) => "a duration",
            _ => "a phone number",
        };
    }
    match value {
        v if v.is_unit() => "nothing",
        v if v.is_bool() => "yes or no",
        v if v.is_int() => "a whole number",
        v if v.is_decimal() => "a number",
        v if v.is_string() => "a text",
        v if v.is_char() => "a character",
        v if v.is_array() => "a list",
        v if v.is_map() => "a map",
        _ => "something else",
    }
}

/// What is needed.
pub(crate) fn words(of: &Type) -> String {
    match of {
        Type::Text => "a text".into(),
        Type::Number { from: Some(from), to: Some(to) } => format!("a number from {from} to {to}"),
        Type::Number { .. } => "a number".into(),
        Type::Digits => "a text of digits".into(),
        Type::Money => "money".into(),
        Type::Date => "a date".into(),
        Type::Time => "a time of day".into(),
        Type::Moment => "a moment".into(),
        Type::Weekday => "a weekday".into(),
        Type::Duration { .. } => "a duration within its bounds".into(),
        Type::Phone => "a phone number".into(),
        Type::Name => "a name".into(),
        Type::YesNo => "yes or no".into(),
        Type::Language => "a language".into(),
        Type::OneOf(values) => format!("one of {}", values.join(", ")),
        Type::Holiday => "a holiday".into(),
        Type::Maybe(inner) => words(inner),
        Type::Record { name, .. } => format!("a map with the fields of `{name}`"),
        Type::List(_) => "a list".into(),
        Type::Recording => "a recording".into(),
        Type::Json => "JSON".into(),
        Type::Reference { names, .. } => format!("one of {}", names.join(", ")),
        Type::PhoneOneOf(numbers) => format!("one of {}", numbers.join(", ")),
    }
}
