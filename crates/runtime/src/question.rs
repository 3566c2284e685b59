//! Questions, that is menus and entries: words, keys, attempts (language.md 4.4; S1 to S7).

use crate::limits;
use crate::run::Run;
use rufplan_machine::call::{Event, Phase, PlayPurpose, Question, TimerName};
use rufplan_machine::script::{Key, Menu, OnArm, PromptId, State, StateId};
use rufplan_machine::secret::Keyed;

/// What a code that was keyed so far amounts to.
pub(crate) enum Match<'p> {
    /// Exactly this, and nothing longer begins so.
    Only(&'p Key),
    /// Exactly this, but a longer code begins so.
    OrLonger,
    /// Nothing yet, but a code begins so.
    Beginning,
    /// No code begins so.
    Nothing,
}

/// What menus and entries have in common.
struct Asking<'p> {
    prompts: &'p [PromptId],
    prompts_again: &'p [PromptId],
    /// Whether keys are heard while it speaks.
    interrupt: bool,
    /// Whether keys that were typed ahead count.
    takes_typed_ahead: bool,
    first_ms: u32,
    attempts: u32,
    give_up_ms: Option<u32>,
    counts_in: Option<&'p str>,
    silence: &'p [OnArm],
    wrong: &'p [OnArm],
    failure: &'p StateId,
    error: &'p StateId,
}

fn asking(state: &State) -> Option<Asking<'_>> {
    Some(match state {
        State::Menu(menu) => Asking {
            prompts: &menu.prompts,
            prompts_again: &menu.prompts_again,
            interrupt: menu.interrupt,
            takes_typed_ahead: menu.interrupt,
            first_ms: menu.first_ms,
            attempts: menu.attempts,
            give_up_ms: menu.give_up_ms,
            counts_in: menu.counts_in.as_deref(),
            silence: &menu.silence,
            wrong: &menu.wrong,
            failure: &menu.failure,
            error: &menu.error,
        },
        State::Collect(collect) => Asking {
            prompts: &collect.prompts,
            prompts_again: &collect.prompts_again,
            interrupt: collect.interrupt,
            // language.md 4.4, 6: the buffer is cleared on entering a secret entry
            takes_typed_ahead: collect.interrupt && !collect.secret,
            first_ms: collect.first_ms,
            attempts: collect.attempts,
            give_up_ms: collect.give_up_ms,
            counts_in: collect.counts_in.as_deref(),
            silence: &collect.silence,
            wrong: &collect.wrong,
            failure: &collect.failure,
            error: &collect.error,
        },
        _ => return None,
    })
}

impl<'p> Run<'p> {
    /// Enters a question: a new visit, with all its attempts.
    pub fn enter_question(&mut self, id: &'p str, state: &'p State) {
        let Some(asking) = asking(state) else { return };
        self.leave_queue();
        self.c.visits.insert(id.to_owned(), Default::default());
        // S7: entering one that is in the list cuts the list there
        if let Some(index) = self.c.entered.iter().position(|entered| entered == id) {
            self.c.entered.truncate(index);
        }
        self.c.entered.push(id.to_owned());
        match asking.give_up_ms {
            Some(ms) => self.set_timer(TimerName::GiveUp, self.after(ms)),
            None => self.cancel_timer(TimerName::GiveUp),
        }
        self.ask(id, state);
    }

