//! Statements one after another.

use super::consent::recording_order;
use super::ends::{block_goes_on, goes_on};
use super::flow_calls::branch_by_name;
use super::flows::what_ends;
use super::{Generator, POISON, Surroundings, Unreached, settings};
use crate::ids::{condition_text, duration_text, short_text};
use rufplan_machine::script::{BranchArm, CompareOp, Expr, ForAgent, State, StateId};
use rufplan_machine::value::{Kind, Type, Value};
use rufplan_syntax::ast::{
    Block, CallOf, Choice, ChoiceKind, Choose, HoursArm, HoursCase, If, Path, Say, SayItem, SpeakLanguage,
    Stmt, StmtKind,
};

impl Generator<'_> {
    /// Makes a block that goes on at `next`; gives its first state.
    pub(super) fn block(&mut self, around: &Surroundings, block: &Block, next: StateId) -> StateId {
        self.note_unreached(around, block);
        let ids: Vec<StateId> =
            block.stmts.iter().enumerate().map(|(i, s)| self.id_of(around, s, i == 0)).collect();
        let mut entry = next;
        for (stmt, id) in block.stmts.iter().zip(ids).rev() {
            entry = self.stmt(around, stmt, id, entry);
        }
        entry
    }

    /// Makes an arm that ends in a state of its own: `again`, `keep waiting`.
    pub(super) fn arm_ending_in(
        &mut self,
        around: &Surroundings,
        body: &Block,
        ending: (&str, State),
        at: rufplan_diag::Span,
    ) -> StateId {
        let (name, state) = ending;
        if !block_goes_on(body, self.defaults.map(|(_, d)| d)) {
            return self.block(around, body, POISON.to_string());
        }
        let id = if body.stmts.is_empty() {
            around.path.clone()
        } else {
            self.ids.take(&format!("{}/{name}", around.path))
        };
        let end = self.put(id, state, around.file, at);
        self.block(around, body, end)
    }

    fn note_unreached(&mut self, around: &Surroundings, block: &Block) {
        let defaults = self.defaults.map(|(_, d)| d);
        let leaving = block.stmts.iter().position(|stmt| !goes_on(stmt, defaults));
        if let Some(at) = leaving
            && let (Some(before), Some(behind)) = (block.stmts.get(at), block.stmts.get(at + 1))
        {
            let (origin, before) =
                (self.origin(around.file, behind.head), self.origin(around.file, before.head));
            self.out.unreached.push(Unreached { origin, before });
        }
    }

    /// The id a statement gets, were it to make a state.
    fn id_of(&mut self, around: &Surroundings, stmt: &Stmt, first: bool) -> StateId {
        if let StmtKind::Menu(menu) = &stmt.kind {
            let name = menu.name.as_ref().map_or("menu", |n| &n.text);
            return self.ids.take(&format!("{}.{name}", around.flow));
        }
        if let StmtKind::Collect(collect) = &stmt.kind {
            let name = collect.var.as_ref().map_or("collect".to_string(), Path::text);
            return self.ids.take(&format!("{}.{name}", around.flow));
        }
        if first && around.arm {
            return around.path.clone();
        }
        if matches!(stmt.kind, StmtKind::GoTo(_)) {
            return String::new();
        }
        let name = self.name_of(around.file, &stmt.kind);
        self.ids.take(&format!("{}/{name}", around.path))
    }

    fn name_of(&self, file: usize, kind: &StmtKind) -> String {
        let source = self.client.source(file);
        match kind {
            StmtKind::Say(say) => format!("say:{}", say_words(say)),
            StmtKind::Set { var, .. } => format!("set:{}", var.text()),
            StmtKind::Mark { name, .. } => format!("mark:{}", name.text),
            StmtKind::Speak(SpeakLanguage::Tag(tag)) => format!("speak:{}", tag.text),
            StmtKind::Speak(SpeakLanguage::Path(path)) => format!("speak:{}", path.text()),
            StmtKind::Pause(ms) => format!("pause:{}", duration_text(ms.value.unwrap_or(0))),
            StmtKind::GoBack => "go_back".to_string(),
            StmtKind::Again => "again".to_string(),
            StmtKind::HangUp => "hang_up".to_string(),
            StmtKind::EnterQueue(enter) => format!("enter_queue:{}", enter.queue.text()),
            StmtKind::KeepWaiting => "keep_waiting".to_string(),
            StmtKind::PassCall(target) => format!("pass_call:{}", condition_text(source.slice(target.span))),
            StmtKind::If(stmt) => {
                let condition = stmt.branches.first().and_then(|b| b.condition.as_ref());
                format!("if:{}", condition.map_or(String::new(), |c| condition_text(source.slice(c.span))))
            }
            StmtKind::Choose(choose) => format!("choose:{}", path_text(choose.subject.as_ref())),
            StmtKind::Fetch(fetch) => format!("fetch:{}", path_text(fetch.lookup.as_ref())),
            StmtKind::CheckHours { hours, .. } => format!("hours:{}", path_text(hours.as_ref())),
            StmtKind::OfferCallback(offer) => format!("callback:{}", offer.callback.text()),
            StmtKind::StartSurvey(survey) => format!("survey:{}", survey.text()),
            StmtKind::CheckQueue(look) => format!("look:{}", path_text(look.queue.as_ref())),
            StmtKind::Transfer(transfer) => {
                let targets = transfer.targets.iter().map(|t| condition_text(source.slice(t.span)));
                format!("transfer:{}", targets.collect::<Vec<_>>().join(","))
            }
            StmtKind::Run(run) => format!("run:{}", path_text(run.call.as_ref().map(|call| &call.flow))),
            StmtKind::Finish(outcome) => format!("finish:{}", outcome.text),
            StmtKind::Consent(_) => "consent".to_string(),
            StmtKind::Recording(order) => format!("recording:{}", format!("{order:?}").to_lowercase()),
            StmtKind::CountFailure(count) => format!("count:{}", count.text()),
            StmtKind::Menu(_) | StmtKind::Collect(_) | StmtKind::GoTo(_) => what_ends(kind).to_string(),
            StmtKind::Record(record) => format!("record:{}", path_text(record.into.as_ref())),
            StmtKind::TakeMessage(message) => format!("message:{}", path_text(message.into.as_ref())),
        }
    }

    fn stmt(&mut self, around: &Surroundings, stmt: &Stmt, id: StateId, next: StateId) -> StateId {
        let state = match &stmt.kind {
            StmtKind::Say(say) => self.play(around, say, next),
            StmtKind::Set { var, value } => {
                let of = self.expressions.variable_type(&var.text());
                State::Set {
                    var: var.text(),
                    value: self.expressions.expr(around.file, value, of.as_ref()),
                    next,
                }
            }
            StmtKind::Mark { name, value } => {
                let value = value.as_ref().map(|v| self.expressions.expr(around.file, v, None));
                State::Mark { name: name.text.clone(), value, next }
            }
            StmtKind::Speak(SpeakLanguage::Tag(tag)) => {
                State::Speak { lang: Expr::Value(Value::Language(tag.text.clone())), next }
            }
            StmtKind::Speak(SpeakLanguage::Path(path)) => {
                State::Speak { lang: self.expressions.path(around.file, path, Some(&Type::Language)), next }
            }
            StmtKind::Pause(ms) => {
                let ms = ms.value.and_then(|ms| u32::try_from(ms).ok()).unwrap_or(0);
                State::Pause { ms, interruptible: false, next }
            }
            StmtKind::GoTo(call) => return self.leave_for(around, call, id, stmt),
            StmtKind::GoBack => return self.leave_with(around, State::GoBack, id, stmt),
            StmtKind::HangUp => State::End,
            StmtKind::Again => match &around.question {
                Some(q) if q.mistake => State::Retry { question: q.menu.clone(), count: None },
                Some(q) => State::Repeat { question: q.menu.clone() },
                None => return POISON.to_string(),
            },
            StmtKind::KeepWaiting => match (&around.must_leave, &around.queue) {
                (Some(stop), _) => return stop.clone(),
                (None, Some(queue)) => State::KeepWaiting { queue: queue.clone() },
                (None, None) => return POISON.to_string(),
            },
            StmtKind::EnterQueue(enter) => {
                let number = Type::Number { from: Some(1), to: Some(10) };
                let priority = enter.priority.as_ref();
                let priority = priority.map(|p| self.expressions.expr(around.file, p, Some(&number)));
                let agent = enter.for_agent.as_ref().map(|only| ForAgent {
                    agent: self.expressions.expr(around.file, &only.agent, Some(&Type::Text)),
                    within_ms: only.within_ms.value.and_then(|ms| u32::try_from(ms).ok()).unwrap_or(0),
                });
                let name = (Kind::Queue, &enter.queue);
                let made = self.by_name(around, name, (&id, stmt.head), |_, queue| State::EnterQueue {
                    queue: queue.to_string(),
                    priority: priority.clone(),
                    agent: agent.clone(),
                });
                let Some(state) = made else { return POISON.to_string() };
                let entered = self.put(id, state, around.file, stmt.head);
                return self.all_wiped(around, entered, stmt.head);
            }
            StmtKind::PassCall(target) => State::Pass { to: self.target(around.file, target) },
            StmtKind::If(branch) => self.branch(around, branch, &id, &next),
            StmtKind::Choose(choose) => self.choose(around, choose, &id, &next),
            StmtKind::CheckHours { hours, arms } => {
                self.check_hours(around, hours.as_ref(), arms, (&id, stmt.head), &next)
            }
            StmtKind::OfferCallback(offer) => {
                match self.offer_callback(around, offer, (&id, stmt.head), &next) {
                    Some(state) => state,
                    None => return POISON.to_string(),
                }
            }
            StmtKind::StartSurvey(survey) => match self.start_survey(survey, &next) {
                Some(state) => state,
                None => return POISON.to_string(),
            },
            StmtKind::CheckQueue(look) => self.check_queue(around, look, (&id, stmt.head), &next),
            StmtKind::Menu(menu) => return self.menu(around, menu, id, next, stmt.head),
            StmtKind::Collect(collect) => return self.collect(around, collect, id, next, stmt.head),
            StmtKind::Consent(consent) => self.consent(around, consent, next),
            StmtKind::Recording(order) => State::Recording { order: recording_order(*order), next },
            StmtKind::CountFailure(count) => {
                let in_arm = around.question.as_ref().is_some_and(|question| question.mistake);
                State::CountFailure { count: count.text(), in_arm, next }
            }
            StmtKind::Transfer(transfer) => self.transfer(around, transfer, &id, &next),
            StmtKind::Run(run) => match self.run_flow(around, run, &id, &next, stmt.head) {
                Some(state) => state,
                None => return POISON.to_string(),
            },
            StmtKind::Finish(outcome) => {
                let state = State::Return { outcome: outcome.text.clone() };
                let returned = self.put(id, state, around.file, stmt.head);
                return self.wiped(around, returned, stmt.head);
            }
            StmtKind::Fetch(fetch) => match self.fetch(around, fetch, &id, &next) {
                Some(state) => state,
                None => return POISON.to_string(),
            },
            StmtKind::Record(record) => self.record(around, record, &id, &next),
            StmtKind::TakeMessage(message) => {
                match self.take_message(around, message, (&id, stmt.head), &next) {
                    Some(state) => state,
                    None => return POISON.to_string(),
                }
            }
        };
        self.put(id, state, around.file, stmt.head)
    }

    fn play(&mut self, around: &Surroundings, say: &Say, next: StateId) -> State {
        let prompts = self.said(around.file, say);
        State::Play { prompts, interruptible: false, uninterrupted: say.uninterrupted, next }
    }

    /// `go to` out of a queue's arm takes the caller out of the queue first.
    fn leave_for(&mut self, around: &Surroundings, call: &CallOf, id: StateId, stmt: &Stmt) -> StateId {
        let Some(queue) = &around.queue else { return self.jump(around, call, &id, stmt.head) };
        let flow = call.flow.text();
        let id = if id.is_empty() { self.ids.take(&format!("{}/go_to:{flow}", around.path)) } else { id };
        let behind = Surroundings { path: id.clone(), ..around.clone() };
        let to = self.jump(&behind, call, "", stmt.head);
        let state = State::LeaveQueue { queue: queue.clone(), next: to };
        self.put(id, state, around.file, stmt.head)
    }

    fn leave_with(&mut self, around: &Surroundings, state: State, id: StateId, stmt: &Stmt) -> StateId {
        let Some(queue) = around.queue.clone() else { return self.put(id, state, around.file, stmt.head) };
        let behind = self.ids.take(&format!("{}/left_queue", around.path));
        let next = self.put(behind, state, around.file, stmt.head);
        self.put(id, State::LeaveQueue { queue, next }, around.file, stmt.head)
    }

    fn branch(&mut self, around: &Surroundings, branch: &If, id: &str, next: &StateId) -> State {
        let mut arms = Vec::new();
        for (i, part) in branch.branches.iter().enumerate() {
            let arm_name = match (i, &part.condition) {
                (0, _) => "then".to_string(),
                (_, Some(c)) => {
                    format!("else_if:{}", condition_text(self.client.source(around.file).slice(c.span)))
                }
                (_, None) => "else_if".to_string(),
            };
            let arm_id = self.ids.take(&format!("{id}#{arm_name}"));
            let to = self.block(&around.arm(&arm_id), &part.body, next.clone());
            let when = match &part.condition {
                Some(c) => self.expressions.expr(around.file, c, Some(&Type::YesNo)),
                None => Expr::Value(Value::Unknown),
            };
            arms.push(BranchArm { when, next: to });
        }
        let otherwise = match &branch.otherwise {
            Some(body) => {
                let arm_id = self.ids.take(&format!("{id}#else"));
                self.block(&around.arm(&arm_id), body, next.clone())
            }
            None => next.clone(),
        };
        State::Branch { arms, otherwise }
    }

    fn choose(&mut self, around: &Surroundings, choose: &Choose, id: &str, next: &StateId) -> State {
        let of = choose.subject.as_ref().and_then(|s| self.expressions.path_type(around.file, s));
        let subject = match &choose.subject {
            Some(path) => self.expressions.path(around.file, path, None),
            None => Expr::Value(Value::Unknown),
        };
        let mut arms = Vec::new();
        for arm in &choose.arms {
            let source = self.client.source(around.file);
            let words: Vec<_> = arm.choices.iter().map(|c| condition_text(source.slice(c.span))).collect();
            let arm_id = self.ids.take(&format!("{id}#when:{}", words.join(",")));
            let to = self.block(&around.arm(&arm_id), &arm.body, next.clone());
            let mut tests = arm.choices.iter().map(|c| self.choice(around.file, &subject, of.as_ref(), c));
            let first = tests.next().unwrap_or(Expr::Value(Value::Unknown));
            let more: Vec<Expr> = tests.collect();
            let when = if more.is_empty() { first } else { Expr::Or([vec![first], more].concat()) };
            arms.push(BranchArm { when, next: to });
        }
        let otherwise = match choose.otherwise.first() {
            Some(body) => {
                let arm_id = self.ids.take(&format!("{id}#otherwise"));
                self.block(&around.arm(&arm_id), &body.value, next.clone())
            }
            // every value has its arm (E0405): what is left of a closed list is its last one
            None => arms.last().map_or(next.clone(), |arm| arm.next.clone()),
        };
        State::Branch { arms, otherwise }
    }

    fn choice(&self, file: usize, subject: &Expr, of: Option<&Type>, choice: &Choice) -> Expr {
        let compare =
            |op, right| Expr::Compare { op, left: Box::new(subject.clone()), right: Box::new(right) };
        match &choice.kind {
            ChoiceKind::Value(value) => compare(CompareOp::Is, self.expressions.expr(file, value, of)),
            ChoiceKind::Language(tag) => compare(CompareOp::Is, Expr::Value(Value::Language(tag.clone()))),
            ChoiceKind::Range(from, to) => Expr::And(vec![
                compare(CompareOp::AtLeast, self.expressions.expr(file, from, of)),
                compare(CompareOp::AtMost, self.expressions.expr(file, to, of)),
            ]),
        }
    }

    fn check_hours(
        &mut self,
        around: &Surroundings,
        hours: Option<&Path>,
        arms: &[HoursArm],
        (id, span): (&str, rufplan_diag::Span),
        next: &StateId,
    ) -> State {
        let mut made: [Option<StateId>; 4] = [None, None, None, None];
        for arm in arms {
            let Some(case) = &arm.case else { continue };
            let (at, word) = match case.value {
                HoursCase::Open => (0, "open"),
                HoursCase::Closed => (1, "closed"),
                HoursCase::Holiday => (2, "holiday"),
                HoursCase::Special => (3, "special"),
            };
            let arm_id = self.ids.take(&format!("{id}#{word}"));
            let to = self.block(&around.arm(&arm_id), &arm.body, next.clone());
            made[at].get_or_insert(to);
        }
        let [open, closed, holiday, special] = made;
        let missing = || POISON.to_string();
        // `closed` covers the two particular ways of being closed (language.md 2.3)
        let closed_or = |arm: Option<StateId>| arm.or_else(|| closed.clone()).unwrap_or_else(missing);
        let (holiday, special) = (closed_or(holiday), closed_or(special));
        let (open, closed) = (open.unwrap_or_else(missing), closed.unwrap_or_else(missing));
        let made = hours.and_then(|path| {
            self.by_name(around, (Kind::Hours, path), (id, span), |_, hours| State::Hours {
                hours: hours.to_string(),
                open: open.clone(),
                closed: closed.clone(),
                holiday: holiday.clone(),
                special: special.clone(),
            })
        });
        made.unwrap_or_else(|| branch_by_name(&Expr::Value(Value::Unknown), &[]))
    }

    /// The file's setting of the surroundings, else that of `defaults`.
    pub(super) fn inherited_ms(&self, own: &[rufplan_syntax::ast::Setting], key: &str) -> Option<u32> {
        settings::timer_ms(own, key).or_else(|| settings::timer_ms(self.default_settings(), key))
    }
}

fn say_words(say: &Say) -> String {
    let words = say.items.iter().map(|item| match item {
        SayItem::Path(path) => path.text(),
        SayItem::Text(text) => short_text(&text.fixed()),
    });
    words.collect::<Vec<_>>().join("+")
}

fn path_text(path: Option<&Path>) -> String {
    path.map(Path::text).unwrap_or_default()
}
