//! Transfers: other lines, with all arms resolved (language.md 2.13).

use super::{Generator, POISON, StopKind, Surroundings, settings};
use rufplan_machine::script::{Accept, ArithmeticOp, Expr, PromptId, State, StateId, TargetOrder, Transfer};
use rufplan_machine::value::{Type, Value};
use rufplan_syntax::ast::{self, ExprKind, Literal, SettingValueKind, Target, TargetKind, TransferCase};
use std::collections::BTreeMap;

/// Built in: how long each target rings.
const RING_MS: u32 = 25_000;

impl Generator<'_> {
    pub(super) fn transfer(
        &mut self,
        around: &Surroundings,
        transfer: &ast::Transfer,
        id: &str,
        next: &StateId,
    ) -> State {
        let mut arms: BTreeMap<TransferWord, StateId> = BTreeMap::new();
        for arm in &transfer.arms {
            let Some(case) = &arm.case else { continue };
            let arm_id = self.ids.take(&format!("{id}#{}", case_id(&case.value)));
            let inside = around.arm(&arm_id);
            let to = if case.value == TransferCase::Over && around.queue.is_some() {
                // rule Q4: once answered, the caller has left the queue; there is nothing to go back to
                let label = ("the caller has left the queue", "der Anrufer hat die Warteschlange verlassen");
                let stop = self.stop(around.file, arm.head, label, StopKind::OverInQueue);
                self.block(&Surroundings { queue: None, must_leave: None, ..inside }, &arm.body, stop)
            } else {
                self.block(&inside, &arm.body, next.clone())
            };
            arms.entry(word(&case.value)).or_insert(to);
        }
        let not_answered = arms.remove(&TransferWord::NotAnswered).unwrap_or_else(|| POISON.to_string());
        // `not answered` covers what has no arm
        let mut or_covered = |word| arms.remove(&word).unwrap_or_else(|| not_answered.clone());
        let (busy, refused, failed) = (
            or_covered(TransferWord::Busy),
            or_covered(TransferWord::Refused),
            or_covered(TransferWord::Failed),
        );
        let over = arms.remove(&TransferWord::Over);
        let refused_with = arms.into_iter().filter_map(|(word, to)| match word {
            TransferWord::RefusedWith(key) => Some((key, to)),
            _ => None,
        });
        let own = &transfer.settings;
        let (ring_ms, ring) = self.ring_for(around.file, own);
        let all_at_once = settings::word(own, "order").is_some_and(|order| order == "all at once");
        State::Transfer(Transfer {
            targets: transfer.targets.iter().map(|t| self.target(around.file, t)).collect(),
            order: if all_at_once { TargetOrder::AllAtOnce } else { TargetOrder::OneAfterAnother },
            ring_ms,
            ring,
            between: self.setting_prompts(around.file, own, "between"),
            announce: self.setting_prompts(around.file, own, "announce"),
            accept: self.accept(around.file, own),
            send_keys: self.setting_expr(around.file, own, "send keys", None),
            show: self.setting_expr(around.file, own, "show number", Some(&Type::Phone)),
            music: settings::text(own, "music").and_then(|path| self.recording(path)),
            talk_at_most_ms: settings::timer_ms(own, "talk at most"),
            busy,
            not_answered,
            refused,
            refused_with: refused_with.collect(),
            failed,
            over,
            lang: None,
        })
    }

    /// How long a target rings at most, and how it is computed.
    fn ring_for(&self, file: usize, own: &[ast::Setting]) -> (u32, Option<Expr>) {
        if let Some(ms) = settings::timer_ms(own, "ring for") {
            return (ms, None);
        }
        let Some(expr) = settings::expr(own, "ring for") else { return (RING_MS, None) };
        let most = match self.expressions.type_of(file, expr) {
            Some(Type::Duration { to_ms: Some(ms), .. }) => u32::try_from(ms).unwrap_or(RING_MS),
            _ => RING_MS,
        };
        (most, Some(self.expressions.expr(file, expr, None)))
    }

    /// `accept with: 1, PROMPT`
    fn accept(&mut self, file: usize, own: &[ast::Setting]) -> Option<Accept> {
        let values = &settings::values(own, "accept with")?.values;
        let key = accept_key(self.client.source(file).slice(values.first()?.span))?;
        let prompts = match values.get(1).map(|value| &value.kind) {
            Some(SettingValueKind::Expr(expr)) => self.prompt_of(file, expr).into_iter().collect(),
            _ => Vec::new(),
        };
        Some(Accept { key, prompts })
    }

    fn setting_expr(&self, file: usize, own: &[ast::Setting], key: &str, of: Option<&Type>) -> Option<Expr> {
        let expr = settings::expr(own, key)?;
        // the words `none` and `caller.number` say what is built in
        let built_in =
            settings::word(own, key).is_some_and(|word| matches!(&*word, "none" | "caller.number"));
        (!built_in).then(|| self.expressions.expr(file, expr, of))
    }

    pub(super) fn setting_prompts(&mut self, file: usize, own: &[ast::Setting], key: &str) -> Vec<PromptId> {
        let values = settings::values(own, key).map_or(&[][..], |s| &s.values);
        let exprs = values.iter().filter_map(|value| match &value.kind {
            SettingValueKind::Expr(expr) => Some(expr),
            _ => None,
        });
        exprs.filter_map(|expr| self.prompt_of(file, expr)).collect()
    }

    /// Where a call goes out to, as the engine reads it: a phone number, `extension:NNN` or a SIP address.
    pub(super) fn target(&self, file: usize, target: &Target) -> Expr {
        if let Some(text) = fixed_target(target) {
            return Expr::Value(match target.kind {
                TargetKind::Phone(_) => Value::Phone(text),
                _ => Value::Text(text),
            });
        }
        match &target.kind {
            TargetKind::Extension(expr) => Expr::Arithmetic {
                op: ArithmeticOp::Add,
                left: Box::new(Expr::Value(Value::Text(EXTENSION.to_string()))),
                right: Box::new(self.expressions.expr(file, expr, None)),
            },
            TargetKind::Expr(expr) => self.expressions.expr(file, expr, Some(&Type::Phone)),
            TargetKind::Phone(_) | TargetKind::Sip(_) => Expr::Value(Value::Unknown),
        }
    }
}

