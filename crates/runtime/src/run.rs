//! One step of a call: the event in the waiting state, then instant states to the next that waits (language.md 4.2).

use crate::Program;
use crate::limits;
use crate::secrets::Recorded;
use crate::view::View;
use rufplan_calendar::HoursKind;
use rufplan_machine::call::{
    Configuration, Effect, EffectId, Event, OpenPlay, Outcome, PlayPurpose, Said, Timer, TimerName, Visited,
};
use rufplan_machine::script::{Expr, Machine, PromptId, State};
use rufplan_machine::secret::{MASKED, Secret};
use rufplan_machine::value::Value;

mod keys;
mod plays;
mod timers;

/// A step in the making.
pub(crate) struct Run<'p> {
    pub program: &'p Program,
    pub c: Configuration,
    pub fx: Vec<Effect>,
    /// The state that is entered next.
    next: Option<&'p str>,
    /// All states entered so far, in order.
    pub entered: Vec<&'p str>,
    /// What a journal says of this step, if it is taken again.
    pub recorded: Option<Recorded>,
    /// Whether the key of this step must not be written.
    pub is_unlogged: bool,
}

impl<'p> Run<'p> {
    pub fn new(program: &'p Program, mut c: Configuration, t_ms: i64) -> Self {
        if !c.ended {
            c.t_ms = if c.seq == 0 { t_ms } else { c.t_ms.max(t_ms) };
            c.seq += 1;
        }
        let fx = Vec::new();
        Run { program, c, fx, next: None, entered: Vec::new(), recorded: None, is_unlogged: false }
    }

    /// A step that a journal tells of.
    pub fn again(program: &'p Program, c: Configuration, t_ms: i64, recorded: &[Effect]) -> Self {
        Run { recorded: Some(Recorded::of(recorded)), ..Run::new(program, c, t_ms) }
    }

    /// Takes the event and runs to the next waiting state.
    pub fn take(mut self, event: &Event) -> Self {
        self.runs(event);
        self
    }

    fn runs(&mut self, event: &Event) {
        if self.c.ended {
            return;
        }
        if self.c.state.is_empty() {
            self.begin(event);
        } else {
            self.event(event);
            if self.c.seq >= limits::STEPS && !self.c.ended && self.c.talk.is_none() {
                self.reach_limit("10,000 steps");
            }
        }
        self.run_instants();
    }

