//! Queues: the time line of a wait (language.md 2.7).

use super::{Generator, StopKind, Surroundings, menus, settings};
use crate::graph::{queue_state, successors};
use rufplan_machine::script::{
    Key, Machine, Queue, QueueCase, QueueTimed, QueueWhen, ServiceLevel, State, StateId,
};
use rufplan_syntax::ast::{self, Decl, Path, QueueArm, QueueTrigger, SettingValueKind};
use std::collections::BTreeSet;

/// Built in: 5 of 1 to 10.
const PRIORITY: u8 = 5;

impl Generator<'_> {
    /// All states of a queue, and the queue itself.
    pub(super) fn queue(&mut self, file: usize, decl: &Decl, queue: &ast::Queue) {
        let Some(name) = queue.name.as_ref().map(|n| n.text.clone()) else { return };
        let id = self.put(queue_state(&name), State::Queue { queue: name.clone() }, file, decl.mark);
        let around = Surroundings { queue: Some(name.clone()), ..Surroundings::flow(file, &id) };
        let on_failure = self.queue_failure(file, decl, &name, &id);
        let mut made = self.queue_settings(file, queue, on_failure);
        let answers_full = !queue.arms.iter().any(|arm| is_case(arm, &ast::QueueCase::Full));
        for arm in &queue.arms {
            self.queue_arm(&around, arm, &mut made, answers_full);
        }
        self.out.machine.queues.insert(name, made);
    }

    fn queue_settings(&mut self, file: usize, queue: &ast::Queue, on_failure: StateId) -> Queue {
        let own = &queue.settings;
        let level = settings::values(own, "service level").and_then(|s| s.values.first());
        let service_level = match level.map(|v| &v.kind) {
            Some(SettingValueKind::ServiceLevel { permille, within_ms }) => ServiceLevel {
                permille: permille.and_then(|p| u16::try_from(p).ok()).unwrap_or(0),
                within_ms: within_ms.and_then(|ms| u32::try_from(ms).ok()).unwrap_or(0),
            },
            _ => ServiceLevel { permille: 0, within_ms: 0 },
        };
        let before_connecting = settings::expr(own, "before connecting");
        Queue {
            label: queue.title.as_ref().and_then(|t| t.plain()).map(str::to_string),
            service_level,
            music: settings::text(own, "music").and_then(|path| self.recording(path)),
            hand_over: self.hand_over_fields(file, own),
            capacity: settings::whole(own, "capacity"),
            priority: settings::whole(own, "priority").and_then(|p| u8::try_from(p).ok()).unwrap_or(PRIORITY),
            skills: settings::words(own, "skills"),
            site: settings::word(own, "site"),
            after_work_ms: settings::timer_ms(own, "after work").unwrap_or(0),
            anywhere: settings::yes_no(own, "keys anywhere").unwrap_or(true),
            record_calls: settings::yes_no(own, "record calls").unwrap_or(false),
            place_new: settings::word(own, "place").is_some_and(|place| place == "new"),
            before_connecting: before_connecting.and_then(|expr| self.prompt_of(file, expr)),
            at: Vec::new(),
            every: Vec::new(),
            when: Vec::new(),
            press: Default::default(),
            next_key_ms: menus::next_key_ms(self.default_settings()),
            after_call: None,
            on_failure,
        }
    }

    fn hand_over_fields(
        &self,
        file: usize,
        own: &[ast::Setting],
    ) -> Vec<(String, rufplan_machine::script::Expr)> {
        let values = settings::values(own, "hand over").map_or(&[][..], |s| &s.values);
        let fields = values.iter().filter_map(|value| match &value.kind {
            SettingValueKind::Expr(expr) => {
                let name = self.client.source(file).slice(expr.span).to_string();
                Some((name, self.expressions.expr(file, expr, None)))
            }
            SettingValueKind::Named { name, value } => {
                Some((name.plain()?.to_string(), self.expressions.expr(file, value, None)))
            }
            _ => None,
        });
        fields.collect()
    }

    /// Where the deployment's longest wait leads (Q2): out of the queue, then as any failure.
    fn queue_failure(&mut self, file: usize, decl: &Decl, name: &str, id: &str) -> StateId {
        let arm_id = self.ids.take(&format!("{id}#failure"));
        let around = Surroundings::flow(file, id);
        let at = (file, decl.mark);
        let inside = format!("{arm_id}/then");
        let next = self.failure(&around, &inside, None, at);
        // the goodbye stands ready for the case that failure leads to this queue again
        self.goodbye(&goodbye_id(&arm_id), &arm_id, at);
        self.put(arm_id, State::LeaveQueue { queue: name.to_string(), next }, at.0, at.1)
    }

    fn queue_arm(&mut self, around: &Surroundings, arm: &QueueArm, made: &mut Queue, answers_full: bool) {
        let Some(trigger) = &arm.trigger else { return };
        let id = self.ids.take(&format!("{}#{}", around.path, trigger_words(trigger)));
        let next = match trigger {
            QueueTrigger::AfterCall => {
                // rule Q9: the agent has hung up and the caller is in no queue any more
                let inside = Surroundings { queue: None, ..around.arm(&id) };
                self.arm_ending_in(&inside, &arm.body, ("hang_up", State::End), arm.head)
            }
            QueueTrigger::When(case) if must_leave(&case.value, answers_full) => {
                let label = ("a full queue takes nobody in", "eine volle Warteschlange nimmt niemanden auf");
                let stop = self.stop(around.file, arm.head, label, StopKind::FullQueue);
                let inside = Surroundings { must_leave: Some(stop.clone()), ..around.arm(&id) };
                self.block(&inside, &arm.body, stop)
            }
            _ => {
                let state = State::KeepWaiting { queue: around.queue.clone().unwrap_or_default() };
                self.arm_ending_in(&around.arm(&id), &arm.body, ("keep_waiting", state), arm.head)
            }
        };
        add_arm(made, trigger, next);
    }
}

