//! Recordings of running calls: what the machine orders, and what the media threads hand on.

use super::Engine;
use crate::recordings::{Asked, Record, SCHEMA};
use crate::sip::LegId;
use rufplan_machine::call::{EffectId, RecordingState};
use rufplan_machine::script::State;
use rufplan_media::{TapeOrder, Taped};
use rufplan_switch::CallId;
use std::collections::BTreeMap;

/// Recordings of all calls, by the number the media threads know them by.
#[derive(Debug, Default)]
pub(super) struct Tapes {
    open: BTreeMap<u64, OpenTape>,
    next: u64,
}

#[derive(Debug)]
struct OpenTape {
    call: CallId,
    id: EffectId,
    leg: LegId,
    /// Its last piece has come; it does not begin anew.
    over: bool,
}

impl Tapes {
    /// Whether the end of a recording is on its way.
    pub fn are_awaited(&self) -> bool {
        self.open.values().any(|open| !open.over)
    }

    /// The leg is closed: nothing more comes of its recordings.
    pub fn gone(&mut self, leg: LegId) {
        self.open.retain(|_, open| open.leg != leg);
    }
}

impl Engine {
    /// The call is recorded from now on, not for a while, or no more.
    pub(super) fn record_call(&mut self, call: &CallId, leg: LegId, id: EffectId, state: RecordingState) {
        let known = self.tapes.open.iter().find(|(_, open)| open.call == *call && open.id == id);
        let known = known.map(|(number, _)| *number);
        let order = match state {
            RecordingState::On => TapeOrder::Run { longest_ms: self.recording_at_most_ms },
            RecordingState::Pause => TapeOrder::Rest,
            RecordingState::Off => TapeOrder::End,
        };
        match (known, state) {
            (Some(number), _) if self.tapes.open.get(&number).is_some_and(|open| open.over) => {}
            (Some(number), _) => self.media.tape(leg, number, order),
            (None, RecordingState::On) => {
                let Some(record) = self.record_of_recording(call, &id) else { return };
                self.tapes.next += 1;
                let number = self.tapes.next;
                self.tapes.open.insert(number, OpenTape { call: call.clone(), id, leg, over: false });
                self.recordings.begin(number, record);
                self.media.tape(leg, number, order);
            }
            (None, _) => {}
        }
    }

    /// A piece of a recording; the last one may come when the call is over.
    pub(super) fn taped(&mut self, piece: Taped) {
        if piece.last
            && let Some(open) = self.tapes.open.get_mut(&piece.id)
        {
            open.over = true;
        }
        self.recordings.piece(piece);
    }

    fn record_of_recording(&self, call: &CallId, id: &str) -> Option<Record> {
        let session = self.switch.session(call)?;
        let (c, program) = (session.configuration(), session.program());
        let machine = program.machine();
        let asks = |state: &str| {
            let state = state.split('#').next().unwrap_or_default();
            matches!(machine.states.get(state), Some(State::Consent(_)))
        };
        let consent = c.visited.iter().filter(|visited| asks(&visited.state));
        let consent = consent.map(|v| Asked { at_ms: v.at_ms, state: v.state.clone() });
        Some(Record {
            schema: SCHEMA.to_owned(),
            client: machine.client.clone(),
            client_name: machine.client_name.clone(),
            call: call.as_str().to_owned(),
            id: crate::messages::Record::file_id(id),
            began_ms: self.wall_ms(),
            began: program.plain(&rufplan_machine::value::Value::Moment(self.now_ms())),
            number_dialled: c.number_dialled.clone(),
            caller_number: c.caller_number.clone(),
            machine: machine.hash.clone(),
            consent: consent.collect(),
            rests: Vec::new(),
            length_ms: 0,
            is_whole: false,
        })
    }
}
