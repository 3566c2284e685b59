//! Figures over call logs (language.md 2.12, `kpi`): counts first, ratios last, so that parts can be added up.
//!
//! A figure is a fold over finished calls: [`Facts`] reads off one journal what figures ask, [`fold`] adds calls up by
//! stretches of time. What cannot be known is no number: a ratio over nothing has no value, and the agents' occupancy
//! needs their sign-in times, which no call log has.

use crate::Journal;
use rufplan_machine::call::{Effect, Event};
use rufplan_machine::script::{Kpi, Measure, Only};
use std::collections::{BTreeMap, BTreeSet};

/// What figures ask of one call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// When it began, milliseconds since the epoch.
    pub started_ms: i64,
    /// The number dialled, E.164.
    pub number: String,
    /// Its waits, in order.
    pub waits: Vec<Wait>,
    /// Its talks with agents, in order.
    pub talks: Vec<Talk>,
    /// Its marks with their labels.
    pub marks: Vec<(String, Option<String>)>,
}

/// One wait: from entering a first queue until somebody answered or the caller left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// When it began, milliseconds since the epoch.
    pub since_ms: i64,
    /// How long it lasted, in milliseconds.
    pub waited_ms: u64,
    /// All queues of it, in order.
    pub queues: Vec<String>,
    /// How it ended.
    pub end: WaitEnd,
}

/// How a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitEnd {
    /// An agent answered.
    Answered,
    /// The caller hung up.
    Abandoned,
    /// The script led the caller out.
    Left,
}

/// A conversation with an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Talk {
    /// When both began to talk, milliseconds since the epoch.
    pub since_ms: i64,
    /// How long, in milliseconds.
    pub talked_ms: u64,
    /// The queue he answered for.
    pub queue: String,
}

impl Facts {
    /// Reads a journal; a call that has not ended is taken as far as it goes.
    pub fn of(journal: &Journal) -> Facts {
        let facts = Facts {
            started_ms: journal.header.started,
            number: journal.header.number.clone(),
            ..Facts::default()
        };
        let mut reader = Reader { facts, wait: None, queue: String::new(), talk: None };
        for step in &journal.steps {
            reader.event(step.t, &step.ev);
            // out of one queue and into another in one step is one wait
            let moves = step.fx.iter().any(|effect| matches!(effect, Effect::Enqueue { .. }));
            step.fx.iter().for_each(|effect| reader.effect(step.t, effect, moves));
        }
        let end = journal.steps.last().map_or(journal.header.started, |step| step.t);
        reader.wait_ends(end, WaitEnd::Left);
        reader.talk_ends(end);
        reader.facts
    }

    fn is_marked(&self, mark: &str) -> bool {
        self.marks.iter().any(|(name, _)| name == mark)
    }
}

struct Reader {
    facts: Facts,
    wait: Option<(i64, Vec<String>)>,
    queue: String,
    talk: Option<i64>,
}

impl Reader {
    fn event(&mut self, t_ms: i64, event: &Event) {
        match event {
            Event::AgentAnswered { .. } => self.wait_ends(t_ms, WaitEnd::Answered),
            Event::AgentHungUp | Event::AgentLost => self.talk_ends(t_ms),
            Event::CallerHungUp => {
                self.wait_ends(t_ms, WaitEnd::Abandoned);
                self.talk_ends(t_ms);
            }
            _ => {}
        }
    }

    fn effect(&mut self, t_ms: i64, effect: &Effect, moves: bool) {
        match effect {
            Effect::Enqueue { queue, .. } => {
                self.queue.clone_from(queue);
                self.wait.get_or_insert_with(|| (t_ms, Vec::new())).1.push(queue.clone());
            }
            Effect::Dequeue(_) if !moves => self.wait_ends(t_ms, WaitEnd::Left),
            // of a transfer it begins no conversation with an agent
            Effect::Connect { .. } => self.talk = Some(t_ms),
            Effect::Mark { name, value } => self.facts.marks.push((name.clone(), value.clone())),
            _ => {}
        }
    }

    fn wait_ends(&mut self, t_ms: i64, end: WaitEnd) {
        if let Some((since_ms, queues)) = self.wait.take() {
            let waited_ms = u64::try_from(t_ms - since_ms).unwrap_or(0);
            self.facts.waits.push(Wait { since_ms, waited_ms, queues, end });
        }
    }

    fn talk_ends(&mut self, t_ms: i64) {
        if let Some(since_ms) = self.talk.take() {
            let talked_ms = u64::try_from(t_ms - since_ms).unwrap_or(0);
            self.facts.talks.push(Talk { since_ms, talked_ms, queue: self.queue.clone() });
        }
    }
}

/// A figure for one stretch of time: parts that can be added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// What was counted or added up: calls, milliseconds.
    pub part: u64,
    /// Of how many; a bare count has none.
    pub of: Option<u64>,
}

/// What a measure gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A share, in tenths of a percent.
    Share,
    /// A mean time, in milliseconds.
    Time,
    /// A number of calls.
    Count,
}

