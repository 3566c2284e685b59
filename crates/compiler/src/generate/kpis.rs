//! Figures (language.md 2.12). What does not fit has been reported (E0908) and is left out.

use super::{Generator, settings};
use rufplan_machine::script::{Kpi, Measure, Only, Period};
use rufplan_syntax::ast::{self, CompareOp, Expr, ExprKind, Literal};

impl Generator<'_> {
    /// A figure, where it can be counted.
    pub(super) fn kpi(&mut self, file: usize, kpi: &ast::Kpi) {
        let (Some(name), Some(measure)) = (&kpi.name, settings::expr(&kpi.settings, "measure")) else {
            return;
        };
        let Some(measure) = self::measure(measure) else { return };
        let per = match settings::word(&kpi.settings, "per").as_deref() {
            Some("hour") => Period::Hour,
            Some("month") => Period::Month,
            _ => Period::Day,
        };
        let only = settings::expr(&kpi.settings, "only");
        let made = Kpi {
            label: kpi.title.as_ref().and_then(|t| t.plain()).map(str::to_string),
            measure,
            target: settings::expr(&kpi.settings, "target").and_then(target),
            per,
            only: only.and_then(|condition| self.only(file, condition)),
        };
        self.out.machine.kpis.entry(name.text.clone()).or_insert(made);
    }

    fn only(&self, file: usize, expr: &Expr) -> Option<Only> {
        let all = |parts: &[Expr]| parts.iter().map(|part| self.only(file, part)).collect::<Option<Vec<_>>>();
        let negated = |only: Only, no: bool| if no { Only::Not(Box::new(only)) } else { only };
        Some(match &expr.kind {
            ExprKind::And(parts) => Only::All(all(parts)?),
            ExprKind::Or(parts) => Only::Any(all(parts)?),
            ExprKind::Not(inner) => Only::Not(Box::new(self.only(file, inner)?)),
            ExprKind::Known { value, negated: no } => match &value.kind {
                ExprKind::Path(mark) => negated(Only::Marked(mark.text()), *no),
                _ => return None,
            },
            ExprKind::Compare { op, left, right } => {
                let ExprKind::Path(subject) = &left.kind else { return None };
                let only = match (subject.text().as_str(), &right.kind) {
                    ("queue", ExprKind::Path(queue)) => Only::Queue(queue.text()),
                    ("number", ExprKind::Literal(Literal::Phone(number))) => Only::Number(number.clone()),
                    (mark, ExprKind::Path(word)) => Only::Label(mark.to_string(), word.text()),
                    (mark, ExprKind::Literal(Literal::Text(text))) => {
                        Only::Label(mark.to_string(), text.fixed())
                    }
                    (mark, ExprKind::Literal(_)) => {
                        let label = self.client.source(file).slice(right.span).to_string();
                        Only::Label(mark.to_string(), label)
                    }
                    _ => return None,
                };
                negated(only, *op == CompareOp::IsNot)
            }
            _ => return None,
        })
    }
}

fn measure(expr: &Expr) -> Option<Measure> {
    let ExprKind::Call { function, args } = &expr.kind else {
        return matches!(&expr.kind, ExprKind::Path(path) if path.text() == "occupancy")
            .then_some(Measure::Occupancy);
    };
    let [of] = args.as_slice() else { return None };
    Some(match (function.text().as_str(), &of.kind) {
        ("answered_within", ExprKind::Literal(Literal::Duration(ms))) => {
            Measure::AnsweredWithin(u32::try_from(*ms).ok()?)
        }
        ("abandoned_within", ExprKind::Literal(Literal::Duration(ms))) => {
            Measure::AbandonedWithin(u32::try_from(*ms).ok()?)
        }
        ("average", ExprKind::Path(path)) => match path.text().as_str() {
            "wait" => Measure::AverageWait,
            "talk" => Measure::AverageTalk,
            "handling" => Measure::AverageHandling,
            _ => return None,
        },
        ("share_of_calls", ExprKind::Path(mark)) => Measure::ShareOfCalls(mark.text()),
        ("count", ExprKind::Path(mark)) => Measure::Count(mark.text()),
        _ => return None,
    })
}

fn target(expr: &Expr) -> Option<i64> {
    match expr.kind {
        ExprKind::Literal(Literal::Percent(permille)) => Some(i64::from(permille)),
        ExprKind::Literal(Literal::Duration(ms)) => Some(ms),
        ExprKind::Literal(Literal::Number { units, scale: 0 }) => Some(units),
        _ => None,
    }
}