    pub fn machine(&self) -> &'p Machine {
        self.program.machine()
    }

    fn begin(&mut self, event: &Event) {
        let Event::Call { number, from, switches } = event else {
            return self.ignored(event);
        };
        self.c.started_ms = self.c.t_ms;
        self.c.number_dialled = number.clone();
        self.c.caller_number = from.clone();
        self.c.language = self.program.first_language().to_owned();
        let declared = &self.machine().switches;
        self.c.switches =
            declared.keys().map(|name| (name.clone(), switches.get(name) == Some(&true))).collect();
        for (name, variable) in &self.machine().vars {
            if let Some(value) = &variable.init {
                let value = match self.program.is_secret(name) {
                    true => Value::Secret(Secret::new(value.clone())),
                    false => value.clone(),
                };
                self.c.vars.insert(name.clone(), value);
            }
        }
        self.emit(Effect::Answer);
        self.set_timer(TimerName::LongestCall, self.c.t_ms.saturating_add(limits::CALL_MS));
        match self.machine().numbers.get(number) {
            Some(entry) => {
                self.hand(&entry.args);
                self.goto(&entry.state);
            }
            None => self.fail("a number that nobody owns"),
        }
    }

    fn event(&mut self, event: &Event) {
        match event {
            Event::Call { .. } => self.ignored(event),
            Event::Key(key) => self.key(*key, event),
            Event::Digit => self.key(MASKED, event),
            Event::PlayDone { id, .. } => self.play_ended(id, event),
            Event::PlayFailed { id } => self.play_ended(id, event),
            Event::Tick => self.tick(event),
            Event::Queue { place, expected_ms, agents } => {
                self.situation(*place, *expected_ms, *agents, event);
            }
            Event::QueueRefused => self.refused(event),
            Event::AgentRinging { agent } => self.agent_ringing(agent, event),
            Event::AgentAnswered { id, agent } => self.agent_answered(id, agent, event),
            Event::AgentLost => self.agent_lost(event),
            Event::AgentHungUp => self.agent_hung_up(event),
            Event::Answer { id, value } => self.answered(id, value, event),
            Event::Callback { id, booked } => self.callback_booked(id, *booked, event),
            Event::TransferRinging { id, .. } => {
                if self.c.transfer.as_ref().is_none_or(|transfer| transfer.id != *id) {
                    self.ignored(event);
                }
            }
            Event::TransferAnswered { id, target } => self.transfer_answered(id, target, event),
            Event::CalledKey { id, target, key } => self.called_key(id, target, *key, event),
            Event::TransferResult { id, target, result } => {
                self.transfer_result(id, target, result, event);
            }
            Event::TransferOver { id } => self.transfer_over(id, event),
            Event::Fetched { id, result } => self.fetched(id, result, event),
            Event::Recorded { id, length_ms } | Event::MessageDone { id, length_ms } => {
                self.words_spoken(id, *length_ms, event);
            }
            Event::Switch { name, on } => self.switch_turned(name, *on, event),
            Event::CallerHungUp => self.caller_hung_up(),
            Event::EngineError { id, what } => self.engine_error(id, what, event),
        }
    }

    /// Enters a state at the end of what is being done.
    pub fn goto(&mut self, state: &'p str) {
        self.next = Some(state);
    }

    /// Enters no other state, whatever was to come next.
    pub fn stay(&mut self) {
        self.next = None;
    }

    /// Enters a state that a configuration names.
    pub fn goto_named(&mut self, id: &str) {
        match self.machine().states.get_key_value(id) {
            Some((id, _)) => self.next = Some(id),
            None => self.trouble(&format!("state {id} is not in this machine")),
        }
    }

    fn run_instants(&mut self) {
        let mut entered = 0;
        while let Some(id) = self.next.take() {
            if self.c.ended {
                return;
            }
            entered += 1;
            if entered > limits::INSTANT_STATES {
                return self.fail("a circle of states that do not wait");
            }
            self.enter(id);
        }
    }

    fn enter(&mut self, id: &'p str) {
        let Some(state) = self.program.state(id) else {
            return self.trouble(&format!("state {id} is not in this machine"));
        };
        self.entered.push(id);
        self.c.state.clear();
        self.c.state.push_str(id);
        if let Some(limit) = self.c.limit.clone()
            && leads_on(state)
        {
            return self.say_farewell(&limit);
        }
        match state {
            State::Branch { arms, otherwise } => {
                let arm = arms.iter().find(|arm| self.judge(&arm.when));
                self.goto(arm.map_or(otherwise, |arm| &arm.next));
            }
            State::Set { var, value, next } => {
                match self.worked_out(var, value) {
                    Value::Unknown => self.c.vars.remove(var),
                    value => self.c.vars.insert(var.clone(), value),
                };
                self.goto(next);
            }
            State::Mark { name, value, next } => self.mark(name, value.as_ref(), next),
            State::Speak { lang, next } => self.speak(lang, next),
            State::Hours { hours, open, closed, holiday, special } => {
                let kind = self.view().hours(hours).map(|state| state.kind);
                self.goto(match kind {
                    Some(HoursKind::Open) => open,
                    Some(HoursKind::Holiday) => holiday,
                    Some(HoursKind::Special) => special,
                    Some(HoursKind::Closed) | None => closed,
                });
            }
            State::Play { prompts, interruptible, next, .. } => {
                self.enter_play(prompts, *interruptible, next)
            }
            State::Pause { ms, interruptible, next } => self.enter_pause(*ms, *interruptible, next),
            State::Menu(_) | State::Collect(_) => self.enter_question(id, state),
            State::Refuse { question } => self.refuse(question),
            State::Consent(consent) => self.enter_consent(id, consent),
            State::Recording { order, next } => {
                self.order_recording(*order);
                self.goto(next);
            }
            State::CountFailure { count, in_arm, next } => self.count_failure(count, *in_arm, next),
            State::Wipe { vars, next } => {
                self.wipe(vars);
                self.goto(next);
            }
            State::Retry { question, count } => self.retry(question, count.as_deref()),
            State::Repeat { question } => self.repeat(question),
            State::GoBack => self.go_back(),
            State::EnterQueue { queue, priority, agent } => {
                self.enter_queue(queue, priority.as_ref(), agent.as_ref());
            }
            State::Queue { queue } => self.enter_queue(queue, None, None),
            State::KeepWaiting { queue } => self.keep_waiting(queue),
            State::LeaveQueue { next, .. } => {
                self.leave_queue();
                self.goto(next);
            }
            State::Ask(ask) => self.enter_ask(id, ask),
            State::Callback(offer) => self.enter_callback(id, offer),
            State::Survey(start) => self.enter_survey(id, start),
            State::Transfer(transfer) => self.enter_transfer(id, transfer),
            State::GoTo(to) => self.go_to(to),
            State::Call(call) => self.call_flow(id, call),
            State::Return { outcome } => self.return_with(outcome),
            State::Fetch(fetch) => self.enter_fetch(id, fetch),
            State::Record(dictation) | State::Message(dictation) => self.enter_dictation(id, dictation),
            State::Pass { to } => self.enter_pass(id, to),
            State::End => self.script_ends(),
        }
    }

    fn mark(&mut self, name: &str, value: Option<&'p Expr>, next: &'p str) {
        if self.c.marks.len() >= limits::MARKS {
            return self.reach_limit("1,000 marks");
        }
        let label = value.map(|value| self.view().plain(&self.eval(value)));
        self.c.marks.push((name.to_owned(), label.clone()));
        self.emit(Effect::Mark { name: name.to_owned(), value: label });
        self.goto(next);
    }

    fn speak(&mut self, lang: &Expr, next: &'p str) {
        let tag = crate::view::text(&self.eval(lang)).unwrap_or_default().to_owned();
        if self.machine().languages.contains(&tag) {
            self.c.language = tag;
        } else {
            self.log(format!("the client does not speak {tag:?}"));
        }
        self.goto(next);
    }

    fn switch_turned(&mut self, name: &str, on: bool, event: &Event) {
        let Some(state) = self.c.switches.get_mut(name) else {
            return self.ignored(event);
        };
        *state = on;
        if on {
            self.c.turned_on.insert(name.to_owned());
        } else {
            self.c.turned_on.remove(name);
        }
        self.watch_queue();
    }

    pub fn view(&self) -> View<'_> {
        View { program: self.program, c: &self.c, lang: &self.c.language }
    }

    pub fn eval(&self, expr: &Expr) -> Value {
        self.view().eval(expr)
    }

    pub fn said(&self, prompts: &[PromptId], lang: &str) -> Vec<Said> {
        prompts.iter().map(|prompt| self.view_in(lang).said(prompt, lang)).collect()
    }

    fn view_in<'a>(&'a self, lang: &'a str) -> View<'a> {
        View { program: self.program, c: &self.c, lang }
    }

    pub fn emit(&mut self, effect: Effect) {
        self.fx.push(effect);
    }

    /// Id of the effect that is emitted next.
    pub fn next_id(&self) -> EffectId {
        format!("{}.{}", self.c.seq, self.fx.len())
    }

    pub fn log(&mut self, line: String) {
        self.emit(Effect::Log(line));
    }

    /// Nothing waits for the event: it is dropped (language.md 4.2).
    pub fn ignored(&mut self, event: &Event) {
        let what = match event {
            Event::Call { .. } => "call".to_owned(),
            Event::Key(_) if self.is_unlogged => "digit".to_owned(),
            Event::Key(key) => format!("key {key}"),
            Event::Digit => "digit".to_owned(),
            Event::PlayDone { id, .. } => format!("play_done {id}"),
            Event::PlayFailed { id } => format!("play_failed {id}"),
            Event::Tick => "tick".to_owned(),
            Event::Queue { .. } => "queue".to_owned(),
            Event::QueueRefused => "queue_refused".to_owned(),
            Event::AgentRinging { .. } => "agent_ringing".to_owned(),
            Event::AgentAnswered { id, .. } => format!("agent_answered {id}"),
            Event::AgentLost => "agent_lost".to_owned(),
            Event::AgentHungUp => "agent_hung_up".to_owned(),
            Event::Answer { id, .. } => format!("answer {id}"),
            Event::Callback { id, .. } => format!("callback {id}"),
            Event::TransferRinging { id, .. } => format!("transfer_ringing {id}"),
            Event::TransferAnswered { id, .. } => format!("transfer_answered {id}"),
            Event::CalledKey { id, .. } => format!("called_key {id}"),
            Event::TransferResult { id, .. } => format!("transfer_result {id}"),
            Event::TransferOver { id } => format!("transfer_over {id}"),
            Event::Fetched { id, .. } => format!("fetched {id}"),
            Event::Recorded { id, .. } => format!("recorded {id}"),
            Event::MessageDone { id, .. } => format!("message_done {id}"),
            Event::Switch { name, .. } => format!("switch {name}"),
            Event::CallerHungUp => "caller_hung_up".to_owned(),
            Event::EngineError { id, .. } => format!("engine_error {id}"),
        };
        self.log(format!("ignored {what}"));
    }

    /// Writes a waiting state or a key into the call's path.
    pub fn visit(&mut self, state: String) {
        let at_ms = u64::try_from(self.c.t_ms - self.c.started_ms).unwrap_or(0);
        self.c.visited.push(Visited { at_ms, state });
    }

    /// Begins a play of prompts and keeps what its end is for; `false` if there is nothing to say.
    pub fn play(&mut self, prompts: &[PromptId], interruptible: bool, purpose: PlayPurpose) -> bool {
        if prompts.is_empty() {
            return false;
        }
        let id = self.next_id();
        let said = self.said(prompts, &self.c.language);
        self.c.play = Some(OpenPlay { id: id.clone(), purpose });
        self.emit(Effect::Play { id, said, interruptible });
        true
    }

    /// Stops what is being said to the caller, if anything is.
    pub fn stop_play(&mut self) {
        let Some(play) = self.c.play.take() else { return };
        self.emit(Effect::StopPlay(play.id));
        self.words_ended();
    }

    pub fn stop_music(&mut self) {
        if std::mem::take(&mut self.c.music) {
            self.emit(Effect::StopMusic);
        }
    }

    /// Sets a timer; one of this name that runs is set anew.
    pub fn set_timer(&mut self, name: TimerName, at_ms: i64) {
        self.cancel_timer(name);
        self.c.timers.push(Timer { name, at_ms });
    }

    pub fn cancel_timer(&mut self, name: TimerName) {
        self.c.timers.retain(|timer| timer.name != name);
    }

    /// The moment a length of time from now.
    pub fn after(&self, ms: u32) -> i64 {
        self.c.t_ms.saturating_add(ms.into())
    }
}

