//! Consent, recording, shared counts of failures, and where secrets are forgotten.

use super::ends::own_or_inherited;
use super::{Generator, StopKind, Surroundings, settings};
use rufplan_diag::Span;
use rufplan_machine::script::{Consent, FailureCount, RecordingOrder, State, StateId};
use rufplan_syntax::ast::{self, Decl, OnCase, StmtKind};

impl Generator<'_> {
    pub(super) fn consent(&mut self, around: &Surroundings, consent: &ast::Consent, next: StateId) -> State {
        let keys = consent.press.iter().filter_map(|line| Some((line.key.text.chars().next()?, line.yes)));
        State::Consent(Consent {
            prompts: self.said_all(around, &consent.say),
            again: self.standard_prompt("consent_again"),
            keys: keys.collect(),
            silence: consent.silence.first().is_some_and(|silence| silence.value),
            next,
        })
    }

    /// All states of a shared count.
    pub(super) fn failures(&mut self, file: usize, decl: &Decl, failures: &ast::Failures) {
        let Some(name) = failures.name.as_ref().map(|name| name.text.clone()) else { return };
        let at_most = settings::whole(&failures.settings, "at most").unwrap_or(1);
        let id = self.ids.take(&format!("failures:{name}#failure"));
        let around = Surroundings::flow(file, &format!("failures:{name}"));
        let label = "behind this arm nothing follows".to_string();
        let span = failures.on.first().map_or(decl.mark, |arm| arm.head);
        let stop = self.stop(file, span, label, StopKind::Defaults);
        let next = match own_or_inherited(&failures.on, None, OnCase::Failure) {
            Some(arm) => self.block(&around.arm(&id), &arm.body, stop),
            None => stop,
        };
        self.out.machine.failures.insert(name, FailureCount { at_most, next });
    }

    /// Forgets the secrets of the flow that is left here, and goes on.
    pub(super) fn wiped(&mut self, around: &Surroundings, next: StateId, span: Span) -> StateId {
        let vars = self.client.symbols.secrets_of(&around.flow);
        self.wiping(around, vars, next, span)
    }

    /// Forgets all secrets: every flow is left here.
    pub(super) fn all_wiped(&mut self, around: &Surroundings, next: StateId, span: Span) -> StateId {
        let vars = self.client.symbols.all_secrets();
        self.wiping(around, vars, next, span)
    }

    fn wiping(&mut self, around: &Surroundings, vars: Vec<String>, next: StateId, span: Span) -> StateId {
        if vars.is_empty() {
            return next;
        }
        let id = self.ids.take(&format!("{}/wipe", around.path));
        self.put(id, State::Wipe { vars, next }, around.file, span)
    }
}

pub(super) fn recording_order(order: ast::RecordingOrder) -> RecordingOrder {
    match order {
        ast::RecordingOrder::Start => RecordingOrder::Start,
        ast::RecordingOrder::Pause => RecordingOrder::Pause,
        ast::RecordingOrder::Resume => RecordingOrder::Resume,
        ast::RecordingOrder::Stop => RecordingOrder::Stop,
    }
}

/// The shared count in which an arm counts by itself, if it does.
pub(super) fn counted_in(body: &ast::Block) -> Option<String> {
    let mut found = None;
    rufplan_check::walk::statements(body, &mut |stmt| {
        if let StmtKind::CountFailure(count) = &stmt.kind {
            found.get_or_insert_with(|| count.text());
        }
    });
    found
}
