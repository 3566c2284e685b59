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
    let Some(wanted) = &hole.say_as else {
        if let Some(natural) = natural_reading(&of) {
            return Some((value, natural));
        }
        let fitting: Vec<&str> = ALL.iter().filter(|(r, _)| can_be_read(&of, *r)).map(|(_, w)| *w).collect();
        let at = place(scope.file, hole.span);
        sink.report(d::e0304(at, scope.text(&hole.value), &types::words(&of), &fitting, hole.value.span));
        return None;
    };
    let reading = reading(wanted.value);
    if can_be_read(&of, reading) {
        return Some((value, reading));
    }
    let word = ALL.iter().find(|(r, _)| *r == reading).map_or("", |(_, w)| *w);
    let fitting: Vec<&str> = ALL.iter().filter(|(r, _)| can_be_read(&of, *r)).map(|(_, w)| *w).collect();
    let misfit = d::Misfit::ReadAs { reading: word, fitting: &fitting };
    sink.report(d::e0301(place(scope.file, wanted.span), &types::words(&of), misfit));
    None
}

/// `{x}` in an address: written plain and percent-encoded, an unknown value is empty.
pub fn address_value(hole: &ast::Placeholder, scope: &Scope<'_>, sink: &mut Sink) -> Option<Spoken> {
    let (value, _) = lower(&hole.value, None, scope, sink)?;
    Some((value, SayAs::Plain))
}

/// All readings and their words.
const ALL: [(SayAs, &str); 14] = [
    (SayAs::Number, "number"),
    (SayAs::Ordinal, "ordinal"),
    (SayAs::Year, "year"),
    (SayAs::Digits, "digits"),
    (SayAs::Date, "date"),
    (SayAs::Weekday, "weekday"),
    (SayAs::Time, "time"),
    (SayAs::Moment, "moment"),
    (SayAs::Money, "money"),
    (SayAs::Duration, "duration"),
    (SayAs::Phone, "phone"),
    (SayAs::Spelled, "spelled"),
    (SayAs::Name, "name"),
    (SayAs::Plain, "plain"),
];

fn natural_reading(of: &Type) -> Option<SayAs> {
    Some(match of {
        Type::Date => SayAs::Date,
        Type::Money => SayAs::Money,
        Type::Duration { .. } => SayAs::Duration,
        Type::Name | Type::Holiday => SayAs::Name,
        Type::Phone => SayAs::Phone,
        _ => return None,
    })
}

fn can_be_read(of: &Type, reading: SayAs) -> bool {
    use SayAs::{
        Date, Digits, Duration, Moment, Money, Name, Number, Ordinal, Phone, Plain, Spelled, Time, Weekday,
        Year,
    };
    match of {
        Type::Text => matches!(reading, Plain | Name | Spelled),
        Type::Number { .. } => matches!(reading, Number | Ordinal | Year | Digits | Plain),
        Type::Digits => matches!(reading, Digits | Number | Spelled | Plain),
        Type::Money => reading == Money,
        Type::Date => matches!(reading, Date | Weekday | Year),
        Type::Time => reading == Time,
        Type::Moment => matches!(reading, Moment | Date | Weekday | Time | Year),
        Type::Weekday => matches!(reading, Weekday | Plain),
        Type::Duration { .. } => reading == Duration,
        Type::Phone => matches!(reading, Phone | Digits | Plain),
        Type::Name => matches!(reading, Name | Spelled | Plain),
        Type::Language | Type::OneOf(_) | Type::YesNo => reading == Plain,
        Type::Holiday => matches!(reading, Name | Plain),
        Type::Maybe(_) => false,
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
