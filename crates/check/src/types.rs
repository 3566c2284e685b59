//! Types as written and as meant.

use crate::diagnostics as d;
use crate::symbols::Symbols;
use crate::{Kind, Sink, nearest, place};
use rufplan_diag::Words;
use rufplan_machine::value::{Field, Kind as Of, Type};
use rufplan_syntax::ast::{self, TargetKind, TypeKind, TypeRef};

/// The names of types that are one word.
pub const NAMES: [&str; 15] = [
    "text",
    "number",
    "digits",
    "money",
    "date",
    "time",
    "moment",
    "weekday",
    "duration",
    "phone",
    "name",
    "yesno",
    "language",
    "recording",
    "json",
];

/// Words that name a kind of thing: a type of references to it.
const KINDS: [(&str, Of); 6] = [
    ("queue", Of::Queue),
    ("mailbox", Of::Mailbox),
    ("hours", Of::Hours),
    ("prompt", Of::Prompt),
    ("flow", Of::Flow),
    ("callback", Of::Callback),
];

/// Where a type stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// In `data` or a record: a reference says which names it may hold (E0314).
    InData,
    /// A parameter: the kind alone is enough, because every call is in the project (language.md 2.8).
    InParameter,
}

/// Finds out what a type means; what is wrong with it is reported. A reference to a kind alone has no names yet.
pub fn resolve(
    of: &TypeRef,
    stands: Stands,
    file: &ast::File,
    symbols: &Symbols<'_>,
    sink: &mut Sink,
) -> Option<Type> {
    Resolver { stands, symbols, records: Vec::new(), sink }.resolve(of, file)
}

struct Resolver<'r, 's> {
    stands: Stands,
    symbols: &'r Symbols<'s>,
    /// Records in which the type stands, so that none holds itself.
    records: Vec<String>,
    sink: &'r mut Sink,
}

impl Resolver<'_, '_> {
    fn resolve(&mut self, of: &TypeRef, file: &ast::File) -> Option<Type> {
        let at = place(file, of.span);
        match &of.kind {
            TypeKind::Named(path) => match path.single() {
                Some(word) => self.named(&word.text, at),
                None => {
                    self.sink.report(d::e0201(at, "type", &path.text(), None, None));
                    None
                }
            },
            TypeKind::OneOf(values) => Some(Type::OneOf(values.iter().map(|v| v.text.clone()).collect())),
            TypeKind::NumberFrom(from, to) => match (from.value, to.value) {
                (Some(from), Some(to)) => Some(Type::Number { from: Some(from), to: Some(to) }),
                _ => self.impossible(at, d::Impossible::Number),
            },
            TypeKind::DurationFrom(from, to) => match (from.value, to.value) {
                (Some(from), Some(to)) => Some(Type::Duration { from_ms: Some(from), to_ms: Some(to) }),
                _ => self.impossible(at, d::Impossible::Number),
            },
            TypeKind::Maybe(inner) => match self.resolve(inner, file)? {
                inner @ Type::Maybe(_) => Some(inner),
                inner => Some(Type::Maybe(Box::new(inner))),
            },
            TypeKind::List(inner) => Some(Type::List(Box::new(self.resolve(inner, file)?))),
            TypeKind::Reference { of, names } => self.reference(of, names, file),
            TypeKind::PhoneOneOf(targets) => self.phones(targets, file),
        }
    }

    fn impossible(&mut self, at: crate::Place, what: d::Impossible) -> Option<Type> {
        self.sink.report(d::e0105(at, what));
        None
    }

