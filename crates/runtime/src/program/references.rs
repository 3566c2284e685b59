//! Whether everything that a machine names is there.

use super::LoadError;
use rufplan_machine::script::{
    Arguments, Ask, Callback, Collect, Dictation, Expr, Fact, Fetch, Inquiry, Key, Lookup, Machine, Menu,
    OfferCallback, OnArm, Part, Prompt, PromptId, Queue, QueueCase, State, Stretch, Survey, Transfer,
};
use rufplan_machine::value::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The first thing that is named and not there.
pub(super) fn check(machine: &Machine) -> Result<(), LoadError> {
    if machine.languages.is_empty() {
        return Err(LoadError::NoLanguage);
    }
    let all = Names { machine };
    for (number, entry) in &machine.numbers {
        all.state(number, &entry.state)?;
        all.arguments(number, &entry.args)?;
    }
    all.state("on error", &machine.on_error)?;
    all.keys("anywhere", &machine.anywhere)?;
    for (name, count) in &machine.failures {
        all.state(name, &count.next)?;
    }
    for (name, variable) in &machine.vars {
        variable.init.iter().try_for_each(|value| literal(name, value))?;
    }
    for (id, state) in &machine.states {
        all.check_state(id, state)?;
    }
    for (name, queue) in &machine.queues {
        all.check_queue(name, queue)?;
    }
    for (name, callback) in &machine.callbacks {
        all.check_callback(name, callback)?;
    }
    for (name, survey) in &machine.surveys {
        all.check_survey(name, survey)?;
    }
    for (name, prompt) in &machine.prompts {
        all.check_prompt(name, prompt)?;
    }
    for (name, lookup) in &machine.lookups {
        all.check_lookup(name, lookup)?;
    }
    if let Some(whisper) = &machine.hand_over.whisper {
        all.prompts("whisper", std::slice::from_ref(whisper))?;
    }
    all.stretches("screen pop", &machine.hand_over.screen_pop)
}

/// Tags of all languages in which a value may be said.
pub(super) fn languages(machine: &Machine) -> BTreeSet<String> {
    let mut tags: BTreeSet<String> = machine.languages.iter().cloned().collect();
    for prompt in machine.prompts.values() {
        for (tag, lines) in &prompt.lines {
            if tag != "any" {
                tags.insert(tag.clone());
            }
            for part in lines.iter().flat_map(|line| &line.parts) {
                // a stretch in another voice needs a speaker only for its values
                if let Part::Words { stretches, lang: Some(tag), .. } = part
                    && stretches.iter().any(|stretch| matches!(stretch, Stretch::Value { .. }))
                {
                    tags.insert(tag.clone());
                }
            }
        }
    }
    tags
}

struct Names<'m> {
    machine: &'m Machine,
}