/// What stands before the number of an extension.
const EXTENSION: &str = "extension:";

/// A target that is known at compile time, in the words of events and tests.
pub(crate) fn fixed_target(target: &Target) -> Option<String> {
    match &target.kind {
        TargetKind::Phone(number) => Some(number.clone()),
        TargetKind::Sip(text) => text.plain().map(str::to_string),
        TargetKind::Extension(expr) => match &expr.kind {
            ExprKind::Literal(Literal::Number { units, scale: 0 }) => Some(format!("{EXTENSION}{units}")),
            ExprKind::Literal(Literal::Text(text)) => Some(format!("{EXTENSION}{}", text.plain()?)),
            _ => None,
        },
        TargetKind::Expr(expr) => match &expr.kind {
            ExprKind::Literal(Literal::Phone(number)) => Some(number.clone()),
            ExprKind::Literal(Literal::Text(text)) => text.plain().map(str::to_string),
            _ => None,
        },
    }
}

/// The key of `accept with`.
fn accept_key(text: &str) -> Option<char> {
    let mut keys = text.trim().chars();
    let key = keys.next().filter(|key| matches!(key, '0'..='9' | '*' | '#'))?;
    keys.next().is_none().then_some(key)
}

/// A case as a key of a map.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum TransferWord {
    Busy,
    NotAnswered,
    Refused,
    RefusedWith(String),
    Failed,
    Over,
}

fn word(case: &TransferCase) -> TransferWord {
    match case {
        TransferCase::Busy => TransferWord::Busy,
        TransferCase::NotAnswered => TransferWord::NotAnswered,
        TransferCase::Refused => TransferWord::Refused,
        TransferCase::RefusedWith(key) => TransferWord::RefusedWith(key.clone()),
        TransferCase::Failed => TransferWord::Failed,
        TransferCase::Over => TransferWord::Over,
    }
}

fn case_id(case: &TransferCase) -> String {
    match case {
        TransferCase::Busy => "busy".to_string(),
        TransferCase::NotAnswered => "not_answered".to_string(),
        TransferCase::Refused => "refused".to_string(),
        TransferCase::RefusedWith(key) => format!("refused_with:{key}"),
        TransferCase::Failed => "failed".to_string(),
        TransferCase::Over => "over".to_string(),
    }
}
