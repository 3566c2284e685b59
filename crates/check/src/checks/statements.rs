//! Statements along the way a call takes: names, types, and what is known where (E0303, E0305).

mod choose;
mod fetch;
mod runs;

use super::ways::{Known, Ways, root_of};
use super::{
    Client, client, collect, consent, dead_arms, lookups, menus, privacy, prompts, settings, transfers, ways,
};
use crate::diagnostics::{self as d, Misplaced};
use crate::expr::{self, Naming, Scope};
use crate::{Kind, Sink, place, types};
use rufplan_diag::{Span, Words};
use rufplan_machine::value::{Kind as Of, Privacy, Type};
use rufplan_syntax::ast::{
    Block, Collect, EnterQueue, Expr, File, ForAgent, HoursArm, HoursCase, If, Menu, OnArm, OnCase, Path,
    PressArm, Purpose, Say, SayItem, Spanned, SpeakLanguage, Stmt, StmtKind, Target, Transfer,
};
use std::collections::BTreeSet;

/// What stands around a block.
#[derive(Clone)]
pub(super) struct Around<'s> {
    pub file: &'s File,
    /// The flow in which it stands.
    pub flow: Option<&'s str>,
    /// Whether `again` has a question to repeat.
    pub in_question: bool,
    /// Whether this is the arm of a queue.
    pub in_queue: bool,
    /// Whether no way leads here: then nothing is said about what is known.
    pub unreached: bool,
}

impl<'s> Around<'s> {
    pub fn of(file: &'s File) -> Self {
        Around { file, flow: None, in_question: false, in_queue: false, unreached: false }
    }

    fn question(&self) -> Self {
        Around { in_question: true, ..self.clone() }
    }
}

/// Walks statements; notes what is known where ways lead on, and reports to its sink.
pub(super) struct Walker<'w, 's> {
    pub client: &'w Client<'s>,
    pub ways: &'w mut Ways<'s>,
    pub sink: &'w mut Sink,
}

