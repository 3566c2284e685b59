//! A journal for people: one event or effect a line, in fixed columns, the same text in all places.
//!
//! Seconds since the call began, a sign, a word, the rest:
//!
//! ```text
//!  0.000  ← call      +49 30 5550100 from +49 170 …567
//!  0.020  → answer
//!  0.020  ▶ welcome   de "Willkommen bei Nordwind Energie."
//!  2.140  ← key 2     during welcome, stops it
//!  2.140  · main.language → main
//! ```
//!
//! `←` comes from the caller and the world, `→` goes out, `▶` begins to be heard, `■` ends, `·` is the way from state to
//! state, `?` asks by id and `!` is the answer to that id, `♪` is music, `*` a mark, `#` a line for the operator.
//! Phone numbers but the dialled one are masked (language.md 4.5).

use crate::mask::{masked_phone, spaced_phone};
use crate::{Line, Step};
use rufplan_machine::call::{
    Answer, BookingChance, CallRecord, Effect, Event, Fetched, Listening, Outcome, RecordingState, Said,
    TransferResult,
};
use rufplan_machine::script::Inquiry;
use std::collections::BTreeMap;

/// Writes the transcript of one call, line by line as its journal grows.
#[derive(Clone, Debug, Default)]
pub struct Transcript {
    started_ms: i64,
    state: String,
    /// What each play says, by its id.
    plays: BTreeMap<String, String>,
    /// The play that is open, by its id.
    open: Option<String>,
}

/// The transcript of a whole journal; each line ends with a line end.
pub fn transcript(journal: &[Line]) -> String {
    let mut writer = Transcript::default();
    journal.iter().flat_map(|line| writer.lines(line)).map(|line| line + "\n").collect()
}

impl Transcript {
    /// The lines of one line of the journal, without line ends. The header and the record say nothing by themselves: the
    /// event `call` and the effect `end` do.
    pub fn lines(&mut self, line: &Line) -> Vec<String> {
        match line {
            Line::Header(header) => {
                *self = Transcript { started_ms: header.started, ..Transcript::default() };
                Vec::new()
            }
            Line::Step(step) => self.step(step),
            Line::Record(_) => Vec::new(),
        }
    }

    fn step(&mut self, step: &Step) -> Vec<String> {
        let stopped = step.fx.iter().find_map(|effect| match effect {
            Effect::StopPlay(id) => Some(id.clone()),
            _ => None,
        });
        let mut lines = vec![self.event(&step.ev, stopped.as_deref())];
        let key = matches!(step.ev, Event::Key(_) | Event::Digit);
        let mut moved = false;
        for (index, effect) in step.fx.iter().enumerate() {
            // the way to the new state stands before what is done there
            if !moved && !matches!(effect, Effect::Answer | Effect::StopPlay(_) | Effect::Log(_)) {
                moved = true;
                lines.extend(self.way(step));
            }
            if !(key && matches!(effect, Effect::StopPlay(_))) {
                lines.push(self.effect(effect, &format!("{}.{index}", step.seq)));
            }
            self.remember(effect);
        }
        if !moved {
            lines.extend(self.way(step));
        }
        let time = seconds(step.t - self.started_ms);
        lines.iter().map(|line| format!("{time}  {line}").trim_end().to_owned()).collect()
    }

    fn way(&mut self, step: &Step) -> Option<String> {
        if step.state == self.state {
            return None;
        }
        let before = std::mem::replace(&mut self.state, step.state.clone());
        Some(if before.is_empty() {
            format!("· {}", step.state)
        } else {
            format!("· {before} → {}", step.state)
        })
    }

    fn remember(&mut self, effect: &Effect) {
        match effect {
            Effect::Play { id, said, .. } => {
                self.plays.insert(id.clone(), names(said));
                self.open = Some(id.clone());
            }
            Effect::StopPlay(_) => self.open = None,
            _ => {}
        }
    }

