//! Values in texts.

use super::{Scope, certain, lower};
use crate::diagnostics as d;
use crate::sink::Sink;
use crate::{place, types};
use rufplan_machine::script::{Expr, SayAs};
use rufplan_machine::value::Type;
use rufplan_syntax::ast;

/// A value and how it is said.
pub type Spoken = (Expr, SayAs);

/// `{x as number}` in a prompt or a `say`. Without `as` the type must have one natural reading (E0304).
pub fn placeholder(hole: &ast::Placeholder, scope: &Scope<'_>, sink: &mut Sink) -> Option<Spoken> {
    let (value, of) = certain(&hole.value, None, scope, sink)?;
    let fitting: Vec<&str> = readings(&of).iter().map(|r| word(*r)).collect();
    let Some(wanted) = &hole.say_as else {
        if let Some(natural) = natural_reading(&of) {
            return Some((value, natural));
        }
        let at = place(scope.file, hole.span);
        sink.report(d::e0304(at, scope.text(&hole.value), types::words(&of), &fitting, hole.value.span));
        return None;
    };
    let reading = reading(wanted.value);
    if readings(&of).contains(&reading) {
        return Some((value, reading));
    }
    let misfit = d::Misfit::ReadAs { reading: word(reading), fitting: &fitting };
    sink.report(d::e0301(place(scope.file, wanted.span), types::words(&of), misfit));
    None
}

/// `{x}` in an address: written plain and percent-encoded, an unknown value is empty.
pub fn address_value(hole: &ast::Placeholder, scope: &Scope<'_>, sink: &mut Sink) -> Option<Spoken> {
    let (value, _) = lower(&hole.value, None, scope, sink)?;
    Some((value, SayAs::Plain))
}

fn natural_reading(of: &Type) -> Option<SayAs> {
    Some(match of {
        Type::Date => SayAs::Date,
        Type::Money => SayAs::Money,
        Type::Duration { .. } => SayAs::Duration,
        Type::Name | Type::Holiday => SayAs::Name,
        Type::Phone | Type::PhoneOneOf(_) => SayAs::Phone,
        // played, not read
        Type::Recording => SayAs::Plain,
        _ => return None,
    })
}

/// How a value of a type can be said, the likeliest first.
fn readings(of: &Type) -> &'static [SayAs] {
    use SayAs::{
        Date, Digits, Duration, Moment, Money, Name, Number, Ordinal, Phone, Plain, Spelled, Time, Weekday,
        Year,
    };
    match of {
        Type::Text => &[Plain, Name, Spelled],
        Type::Number { .. } => &[Number, Ordinal, Year, Digits, Plain],
        Type::Digits => &[Digits, Number, Spelled, Plain],
        Type::Money => &[Money],
        Type::Date => &[Date, Weekday, Year],
        Type::Time => &[Time],
        Type::Moment => &[Moment, Date, Weekday, Time, Year],
        Type::Weekday => &[Weekday, Plain],
        Type::Duration { .. } => &[Duration],
        Type::Phone | Type::PhoneOneOf(_) => &[Phone, Digits, Plain],
        Type::Name => &[Name, Spelled, Plain],
        Type::Language | Type::OneOf(_) | Type::YesNo => &[Plain],
        Type::Holiday => &[Name, Plain],
        // a recording is played, not read; the others have no words of their own
        Type::Record { .. } | Type::List(_) | Type::Recording | Type::Json | Type::Reference { .. } => &[],
        Type::Maybe(inner) => readings(inner),
    }
}

fn word(reading: SayAs) -> &'static str {
    match reading {
        SayAs::Number => "number",
        SayAs::Ordinal => "ordinal",
        SayAs::Year => "year",
        SayAs::Digits => "digits",
        SayAs::Date => "date",
        SayAs::Weekday => "weekday",
        SayAs::Time => "time",
        SayAs::Moment => "moment",
        SayAs::Money => "money",
        SayAs::Duration => "duration",
        SayAs::Phone => "phone",
        SayAs::Spelled => "spelled",
        SayAs::Name => "name",
        SayAs::Plain => "plain",
    }
}

fn reading(written: ast::SayAs) -> SayAs {
    match written {
        ast::SayAs::Number => SayAs::Number,
        ast::SayAs::Ordinal => SayAs::Ordinal,
        ast::SayAs::Year => SayAs::Year,
        ast::SayAs::Digits => SayAs::Digits,
        ast::SayAs::Date => SayAs::Date,
        ast::SayAs::Weekday => SayAs::Weekday,
        ast::SayAs::Time => SayAs::Time,
        ast::SayAs::Moment => SayAs::Moment,
        ast::SayAs::Money => SayAs::Money,
        ast::SayAs::Duration => SayAs::Duration,
        ast::SayAs::Phone => SayAs::Phone,
        ast::SayAs::Spelled => SayAs::Spelled,
        ast::SayAs::Name => SayAs::Name,
        ast::SayAs::Plain => SayAs::Plain,
    }
}
