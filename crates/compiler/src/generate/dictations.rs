//! The caller's own words: `record`, `take message` and mailboxes, with all arms resolved (language.md 2.13, L3).

use super::{Generator, Surroundings, settings};
use rufplan_diag::Span;
use rufplan_machine::script::{
    ANY_KEY, Ask, Delivery, Dictation, Inquiry, Mailbox, Part, Prompt, PromptId, PromptLine, SayAs, State,
    StateId, Stretch,
};
use rufplan_machine::value::{Kind, Type};
use rufplan_syntax::ast::{self, DeclKind, DictationCase, ExprKind, Literal, Setting, SettingValueKind};
use std::collections::BTreeMap;

const SECOND: u32 = 1_000;
/// Built in: how long a message can be.
const MESSAGE_LONGEST_MS: u32 = 180 * SECOND;
/// Built in: a shorter message is none.
const MESSAGE_SHORTEST_MS: u32 = 2 * SECOND;
/// Built in: how long the words of `record` can be.
const RECORD_LONGEST_MS: u32 = 60 * SECOND;
/// Built in: shorter words are none.
const RECORD_SHORTEST_MS: u32 = SECOND;
/// Built in: so much silence ends them.
const SILENCE_MS: u32 = 4 * SECOND;
/// Built in: how long messages are kept.
const KEEP_MS: u64 = 30 * 24 * 60 * 60 * 1_000;

/// The arms of a block.
struct Arms {
    kept: StateId,
    nothing: Option<StateId>,
    too_short: Option<StateId>,
    full: Option<StateId>,
}

impl<'a> Generator<'a> {
    /// `mailbox NAME`
    pub(super) fn mailbox(&mut self, mailbox: &ast::Mailbox) {
        let Some(name) = &mailbox.name else { return };
        let own = &mailbox.settings;
        let receivers = settings::values(own, "deliver to").map_or(&[][..], |s| &s.values);
        let deliver_to = receivers.iter().filter_map(|value| match &value.kind {
            SettingValueKind::Expr(ast::Expr { kind: ExprKind::Literal(Literal::Text(text)), .. }) => {
                text.plain().map(|address| Delivery::Mail(address.to_string()))
            }
            SettingValueKind::Expr(ast::Expr { kind: ExprKind::Path(path), .. }) => {
                Some(Delivery::Lookup(path.text()))
            }
            _ => None,
        });
        let made = Mailbox {
            deliver_to: deliver_to.collect(),
            keep_ms: settings::duration_ms(own, "keep").unwrap_or(KEEP_MS),
        };
        self.out.machine.mailboxes.entry(name.text.clone()).or_insert(made);
    }

    /// `record VAR`
    pub(super) fn record(
        &mut self,
        around: &Surroundings,
        record: &ast::Dictation,
        id: &str,
        next: &StateId,
    ) -> State {
        let own = &record.settings;
        let prompts = record.say.iter().flat_map(|say| self.said(around.file, say)).collect();
        let arms = self.dictation_arms(around, record, id, next);
        State::Record(Dictation {
            into: record.into.as_ref().map(ast::Path::text).unwrap_or_default(),
            prompts,
            beep: settings::yes_no(own, "beep").unwrap_or(true),
            shortest_ms: settings::timer_ms(own, "shortest").unwrap_or(RECORD_SHORTEST_MS),
            longest_ms: settings::timer_ms(own, "longest").unwrap_or(RECORD_LONGEST_MS),
            silence_ms: silence_ms(own),
            ends_with: ending_keys(own),
            review: self.review(own),
            kept: arms.kept,
            nothing: arms.nothing,
            too_short: arms.too_short,
            once_more: Vec::new(),
            full: None,
            next: next.clone(),
        })
    }

    /// `take message in M`: each mailbox that M can be is asked whether it has room, and then takes the message.
    pub(super) fn take_message(
        &mut self,
        around: &Surroundings,
        message: &ast::Dictation,
        (id, head): (&str, Span),
        next: &StateId,
    ) -> Option<State> {
        let own = &message.settings;
        let mut arms = self.dictation_arms(around, message, id, next);
        if arms.full.is_none() {
            let full = self.ids.take(&format!("{id}#box_is_full"));
            arms.full = Some(self.say_standard(full, "box_full", next.clone(), (around.file, head)));
        }
        let asks_again = arms.nothing.is_none() || arms.too_short.is_none();
        let once_more = if asks_again { vec![self.standard_prompt("too_short")] } else { Vec::new() };
        let review = self.review(own);
        let path = message.into.as_ref()?;
        self.by_name(around, (Kind::Mailbox, path), (id, head), |generator, mailbox| {
            let (prompts, limits) = generator.words_of(mailbox);
            let words = Dictation {
                into: mailbox.to_string(),
                prompts,
                beep: settings::yes_no(limits, "beep").unwrap_or(true),
                shortest_ms: settings::timer_ms(limits, "shortest").unwrap_or(MESSAGE_SHORTEST_MS),
                longest_ms: settings::timer_ms(limits, "longest").unwrap_or(MESSAGE_LONGEST_MS),
                silence_ms: silence_ms(own),
                ends_with: ending_keys(own),
                review: review.clone(),
                kept: arms.kept.clone(),
                nothing: arms.nothing.clone(),
                too_short: arms.too_short.clone(),
                once_more: once_more.clone(),
                full: arms.full.clone(),
                next: next.clone(),
            };
            let words_id = generator.ids.take(&format!("{id}#words:{mailbox}"));
            let next = generator.put(words_id, State::Message(words), around.file, head);
            State::Ask(Ask { about: Inquiry::Mailbox(mailbox.to_string()), next })
        })
    }