    fn play_name(&self, id: &str) -> String {
        self.plays.get(id).cloned().unwrap_or_else(|| format!("#{id}"))
    }

    fn event(&mut self, event: &Event, stopped: Option<&str>) -> String {
        match event {
            Event::Call { number, from, .. } => {
                let from = from.as_deref().map_or("anonymous".to_owned(), masked_phone);
                row("←", "call", &format!("{} from {from}", spaced_phone(number)))
            }
            Event::Key(key) => {
                let during = match (&self.open, stopped) {
                    (Some(id), Some(_)) => format!("during {}, stops it", self.play_name(id)),
                    (Some(id), None) => format!("during {}", self.play_name(id)),
                    (None, _) => String::new(),
                };
                row("←", &format!("key {key}"), &during)
            }
            Event::Digit => row("←", "key •", ""),
            Event::PlayDone { id, .. } => {
                self.open = None;
                row("■", &self.play_name(id), "heard")
            }
            Event::PlayFailed { id } => {
                self.open = None;
                row("■", &self.play_name(id), "could not be heard")
            }
            Event::Tick => row("←", "time", ""),
            Event::Queue { place, expected_ms, agents } => {
                let wait = expected_ms.map_or("unknown".to_owned(), |ms| format!("{} s", ms / 1000));
                row("←", "queue", &format!("place {place}, expected wait {wait}, {agents} agents"))
            }
            Event::QueueRefused => row("←", "queue", "full"),
            Event::AgentRinging { agent } => row("←", "agent", &format!("{} is rung", agent.id)),
            Event::AgentAnswered { id, agent } => {
                row("!", &format!("#{id}"), &format!("{} answered", agent.id))
            }
            Event::AgentLost => row("←", "agent", "lost"),
            Event::AgentHungUp => row("←", "agent", "hung up"),
            Event::Answer { id, value } => row("!", &format!("#{id}"), &answer_words(value)),
            Event::Callback { id, booked } => {
                row("!", &format!("#{id}"), if *booked { "booked" } else { "refused" })
            }
            Event::TransferRinging { id, target } => {
                row("!", &format!("#{id}"), &format!("{} rings", shown(target)))
            }
            Event::TransferAnswered { id, target } => {
                row("!", &format!("#{id}"), &format!("{} answered", shown(target)))
            }
            Event::CalledKey { id, target, key } => {
                row("!", &format!("#{id}"), &format!("{} presses {key}", shown(target)))
            }
            Event::TransferResult { id, target, result } => {
                row("!", &format!("#{id}"), &format!("{} {}", shown(target), result_words(result)))
            }
            Event::TransferOver { id } => row("!", &format!("#{id}"), "hung up"),
            Event::Fetched { id, result } => row("!", &format!("#{id}"), fetched_words(result)),
            Event::Recorded { id, length_ms } | Event::MessageDone { id, length_ms } => row(
                "←",
                &format!("#{id}"),
                &format!("{} s of the caller's own words", seconds((*length_ms).into()).trim()),
            ),
            Event::Switch { name, on } => {
                row("←", "switch", &format!("{name} {}", if *on { "on" } else { "off" }))
            }
            Event::CallerHungUp => row("←", "hang up", ""),
            Event::EngineError { id, what } => row("!", &format!("#{id}"), &format!("error: {what}")),
        }
    }

