//! What a step cannot know it asks (language.md 4.2): the answer comes in the same millisecond.

use crate::run::Run;
use rufplan_machine::call::{Answer, BookingChance, Effect, Event, OpenAsk};
use rufplan_machine::script::{Ask, Inquiry, State};

impl<'p> Run<'p> {
    pub fn enter_ask(&mut self, state: &'p str, ask: &'p Ask) {
        let id = self.next_id();
        self.c.asked = Some(OpenAsk { id: id.clone(), state: state.to_owned() });
        self.emit(Effect::Ask { id, about: ask.about.clone() });
    }

    /// Keeps an answer and goes on behind the state that asked.
    pub fn answered(&mut self, id: &str, value: &Answer, event: &Event) {
        let Some(asked) = self.c.asked.take_if(|asked| asked.id == id) else {
            return self.ignored(event);
        };
        match (self.program.state(&asked.state), value) {
            (Some(State::Ask(Ask { about: Inquiry::Queue(queue), next })), Answer::Queue(state)) => {
                self.c.queues.insert(queue.clone(), *state);
                self.goto_or_due_when(next);
            }
            (Some(State::Callback(_)), Answer::Callback { chance, expected_ms }) => {
                self.callback_chance(*chance, *expected_ms);
            }
            (Some(State::Collect(collect)), Answer::Check { legal }) => self.entry_checked(collect, *legal),
            (Some(State::Survey(_)), Answer::Survey { nth }) => self.survey_invited(*nth),
            (Some(State::Ask(Ask { about: Inquiry::Mailbox(mailbox), next })), Answer::Mailbox { full }) => {
                if *full {
                    self.c.full_boxes.insert(mailbox.clone());
                } else {
                    self.c.full_boxes.remove(mailbox);
                }
                self.goto_or_due_when(next);
            }
            _ => self.ignored(event),
        }
    }

    /// The platform could not tell: what is asked for stays unknown, and what needs it is left out.
    pub fn unanswered(&mut self, what: &str) {
        self.log(format!("no answer: {what}"));
        let Some(asked) = self.c.asked.take() else { return };
        match self.program.state(&asked.state) {
            Some(State::Ask(ask)) => {
                match &ask.about {
                    Inquiry::Queue(queue) => _ = self.c.queues.remove(queue),
                    // none is turned away because nobody can tell
                    Inquiry::Mailbox(mailbox) => _ = self.c.full_boxes.remove(mailbox),
                    Inquiry::Callback { .. } | Inquiry::Survey { .. } => {}
                }
                self.goto_or_due_when(&ask.next);
            }
            Some(State::Callback(_)) => self.callback_chance(BookingChance::NotPossible, None),
            Some(State::Survey(_)) => self.survey_invited(0),
            Some(State::Collect(collect)) => self.entry_checked(collect, false),
            _ => {}
        }
    }
}
