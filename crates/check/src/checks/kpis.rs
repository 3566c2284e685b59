//! Figures: what they measure, what is aimed at (language.md 2.12, E0908).

use super::Client;
use super::settings::{Block, HOUR, Required, Takes};
use crate::diagnostics::{self as d, Uncounted};
use crate::symbols::{Symbol, Symbols};
use crate::{Kind, Sink, nearest, place};
use rufplan_diag::Span;
use rufplan_syntax::ast::{CompareOp, Expr, ExprKind, File, Kpi, Literal, Path, SettingValueKind};

const TABLE: [(&str, Takes); 4] = [
    ("measure", Takes::Elsewhere),
    ("target", Takes::Elsewhere),
    ("per", Takes::Word(&["hour", "day", "month"])),
    ("only", Takes::Elsewhere),
];

const REQUIRED: [Required; 2] = [
    ("measure", ("what shall be counted?", "Was soll gezählt werden?"), "measure: answered_within(20s)"),
    ("per", ("for which stretches of time?", "Für welche Zeiträume?"), "per: day"),
];

/// What a measure gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gives {
    Share,
    Time,
    Count,
}

pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    for kpi in client.symbols.kpis.values() {
        let block = Block { client, file: kpi.file, word: "kpi", settings: &kpi.node.settings };
        block.check(&TABLE, sink);
        if !kpi.decl.has_junk {
            block.require(&REQUIRED, kpi.decl.mark, sink);
        }
        let gives =
            value(kpi, "measure").and_then(|(expr, span)| measure(client.symbols, kpi, expr, span, sink));
        if let (Some(gives), Some((target, span))) = (gives, value(kpi, "target")) {
            self::target(kpi.file, gives, target, span, sink);
        }
        if let Some((condition, _)) = value(kpi, "only") {
            only(client.symbols, kpi.file, condition, sink);
        }
    }
}

fn value<'k>(kpi: &Symbol<'k, Kpi>, key: &str) -> Option<(&'k Expr, Span)> {
    let value = kpi.node.settings.iter().find(|s| s.key.text == key)?.values.first()?;
    match &value.kind {
        SettingValueKind::Expr(expr) => Some((expr, value.span)),
        _ => None,
    }
}

fn measure(
    symbols: &Symbols<'_>,
    kpi: &Symbol<'_, Kpi>,
    expr: &Expr,
    span: Span,
    sink: &mut Sink,
) -> Option<Gives> {
    let at = place(kpi.file, span);
    let unknown = || d::e0908(at.clone(), Uncounted::Measure(kpi.file.source.slice(span)));
    match &expr.kind {
        ExprKind::Path(path) if path.text() == "occupancy" => return Some(Gives::Share),
        ExprKind::Call { function, args } => match (function.text().as_str(), args.as_slice()) {
            ("answered_within" | "abandoned_within", [time]) => match time.kind {
                ExprKind::Literal(Literal::Duration(ms)) if (1..=HOUR).contains(&ms) => {
                    return Some(Gives::Share);
                }
                _ => {
                    let text = kpi.file.source.slice(time.span);
                    sink.report(d::e0302_range(place(kpi.file, time.span), text, "1ms to 1h"));
                    return None;
                }
            },
            ("average", [Expr { kind: ExprKind::Path(of), .. }])
                if matches!(of.text().as_str(), "wait" | "talk" | "handling") =>
            {
                return Some(Gives::Time);
            }
            ("share_of_calls", [Expr { kind: ExprKind::Path(mark), .. }]) => {
                known_mark(symbols, kpi.file, mark, sink);
                return Some(Gives::Share);
            }
            ("count", [Expr { kind: ExprKind::Path(mark), .. }]) => {
                known_mark(symbols, kpi.file, mark, sink);
                return Some(Gives::Count);
            }
            _ => {}
        },
        _ => {}
    }
    sink.report(unknown());
    None
}

/// A mark that some call can get: set by a statement, or the answer to a survey's question.
fn known_mark(symbols: &Symbols<'_>, file: &File, mark: &Path, sink: &mut Sink) {
    let text = mark.text();
    if symbols.marks.contains(text.as_str()) || symbols.has_junk || is_answer(symbols, mark, sink) {
        sink.used(Kind::Mark, &text);
        return;
    }
    let near = nearest(&text, symbols.marks.iter().copied());
    sink.report(d::e0908(place(file, mark.span), Uncounted::Mark(&text, near)));
}

fn is_answer(symbols: &Symbols<'_>, mark: &Path, sink: &mut Sink) -> bool {
    let [word, survey, question] = mark.segments.as_slice() else { return false };
    let found = symbols.surveys.get(survey.text.as_str());
    let asked = found.is_some_and(|s| s.node.questions.iter().any(|q| q.name.text == question.text));
    if asked {
        sink.used(Kind::Survey, &survey.text);
    }
    word.text == "survey" && asked
}

fn target(file: &File, gives: Gives, target: &Expr, span: Span, sink: &mut Sink) {
    let fits = match (&target.kind, gives) {
        (ExprKind::Literal(Literal::Percent(permille)), Gives::Share) => (0..=1000).contains(permille),
        (ExprKind::Literal(Literal::Duration(ms)), Gives::Time) => *ms >= 0,
        (ExprKind::Literal(Literal::Number { units, scale: 0 }), Gives::Count) => *units >= 0,
        _ => false,
    };
    if !fits {
        let kind = match gives {
            Gives::Share => "a share",
            Gives::Time => "a time",
            Gives::Count => "a count",
        };
        sink.report(d::e0908(place(file, span), Uncounted::Target(kind)));
    }
}

/// A condition on marks, the queue and the number dialled.
fn only(symbols: &Symbols<'_>, file: &File, expr: &Expr, sink: &mut Sink) {
    let unknown = || d::e0908(place(file, expr.span), Uncounted::Condition(file.source.slice(expr.span)));
    match &expr.kind {
        ExprKind::And(parts) | ExprKind::Or(parts) => {
            parts.iter().for_each(|part| only(symbols, file, part, sink));
        }
        ExprKind::Not(inner) => only(symbols, file, inner, sink),
        ExprKind::Known { value, .. } => match &value.kind {
            ExprKind::Path(mark) => known_mark(symbols, file, mark, sink),
            _ => sink.report(unknown()),
        },
        ExprKind::Compare { op: CompareOp::Is | CompareOp::IsNot, left, right } => {
            let ExprKind::Path(subject) = &left.kind else { return sink.report(unknown()) };
            match (subject.text().as_str(), &right.kind) {
                ("queue", ExprKind::Path(queue)) => {
                    let name = queue.text();
                    sink.used(Kind::Queue, &name);
                    if !symbols.queues.contains_key(name.as_str()) && !symbols.has_lost_names {
                        let near = nearest(&name, symbols.queues.keys().copied());
                        sink.report(d::e0201(place(file, queue.span), "queue", &name, near, None));
                    }
                }
                ("number", ExprKind::Literal(Literal::Phone(_))) => {}
                ("queue" | "number", _) => sink.report(unknown()),
                (_, ExprKind::Literal(_) | ExprKind::Path(_)) => known_mark(symbols, file, subject, sink),
                _ => sink.report(unknown()),
            }
        }
        _ => sink.report(unknown()),
    }
}
