//! `check queue`, and the facts of queues: what is asked before a statement that reads them (language.md 4.2).

use super::{Generator, POISON, Surroundings, flows};
use crate::reads;
use rufplan_diag::Span;
use rufplan_machine::script::{Ask, BranchArm, CompareOp, Expr, Fact, Inquiry, Machine, State, StateId};
use rufplan_machine::value::{Decimal, Kind, Value};
use rufplan_syntax::ast::{CheckQueue, LookCase};
use std::collections::{BTreeMap, BTreeSet};

impl Generator<'_> {
    /// `check queue Q`: its answer decides, in the order of the language (2.3).
    pub(super) fn check_queue(
        &mut self,
        around: &Surroundings,
        look: &CheckQueue,
        (id, span): (&str, Span),
        next: &StateId,
    ) -> State {
        let mut made: Vec<(LookCase, StateId)> = Vec::new();
        for arm in &look.arms {
            let Some(case) = &arm.case else { continue };
            let arm_id = self.ids.take(&format!("{id}#{}", case_id(&case.value)));
            let to = self.block(&around.arm(&arm_id), &arm.body, next.clone());
            made.push((case.value, to));
        }
        made.sort_by_key(|(case, _)| *case);
        let branch = |queue: &str| {
            let arm = |(case, next): &(LookCase, StateId)| {
                Some(BranchArm { when: condition(case, queue)?, next: next.clone() })
            };
            let ready = made.iter().find(|(case, _)| *case == LookCase::Ready).map(|(_, next)| next.clone());
            let otherwise = ready.unwrap_or_else(|| POISON.to_string());
            State::Branch { arms: made.iter().filter_map(arm).collect(), otherwise }
        };
        let named = look.queue.as_ref();
        named
            .and_then(|path| self.by_name(around, (Kind::Queue, path), (id, span), |_, queue| branch(queue)))
            .unwrap_or_else(|| State::Branch { arms: Vec::new(), otherwise: POISON.to_string() })
    }
}

/// Puts an `ask` before every state that reads facts of queues; gives where each of them was asked from.
pub(super) fn ask_first(machine: &mut Machine) -> Vec<(StateId, StateId)> {
    let mut asking: BTreeMap<StateId, BTreeSet<String>> = BTreeMap::new();
    for (id, state) in &machine.states {
        let queues = queues_read(machine, state);
        if !queues.is_empty() {
            asking.insert(id.clone(), queues);
        }
    }
    let first =
        |id: &StateId| asking.get(id).and_then(|queues| queues.first()).map(|queue| ask_id(id, queue));
    let lead = |id: &mut StateId| {
        if let Some(ask) = first(id) {
            *id = ask;
        }
    };
    for state in machine.states.values_mut() {
        // the question itself is repeated, without asking anew
        if !matches!(state, State::Retry { .. } | State::Refuse { .. } | State::Repeat { .. }) {
            flows::for_each_target(state, &lead);
        }
    }
    super::for_each_way_in(machine, &lead);
    let mut made = Vec::new();
    for (id, queues) in &asking {
        let mut next = id.clone();
        for queue in queues.iter().rev() {
            let ask = ask_id(id, queue);
            let about = Inquiry::Queue(queue.clone());
            machine.states.insert(ask.clone(), State::Ask(Ask { about, next }));
            made.push((ask.clone(), id.clone()));
            next = ask;
        }
    }
    made
}

fn ask_id(id: &str, queue: &str) -> StateId {
    format!("{id}?{queue}")
}

/// The queues that must be asked about before a state is entered.
fn queues_read(machine: &Machine, state: &State) -> BTreeSet<String> {
    let mut queues = BTreeSet::new();
    let mut note = |fact: &Fact| queues.extend(queue_asked(fact).map(str::to_string));
    reads::of_state(state, &mut note);
    for prompt in flows::prompts_said(state).into_iter().filter_map(|id| machine.prompts.get(id)) {
        reads::of_prompt(prompt, &mut note);
    }
    if let State::Callback(offer) = state
        && let Some(callback) = machine.callbacks.get(&offer.callback)
    {
        reads::of_callback(machine, callback, &mut note);
    }
    if let State::EnterQueue { queue, .. } = state
        && let Some(queue) = machine.queues.get(queue)
    {
        reads::of_hand_over(machine, queue, &mut note);
    }
    if let State::Fetch(fetch) = state
        && let Some(lookup) = machine.lookups.get(&fetch.lookup)
    {
        reads::of_lookup(lookup, &mut note);
    }
    queues
}

/// The queue that a fact is about, where it must be asked.
fn queue_asked(fact: &Fact) -> Option<&str> {
    match fact {
        Fact::WaitingIn(queue)
        | Fact::AgentsIn(queue)
        | Fact::FreeIn(queue)
        | Fact::ExpectedWaitIn(queue)
        | Fact::FullIn(queue) => Some(queue),
        _ => None,
    }
}

/// When a case holds; `None` for `ready`, which is what is left.
fn condition(case: &LookCase, queue: &str) -> Option<Expr> {
    let queue = queue.to_string();
    let compare = |op, fact, value| Expr::Compare {
        op,
        left: Box::new(Expr::Fact(fact)),
        right: Box::new(Expr::Value(value)),
    };
    Some(match case {
        LookCase::NobodySignedIn => {
            compare(CompareOp::Is, Fact::AgentsIn(queue), Value::Number(Decimal::whole(0)))
        }
        LookCase::Full => Expr::Fact(Fact::FullIn(queue)),
        LookCase::ExpectedWaitOver(ms) => {
            compare(CompareOp::Greater, Fact::ExpectedWaitIn(queue), Value::Duration(ms.unwrap_or(i64::MAX)))
        }
        LookCase::Ready => return None,
    })
}

fn case_id(case: &LookCase) -> String {
    match case {
        LookCase::NobodySignedIn => "nobody_is_signed_in".to_string(),
        LookCase::Full => "full".to_string(),
        LookCase::ExpectedWaitOver(ms) => {
            format!("expected_wait_over:{}", crate::ids::duration_text(ms.unwrap_or(0)))
        }
        LookCase::Ready => "ready".to_string(),
    }
}
