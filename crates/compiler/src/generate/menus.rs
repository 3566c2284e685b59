//! Menus: keys, settings and the arms they inherit (language.md 2.6).

use super::consent::counted_in;
use super::ends::own_or_inherited;
use super::{Generator, Surroundings, settings};
use rufplan_diag::Span;
use rufplan_machine::script::{Key, Menu, OnArm, State, StateId};
use rufplan_syntax::ast::{self, OnCase, PressHead, Purpose, Setting};
use std::collections::BTreeMap;

/// Built in: from the end of the words to the first key.
pub(crate) const FIRST_KEY_MS: u32 = 6_000;
/// Built in: from one key to the next.
pub(crate) const NEXT_KEY_MS: u32 = 3_000;
/// Built in: how many tries.
pub(crate) const ATTEMPTS: u32 = 3;
/// Most codes of one `press … to …`.
const CODES_MAX: u32 = 10_000;

impl Generator<'_> {
    pub(super) fn menu(
        &mut self,
        around: &Surroundings,
        menu: &ast::Menu,
        id: StateId,
        next: StateId,
        head: Span,
    ) -> StateId {
        let keys = self.keys(around, &menu.press, &id, &next);
        let silence = self.mistake_arms(around, &menu.on, &id, OnCase::Silence, head);
        let wrong = self.mistake_arms(around, &menu.on, &id, OnCase::WrongKey, head);
        let failure = self.question_failure(around, &menu.on, &id, &next, head);
        let error = self.question_error(around, &menu.on, &id, &next);
        let prompts = self.said_all(around, &menu.say);
        let prompts_again = self.said_all(around, &menu.say_again);
        let inherited = self.default_settings();
        let own = &menu.settings;
        let whole = |key| settings::whole(own, key).or_else(|| settings::whole(inherited, key));
        let yes_no = |key| settings::yes_no(own, key).or_else(|| settings::yes_no(inherited, key));
        let state = State::Menu(Menu {
            prompts,
            prompts_again,
            keys,
            interrupt: yes_no("interrupt").unwrap_or(true),
            first_ms: self.inherited_ms(own, "first key within").unwrap_or(FIRST_KEY_MS),
            next_ms: self.inherited_ms(own, "next key within").unwrap_or(NEXT_KEY_MS),
            attempts: whole("attempts").unwrap_or(ATTEMPTS),
            give_up_ms: self.inherited_ms(own, "give up after"),
            silence,
            wrong,
            failure,
            error,
            counts_in: settings::word(own, "counts in"),
            anywhere: yes_no("keys anywhere").unwrap_or(true),
        });
        self.put(id, state, around.file, head)
    }

    pub(super) fn keys(
        &mut self,
        around: &Surroundings,
        press: &[ast::PressArm],
        id: &str,
        next: &StateId,
    ) -> BTreeMap<String, Key> {
        let mut keys = BTreeMap::new();
        for arm in press {
            let arm_id = self.ids.take(&format!("{id}#press:{}", key_words(&arm.press)));
            let fixed = match &arm.press.purpose {
                Some(Purpose::Repeat(_)) => Some(State::Repeat { question: id.to_string() }),
                Some(Purpose::GoBack(_)) => Some(State::GoBack),
                Some(Purpose::Label(_)) | None => None,
            };
            let to = match fixed {
                Some(state) => self.put(arm_id, state, around.file, arm.head),
                None => self.block(&around.answer(&arm_id, id, false), &arm.body, next.clone()),
            };
            for code in codes(&arm.press) {
                keys.entry(code).or_insert(Key { next: to.clone(), label: label(&arm.press) });
            }
        }
        keys
    }

    /// The arms for silence or wrong keys, ascending. The block's own hold from their first attempt on; below that,
    /// those of `defaults`; below those, the language pack.
    pub(super) fn mistake_arms(
        &mut self,
        around: &Surroundings,
        on: &[ast::OnArm],
        id: &str,
        case: OnCase,
        head: Span,
    ) -> Vec<OnArm> {
        let mut chosen: BTreeMap<u32, (Option<usize>, &ast::OnArm)> = BTreeMap::new();
        let own = of_case(on, case).map(|arm| (attempt(arm), (None, arm)));
        chosen.extend(own);
        if let Some((file, defaults)) = self.defaults.filter(|_| !around.copied) {
            let below = chosen.keys().next().copied().unwrap_or(u32::MAX);
            let inherited = of_case(&defaults.on, case).map(|arm| (attempt(arm), (Some(file), arm)));
            chosen.extend(inherited.filter(|(from, _)| *from < below));
        }
        let (word, standard) = match case {
            OnCase::Silence => ("silence", "silence"),
            OnCase::WrongInput => ("wrong", "wrong_input"),
            _ => ("wrong", "wrong_key"),
        };
        let mut arms = Vec::new();
        if !chosen.contains_key(&1) {
            let arm_id = self.ids.take(&format!("{id}#{word}"));
            let again = State::Retry { question: id.to_string(), count: None };
            let retry = self.put(format!("{arm_id}/again"), again, around.file, head);
            let next = self.say_standard(arm_id, standard, retry, (around.file, head));
            arms.push(OnArm { from: 1, next });
        }
        for (from, (copied, arm)) in chosen {
            let name = if from == 1 { word.to_string() } else { format!("{word}:{from}") };
            let arm_id = self.ids.take(&format!("{id}#{name}"));
            let mut inside = around.answer(&arm_id, id, true);
            if let Some(file) = copied {
                inside = inside.copy_from(file);
            }
            let again = State::Retry { question: id.to_string(), count: counted_in(&arm.body) };
            let next = self.arm_ending_in(&inside, &arm.body, ("again", again), arm.head);
            arms.push(OnArm { from, next });
        }
        arms
    }

    pub(super) fn question_failure(
        &mut self,
        around: &Surroundings,
        on: &[ast::OnArm],
        id: &str,
        next: &StateId,
        head: Span,
    ) -> StateId {
        let arm_id = self.ids.take(&format!("{id}#failure"));
        if let Some(arm) = own_or_inherited(on, None, OnCase::Failure) {
            let inside = Surroundings { question: None, ..around.arm(&arm_id) };
            return self.block(&inside, &arm.body, next.clone());
        }
        self.failure(around, &arm_id, Some(next), (around.file, head))
    }

    /// What failure means where nothing of its own is said: the arm of `defaults`, else the client's first queue, else
    /// a goodbye (language.md 2.6). Without `next` a `defaults` arm that goes on ends in a goodbye.
    pub(super) fn failure(
        &mut self,
        around: &Surroundings,
        arm_id: &str,
        next: Option<&StateId>,
        at: (usize, Span),
    ) -> StateId {
        let inherited = self.defaults.filter(|_| !around.copied);
        let inherited =
            inherited.and_then(|(file, d)| Some((file, own_or_inherited(&[], Some(d), OnCase::Failure)?)));
        if let Some((file, arm)) = inherited {
            let inside = Surroundings { question: None, ..around.arm(arm_id) }.copy_from(file);
            let behind = match next {
                Some(next) => next.clone(),
                None => self.goodbye(&format!("{arm_id}/say:std.goodbye"), arm_id, at),
            };
            return self.block(&inside, &arm.body, behind);
        }
        match self.client.first_queue() {
            Some(queue) => {
                let state = State::EnterQueue { queue: queue.to_string(), priority: None, agent: None };
                self.put(arm_id.to_string(), state, at.0, at.1)
            }
            None => self.goodbye(arm_id, arm_id, at),
        }
    }

    /// The goodbye of the language pack, then the end; `arm` is what both stand in.
    pub(super) fn goodbye(&mut self, id: &str, arm: &str, at: (usize, Span)) -> StateId {
        let end = self.put(format!("{arm}/hang_up"), State::End, at.0, at.1);
        self.say_standard(id.to_string(), "goodbye", end, at)
    }

    pub(super) fn question_error(
        &mut self,
        around: &Surroundings,
        on: &[ast::OnArm],
        id: &str,
        next: &StateId,
    ) -> StateId {
        match own_or_inherited(on, None, OnCase::Error) {
            Some(arm) => {
                let arm_id = self.ids.take(&format!("{id}#error"));
                let inside = Surroundings { question: None, ..around.arm(&arm_id) };
                self.block(&inside, &arm.body, next.clone())
            }
            None => self.out.machine.on_error.clone(),
        }
    }
}