    /// What a mailbox says before its beep, and its settings.
    fn words_of(&mut self, mailbox: &str) -> (Vec<PromptId>, &'a [Setting]) {
        let client = self.client;
        let declared = client.decls().find_map(|(file, decl)| match &decl.kind {
            DeclKind::Mailbox(node) if node.name.as_ref().is_some_and(|n| n.text == mailbox) => {
                Some((file, node))
            }
            _ => None,
        });
        match declared {
            Some((file, node)) => {
                (node.say.iter().flat_map(|say| self.said(file, say)).collect(), &node.settings)
            }
            None => (Vec::new(), &[]),
        }
    }

    fn review(&mut self, own: &[Setting]) -> Vec<PromptId> {
        match settings::yes_no(own, "review") {
            Some(true) => vec![self.standard_prompt("review")],
            _ => Vec::new(),
        }
    }

    fn dictation_arms(
        &mut self,
        around: &Surroundings,
        dictation: &ast::Dictation,
        id: &str,
        next: &StateId,
    ) -> Arms {
        let mut made: BTreeMap<DictationCase, StateId> = BTreeMap::new();
        for arm in &dictation.arms {
            let Some(case) = &arm.case else { continue };
            let arm_id = self.ids.take(&format!("{id}#{}", case_id(case.value)));
            let to = self.block(&around.arm(&arm_id), &arm.body, next.clone());
            made.entry(case.value).or_insert(to);
        }
        let nothing = made.remove(&DictationCase::Nothing);
        Arms {
            kept: made.remove(&DictationCase::Kept).unwrap_or_else(|| next.clone()),
            // `too short` without an arm is `nothing recorded`
            too_short: made.remove(&DictationCase::TooShort).or_else(|| nothing.clone()),
            nothing,
            full: made.remove(&DictationCase::BoxIsFull),
        }
    }

    /// The prompt that plays a variable of type `recording`: `say VAR`, named by its placeholder.
    pub(super) fn recording_prompt(&mut self, file: usize, path: &ast::Path) -> Option<PromptId> {
        if self.expressions.variable_type(&path.text())? != Type::Recording {
            return None;
        }
        let id = format!("{{{}}}", path.text());
        if !self.out.machine.prompts.contains_key(&id) {
            let value = self.expressions.path(file, path, None);
            let stretches = vec![Stretch::Value { value, say_as: SayAs::Plain }];
            let part = Part::Words { stretches, recording: None, stored: None, lang: None };
            let line = PromptLine { when: None, parts: vec![part], speed_percent: None, of: None };
            let lines = BTreeMap::from([(super::ANY.to_string(), vec![line])]);
            self.out.machine.prompts.insert(id.clone(), Prompt { lines });
            let origin = self.origin(file, path.span);
            self.out.prompts.insert(id.clone(), origin);
        }
        Some(id)
    }
}

fn silence_ms(own: &[Setting]) -> Option<u32> {
    let never = settings::word(own, "ends after silence").is_some_and(|word| word == "none");
    (!never).then(|| settings::timer_ms(own, "ends after silence").unwrap_or(SILENCE_MS))
}

fn ending_keys(own: &[Setting]) -> String {
    let values = settings::values(own, "ends with").map_or(&[][..], |s| &s.values);
    let key = values.iter().find_map(|value| match &value.kind {
        SettingValueKind::Key(key) => Some(key.to_string()),
        SettingValueKind::Words(_) => Some(ANY_KEY.to_string()),
        SettingValueKind::Expr(expr) => settings::whole_of(expr).map(|key| key.to_string()),
        _ => None,
    });
    key.unwrap_or_else(|| "#".to_string())
}

fn case_id(case: DictationCase) -> &'static str {
    match case {
        DictationCase::Kept => "kept",
        DictationCase::Nothing => "nothing_recorded",
        DictationCase::TooShort => "too_short",
        DictationCase::BoxIsFull => "box_is_full",
    }
}
