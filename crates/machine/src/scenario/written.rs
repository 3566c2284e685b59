//! Scenarios as `test` blocks of a script (language.md 2.11).

use super::{Heard, LookupWorld, QueueWorld, Step, TransferWorld, World};
use crate::value::Value;

/// A test that somebody wants to have as text: a recorded call, a call that shows why a proof failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenTest {
    /// Its title.
    pub title: String,
    /// The moment the call begins, as `2026-12-24 17:59`, in the client's zone; `None` is that of rule T1.
    pub clock: Option<String>,
    /// The world at that moment.
    pub given: Vec<World>,
    /// What happens and what must hold.
    pub steps: Vec<Step>,
}

impl WrittenTest {
    /// The block, with a line end behind its `end`.
    pub fn text(&self) -> String {
        let mut lines = vec![format!("test {}", quoted(&self.title))];
        lines.extend(self.clock.iter().map(|clock| format!("  clock {clock}")));
        lines
            .extend(self.given.iter().map(|world| format!("  given {}", written_world(world, Tense::Given))));
        lines.extend(self.steps.iter().map(|step| format!("  {}", written_step(step))));
        lines.push("end".to_owned());
        lines.join("\n") + "\n"
    }
}

/// Whether the world is so when the call begins, or becomes so now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tense {
    Given,
    Now,
}

fn written_world(world: &World, tense: Tense) -> String {
    match world {
        World::Switch { name, on } => {
            let state = if *on { "on" } else { "off" };
            match tense {
                Tense::Given => format!("switch {name} is {state}"),
                Tense::Now => format!("switch {name} turns {state}"),
            }
        }
        World::Queue { name, is } => format!("queue {name} {}", written_queue(is)),
        World::Mailbox { name, full: true } => format!("mailbox {name} is full"),
        // a box has room unless a test says that it is full (T2)
        World::Mailbox { name, full: false } => format!("mailbox {name} has room"),
        World::Lookup { name, answers } => {
            let answers: Vec<String> = answers.iter().map(written_answer).collect();
            format!("lookup {name} {}", answers.join(", then "))
        }
        World::Callback { name, booked } => {
            let state = if *booked { "already booked" } else { "not possible" };
            format!("callback {name} is {state}")
        }
        World::Transfer { target, results } => {
            let results: Vec<String> = results.iter().map(written_result).collect();
            format!("transfer to {} {}", written_target(target), results.join(", then "))
        }
    }
}

fn written_queue(is: &QueueWorld) -> String {
    let wait = |expected_ms: &Option<u64>| {
        expected_ms.map(|ms| format!(", expected wait {}", duration(ms))).unwrap_or_default()
    };
    match is {
        QueueWorld::Full => "is full".to_owned(),
        QueueWorld::NobodySignedIn => "has nobody signed in".to_owned(),
        QueueWorld::Agents { agents, expected_ms } => format!("has {agents} agents{}", wait(expected_ms)),
        QueueWorld::Waiting { waiting, expected_ms } => format!("has {waiting} waiting{}", wait(expected_ms)),
    }
}

fn written_answer(answer: &LookupWorld) -> String {
    match answer {
        LookupWorld::File { path, .. } => format!("answers {}", quoted(path)),
        LookupWorld::Value { fills, value } => {
            let mut fields = Vec::new();
            written_fields(fills, value, &mut fields);
            format!("answers {}", fields.join(" and "))
        }
        LookupWorld::FindsNothing => "finds nothing".to_owned(),
        LookupWorld::Fails => "fails".to_owned(),
        LookupWorld::Slow => "is slow".to_owned(),
    }
}