impl Names<'_> {
    fn check_state(&self, id: &str, state: &State) -> Result<(), LoadError> {
        match state {
            State::Branch { arms, otherwise } => {
                for arm in arms {
                    self.expr(id, &arm.when)?;
                    self.state(id, &arm.next)?;
                }
                self.state(id, otherwise)
            }
            State::Set { value, next, .. } => self.expr(id, value).and(self.state(id, next)),
            State::Mark { value, next, .. } => {
                value.iter().try_for_each(|value| self.expr(id, value))?;
                self.state(id, next)
            }
            State::Speak { lang, next } => self.expr(id, lang).and(self.state(id, next)),
            State::Hours { hours, open, closed, holiday, special } => {
                self.named(id, "hours", hours, self.machine.hours.contains_key(hours))?;
                [open, closed, holiday, special].into_iter().try_for_each(|next| self.state(id, next))
            }
            State::Play { prompts, next, .. } => self.prompts(id, prompts).and(self.state(id, next)),
            State::Pause { next, .. } => self.state(id, next),
            State::Menu(menu) => self.check_menu(id, menu),
            State::Collect(collect) => self.check_collect(id, collect),
            State::Consent(consent) => {
                self.prompts(id, &consent.prompts)?;
                self.prompts(id, std::slice::from_ref(&consent.again))?;
                self.state(id, &consent.next)
            }
            State::Recording { next, .. } | State::Wipe { next, .. } => self.state(id, next),
            State::CountFailure { count, next, .. } => self.failures(id, count).and(self.state(id, next)),
            State::Retry { question, .. } | State::Refuse { question } | State::Repeat { question } => {
                match self.machine.states.get(question) {
                    Some(state) if state.is_question() => Ok(()),
                    _ => Err(missing(id, "question", question)),
                }
            }
            State::EnterQueue { queue, priority, agent } => {
                agent.iter().try_for_each(|only| self.expr(id, &only.agent))?;
                priority.iter().try_for_each(|priority| self.expr(id, priority))?;
                self.queue(id, queue)
            }
            State::Queue { queue } | State::KeepWaiting { queue } => self.queue(id, queue),
            State::LeaveQueue { queue, next } => self.queue(id, queue).and(self.state(id, next)),
            State::Ask(ask) => self.check_ask(id, ask),
            State::Callback(offer) => self.check_offer(id, offer),
            State::Survey(start) => {
                self.named(id, "survey", &start.survey, self.machine.surveys.contains_key(&start.survey))?;
                self.state(id, &start.next)
            }
            State::Transfer(transfer) => self.check_transfer(id, transfer),
            State::GoTo(to) => self.arguments(id, &to.args).and(self.state(id, &to.next)),
            State::Call(call) => {
                self.arguments(id, &call.args)?;
                self.state(id, &call.entry)?;
                call.outcomes.values().try_for_each(|next| self.state(id, next))
            }
            State::Return { .. } => Ok(()),
            State::Fetch(fetch) => self.check_fetch(id, fetch),
            State::Pass { to } => self.expr(id, to),
            State::Record(dictation) => self.check_dictation(id, dictation),
            State::Message(dictation) => {
                self.named(
                    id,
                    "mailbox",
                    &dictation.into,
                    self.machine.mailboxes.contains_key(&dictation.into),
                )?;
                self.check_dictation(id, dictation)
            }
            State::GoBack | State::End => Ok(()),
        }
    }

    fn check_ask(&self, id: &str, ask: &Ask) -> Result<(), LoadError> {
        match &ask.about {
            Inquiry::Queue(queue) => self.queue(id, queue)?,
            // they are made in a call
            Inquiry::Callback { .. } | Inquiry::Survey { .. } => {
                return Err(malformed(id, "an `ask` that is none"));
            }
            Inquiry::Mailbox(mailbox) => {
                self.named(id, "mailbox", mailbox, self.machine.mailboxes.contains_key(mailbox))?;
            }
        }
        self.state(id, &ask.next)
    }

    fn arguments(&self, at: &str, args: &Arguments) -> Result<(), LoadError> {
        args.values().try_for_each(|value| self.expr(at, value))
    }

    fn check_offer(&self, id: &str, offer: &OfferCallback) -> Result<(), LoadError> {
        let there = self.machine.callbacks.contains_key(&offer.callback);
        self.named(id, "callback", &offer.callback, there)?;
        self.queue(id, &offer.queue)?;
        let arms = [&offer.accepted, &offer.declined, &offer.already_booked, &offer.not_possible];
        arms.into_iter().chain([&offer.offered_before]).try_for_each(|next| self.state(id, next))
    }

    fn check_callback(&self, name: &str, callback: &Callback) -> Result<(), LoadError> {
        self.expr(name, &callback.number)?;
        self.named(name, "hours", &callback.within, self.machine.hours.contains_key(&callback.within))?;
        self.prompts(name, &callback.offer)?;
        self.prompts(name, &[callback.confirm_words.clone(), callback.other_words.clone()])
    }

    fn check_survey(&self, name: &str, survey: &Survey) -> Result<(), LoadError> {
        survey.questions.iter().try_for_each(|question| self.prompts(name, &question.prompts))?;
        if let Some(lookup) = &survey.send_by {
            self.named(name, "lookup", lookup, self.machine.lookups.contains_key(lookup))?;
        }
        self.prompts(name, &survey.thanks)
    }

    fn check_menu(&self, id: &str, menu: &Menu) -> Result<(), LoadError> {
        self.prompts(id, &menu.prompts)?;
        self.prompts(id, &menu.prompts_again)?;
        self.keys(id, &menu.keys)?;
        menu.counts_in.iter().try_for_each(|count| self.failures(id, count))?;
        self.mistakes(id, &menu.silence, &menu.wrong)?;
        self.state(id, &menu.failure)?;
        self.state(id, &menu.error)
    }

    fn check_collect(&self, id: &str, collect: &Collect) -> Result<(), LoadError> {
        self.prompts(id, &collect.prompts)?;
        self.prompts(id, &collect.prompts_again)?;
        self.prompts(id, collect.confirm.as_slice())?;
        self.keys(id, &collect.keys)?;
        self.named(id, "variable", &collect.var, self.machine.vars.contains_key(&collect.var))?;
        let entry = &collect.entry;
        for bounds in entry.length.iter().chain(&entry.between) {
            self.expr(id, &bounds.from).and(self.expr(id, &bounds.to))?;
        }
        collect.counts_in.iter().try_for_each(|count| self.failures(id, count))?;
        self.mistakes(id, &collect.silence, &collect.wrong)?;
        [&collect.next, &collect.failure, &collect.error]
            .into_iter()
            .try_for_each(|next| self.state(id, next))
    }

    fn failures(&self, at: &str, name: &str) -> Result<(), LoadError> {
        self.named(at, "failures", name, self.machine.failures.contains_key(name))
    }

    fn mistakes(&self, id: &str, silence: &[OnArm], wrong: &[OnArm]) -> Result<(), LoadError> {
        for arms in [silence, wrong] {
            if arms.first().is_none_or(|arm| arm.from > 1) {
                return Err(malformed(id, "no arm for the first silence or wrong key"));
            }
            arms.iter().try_for_each(|arm| self.state(id, &arm.next))?;
        }
        Ok(())
    }

    fn check_transfer(&self, id: &str, transfer: &Transfer) -> Result<(), LoadError> {
        transfer.targets.iter().try_for_each(|target| self.expr(id, target))?;
        self.prompts(id, &transfer.between)?;
        self.prompts(id, &transfer.announce)?;
        if let Some(accept) = &transfer.accept {
            self.prompts(id, &accept.prompts)?;
        }
        let computed = transfer.ring.iter().chain(&transfer.send_keys).chain(&transfer.show);
        computed.into_iter().try_for_each(|value| self.expr(id, value))?;
        let arms = [&transfer.busy, &transfer.not_answered, &transfer.refused, &transfer.failed];
        arms.into_iter()
            .chain(transfer.refused_with.values())
            .chain(&transfer.over)
            .try_for_each(|next| self.state(id, next))
    }

    fn check_fetch(&self, id: &str, fetch: &Fetch) -> Result<(), LoadError> {
        self.named(id, "lookup", &fetch.lookup, self.machine.lookups.contains_key(&fetch.lookup))?;
        self.prompts(id, &fetch.meanwhile)?;
        let arms = [Some(&fetch.found), fetch.not_found.as_ref(), fetch.failed.as_ref()];
        arms.into_iter().flatten().try_for_each(|next| self.state(id, next))
    }

    fn check_lookup(&self, name: &str, lookup: &Lookup) -> Result<(), LoadError> {
        self.named(name, "service", &lookup.service, self.machine.services.contains_key(&lookup.service))?;
        if let Some(shape) = &lookup.shape {
            self.named(name, "shape", shape, self.machine.shapes.contains_key(shape))?;
        }
        self.stretches(name, &lookup.path)?;
        lookup.send.iter().try_for_each(|sent| self.expr(name, &sent.value))
    }

    fn check_dictation(&self, id: &str, dictation: &Dictation) -> Result<(), LoadError> {
        for prompts in [&dictation.prompts, &dictation.review, &dictation.once_more] {
            self.prompts(id, prompts)?;
        }
        let optional = [&dictation.nothing, &dictation.too_short, &dictation.full];
        [&dictation.kept, &dictation.next]
            .into_iter()
            .chain(optional.into_iter().flatten())
            .try_for_each(|next| self.state(id, next))
    }

    fn check_queue(&self, name: &str, queue: &Queue) -> Result<(), LoadError> {
        let id = format!("queue:{name}");
        match self.machine.states.get(&id) {
            Some(State::Queue { queue }) if queue == name => {}
            _ => return Err(missing(name, "state", &id)),
        }
        queue
            .before_connecting
            .iter()
            .try_for_each(|prompt| self.prompts(&id, std::slice::from_ref(prompt)))?;
        queue.hand_over.iter().try_for_each(|(_, value)| self.expr(&id, value))?;
        queue.at.iter().chain(&queue.every).try_for_each(|timed| self.state(&id, &timed.next))?;
        if queue.every.iter().any(|every| every.ms == 0) {
            return Err(malformed(&id, "`every` of no length"));
        }
        for when in &queue.when {
            self.state(&id, &when.next)?;
            if let QueueCase::HoursClose(hours) = &when.case {
                self.named(&id, "hours", hours, self.machine.hours.contains_key(hours))?;
            }
        }
        self.keys(&id, &queue.press)?;
        queue.after_call.iter().try_for_each(|next| self.state(&id, next))?;
        self.state(&id, &queue.on_failure)
    }

    fn check_prompt(&self, name: &str, prompt: &Prompt) -> Result<(), LoadError> {
        if prompt.lines.is_empty() {
            return Err(malformed(name, "a prompt without lines"));
        }
        for line in prompt.lines.values().flatten() {
            line.when.iter().try_for_each(|when| self.expr(name, when))?;
            for part in &line.parts {
                if let Part::Words { stretches, stored, .. } = part {
                    self.stretches(name, stretches)?;
                    stored.iter().try_for_each(|stored| self.expr(name, stored))?;
                }
            }
        }
        Ok(())
    }

    fn stretches(&self, at: &str, stretches: &[Stretch]) -> Result<(), LoadError> {
        stretches.iter().try_for_each(|stretch| match stretch {
            Stretch::Value { value, .. } => self.expr(at, value),
            Stretch::Fixed(_) => Ok(()),
        })
    }

    fn keys(&self, at: &str, keys: &BTreeMap<String, Key>) -> Result<(), LoadError> {
        if keys.contains_key("") {
            return Err(malformed(at, "a code without keys"));
        }
        keys.values().try_for_each(|key| self.state(at, &key.next))
    }

    fn prompts(&self, at: &str, prompts: &[PromptId]) -> Result<(), LoadError> {
        prompts
            .iter()
            .try_for_each(|name| self.named(at, "prompt", name, self.machine.prompts.contains_key(name)))
    }

    fn state(&self, at: &str, id: &str) -> Result<(), LoadError> {
        self.named(at, "state", id, self.machine.states.contains_key(id))
    }

    fn queue(&self, at: &str, name: &str) -> Result<(), LoadError> {
        self.named(at, "queue", name, self.machine.queues.contains_key(name))
    }

    fn named(&self, at: &str, kind: &str, name: &str, there: bool) -> Result<(), LoadError> {
        if there { Ok(()) } else { Err(missing(at, kind, name)) }
    }

    fn expr(&self, at: &str, expr: &Expr) -> Result<(), LoadError> {
        match expr {
            Expr::Fact(fact) => self.fact(at, fact),
            Expr::Value(value) => literal(at, value),
            Expr::Var(_) => Ok(()),
            Expr::Not(x) | Expr::Known(x) | Expr::CountsAs(x, _) | Expr::Negate(x) => self.expr(at, x),
            Expr::And(all) | Expr::Or(all) => all.iter().try_for_each(|x| self.expr(at, x)),
            Expr::Compare { left, right, .. } | Expr::Arithmetic { left, right, .. } => {
                self.expr(at, left).and(self.expr(at, right))
            }
            Expr::OneOf { value, of } => {
                self.expr(at, value)?;
                of.iter().try_for_each(|x| self.expr(at, x))
            }
            Expr::StartsWith(a, b) | Expr::EndsWith(a, b) => self.expr(at, a).and(self.expr(at, b)),
            Expr::Field(of, _) => self.expr(at, of),
            Expr::Call { args, .. } => args.iter().try_for_each(|x| self.expr(at, x)),
            Expr::ByName { of, cases } => {
                self.expr(at, of)?;
                cases.values().try_for_each(|x| self.expr(at, x))
            }
        }
    }

    fn fact(&self, at: &str, fact: &Fact) -> Result<(), LoadError> {
        match fact {
            Fact::HoursIsOpen(name)
            | Fact::HoursNextOpen(name)
            | Fact::HoursClosesAt(name)
            | Fact::HoursReason(name)
            | Fact::HoursHoliday(name) => {
                self.named(at, "hours", name, self.machine.hours.contains_key(name))
            }
            Fact::WaitingIn(name)
            | Fact::AgentsIn(name)
            | Fact::FreeIn(name)
            | Fact::ExpectedWaitIn(name)
            | Fact::FullIn(name) => self.queue(at, name),
            Fact::CalendarToday(name) => {
                self.named(at, "calendar", name, self.machine.calendars.contains_key(name))
            }
            _ => Ok(()),
        }
    }
}

/// A number has at most nine places, so that arithmetic stays within bounds.
fn literal(at: &str, value: &Value) -> Result<(), LoadError> {
    match value {
        Value::Number(number) if number.scale > 9 => Err(malformed(at, "a number of more than nine places")),
        _ => Ok(()),
    }
}

fn missing(at: &str, kind: &str, name: &str) -> LoadError {
    LoadError::Missing { at: at.to_owned(), what: format!("{kind} `{name}`") }
}

fn malformed(at: &str, what: &str) -> LoadError {
    LoadError::Malformed { at: at.to_owned(), what: what.to_owned() }
}
