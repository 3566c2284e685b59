//! The arms of a queue: when one runs, waits, is left out or is cut (Q2, Q3).

use super::next_multiple;
use crate::limits;
use crate::run::Run;
use rufplan_machine::call::{QueueArm, Standing, TimerName};
use rufplan_machine::script::{Queue, QueueCase, State};

impl<'p> Run<'p> {
    /// Looks at the conditions of all `when`s: one that has become true is due, one that no longer is, is not.
    pub fn watch_queue(&mut self) {
        let Some((_, queue)) = self.waiting_queue() else { return };
        if self.c.waiting.as_ref().is_none_or(|waiting| waiting.standing != Standing::Placed) {
            return;
        }
        for (index, when) in queue.when.iter().enumerate() {
            let Some(holds) = self.case_holds(&when.case) else { continue };
            let Some(waiting) = &mut self.c.waiting else { return };
            if !holds {
                waiting.held.remove(&index);
                waiting.due.remove(&index);
            } else if waiting.held.insert(index) {
                waiting.due.insert(index);
            }
        }
        self.run_due_when();
    }

    /// Whether a condition is true now; `None` for those that happen instead of hold.
    fn case_holds(&self, case: &QueueCase) -> Option<bool> {
        match case {
            QueueCase::NobodySignedIn => Some(self.c.queue.agents == 0),
            QueueCase::ExpectedWaitOver(ms) => {
                Some(self.c.queue.expected_ms.is_some_and(|expected| expected > u64::from(*ms)))
            }
            QueueCase::HoursClose(hours) => {
                Some(self.view().hours(hours).is_some_and(|state| !state.is_open))
            }
            QueueCase::SwitchTurnsOn(name) => Some(self.c.turned_on.contains(name)),
            QueueCase::Full | QueueCase::WaitingLonger(_) | QueueCase::AgentIsLost => None,
        }
    }

    /// Runs the first `when` that is due, in the order of the source, if no arm runs or the one that runs may be cut;
    /// whether one was begun.
    pub fn run_due_when(&mut self) -> bool {
        let Some((name, queue)) = self.waiting_queue() else { return false };
        let Some(index) = self.c.waiting.as_ref().and_then(|waiting| waiting.due.first().copied()) else {
            return false;
        };
        match self.c.waiting.as_ref().and_then(|waiting| waiting.arm) {
            None => {}
            Some(QueueArm::Timed)
                if !self.in_uninterrupted_text() && self.c.callback.is_none() && self.c.words.is_none() =>
            {
                self.cut_arm_for_another()
            }
            Some(_) => return false,
        }
        let Some(waiting) = &mut self.c.waiting else { return false };
        waiting.due.remove(&index);
        waiting.arm = Some(QueueArm::When(index));
        if let QueueCase::WaitingLonger(_) = queue.when[index].case
            && let Some(line) = self.c.time_lines.get_mut(name)
        {
            line.longer_ran.insert(index);
        }
        self.goto(&queue.when[index].next);
        true
    }

    fn in_uninterrupted_text(&self) -> bool {
        matches!(self.program.state(&self.c.state), Some(State::Play { uninterrupted: true, .. }))
            && self.c.play.is_some()
    }

    /// An `at` is due: it runs, or waits for the arm that runs and for some quiet (Q3).
    pub fn at_due(&mut self, index: usize) {
        let Some((name, queue)) = self.waiting_queue() else { return };
        let Some(waiting) = &mut self.c.waiting else { return };
        if waiting.arm.is_some() {
            // set again when the arm has ended
            return;
        }
        if let Some(quiet) = quiet_until(waiting.words_ended_ms).filter(|quiet| *quiet > self.c.t_ms) {
            return self.set_timer(TimerName::At(index), quiet);
        }
        waiting.arm = Some(QueueArm::Timed);
        if let Some(line) = self.c.time_lines.get_mut(name) {
            line.at_ran.insert(index);
        }
        if let Some(at) = queue.at.get(index) {
            self.goto(&at.next);
        }
    }

    /// An `every` is due: it runs, or is left out this time (Q3).
    pub fn every_due(&mut self, index: usize, at_ms: i64) {
        let Some((_, queue)) = self.waiting_queue() else { return };
        let Some(every) = queue.every.get(index) else { return };
        self.set_timer(TimerName::Every(index), next_multiple(at_ms, every.ms, self.c.t_ms));
        let Some(waiting) = &mut self.c.waiting else { return };
        let quiet = quiet_until(waiting.words_ended_ms).is_none_or(|quiet| quiet <= self.c.t_ms);
        if waiting.arm.is_none() && quiet {
            waiting.arm = Some(QueueArm::Timed);
            self.goto(&every.next);
        }
    }

    /// `waiting longer than` is due, once (Q2).
    pub fn longer_due(&mut self, index: usize) {
        if let Some(waiting) = &mut self.c.waiting {
            waiting.due.insert(index);
            self.run_due_when();
        }
    }

    /// The end of an arm that does not leave: music again.
    pub fn keep_waiting(&mut self, name: &'p str) {
        match self.waiting_queue() {
            Some((name, queue)) => {
                if self.c.waiting.as_ref().is_some_and(|waiting| waiting.standing == Standing::Refused) {
                    return self.queue_failed(name, queue);
                }
                self.arm_ended(name, queue);
            }
            // an answered transfer had taken the caller out of the queue (Q4): back to the old place
            None => self.enter_queue(name, None, None),
        }
    }

    /// Back in the queue: what waited for the end of the arm comes now.
    pub fn arm_ended(&mut self, name: &'p str, queue: &'p Queue) {
        self.in_queue_state(name);
        let Some(waiting) = &mut self.c.waiting else { return };
        waiting.arm = None;
        let placed = waiting.standing == Standing::Placed;
        let quiet = quiet_until(waiting.words_ended_ms).unwrap_or(self.c.t_ms);
        self.begin_music(queue);
        if !placed {
            return;
        }
        let line = self.c.time_lines.get(name).cloned().unwrap_or_default();
        for (index, at) in queue.at.iter().enumerate() {
            let due = line.entered_ms.saturating_add(at.ms.into());
            if due <= self.c.t_ms && !line.at_ran.contains(&index) {
                self.set_timer(TimerName::At(index), quiet.max(self.c.t_ms));
            }
        }
        if !self.run_due_press() {
            self.run_due_when();
        }
    }

    /// Ends the arm that runs at once: its words, its pause, its transfer that rings.
    pub fn cut_arm(&mut self) {
        self.stop_play();
        self.cancel_timer(TimerName::Pause);
        self.cancel_transfer();
        self.c.asked = None;
        self.drop_frames();
        self.cancel_fetch();
        self.drop_callback();
        self.drop_words();
        if let Some(waiting) = &mut self.c.waiting {
            waiting.arm = None;
        }
    }

    /// Ends the arm for another one: the music goes on under it.
    pub fn cut_arm_for_another(&mut self) {
        self.cut_arm();
        if let Some((_, queue)) = self.waiting_queue() {
            self.begin_music(queue);
        }
    }

    /// The words of an arm are over now.
    pub fn words_ended(&mut self) {
        if let Some(waiting) = &mut self.c.waiting {
            waiting.words_ended_ms = Some(self.c.t_ms);
        }
    }
}

/// The moment before which nothing else is said by the time line.
fn quiet_until(words_ended_ms: Option<i64>) -> Option<i64> {
    words_ended_ms.map(|ended| ended.saturating_add(limits::QUIET_MS))
}
