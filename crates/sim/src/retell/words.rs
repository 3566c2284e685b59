//! What a caller said after a beep, told as steps.

use super::Teller;
use rufplan_machine::call::{Configuration, OpenWords, WordsPhase};
use rufplan_machine::scenario::{Step, World};
use rufplan_machine::script::State;

impl Teller<'_> {
    /// A key while words are kept: it is told behind what was said. Whether it was one.
    pub(super) fn key_in_words(&mut self, key: char, before: &Configuration) -> bool {
        let speaking = |words: &OpenWords| words.phase == WordsPhase::Speaking;
        let ends = before.words.as_ref().is_some_and(speaking);
        if ends {
            self.ending_key = Some(key);
        }
        ends
    }

    /// The words are over, by a key, by silence or by themselves.
    pub(super) fn words_over(&mut self, before: &Configuration, length_ms: u32) {
        let key = self.ending_key.take();
        let Some(words) = &before.words else { return };
        let ms = u64::from(length_ms);
        match self.program.machine().states.get(&words.state) {
            Some(State::Message(dictation)) if ms > 0 => {
                self.steps.push(Step::LeavesMessage { ms, mailbox: dictation.into.clone() });
            }
            Some(State::Record(_)) if ms > 0 => self.steps.push(Step::SpeaksFor { ms }),
            _ if !std::mem::replace(&mut self.silent, true) => self.steps.push(Step::StaysSilent),
            _ => {}
        }
        if let Some(key) = key {
            self.steps.push(Step::Presses { keys: key.to_string(), at_once: true });
        }
    }

    /// The caller hung up while he spoke: he had spoken since the beep.
    pub(super) fn hung_up_in_words(&mut self, before: &Configuration, at_ms: i64) {
        let speaking = before.words.as_ref().is_some_and(|words| words.phase == WordsPhase::Speaking);
        let since = self.words_since.filter(|_| speaking);
        let spoken = since.and_then(|since| u32::try_from(at_ms - since - BEEP_MS).ok());
        if let Some(spoken) = spoken.filter(|spoken| *spoken > 0) {
            self.words_over(before, spoken);
        }
    }

    /// A mailbox was asked whether it has room.
    pub(super) fn box_is(&mut self, mailbox: String, full: bool) {
        if full {
            self.given.push(World::Mailbox { name: mailbox, full });
        }
    }
}

/// Length of the beep (T1).
const BEEP_MS: i64 = 500;