/// `left is 2`, for each field that has a literal; the fields of a record stand under their own names.
fn written_fields(name: &str, value: &Value, fields: &mut Vec<String>) {
    if let Value::Record(parts) = value {
        for (part, value) in parts {
            let inner = matches!(value, Value::Record(_));
            let mut below = Vec::new();
            written_fields(part, value, &mut below);
            fields.extend(below.into_iter().map(|f| if inner { format!("{part}.{f}") } else { f }));
        }
        return;
    }
    let literal = match value {
        Value::Text(text) | Value::Name(text) | Value::Digits(text) => quoted(text),
        Value::Choice(word) | Value::Language(word) | Value::Reference(word) => word.clone(),
        Value::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(n) => decimal(n.units, n.scale),
        Value::Money { cents, currency } => format!("{} {currency}", decimal(*cents, 2)),
        Value::Date(d) => format!("{:04}-{:02}-{:02}", d.year, d.month, d.day),
        Value::Time(t) => format!("{:02}:{:02}", t.hour, t.minute),
        Value::Duration(ms) | Value::Wait(ms) => duration(ms.unsigned_abs()),
        Value::Phone(number) if number.starts_with('+') => spaced_phone(number),
        // these have no literal
        Value::Phone(_)
        | Value::Unknown
        | Value::Secret(_)
        | Value::Moment(_)
        | Value::Weekday(_)
        | Value::Holiday(_)
        | Value::List(_)
        | Value::Recording(_)
        | Value::Record(_) => return,
    };
    fields.push(format!("{name} is {literal}"));
}

/// A number with its places: `-12.50`.
fn decimal(units: i64, scale: u8) -> String {
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = usize::from(scale) + 1);
    let (whole, places) = digits.split_at(digits.len() - usize::from(scale));
    let sign = if units < 0 { "-" } else { "" };
    if places.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{places}") }
}

fn written_result(result: &TransferWorld) -> String {
    match result {
        TransferWorld::Busy => "is busy".to_owned(),
        TransferWorld::NotAnswered => "is not answered".to_owned(),
        TransferWorld::Refused(None) => "is refused".to_owned(),
        TransferWorld::Refused(Some(key)) => format!("is refused with {key}"),
        TransferWorld::Answered { after_ms: 0 } => "is answered".to_owned(),
        TransferWorld::Answered { after_ms } => {
            format!("is answered after {}", duration(u64::from(*after_ms)))
        }
        TransferWorld::Failed => "fails".to_owned(),
    }
}

fn written_step(step: &Step) -> String {
    match step {
        Step::Calls { from, to } => {
            let from = from.as_deref().map_or("anonymous".to_owned(), spaced_phone);
            format!("{from} calls {}", spaced_phone(to))
        }
        Step::Hears { what, saying } => format!("hears {}", written_heard(what, saying)),
        Step::HearsNot { what, saying } => format!("does not hear {}", written_heard(what, saying)),
        Step::Presses { keys, at_once } => {
            format!("presses {keys}{}", if *at_once { " at once" } else { "" })
        }
        Step::Waits { ms } => format!("waits {}", duration(*ms)),
        Step::StaysSilent => "stays silent".to_owned(),
        Step::HangsUp => "hangs up".to_owned(),
        Step::AgentAnswers => "agent answers".to_owned(),
        Step::AgentHangsUp => "agent hangs up".to_owned(),
        Step::AgentSees { text } => format!("agent sees {}", quoted(text)),
        Step::AgentHears { what, saying } => format!("agent hears {}", written_heard(what, saying)),
        Step::CalledHears { what, saying } => format!("called person hears {}", written_heard(what, saying)),
        Step::CalledAnswers => "called person answers".to_owned(),
        Step::CalledPresses { keys } => format!("called person presses {keys}"),
        Step::CalledHangsUp => "called person hangs up".to_owned(),
        Step::IsTransferred { target } => format!("is transferred to {}", written_target(target)),
        Step::IsConnected { target } => format!("is connected to {}", written_target(target)),
        Step::IsPassed { target } => format!("is passed to {}", written_target(target)),
        Step::World(world) => written_world(world, Tense::Now),
        Step::InQueue { queue, agent, priority } => {
            let agent = agent.as_ref().map(|agent| format!(" for agent \"{agent}\"")).unwrap_or_default();
            let priority = priority.map(|p| format!(" with priority {p}")).unwrap_or_default();
            format!("is in queue {queue}{agent}{priority}")
        }
        Step::Speaks { lang } => format!("speaks {lang}"),
        Step::LeavesMessage { ms, mailbox } => format!("leaves a message of {} in {mailbox}", duration(*ms)),
        Step::SpeaksFor { ms } => format!("speaks for {}", duration(*ms)),
        Step::CallEnds => "call ends".to_owned(),
        Step::IsRecorded { yes: true } => "is recorded".to_owned(),
        Step::IsRecorded { yes: false } => "is not recorded".to_owned(),
        Step::HasMark { name, value } => format!("has mark {name}{}", written_label(value)),
        Step::HasNoMark { name, value } => format!("has no mark {name}{}", written_label(value)),
    }
}

