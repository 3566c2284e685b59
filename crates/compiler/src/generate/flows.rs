//! Flows, the client's numbers, and what `defaults` says for the whole client.

use super::{Generator, StopKind, Surroundings};
use rufplan_diag::{Span, Words};
use rufplan_machine::script::{Entry, Key, PromptId, State, StateId};
use rufplan_syntax::ast::{Decl, DeclKind, Flow, OnCase, StmtKind};

/// Most numbers of one `number … to …` line.
pub(crate) const BLOCK_NUMBERS_MAX: u64 = 10_000;

impl Generator<'_> {
    /// All states of a flow.
    pub(super) fn flow(&mut self, file: usize, decl: &Decl, flow: &Flow) {
        let Some(name) = &flow.name else { return };
        let (span, label): (Span, Words) = match flow.body.stmts.last() {
            None => (decl.mark, ("nothing happens in this flow", "in diesem Ablauf geschieht nichts").into()),
            Some(last) => {
                let what = what_ends(&last.kind);
                let end = if is_block(&last.kind) { self.end_line(file, last.span) } else { last.head };
                (
                    end,
                    (format!("after {what} nothing follows"), "hinter dieser Zeile folgt nichts".to_string())
                        .into(),
                )
            }
        };
        let next = self.stop(file, span, label, StopKind::Flow);
        let around = Surroundings::flow(file, &name.text);
        self.expressions.stand_in(Some(&name.text));
        let entry = self.block(&around, &flow.body, next);
        self.expressions.stand_in(None);
        self.entries.entry(name.text.clone()).or_insert(entry);
    }

    /// The `end` of a block: the last line of its place.
    fn end_line(&self, file: usize, span: Span) -> Span {
        let text = self.client.source(file).slice(span);
        let kept = text.trim_end();
        let start = kept.rfind('\n').map_or(0, |at| at + 1);
        let indent = kept[start..].len() - kept[start..].trim_start().len();
        Span::new(span.start + start + indent, span.start + kept.len())
    }

    /// Where the client's numbers lead.
    pub(super) fn numbers(&mut self) {
        for (_, decl) in self.client.decls() {
            let DeclKind::Client(client) = &decl.kind else { continue };
            for line in &client.numbers {
                let flow = line.starts.flow.text();
                let args = self.arguments(0, &line.starts, &flow);
                let label = line.label.as_ref().and_then(|l| l.plain()).map(str::to_string);
                let state = self.go_to(&flow);
                for number in block_of_numbers(&line.number.text, line.to.as_ref().map(|to| to.text.as_str()))
                {
                    let entry = Entry {
                        flow: flow.clone(),
                        state: state.clone(),
                        label: label.clone(),
                        args: args.clone(),
                    };
                    self.out.machine.numbers.insert(number, entry);
                }
            }
        }
    }

    /// The alias of a flow's first state.
    pub(super) fn go_to(&self, flow: &str) -> StateId {
        let known = self.client.symbols.flows.contains_key(flow);
        if known { format!("@{flow}") } else { super::POISON.to_string() }
    }

    /// `on error` and `press … anywhere`, once for the whole client.
    pub(super) fn client_defaults(&mut self) {
        let around = Surroundings::flow(0, "defaults");
        let error = self.ids.take("defaults#error");
        let own = self.defaults.and_then(|(file, defaults)| {
            let is_error = |arm: &&rufplan_syntax::ast::OnArm| {
                arm.case.as_ref().is_some_and(|c| c.value == OnCase::Error)
            };
            Some((file, defaults.on.iter().find(is_error)?))
        });
        let state = match own {
            Some((file, arm)) => {
                let label = ("behind this arm nothing follows", "hinter diesem Zweig folgt nichts");
                let next = self.stop(file, arm.head, label, StopKind::Defaults);
                self.block(&around.arm(&error).copy_from(file), &arm.body, next)
            }
            None => {
                // rule L5: the text, then as on failure
                let failure_id = self.ids.take("defaults#failure");
                let at = (0, self.client.mark());
                let failure = self.failure(&around, &failure_id, None, at);
                self.say_standard(error, "trouble", failure, at)
            }
        };
        let at = (0, self.client.mark());
        self.out.machine.on_error = self.all_wiped(&around, state, at.1);
        self.anywhere(&around);
    }

    fn anywhere(&mut self, around: &Surroundings) {
        let Some((file, defaults)) = self.defaults else { return };
        for arm in &defaults.press {
            let codes = super::menus::codes(&arm.press);
            let id = self.ids.take(&format!("defaults#press:{}", super::menus::key_words(&arm.press)));
            let label = ("behind this arm nothing follows", "hinter diesem Zweig folgt nichts");
            let next = self.stop(file, arm.head, label, StopKind::Defaults);
            let next = self.block(&around.arm(&id).copy_from(file), &arm.body, next);
            let next = self.all_wiped(&around.arm(&id).copy_from(file), next, arm.head);
            let label = super::menus::label(&arm.press);
            for code in codes {
                let key = Key { next: next.clone(), label: label.clone() };
                self.out.machine.anywhere.insert(code, key);
            }
        }
    }
}

