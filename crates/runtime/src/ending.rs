//! How a call ends: by script, by the caller, by trouble and by limits (semantics.md L4, L5, X3).

use crate::run::{Run, ending};
use rufplan_machine::call::{
    CallRecord, Effect, Event, Fetched, Outcome, PlayPurpose, Standing, TalkWith, TimerName,
};
use rufplan_machine::script::State;

/// The language pack's goodbye (L6), where the machine has it.
const GOODBYE: &str = "std.goodbye";

/// How long the words of `on error` may last once a limit is reached.
const LAST_WORDS_MS: u32 = 60_000;

impl<'p> Run<'p> {
    /// The script hangs up.
    pub fn script_ends(&mut self) {
        self.hang_up(ending(&self.c));
    }

    /// The goodbye was heard.
    pub fn hang_up_after_farewell(&mut self) {
        let what = self.c.farewell.clone().unwrap_or_default();
        self.hang_up(Outcome::Failed { what });
    }

    /// Ends the call at once, without a word: what should never be.
    pub fn fail(&mut self, what: &str) {
        self.hang_up(Outcome::Failed { what: what.to_owned() });
    }

    fn hang_up(&mut self, outcome: Outcome) {
        self.let_go();
        self.emit(Effect::HangUp);
        self.finish(outcome);
    }

    /// The caller hung up: no arm runs, open effects are cancelled (L4).
    pub fn caller_hung_up(&mut self) {
        let passing = matches!(self.program.state(&self.c.state), Some(State::Pass { .. }));
        let outcome = match (&self.c.limit, &self.c.farewell, &self.c.talk) {
            (Some(what), _, _) | (None, Some(what), _) => Outcome::Failed { what: what.clone() },
            (None, None, Some(talk)) if talk.since_ms.is_some() => match talk.with {
                TalkWith::Agent { .. } => Outcome::Answered,
                TalkWith::Line => Outcome::Transferred,
            },
            (None, None, None) if passing && self.c.transfer.is_some() => Outcome::Passed,
            _ => match &self.c.handled {
                Some(handled) => handled.clone(),
                None => Outcome::Abandoned { state: self.abandoned_in() },
            },
        };
        self.let_go();
        self.finish(outcome);
    }

    /// The state, in a queue's arm both (L4).
    fn abandoned_in(&self) -> String {
        match &self.c.waiting {
            Some(waiting) if waiting.arm.is_some() && !self.c.state.starts_with("queue:") => {
                format!("queue:{} ({})", waiting.queue, self.c.state)
            }
            _ => self.c.state.clone(),
        }
    }

    /// Cancels whatever is open.
    fn let_go(&mut self) {
        self.stay();
        self.stop_play();
        self.close_words();
        self.cancel_transfer();
        self.c.asked = None;
        self.cancel_fetch();
        self.close_survey();
        self.drop_callback();
        self.leave_queue();
        self.stop_music();
        self.drop_question();
        self.stop_recording();
        self.c.timers.clear();
        self.end_talk_silently();
    }

    fn end_talk_silently(&mut self) {
        if let Some(since) = self.c.talk.take().and_then(|talk| talk.since_ms) {
            self.c.talk_ms += u64::try_from(self.c.t_ms - since).unwrap_or(0);
        }
    }

    /// Writes the record: the last that happens.
    pub fn finish(&mut self, outcome: Outcome) {
        self.c.timers.clear();
        self.c.ended = true;
        self.wipe_all();
        let record = CallRecord {
            client: self.machine().client.clone(),
            number_dialled: self.c.number_dialled.clone(),
            caller_number: self.c.caller_number.clone(),
            language: self.c.language.clone(),
            outcome,
            path: self.c.visited.clone(),
            consent: self.c.consent,
            recorded: self.c.was_recorded,
            marks: self.c.marks.clone(),
            duration_ms: u64::try_from(self.c.t_ms - self.c.started_ms).unwrap_or(0),
            queue_waited_ms: self.c.queue_waited_ms,
            talk_ms: self.c.talk_ms,
            steps: self.c.seq,
        };
        self.emit(Effect::End(Box::new(record)));
    }

    /// Something the platform could not do: `on error`, and the second time a goodbye (L5).
    pub fn trouble(&mut self, what: &str) {
        self.drop_frames();
        let on_error = &self.machine().on_error;
        self.error_at(on_error, what);
    }

    /// The same with an arm of its own.
    pub fn error_at(&mut self, arm: &'p str, what: &str) {
        self.log(format!("error: {what}"));
        if std::mem::replace(&mut self.c.in_trouble, true) {
            return self.say_farewell(what);
        }
        self.goto(arm);
    }

    /// Says goodbye and hangs up.
    pub fn say_farewell(&mut self, what: &str) {
        self.let_go();
        self.c.farewell = Some(what.to_owned());
        self.set_timer(TimerName::LongestCall, self.after(LAST_WORDS_MS));
        let goodbye = self.machine().prompts.get_key_value(GOODBYE).map(|(name, _)| name);
        let said =
            goodbye.is_some_and(|name| self.play(std::slice::from_ref(name), false, PlayPurpose::Farewell));
        if !said {
            self.hang_up_after_farewell();
        }
    }

    /// A limit of a call is reached: `on error` speaks, then a goodbye (X3).
    pub fn reach_limit(&mut self, what: &str) {
        if self.c.limit.is_some() || self.c.farewell.is_some() {
            return;
        }
        self.log(format!("limit: {what}"));
        self.let_go();
        self.c.limit = Some(what.to_owned());
        self.set_timer(TimerName::LongestCall, self.after(LAST_WORDS_MS));
        self.trouble(what);
    }

    /// The longest call is over; not while both talk, and then as soon as they have ended.
    pub fn longest_call_over(&mut self) {
        if let Some(what) = self.c.farewell.clone().or(self.c.limit.clone()) {
            self.fail(&what);
        } else if self.c.talk.as_ref().is_none_or(|talk| talk.since_ms.is_none()) {
            self.reach_limit("2 hours");
        }
    }

    /// The platform could not perform an effect.
    pub fn engine_error(&mut self, id: &str, what: &str, event: &Event) {
        let is_play = self.c.play.as_ref().is_some_and(|play| play.id == id);
        let is_queue = self.c.waiting.as_ref().is_some_and(|waiting| waiting.id == id);
        let is_transfer = self.c.transfer.as_ref().is_some_and(|open| open.id == id) && self.c.talk.is_none();
        if is_play {
            self.play_ended(id, event);
        } else if is_queue {
            self.log(format!("the queue failed: {what}"));
            self.stop_play();
            self.cancel_timer(TimerName::Pause);
            self.cancel_transfer();
            self.cancel_fetch();
            if let Some(waiting) = &mut self.c.waiting {
                // it does not hold the caller: there is nothing to leave
                waiting.standing = Standing::Refused;
            }
            self.leave_queue();
            self.trouble(what);
        } else if self.c.asked.as_ref().is_some_and(|asked| asked.id == id) {
            self.unanswered(what);
        } else if self.c.fetch.as_ref().is_some_and(|open| open.id == id) {
            self.log(format!("the lookup failed: {what}"));
            self.fetched(id, &Fetched::Failed, event);
        } else if self.c.callback.as_ref().is_some_and(|open| open.booking.as_deref() == Some(id)) {
            self.callback_booked(id, false, event);
        } else if self.c.words.as_ref().is_some_and(|words| words.id == id) {
            self.words_failed(what);
        } else if is_transfer {
            let result = rufplan_machine::call::TransferResult::Failed;
            self.transfer_result(id, "", &result, event);
        } else {
            self.ignored(event);
        }
    }
}
