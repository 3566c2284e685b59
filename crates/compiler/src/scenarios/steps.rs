//! The steps of a test, one by one.

use super::Writer;
use crate::generate::fixed_target;
use rufplan_machine::scenario::{Heard, ScenarioStep, Step};
use rufplan_machine::script::Expr;
use rufplan_machine::value::Value;
use rufplan_syntax::ast::{self, HeardText, StepKind, Text};

impl Writer<'_> {
    /// A step that is neither `clock` nor `given`; `None` where something is wrong with it.
    pub(super) fn step(&self, step: &ast::TestStep) -> Option<ScenarioStep> {
        let made = self.kind_of(step)?;
        let text = self.client.source(self.file).slice(step.span).trim().to_string();
        Some(ScenarioStep { line: self.line(step.span), text, step: made })
    }

    fn kind_of(&self, step: &ast::TestStep) -> Option<Step> {
        Some(match &step.kind {
            StepKind::Calls { from, to } => Step::Calls {
                from: from.as_ref().map(|f| f.text.clone()),
                to: self.machine.numbers.contains_key(&to.text).then(|| to.text.clone())?,
            },
            StepKind::World(world) => Step::World(self.world(world)?),
            StepKind::Presses { keys, at_once } => {
                Step::Presses { keys: keys.text.clone(), at_once: *at_once }
            }
            StepKind::Waits(ms) => Step::Waits { ms: u64::try_from(ms.value?).ok()? },
            StepKind::StaysSilent => Step::StaysSilent,
            StepKind::HangsUp => Step::HangsUp,
            StepKind::AgentAnswers => Step::AgentAnswers,
            StepKind::AgentHangsUp => Step::AgentHangsUp,
            StepKind::CalledAnswers => Step::CalledAnswers,
            StepKind::CalledPresses(keys) => Step::CalledPresses { keys: keys.text.clone() },
            StepKind::CalledHangsUp => Step::CalledHangsUp,
            StepKind::CallEnds => Step::CallEnds,
            StepKind::LeavesMessage { ms, mailbox } => {
                let mailbox = mailbox.text();
                let mailbox = self.machine.mailboxes.contains_key(&mailbox).then_some(mailbox)?;
                Step::LeavesMessage { ms: u64::try_from(ms.value?).ok()?, mailbox }
            }
            StepKind::SpeaksFor(ms) => Step::SpeaksFor { ms: u64::try_from(ms.value?).ok()? },
            StepKind::Recorded(yes) => Step::IsRecorded { yes: *yes },
            StepKind::Hears { .. }
            | StepKind::HearsNot { .. }
            | StepKind::AgentHears { .. }
            | StepKind::CalledHears { .. }
            | StepKind::AgentSees { .. } => self.heard_step(step)?,
            StepKind::IsTransferred(target) => Step::IsTransferred { target: fixed_target(target)? },
            StepKind::IsConnected(target) => Step::IsConnected { target: fixed_target(target)? },
            StepKind::IsPassed(target) => Step::IsPassed { target: fixed_target(target)? },
            StepKind::InQueue { queue, agent, priority } => {
                let queue = self.known_queue(queue)?;
                let priority = match priority {
                    Some(priority) => Some(u8::try_from(self.whole(priority)?).ok()?),
                    None => None,
                };
                let agent = match agent {
                    Some(agent) => match self.expressions.expr(self.file, agent, None) {
                        Expr::Value(Value::Text(name) | Value::Name(name)) => Some(name),
                        _ => return None,
                    },
                    None => None,
                };
                Step::InQueue { queue, agent, priority }
            }
            StepKind::Speaks(lang) => {
                Step::Speaks { lang: self.machine.languages.contains(&lang.text).then(|| lang.text.clone())? }
            }
            StepKind::Mark { name, value, absent } => {
                let name = name.text();
                let value = match value {
                    Some(value) => Some(self.literal(value)?),
                    None => None,
                };
                if *absent { Step::HasNoMark { name, value } } else { Step::HasMark { name, value } }
            }
            // not built yet, or told apart before (`scenario`)
            StepKind::Clock { .. } | StepKind::Given(_) => return None,
        })
    }

    fn heard_step(&self, step: &ast::TestStep) -> Option<Step> {
        let words = |saying: &Option<Text>| saying.as_ref().map(|text| text.fixed());
        Some(match &step.kind {
            StepKind::Hears { what, saying } => {
                Step::Hears { what: self.heard(what)?, saying: words(saying) }
            }
            StepKind::HearsNot { what, saying } => {
                Step::HearsNot { what: self.heard(what)?, saying: words(saying) }
            }
            StepKind::AgentHears { what, saying } => {
                Step::AgentHears { what: self.heard(what)?, saying: words(saying) }
            }
            StepKind::CalledHears { what, saying } => {
                Step::CalledHears { what: self.heard(what)?, saying: words(saying) }
            }
            StepKind::AgentSees { what: HeardText::Words(text) } => Step::AgentSees { text: text.fixed() },
            _ => return None,
        })
    }

    fn heard(&self, what: &HeardText) -> Option<Heard> {
        match what {
            HeardText::Words(text) => Some(Heard::Words(text.fixed())),
            HeardText::Prompt(path) => {
                let name = path.text();
                self.machine.prompts.contains_key(&name).then_some(Heard::Prompt(name))
            }
        }
    }

    /// A label's value in a test: a literal; a bare word is a value of `one of`.
    fn literal(&self, expr: &ast::Expr) -> Option<Value> {
        if let ast::ExprKind::Path(path) = &expr.kind
            && let Some(word) = path.single()
        {
            return Some(Value::Choice(word.text.clone()));
        }
        match self.expressions.expr(self.file, expr, None) {
            Expr::Value(Value::Unknown) => None,
            Expr::Value(value) => Some(value),
            _ => None,
        }
    }

    fn whole(&self, expr: &ast::Expr) -> Option<i64> {
        match self.expressions.expr(self.file, expr, None) {
            Expr::Value(Value::Number(number)) => Some(number.to_i64()),
            _ => None,
        }
    }
}