fn of_case(arms: &[ast::OnArm], case: OnCase) -> impl Iterator<Item = &ast::OnArm> {
    arms.iter().filter(move |arm| arm.case.as_ref().is_some_and(|c| c.value == case))
}

fn attempt(arm: &ast::OnArm) -> u32 {
    arm.from.as_ref().and_then(|from| from.value).unwrap_or(1).max(1)
}

/// All codes of a `press` line.
pub(super) fn codes(press: &PressHead) -> Vec<String> {
    let mut found = Vec::new();
    for range in &press.keys {
        let from = &range.from.text;
        let to = range.to.as_ref().map_or(from, |to| &to.text);
        match (from.parse::<u32>(), to.parse::<u32>()) {
            (Ok(first), Ok(last)) if from.len() == to.len() && last >= first && last - first < CODES_MAX => {
                found.extend((first..=last).map(|n| format!("{n:0width$}", width = from.len())));
            }
            _ => found.push(from.clone()),
        }
    }
    found
}

/// The keys of a `press` line as they stand in ids: `1`, `1:2`, `1000-1019`.
pub(super) fn key_words(press: &PressHead) -> String {
    let words = press.keys.iter().map(|range| match &range.to {
        Some(to) => format!("{}-{}", range.from.text, to.text),
        None => range.from.text.clone(),
    });
    words.collect::<Vec<_>>().join(":")
}

/// What a key is for, where that is written.
pub(super) fn label(press: &PressHead) -> Option<String> {
    match &press.purpose {
        Some(Purpose::Label(text)) => text.plain().map(str::to_string),
        _ => None,
    }
}

/// The setting `next key within` of the client, for what waits for codes outside menus.
pub(super) fn next_key_ms(inherited: &[Setting]) -> u32 {
    settings::timer_ms(inherited, "next key within").unwrap_or(NEXT_KEY_MS)
}
