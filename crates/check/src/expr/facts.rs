//! Built-in facts (language.md 2.8) and functions.

use super::Scope;
use crate::Place;
use crate::diagnostics as d;
use crate::sink::Sink;
use crate::spelling::nearest;
use rufplan_machine::script::Fact;
use rufplan_machine::value::Type;
use rufplan_syntax::ast;

/// Facts with a fixed name, their type, and whether they are always known.
fn built_in(path: &str) -> Option<(Fact, Type, bool)> {
    let duration = Type::Duration { from_ms: None, to_ms: None };
    Some(match path {
        "caller.number" => (Fact::CallerNumber, Type::Phone, false),
        "caller.country" => (Fact::CallerCountry, Type::Text, false),
        "caller.abroad" => (Fact::CallerAbroad, Type::YesNo, true),
        "call.number_dialled" => (Fact::NumberDialled, Type::Phone, true),
        "call.language" => (Fact::CallLanguage, Type::Language, true),
        "call.id" => (Fact::CallId, Type::Text, true),
        "call.started" => (Fact::CallStarted, Type::Moment, true),
        "now" => (Fact::Now, Type::Moment, true),
        "now.date" => (Fact::NowDate, Type::Date, true),
        "now.time" => (Fact::NowTime, Type::Time, true),
        "now.weekday" => (Fact::NowWeekday, Type::Weekday, true),
        "menu.code" => (Fact::MenuCode, Type::Digits, true),
        "queue.place" => (Fact::QueuePlace, Type::Number { from: None, to: None }, true),
        "queue.expected_wait" => (Fact::QueueExpectedWait, duration, false),
        "queue.waited" => (Fact::QueueWaited, duration, true),
        "callback.number" => (Fact::CallbackNumber, Type::Phone, true),
        "callback.at" => (Fact::CallbackAt, Type::Moment, false),
        "agent.id" => (Fact::AgentId, Type::Text, false),
        "agent.name" => (Fact::AgentName, Type::Name, false),
        "message.sound" => (Fact::MessageSound, Type::Recording, false),
        "message.length" => (Fact::MessageLength, duration, false),
        "message.box" => (Fact::MessageBox, Type::Text, false),
        "client.name" => (Fact::ClientName, Type::Name, true),
        _ => return None,
    })
}

/// The names of all facts with a fixed name.
pub(super) const BUILT_IN: [&str; 23] = [
    "caller.number",
    "caller.country",
    "caller.abroad",
    "call.number_dialled",
    "call.language",
    "call.id",
    "call.started",
    "now",
    "now.date",
    "now.time",
    "now.weekday",
    "menu.code",
    "queue.place",
    "queue.expected_wait",
    "queue.waited",
    "callback.number",
    "callback.at",
    "agent.id",
    "agent.name",
    "message.sound",
    "message.length",
    "message.box",
    "client.name",
];

/// First words of facts with a fixed name.
pub(super) const FAMILIES: [&str; 9] =
    ["caller", "call", "now", "menu", "queue", "agent", "client", "callback", "message"];

/// What a path of several words, or `now`, names.
pub(super) enum Named {
    /// A fact, its type and whether it always has a value.
    Fact(Fact, Type, bool),
    /// Its first word is nothing that has facts.
    Nothing,
    /// What is wrong has been reported, or poisons silently.
    Reported,
}

/// Finds the fact that a path names.
pub(super) fn find(path: &ast::Path, at: Place, scope: &Scope<'_>, sink: &mut Sink) -> Named {
    let text = path.text();
    if let Some((fact, of, known)) = built_in(&text) {
        return Named::Fact(fact, of, known);
    }
    let [first, second] = path.segments.as_slice() else {
        let family = path.segments.first().is_some_and(|s| FAMILIES.contains(&s.text.as_str()));
        if family && path.segments.len() > 1 {
            sink.report(d::e0201(at, "fact", &text, nearest(&text, BUILT_IN), None));
            return Named::Reported;
        }
        return Named::Nothing;
    };
    let symbols = scope.symbols;
    let name = first.text.clone();
    if symbols.hours.contains_key(name.as_str()) {
        sink.used(crate::Kind::Hours, &name);
        let maybe_open = symbols.certain_next_open.contains(name.as_str());
        return match second.text.as_str() {
            "is_open" => Named::Fact(Fact::HoursIsOpen(name), Type::YesNo, true),
            "next_open" => Named::Fact(Fact::HoursNextOpen(name), Type::Moment, maybe_open),
            "closes_at" => Named::Fact(Fact::HoursClosesAt(name), Type::Moment, false),
            "reason" => Named::Fact(Fact::HoursReason(name), Type::Text, false),
            "holiday" => Named::Fact(Fact::HoursHoliday(name), Type::Holiday, false),
            other => {
                let facts = ["is_open", "next_open", "closes_at", "reason", "holiday"];
                unknown_part(&name, ("hours have", "Öffnungszeiten haben"), other, &facts, at, sink)
            }
        };
    }
    if symbols.calendars.contains_key(name.as_str()) {
        sink.used(crate::Kind::Calendar, &name);
        return match second.text.as_str() {
            "today" => Named::Fact(Fact::CalendarToday(name), Type::Holiday, false),
            other => unknown_part(&name, ("a calendar has", "ein Kalender hat"), other, &["today"], at, sink),
        };
    }
    if symbols.queues.contains_key(name.as_str()) {
        sink.used(crate::Kind::Queue, &name);
        let count = Type::Number { from: Some(0), to: None };
        return match second.text.as_str() {
            "waiting" => Named::Fact(Fact::WaitingIn(name), count, true),
            "agents" => Named::Fact(Fact::AgentsIn(name), count, true),
            "free" => Named::Fact(Fact::FreeIn(name), count, true),
            "expected_wait" => {
                let wait = Type::Duration { from_ms: None, to_ms: None };
                Named::Fact(Fact::ExpectedWaitIn(name), wait, false)
            }
            other => {
                let facts = ["waiting", "agents", "free", "expected_wait"];
                unknown_part(&name, ("a queue has", "eine Warteschlange hat"), other, &facts, at, sink)
            }
        };
    }
    if FAMILIES.contains(&name.as_str()) {
        sink.report(d::e0201(at, "fact", &text, nearest(&text, BUILT_IN), None));
        return Named::Reported;
    }
    Named::Nothing
}

fn unknown_part(
    owner: &str,
    have: (&str, &str),
    part: &str,
    facts: &[&str],
    at: Place,
    sink: &mut Sink,
) -> Named {
    sink.report(d::e0201_part(at, owner, have, part, facts));
    Named::Reported
}

#[cfg(test)]
mod tests {
    use super::{BUILT_IN, built_in};

    #[test]
    fn every_listed_fact_is_one() {
        for path in BUILT_IN {
            assert!(built_in(path).is_some(), "{path}");
        }
    }
}
