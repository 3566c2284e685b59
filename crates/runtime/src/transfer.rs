//! Other lines: `transfer to` and `pass call to` (language.md 2.13; semantics.md L1, L2, Q4).

use crate::limits;
use crate::run::Run;
use rufplan_machine::call::{
    Effect, Event, OpenTransfer, Outcome, PlayPurpose, Talk, TalkWith, TimerName, TransferResult,
};
use rufplan_machine::script::{Expr, State, TargetOrder, Transfer};
use rufplan_machine::value::Value;

mod accept;
mod together;

impl<'p> Run<'p> {
    pub fn enter_transfer(&mut self, id: &'p str, transfer: &'p Transfer) {
        self.quieten();
        let view = self.view();
        let targets: Vec<String> = transfer
            .targets
            .iter()
            .map(|target| view.plain(&view.eval(target)))
            .filter(|target| !target.is_empty())
            .collect();
        self.visit(id.to_owned());
        if targets.is_empty() {
            self.log("no target is known".to_owned());
            return self.goto(&transfer.failed);
        }
        self.stop_music();
        if let Some(music) = &transfer.music {
            self.begin_music_of(Some(music));
        }
        self.c.transfer = Some(OpenTransfer {
            state: id.to_owned(),
            id: String::new(),
            targets,
            ringing: 0,
            left: Vec::new(),
            asked: Vec::new(),
            results: Vec::new(),
        });
        self.ring_target();
    }

    /// What neither a transfer nor a pass leaves behind: keys and questions.
    pub fn quieten(&mut self) {
        self.c.keys.clear();
        self.drop_question();
        self.cancel_timer(TimerName::GiveUp);
    }

    /// Calls all targets, or the one whose turn it is.
    pub fn ring_target(&mut self) {
        let Some((transfer, at_once)) = self.open_transfer() else { return };
        let (id, ring_ms) = (self.next_id(), self.ring_ms(transfer));
        let show = match &transfer.show {
            Some(number) => Some(self.view().plain(&self.eval(number))),
            None => self.c.caller_number.clone(),
        };
        let send_keys = transfer.send_keys.as_ref().map(|keys| self.view().plain(&self.eval(keys)));
        let Some(open) = &mut self.c.transfer else { return };
        open.id.clone_from(&id);
        let targets = match open.targets.get(open.ringing) {
            Some(target) if !at_once => vec![target.clone()],
            _ => open.targets.clone(),
        };
        open.left.clone_from(&targets);
        open.asked.clear();
        open.results.clear();
        let (all_at_once, asks) = (at_once && targets.len() > 1, transfer.accept.is_some());
        self.emit(Effect::Transfer { id: id.clone(), targets, all_at_once, ring_ms, asks, show, send_keys });
        if !transfer.announce.is_empty() && !asks {
            let said = self.said(&transfer.announce, self.called_language(transfer));
            self.emit(Effect::Whisper { id, said });
        }
        self.set_timer(TimerName::Ring, self.after(ring_ms).saturating_add(limits::RING_GRACE_MS));
    }

    /// How long a target rings: as computed, within its bound.
    fn ring_ms(&self, transfer: &Transfer) -> u32 {
        match transfer.ring.as_ref().map(|ring| self.eval(ring)) {
            Some(Value::Duration(ms) | Value::Wait(ms)) => {
                u32::try_from(ms.clamp(0, i64::from(transfer.ring_ms))).unwrap_or(transfer.ring_ms)
            }
            _ => transfer.ring_ms,
        }
    }