/// Whether a state does more than say, so that a call whose limit is reached ends before it (X3).
fn leads_on(state: &State) -> bool {
    match state {
        State::Branch { .. }
        | State::Set { .. }
        | State::Mark { .. }
        | State::Speak { .. }
        | State::Hours { .. }
        | State::Ask(_)
        | State::Play { .. }
        | State::Pause { .. }
        | State::LeaveQueue { .. }
        | State::Recording { .. }
        | State::CountFailure { .. }
        | State::Wipe { .. }
        | State::GoTo(_)
        | State::Call(_)
        | State::Return { .. }
        | State::End => false,
        State::Menu(_)
        | State::Collect(_)
        | State::Consent(_)
        | State::Retry { .. }
        | State::Refuse { .. }
        | State::Repeat { .. }
        | State::GoBack
        | State::EnterQueue { .. }
        | State::Queue { .. }
        | State::KeepWaiting { .. }
        | State::Callback(_)
        | State::Survey(_)
        | State::Transfer(_)
        | State::Fetch(_)
        | State::Record(_)
        | State::Message(_)
        | State::Pass { .. } => true,
    }
}

/// How a call that nobody hung up on ends.
pub(crate) fn ending(c: &Configuration) -> Outcome {
    match (&c.limit, &c.handled) {
        (Some(limit), _) => Outcome::Failed { what: limit.clone() },
        (None, Some(handled)) => handled.clone(),
        (None, None) => Outcome::Completed,
    }
}
