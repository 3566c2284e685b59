//! `collect`: keys become a value (language.md 2.6, 4.4; rules S4, S9).

use crate::limits;
use crate::run::Run;
use crate::secrets::is_digit;
use crate::view::machine_date;
use rufplan_entry::{checks, keyed};
use rufplan_machine::call::{Effect, Given, Hidden, OpenAsk, Phase, PlayPurpose, Swallow, TimerName};
use rufplan_machine::script::{Bounds, Collect, EntryCheck, EntryKind, EntryRule, State};
use rufplan_machine::value::{Date, Decimal, Time, Value};

/// What the reading back is answered with.
const RIGHT: char = '1';
const AGAIN: char = '2';

impl<'p> Run<'p> {
    /// A key of an entry, or an answer to its reading back.
    pub(crate) fn typed_in_collect(&mut self, key: char, collect: &'p Collect) {
        self.cancel_timer(TimerName::FirstKey);
        let Some(question) = &self.c.question else { return };
        if question.phase == Phase::Checking {
            // it belongs to what follows
            self.c.keys.push(key);
            return;
        }
        if question.phase != Phase::Keying {
            return self.confirm_key(key, collect);
        }
        let mut code = [0; 4];
        let code = &*key.encode_utf8(&mut code);
        let first = question.typed.is_empty();
        if let Some(out) = collect.keys.get(code).filter(|_| first || !is_digit(key)) {
            return self.choose(code, out);
        }
        if let Some(out) = self.anywhere(code).filter(|_| collect.anywhere && first) {
            return self.choose(code, out);
        }
        if collect.entry.finish == Some(key) {
            return self.entry_ends(collect);
        }
        if collect.entry.clear == Some(key) {
            return self.clear_entry(collect);
        }
        if !is_digit(key) && point(&collect.entry) != Some(key) {
            return self.wrong();
        }
        let Some(question) = &mut self.c.question else { return };
        question.typed.push(key);
        let typed = question.typed.clone();
        if collect.secret {
            self.keep_secret(key);
        }
        // a replay does not know the digits; the journal says where they were enough
        let recorded = if collect.secret { self.recorded_end() } else { None };
        if recorded.unwrap_or_else(|| self.is_whole(typed.keys(), &collect.entry)) {
            self.await_finish_key(collect);
            self.entry_ends(collect);
        } else {
            self.set_timer(TimerName::NextKey, self.after(collect.next_ms));
        }
    }

    /// Throws away what was keyed so far; the entry begins anew, the attempt does not.
    fn clear_entry(&mut self, collect: &Collect) {
        self.cancel_timer(TimerName::NextKey);
        if let Some(question) = &mut self.c.question {
            question.typed.clear();
        }
        self.set_timer(TimerName::FirstKey, self.after(collect.first_ms));
    }

    /// S9: no longer value is possible.
    fn is_whole(&self, typed: &str, entry: &EntryRule) -> bool {
        let keyed = digits(typed);
        let pattern = entry.pattern.as_ref().and_then(|pattern| self.program.patterns.get(pattern));
        typed.len() >= limits::KEYS
            || entry.length.as_ref().is_some_and(|length| keyed >= self.whole(length).1)
            || pattern.is_some_and(|pattern| pattern.is_whole(typed))
    }

    /// S4: a finish key that follows belongs to the entry; one that was typed ahead is there already.
    fn await_finish_key(&mut self, collect: &Collect) {
        let Some(finish) = collect.entry.finish else { return };
        if self.c.keys.starts_with(finish) {
            self.c.keys.remove(0);
        } else if self.c.keys.is_empty() {
            self.c.swallow = Some(Swallow { key: finish, until_ms: self.after(collect.next_ms) });
        }
    }

    /// Whether a key is the finish key of the entry before; any other key ends the waiting for it (S4).
    pub(crate) fn is_swallowed(&mut self, key: char) -> bool {
        let swallow = self.c.swallow.take();
        swallow.is_some_and(|swallow| swallow.key == key && self.c.t_ms <= swallow.until_ms)
    }