/// All numbers of a block, both ends included; a block that is none, or too great, is its first number.
fn block_of_numbers(first: &str, last: Option<&str>) -> Vec<String> {
    match last.and_then(|last| block_ends(first, last)) {
        Some((from, to)) if to - from < BLOCK_NUMBERS_MAX => {
            (from..=to).map(|number| format!("+{number}")).collect()
        }
        _ => vec![first.to_string()],
    }
}

/// First and last number of a block; `None` where they make none.
pub(crate) fn block_ends(first: &str, last: &str) -> Option<(u64, u64)> {
    let digits = |number: &str| number.trim_start_matches('+').parse::<u64>().ok();
    let (from, to) = (digits(first)?, digits(last)?);
    (first.len() == last.len() && from <= to).then_some((from, to))
}

/// Whether a statement is a block with an `end` of its own.
fn is_block(kind: &StmtKind) -> bool {
    matches!(
        kind,
        StmtKind::If(_)
            | StmtKind::Choose(_)
            | StmtKind::Menu(_)
            | StmtKind::Collect(_)
            | StmtKind::Consent(_)
            | StmtKind::CheckHours { .. }
            | StmtKind::CheckQueue(_)
            | StmtKind::Transfer(_)
            | StmtKind::Run(_)
            | StmtKind::Fetch(_)
            | StmtKind::Record(_)
    ) || matches!(kind, StmtKind::TakeMessage(message) if message.is_block)
}

/// The words with which messages name a statement.
pub(super) fn what_ends(kind: &StmtKind) -> &'static str {
    match kind {
        StmtKind::Say(_) => "this `say`",
        StmtKind::Set { .. } => "this `set`",
        StmtKind::Mark { .. } => "this `mark`",
        StmtKind::Speak(_) => "this `speak`",
        StmtKind::Pause(_) => "this `pause`",
        StmtKind::If(_) => "this `if`",
        StmtKind::Choose(_) => "this `choose`",
        StmtKind::Menu(_) => "the menu",
        StmtKind::Collect(_) => "this `collect`",
        StmtKind::Consent(_) => "the consent",
        StmtKind::Recording(_) => "this line",
        StmtKind::CheckHours { .. } => "this `check hours`",
        StmtKind::OfferCallback(_) => "this offer",
        StmtKind::StartSurvey(_) => "the survey",
        StmtKind::CheckQueue(_) => "this `check queue`",
        StmtKind::Transfer(_) => "this `transfer`",
        StmtKind::Run(_) => "this `run`",
        StmtKind::Fetch(_) => "this `fetch`",
        StmtKind::Record(_) => "this `record`",
        StmtKind::TakeMessage(_) => "this `take message`",
        _ => "this line",
    }
}

