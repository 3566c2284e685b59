//! Tests.

use super::{Lowering, literal};
use crate::ast::{HeardText, QueueState, Spanned, StepKind, Target, Test, TestStep, TransferState, World};
use crate::{Node, Rule};

impl Lowering<'_> {
    pub(super) fn test(&self, node: &Node) -> Test {
        let steps =
            node.children.iter().filter_map(|n| Some(TestStep { kind: self.step(n)?, span: self.head(n) }));
        Test { title: node.child(Rule::string).map(|n| self.string(n)), steps: steps.collect() }
    }

    fn step(&self, node: &Node) -> Option<StepKind> {
        let path = || node.child(Rule::path).map(|n| self.path(n));
        let duration = || node.child(Rule::duration).map(|n| self.duration(n));
        let keys = || node.child(Rule::keys).map(|n| self.ident(n));
        Some(match node.rule {
            Rule::t_clock => {
                let (date, clock) = (node.child(Rule::date)?, node.child(Rule::clock)?);
                StepKind::Clock {
                    date: Spanned::new(literal::date(self.text(date)), date.span),
                    clock: Spanned::new(literal::clock(self.text(clock)), clock.span),
                    zone: node.child(Rule::zone).map(|n| self.ident(n)),
                }
            }
            Rule::t_given => StepKind::Given(self.given(node.children.first()?)?),
            Rule::t_world => StepKind::World(self.world(node)?),
            Rule::t_calls => {
                let mut phones: Vec<_> = node.children_of(Rule::phone).map(|n| self.phone(n)).collect();
                StepKind::Calls { to: phones.pop()?, from: phones.pop() }
            }
            Rule::t_hears => StepKind::Hears { what: self.heard(node)?, saying: self.saying(node) },
            Rule::t_hears_not => StepKind::HearsNot { what: self.heard(node)?, saying: self.saying(node) },
            Rule::t_presses => {
                StepKind::Presses { keys: keys()?, at_once: self.words_of_line(node).ends_with("at once") }
            }
            Rule::t_waits => StepKind::Waits(duration()?),
            Rule::t_silent => StepKind::StaysSilent,
            Rule::t_caller_hangs => StepKind::HangsUp,
            Rule::t_agent => self.agent_step(node)?,
            Rule::t_called => self.called_step(node)?,
            Rule::t_transferred => self.transferred(node, self.target(node.child(Rule::target)?)),
            Rule::t_in_queue => {
                let mut sums = node.children_of(Rule::sum).map(|n| self.expr(n));
                let agent = if node.child(Rule::kw_agent).is_some() { sums.next() } else { None };
                StepKind::InQueue { queue: path()?, agent, priority: sums.next() }
            }
            Rule::t_recorded => StepKind::Recorded(node.child(Rule::kw_not).is_none()),
            Rule::t_message => StepKind::LeavesMessage { ms: duration()?, mailbox: path()? },
            Rule::t_records => StepKind::SpeaksFor(duration()?),
            Rule::t_speaks => StepKind::Speaks(self.ident(node.child(Rule::lang)?)),
            Rule::t_ends => StepKind::CallEnds,
            Rule::t_mark => StepKind::Mark {
                name: path()?,
                value: node.child(Rule::expr).map(|n| self.expr(n)),
                absent: self.words_of_line(node).starts_with("has no "),
            },
            _ => return None,
        })
    }

    fn words_of_line(&self, node: &Node) -> String {
        self.source.slice(self.head(node)).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// `X` of `hears X saying "…"`: the first string or path.
    fn heard(&self, node: &Node) -> Option<HeardText> {
        node.children.iter().find_map(|n| match n.rule {
            Rule::string => Some(HeardText::Words(self.string(n))),
            Rule::path => Some(HeardText::Prompt(self.path(n))),
            _ => None,
        })
    }

    /// The string behind `X` of `hears X saying "…"`.
    fn saying(&self, node: &Node) -> Option<crate::ast::Text> {
        let mut parts = node.children.iter().filter(|n| matches!(n.rule, Rule::string | Rule::path));
        parts.nth(1).map(|n| self.string(n))
    }

    fn agent_step(&self, node: &Node) -> Option<StepKind> {
        let words = self.words_of_line(node);
        Some(match words.split(' ').nth(1)? {
            "answers" => StepKind::AgentAnswers,
            "hangs" => StepKind::AgentHangsUp,
            "sees" => StepKind::AgentSees { what: self.heard(node)? },
            _ => StepKind::AgentHears { what: self.heard(node)?, saying: self.saying(node) },
        })
    }

    fn called_step(&self, node: &Node) -> Option<StepKind> {
        let words = self.words_of_line(node);
        Some(match words.split(' ').nth(2)? {
            "answers" => StepKind::CalledAnswers,
            "hangs" => StepKind::CalledHangsUp,
            "presses" => StepKind::CalledPresses(self.ident(node.child(Rule::keys)?)),
            _ => StepKind::CalledHears { what: self.heard(node)?, saying: self.saying(node) },
        })
    }

    fn transferred(&self, node: &Node, target: Target) -> StepKind {
        match self.words_of_line(node).split(' ').nth(1) {
            Some("connected") => StepKind::IsConnected(target),
            Some("passed") => StepKind::IsPassed(target),
            _ => StepKind::IsTransferred(target),
        }
    }

    fn given(&self, node: &Node) -> Option<World> {
        let path = || node.child(Rule::path).map(|n| self.path(n));
        Some(match node.rule {
            Rule::given_switch | Rule::given_queue => self.world(node)?,
            Rule::given_lookup => World::Lookup { name: path()?, states: self.lookup_states(node) },
            Rule::given_callback => {
                World::Callback { name: path()?, booked: node.child(Rule::kw_not).is_none() }
            }
            Rule::given_mailbox => World::Mailbox { name: path()? },
            Rule::given_transfer => World::Transfer {
                target: self.target(node.child(Rule::target)?),
                states: self.transfer_states(node),
            },
            _ => return None,
        })
    }

    /// A switch's or a queue's state, in `given` or as a step.
    fn world(&self, node: &Node) -> Option<World> {
        let name = self.path(node.child(Rule::path)?);
        Some(match node.child(Rule::queue_world) {
            Some(state) => World::Queue { name, state: self.queue_state(state) },
            None => World::Switch { name, on: self.words_of_line(node).ends_with(" on") },
        })
    }

    fn queue_state(&self, node: &Node) -> QueueState {
        let words = self.words(node);
        let Some(number) = node.child(Rule::number) else {
            return if words == "is full" { QueueState::Full } else { QueueState::NobodySignedIn };
        };
        let count = self.whole_number(number);
        let expected_ms = node.child(Rule::duration).map(|n| self.duration(n));
        match words.split(' ').nth(2) {
            Some(w) if w.starts_with("agents") => QueueState::Agents { count, expected_ms },
            _ => QueueState::Waiting { count, expected_ms },
        }
    }

    fn transfer_states(&self, node: &Node) -> Vec<TransferState> {
        // `fails` has no node of its own: a stretch between two `then` without a state is one
        let stretches = node.children.split(|n| n.rule == Rule::kw_then);
        stretches
            .map(|nodes| {
                let state = nodes.iter().find(|n| n.rule == Rule::transfer_world);
                state.map_or(TransferState::Failed, |n| self.transfer_state(n))
            })
            .collect()
    }

    fn transfer_state(&self, node: &Node) -> TransferState {
        match self.words(node).split(' ').next() {
            Some("busy") => TransferState::Busy,
            Some("not") => TransferState::NotAnswered,
            Some("refused") => {
                TransferState::Refused(node.child(Rule::dtmf).map(|n| self.text(n).to_string()))
            }
            _ => {
                let after = node.child(Rule::duration);
                TransferState::Answered(after.map_or(Some(0), |n| self.duration(n).value))
            }
        }
    }
}