    /// An entry is complete: a value, or a wrong entry.
    pub(crate) fn entry_ends(&mut self, collect: &'p Collect) {
        self.cancel_timer(TimerName::NextKey);
        let Some(question) = &self.c.question else { return };
        let value = self.value_of(question.typed.keys(), &collect.entry);
        let length = question.typed.len();
        let value = if collect.secret { self.entered_secret(length, value) } else { value };
        match value {
            None => self.wrong(),
            Some(value) => match &collect.entry.check {
                Some(EntryCheck::Shape(shape)) => self.ask_shape(collect, shape),
                _ => self.legal(collect, value),
            },
        }
    }

    fn legal(&mut self, collect: &'p Collect, value: Value) {
        if collect.confirm.is_some() {
            self.read_back(collect, Phase::Confirming)
        } else {
            self.fill(collect, value)
        }
    }

    /// `check: with`: the platform runs the shape, and answers in the same millisecond.
    fn ask_shape(&mut self, collect: &Collect, shape: &str) {
        let id = self.next_id();
        let Some(question) = &mut self.c.question else { return };
        question.phase = Phase::Checking;
        let entry = Value::Digits(question.typed.keys().to_owned());
        let state = question.state.clone();
        let entry = if collect.secret { Given::Secret(Hidden::new(entry)) } else { Given::Shown(entry) };
        self.c.asked = Some(OpenAsk { id: id.clone(), state });
        self.emit(Effect::Check { id, shape: shape.to_owned(), entry });
    }

    /// What the shape said; a shape that fails has said no.
    pub(crate) fn entry_checked(&mut self, collect: &'p Collect, legal: bool) {
        let Some(question) = &mut self.c.question else { return };
        question.phase = Phase::Keying;
        let typed = question.typed.clone();
        let value = self.value_of(typed.keys(), &collect.entry);
        let value = if collect.secret { self.kept_secret(typed.len(), value) } else { value };
        match value.filter(|_| legal) {
            Some(value) => self.legal(collect, value),
            None => self.wrong(),
        }
    }

    /// Reads the entry back and waits for 1 or 2.
    fn read_back(&mut self, collect: &'p Collect, phase: Phase) {
        if let Some(question) = &mut self.c.question {
            question.phase = phase;
        }
        let said = self.play(collect.confirm.as_slice(), true, PlayPurpose::Question);
        if !said {
            self.set_timer(TimerName::FirstKey, self.after(collect.first_ms));
        }
    }

    fn confirm_key(&mut self, key: char, collect: &'p Collect) {
        let mut code = [0; 4];
        match key {
            RIGHT => self.fill_with_typed(collect),
            AGAIN => {
                let Some(question) = self.c.question.take() else { return };
                self.repeat_named(&question.state);
            }
            _ => match self.anywhere(key.encode_utf8(&mut code)).filter(|_| collect.anywhere) {
                Some(out) => self.choose(key.encode_utf8(&mut code), out),
                None => self.confirm_unanswered(collect, false),
            },
        }
    }

    fn fill_with_typed(&mut self, collect: &'p Collect) {
        let Some(question) = &self.c.question else { return };
        match self.value_of(question.typed.keys(), &collect.entry) {
            Some(value) => self.fill(collect, value),
            // midnight has made a day impossible
            None => self.wrong(),
        }
    }

    /// Silence or another key: asks once more, then the attempt is used (S9).
    pub(crate) fn confirm_unanswered(&mut self, collect: &'p Collect, silence: bool) {
        let phase = self.c.question.as_ref().map(|question| question.phase);
        if phase == Some(Phase::Confirming) {
            return self.read_back(collect, Phase::ConfirmingAgain);
        }
        if silence { self.used_attempt(&collect.silence) } else { self.wrong() }
    }