    fn named(&mut self, word: &str, at: crate::Place) -> Option<Type> {
        if let Some(of) = simple(word) {
            return Some(of);
        }
        if let Some((_, of)) = KINDS.iter().find(|(name, _)| *name == word) {
            if self.stands == Stands::InData {
                self.sink.report(d::e0314(at, d::Unbounded::Reference(word)));
                return None;
            }
            return Some(Type::Reference { of: *of, names: Vec::new() });
        }
        let Some(record) = self.symbols.records.get(word) else {
            if !self.symbols.has_lost_names {
                let names = NAMES.iter().copied().chain(self.symbols.records.keys().copied());
                let near = nearest(word, names);
                let there = near.and_then(|near| self.symbols.records.get(near));
                let there = there.map(|record| place(record.file, record.name.span));
                self.sink.report(d::e0201(at, "type", word, near, there));
            }
            return None;
        };
        self.sink.used(Kind::Type, word);
        if self.records.iter().any(|outer| outer == word) {
            self.sink.report(d::e0301(
                at,
                (format!("the record `{word}`"), format!("der Datensatz `{word}`")),
                d::Misfit::HoldsItself,
            ));
            return None;
        }
        self.records.push(word.to_string());
        let stands = std::mem::replace(&mut self.stands, Stands::InData);
        let fields = record.node.fields.iter().filter_map(|field| {
            let of = self.resolve(&field.of, record.file)?;
            Some(Field { name: field.name.text.clone(), ty: of, privacy: privacy(field) })
        });
        let fields = fields.collect();
        self.stands = stands;
        self.records.pop();
        Some(Type::Record { name: word.to_string(), fields })
    }

    fn reference(&mut self, of: &str, names: &[ast::Path], file: &ast::File) -> Option<Type> {
        let (_, of) = KINDS.iter().find(|(name, _)| *name == of)?;
        let mut known = Vec::new();
        for path in names {
            let name = path.text();
            self.sink.used(Kind::of_reference(*of), &name);
            if self.symbols.declares(*of, &name) {
                if !known.contains(&name) {
                    known.push(name);
                }
            } else if !self.symbols.has_lost_names {
                let all = self.symbols.declared(*of);
                let near = nearest(&name, all);
                self.sink.report(d::e0201(place(file, path.span), kind_word(*of), &name, near, None));
            }
        }
        (!known.is_empty()).then_some(Type::Reference { of: *of, names: known })
    }

    fn phones(&mut self, targets: &[ast::Target], file: &ast::File) -> Option<Type> {
        let mut numbers = Vec::new();
        for target in targets {
            match phone(target) {
                Some(number) if !numbers.contains(&number) => numbers.push(number),
                Some(_) => {}
                None => {
                    let misfit = d::Misfit::Needed(
                        ("a phone number or an extension", "eine Telefonnummer oder Durchwahl").into(),
                    );
                    self.sink.report(d::e0301(
                        place(file, target.span),
                        ("something else", "etwas anderes"),
                        misfit,
                    ));
                }
            }
        }
        (!numbers.is_empty()).then_some(Type::PhoneOneOf(numbers))
    }
}

/// A target of a closed list of phones as its value: E.164, or `extension:1106`.
fn phone(target: &ast::Target) -> Option<String> {
    let number = |expr: &ast::Expr| match &expr.kind {
        ast::ExprKind::Literal(ast::Literal::Number { units, scale: 0 }) => Some(units.to_string()),
        ast::ExprKind::Literal(ast::Literal::Text(text)) => text.plain().map(str::to_string),
        _ => None,
    };
    match &target.kind {
        TargetKind::Phone(number) => Some(number.clone()),
        TargetKind::Extension(extension) => Some(format!("extension:{}", number(extension)?)),
        TargetKind::Sip(address) => address.plain().map(str::to_string),
        TargetKind::Expr(ast::Expr { kind: ast::ExprKind::Literal(ast::Literal::Phone(number)), .. }) => {
            Some(number.clone())
        }
        TargetKind::Expr(_) => None,
    }
}

/// Who may see a field, as written.
pub fn privacy(field: &ast::Field) -> rufplan_machine::value::Privacy {
    use rufplan_machine::value::Privacy;
    match field.privacy.as_ref().map(|p| p.value) {
        None => Privacy::Open,
        Some(ast::Privacy::Sensitive) => Privacy::Sensitive,
        Some(ast::Privacy::Secret) => Privacy::Secret,
    }
}

