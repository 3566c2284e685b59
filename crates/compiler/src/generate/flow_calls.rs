//! `go to` with values, `run`, `finish`, and names that are references (language.md 2.8, 2.14).
//!
//! References are closed lists: a statement that names something by one becomes a branch with a state for each name, so
//! that the machine knows no dynamic names and every proof sees every way.

use super::{Generator, POISON, Surroundings};
use rufplan_check::expr::Naming;
use rufplan_check::symbols::params::param_variable;
use rufplan_diag::Span;
use rufplan_machine::script::{Arguments, BranchArm, Call, CompareOp, Expr, GoTo, State, StateId};
use rufplan_machine::value::{Kind, Value};
use rufplan_syntax::ast::{CallOf, Path, Run};
use std::collections::BTreeMap;

impl Generator<'_> {
    /// The state of a statement that names something of a kind: `make` is asked for each name that it can be. The state of
    /// a name alone stands in the place of the statement; of several a branch does, and each has an id of its own.
    pub(super) fn by_name(
        &mut self,
        around: &Surroundings,
        (kind, path): (Kind, &Path),
        (id, span): (&str, Span),
        mut make: impl FnMut(&mut Self, &str) -> State,
    ) -> Option<State> {
        match self.expressions.naming(around.file, kind, path)? {
            Naming::Fixed(name) => Some(make(self, &name)),
            Naming::Among(value, names) => {
                let arms = names.iter().map(|name| {
                    let own = self.ids.take(&format!("{id}#is:{name}"));
                    let state = make(self, name);
                    (name.as_str(), self.put(own, state, around.file, span))
                });
                let arms: Vec<(&str, StateId)> = arms.collect();
                Some(branch_by_name(&value, &arms))
            }
        }
    }

    /// What the flow is given; nothing where the checker has found too many or too few values.
    pub(super) fn arguments(&self, file: usize, call: &CallOf, flow: &str) -> Arguments {
        let Some(params) = self.client.symbols.params.get(flow) else { return Arguments::new() };
        let values = params.iter().zip(&call.args).map(|(param, value)| {
            let variable = param_variable(flow, &param.node.name.text);
            (variable, self.expressions.expr(file, value, param.of.as_ref()))
        });
        values.collect()
    }

    /// Where `go to` leads: the flow itself, or the state that hands it its values, or the branch of a reference.
    pub(super) fn jump(&mut self, around: &Surroundings, call: &CallOf, id: &str, span: Span) -> StateId {
        match self.expressions.naming(around.file, Kind::Flow, &call.flow) {
            None => POISON.to_string(),
            Some(Naming::Fixed(flow)) => self.jump_to(around, call, &flow, id, span),
            Some(Naming::Among(value, names)) => {
                let id = self.jump_id(around, call, id);
                let mut arms = Vec::new();
                for name in &names {
                    let own = self.ids.take(&format!("{id}#is:{name}"));
                    arms.push((name.as_str(), self.jump_to(around, call, name, &own, span)));
                }
                let state = branch_by_name(&value, &arms);
                self.put(id, state, around.file, span)
            }
        }
    }

    fn jump_to(&mut self, around: &Surroundings, call: &CallOf, flow: &str, id: &str, span: Span) -> StateId {
        let next = self.go_to(flow);
        let next = self.wiped(around, next, span);
        let args = self.arguments(around.file, call, flow);
        if args.is_empty() {
            return next;
        }
        let id = self.jump_id(around, call, id);
        self.put(id, State::GoTo(GoTo { flow: flow.to_string(), args, next }), around.file, span)
    }

    /// A jump has an id only where it needs a state.
    fn jump_id(&mut self, around: &Surroundings, call: &CallOf, id: &str) -> StateId {
        if id.is_empty() {
            self.ids.take(&format!("{}/go_to:{}", around.path, call.flow.text()))
        } else {
            id.to_string()
        }
    }

    pub(super) fn run_flow(
        &mut self,
        around: &Surroundings,
        run: &Run,
        id: &str,
        next: &StateId,
        span: Span,
    ) -> Option<State> {
        let call = run.call.as_ref()?;
        let mut arms: BTreeMap<String, StateId> = BTreeMap::new();
        for arm in &run.arms {
            let Some(outcome) = &arm.outcome else { continue };
            let arm_id = self.ids.take(&format!("{id}#when:{}", outcome.text));
            let to = self.block(&around.arm(&arm_id), &arm.body, next.clone());
            arms.entry(outcome.text.clone()).or_insert(to);
        }
        self.by_name(around, (Kind::Flow, &call.flow), (id, span), |this, flow| {
            let gives = this.client.symbols.flows.get(flow).map_or(&[][..], |flow| &flow.node.gives);
            let outcomes = gives.iter().map(|outcome| {
                let to = arms.get(&outcome.text).cloned().unwrap_or_else(|| POISON.to_string());
                (outcome.text.clone(), to)
            });
            State::Call(Call {
                flow: flow.to_string(),
                args: this.arguments(around.file, call, flow),
                entry: this.go_to(flow),
                outcomes: outcomes.collect(),
            })
        })
    }
}

/// A branch by the name that a reference holds: the list is closed, so the last name needs no question.
pub(super) fn branch_by_name(value: &Expr, arms: &[(&str, StateId)]) -> State {
    let is = |name: &str| Expr::Compare {
        op: CompareOp::Is,
        left: Box::new(value.clone()),
        right: Box::new(Expr::Value(Value::Reference(name.to_string()))),
    };
    let Some(((_, last), first)) = arms.split_last() else {
        return State::Branch { arms: Vec::new(), otherwise: POISON.to_string() };
    };
    let first = first.iter().map(|(name, next)| BranchArm { when: is(name), next: next.clone() });
    State::Branch { arms: first.collect(), otherwise: last.clone() }
}