    fn called_language(&self, transfer: &'p Transfer) -> &'p str {
        transfer.lang.as_deref().unwrap_or(self.program.first_language())
    }

    fn open_transfer(&self) -> Option<(&'p Transfer, bool)> {
        let open = self.c.transfer.as_ref()?;
        match self.program.state(&open.state) {
            Some(State::Transfer(transfer)) => Some((transfer, transfer.order == TargetOrder::AllAtOnce)),
            _ => None,
        }
    }

    fn is_open(&self, id: &str) -> bool {
        self.c.transfer.as_ref().is_some_and(|open| open.id == id) && self.c.talk.is_none()
    }

    /// A target answered: both talk, or he is asked first (L1).
    pub fn transfer_answered(&mut self, id: &str, target: &str, event: &Event) {
        if !self.is_open(id) || self.c.play.is_some() {
            return self.ignored(event);
        }
        match self.open_transfer() {
            None => {
                // a pass: the call has left us
                self.cancel_timer(TimerName::Ring);
                self.c.handled = Some(Outcome::Passed);
                self.finish(Outcome::Passed);
            }
            Some((transfer, _)) if transfer.accept.is_some() => self.ask_called(id, target, event),
            Some((transfer, _)) => self.line_talks(id, transfer),
        }
    }

    /// Both talk: the caller has left the queue, if this began in one (Q4).
    fn line_talks(&mut self, id: &str, transfer: &'p Transfer) {
        self.cancel_timer(TimerName::Ring);
        self.cancel_timer(TimerName::Accept);
        self.stop_play();
        self.leave_queue();
        self.stop_music();
        self.c.queue.answered_ms.get_or_insert(self.c.t_ms);
        self.c.handled = Some(Outcome::Transferred);
        let (state, since_ms) = (self.c.state.clone(), Some(self.c.t_ms));
        self.c.talk = Some(Talk { with: TalkWith::Line, id: id.to_owned(), since_ms, state });
        if let Some(ms) = transfer.talk_at_most_ms {
            self.set_timer(TimerName::TalkAtMost, self.after(ms));
        }
    }

    /// A target did not take the call. The caller goes on when all that rang have reported (L2).
    pub fn transfer_result(&mut self, id: &str, target: &str, result: &TransferResult, event: &Event) {
        if !self.is_open(id) || self.c.play.is_some() {
            return self.ignored(event);
        }
        if self.open_transfer().is_none() {
            self.cancel_timer(TimerName::Ring);
            self.c.transfer = None;
            return self.trouble("the call could not be passed");
        }
        let Some(open) = &mut self.c.transfer else { return };
        // of one that rings alone the result is its own, whatever the line calls it
        let index = open.left.iter().position(|left| left == target);
        let index = index.or((open.left.len() == 1).then_some(0));
        match index {
            Some(index) => self.target_done(index, result.clone()),
            None => self.ignored(event),
        }
    }

    /// One target is done; with the last of those that rang, the next one, or the arm of all (language.md 2.13).
    fn target_done(&mut self, index: usize, result: TransferResult) {
        let Some((transfer, at_once)) = self.open_transfer() else { return };
        let Some(open) = &mut self.c.transfer else { return };
        let target = open.left.remove(index);
        open.asked.retain(|(asked, _)| *asked != target);
        open.results.push(result);
        let more = !open.left.is_empty();
        let together = together::together(&open.results);
        let next = !at_once && open.ringing + 1 < open.targets.len();
        self.time_to_accept();
        if more {
            return;
        }
        self.cancel_timer(TimerName::Ring);
        if next {
            if let Some(open) = &mut self.c.transfer {
                open.ringing += 1;
            }
            if !self.play(&transfer.between, false, PlayPurpose::Between) {
                self.ring_target();
            }
            return;
        }
        self.c.transfer = None;
        self.stop_music();
        if let Some((_, queue)) = self.waiting_queue() {
            self.begin_music(queue);
        }
        self.goto_or_due_when(match together {
            TransferResult::Busy => &transfer.busy,
            TransferResult::NotAnswered => &transfer.not_answered,
            TransferResult::Refused(key) => {
                key.and_then(|key| transfer.refused_with.get(&key.to_string())).unwrap_or(&transfer.refused)
            }
            TransferResult::Failed => &transfer.failed,
        });
    }

    /// Both talked, and the far side hung up.
    pub fn transfer_over(&mut self, id: &str, event: &Event) {
        match &self.c.talk {
            Some(Talk { with: TalkWith::Line, id: talk, .. }) if talk == id => self.line_talk_over(),
            _ => self.ignored(event),
        }
    }

    /// `talk at most` ran out: as if the far side had hung up.
    pub fn talk_time_over(&mut self) {
        if let Some(Talk { with: TalkWith::Line, id, .. }) = &self.c.talk {
            let id = id.clone();
            self.emit(Effect::Cancel(id));
            self.line_talk_over();
        }
    }

    fn line_talk_over(&mut self) {
        let over = self.open_transfer().and_then(|(transfer, _)| transfer.over.as_deref());
        self.c.transfer = None;
        if !self.end_talk() {
            return;
        }
        match over {
            Some(over) => self.goto(over),
            None => self.script_ends(),
        }
    }

    /// Nobody reported on a transfer or pass in time: what has not reported counts as failed.
    pub fn ring_unanswered(&mut self) {
        let Some(open) = &self.c.transfer else { return };
        let (id, asked) = (open.id.clone(), !open.asked.is_empty());
        if asked {
            // who was asked has a time of his own
            return self.fail_silent_targets();
        }
        self.log(format!("nothing was heard of {id}"));
        self.emit(Effect::Cancel(id.clone()));
        let left = open_left(self.c.transfer.as_ref());
        for target in left {
            let result = TransferResult::Failed;
            let event =
                Event::TransferResult { id: id.clone(), target: target.clone(), result: result.clone() };
            self.transfer_result(&id, &target, &result, &event);
        }
    }

    /// Cancels a transfer that rings.
    pub fn cancel_transfer(&mut self) {
        self.cancel_timer(TimerName::Ring);
        self.cancel_timer(TimerName::Accept);
        if let Some(open) = self.c.transfer.take() {
            self.emit(Effect::Cancel(open.id));
        }
    }

    /// `pass call to`: from here on the caller has left the queue (Q4).
    pub fn enter_pass(&mut self, id: &'p str, to: &Expr) {
        self.quieten();
        let to = self.view().plain(&self.eval(to));
        self.visit(id.to_owned());
        self.leave_queue();
        if to.is_empty() {
            return self.trouble("the call cannot be passed: nobody to pass it to");
        }
        let effect = self.next_id();
        let targets = vec![to.clone()];
        self.c.transfer = Some(OpenTransfer {
            state: id.to_owned(),
            id: effect.clone(),
            targets: targets.clone(),
            ringing: 0,
            left: targets,
            asked: Vec::new(),
            results: Vec::new(),
        });
        self.emit(Effect::Pass { id: effect, to });
        self.set_timer(TimerName::Ring, self.c.t_ms.saturating_add(limits::PASS_MS));
    }
}

/// Targets that have not reported; a pass has one.
fn open_left(open: Option<&OpenTransfer>) -> Vec<String> {
    match open {
        Some(open) if open.left.is_empty() => vec![String::new()],
        Some(open) => open.left.clone(),
        None => Vec::new(),
    }
}
