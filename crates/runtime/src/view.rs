//! What a script can see of a call: variables and facts, and expressions over them (language.md 2.8).

use crate::{Program, plural};
use rufplan_calendar::{self as calendar, HoursState};
use rufplan_machine::call::Configuration;
use rufplan_machine::script::{ArithmeticOp, CompareOp, Expr, Fact};
use rufplan_machine::value::{Date, Decimal, Time, Value};
use std::cmp::Ordering;

mod functions;

/// A call as expressions and prompts see it.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub program: &'a Program,
    pub c: &'a Configuration,
    /// Language of the prompt, for `counts as`; else that of the call.
    pub lang: &'a str,
}

impl View<'_> {
    /// The worth of an expression; total: what does not fit is the unknown.
    pub fn eval(&self, expr: &Expr) -> Value {
        match expr {
            Expr::Value(value) => value.clone(),
            Expr::Var(name) => self.c.vars.get(name).cloned().unwrap_or(Value::Unknown),
            Expr::Fact(fact) => self.fact(fact),
            Expr::Arithmetic { op, left, right } => arithmetic(*op, self.eval(left), self.eval(right)),
            Expr::Field(of, field) => match self.eval(of) {
                Value::Record(mut fields) => fields.remove(field).unwrap_or(Value::Unknown),
                _ => Value::Unknown,
            },
            Expr::Call { function, args } => {
                functions::call(*function, args.iter().map(|arg| self.eval(arg)).collect())
            }
            Expr::ByName { of, cases } => {
                let name = self.eval(of);
                let case = text(&name).and_then(|name| cases.get(name));
                case.map_or(Value::Unknown, |case| self.eval(case))
            }
            Expr::Negate(x) => arithmetic(ArithmeticOp::Subtract, nought_like(&self.eval(x)), self.eval(x)),
            _ => Value::YesNo(self.holds(expr)),
        }
    }

    /// Whether a condition is true. The unknown is no value: comparisons with it are `no` (language.md 2.8).
    pub fn holds(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Not(x) => !self.holds(x),
            Expr::And(all) => all.iter().all(|x| self.holds(x)),
            Expr::Or(all) => all.iter().any(|x| self.holds(x)),
            Expr::Compare { op, left, right } => compare(*op, &self.eval(left), &self.eval(right)),
            Expr::Known(x) => self.eval(x) != Value::Unknown,
            Expr::OneOf { value, of } => {
                let value = self.eval(value);
                of.iter().any(|x| match self.eval(x) {
                    Value::List(values) => values.iter().any(|x| same(&value, x)),
                    x => same(&value, &x),
                })
            }
            Expr::StartsWith(x, start) => {
                both_texts(&self.eval(x), &self.eval(start), |x, s| x.starts_with(s))
            }
            Expr::EndsWith(x, end) => both_texts(&self.eval(x), &self.eval(end), |x, s| x.ends_with(s)),
            Expr::CountsAs(x, category) => match self.eval(x) {
                Value::Number(n) => plural::category(self.lang, n) == category,
                _ => false,
            },
            _ => self.eval(expr) == Value::YesNo(true),
        }
    }

    /// What the opening hours say at the moment of the event (H1).
    pub fn hours(&self, name: &str) -> Option<HoursState<'_>> {
        Some(self.program.hours.get(name)?.state_at(self.c.t_ms))
    }

    fn fact(&self, fact: &Fact) -> Value {
        let c = self.c;
        let local = || self.program.zone.to_local(c.t_ms);
        match fact {
            Fact::CallerNumber => known(c.caller_number.clone().map(Value::Phone)),
            Fact::CallerCountry => {
                known(c.caller_number.as_deref().and_then(country).map(|code| Value::Text(code.into())))
            }
            Fact::CallerAbroad => {
                let home = self.program.machine().country.as_str();
                let from = c.caller_number.as_deref().and_then(country);
                Value::YesNo(from.is_some_and(|from| from != home))
            }
            Fact::NumberDialled => Value::Phone(c.number_dialled.clone()),
            Fact::CallLanguage => Value::Language(c.language.clone()),
            Fact::CallId => Value::Text(c.call.clone()),
            Fact::CallStarted => Value::Moment(c.started_ms),
            Fact::Now => Value::Moment(c.t_ms),
            Fact::NowDate => Value::Date(machine_date(local().date)),
            Fact::NowTime => {
                let now = local();
                Value::Time(Time { hour: now.hour, minute: now.minute, second: now.second })
            }
            Fact::NowWeekday => Value::Weekday(local().weekday.to_monday_zero_offset().unsigned_abs()),
            Fact::MenuCode => known(c.menu_code.clone().map(Value::Digits)),
            Fact::Entry => known(
                c.question
                    .as_ref()
                    .filter(|question| !question.typed.is_secret())
                    .map(|question| Value::Digits(question.typed.keys().to_owned())),
            ),
            Fact::QueuePlace => known(c.queue.place.map(|place| Value::Number(Decimal::whole(place.into())))),
            Fact::QueueExpectedWait => {
                known(c.queue.expected_ms.and_then(|ms| i64::try_from(ms).ok()).map(Value::Wait))
            }
            Fact::QueueWaited => known(queue_waited_ms(c).map(Value::Duration)),
            Fact::WaitingIn(queue) => {
                known(c.queues.get(queue).map(|q| Value::Number(Decimal::whole(q.waiting.into()))))
            }
            Fact::AgentsIn(queue) => {
                known(c.queues.get(queue).map(|q| Value::Number(Decimal::whole(q.agents.into()))))
            }
            Fact::FreeIn(queue) => {
                known(c.queues.get(queue).map(|q| Value::Number(Decimal::whole(q.free.into()))))
            }
            Fact::ExpectedWaitIn(queue) => {
                let expected = c.queues.get(queue).and_then(|q| q.expected_ms);
                known(expected.and_then(|ms| i64::try_from(ms).ok()).map(Value::Wait))
            }
            Fact::FullIn(queue) => known(c.queues.get(queue).map(|q| Value::YesNo(q.full))),
            Fact::CallbackNumber => known(c.callback_facts.number.clone().map(Value::Phone)),
            Fact::CallbackAt => known(c.callback_facts.at_ms.map(Value::Moment)),
            Fact::AgentId => known(c.agent.as_ref().map(|agent| Value::Text(agent.id.clone()))),
            Fact::AgentName => known(c.agent.as_ref().map(|agent| Value::Name(agent.name.clone()))),
            Fact::MessageSound => known(c.message.as_ref().map(|m| Value::Recording(m.sound.clone()))),
            Fact::MessageLength => known(c.message.as_ref().map(|m| Value::Duration(m.length_ms.into()))),
            Fact::MessageBox => known(c.message.as_ref().map(|m| Value::Text(m.mailbox.clone()))),
            Fact::ClientName => Value::Name(self.program.machine().client_name.clone()),
            Fact::Switch(name) => Value::YesNo(c.switches.get(name).copied().unwrap_or(false)),
            Fact::HoursIsOpen(name) => {
                known(self.program.hours.get(name).map(|hours| Value::YesNo(hours.is_open_at(c.t_ms))))
            }
            Fact::HoursNextOpen(name) => {
                known(self.hours(name).and_then(|h| h.next_open_ms).map(Value::Moment))
            }
            Fact::HoursClosesAt(name) => {
                known(self.hours(name).and_then(|h| h.closes_at_ms).map(Value::Moment))
            }
            Fact::HoursReason(name) => {
                known(self.hours(name).and_then(|h| h.reason).map(|words| Value::Text(words.to_owned())))
            }
            Fact::HoursHoliday(name) => {
                known(self.hours(name).and_then(|h| h.holiday).map(|id| Value::Holiday(id.to_owned())))
            }
            Fact::CalendarToday(name) => {
                let today = machine_date(local().date);
                let days = self.program.machine().calendars.get(name);
                let day = days.and_then(|days| days.dates.iter().find(|day| day.date == today));
                known(day.map(|day| Value::Holiday(day.id.clone())))
            }
        }
    }
}

