//! Running a journal's events through a machine again.

use rufplan_journal::{Difference, Journal, Line, Step, compare};
use rufplan_machine::call::Effect;
use rufplan_runtime::{Call, Program};
use std::sync::Arc;

/// What a replay found.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// How many events were run.
    pub events: usize,
    /// Whether the machine is the one of the journal.
    pub same_machine: bool,
    /// Where both part, if they do.
    pub difference: Option<Difference>,
    /// What the machine did this time, as a journal.
    pub lines: Vec<Line>,
}

/// Runs the events of a journal through a program and compares what follows. On the machine of the journal nothing may
/// differ; on another one the difference is what callers would notice.
pub fn replay(program: Arc<Program>, journal: &Journal) -> Replayed {
    let same_machine = program.machine().hash == journal.header.machine;
    let mut call = Call::new(program, &journal.header.call);
    let mut lines = vec![Line::Header(journal.header.clone())];
    for recorded in &journal.steps {
        let step = call.replay(recorded.t, &recorded.ev, &recorded.fx);
        let ended = step
            .effects
            .iter()
            .find_map(|e| if let Effect::End(record) = e { Some(record.clone()) } else { None });
        let (ev, state) = (recorded.ev.clone(), call.configuration().state.clone());
        lines.push(Line::Step(Box::new(Step { seq: step.seq, t: step.t_ms, ev, fx: step.effects, state })));
        lines.extend(ended.map(Line::Record));
    }
    let mut before = journal.lines();
    // a journal whose call had not ended when it was written is compared as far as it goes
    if journal.record.is_none() {
        lines.truncate(before.len());
    }
    if journal.torn.is_some() {
        before.truncate(lines.len());
    }
    Replayed { events: journal.steps.len(), same_machine, difference: compare(&before, &lines), lines }
}