    fn effect(&self, effect: &Effect, id: &str) -> String {
        match effect {
            Effect::Answer => row("→", "answer", ""),
            Effect::Play { said, .. } => row("▶", &names(said), &words(said)),
            Effect::StopPlay(play) => row("■", &self.play_name(play), "stopped"),
            Effect::Music { path, .. } => row("♪", "music", path.as_deref().unwrap_or_default()),
            Effect::StopMusic => row("♪", "no music", ""),
            Effect::Enqueue { queue, priority, waited_ms, agent, .. } => {
                let only = agent.as_ref().map(|agent| format!(", for agent {agent}")).unwrap_or_default();
                let waited = match waited_ms {
                    0 => String::new(),
                    ms => format!(", waited {} s", ms / 1000),
                };
                row("?", &format!("#{id}"), &format!("queue {queue}, priority {priority}{waited}{only}"))
            }
            Effect::Reprioritise { id, priority } => {
                row("→", &format!("#{id}"), &format!("priority {priority}"))
            }
            Effect::AnyAgent(id) => row("→", &format!("#{id}"), "any agent"),
            Effect::Dequeue(id) => row("→", &format!("#{id}"), "leaves the queue"),
            Effect::Whisper { id, said } => row("▷", &names(said), &format!("{} to #{id}", words(said))),
            Effect::Connect { id } => row("→", "connect", &format!("#{id}")),
            Effect::Ask { about, .. } => row("?", &format!("#{id}"), &inquiry_words(about)),
            Effect::ScheduleCallback { booking, .. } => {
                let number = masked_phone(&booking.number);
                row("?", &format!("#{id}"), &format!("book callback {} to {number}", booking.callback))
            }
            Effect::Transfer { targets, all_at_once, ring_ms, .. } => {
                let to: Vec<String> = targets.iter().map(|target| shown(target)).collect();
                let how = if *all_at_once { ", all at once" } else { "" };
                let ring = format!("{} s", ring_ms / 1000);
                row("?", &format!("#{id}"), &format!("transfer to {}{how}, rings {ring}", to.join(", ")))
            }
            Effect::AskCalled { id, target, said } => {
                row("▷", &names(said), &format!("{} to {} of #{id}", words(said), shown(target)))
            }
            Effect::Accepted { id, target } => row("→", "connect", &format!("{} of #{id}", shown(target))),
            Effect::CancelTarget { id, target } => {
                row("→", &format!("#{id}"), &format!("{} cancelled", shown(target)))
            }
            Effect::Cancel(id) => row("→", &format!("#{id}"), "cancelled"),
            Effect::Pass { to, .. } => row("?", &format!("#{id}"), &format!("pass call to {}", shown(to))),
            Effect::Check { shape, .. } => row("?", &format!("#{id}"), &format!("check with {shape}")),
            Effect::Fetch { lookup, .. } => row("?", &format!("#{id}"), &format!("lookup {lookup}")),
            Effect::RecordWords { var, how, .. } => row("●", var, &listening(how)),
            Effect::TakeMessage { mailbox, how, .. } => row("●", mailbox, &listening(how)),
            Effect::StopWords(id) => row("■", &format!("#{id}"), "the words end"),
            Effect::DropWords(id) => row("■", &format!("#{id}"), "the words are forgotten"),
            Effect::DeliverMessage { id, mailbox, .. } => row("→", mailbox, &format!("message #{id}")),
            Effect::SendAnswers { told, .. } => row("→", &told.lookup, "the answers of the survey"),
            Effect::Mark { name, value } => {
                let label = value.as_ref().map_or(String::new(), |value| format!("\"{value}\""));
                row("*", name, &label)
            }
            Effect::Record { state, .. } => {
                let words = match state {
                    RecordingState::On => "on",
                    RecordingState::Pause => "pause",
                    RecordingState::Off => "off",
                };
                row("→", "record", words)
            }
            Effect::Entered { length, legal } => {
                let words = if *legal { "a value" } else { "no value" };
                row("·", "entered", &format!("{length} keys, {words}"))
            }
            Effect::Judged(holds) => row("·", "judged", if *holds { "yes" } else { "no" }),
            Effect::Derived(_) => row("·", "derived", ""),
            Effect::Log(line) => format!("# {line}"),
            Effect::HangUp => row("→", "hang up", ""),
            Effect::End(record) => row("→", "end", &ending(record)),
        }
    }
}

