//! `test` blocks as scenarios (language.md 2.11, semantics.md T).

mod steps;

use crate::expressions::Expressions;
use crate::generate::fixed_target;
use crate::project::Client;
use rufplan_calendar::{Date, LocalClock, Zone};
use rufplan_check::Place;
use rufplan_check::diagnostics::{Later, e0113, e0201};
use rufplan_diag::{Diagnostic, Span};
use rufplan_machine::scenario::{QueueWorld, Scenario, TransferWorld, World};
use rufplan_machine::script::Machine;
use rufplan_syntax::ast::{self, QueueState, StepKind, Target, TransferState};

/// Rule T1: when a call begins unless a test says.
const DEFAULT_DAY: Date = Date::constant(2026, 3, 4);
/// Rule T1: at ten o'clock.
const DEFAULT_CLOCK: LocalClock = LocalClock::hm(10, 0);

/// The tests of a client, and what is wrong with their names. A test with an error is left out.
pub(crate) fn scenarios(
    client: &Client<'_>,
    machine: &Machine,
    expressions: &Expressions<'_>,
) -> (Vec<Scenario>, Vec<Diagnostic>) {
    let mut scenarios = Vec::new();
    let mut diagnostics = Vec::new();
    for (file, decl) in client.decls() {
        let ast::DeclKind::Test(test) = &decl.kind else { continue };
        let mut writer = Writer { client, machine, expressions, file, found: Vec::new() };
        let scenario = writer.scenario(test, decl);
        if writer.found.is_empty() && !decl.has_junk {
            scenarios.extend(scenario);
        }
        diagnostics.append(&mut writer.found);
    }
    (scenarios, diagnostics)
}

/// Writes one scenario.
struct Writer<'a> {
    client: &'a Client<'a>,
    machine: &'a Machine,
    expressions: &'a Expressions<'a>,
    file: usize,
    found: Vec<Diagnostic>,
}

/// Kinds of names in tests, in words.
mod kind {
    pub(super) const PROMPT: &str = "prompt";
    pub(super) const QUEUE: &str = "queue";
    pub(super) const SWITCH: &str = "switch";
    pub(super) const MARK: &str = "mark";
    pub(super) const NUMBER: &str = "number of this client";
    pub(super) const LANGUAGE: &str = "language of this client";
}

impl Writer<'_> {
    fn scenario(&mut self, test: &ast::Test, decl: &ast::Decl) -> Option<Scenario> {
        let source = self.client.source(self.file);
        let (mut given, mut steps) = (Vec::new(), Vec::new());
        let mut clock = None;
        for step in &test.steps {
            match &step.kind {
                StepKind::Clock { date, clock: time, zone } => {
                    clock = self.clock(date.value, time.value, zone.as_ref().map(|z| z.text.as_str()));
                }
                StepKind::Given(world) => given.extend(self.world(world, step.span)),
                _ => steps.extend(self.step(step)),
            }
        }
        let clock_ms = match clock {
            Some(ms) => ms,
            None => Zone::named(self.client.zone())?.from_local(DEFAULT_DAY, DEFAULT_CLOCK),
        };
        Some(Scenario {
            name: test.title.as_ref()?.plain()?.to_string(),
            path: source.path.to_string(),
            line: self.line(decl.span),
            client: self.machine.client.clone(),
            clock_ms,
            given,
            steps,
        })
    }

    fn line(&self, span: Span) -> u32 {
        u32::try_from(self.client.source(self.file).position(span.start).line).unwrap_or(u32::MAX)
    }

    fn clock(&self, date: Option<ast::Date>, time: Option<ast::Clock>, zone: Option<&str>) -> Option<i64> {
        let (date, time) = (date?, time?);
        let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
        let date = Date::new(date.year, month, day).ok()?;
        let clock = LocalClock { hour: time.hour, minute: time.minute, second: time.second };
        Some(Zone::named(zone.unwrap_or(self.client.zone()))?.from_local(date, clock))
    }

    fn world(&mut self, world: &ast::World, span: Span) -> Option<World> {
        match world {
            ast::World::Switch { name, on } => {
                let name = self.known(name, kind::SWITCH)?;
                Some(World::Switch { name, on: *on })
            }
            ast::World::Queue { name, state } => {
                let name = self.known(name, kind::QUEUE)?;
                let expected = |ms: &Option<ast::Spanned<Option<i64>>>| {
                    ms.as_ref().and_then(|ms| ms.value).and_then(|ms| u64::try_from(ms).ok())
                };
                let is = match state {
                    QueueState::Full => QueueWorld::Full,
                    QueueState::NobodySignedIn => QueueWorld::NobodySignedIn,
                    QueueState::Agents { count, expected_ms } => {
                        QueueWorld::Agents { agents: (*count)?, expected_ms: expected(expected_ms) }
                    }
                    QueueState::Waiting { count, expected_ms } => {
                        QueueWorld::Waiting { waiting: (*count)?, expected_ms: expected(expected_ms) }
                    }
                };
                Some(World::Queue { name, is })
            }
            ast::World::Transfer { target, states } => {
                let target = self.target(target)?;
                let results = states.iter().map(transfer_world).collect();
                Some(World::Transfer { target, results })
            }
            ast::World::Lookup { .. } => self.not_built(span, "a lookup"),
            ast::World::Callback { .. } => self.not_built(span, "a callback"),
        }
    }

    fn place(&self, span: Span) -> Place {
        Place { file: self.client.source(self.file).path.clone(), span }
    }

    fn not_built<T>(&mut self, span: Span, what: &str) -> Option<T> {
        self.found.push(e0113(self.place(span), Later::Part(what)));
        None
    }

    /// A target that is known in a test: a number, an extension, an address.
    fn target(&mut self, target: &Target) -> Option<String> {
        match fixed_target(target) {
            Some(text) => Some(text),
            None => self.not_built(target.span, "a target that is known only in the call"),
        }
    }

    fn known(&mut self, path: &ast::Path, kind: &str) -> Option<String> {
        self.known_text(&path.text(), path.span, kind)
    }

    /// A name that the client has; else E0201, unless a part of the language that is not built declares it.
    fn known_text(&mut self, name: &str, span: Span, kind: &str) -> Option<String> {
        let names: Vec<&str> = match kind {
            kind::PROMPT => {
                self.machine.prompts.keys().map(String::as_str).filter(|n| !n.starts_with('"')).collect()
            }
            kind::QUEUE => self.client.symbols.queues.keys().copied().collect(),
            kind::SWITCH => self.client.symbols.switches.keys().copied().collect(),
            kind::MARK => self.client.symbols.marks.iter().copied().collect(),
            kind::LANGUAGE => self.machine.languages.iter().map(String::as_str).collect(),
            _ => self.machine.numbers.keys().map(String::as_str).collect(),
        };
        if names.contains(&name) {
            return Some(name.to_string());
        }
        if !self.client.symbols.is_later(name.split('.').next().unwrap_or(name)) {
            self.found.push(e0201(self.place(span), kind, name, None, None));
        }
        None
    }
}

fn transfer_world(state: &TransferState) -> TransferWorld {
    match state {
        TransferState::Busy => TransferWorld::Busy,
        TransferState::NotAnswered => TransferWorld::NotAnswered,
        TransferState::Refused(key) => TransferWorld::Refused(key.as_ref().and_then(|k| k.chars().next())),
        TransferState::Answered(after) => {
            TransferWorld::Answered { after_ms: after.and_then(|ms| u32::try_from(ms).ok()).unwrap_or(0) }
        }
        TransferState::Failed => TransferWorld::Failed,
    }
}
