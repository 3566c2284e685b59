//! Tests: names, numbers, and the order of their steps.

use super::{Client, client, settings};
use crate::diagnostics::{self as d, Misplaced};
use crate::{Kind, Place, Sink, expr, nearest, place};
use rufplan_calendar::Zone;
use rufplan_diag::Span;
use rufplan_machine::value::Type;
use rufplan_syntax::ast::{
    DeclKind, Expr, ExprKind, File, HeardText, Ident, Literal, Path, QueueState, StepKind, Target, Test,
    TestStep, World,
};

pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    for (test, decl, file) in &client.symbols.tests {
        let mut scenario = Scenario { client, file, called: false, clock: false, sink };
        test.steps.iter().for_each(|step| scenario.step(step));
        let called = scenario.called;
        if !called && !decl.has_junk {
            let at = place(file, decl.mark);
            sink.report(d::e0115(
                at,
                "test",
                "calls",
                ("who calls which number?", "Wer ruft welche Nummer an?"),
                &example(client),
            ));
        }
        titles(client, test, file, sink);
    }
}

fn example(client: &Client<'_>) -> String {
    let number = client.symbols.client.numbers.first();
    let number =
        number.map_or("+49 30 5550100", |line| client.symbols.files[0].source.slice(line.number.span));
    format!("anonymous calls {number}")
}

/// Two tests of one title cannot be told apart in a report.
fn titles(client: &Client<'_>, test: &Test, file: &File, sink: &mut Sink) {
    let Some(title) = &test.title else { return };
    let first = client.symbols.files.iter().find_map(|f| {
        let tests = f.decls.iter().filter_map(|decl| match &decl.kind {
            DeclKind::Test(test) => test.title.as_ref(),
            _ => None,
        });
        tests.into_iter().find(|other| other.fixed() == title.fixed()).map(|other| place(f, other.span))
    });
    let here = place(file, title.span);
    if let Some(first) = first.filter(|first| *first != here) {
        sink.report(d::e0202(here, "test", &title.fixed(), Some(first)));
    }
}

struct Scenario<'t, 's> {
    client: &'t Client<'s>,
    file: &'s File,
    called: bool,
    clock: bool,
    sink: &'t mut Sink,
}

