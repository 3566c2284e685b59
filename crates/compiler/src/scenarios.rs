//! `test` blocks as scenarios (language.md 2.11, semantics.md T).

mod steps;

use crate::expressions::Expressions;
use crate::generate::fixed_target;
use crate::project::Client;
use rufplan_calendar::{Date, LocalClock, Zone};
use rufplan_check::Place;
use rufplan_check::diagnostics::{Later, e0113};
use rufplan_diag::{Diagnostic, Severity, Span};
use rufplan_machine::scenario::{LookupWorld, QueueWorld, Scenario, TransferWorld, World};
use rufplan_machine::script::{Lookup, Machine};
use rufplan_machine::value::{Type, Value};
use rufplan_syntax::ast::{self, LookupState, QueueState, StepKind, TransferState};
use std::collections::BTreeMap;

/// Rule T1: when a call begins unless a test says.
const DEFAULT_DAY: Date = Date::constant(2026, 3, 4);
/// Rule T1: at ten o'clock.
const DEFAULT_CLOCK: LocalClock = LocalClock::hm(10, 0);

/// The tests of a client. Names and values in them are checked by crate `check`; a test with an error is left out.
/// `errors` are those found so far: a step that cannot be played and has no message yet gets one, so that no test is
/// lost in silence.
pub(crate) fn scenarios(
    client: &Client<'_>,
    machine: &Machine,
    expressions: &Expressions<'_>,
    errors: &[Diagnostic],
) -> (Vec<Scenario>, Vec<Diagnostic>) {
    let mut scenarios = Vec::new();
    let mut diagnostics = Vec::new();
    let is_own = |d: &Diagnostic| client.symbols.files.iter().any(|file| file.source.path == d.file);
    let is_broken = errors.iter().any(|d| d.severity == Severity::Error && is_own(d));
    for (file, decl) in client.decls() {
        let ast::DeclKind::Test(test) = &decl.kind else { continue };
        let path = &client.source(file).path;
        let explained = errors.iter().any(|d| {
            d.severity == Severity::Error
                && d.file == *path
                && (decl.span.start..decl.span.end).contains(&d.span.start)
        });
        if explained || decl.has_junk {
            continue;
        }
        let mut writer = Writer { client, machine, expressions, file, unplayable: Vec::new() };
        let scenario = writer.scenario(test, decl);
        if writer.unplayable.is_empty() {
            scenarios.extend(scenario);
        }
        // what a step speaks of may be missing because of an error elsewhere
        if is_broken {
            continue;
        }
        let place = |span| Place { file: path.clone(), span };
        let text = |span| client.source(file).slice(span).trim();
        let unplayable = writer.unplayable.iter();
        diagnostics.extend(unplayable.map(|span| e0113(place(*span), Later::Step(text(*span)))));
    }
    (scenarios, diagnostics)
}

/// Writes one scenario.
struct Writer<'a> {
    client: &'a Client<'a>,
    machine: &'a Machine,
    expressions: &'a Expressions<'a>,
    file: usize,
    /// Steps that cannot be played.
    unplayable: Vec<Span>,
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
                StepKind::Given(world) => match self.world(world) {
                    Some(world) => given.push(world),
                    None => self.unplayable.push(step.span),
                },
                _ => match self.step(step) {
                    Some(step) => steps.push(step),
                    None => self.unplayable.push(step.span),
                },
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

    fn world(&self, world: &ast::World) -> Option<World> {
        match world {
            ast::World::Switch { name, on } => {
                let name = name.text();
                self.machine.switches.contains_key(&name).then_some(World::Switch { name, on: *on })
            }
            ast::World::Queue { name, state } => {
                let name = self.known_queue(name)?;
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
                let target = fixed_target(target)?;
                let results = states.iter().map(transfer_world).collect();
                Some(World::Transfer { target, results })
            }
            ast::World::Lookup { name, states } => {
                let name = name.text();
                let lookup = self.machine.lookups.get(&name)?;
                let answers = states.iter().map(|state| self.answer(lookup, state)).collect::<Option<_>>()?;
                Some(World::Lookup { name, answers })
            }
            ast::World::Callback { name, booked } => {
                let name = name.text();
                let there = self.machine.callbacks.contains_key(&name);
                there.then_some(World::Callback { name, booked: *booked })
            }
            ast::World::Mailbox { name } => {
                let name = name.text();
                self.machine.mailboxes.contains_key(&name).then_some(World::Mailbox { name, full: true })
            }
        }
    }

    fn answer(&self, lookup: &Lookup, state: &LookupState) -> Option<LookupWorld> {
        Some(match state {
            LookupState::File(text) => LookupWorld::File { path: text.plain()?.to_string(), reply: None },
            LookupState::Fields(fields) => match &lookup.fill {
                Some(fill) => LookupWorld::Value {
                    fills: fill.var.clone(),
                    value: self.filled(&fill.of, &fill.var, fields)?,
                },
                // there is an answer, and nobody takes it
                None => LookupWorld::Value { fills: "ok".into(), value: Value::YesNo(true) },
            },
            LookupState::FindsNothing => LookupWorld::FindsNothing,
            LookupState::Fails => LookupWorld::Fails,
            LookupState::Slow => LookupWorld::Slow,
        })
    }

    /// A value made of the fields that a test names; those that it leaves out are unknown.
    fn filled(&self, of: &Type, var: &str, fields: &[ast::FieldState]) -> Option<Value> {
        let Type::Record { fields: declared, .. } = of else {
            let [only] = fields else { return None };
            return (only.field.text() == var)
                .then(|| self.expressions.constant(self.file, &only.value, of))
                .flatten();
        };
        let mut record = BTreeMap::new();
        for field in declared {
            let inside: Vec<ast::FieldState> =
                fields.iter().filter_map(|told| part_of(told, &field.name)).collect();
            let of = match &field.ty {
                Type::Maybe(inner) => inner,
                of => of,
            };
            let value = match inside.as_slice() {
                [] => Value::Unknown,
                told => self.filled(of, "", told)?,
            };
            record.insert(field.name.clone(), value);
        }
        Some(Value::Record(record))
    }

    fn known_queue(&self, path: &ast::Path) -> Option<String> {
        let name = path.text();
        self.machine.queues.contains_key(&name).then_some(name)
    }
}

/// What a test tells of a field, without the field's own name in front.
fn part_of(told: &ast::FieldState, field: &str) -> Option<ast::FieldState> {
    let (first, rest) = told.field.segments.split_first()?;
    let path = ast::Path { segments: rest.to_vec(), span: told.field.span };
    (first.text == field).then(|| ast::FieldState { field: path, value: told.value.clone() })
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
