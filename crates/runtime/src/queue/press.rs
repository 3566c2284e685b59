//! Keys during the wait (language.md 2.7, Q3).

use crate::question::continues;
use crate::run::Run;
use rufplan_machine::call::{QueueArm, Standing, TimerName};
use rufplan_machine::script::{Key, State};

impl<'p> Run<'p> {
    /// Whether a key belongs to the queue's `press`, or to `press … anywhere`; then it is used up.
    pub fn queue_key(&mut self, key: char) -> bool {
        let Some((_, queue)) = self.waiting_queue() else { return false };
        let uninterrupted =
            matches!(self.program.state(&self.c.state), Some(State::Play { uninterrupted: true, .. }));
        let Some(waiting) = &mut self.c.waiting else { return false };
        if waiting.standing != Standing::Placed || (uninterrupted && waiting.arm.is_some()) {
            return false;
        }
        let was_typing = !waiting.typed.is_empty();
        waiting.typed.push(key);
        let typed = waiting.typed.clone();
        let longer = continues(&queue.press, &typed);
        match self.queue_code(&typed) {
            Some(found) if !longer => self.press(&typed, found),
            _ if longer => self.set_timer(TimerName::QueueKey, self.after(queue.next_key_ms)),
            _ => {
                self.forget_code();
                return was_typing;
            }
        }
        true
    }

    /// No further key of a longer code came.
    pub fn queue_code_over(&mut self) {
        let Some(typed) = self.c.waiting.as_ref().map(|waiting| waiting.typed.clone()) else { return };
        match self.queue_code(&typed) {
            Some(found) => self.press(&typed, found),
            None => self.forget_code(),
        }
    }

    fn queue_code(&self, typed: &str) -> Option<&'p Key> {
        let (_, queue) = self.waiting_queue()?;
        let anywhere = || queue.anywhere.then(|| self.machine().anywhere.get(typed)).flatten();
        queue.press.get(typed).or_else(anywhere)
    }

    fn press(&mut self, code: &str, key: &'p Key) {
        self.forget_code();
        match self.c.waiting.as_ref().and_then(|waiting| waiting.arm) {
            None => {}
            Some(QueueArm::Timed) => self.cut_arm_for_another(),
            Some(QueueArm::When(_)) => {
                // among `when` arms the first runs to its end; the key is remembered until then
                if let Some(waiting) = &mut self.c.waiting {
                    waiting.due_press.get_or_insert_with(|| key.next.clone());
                }
                return;
            }
            Some(QueueArm::Press) => return,
        }
        if let Some(waiting) = &mut self.c.waiting {
            waiting.arm = Some(QueueArm::Press);
        }
        self.choose(code, key);
    }

    /// Runs the arm of a key that was pressed during a `when` arm; whether there was one.
    pub fn run_due_press(&mut self) -> bool {
        let Some(next) = self.c.waiting.as_mut().and_then(|waiting| waiting.due_press.take()) else {
            return false;
        };
        if let Some(waiting) = &mut self.c.waiting {
            waiting.arm = Some(QueueArm::Press);
        }
        self.goto_named(&next);
        true
    }

    fn forget_code(&mut self) {
        self.cancel_timer(TimerName::QueueKey);
        if let Some(waiting) = &mut self.c.waiting {
            waiting.typed.clear();
        }
    }
}