/// One line without its time.
fn row(sign: &str, word: &str, rest: &str) -> String {
    if word.chars().count() < 10 {
        format!("{sign} {word:<10}{rest}")
    } else {
        format!("{sign} {word} {rest}")
    }
}

/// Milliseconds as seconds, six columns at least.
fn seconds(ms: i64) -> String {
    format!("{:>6}", format!("{}.{:03}", ms / 1000, ms.rem_euclid(1000)))
}

fn names(said: &[Said]) -> String {
    let names: Vec<&str> =
        said.iter().map(|said| if said.prompt.starts_with('"') { "say" } else { &said.prompt }).collect();
    names.join(", ")
}

fn words(said: &[Said]) -> String {
    let lang = said.first().map_or("", |said| said.lang.as_str());
    let words: Vec<&str> = said.iter().map(|said| said.words.as_str()).collect();
    format!("{lang} \"{}\"", words.join(" "))
}

/// How words are kept: "a beep, 180.000 s at most".
fn listening(how: &Listening) -> String {
    let beep = if how.beep { "a beep, " } else { "" };
    format!("{beep}{} s at most", seconds(how.longest_ms.into()).trim())
}

/// A target: a phone number masked, an extension or address as it is.
fn shown(target: &str) -> String {
    if target.starts_with('+') { masked_phone(target) } else { target.to_owned() }
}

fn inquiry_words(about: &Inquiry) -> String {
    match about {
        Inquiry::Queue(queue) => format!("how is queue {queue}"),
        Inquiry::Callback { callback, .. } => format!("is callback {callback} possible"),
        Inquiry::Survey { survey, .. } => format!("whom to ask in survey {survey}"),
        Inquiry::Mailbox(mailbox) => format!("has mailbox {mailbox} room"),
    }
}

fn answer_words(value: &Answer) -> String {
    match value {
        Answer::Callback { chance, .. } => match chance {
            BookingChance::Possible => "possible".to_owned(),
            BookingChance::AlreadyBooked => "already booked".to_owned(),
            BookingChance::NotPossible => "not possible".to_owned(),
        },
        Answer::Survey { nth } => format!("call {nth} of the day"),
        Answer::Check { legal: true } => "legal".to_owned(),
        Answer::Check { legal: false } => "not legal".to_owned(),
        Answer::Mailbox { full } => if *full { "no, it is full" } else { "yes" }.to_owned(),
        Answer::Queue(q) => {
            let wait = q.expected_ms.map_or("unknown".to_owned(), |ms| format!("{} s", ms / 1000));
            let full = if q.full { ", full" } else { "" };
            format!(
                "{} waiting, expected wait {wait}, {} of {} agents free{full}",
                q.waiting, q.free, q.agents
            )
        }
    }
}

fn result_words(result: &TransferResult) -> String {
    match result {
        TransferResult::Busy => "busy".to_owned(),
        TransferResult::NotAnswered => "not answered".to_owned(),
        TransferResult::Refused(None) => "refused".to_owned(),
        TransferResult::Refused(Some(key)) => format!("refused with {key}"),
        TransferResult::Failed => "failed".to_owned(),
    }
}

/// What became of a lookup; what it found may be somebody's own.
fn fetched_words(result: &Fetched) -> &'static str {
    match result {
        Fetched::Found(_) => "found",
        Fetched::NotFound => "not found",
        Fetched::Failed => "failed",
    }
}

fn ending(record: &CallRecord) -> String {
    match &record.outcome {
        Outcome::Completed => "completed".to_owned(),
        Outcome::Abandoned { state } => format!("abandoned in {state}"),
        Outcome::Answered => "answered".to_owned(),
        Outcome::CallbackBooked => "callback booked".to_owned(),
        Outcome::Transferred => "transferred".to_owned(),
        Outcome::Passed => "passed".to_owned(),
        Outcome::Failed { what } => format!("failed: {what}"),
    }
}

#[cfg(test)]
mod tests;