/// What a measure gives.
pub fn unit(measure: &Measure) -> Unit {
    match measure {
        Measure::AnsweredWithin(_)
        | Measure::AbandonedWithin(_)
        | Measure::ShareOfCalls(_)
        | Measure::Occupancy => Unit::Share,
        Measure::AverageWait | Measure::AverageTalk | Measure::AverageHandling => Unit::Time,
        Measure::Count(_) => Unit::Count,
    }
}

impl Figure {
    /// Its value in the unit of its measure, rounded half up; `None` over nothing.
    pub fn value(&self, measure: &Measure) -> Option<u64> {
        let scale = if unit(measure) == Unit::Share { 1000 } else { 1 };
        match self.of {
            None => Some(self.part),
            Some(0) => None,
            Some(of) => Some((2 * scale * self.part + of) / (2 * of)),
        }
    }

    /// Whether a target is met, by whole numbers; `None` over nothing. Shares and counts shall be at least their target,
    /// times and the share of callers who gave up at most.
    pub fn meets(&self, measure: &Measure, target: i64) -> Option<bool> {
        let scale = if unit(measure) == Unit::Share { 1000 } else { 1 };
        let of = self.of.unwrap_or(1);
        if of == 0 {
            return None;
        }
        let (have, want) = (i128::from(self.part) * scale, i128::from(target) * i128::from(of));
        let at_most = unit(measure) == Unit::Time || matches!(measure, Measure::AbandonedWithin(_));
        Some(if at_most { have <= want } else { have >= want })
    }
}

/// Folds calls into a figure by stretches of time. `stretch` names the stretch in which a moment lies, in the client's
/// zone; waits count where they began, talks where they began, marks where the call began. `after_work_ms` is the time
/// agents of a queue have after a talk.
pub fn fold(
    kpi: &Kpi,
    calls: &[Facts],
    stretch: &dyn Fn(i64) -> String,
    after_work_ms: &dyn Fn(&str) -> u32,
) -> BTreeMap<String, Figure> {
    let mut figures: BTreeMap<String, Figure> = BTreeMap::new();
    let mut add = |at_ms: i64, part: u64, of: Option<u64>| {
        let figure = figures.entry(stretch(at_ms)).or_default();
        figure.part += part;
        figure.of = match (figure.of, of) {
            (None, None) => None,
            (a, b) => Some(a.unwrap_or(0) + b.unwrap_or(0)),
        };
    };
    for call in calls {
        let counts = |queues: &BTreeSet<&str>| kpi.only.as_ref().is_none_or(|only| holds(only, call, queues));
        let all: BTreeSet<&str> =
            call.waits.iter().flat_map(|wait| wait.queues.iter().map(String::as_str)).collect();
        match &kpi.measure {
            Measure::AnsweredWithin(_) | Measure::AbandonedWithin(_) | Measure::AverageWait => {
                for wait in &call.waits {
                    if counts(&wait.queues.iter().map(String::as_str).collect()) {
                        add(wait.since_ms, part_of_wait(&kpi.measure, wait), Some(1));
                    }
                }
            }
            Measure::AverageTalk | Measure::AverageHandling => {
                for talk in &call.talks {
                    if counts(&BTreeSet::from([talk.queue.as_str()])) {
                        let after = match kpi.measure {
                            Measure::AverageHandling => u64::from(after_work_ms(&talk.queue)),
                            _ => 0,
                        };
                        add(talk.since_ms, talk.talked_ms + after, Some(1));
                    }
                }
            }
            Measure::ShareOfCalls(mark) if counts(&all) => {
                add(call.started_ms, u64::from(call.is_marked(mark)), Some(1));
            }
            Measure::Count(mark) if counts(&all) => {
                add(call.started_ms, u64::from(call.is_marked(mark)), None);
            }
            Measure::ShareOfCalls(_) | Measure::Count(_) => {}
            // what agents do between calls stands in no call log
            Measure::Occupancy => add(call.started_ms, 0, Some(0)),
        }
    }
    figures
}

fn part_of_wait(measure: &Measure, wait: &Wait) -> u64 {
    match measure {
        Measure::AnsweredWithin(ms) => {
            u64::from(wait.end == WaitEnd::Answered && wait.waited_ms <= u64::from(*ms))
        }
        Measure::AbandonedWithin(ms) => {
            u64::from(wait.end == WaitEnd::Abandoned && wait.waited_ms <= u64::from(*ms))
        }
        _ => wait.waited_ms,
    }
}

fn holds(only: &Only, call: &Facts, queues: &BTreeSet<&str>) -> bool {
    match only {
        Only::Queue(queue) => queues.contains(queue.as_str()),
        Only::Number(number) => call.number == *number,
        Only::Marked(mark) => call.is_marked(mark),
        Only::Label(mark, label) => {
            call.marks.iter().any(|(name, value)| name == mark && value.as_ref() == Some(label))
        }
        Only::Not(only) => !holds(only, call, queues),
        Only::All(all) => all.iter().all(|only| holds(only, call, queues)),
        Only::Any(any) => any.iter().any(|only| holds(only, call, queues)),
    }
}

#[cfg(test)]
mod tests;