/// A date of the calendar as one of the machine.
pub(crate) fn machine_date(date: calendar::Date) -> Date {
    Date { year: date.year(), month: date.month().unsigned_abs(), day: date.day().unsigned_abs() }
}

/// Time since the first queue was entered, until somebody answered (Q2).
pub(crate) fn queue_waited_ms(c: &Configuration) -> Option<i64> {
    let first = c.queue.first_ms?;
    Some(c.queue.answered_ms.unwrap_or(c.t_ms).saturating_sub(first).max(0))
}

fn known(value: Option<Value>) -> Value {
    value.unwrap_or(Value::Unknown)
}

/// Whether two values are equal; the unknown equals nothing.
fn same(a: &Value, b: &Value) -> bool {
    order(a, b) == Some(Ordering::Equal)
}

fn compare(op: CompareOp, left: &Value, right: &Value) -> bool {
    let Some(order) = order(left, right) else {
        // `is not` of two known values that cannot be compared holds, with the unknown nothing does
        return op == CompareOp::IsNot && *left != Value::Unknown && *right != Value::Unknown;
    };
    match op {
        CompareOp::Is => order.is_eq(),
        CompareOp::IsNot => order.is_ne(),
        CompareOp::Less => order.is_lt(),
        CompareOp::AtMost => order.is_le(),
        CompareOp::Greater => order.is_gt(),
        CompareOp::AtLeast => order.is_ge(),
    }
}

