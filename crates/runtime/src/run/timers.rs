//! Timers that are due.

use super::Run;
use rufplan_machine::call::{Event, TimerName};
use rufplan_machine::script::State;

impl Run<'_> {
    /// Takes the earliest timer that is due; among equals the one set first, and `every` behind all others, in the
    /// order of the source (language.md 2.7, 4.2).
    pub(super) fn tick(&mut self, event: &Event) {
        let due = self
            .c
            .timers
            .iter()
            .enumerate()
            .filter(|(_, timer)| timer.at_ms <= self.c.t_ms)
            .min_by_key(|(index, timer)| match timer.name {
                TimerName::Every(every) => (timer.at_ms, every + 1, *index),
                _ => (timer.at_ms, 0, *index),
            })
            .map(|(index, _)| index);
        let Some(index) = due else {
            return self.ignored(event);
        };
        let timer = self.c.timers.remove(index);
        match timer.name {
            TimerName::FirstKey => {
                if !self.callback_silence() && !self.survey_silence() {
                    self.silence();
                }
            }
            TimerName::NextKey => {
                if !self.callback_entry_over() && !self.survey_entry_over() {
                    self.entry_over();
                }
            }
            TimerName::GiveUp => self.give_up(),
            TimerName::Pause => {
                if let Some(State::Pause { next, .. }) = self.program.state(&self.c.state) {
                    self.goto_or_due_when(next);
                }
            }
            TimerName::Review => self.keep_words(),
            TimerName::Words => self.words_failed("nothing was heard of the caller's words"),
            TimerName::At(index) => self.at_due(index),
            TimerName::Every(index) => self.every_due(index, timer.at_ms),
            TimerName::Longer(index) => self.longer_due(index),
            TimerName::HoursClose(_) => self.watch_queue(),
            TimerName::QueueKey => self.queue_code_over(),
            TimerName::OnlyAgent => self.any_agent(),
            TimerName::LongestWait => self.longest_wait_over(),
            TimerName::Ring => self.ring_unanswered(),
            TimerName::Accept => self.accept_time_over(),
            TimerName::TalkAtMost => self.talk_time_over(),
            TimerName::Meanwhile => self.say_meanwhile(),
            TimerName::Fetch => self.fetch_unanswered(),
            TimerName::LongestCall => self.longest_call_over(),
        }
    }
}
