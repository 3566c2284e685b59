//! Which leg belongs to which call, and which plays are open on it.

use crate::sip::{Agreement, LegId};
use rufplan_machine::call::EffectId;
use rufplan_switch::CallId;
use std::collections::BTreeMap;

/// One leg of a call that stands or rings.
#[derive(Debug)]
pub(super) struct Leg {
    pub call: CallId,
    pub agreement: Agreement,
    /// Whether the switch still runs the call.
    pub runs: bool,
    /// Open plays by the number the media thread knows them by.
    plays: BTreeMap<u64, EffectId>,
}

/// All legs.
#[derive(Debug, Default)]
pub(super) struct Legs {
    legs: BTreeMap<LegId, Leg>,
    by_call: BTreeMap<CallId, LegId>,
    next_play: u64,
}

impl Legs {
    pub fn add(&mut self, leg: LegId, call: CallId, agreement: Agreement) {
        self.by_call.insert(call.clone(), leg);
        self.legs.insert(leg, Leg { call, agreement, runs: true, plays: BTreeMap::new() });
    }

    pub fn remove(&mut self, leg: LegId) -> Option<Leg> {
        let gone = self.legs.remove(&leg)?;
        self.by_call.remove(&gone.call);
        Some(gone)
    }

    pub fn get(&self, leg: LegId) -> Option<&Leg> {
        self.legs.get(&leg)
    }

    pub fn of_call(&self, call: &CallId) -> Option<LegId> {
        self.by_call.get(call).copied()
    }

    pub fn call_of(&self, leg: LegId) -> Option<CallId> {
        self.legs.get(&leg).filter(|l| l.runs).map(|l| l.call.clone())
    }

    pub fn over(&mut self, leg: LegId) {
        if let Some(leg) = self.legs.get_mut(&leg) {
            leg.runs = false;
        }
    }

    pub fn all(&self) -> Vec<LegId> {
        self.legs.keys().copied().collect()
    }

    pub fn len(&self) -> usize {
        self.legs.len()
    }

    pub fn is_empty(&self) -> bool {
        self.legs.is_empty()
    }

    /// A number for a play.
    pub fn play_begins(&mut self, leg: LegId, id: EffectId) -> u64 {
        self.next_play += 1;
        if let Some(leg) = self.legs.get_mut(&leg) {
            leg.plays.insert(self.next_play, id);
        }
        self.next_play
    }

    /// The play of a number, which is over.
    pub fn play_ended(&mut self, leg: LegId, play: u64) -> Option<EffectId> {
        self.legs.get_mut(&leg)?.plays.remove(&play)
    }

    /// The number of a play, which is stopped.
    pub fn play_stopped(&mut self, leg: LegId, id: &EffectId) -> Option<u64> {
        let plays = &mut self.legs.get_mut(&leg)?.plays;
        let number = plays.iter().find(|(_, of)| *of == id).map(|(number, _)| *number)?;
        plays.remove(&number);
        Some(number)
    }
}
