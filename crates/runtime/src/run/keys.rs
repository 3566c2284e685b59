//! Where a key is heard.

use super::Run;
use crate::limits;
use crate::secrets::is_digit;
use rufplan_machine::call::{Event, TimerName};
use rufplan_machine::script::State;

impl<'p> Run<'p> {
    pub(super) fn key(&mut self, key: char, event: &Event) {
        if !(is_digit(key) || matches!(key, '*' | '#')) || self.c.talk.is_some() || self.c.farewell.is_some()
        {
            return self.ignored(event);
        }
        if self.is_swallowed(key) {
            return;
        }
        let before_secret = self.machine().before_secrets.contains(&self.c.state);
        if before_secret && self.c.waiting.is_none() {
            return self.key_before_secret(key, event);
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
            Some(state) if self.c.question.is_some() && (state.is_question() || is_consent(state)) => {
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

    /// In words behind which a secret entry can come a key stops them as ever, but it may be the first of the secret: it
    /// is not kept, and the journal does not hold it (language.md 4.5).
    fn key_before_secret(&mut self, key: char, event: &Event) {
        let mut code = [0; 4];
        let anywhere = self.anywhere(key.encode_utf8(&mut code));
        match self.program.state(&self.c.state) {
            Some(State::Play { uninterrupted: false, .. } | State::Pause { .. }) if anywhere.is_some() => {
                self.stop_say();
                if let Some(anywhere) = anywhere {
                    self.choose(key.encode_utf8(&mut code), anywhere);
                }
            }
            Some(
                State::Play { interruptible: true, uninterrupted: false, next, .. }
                | State::Pause { interruptible: true, next, .. },
            ) => {
                self.keep_secret(key);
                self.stop_say();
                self.goto(next);
            }
            _ => {
                self.keep_secret(key);
                self.ignored(event);
            }
        }
    }

    fn stop_say(&mut self) {
        self.stop_play();
        self.cancel_timer(TimerName::Pause);
    }
}

fn is_consent(state: &State) -> bool {
    matches!(state, State::Consent(_))
}
