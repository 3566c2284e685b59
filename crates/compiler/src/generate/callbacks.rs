//! Callbacks and surveys: the things themselves, and each place where they begin (language.md 2.7, 2.12).

use super::{Generator, POISON, StopKind, Surroundings, settings};
use crate::language_pack::Values;
use rufplan_diag::Span;
use rufplan_machine::script::{
    Callback, Expr, Fact, OfferCallback, PromptId, StartSurvey, State, StateId, Survey, SurveyAnswers,
    SurveyQuestion,
};
use rufplan_machine::value::{Kind, Type};
use rufplan_syntax::ast::{self, CallbackCase, ExprKind, Literal, Path, SettingValueKind};
use std::collections::BTreeMap;

/// Built in: how often a callback is tried.
const ATTEMPTS: u32 = 3;
/// Built in: between two tries.
const BETWEEN_MS: u32 = 20 * 60 * 1000;

impl Generator<'_> {
    /// A callback without its arms: these stand where it is offered.
    pub(super) fn callback(&mut self, file: usize, callback: &ast::Callback) {
        let Some(name) = callback.name.as_ref().map(|n| n.text.clone()) else { return };
        let own = &callback.settings;
        let yes_no = |key| settings::yes_no(own, key).unwrap_or(true);
        let number = settings::expr(own, "number");
        let number = number.map_or(Expr::Fact(Fact::CallerNumber), |number| {
            self.expressions.expr(file, number, Some(&Type::Phone))
        });
        let confirm = Values::from([("number", Expr::Fact(Fact::CallbackNumber))]);
        let made = Callback {
            label: callback.title.as_ref().and_then(|t| t.plain()).map(str::to_string),
            number,
            ask_other: yes_no("ask other number"),
            confirm: yes_no("confirm number"),
            keep_place: yes_no("keep place"),
            within: settings::word(own, "within").unwrap_or_default(),
            next_day: settings::word(own, "not before").is_some_and(|word| word == "next day"),
            attempts: settings::whole(own, "attempts").unwrap_or(ATTEMPTS),
            between_ms: settings::timer_ms(own, "time between").unwrap_or(BETWEEN_MS),
            per_number: settings::whole(own, "per number").unwrap_or(1),
            offer: self.all_said(file, &callback.say),
            interrupt: !callback.say.iter().any(|say| say.uninterrupted),
            confirm_words: self.standard_prompt_with("callback_confirm", None, &confirm),
            other_words: self.standard_prompt("callback_other"),
            first_ms: self.first_key_ms(),
            next_ms: super::menus::next_key_ms(self.default_settings()),
        };
        self.out.machine.callbacks.entry(name).or_insert(made);
    }

    fn first_key_ms(&self) -> u32 {
        self.inherited_ms(&[], "first key within").unwrap_or(super::menus::FIRST_KEY_MS)
    }

    fn all_said(&mut self, file: usize, says: &[ast::Say]) -> Vec<PromptId> {
        says.iter().flat_map(|say| self.said(file, say)).collect()
    }

    /// `offer callback C for Q`, for each callback and queue that references can name.
    pub(super) fn offer_callback(
        &mut self,
        around: &Surroundings,
        offer: &ast::OfferCallback,
        (id, span): (&str, Span),
        next: &StateId,
    ) -> Option<State> {
        let at = (id, span);
        self.by_name(around, (Kind::Callback, &offer.callback), at, |this, callback| match &offer.queue {
            Some(queue) => {
                let inner = format!("{id}/for");
                this.by_name(around, (Kind::Queue, queue), (&inner, span), |this, queue| {
                    this.offer(around, (callback, queue), at, next)
                })
                .unwrap_or_else(nowhere)
            }
            None => match &around.queue {
                Some(queue) => this.offer(around, (callback, queue), at, next),
                None => nowhere(),
            },
        })
    }

    /// The arms of a callback, once for each place where it is offered.
    fn offer(
        &mut self,
        around: &Surroundings,
        (callback, queue): (&str, &str),
        (id, span): (&str, Span),
        next: &StateId,
    ) -> State {
        let (name, symbols) = (callback.to_string(), self.client.symbols);
        let Some(callback) = symbols.callbacks.get(callback) else { return nowhere() };
        let Some(file) = symbols.files.iter().position(|f| std::ptr::eq(*f, callback.file)) else {
            return nowhere();
        };
        let mut arms: BTreeMap<CallbackCase, StateId> = BTreeMap::new();
        for arm in &callback.node.arms {
            let Some(case) = &arm.case else { continue };
            let arm_id = self.ids.take(&format!("{id}#{}", case_id(case.value)));
            let inside = Surroundings { file, ..around.arm(&arm_id) };
            let to = if case.value == CallbackCase::Accepted && around.queue.is_some() {
                // rule Q4: with a booked callback the caller has left the queue
                let label = ("the caller has left the queue", "der Anrufer hat die Warteschlange verlassen");
                let stop = self.stop(file, arm.head, label, StopKind::BookedInQueue);
                self.block(&Surroundings { queue: None, must_leave: None, ..inside }, &arm.body, stop)
            } else {
                self.block(&inside, &arm.body, next.clone())
            };
            arms.entry(case.value).or_insert(to);
        }
        let at = (around.file, span);
        let already_booked = match arms.remove(&CallbackCase::AlreadyBooked) {
            Some(to) => to,
            None => {
                let said = self.ids.take(&format!("{id}#already_booked"));
                self.say_standard(said, "callback_booked", next.clone(), at)
            }
        };
        let mut or_on = |case| arms.remove(&case).unwrap_or_else(|| next.clone());
        let (declined, not_possible) = (or_on(CallbackCase::Declined), or_on(CallbackCase::NotPossible));
        let accepted = arms.remove(&CallbackCase::Accepted).unwrap_or_else(|| POISON.to_string());
        State::Callback(OfferCallback {
            callback: name,
            queue: queue.to_string(),
            accepted,
            declined,
            already_booked,
            not_possible,
            offered_before: next.clone(),
        })
    }

    /// A survey.
    pub(super) fn survey(&mut self, file: usize, survey: &ast::Survey) {
        let Some(name) = survey.name.as_ref().map(|n| n.text.clone()) else { return };
        let invite = settings::values(&survey.settings, "invite").and_then(|s| s.values.first());
        let share = match invite.map(|value| &value.kind) {
            Some(SettingValueKind::Expr(ast::Expr {
                kind: ExprKind::Literal(Literal::Percent(permille)),
                ..
            })) => u16::try_from(*permille).unwrap_or(1000),
            _ => 1000,
        };
        let send_by = settings::word(&survey.settings, "send answers by");
        let questions = survey.questions.iter().map(|question| SurveyQuestion {
            name: question.name.text.clone(),
            prompts: self.said(file, &question.say),
            answers: match &question.scale {
                Some((from, to)) => {
                    SurveyAnswers::Scale { from: from.value.unwrap_or(0), to: to.value.unwrap_or(0) }
                }
                None => SurveyAnswers::YesNo,
            },
        });
        let questions = questions.collect();
        let made = Survey {
            label: survey.title.as_ref().and_then(|t| t.plain()).map(str::to_string),
            invite_permille: share,
            questions,
            thanks: self.all_said(file, &survey.say),
            send_by: send_by.filter(|lookup| self.client.symbols.lookups.contains_key(lookup.as_str())),
            first_ms: self.first_key_ms(),
            next_ms: super::menus::next_key_ms(self.default_settings()),
        };
        self.out.machine.surveys.entry(name).or_insert(made);
    }

    /// `start survey S`
    pub(super) fn start_survey(&self, survey: &Path, next: &StateId) -> Option<State> {
        let survey = survey.text();
        self.client.symbols.surveys.get(survey.as_str())?;
        Some(State::Survey(StartSurvey { survey, next: next.clone() }))
    }
}

/// What cannot be made: the checker has said why.
fn nowhere() -> State {
    State::Branch { arms: Vec::new(), otherwise: POISON.to_string() }
}

fn case_id(case: CallbackCase) -> &'static str {
    match case {
        CallbackCase::Accepted => "accepted",
        CallbackCase::Declined => "declined",
        CallbackCase::AlreadyBooked => "already_booked",
        CallbackCase::NotPossible => "not_possible",
    }
}