    /// Asks, with the words of the first or of a later time (S5), or takes the keys that were typed ahead (S2).
    fn ask(&mut self, id: &'p str, state: &'p State) {
        let Some(asking) = asking(state) else { return };
        self.cancel_timer(TimerName::FirstKey);
        self.cancel_timer(TimerName::NextKey);
        self.c.state.clear();
        self.c.state.push_str(id);
        self.visit(id.to_owned());
        let secret = matches!(state, State::Collect(collect) if collect.secret);
        let typed = Keyed::new(secret);
        self.c.question = Some(Question { state: id.to_owned(), typed, phase: Phase::Keying });
        if let State::Collect(collect) = state {
            // S9: unset until a value is keyed
            self.c.vars.remove(&collect.var);
            if secret {
                self.pause_for_secret(&collect.var);
            }
        }
        if !asking.takes_typed_ahead {
            self.c.keys.clear();
        }
        if !self.c.keys.is_empty() {
            return self.take_typed_ahead(state);
        }
        let visit = self.c.visits.entry(id.to_owned()).or_default();
        let again = visit.said > 0 && !asking.prompts_again.is_empty();
        visit.said = visit.said.saturating_add(1);
        let prompts = if again { asking.prompts_again } else { asking.prompts };
        if !self.play(prompts, asking.interrupt, PlayPurpose::Question) {
            self.set_timer(TimerName::FirstKey, self.after(asking.first_ms));
        }
    }

    /// Keys typed ahead, one by one until they decide; the rest stays for what follows (S2).
    fn take_typed_ahead(&mut self, state: &'p State) {
        while !self.c.keys.is_empty() && self.c.question.is_some() {
            let key = self.c.keys.remove(0);
            self.stop_play();
            self.typed(key, state);
        }
    }

    /// The words of a question are over: the time for the first key runs from now on.
    pub fn question_said(&mut self, failed: bool) {
        if let Some(consent) = self.consent_here() {
            return self.consent_said(consent, failed);
        }
        let Some(asking) = self.program.state(&self.c.state).and_then(asking) else { return };
        if failed {
            self.drop_question();
            return self.error_at(asking.error, "the words of a question could not be heard");
        }
        self.set_timer(TimerName::FirstKey, self.after(asking.first_ms));
    }

    /// A key while a question listens, or speaks.
    pub fn question_key(&mut self, key: char, state: &'p State, event: &Event) {
        if self.c.play.is_some() {
            let reading_back = self.c.question.as_ref().is_some_and(|q| q.phase != Phase::Keying);
            let consent = matches!(state, State::Consent(_));
            if !reading_back && !consent && !asking(state).is_some_and(|asking| asking.interrupt) {
                if self.c.question.as_ref().is_some_and(|question| question.typed.is_secret()) {
                    self.keep_secret(key);
                }
                return self.ignored(event);
            }
            self.stop_play();
        }
        self.typed(key, state);
    }

    fn typed(&mut self, key: char, state: &'p State) {
        match state {
            State::Menu(menu) => self.typed_in_menu(key, menu),
            State::Collect(collect) => self.typed_in_collect(key, collect),
            State::Consent(consent) => self.consent_key(key, consent),
            _ => {}
        }
    }

    fn typed_in_menu(&mut self, key: char, menu: &'p Menu) {
        self.cancel_timer(TimerName::FirstKey);
        let Some(question) = &mut self.c.question else { return };
        question.typed.push(key);
        let typed = question.typed.keys().to_owned();
        match self.matching(&typed, menu) {
            Match::Only(key) => self.choose_in_menu(&typed, key),
            Match::OrLonger | Match::Beginning => {
                self.set_timer(TimerName::NextKey, self.after(menu.next_ms))
            }
            Match::Nothing => self.wrong(),
        }
    }

    /// No further key came: a code or value that is whole counts, another one is wrong.
    pub fn entry_over(&mut self) {
        if let Some(collect) = self.collect_here() {
            return self.entry_ends(collect);
        }
        let Some(State::Menu(menu)) = self.program.state(&self.c.state) else { return };
        let Some(question) = &self.c.question else { return };
        let typed = question.typed.keys().to_owned();
        match self.exact(&typed, menu) {
            Some(key) => self.choose_in_menu(&typed, key),
            None => self.wrong(),
        }
    }

