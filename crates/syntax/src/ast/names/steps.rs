//! Steps of tests.

use super::exprs::{expr, target, text};
use super::{Named, Names, Stands, lookups};
use crate::ast::{HeardText, StepKind, World};

pub(super) fn step(kind: &mut StepKind, names: &mut impl Names) {
    match kind {
        StepKind::Given(world) | StepKind::World(world) => self::world(world, names),
        StepKind::Hears { what, saying: _ }
        | StepKind::HearsNot { what, saying: _ }
        | StepKind::AgentSees { what }
        | StepKind::AgentHears { what, saying: _ }
        | StepKind::CalledHears { what, saying: _ } => match what {
            HeardText::Words(words) => text(words, names),
            HeardText::Prompt(path) => names.names(Named::Prompt, path),
        },
        StepKind::IsTransferred(to) | StepKind::IsConnected(to) | StepKind::IsPassed(to) => target(to, names),
        StepKind::InQueue { queue, agent, priority } => {
            names.names(Named::Queue, queue);
            agent.iter_mut().chain(priority).for_each(|e| expr(e, Stands::Asked, names));
        }
        StepKind::LeavesMessage { ms: _, mailbox } => names.names(Named::Mailbox, mailbox),
        StepKind::Mark { name: _, value, absent: _ } => {
            value.iter_mut().for_each(|value| expr(value, Stands::Given, names));
        }
        StepKind::Clock { .. }
        | StepKind::Calls { .. }
        | StepKind::Presses { .. }
        | StepKind::Waits(_)
        | StepKind::StaysSilent
        | StepKind::HangsUp
        | StepKind::AgentAnswers
        | StepKind::AgentHangsUp
        | StepKind::CalledAnswers
        | StepKind::CalledHangsUp
        | StepKind::CalledPresses(_)
        | StepKind::Recorded(_)
        | StepKind::SpeaksFor(_)
        | StepKind::Speaks(_)
        | StepKind::CallEnds => {}
    }
}

fn world(world: &mut World, names: &mut impl Names) {
    match world {
        World::Switch { name, on: _ } => names.names(Named::Switch, name),
        World::Queue { name, state: _ } => names.names(Named::Queue, name),
        World::Transfer { target: to, states: _ } => target(to, names),
        World::Lookup { name, states } => {
            names.names(Named::Lookup, name);
            states.iter_mut().for_each(|state| lookups::state(state, names));
        }
        World::Callback { name, booked: _ } => names.names(Named::Callback, name),
        World::Mailbox { name } => names.names(Named::Mailbox, name),
    }
}
