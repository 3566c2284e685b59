//! What states and prompts read: the facts in their expressions.

use rufplan_machine::script::{Callback, Expr, Fact, Lookup, Machine, Part, Prompt, Queue, State, Stretch};

/// Every fact that an expression reads.
pub(crate) fn of_expr<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Fact)) {
    match expr {
        Expr::Fact(fact) => visit(fact),
        Expr::Value(_) | Expr::Var(_) => {}
        Expr::Not(x) | Expr::Known(x) | Expr::CountsAs(x, _) | Expr::Negate(x) => of_expr(x, visit),
        Expr::And(all) | Expr::Or(all) => all.iter().for_each(|x| of_expr(x, visit)),
        Expr::Compare { left, right, .. } | Expr::Arithmetic { left, right, .. } => {
            of_expr(left, visit);
            of_expr(right, visit);
        }
        Expr::OneOf { value, of } => {
            of_expr(value, visit);
            of.iter().for_each(|x| of_expr(x, visit));
        }
        Expr::Field(of, _) => of_expr(of, visit),
        Expr::Call { args, .. } => args.iter().for_each(|x| of_expr(x, visit)),
        Expr::ByName { of, cases } => {
            of_expr(of, visit);
            cases.values().for_each(|x| of_expr(x, visit));
        }
        Expr::StartsWith(a, b) | Expr::EndsWith(a, b) => {
            of_expr(a, visit);
            of_expr(b, visit);
        }
    }
}

/// Every fact that a state's own expressions read; what its prompts read is [`of_prompt`]'s.
pub(crate) fn of_state<'a>(state: &'a State, visit: &mut dyn FnMut(&'a Fact)) {
    match state {
        State::Branch { arms, .. } => arms.iter().for_each(|arm| of_expr(&arm.when, visit)),
        State::Set { value, .. } => of_expr(value, visit),
        State::Mark { value, .. } => value.iter().for_each(|value| of_expr(value, visit)),
        State::Speak { lang, .. } => of_expr(lang, visit),
        State::EnterQueue { priority, agent, .. } => {
            let agent = agent.iter().map(|only| &only.agent);
            priority.iter().chain(agent).for_each(|value| of_expr(value, visit));
        }
        State::Transfer(transfer) => {
            let computed = transfer.ring.iter().chain(&transfer.send_keys).chain(&transfer.show);
            transfer.targets.iter().chain(computed).for_each(|value| of_expr(value, visit));
        }
        State::Pass { to } => of_expr(to, visit),
        State::GoTo(to) => to.args.values().for_each(|value| of_expr(value, visit)),
        State::Call(call) => call.args.values().for_each(|value| of_expr(value, visit)),
        State::Collect(collect) => {
            let bounds = collect.entry.length.iter().chain(&collect.entry.between);
            bounds.flat_map(|bounds| [&bounds.from, &bounds.to]).for_each(|bound| of_expr(bound, visit));
        }
        State::Consent(_)
        | State::Recording { .. }
        | State::CountFailure { .. }
        | State::Wipe { .. }
        | State::Hours { .. }
        | State::Play { .. }
        | State::Pause { .. }
        | State::Menu(_)
        | State::Retry { .. }
        | State::Refuse { .. }
        | State::Repeat { .. }
        | State::GoBack
        | State::Return { .. }
        | State::Queue { .. }
        | State::KeepWaiting { .. }
        | State::LeaveQueue { .. }
        | State::Ask(_)
        | State::Fetch(_)
        // what they read stands in the callback and the survey
        | State::Callback(_)
        | State::Survey(_)
        | State::Record(_)
        | State::Message(_)
        | State::End => {}
    }
}

/// Every fact that a prompt reads in any of its lines.
pub(crate) fn of_prompt<'a>(prompt: &'a Prompt, visit: &mut dyn FnMut(&'a Fact)) {
    for line in prompt.lines.values().flatten() {
        line.when.iter().for_each(|when| of_expr(when, visit));
        for part in &line.parts {
            if let Part::Words { stretches, stored, .. } = part {
                of_stretches(stretches, visit);
                stored.iter().for_each(|stored| of_expr(stored, visit));
            }
        }
    }
}

/// Every fact that an offer to call back reads, its words included.
pub(crate) fn of_callback<'a>(machine: &'a Machine, callback: &'a Callback, visit: &mut dyn FnMut(&'a Fact)) {
    of_expr(&callback.number, visit);
    let words = callback.offer.iter().filter_map(|prompt| machine.prompts.get(prompt));
    words.for_each(|prompt| of_prompt(prompt, visit));
}

/// Every fact that is read for an agent when a caller enters a queue: hand-over, whisper, screen pop.
pub(crate) fn of_hand_over<'a>(machine: &'a Machine, queue: &'a Queue, visit: &mut dyn FnMut(&'a Fact)) {
    queue.hand_over.iter().for_each(|(_, value)| of_expr(value, visit));
    of_stretches(&machine.hand_over.screen_pop, visit);
    let whisper = machine.hand_over.whisper.as_ref().and_then(|prompt| machine.prompts.get(prompt));
    whisper.into_iter().for_each(|prompt| of_prompt(prompt, visit));
}

/// Every fact that goes out with a lookup.
pub(crate) fn of_lookup<'a>(lookup: &'a Lookup, visit: &mut dyn FnMut(&'a Fact)) {
    of_stretches(&lookup.path, visit);
    lookup.send.iter().for_each(|sent| of_expr(&sent.value, visit));
}

fn of_stretches<'a>(stretches: &'a [Stretch], visit: &mut dyn FnMut(&'a Fact)) {
    for stretch in stretches {
        if let Stretch::Value { value, .. } = stretch {
            of_expr(value, visit);
        }
    }
}