impl<'s> Walker<'_, 's> {
    pub(super) fn scope(&self, known: &Known, around: &Around<'s>) -> Scope<'s> {
        let scope = self.client.scope(around.file).in_flow(around.flow).knowing(known.iter().cloned());
        if around.unreached { scope.assuming_known() } else { scope }
    }

    /// Walks a block; gives what is known behind it, or nothing where no call comes out of it.
    pub fn block(&mut self, block: &'s Block, known: Known, around: &Around<'s>) -> Option<Known> {
        let mut known = Some(known);
        for stmt in &block.stmts {
            // behind a jump nothing is reached (E0402); names and types are looked at all the same
            let here = known.clone().unwrap_or_default();
            let unreached = Around { unreached: true, ..around.clone() };
            let after = self.stmt(stmt, here, if known.is_some() { around } else { &unreached });
            known = known.and(after);
        }
        known
    }

    fn stmt(&mut self, stmt: &'s Stmt, mut known: Known, around: &Around<'s>) -> Option<Known> {
        match &stmt.kind {
            StmtKind::Say(say) => self.say(say, &known, around),
            StmtKind::Set { var, value } => self.set(var, value, &mut known, around),
            StmtKind::Mark { value, .. } => self.mark(value.as_ref(), &known, around),
            StmtKind::Speak(language) => self.speak(language, &known, around),
            StmtKind::Pause(ms) => pause(ms, around.file, self.sink),
            StmtKind::GoTo(call) => {
                self.go_to(call, &known, around);
                return None;
            }
            StmtKind::GoBack | StmtKind::HangUp => return None,
            StmtKind::Again => {
                if !around.in_question {
                    self.sink.report(d::e0104(place(around.file, stmt.head), Misplaced::Again));
                }
                return None;
            }
            StmtKind::KeepWaiting => {
                if !around.in_queue {
                    self.sink.report(d::e0104(place(around.file, stmt.head), Misplaced::KeepWaiting));
                }
                return None;
            }
            StmtKind::EnterQueue(enter) => {
                self.enter_queue(enter, known, around);
                return None;
            }
            StmtKind::PassCall(target) => {
                self.target(target, &known, around);
                transfers::comes_back(self.client, target, &self.scope(&known, around), self.sink);
                return None;
            }
            StmtKind::If(branching) => return self.branches(branching, known, around),
            StmtKind::Choose(choose) => return self.choose(choose, stmt.head, known, around),
            StmtKind::Menu(menu) => return self.menu(menu, stmt.head, known, around),
            StmtKind::Collect(collect) => return self.collect(collect, stmt.head, known, around),
            StmtKind::Consent(asked) => {
                if around.in_queue {
                    self.sink.report(d::e0711(place(around.file, stmt.head), "consent"));
                }
                consent::check(self.client, asked, stmt.head, around.file, self.sink);
                asked.say.iter().for_each(|say| self.say(say, &known, around));
            }
            StmtKind::Recording(_) => {}
            StmtKind::CountFailure(count) => {
                let at = place(around.file, count.span);
                settings::known_name(self.client, Kind::Failures, &count.text(), at, self.sink);
                if !around.unreached {
                    self.ways.reach_defaults(&known);
                }
            }
            StmtKind::CheckHours { hours, arms } => {
                return self.check_hours(hours.as_ref(), arms, stmt.head, known, around);
            }
            StmtKind::OfferCallback(offer) => self.offer_callback(offer, stmt.head, &mut known, around),
            StmtKind::StartSurvey(survey) => self.start_survey(survey, stmt.head, &mut known, around),
            StmtKind::CheckQueue(look) => return self.check_queue(look, stmt.head, known, around),
            StmtKind::Transfer(transfer) => return self.transfer(transfer, stmt.head, known, around),
            StmtKind::Run(run) => return self.run(run, stmt.head, known, around),
            StmtKind::Finish(outcome) => {
                self.finish(outcome, known, around);
                return None;
            }
            StmtKind::Fetch(fetch) => return self.fetch(fetch, stmt.head, known, around),
            StmtKind::Record(dictation) => return self.record(dictation, stmt.head, known, around),
            StmtKind::TakeMessage(dictation) => return self.take_message(dictation, known, around),
        }
        Some(known)
    }

    /// What is said: names, words, what is known.
    pub(super) fn say(&mut self, say: &Say, known: &Known, around: &Around<'s>) {
        let scope = self.scope(known, around);
        let languages = &self.client.symbols.languages;
        for item in &say.items {
            match item {
                SayItem::Text(text) => {
                    prompts::words(text, &scope, self.sink);
                    if languages.len() > 1 {
                        let at = place(around.file, text.span);
                        self.sink.report(d::e0511(at, languages, d::Unspoken::Text));
                    }
                }
                SayItem::Path(path) => self.say_prompt(path, &scope),
            }
        }
    }

    /// Every prompt that a name can be must have what it says.
    fn say_prompt(&mut self, path: &Path, scope: &Scope<'s>) {
        if expr::plays(path, scope) {
            expr::lower(&path_expr(path), None, scope, self.sink);
            return;
        }
        let Some(naming) = expr::naming(Of::Prompt, path, scope, self.sink) else { return };
        for name in naming.names() {
            if let Some(prompt) = self.client.symbols.prompts.get(name.as_str()) {
                prompts::said(prompt, scope, self.sink);
            }
        }
    }

    fn set(&mut self, var: &Path, value: &Expr, known: &mut Known, around: &Around<'s>) {
        let scope = self.scope(known, around);
        let name = var.text();
        let Some(found) = self.client.symbols.vars.get(name.as_str()) else {
            let at = place(around.file, var.span);
            let first = var.segments.first().map_or("", |s| s.text.as_str());
            if scope.param(first).is_some() {
                self.sink.report(d::e0201_not_set(at, &name, d::NotSet::Parameter));
            } else if var.segments.len() > 1 && self.client.symbols.vars.contains_key(first) {
                self.sink.report(d::e0201_not_set(at, &name, d::NotSet::Part(first)));
            } else {
                let uses = self.sink.uses.clone();
                settings::known_name(self.client, Kind::Data, &name, at, self.sink);
                self.sink.uses = uses;
            }
            expr::lower(value, None, &scope.assuming_known(), self.sink);
            return;
        };
        let lowered = match &found.of {
            Some(of) => expr::fitting(value, of, &scope, self.sink),
            None => expr::lower(value, None, &scope, self.sink),
        };
        // what was known of its parts is known no more
        let parts = format!("{name}.");
        known.retain(|path| !path.starts_with(&parts));
        match lowered {
            Some((_, of)) if types::is_maybe(&of) => {
                known.remove(&name);
            }
            // a value that could not be understood counts as one: its own message has been given
            _ => {
                known.insert(name);
            }
        }
    }

    fn mark(&mut self, value: Option<&Expr>, known: &Known, around: &Around<'s>) {
        let Some(value) = value else { return };
        let scope = self.scope(known, around);
        expr::lower(value, None, &scope, self.sink);
        let (privacy, name) = privacy::most_private(value, &scope);
        if privacy != Privacy::Open {
            let found = d::e0806(place(around.file, value.span), &name);
            self.sink.report(privacy::with_way(found, &name, &scope));
        }
    }

    fn speak(&mut self, language: &SpeakLanguage, known: &Known, around: &Around<'s>) {
        match language {
            SpeakLanguage::Tag(tag) => {
                client::known_language(self.client, &tag.text, place(around.file, tag.span), self.sink);
            }
            SpeakLanguage::Path(path) => {
                let expr = path_expr(path);
                expr::fitting(&expr, &Type::Language, &self.scope(known, around), self.sink);
            }
        }
    }

    fn enter_queue(&mut self, enter: &EnterQueue, known: Known, around: &Around<'s>) {
        let scope = self.scope(&known, around);
        let naming = expr::naming(Of::Queue, &enter.queue, &scope, self.sink);
        if let Some(agent) = &enter.for_agent {
            self.one_agent(agent, &scope, around);
        }
        if let Some(priority) = &enter.priority
            && let Some((_, of)) = expr::certain(priority, None, &scope, self.sink)
        {
            let is_priority =
                matches!(of, Type::Number { from: Some(from), to: Some(to) } if from >= 1 && to <= 10);
            if !is_priority {
                self.sink.report(d::e0709(place(around.file, priority.span), scope.text(priority)));
            }
        }
        if !around.unreached {
            for name in naming.iter().flat_map(Naming::names) {
                self.ways.reach_queue(self.client.symbols, name, self.leaving(&known, around));
            }
        }
    }

    /// `for agent X within D`: a sign-in name, and a time that can be waited.
    fn one_agent(&mut self, only: &ForAgent, scope: &Scope<'s>, around: &Around<'s>) {
        if let Some((_, of)) = expr::certain(&only.agent, Some(&Type::Text), scope, self.sink)
            && !matches!(of, Type::Text | Type::Name | Type::Digits)
        {
            let misfit =
                d::Misfit::Needed(("an agent's sign-in name", "der Anmeldename eines Agenten").into());
            self.sink.report(d::e0301(place(around.file, only.agent.span), types::words(&of), misfit));
        }
        let at = place(around.file, only.within_ms.span);
        match only.within_ms.value {
            Some(ms) if (settings::SECOND..=settings::HOUR).contains(&ms) => {}
            None => self.sink.report(d::e0105(at, d::Impossible::Duration)),
            Some(_) => {
                let text = around.file.source.slice(only.within_ms.span);
                self.sink.report(d::e0302_range(at, text, "1s to 1h"));
            }
        }
    }

    fn target(&mut self, target: &Target, known: &Known, around: &Around<'s>) {
        transfers::check_target(target, &self.scope(known, around), self.sink);
    }

    fn branches(&mut self, branching: &'s If, known: Known, around: &Around<'s>) -> Option<Known> {
        let mut behind = None;
        let mut rest = known;
        for branch in &branching.branches {
            let mut inside = rest.clone();
            if let Some(condition) = &branch.condition {
                expr::condition(condition, &self.scope(&rest, around), self.sink);
                inside.extend(expr::known_if(condition, true));
                rest.extend(expr::known_if(condition, false));
            }
            let after = self.block(&branch.body, inside, around);
            behind = join(behind, after);
        }
        let after = match &branching.otherwise {
            Some(body) => self.block(body, rest, around),
            None => Some(rest),
        };
        join(behind, after)
    }

    fn menu(&mut self, menu: &'s Menu, head: Span, mut known: Known, around: &Around<'s>) -> Option<Known> {
        if around.in_queue {
            self.sink.report(d::e0711(place(around.file, head), "menu"));
        }
        // the menu may be entered anew (`again`, `go back`) after a variable has become unknown
        known.retain(|path| !self.ways.forgets(path));
        for arm in menu.press.iter().map(|arm| &arm.body).chain(menu.on.iter().map(|arm| &arm.body)) {
            let filled = ways::filled(self.client.symbols, arm);
            known.retain(|path| !filled.contains(root_of(path)));
        }
        menus::check(self.client, menu, head, around.file, self.sink);
        menu.say.iter().chain(&menu.say_again).for_each(|say| self.say(say, &known, around));
        self.answers(&menu.press, &menu.on, known, around)
    }

    /// An entry: on the way of a value its variable is known behind it, on every other way it is not (S9).
    fn collect(
        &mut self,
        collect: &'s Collect,
        head: Span,
        mut known: Known,
        around: &Around<'s>,
    ) -> Option<Known> {
        if around.in_queue {
            self.sink.report(d::e0711(place(around.file, head), "collect"));
        }
        known.retain(|path| !self.ways.forgets(path));
        let var = collect.var.as_ref().map(Path::text);
        if let Some(var) = &var {
            known.remove(var);
        }
        let scope = self.scope(&known, around);
        collect::check(self.client, collect, head, &scope, self.sink);
        collect.say.iter().chain(&collect.say_again).for_each(|say| self.say(say, &known, around));
        let mut filled = known.clone();
        filled.extend(var);
        let keyed = self.scope(&filled, around);
        lookups::accept_when(self.client, &collect.settings, head, &keyed, self.sink);
        // what the lookup fills is known behind an accepted entry alone
        if let Some(var) = lookups::accepts(self.client, &collect.settings).and_then(lookups::fills) {
            known.remove(&var);
            filled.insert(var);
        }
        let behind = self.answers(&collect.press, &collect.on, known, around);
        join(behind, Some(filled))
    }

    /// The arms of a question; what is known behind them.
    fn answers(
        &mut self,
        press: &'s [PressArm],
        on: &'s [OnArm],
        known: Known,
        around: &Around<'s>,
    ) -> Option<Known> {
        let inside = around.question();
        let mut behind = None;
        for arm in press {
            let after = self.block(&arm.body, known.clone(), &inside);
            if !matches!(arm.press.purpose, Some(Purpose::Repeat(_) | Purpose::GoBack(_))) {
                behind = join(behind, after);
            }
        }
        let has = |case: OnCase| on.iter().any(|arm| arm.case.as_ref().is_some_and(|c| c.value == case));
        for arm in on {
            let after = self.block(&arm.body, known.clone(), &inside);
            if arm.case.as_ref().is_some_and(|c| matches!(c.value, OnCase::Failure | OnCase::Error)) {
                behind = join(behind, after);
            }
        }
        if !around.unreached {
            self.ways.reach_defaults(&known);
            if !has(OnCase::Failure) {
                self.ways.fail(self.client.symbols, known.clone());
            }
        }
        if !has(OnCase::Failure) && self.ways.defaults_fall_through {
            behind = join(behind, Some(known));
        }
        behind
    }

    fn check_hours(
        &mut self,
        hours: Option<&Path>,
        arms: &'s [HoursArm],
        head: Span,
        known: Known,
        around: &Around<'s>,
    ) -> Option<Known> {
        let name = hours.map(Path::text);
        if let Some(path) = hours {
            let scope = self.scope(&known, around);
            if let Some(naming) = expr::naming(Of::Hours, path, &scope, self.sink) {
                dead_arms::of_hours(self.client, naming.names(), arms, around.file, self.sink);
            }
        }
        let mut behind = None;
        let mut seen: BTreeSet<HoursCase> = BTreeSet::new();
        for arm in arms {
            let mut inside = known.clone();
            if let Some(case) = &arm.case {
                if !seen.insert(case.value) {
                    let text = around.file.source.slice(case.span);
                    self.sink.report(d::e0110(place(around.file, case.span), d::BadCase::Twice(text)));
                }
                if case.value == HoursCase::Holiday
                    && let Some(name) = &name
                {
                    inside.insert(format!("{name}.holiday"));
                }
            }
            let after = self.block(&arm.body, inside, around);
            behind = join(behind, after);
        }
        // `closed` covers `holiday` and `special`; nothing covers `open` and `closed`
        let missing: Vec<&str> = [(HoursCase::Open, "open"), (HoursCase::Closed, "closed")]
            .into_iter()
            .filter(|(case, _)| !seen.contains(case))
            .map(|(_, word)| word)
            .collect();
        let understood = arms.iter().all(|arm| arm.case.is_some());
        if understood && !missing.is_empty() {
            let subject = name.as_deref().map_or_else(
                || Words::from(("the hours", "der Öffnungszeiten")),
                |name| (format!("the hours `{name}`"), format!("der Öffnungszeiten `{name}`")).into(),
            );
            self.sink.report(d::e0405(place(around.file, head), subject, d::Uncovered::Cases(&missing)));
        }
        behind
    }

    fn transfer(
        &mut self,
        transfer: &'s Transfer,
        head: Span,
        known: Known,
        around: &Around<'s>,
    ) -> Option<Known> {
        let scope = self.scope(&known, around);
        transfers::check(self.client, transfer, head, &scope, self.sink);
        for setting in &transfer.settings {
            if matches!(setting.key.text.as_str(), "between" | "announce" | "accept with") {
                let names = setting.values.iter().filter_map(settings::word);
                let said: Vec<_> =
                    names.filter_map(|n| self.client.symbols.prompts.get(n.as_str())).collect();
                said.into_iter().for_each(|prompt| prompts::said(prompt, &scope, self.sink));
            }
        }
        let mut behind = None;
        for arm in &transfer.arms {
            let after = self.block(&arm.body, known.clone(), around);
            behind = join(behind, after);
        }
        behind
    }
}

