//! `accept with`: who picks up is asked, and must press (L1).

use crate::run::Run;
use rufplan_machine::call::{Effect, Event, TimerName, TransferResult};

impl<'p> Run<'p> {
    /// A called person has picked up: he hears the words, and the time to press runs anew.
    pub(super) fn ask_called(&mut self, id: &str, target: &str, event: &Event) {
        let Some((transfer, _)) = self.open_transfer() else { return };
        let Some(accept) = &transfer.accept else { return };
        let until_ms = self.after(self.ring_ms(transfer));
        let Some(open) = &mut self.c.transfer else { return };
        let is_new = open.left.iter().any(|left| left == target)
            && open.asked.iter().all(|(asked, _)| asked != target);
        if !is_new {
            return self.ignored(event);
        }
        open.asked.push((target.to_owned(), until_ms));
        if open.asked.len() == open.left.len() {
            // nobody rings any more
            self.cancel_timer(TimerName::Ring);
        }
        let words: Vec<String> = transfer.announce.iter().chain(&accept.prompts).cloned().collect();
        let said = self.said(&words, self.called_language(transfer));
        self.emit(Effect::AskCalled { id: id.to_owned(), target: target.to_owned(), said });
        self.time_to_accept();
    }

    /// Sets the time for the first of those who were asked.
    pub(super) fn time_to_accept(&mut self) {
        let first =
            self.c.transfer.as_ref().and_then(|open| open.asked.iter().map(|(_, until)| *until).min());
        match first {
            Some(until_ms) => self.set_timer(TimerName::Accept, until_ms),
            None => self.cancel_timer(TimerName::Accept),
        }
    }

    /// A called person presses: the key that takes the call, or another, which refuses it.
    pub fn called_key(&mut self, id: &str, target: &str, key: char, event: &Event) {
        let accept =
            self.open_transfer().and_then(|(transfer, _)| Some((transfer, transfer.accept.as_ref()?)));
        let asked =
            self.c.transfer.as_ref().is_some_and(|open| open.asked.iter().any(|(asked, _)| asked == target));
        let (Some((transfer, accept)), true) = (accept, asked && self.is_open(id)) else {
            return self.ignored(event);
        };
        if key == accept.key {
            self.emit(Effect::Accepted { id: id.to_owned(), target: target.to_owned() });
            return self.line_talks(id, transfer);
        }
        self.let_go_of(target, TransferResult::Refused(Some(key)));
    }

    /// Who was asked and pressed nothing has not answered.
    pub fn accept_time_over(&mut self) {
        let now = self.c.t_ms;
        let due = self
            .c
            .transfer
            .as_ref()
            .and_then(|open| open.asked.iter().find(|(_, until)| *until <= now))
            .map(|(target, _)| target.clone());
        match due {
            Some(target) => self.let_go_of(&target, TransferResult::NotAnswered),
            None => self.time_to_accept(),
        }
    }

    /// The lines that still ring were not reported on in time: they have failed; who was asked may still press.
    pub(super) fn fail_silent_targets(&mut self) {
        let Some(open) = &self.c.transfer else { return };
        let silent: Vec<String> = open
            .left
            .iter()
            .filter(|left| open.asked.iter().all(|(asked, _)| asked != *left))
            .cloned()
            .collect();
        for target in silent {
            self.let_go_of(&target, TransferResult::Failed);
        }
    }

    fn let_go_of(&mut self, target: &str, result: TransferResult) {
        let Some(open) = &self.c.transfer else { return };
        let Some(index) = open.left.iter().position(|left| left == target) else { return };
        let id = open.id.clone();
        self.emit(Effect::CancelTarget { id, target: target.to_owned() });
        self.target_done(index, result);
    }
}
