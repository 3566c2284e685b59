//! What will happen unless something comes between.

use crate::observed::What;
use rufplan_machine::call::Event;
use std::collections::BTreeMap;

/// One thing that is due.
#[derive(Clone, Debug)]
pub(super) enum Due {
    /// Somebody begins to hear something.
    Begins(What),
    /// Something is reported to the call.
    Happens(Event),
}

/// What will happen, by moment and order of planning; each thing belongs to the effect that caused it.
#[derive(Clone, Debug, Default)]
pub(super) struct Future {
    due: BTreeMap<(i64, u64), (String, Due)>,
    planned: u64,
}

impl Future {
    /// Plans something that belongs to an effect.
    pub fn plan(&mut self, at_ms: i64, of: &str, due: Due) {
        self.planned += 1;
        self.due.insert((at_ms, self.planned), (of.to_string(), due));
    }

    /// Takes back everything that belongs to an effect.
    pub fn cancel(&mut self, of: &str) {
        self.due.retain(|_, (owner, _)| owner != of);
    }

    /// Takes back everything that one target of a transfer would have done.
    pub fn cancel_target(&mut self, of: &str, target: &str) {
        self.due.retain(|_, (owner, due)| owner != of || !is_of(due, target));
    }

    /// Takes back everything.
    pub fn clear(&mut self) {
        self.due.clear();
    }

    /// The moment of the first.
    pub fn next_ms(&self) -> Option<i64> {
        self.due.keys().next().map(|(at, _)| *at)
    }

    /// The first that is due by a moment.
    pub fn take(&mut self, now_ms: i64) -> Option<Due> {
        let first = self.due.first_entry().filter(|e| e.key().0 <= now_ms)?;
        Some(first.remove().1)
    }
}

/// Whether something is done by or happens to a target of a transfer.
fn is_of(due: &Due, target: &str) -> bool {
    match due {
        Due::Begins(What::Connected(of)) => of == target,
        Due::Happens(
            Event::TransferRinging { target: of, .. }
            | Event::TransferAnswered { target: of, .. }
            | Event::TransferResult { target: of, .. },
        ) => of == target,
        _ => false,
    }
}
