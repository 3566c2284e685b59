//! Other lines: `transfer to` and `pass call to` (language.md 2.13; semantics.md L1, L2, Q4).

use crate::limits;
use crate::run::Run;
use rufplan_machine::call::{
    Effect, Event, OpenTransfer, Outcome, PlayPurpose, Talk, TalkWith, TimerName, TransferResult,
};
use rufplan_machine::script::{Expr, State, TargetOrder, Transfer};

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
        self.c.transfer = Some(OpenTransfer { state: id.to_owned(), id: String::new(), targets, ringing: 0 });
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
        let id = self.next_id();
        let Some(open) = &mut self.c.transfer else { return };
        open.id.clone_from(&id);
        let targets = match open.targets.get(open.ringing) {
            Some(target) if !at_once => vec![target.clone()],
            _ => open.targets.clone(),
        };
        let (ring_ms, all_at_once) = (transfer.ring_ms, at_once && targets.len() > 1);
        self.emit(Effect::Transfer { id: id.clone(), targets, all_at_once, ring_ms });
        if !transfer.announce.is_empty() {
            let lang = transfer.lang.as_deref().unwrap_or(self.program.first_language());
            let said = self.said(&transfer.announce, lang);
            self.emit(Effect::Whisper { id, said });
        }
        self.set_timer(TimerName::Ring, self.after(ring_ms).saturating_add(limits::RING_GRACE_MS));
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

    /// A target answered: the caller has left the queue, if this began in one (Q4).
    pub fn transfer_answered(&mut self, id: &str, event: &Event) {
        if !self.is_open(id) || self.c.play.is_some() {
            return self.ignored(event);
        }
        self.cancel_timer(TimerName::Ring);
        let Some((transfer, _)) = self.open_transfer() else {
            // a pass: the call has left us
            self.c.handled = Some(Outcome::Passed);
            return self.finish(Outcome::Passed);
        };
        self.leave_queue();
        self.c.queue.answered_ms.get_or_insert(self.c.t_ms);
        self.c.handled = Some(Outcome::Transferred);
        let (state, since_ms) = (self.c.state.clone(), Some(self.c.t_ms));
        self.c.talk = Some(Talk { with: TalkWith::Line, id: id.to_owned(), since_ms, state });
        if let Some(ms) = transfer.talk_at_most_ms {
            self.set_timer(TimerName::TalkAtMost, self.after(ms));
        }
    }

    /// A target did not take the call: the next one, or the arm of the last (language.md 2.13).
    pub fn transfer_result(&mut self, id: &str, result: &TransferResult, event: &Event) {
        if !self.is_open(id) || self.c.play.is_some() {
            return self.ignored(event);
        }
        self.cancel_timer(TimerName::Ring);
        let Some((transfer, at_once)) = self.open_transfer() else {
            self.c.transfer = None;
            return self.trouble("the call could not be passed");
        };
        if let Some(open) =
            self.c.transfer.as_mut().filter(|open| !at_once && open.ringing + 1 < open.targets.len())
        {
            open.ringing += 1;
            if !self.play(&transfer.between, false, PlayPurpose::Between) {
                self.ring_target();
            }
            return;
        }
        self.c.transfer = None;
        if let Some((_, queue)) = self.waiting_queue() {
            self.begin_music(queue);
        }
        self.goto_or_due_when(match result {
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

    /// Nobody reported on a transfer or pass in time: it counts as failed.
    pub fn ring_unanswered(&mut self) {
        let Some(open) = &self.c.transfer else { return };
        let id = open.id.clone();
        self.log(format!("nothing was heard of {id}"));
        self.emit(Effect::Cancel(id.clone()));
        let target = String::new();
        let result = TransferResult::Failed;
        self.transfer_result(
            &id,
            &result,
            &Event::TransferResult { id: id.clone(), target, result: result.clone() },
        );
    }

    /// Cancels a transfer that rings.
    pub fn cancel_transfer(&mut self) {
        self.cancel_timer(TimerName::Ring);
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
        self.c.transfer =
            Some(OpenTransfer { state: id.to_owned(), id: effect.clone(), targets, ringing: 0 });
        self.emit(Effect::Pass { id: effect, to });
        self.set_timer(TimerName::Ring, self.c.t_ms.saturating_add(limits::PASS_MS));
    }
}
