//! Types as written and as meant.

use rufplan_machine::value::Type;
use rufplan_syntax::ast::{TypeKind, TypeRef};

/// What a type as written means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning<'a> {
    /// A type that a call can hold.
    Type(Type),
    /// A part of the language that cannot be run yet; how it is called in messages.
    Later(&'static str),
    /// The name of a record: declared by `type`.
    Record(&'a str),
    /// No such type.
    Unknown(&'a str),
    /// Written so that it can mean nothing; the syntax or a literal is at fault.
    Broken,
}

/// The names of types that are one word.
pub const NAMES: [&str; 13] = [
    "text", "number", "digits", "money", "date", "time", "moment", "weekday", "duration", "phone", "name",
    "yesno", "language",
];

/// Words that name a kind of thing, or a type that comes later.
const LATER: [(&str, &str); 8] = [
    ("recording", "the type `recording`"),
    ("json", "the type `json`"),
    ("queue", "a reference to a queue"),
    ("mailbox", "a reference to a mailbox"),
    ("hours", "a reference to hours"),
    ("prompt", "a reference to a prompt"),
    ("flow", "a reference to a flow"),
    ("callback", "a reference to a callback"),
];

/// Finds out what a type means.
pub fn meaning(of: &TypeRef) -> Meaning<'_> {
    match &of.kind {
        TypeKind::Named(path) => match path.single() {
            Some(word) => named(&word.text),
            None => Meaning::Later("a type of a library"),
        },
        TypeKind::OneOf(values) => {
            Meaning::Type(Type::OneOf(values.iter().map(|v| v.text.clone()).collect()))
        }
        TypeKind::NumberFrom(from, to) => match (from.value, to.value) {
            (Some(from), Some(to)) => Meaning::Type(Type::Number { from: Some(from), to: Some(to) }),
            _ => Meaning::Broken,
        },
        TypeKind::DurationFrom(from, to) => match (from.value, to.value) {
            (Some(from), Some(to)) => Meaning::Type(Type::Duration { from_ms: Some(from), to_ms: Some(to) }),
            _ => Meaning::Broken,
        },
        TypeKind::Maybe(inner) => match meaning(inner) {
            Meaning::Type(inner @ Type::Maybe(_)) => Meaning::Type(inner),
            Meaning::Type(inner) => Meaning::Type(Type::Maybe(Box::new(inner))),
            other => other,
        },
        TypeKind::List(_) => Meaning::Later("a list"),
        TypeKind::Reference { .. } => Meaning::Later("a reference"),
        TypeKind::PhoneOneOf(_) => Meaning::Later("`phone one of`"),
    }
}

fn named(word: &str) -> Meaning<'_> {
    Meaning::Type(match word {
        "text" => Type::Text,
        "number" => Type::Number { from: None, to: None },
        "digits" => Type::Digits,
        "money" => Type::Money,
        "date" => Type::Date,
        "time" => Type::Time,
        "moment" => Type::Moment,
        "weekday" => Type::Weekday,
        "duration" => Type::Duration { from_ms: None, to_ms: None },
        "phone" => Type::Phone,
        "name" => Type::Name,
        "yesno" => Type::YesNo,
        "language" => Type::Language,
        other => match LATER.iter().find(|(name, _)| *name == other) {
            Some((_, what)) => return Meaning::Later(what),
            None => return Meaning::Record(other),
        },
    })
}

/// The type without `maybe`.
pub fn certain(of: &Type) -> &Type {
    match of {
        Type::Maybe(inner) => inner,
        other => other,
    }
}

/// Whether the unknown is one of its values.
pub fn is_maybe(of: &Type) -> bool {
    matches!(of, Type::Maybe(_))
}

/// Whether two types hold the same sort of value; bounds, lists of values and `maybe` aside.
pub fn same_sort(a: &Type, b: &Type) -> bool {
    std::mem::discriminant(certain(a)) == std::mem::discriminant(certain(b))
}

/// A type in a message: "text", "a number from 1 to 20".
pub fn words(of: &Type) -> String {
    match of {
        Type::Text => "text".into(),
        Type::Number { from: Some(from), to: Some(to) } if from == to => "a number".into(),
        Type::Number { from: Some(from), to: Some(to) } => format!("a number from {from} to {to}"),
        Type::Number { .. } => "a number".into(),
        Type::Digits => "digits".into(),
        Type::Money => "money".into(),
        Type::Date => "a date".into(),
        Type::Time => "a time of day".into(),
        Type::Moment => "a moment".into(),
        Type::Weekday => "a weekday".into(),
        Type::Duration { .. } => "a duration".into(),
        Type::Phone => "a phone number".into(),
        Type::Name => "a name".into(),
        Type::YesNo => "yes or no".into(),
        Type::Language => "a language".into(),
        Type::OneOf(values) => format!("one of {}", values.join(", ")),
        Type::Holiday => "a holiday".into(),
        Type::Maybe(inner) => format!("perhaps {}", words(inner)),
        Type::Record { name, .. } => format!("a record `{name}`"),
        Type::List(inner) => format!("a list, each {}", words(inner)),
        Type::Recording => "a recording".into(),
        Type::Json => "an answer of a service".into(),
        Type::Reference { of, names } => format!("{}, one of {}", kind_words(*of), names.join(", ")),
        Type::PhoneOneOf(numbers) => format!("a phone number, one of {}", numbers.join(", ")),
    }
}

/// What a reference names, in a message: "a queue".
pub fn kind_words(of: rufplan_machine::value::Kind) -> &'static str {
    use rufplan_machine::value::Kind;
    match of {
        Kind::Queue => "a queue",
        Kind::Mailbox => "a mailbox",
        Kind::Hours => "opening hours",
        Kind::Prompt => "a prompt",
        Kind::Flow => "a flow",
        Kind::Callback => "a callback",
    }
}
