//! The caller's own words: a beep, the recording, playing it back, and messages that go to the spool (rules L3, L4).

use super::Engine;
use crate::lookups::Sounds;
use crate::messages::{Kept, Receiver, Record};
use crate::sip::LegId;
use rufplan_audio::{Codec, Encoded, SAMPLE_RATE_HZ, Tone};
use rufplan_machine::call::{EffectId, Event, Listening};
use rufplan_machine::value::Value;
use rufplan_media::{Play, Record as Recording, Recorded, Segment};
use rufplan_sounds::{Pcm, write_wav};
use rufplan_switch::{CallId, Words as Order};
use std::collections::BTreeMap;

/// Length of the beep in ms (T1).
const BEEP_MS: u32 = 500;
/// What the name of a beep's play begins with; effects have other names.
pub(super) const BEEP: &str = "beep ";

/// Words of all calls, by the number the media thread knows them by.
#[derive(Debug, Default)]
pub(super) struct Words {
    open: BTreeMap<u64, OpenWords>,
    next: u64,
}

/// Words of a call: asked for, spoken, or kept until the call ends.
#[derive(Debug)]
struct OpenWords {
    call: CallId,
    leg: LegId,
    id: EffectId,
    /// What will be known of them if they are a message.
    record: Option<Box<Record>>,
    state: State,
    /// What is shorter is no message; set once they are to be delivered.
    deliver: Option<u32>,
}

#[derive(Debug)]
enum State {
    /// The beep is heard, or the caller speaks.
    Speaking,
    /// What was said.
    Done { codec: Codec, sound: Vec<u8>, length_ms: u32 },
}

impl Words {
    fn number(&self, call: &CallId, id: &str) -> Option<u64> {
        self.open.iter().find(|(_, open)| open.call == *call && open.id == id).map(|(number, _)| *number)
    }

    /// Whether a message has been ended and its sound is on its way.
    pub fn are_awaited(&self) -> bool {
        self.open.values().any(|open| open.deliver.is_some() && !matches!(open.state, State::Done { .. }))
    }

    /// The sound of words that were spoken, as they are played back.
    pub fn sound(&self, call: &CallId, id: &str) -> Option<Encoded> {
        match &self.open.get(&self.number(call, id)?)?.state {
            State::Done { codec, sound, .. } => Some(Encoded::from_samples(&codec.decode(sound))),
            State::Speaking => None,
        }
    }
}

impl Words {
    /// The sounds (WAV) among what a lookup is asked with.
    pub fn sounds<'v>(&self, call: &CallId, values: impl Iterator<Item = &'v Value>) -> Sounds {
        let mut sounds = Sounds::new();
        for value in values {
            let Value::Recording(id) = value else { continue };
            let open = self.number(call, id).and_then(|number| self.open.get(&number));
            if let Some(OpenWords { state: State::Done { codec, sound, .. }, .. }) = open {
                let wav = write_wav(&Pcm { rate_hz: SAMPLE_RATE_HZ, samples: codec.decode(sound) });
                sounds.insert(id.clone(), wav.into());
            }
        }
        sounds
    }
}

impl Engine {
    pub(super) fn words(&mut self, call: &CallId, order: Order) {
        match order {
            Order::Take { id, mailbox, how } => self.take_words(call, id, mailbox.as_deref(), how),
            Order::Stop(id) => self.stop_words(call, &id),
            Order::Drop(id) => {
                if let Some(number) = self.words.number(call, &id) {
                    self.words.open.remove(&number);
                }
            }
            Order::Deliver { id, shortest_ms, lookups, .. } => {
                if let Some(number) = self.words.number(call, &id) {
                    if let Some(open) = self.words.open.get_mut(&number) {
                        open.deliver = Some(shortest_ms);
                        open.record.iter_mut().for_each(|record| record.tell(&lookups));
                    }
                    self.ship(number);
                }
            }
        }
    }

    fn take_words(&mut self, call: &CallId, id: EffectId, mailbox: Option<&str>, how: Listening) {
        let Some(leg) = self.legs.of_call(call) else { return };
        self.words.next += 1;
        let number = self.words.next;
        let record = mailbox.and_then(|mailbox| self.record_of(call, &id, mailbox)).map(Box::new);
        let open = OpenWords { call: call.clone(), leg, id, record, state: State::Speaking, deliver: None };
        self.words.open.insert(number, open);
        let after = how.beep.then(|| self.beep(leg, number));
        let Listening { longest_ms, silence_ms, .. } = how;
        self.media.record(leg, Recording { id: number, longest_ms, silence_ms, after });
    }