impl<'s> Scenario<'_, 's> {
    fn at(&self, span: Span) -> Place {
        place(self.file, span)
    }

    fn name(&mut self, kind: Kind, path: &Path) {
        let at = self.at(path.span);
        settings::known_name(self.client, kind, &path.text(), at, self.sink);
    }

    fn misplaced(&mut self, span: Span, what: Misplaced<'_>) {
        self.sink.report(d::e0104(place(self.file, span), what));
    }

    fn step(&mut self, step: &TestStep) {
        match &step.kind {
            StepKind::Clock { date, clock, zone } => {
                if self.called {
                    self.misplaced(step.span, Misplaced::AfterTheCall("clock"));
                } else if self.clock {
                    self.misplaced(step.span, Misplaced::SecondStep("clock"));
                }
                self.clock = true;
                if date.value.is_none() {
                    self.sink.report(d::e0105(place(self.file, date.span), d::Impossible::Date));
                }
                if clock.value.is_none_or(|c| c.hour > 23) {
                    self.sink.report(d::e0105(place(self.file, clock.span), d::Impossible::Clock));
                }
                zone.iter().for_each(|zone| self.zone(zone));
            }
            StepKind::Given(world) => {
                if self.called {
                    self.misplaced(step.span, Misplaced::AfterTheCall("given"));
                }
                self.world(world, step.span);
            }
            StepKind::World(world) => self.world(world, step.span),
            StepKind::Calls { to, .. } => {
                if self.called {
                    self.misplaced(step.span, Misplaced::SecondStep("calls"));
                }
                self.called = true;
                self.number(to);
            }
            StepKind::Hears { what, .. }
            | StepKind::HearsNot { what, .. }
            | StepKind::AgentHears { what, .. } => {
                self.heard(what);
            }
            StepKind::AgentSees { what } => {
                if let HeardText::Prompt(path) = what {
                    let misfit =
                        d::Misfit::Needed(("a text in quotes", "ein Text in Anführungszeichen").into());
                    self.sink.report(d::e0301(place(self.file, path.span), ("a name", "ein Name"), misfit));
                }
            }
            StepKind::CalledHears { what, .. } => {
                self.heard(what);
            }
            StepKind::Waits(ms) => self.duration(ms.value, ms.span),
            StepKind::IsTransferred(target) | StepKind::IsConnected(target) | StepKind::IsPassed(target) => {
                self.target(target);
            }
            StepKind::InQueue { queue, agent, priority } => {
                self.name(Kind::Queue, queue);
                if let Some(agent) = agent {
                    let scope = self.client.scope(self.file).assuming_known();
                    expr::lower(agent, Some(&Type::Text), &scope, self.sink);
                }
                priority.iter().for_each(|priority| self.priority(priority));
            }
            StepKind::LeavesMessage { ms, mailbox } => {
                self.name(Kind::Mailbox, mailbox);
                self.duration(ms.value, ms.span);
            }
            StepKind::SpeaksFor(ms) => self.duration(ms.value, ms.span),
            StepKind::Speaks(lang) => {
                client::known_language(self.client, &lang.text, place(self.file, lang.span), self.sink);
            }
            StepKind::Mark { name, value, .. } => self.mark(name, value.as_ref()),
            StepKind::Presses { .. }
            | StepKind::StaysSilent
            | StepKind::Recorded(_)
            | StepKind::HangsUp
            | StepKind::AgentAnswers
            | StepKind::AgentHangsUp
            | StepKind::CalledAnswers
            | StepKind::CalledPresses(_)
            | StepKind::CalledHangsUp
            | StepKind::CallEnds => {}
        }
    }

    fn zone(&mut self, zone: &Ident) {
        if Zone::named(&zone.text).is_none() {
            let names = Zone::names();
            let near = nearest(&zone.text, names.iter().map(String::as_str));
            self.sink.report(d::e0201(place(self.file, zone.span), "time zone", &zone.text, near, None));
        }
    }

    fn world(&mut self, world: &World, line: Span) {
        match world {
            World::Switch { name, .. } => self.name(Kind::Switch, name),
            World::Queue { name, state } => {
                self.name(Kind::Queue, name);
                let (QueueState::Agents { count, expected_ms } | QueueState::Waiting { count, expected_ms }) =
                    state
                else {
                    return;
                };
                if count.is_none() {
                    self.sink.report(d::e0105(place(self.file, line), d::Impossible::Number));
                }
                expected_ms.iter().for_each(|ms| self.duration(ms.value, ms.span));
            }
            World::Transfer { target, .. } => self.target(target),
            World::Lookup { name, states } => {
                self.name(Kind::Lookup, name);
                super::lookups::answers(self.client, self.file, name, states, self.sink);
            }
            World::Callback { name, .. } => self.name(Kind::Callback, name),
            World::Mailbox { name } => self.name(Kind::Mailbox, name),
        }
    }

    fn duration(&mut self, ms: Option<i64>, span: Span) {
        if ms.is_none() {
            self.sink.report(d::e0105(place(self.file, span), d::Impossible::Duration));
        }
    }

    fn number(&mut self, to: &Ident) {
        let symbols = self.client.symbols;
        if symbols.has_number(&to.text) || symbols.client_decl.has_junk {
            return;
        }
        // the number is suggested as the client writes it
        let source = &symbols.files[0].source;
        let lines = &symbols.client.numbers;
        let near = nearest(&to.text, lines.iter().map(|line| line.number.text.as_str()));
        let line = near.and_then(|near| lines.iter().find(|line| line.number.text == near));
        let near = line.map(|line| source.slice(line.number.span));
        let there = line.map(|line| place(symbols.files[0], line.number.span));
        let read = self.file.source.slice(to.span);
        self.sink.report(d::e0201(place(self.file, to.span), "number of the client", read, near, there));
    }

    fn heard(&mut self, what: &HeardText) {
        match what {
            HeardText::Prompt(path) => self.name(Kind::Prompt, path),
            HeardText::Words(text) => {
                if let Some(hole) = text.placeholders().next() {
                    let misfit = d::Misfit::PlaceholderInExpression;
                    self.sink.report(d::e0301(
                        place(self.file, hole.span),
                        ("a placeholder", "ein Platzhalter"),
                        misfit,
                    ));
                }
            }
        }
    }

    fn target(&mut self, target: &Target) {
        let scope = self.client.scope(self.file).assuming_known();
        let mut quiet = Sink::default();
        super::transfers::check_target(target, &scope, &mut quiet);
        // a test may speak of any number; names and types hold here, too
        self.sink.uses.extend(quiet.uses);
        self.sink
            .diagnostics
            .extend(quiet.diagnostics.into_iter().filter(|d| !matches!(d.code, "E0410" | "W0412")));
    }

    fn priority(&mut self, priority: &Expr) {
        let is_one = matches!(&priority.kind, ExprKind::Literal(Literal::Number { units: 1..=10, scale: 0 }));
        if !is_one {
            let text = self.file.source.slice(priority.span);
            self.sink.report(d::e0709(place(self.file, priority.span), text));
        }
    }

    /// Whether a mark is the answer to a question: `survey.NAME.QUESTION`.
    fn is_answer(&self, name: &Path) -> bool {
        let [first, survey, question] = name.segments.as_slice() else { return false };
        let survey = self.client.symbols.surveys.get(survey.text.as_str());
        let asks =
            survey.is_some_and(|survey| survey.node.questions.iter().any(|q| q.name.text == question.text));
        first.text == "survey" && asks
    }

    fn mark(&mut self, name: &Path, value: Option<&Expr>) {
        if !self.client.symbols.has_junk && !self.is_answer(name) {
            self.name(Kind::Mark, name);
        }
        if let Some(value) = value {
            expr::lower(value, None, &self.client.scope(self.file).assuming_known(), self.sink);
        }
    }
}