    fn fill(&mut self, collect: &'p Collect, value: Value) {
        self.drop_question();
        self.cancel_timer(TimerName::GiveUp);
        self.c.in_trouble = false;
        self.c.vars.insert(collect.var.clone(), value);
        // the recording rests on until the lookup that is sent the secret has answered (language.md 2.12)
        if collect.secret && !self.program.is_sent(&collect.var) {
            self.resume_after_secret(&collect.var);
        }
        self.goto(&collect.next);
    }

    /// What was keyed, if it is a legal value.
    fn value_of(&self, typed: &str, entry: &EntryRule) -> Option<Value> {
        let keyed = digits(typed);
        if keyed == 0 {
            return None;
        }
        if let Some(length) = &entry.length {
            let (least, most) = self.whole(length);
            if keyed < least || keyed > most {
                return None;
            }
        }
        if let Some(pattern) = &entry.pattern
            && !self.program.patterns.get(pattern).is_some_and(|pattern| pattern.fits(typed))
        {
            return None;
        }
        if !entry.check.as_ref().is_none_or(|check| passes(typed, check)) {
            return None;
        }
        let value = self.converted(typed, &entry.becomes)?;
        let within = entry.between.as_ref().is_none_or(|between| {
            let (from, to) = (self.eval(&between.from), self.eval(&between.to));
            crate::view::is_between(&value, &from, &to)
        });
        within.then_some(value)
    }

    fn converted(&self, typed: &str, becomes: &EntryKind) -> Option<Value> {
        let date = |(year, month, day)| Value::Date(Date { year, month, day });
        match becomes {
            EntryKind::Digits => Some(Value::Digits(typed.to_owned())),
            EntryKind::Number { decimals, point } => keyed::number(typed, *point, *decimals)
                .map(|(units, scale)| Value::Number(Decimal { units, scale })),
            EntryKind::Date => keyed::day_of_year(typed).map(date),
            EntryKind::DayOfYear => {
                let today = machine_date(self.program.zone.to_local(self.c.t_ms).date);
                keyed::day_in(typed, today.year).map(date)
            }
            EntryKind::Time => {
                keyed::time(typed).map(|(hour, minute)| Value::Time(Time { hour, minute, second: 0 }))
            }
            EntryKind::Phone { home } => rufplan_speech::dialled(typed, home).map(Value::Phone),
        }
    }

    /// Least and greatest number of keys; the unknown is no bound.
    fn whole(&self, bounds: &Bounds) -> (usize, usize) {
        let keys = |value: Value| match value {
            Value::Number(number) => usize::try_from(number.to_i64()).ok(),
            _ => None,
        };
        let (from, to) = (keys(self.eval(&bounds.from)), keys(self.eval(&bounds.to)));
        (from.unwrap_or(1), to.unwrap_or(limits::KEYS))
    }

    /// The `collect` in whose state the call is.
    pub(crate) fn collect_here(&self) -> Option<&'p Collect> {
        match self.program.state(&self.c.state) {
            Some(State::Collect(collect)) => Some(collect),
            _ => None,
        }
    }
}

fn digits(typed: &str) -> usize {
    typed.bytes().filter(u8::is_ascii_digit).count()
}

fn point(entry: &EntryRule) -> Option<char> {
    match entry.becomes {
        EntryKind::Number { point, .. } => point,
        _ => None,
    }
}

fn passes(typed: &str, check: &EntryCheck) -> bool {
    match check {
        EntryCheck::Luhn => checks::luhn(typed),
        EntryCheck::Iban(country) => checks::iban(typed, country),
        EntryCheck::DateDdmm => keyed::is_day_of_any_year(typed),
        EntryCheck::DateDdmmyyyy => keyed::day_of_year(typed).is_some(),
        EntryCheck::PlzDe => checks::plz_de(typed),
        // asked when the entry is whole
        EntryCheck::Shape(_) => true,
    }
}