/// Whether a value lies between two others, both inclusive.
pub(crate) fn is_between(value: &Value, from: &Value, to: &Value) -> bool {
    order(value, from).is_some_and(Ordering::is_ge) && order(value, to).is_some_and(Ordering::is_le)
}

/// How two values stand to each other; `None` where they cannot be compared.
fn order(a: &Value, b: &Value) -> Option<Ordering> {
    Some(match (a, b) {
        (Value::Secret(a), b) => return order(a.reveal()?, b),
        (a, Value::Secret(b)) => return order(a, b.reveal()?),
        (Value::Number(a), Value::Number(b)) => a.compare(*b),
        (Value::Money { cents: a, currency: x }, Value::Money { cents: b, currency: y }) if x == y => {
            a.cmp(b)
        }
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::Time(a), Value::Time(b)) => a.cmp(b),
        (Value::Moment(a), Value::Moment(b)) => a.cmp(b),
        (Value::Weekday(a), Value::Weekday(b)) => a.cmp(b),
        (Value::Duration(a) | Value::Wait(a), Value::Duration(b) | Value::Wait(b)) => a.cmp(b),
        (Value::YesNo(a), Value::YesNo(b)) => a.cmp(b),
        // names of holidays are compared without case, blanks and umlaut signs (H4)
        (Value::Holiday(a), b) | (b, Value::Holiday(a)) => {
            let b = text(b)?;
            if calendar::holiday_matches(b, a) { Ordering::Equal } else { a.as_str().cmp(b) }
        }
        (a, b) => text(a)?.cmp(text(b)?),
    })
}

fn both_texts(a: &Value, b: &Value, holds: fn(&str, &str) -> bool) -> bool {
    matches!((text(a), text(b)), (Some(a), Some(b)) if holds(a, b))
}

/// The text of a value that is one.
pub(crate) fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Secret(secret) => secret.reveal().and_then(text),
        Value::Text(text)
        | Value::Digits(text)
        | Value::Phone(text)
        | Value::Name(text)
        | Value::Language(text)
        | Value::Choice(text)
        | Value::Holiday(text)
        | Value::Reference(text) => Some(text),
        _ => None,
    }
}

/// Nought of the kind of a value, so that `-x` is nought less `x`.
fn nought_like(value: &Value) -> Value {
    match value {
        Value::Number(_) => Value::Number(Decimal::whole(0)),
        Value::Money { currency, .. } => Value::Money { cents: 0, currency: currency.clone() },
        Value::Duration(_) | Value::Wait(_) => Value::Duration(0),
        _ => Value::Unknown,
    }
}

fn arithmetic(op: ArithmeticOp, left: Value, right: Value) -> Value {
    use ArithmeticOp::{Add, Divide, Multiply, Subtract};
    let sum = |a: i64, b: i64| match op {
        Add => a.checked_add(b),
        Subtract => a.checked_sub(b),
        _ => None,
    };
    known(match (left, right) {
        (Value::Number(a), Value::Number(b)) => number(op, a, b).map(Value::Number),
        (Value::Money { cents, currency }, Value::Money { cents: other, currency: same })
            if currency == same =>
        {
            sum(cents, other).map(|cents| Value::Money { cents, currency })
        }
        (Value::Money { cents, currency }, Value::Number(n)) if matches!(op, Multiply | Divide) => {
            scaled(op, cents, n).map(|cents| Value::Money { cents, currency })
        }
        (Value::Number(n), Value::Money { cents, currency }) if op == Multiply => {
            scaled(op, cents, n).map(|cents| Value::Money { cents, currency })
        }
        (Value::Duration(a) | Value::Wait(a), Value::Duration(b) | Value::Wait(b)) => {
            sum(a, b).map(Value::Duration)
        }
        (Value::Duration(ms) | Value::Wait(ms), Value::Number(n)) if matches!(op, Multiply | Divide) => {
            scaled(op, ms, n).map(Value::Duration)
        }
        (Value::Number(n), Value::Duration(ms) | Value::Wait(ms)) if op == Multiply => {
            scaled(op, ms, n).map(Value::Duration)
        }
        (Value::Moment(at), Value::Duration(ms) | Value::Wait(ms)) => sum(at, ms).map(Value::Moment),
        (Value::Moment(a), Value::Moment(b)) if op == Subtract => a.checked_sub(b).map(Value::Duration),
        (Value::Digits(a), Value::Digits(b)) if op == Add => Some(Value::Digits(a + &b)),
        (a, b) if op == Add => match (text(&a), text(&b)) {
            (Some(a), Some(b)) => Some(Value::Text(format!("{a}{b}"))),
            _ => None,
        },
        _ => None,
    })
}