fn simple(word: &str) -> Option<Type> {
    Some(match word {
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
        "recording" => Type::Recording,
        "json" => Type::Json,
        _ => return None,
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
    match (certain(a), certain(b)) {
        (Type::Phone | Type::PhoneOneOf(_), Type::Phone | Type::PhoneOneOf(_)) => true,
        (Type::Reference { of: a, .. }, Type::Reference { of: b, .. }) => a == b,
        (Type::Record { name: a, .. }, Type::Record { name: b, .. }) => a == b,
        (Type::List(a), Type::List(b)) => same_sort(a, b),
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

/// A type in a message: "text", "a number from 1 to 20"; in German in the nominative.
pub fn words(of: &Type) -> Words {
    match of {
        Type::Text => ("text", "ein Text").into(),
        Type::Number { from: Some(from), to: Some(to) } if from != to => {
            (format!("a number from {from} to {to}"), format!("eine Zahl von {from} bis {to}")).into()
        }
        Type::Number { .. } => ("a number", "eine Zahl").into(),
        Type::Digits => ("digits", "eine Ziffernfolge").into(),
        Type::Money => ("money", "ein Geldbetrag").into(),
        Type::Date => ("a date", "ein Datum").into(),
        Type::Time => ("a time of day", "eine Uhrzeit").into(),
        Type::Moment => ("a moment", "ein Zeitpunkt").into(),
        Type::Weekday => ("a weekday", "ein Wochentag").into(),
        Type::Duration { .. } => ("a duration", "eine Dauer").into(),
        Type::Phone => ("a phone number", "eine Telefonnummer").into(),
        Type::Name => ("a name", "ein Name").into(),
        Type::YesNo => ("yes or no", "ja oder nein").into(),
        Type::Language => ("a language", "eine Sprache").into(),
        Type::OneOf(values) => {
            let values = values.join(", ");
            (format!("one of {values}"), format!("einer der Werte {values}")).into()
        }
        Type::Holiday => ("a holiday", "ein Feiertag").into(),
        Type::Maybe(inner) => {
            let inner = words(inner);
            (format!("perhaps {inner}"), format!("vielleicht {}", inner.german())).into()
        }
        Type::Record { name, .. } => (format!("a record `{name}`"), format!("ein Datensatz `{name}`")).into(),
        Type::List(inner) => {
            let inner = words(inner);
            (format!("a list, each {inner}"), format!("eine Liste, jedes Element {}", inner.german())).into()
        }
        Type::Recording => ("a recording", "eine Aufnahme").into(),
        Type::Json => ("an answer of a service", "die Antwort eines Dienstes").into(),
        Type::Reference { of, names } if names.len() < 2 => kind_words(*of),
        Type::Reference { of, names } => {
            let (kind, names) = (kind_words(*of), names.join(", "));
            (format!("{kind}, one of {names}"), format!("{}: {names}", kind.german())).into()
        }
        Type::PhoneOneOf(numbers) if numbers.len() < 2 => words(&Type::Phone),
        Type::PhoneOneOf(numbers) => {
            let numbers = numbers.join(", ");
            (format!("a phone number, one of {numbers}"), format!("eine der Telefonnummern {numbers}")).into()
        }
    }
}

/// What a reference names, in a message: "a queue".
pub fn kind_words(of: Of) -> Words {
    match of {
        Of::Queue => ("a queue", "eine Warteschlange"),
        Of::Mailbox => ("a mailbox", "eine Mailbox"),
        Of::Hours => ("opening hours", "Öffnungszeiten"),
        Of::Prompt => ("a prompt", "eine Ansage"),
        Of::Flow => ("a flow", "ein Ablauf"),
        Of::Callback => ("a callback", "ein Rückruf"),
    }
    .into()
}

/// What a word of the language refers to.
pub fn reference_kind(word: &str) -> Option<Of> {
    KINDS.iter().find(|(own, _)| *own == word).map(|(_, kind)| *kind)
}

/// The word of the language for what a reference names.
pub fn kind_word(of: Of) -> &'static str {
    KINDS.iter().find(|(_, kind)| *kind == of).map_or("", |(word, _)| word)
}