fn written_heard(what: &Heard, saying: &Option<String>) -> String {
    let what = match what {
        Heard::Prompt(name) => name.clone(),
        Heard::Words(words) => quoted(words),
    };
    let saying = saying.as_ref().map(|words| format!(" saying {}", quoted(words))).unwrap_or_default();
    format!("{what}{saying}")
}

fn written_label(value: &Option<Value>) -> String {
    let value = match value {
        None => return String::new(),
        Some(Value::Choice(word)) => word.clone(),
        Some(Value::YesNo(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
        Some(Value::Number(n)) if n.scale == 0 => n.units.to_string(),
        Some(Value::Text(text) | Value::Name(text) | Value::Digits(text)) => quoted(text),
        // other values have no literal that a label could be compared with
        Some(_) => return String::new(),
    };
    format!(" as {value}")
}

/// A target as scripts write it: a number, an extension, an address in quotes.
fn written_target(target: &str) -> String {
    if target.starts_with('+') {
        return spaced_phone(target);
    }
    match target.strip_prefix("extension:") {
        Some(extension) => format!("extension {extension}"),
        None => quoted(target),
    }
}

/// A text in quotes; what would end it or begin a placeholder is doubled or written plainly.
fn quoted(text: &str) -> String {
    let plain = text.replace('"', "'").replace('{', "{{").replace('}', "}}");
    format!("\"{plain}\"")
}

/// A number with a blank behind its country code, where that is one of a few that are known.
pub fn spaced_phone(number: &str) -> String {
    for code in ["+49", "+43", "+41", "+44", "+33", "+1"] {
        if let Some(rest) = number.strip_prefix(code) {
            return format!("{code} {rest}");
        }
    }
    number.to_owned()
}

/// A length of time as scripts write it: `1h30min`, `45s`, `300ms`.
fn duration(ms: u64) -> String {
    let mut rest = ms;
    let mut text = String::new();
    for (unit_ms, unit) in [(3_600_000, "h"), (60_000, "min"), (1_000, "s"), (1, "ms")] {
        if rest >= unit_ms {
            text.push_str(&format!("{}{unit}", rest / unit_ms));
            rest %= unit_ms;
        }
    }
    if text.is_empty() { "0s".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_is_written_as_a_designer_would() {
        let test = WrittenTest {
            title: "Nach \"Feierabend\"".into(),
            clock: Some("2026-12-24 17:59".into()),
            given: vec![
                World::Queue {
                    name: "service".into(),
                    is: QueueWorld::Waiting { waiting: 3, expected_ms: Some(120_000) },
                },
                World::Transfer {
                    target: "+491715550001".into(),
                    results: vec![TransferWorld::Busy, TransferWorld::Answered { after_ms: 5_000 }],
                },
            ],
            steps: vec![
                Step::Calls { from: None, to: "+49305550100".into() },
                Step::StaysSilent,
                Step::Hears { what: Heard::Prompt("welcome".into()), saying: Some("guten Tag".into()) },
                Step::World(World::Switch { name: "emergency".into(), on: true }),
                Step::HasMark { name: "x".into(), value: Some(Value::Choice("a".into())) },
                Step::IsTransferred { target: "extension:12".into() },
            ],
        };
        let expected = "test \"Nach 'Feierabend'\"
  clock 2026-12-24 17:59
  given queue service has 3 waiting, expected wait 2min
  given transfer to +49 1715550001 is busy, then is answered after 5s
  anonymous calls +49 305550100
  stays silent
  hears welcome saying \"guten Tag\"
  switch emergency turns on
  has mark x as a
  is transferred to extension 12
end
";
        assert_eq!(test.text(), expected);
    }
}