/// What is known where two ways come together.
pub(super) fn join(a: Option<Known>, b: Option<Known>) -> Option<Known> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.intersection(&b).cloned().collect()),
        (one, None) | (None, one) => one,
    }
}

/// A pause that can be counted and that nobody mistakes for a dead line.
pub(super) fn pause(ms: &Spanned<Option<i64>>, file: &File, sink: &mut Sink) {
    let at = place(file, ms.span);
    match ms.value {
        None => sink.report(d::e0105(at, d::Impossible::Duration)),
        Some(ms) if (0..=settings::MINUTE).contains(&ms) => {}
        Some(_) => sink.report(d::e0302_range(at, file.source.slice(ms.span), "0s to 1min")),
    }
}

/// `stored NAME`: the name of a sound is a text.
pub(super) fn stored(path: &Path, scope: &Scope<'_>, sink: &mut Sink) {
    let Some((_, of)) = expr::certain(&path_expr(path), None, scope, sink) else { return };
    if !matches!(of, Type::Text | Type::Name) {
        let misfit = d::Misfit::Needed(
            ("a text: the name of a stored sound", "ein Text: der Name eines gespeicherten Tons").into(),
        );
        sink.report(d::e0301(place(scope.file, path.span), types::words(&of), misfit));
    }
}

fn path_expr(path: &Path) -> Expr {
    Expr { kind: rufplan_syntax::ast::ExprKind::Path(path.clone()), span: path.span }
}