    /// Plays the beep before words; gives the number of its play.
    fn beep(&mut self, leg: LegId, number: u64) -> u64 {
        let play = self.legs.play_begins(leg, format!("{BEEP}{number}"));
        let beep = Encoded::from_samples(&Tone::beep().samples(BEEP_MS));
        self.media.play(leg, Play { id: play, segments: vec![Segment::Sound(beep)], looped: false });
        play
    }

    fn stop_words(&mut self, call: &CallId, id: &str) {
        let Some(number) = self.words.number(call, id) else { return };
        let Some(open) = self.words.open.get(&number) else { return };
        if matches!(open.state, State::Done { .. }) {
            return;
        }
        let (leg, beep) = (open.leg, format!("{BEEP}{number}"));
        if let Some(play) = self.legs.play_stopped(leg, &beep) {
            self.media.stop_play(leg, play);
        }
        self.media.stop_record(leg, number);
    }

    /// The words are over: the call is told, and a message that waits for its end is delivered.
    pub(super) fn spoken(&mut self, recorded: &Recorded) {
        let Some(open) = self.words.open.get_mut(&recorded.id) else { return };
        let length_ms = u32::try_from(recorded.length_ms()).unwrap_or(u32::MAX);
        let (codec, sound) = (recorded.codec, recorded.sound.clone());
        open.state = State::Done { codec, sound, length_ms };
        let (call, id) = (open.call.clone(), open.id.clone());
        let event = match open.record {
            Some(_) => Event::MessageDone { id, length_ms },
            None => Event::Recorded { id, length_ms },
        };
        self.ship(recorded.id);
        if self.switch.session(&call).is_some() {
            self.event(&call, event);
        } else {
            self.words.open.remove(&recorded.id);
        }
    }

    /// Hands a message over to be kept and delivered, once it is spoken and wanted.
    fn ship(&mut self, number: u64) {
        let Some(open) = self.words.open.get_mut(&number) else { return };
        let State::Done { codec, sound, length_ms } = &open.state else { return };
        let Some(shortest_ms) = open.deliver.take() else { return };
        if *length_ms == 0 || *length_ms < shortest_ms {
            return;
        }
        if let Some(record) = open.record.take() {
            let record = Record { length_ms: u64::from(*length_ms), ..*record };
            self.messages.keep(Kept { record, codec: *codec, sound: sound.clone() });
        }
    }

    /// The call is over: what is neither a message nor about to be one is forgotten.
    pub(super) fn forget_words(&mut self, call: &CallId) {
        self.words.open.retain(|_, open| {
            open.call != *call || (open.deliver.is_some() && !matches!(open.state, State::Done { .. }))
        });
    }

    /// The leg is closed: nothing more comes of its words.
    pub(super) fn words_gone(&mut self, leg: LegId) {
        self.words.open.retain(|_, open| open.leg != leg);
    }

    fn record_of(&self, call: &CallId, id: &str, mailbox: &str) -> Option<Record> {
        let session = self.switch.session(call)?;
        let (c, program) = (session.configuration(), session.program());
        let machine = program.machine();
        let declared = machine.mailboxes.get(mailbox)?;
        let now = self.wall_ms();
        let keep_ms = i64::try_from(declared.keep_ms).unwrap_or(i64::MAX / 4);
        Some(Record {
            schema: crate::messages::SCHEMA.to_owned(),
            client: machine.client.clone(),
            client_name: machine.client_name.clone(),
            language: machine.languages.first().cloned().unwrap_or_default(),
            mailbox: mailbox.to_owned(),
            call: call.as_str().to_owned(),
            id: Record::file_id(id),
            taken_ms: now,
            taken: program.plain(&rufplan_machine::value::Value::Moment(self.now_ms())),
            length_ms: 0,
            number_dialled: c.number_dialled.clone(),
            caller_number: c.caller_number.clone(),
            keep_until_ms: now.saturating_add(keep_ms),
            receivers: declared.deliver_to.iter().map(|to| Receiver::new(to.clone(), now)).collect(),
        })
    }

    /// The wall clock, whatever moment the server plays: messages are kept and tried by it.
    pub(super) fn wall_ms(&self) -> i64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX / 4)
    }
}