/// Visits every state id that a state leads to.
pub(super) fn for_each_target(state: &mut State, visit: &impl Fn(&mut StateId)) {
    match state {
        State::Branch { arms, otherwise } => {
            arms.iter_mut().for_each(|arm| visit(&mut arm.next));
            visit(otherwise);
        }
        State::Hours { open, closed, holiday, special, .. } => {
            [open, closed, holiday, special].into_iter().for_each(visit);
        }
        State::Set { next, .. }
        | State::Mark { next, .. }
        | State::Speak { next, .. }
        | State::Play { next, .. }
        | State::Pause { next, .. }
        | State::LeaveQueue { next, .. } => visit(next),
        State::Menu(menu) => {
            menu.keys.values_mut().for_each(|key| visit(&mut key.next));
            menu.silence.iter_mut().chain(&mut menu.wrong).for_each(|arm| visit(&mut arm.next));
            visit(&mut menu.failure);
            visit(&mut menu.error);
        }
        State::Collect(collect) => {
            collect.keys.values_mut().for_each(|key| visit(&mut key.next));
            collect.silence.iter_mut().chain(&mut collect.wrong).for_each(|arm| visit(&mut arm.next));
            [&mut collect.next, &mut collect.failure, &mut collect.error].into_iter().for_each(visit);
        }
        State::Consent(consent) => visit(&mut consent.next),
        State::Recording { next, .. } | State::CountFailure { next, .. } | State::Wipe { next, .. } => {
            visit(next)
        }
        State::Retry { question, .. } | State::Refuse { question } | State::Repeat { question } => {
            visit(question)
        }
        State::Ask(ask) => visit(&mut ask.next),
        State::GoTo(to) => visit(&mut to.next),
        State::Call(call) => {
            visit(&mut call.entry);
            call.outcomes.values_mut().for_each(visit);
        }
        State::Callback(offer) => {
            let arms = [&mut offer.accepted, &mut offer.declined, &mut offer.already_booked];
            arms.into_iter().chain([&mut offer.not_possible, &mut offer.offered_before]).for_each(visit);
        }
        State::Survey(start) => visit(&mut start.next),
        State::Transfer(transfer) => {
            let fixed =
                [&mut transfer.busy, &mut transfer.not_answered, &mut transfer.refused, &mut transfer.failed];
            fixed
                .into_iter()
                .chain(transfer.refused_with.values_mut())
                .chain(&mut transfer.over)
                .for_each(visit);
        }
        State::Fetch(fetch) => {
            visit(&mut fetch.found);
            fetch.not_found.iter_mut().chain(&mut fetch.failed).for_each(visit);
        }
        State::Record(dictation) | State::Message(dictation) => {
            let arms = [&mut dictation.kept, &mut dictation.next].into_iter();
            let optional = [&mut dictation.nothing, &mut dictation.too_short, &mut dictation.full];
            arms.chain(optional.into_iter().flatten()).for_each(visit);
        }
        State::GoBack
        | State::Return { .. }
        | State::EnterQueue { .. }
        | State::Queue { .. }
        | State::KeepWaiting { .. }
        | State::Pass { .. }
        | State::End => {}
    }
}

/// The prompts that a state says.
pub(super) fn prompts_said(state: &State) -> Vec<&PromptId> {
    match state {
        State::Play { prompts, .. } => prompts.iter().collect(),
        State::Menu(menu) => menu.prompts.iter().chain(&menu.prompts_again).collect(),
        State::Fetch(fetch) => fetch.meanwhile.iter().collect(),
        State::Consent(consent) => consent.prompts.iter().chain([&consent.again]).collect(),
        State::Collect(collect) => {
            collect.prompts.iter().chain(&collect.prompts_again).chain(&collect.confirm).collect()
        }
        State::Transfer(transfer) => {
            let accept = transfer.accept.iter().flat_map(|accept| &accept.prompts);
            transfer.between.iter().chain(&transfer.announce).chain(accept).collect()
        }
        State::Record(dictation) | State::Message(dictation) => {
            dictation.prompts.iter().chain(&dictation.review).chain(&dictation.once_more).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::block_of_numbers;

    #[test]
    fn a_block_of_numbers_has_both_its_ends() {
        let block = block_of_numbers("+493055501099", Some("+493055501101"));
        assert_eq!(block, ["+493055501099", "+493055501100", "+493055501101"]);
        assert_eq!(block_of_numbers("+4930", None), ["+4930"]);
        assert_eq!(block_of_numbers("+4931", Some("+4930")), ["+4931"]);
    }
}
