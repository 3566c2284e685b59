//! Where a key is heard.

use super::Run;
use crate::limits;
use rufplan_machine::call::{Event, TimerName};
use rufplan_machine::script::State;

impl<'p> Run<'p> {
    pub(super) fn key(&mut self, key: char, event: &Event) {
        if !matches!(key, '0'..='9' | '*' | '#') || self.c.talk.is_some() || self.c.farewell.is_some() {
            return self.ignored(event);
        }
        if self.is_swallowed(key) {
            return;
        }
        if self.words_key(key, event)
            || self.callback_key(key, event)
            || self.survey_key(key)
            || self.queue_key(key)
        {
            return;
        }
        match self.program.state(&self.c.state) {
            Some(State::Play { interruptible, uninterrupted: false, next, .. }) => {
                self.key_in_say(key, *interruptible, next, event);
            }
            Some(State::Pause { interruptible, next, .. }) => {
                self.key_in_say(key, *interruptible, next, event);
            }
            Some(State::Fetch(_)) => self.type_ahead(key),
            Some(state) if state.is_question() && self.c.question.is_some() => {
                self.question_key(key, state, event);
            }
            _ => self.ignored(event),
        }
    }

    /// S1: a key stops what a question can follow; a key that is heard anywhere is heard in either.
    fn key_in_say(&mut self, key: char, interruptible: bool, next: &'p str, event: &Event) {
        let mut code = [0; 4];
        if let Some(anywhere) = self.anywhere(key.encode_utf8(&mut code)) {
            self.stop_say();
            // its arm leaves for good: flows that were run do not come back
            self.drop_frames();
            self.choose(key.encode_utf8(&mut code), anywhere);
        } else if interruptible {
            self.stop_say();
            self.type_ahead(key);
            self.goto(next);
        } else {
            self.ignored(event);
        }
    }

    /// Keeps a key for the question that comes (S2, S11).
    fn type_ahead(&mut self, key: char) {
        if self.c.keys.len() < limits::KEYS {
            self.c.keys.push(key);
        }
    }

    fn stop_say(&mut self) {
        self.stop_play();
        self.cancel_timer(TimerName::Pause);
    }
}