    /// A key that is heard anywhere.
    pub fn anywhere(&self, code: &str) -> Option<&'p Key> {
        self.machine().anywhere.get(code)
    }

    fn matching(&self, typed: &str, menu: &'p Menu) -> Match<'p> {
        let anywhere = menu.anywhere.then_some(&self.machine().anywhere);
        let longer = std::iter::once(&menu.keys).chain(anywhere).any(|keys| continues(keys, typed));
        match (self.exact(typed, menu), longer) {
            (Some(key), false) => Match::Only(key),
            (Some(_), true) => Match::OrLonger,
            (None, true) => Match::Beginning,
            (None, false) => Match::Nothing,
        }
    }

    /// A `press` of the menu itself goes before one that is heard anywhere (language.md 2.6).
    fn exact(&self, typed: &str, menu: &'p Menu) -> Option<&'p Key> {
        let anywhere = || menu.anywhere.then(|| self.machine().anywhere.get(typed)).flatten();
        menu.keys.get(typed).or_else(anywhere)
    }

    fn choose_in_menu(&mut self, code: &str, key: &'p Key) {
        if self.machine().anywhere.get(code).is_some_and(|anywhere| std::ptr::eq(anywhere, key)) {
            // its arm leaves for good: flows that were run do not come back
            self.drop_frames();
        }
        self.c.menu_code = Some(code.to_owned());
        self.choose(code, key);
    }

    /// A key or code was pressed that leads somewhere.
    pub fn choose(&mut self, code: &str, key: &'p Key) {
        self.drop_question();
        self.secret_left();
        self.cancel_timer(TimerName::GiveUp);
        self.c.in_trouble = false;
        self.c.choices.push(key.label.clone().unwrap_or_else(|| code.to_owned()));
        self.visit(format!("{}#press:{code}", self.c.state));
        self.goto(&key.next);
    }

    pub fn silence(&mut self) {
        if let Some(consent) = self.consent_here() {
            return self.consents(consent, consent.silence);
        }
        if let Some(collect) = self.collect_here()
            && self.c.question.as_ref().is_some_and(|question| question.phase != Phase::Keying)
        {
            return self.confirm_unanswered(collect, true);
        }
        if let Some(asking) = self.program.state(&self.c.state).and_then(asking) {
            self.used_attempt(asking.silence);
        }
    }

    pub fn wrong(&mut self) {
        // language.md 4.4, 6
        self.c.keys.clear();
        if let Some(asking) = self.program.state(&self.c.state).and_then(asking) {
            self.used_attempt(asking.wrong);
        }
    }

    /// One attempt more is used; the arm of it runs and ends in `Retry` (S5).
    pub fn used_attempt(&mut self, arms: &'p [OnArm]) {
        self.drop_question();
        let visit = self.c.visits.entry(self.c.state.clone()).or_default();
        visit.failed = visit.failed.saturating_add(1);
        let failed = visit.failed;
        let question = self.program.state(&self.c.state).and_then(asking);
        if let Some(count) = question.and_then(|asking| asking.counts_in) {
            self.count(count);
        }
        if let Some(arm) = arms.iter().rev().find(|arm| arm.from <= failed).or(arms.first()) {
            self.goto(&arm.next);
        }
    }

    /// The end of an `on` arm: asks again while attempts are left, else fails (S5).
    /// A shared count that is full leads away before (language.md 2.6).
    pub fn retry(&mut self, question: &'p str, count: Option<&str>) {
        let Some(state) = self.program.state(question) else { return };
        let Some(asking) = asking(state) else { return };
        if let Some(next) = [asking.counts_in, count].into_iter().flatten().find_map(|count| self.full(count))
        {
            return self.question_failed(next);
        }
        let failed = self.c.visits.get(question).map_or(0, |visit| visit.failed);
        if failed < asking.attempts {
            self.ask(question, state)
        } else {
            self.question_failed(asking.failure)
        }
    }

    /// An entry that was legal is refused after all: as a wrong one (language.md 2.6).
    pub fn refuse(&mut self, question: &'p str) {
        let Some(State::Collect(collect)) = self.program.state(question) else { return };
        self.c.vars.remove(&collect.var);
        // language.md 4.4, 6
        self.c.keys.clear();
        self.c.state.clear();
        self.c.state.push_str(question);
        if let Some(ms) = collect.give_up_ms
            && !self.c.timers.iter().any(|timer| timer.name == TimerName::GiveUp)
        {
            self.set_timer(TimerName::GiveUp, self.after(ms));
        }
        self.used_attempt(&collect.wrong);
    }

    /// `count failure in`, outside of an arm that goes on.
    pub fn count_failure(&mut self, count: &str, in_arm: bool, next: &'p str) {
        self.count(count);
        let full = if in_arm { None } else { self.full(count) };
        self.goto(full.unwrap_or(next));
    }

    fn count(&mut self, count: &str) {
        let counted = self.c.failures.entry(count.to_owned()).or_default();
        *counted = counted.saturating_add(1);
    }

    /// Where a shared count leads that is full.
    fn full(&self, count: &str) -> Option<&'p str> {
        let limit = self.machine().failures.get(count)?;
        let counted = self.c.failures.get(count).copied().unwrap_or(0);
        (counted >= limit.at_most).then_some(&limit.next)
    }

    /// `again` after a right key: ten times a visit, the next is a failure (S6).
    pub fn repeat(&mut self, question: &'p str) {
        let Some(state) = self.program.state(question) else { return };
        let Some(asking) = asking(state) else { return };
        let visit = self.c.visits.entry(question.to_owned()).or_default();
        visit.repeats = visit.repeats.saturating_add(1);
        if visit.repeats > limits::REPEATS {
            return self.question_failed(asking.failure);
        }
        if let Some(ms) = asking.give_up_ms
            && !self.c.timers.iter().any(|timer| timer.name == TimerName::GiveUp)
        {
            self.set_timer(TimerName::GiveUp, self.after(ms));
        }
        self.ask(question, state);
    }

    /// [`Run::repeat`] of a question that a configuration names.
    pub fn repeat_named(&mut self, question: &str) {
        match self.machine().states.get_key_value(question) {
            Some((question, _)) => self.repeat(question),
            None => self.trouble(&format!("state {question} is not in this machine")),
        }
    }

    fn question_failed(&mut self, failure: &'p str) {
        self.drop_question();
        self.secret_left();
        self.cancel_timer(TimerName::GiveUp);
        self.goto(failure);
    }

    /// `give up after` is over, whatever is being done: also the words of an arm end.
    pub fn give_up(&mut self) {
        self.drop_frames_above_question();
        let Some(id) = self.c.entered.last().cloned() else { return };
        let Some(asking) = self.program.state(&id).and_then(asking) else { return };
        self.stop_play();
        self.cancel_timer(TimerName::Pause);
        self.question_failed(asking.failure);
    }

    /// The menu entered before, anew (S7).
    pub fn go_back(&mut self) {
        self.c.entered.pop();
        match self.c.entered.last().cloned() {
            Some(before) => self.goto_named(&before),
            None => self.trouble("`go back` without a menu before"),
        }
    }

    /// A secret entry is left without a value: nothing is keyed that must not be recorded.
    fn secret_left(&mut self) {
        let var = self.c.recording.as_ref().and_then(|recording| recording.for_secret.clone());
        if let Some(var) = var.filter(|var| !self.c.vars.contains_key(var)) {
            self.resume_after_secret(&var);
        }
    }

    /// Nothing listens any more. Counts stay until the question is entered anew.
    pub fn drop_question(&mut self) {
        self.c.question = None;
        self.cancel_timer(TimerName::FirstKey);
        self.cancel_timer(TimerName::NextKey);
    }
}

/// Whether a longer code begins with what was keyed.
pub(crate) fn continues(keys: &std::collections::BTreeMap<String, Key>, typed: &str) -> bool {
    // the keys are sorted: the first behind `typed` is longer or there is none
    let behind = (std::ops::Bound::Excluded(typed), std::ops::Bound::Unbounded);
    keys.range::<str, _>(behind).next().is_some_and(|(code, _)| code.starts_with(typed))
}
