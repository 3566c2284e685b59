//! What a step cannot know it asks (language.md 4.2): the answer comes in the same millisecond.

use crate::run::Run;
use rufplan_machine::call::{Answer, Effect, Event, OpenAsk};
use rufplan_machine::script::{Ask, Inquiry, State};

impl<'p> Run<'p> {
    pub fn enter_ask(&mut self, state: &'p str, ask: &'p Ask) {
        let id = self.next_id();
        self.c.asked = Some(OpenAsk { id: id.clone(), state: state.to_owned() });
        self.emit(Effect::Ask { id, about: ask.about.clone() });
    }

    /// Keeps an answer and goes on behind the state that asked.
    pub fn answered(&mut self, id: &str, value: &Answer, event: &Event) {
        if self.c.asked.as_ref().is_none_or(|asked| asked.id != id) {
            return self.ignored(event);
        }
        let Some(ask) = self.open_ask() else { return };
        match (&ask.about, value) {
            (Inquiry::Queue(queue), Answer::Queue(state)) => {
                self.c.queues.insert(queue.clone(), *state);
            }
        }
        self.goto_or_due_when(&ask.next);
    }

    /// The platform could not tell: what is asked for stays unknown.
    pub fn unanswered(&mut self, what: &str) {
        self.log(format!("no answer: {what}"));
        let Some(ask) = self.open_ask() else { return };
        match &ask.about {
            Inquiry::Queue(queue) => {
                self.c.queues.remove(queue);
            }
        }
        self.goto_or_due_when(&ask.next);
    }

    fn open_ask(&mut self) -> Option<&'p Ask> {
        let asked = self.c.asked.take()?;
        match self.program.state(&asked.state) {
            Some(State::Ask(ask)) => Some(ask),
            _ => None,
        }
    }
}