fn add_arm(queue: &mut Queue, trigger: &QueueTrigger, next: StateId) {
    let timer = |ms: Option<i64>| ms.map_or(0, |ms| u32::try_from(ms).unwrap_or(u32::MAX));
    match trigger {
        QueueTrigger::At(ms) => queue.at.push(QueueTimed { ms: timer(ms.value), next }),
        QueueTrigger::Every(ms) => queue.every.push(QueueTimed { ms: timer(ms.value), next }),
        QueueTrigger::AfterCall => queue.after_call = Some(next),
        QueueTrigger::Press(press) => {
            for code in menus::codes(press) {
                queue.press.insert(code, Key { next: next.clone(), label: menus::label(press) });
            }
        }
        QueueTrigger::When(case) => {
            let case = match &case.value {
                ast::QueueCase::NobodySignedIn => QueueCase::NobodySignedIn,
                ast::QueueCase::Full => QueueCase::Full,
                ast::QueueCase::WaitingLonger(ms) => QueueCase::WaitingLonger(timer(*ms)),
                ast::QueueCase::ExpectedWaitOver(ms) => QueueCase::ExpectedWaitOver(timer(*ms)),
                ast::QueueCase::HoursClose(hours) => QueueCase::HoursClose(hours.text()),
                ast::QueueCase::SwitchTurnsOn(switch) => QueueCase::SwitchTurnsOn(switch.text()),
                ast::QueueCase::AgentIsLost => QueueCase::AgentIsLost,
            };
            queue.when.push(QueueWhen { case, next });
        }
    }
}

fn is_case(arm: &QueueArm, case: &ast::QueueCase) -> bool {
    matches!(&arm.trigger, Some(QueueTrigger::When(found)) if found.value == *case)
}

/// Rule Q8: the arm that answers a full queue must leave it.
fn must_leave(case: &ast::QueueCase, answers_full: bool) -> bool {
    match case {
        ast::QueueCase::Full => true,
        ast::QueueCase::NobodySignedIn => answers_full,
        _ => false,
    }
}

/// The head of an arm as it stands in ids.
fn trigger_words(trigger: &QueueTrigger) -> String {
    let duration = |ms: &Option<i64>| crate::ids::duration_text(ms.unwrap_or(0));
    let named = |what: &str, path: &Path| format!("{what}:{}", path.text());
    match trigger {
        QueueTrigger::At(ms) => format!("at:{}", duration(&ms.value)),
        QueueTrigger::Every(ms) => format!("every:{}", duration(&ms.value)),
        QueueTrigger::AfterCall => "after_call".to_string(),
        QueueTrigger::Press(press) => format!("press:{}", menus::key_words(press)),
        QueueTrigger::When(case) => match &case.value {
            ast::QueueCase::NobodySignedIn => "nobody_is_signed_in".to_string(),
            ast::QueueCase::Full => "full".to_string(),
            ast::QueueCase::WaitingLonger(ms) => format!("waiting_longer_than:{}", duration(ms)),
            ast::QueueCase::ExpectedWaitOver(ms) => format!("expected_wait_over:{}", duration(ms)),
            ast::QueueCase::HoursClose(hours) => named("hours_close", hours),
            ast::QueueCase::SwitchTurnsOn(switch) => named("switch_turns_on", switch),
            ast::QueueCase::AgentIsLost => "agent_is_lost".to_string(),
        },
    }
}

fn goodbye_id(failure: &str) -> StateId {
    format!("{failure}/say:std.goodbye")
}

/// Visits every state id that a queue leads to.
pub(super) fn for_each_target(queue: &mut Queue, visit: &impl Fn(&mut StateId)) {
    queue.at.iter_mut().chain(&mut queue.every).for_each(|timed| visit(&mut timed.next));
    queue.when.iter_mut().for_each(|when| visit(&mut when.next));
    queue.press.values_mut().for_each(|key| visit(&mut key.next));
    queue.after_call.iter_mut().for_each(visit);
    visit(&mut queue.on_failure);
}

/// Rule Q2: where the failure of a queue leads to this queue again without a question, it ends in a goodbye.
pub(super) fn end_circles_of_failure(machine: &mut Machine) {
    let failures: Vec<(String, StateId)> =
        machine.queues.iter().map(|(name, queue)| (name.clone(), queue.on_failure.clone())).collect();
    for (name, failure) in failures {
        if !comes_back(machine, &failure, &name) {
            continue;
        }
        let goodbye = goodbye_id(&failure);
        if let Some(State::LeaveQueue { next, .. }) = machine.states.get_mut(&failure) {
            *next = goodbye;
        }
    }
}

fn comes_back(machine: &Machine, from: &str, queue: &str) -> bool {
    let mut seen = BTreeSet::from([from.to_string()]);
    let mut open = vec![from.to_string()];
    while let Some(id) = open.pop() {
        match machine.states.get(&id) {
            Some(State::EnterQueue { queue: entered, .. }) if entered == queue => return true,
            Some(
                State::Menu(_)
                | State::Collect(_)
                | State::Consent(_)
                | State::Transfer(_)
                | State::EnterQueue { .. },
            )
            | None => {}
            Some(_) => {
                let next = successors(machine, &id).into_iter().map(|(_, next)| next);
                open.extend(next.filter(|next| seen.insert(next.clone())).collect::<Vec<_>>());
            }
        }
    }
    false
}