/// Most decimal places of a number.
const PLACES: u32 = 9;

fn number(op: ArithmeticOp, a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a_units, b_units) = (i128::from(a.units), i128::from(b.units));
    let (a_scale, b_scale) = (u32::from(a.scale), u32::from(b.scale));
    let ten = |n: u32| 10i128.checked_pow(n);
    match op {
        ArithmeticOp::Multiply => shortened(a_units.checked_mul(b_units)?, a_scale + b_scale),
        ArithmeticOp::Divide => {
            let above = a_units.checked_mul(ten(PLACES + b_scale)?)?;
            let below = b_units.checked_mul(ten(a_scale)?)?;
            shortened(divided(above, below)?, PLACES)
        }
        _ => {
            let scale = a_scale.max(b_scale);
            let (x, y) = (a_units * ten(scale - a_scale)?, b_units * ten(scale - b_scale)?);
            let units = if op == ArithmeticOp::Add { x + y } else { x - y };
            Some(Decimal { units: i64::try_from(units).ok()?, scale: u8::try_from(scale).ok()? })
        }
    }
}

/// A number with as few places as it needs, at most [`PLACES`], rounded half away from nought.
fn shortened(mut units: i128, mut scale: u32) -> Option<Decimal> {
    if scale > PLACES {
        units = divided(units, 10i128.checked_pow(scale - PLACES)?)?;
        scale = PLACES;
    }
    while scale > 0 && units % 10 == 0 {
        units /= 10;
        scale -= 1;
    }
    Some(Decimal { units: i64::try_from(units).ok()?, scale: u8::try_from(scale).ok()? })
}

/// An amount times or by a number, rounded half away from nought.
fn scaled(op: ArithmeticOp, amount: i64, n: Decimal) -> Option<i64> {
    let ten = 10i128.checked_pow(u32::from(n.scale))?;
    let (above, below) = match op {
        ArithmeticOp::Multiply => (i128::from(amount) * i128::from(n.units), ten),
        _ => (i128::from(amount).checked_mul(ten)?, i128::from(n.units)),
    };
    i64::try_from(divided(above, below)?).ok()
}

fn divided(above: i128, below: i128) -> Option<i128> {
    let whole = above.checked_div(below)?;
    let rest = (above % below).unsigned_abs() * 2;
    let away = if (above < 0) == (below < 0) { 1 } else { -1 };
    Some(if rest >= below.unsigned_abs() { whole + away } else { whole })
}

/// ISO 3166-1 code by country calling code, of the countries whose numbers callers of our clients mostly have.
/// Source: ITU-T E.164, list of assigned country codes; 1 and 7 are shared and count as US and RU.
const COUNTRIES: [(&str, &str); 40] = [
    ("+420", "CZ"),
    ("+421", "SK"),
    ("+423", "LI"),
    ("+351", "PT"),
    ("+352", "LU"),
    ("+353", "IE"),
    ("+354", "IS"),
    ("+358", "FI"),
    ("+359", "BG"),
    ("+370", "LT"),
    ("+371", "LV"),
    ("+372", "EE"),
    ("+380", "UA"),
    ("+381", "RS"),
    ("+385", "HR"),
    ("+386", "SI"),
    ("+30", "GR"),
    ("+31", "NL"),
    ("+32", "BE"),
    ("+33", "FR"),
    ("+34", "ES"),
    ("+36", "HU"),
    ("+39", "IT"),
    ("+40", "RO"),
    ("+41", "CH"),
    ("+43", "AT"),
    ("+44", "GB"),
    ("+45", "DK"),
    ("+46", "SE"),
    ("+47", "NO"),
    ("+48", "PL"),
    ("+49", "DE"),
    ("+61", "AU"),
    ("+64", "NZ"),
    ("+81", "JP"),
    ("+86", "CN"),
    ("+90", "TR"),
    ("+91", "IN"),
    ("+1", "US"),
    ("+7", "RU"),
];

/// The country of a number in E.164, if it is one of [`COUNTRIES`].
fn country(number: &str) -> Option<&'static str> {
    COUNTRIES.iter().find(|(code, _)| number.starts_with(code)).map(|(_, country)| *country)
}

/// The country calling code of a country, if it is one of [`COUNTRIES`].
pub(crate) fn calling_code(country: &str) -> Option<&'static str> {
    COUNTRIES.iter().find(|(_, known)| *known == country).map(|(code, _)| *code)
}

#[cfg(test)]
mod tests;
