//! Answers to what calls ask (language.md 4.2).

use crate::{CallId, QueueId, Switch};
use rufplan_machine::call::{Answer, EffectId, Event, QueueState};
use rufplan_machine::script::Inquiry;

impl Switch {
    /// Answers at once.
    pub(crate) fn ask(&mut self, call: &CallId, id: EffectId, about: &Inquiry) {
        let Some(session) = self.sessions.get(call) else { return };
        let value = match about {
            Inquiry::Queue(queue) => Answer::Queue(self.queue_state(&QueueId::new(session.client(), queue))),
        };
        self.follow(call.clone(), Event::Answer { id, value });
    }

    fn queue_state(&self, queue: &QueueId) -> QueueState {
        QueueState {
            waiting: self.acd.waiting(queue),
            agents: self.acd.signed_in(queue),
            free: self.acd.free(queue),
            expected_ms: self.acd.expected_ms(queue),
            full: self.acd.is_full(queue),
        }
    }
}
