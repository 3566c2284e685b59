//! A call as a shell holds it, and the step that drives it.

use crate::Program;
use crate::run::Run;
use rufplan_machine::call::{Configuration, Effect, Event};
use std::sync::Arc;

/// Takes one event at `t_ms` (milliseconds since the epoch; earlier than the last event's counts as that).
///
/// Total: any event in any configuration of this program gives a next one. Effect ids are `seq.index`, `index` being
/// the effect's place in the list.
pub fn step(
    program: &Program,
    configuration: Configuration,
    t_ms: i64,
    event: &Event,
) -> (Configuration, Vec<Effect>) {
    let done = Run::new(program, configuration, t_ms).take(event);
    (done.c, done.fx)
}

/// As [`step`], for an event of a journal and what it says followed from it ([`Call::replay`]); also gives the ids of all states that were entered, in order, instant ones included: for coverage and
/// pictures of a call.
pub fn trace<'p>(
    program: &'p Program,
    configuration: Configuration,
    t_ms: i64,
    event: &Event,
    recorded: &[Effect],
) -> (Configuration, Vec<Effect>, Vec<&'p str>) {
    let done = Run::again(program, configuration, t_ms, recorded).take(event);
    (done.c, done.fx, done.entered)
}

/// One running call.
#[derive(Clone, Debug)]
pub struct Call {
    program: Arc<Program>,
    configuration: Configuration,
}

/// What an event led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Number of the event, from 1.
    pub seq: u64,
    /// Moment of the event, ms since the epoch: never before the last one's.
    pub t_ms: i64,
    /// The event as a journal may hold it: a digit of a secret is [`Event::Digit`].
    pub event: Event,
    /// The effects, in order.
    pub effects: Vec<Effect>,
    /// When [`Event::Tick`] is due; may be now.
    pub deadline_ms: Option<i64>,
}

impl Call {
    /// A call that has not begun: its first event is [`Event::Call`].
    pub fn new(program: Arc<Program>, name: impl Into<String>) -> Self {
        let configuration = Configuration { call: name.into(), ..Configuration::default() };
        Call { program, configuration }
    }

    /// A call that goes on where a stored configuration left it.
    pub fn resume(program: Arc<Program>, configuration: Configuration) -> Self {
        Call { program, configuration }
    }

    /// Takes one event at `now_ms`, in milliseconds since the epoch.
    pub fn handle(&mut self, now_ms: i64, event: &Event) -> Step {
        let configuration = std::mem::take(&mut self.configuration);
        let program = Arc::clone(&self.program);
        self.done(Run::new(&program, configuration, now_ms).take(event), event)
    }

    /// Takes one event of a journal again. What the journal says followed from it stands for the secrets, which it does
    /// not hold: the call goes the way it went.
    pub fn replay(&mut self, t_ms: i64, event: &Event, recorded: &[Effect]) -> Step {
        let configuration = std::mem::take(&mut self.configuration);
        let program = Arc::clone(&self.program);
        self.done(Run::again(&program, configuration, t_ms, recorded).take(event), event)
    }

    fn done(&mut self, run: Run<'_>, event: &Event) -> Step {
        let event = run.logged(event);
        self.configuration = run.c;
        Step {
            seq: self.configuration.seq,
            t_ms: self.configuration.t_ms,
            event,
            effects: run.fx,
            deadline_ms: self.deadline_ms(),
        }
    }

    /// When the earliest timer is due, if any runs.
    pub fn deadline_ms(&self) -> Option<i64> {
        self.configuration.timers.iter().map(|timer| timer.at_ms).min()
    }

    /// Everything that is known of the call.
    pub fn configuration(&self) -> &Configuration {
        &self.configuration
    }

    /// The program it runs; it never changes during a call.
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// Whether its `end` has come.
    pub fn is_over(&self) -> bool {
        self.configuration.ended
    }
}
