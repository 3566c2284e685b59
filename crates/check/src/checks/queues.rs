//! Queues: what must be answered, times, hand-over. Statements in arms are looked at on the way.

use super::settings::{Block, HOUR, Required, SECOND, Takes};
use super::{Client, menus, settings};
use crate::diagnostics::{self as d, BadCase};
use crate::symbols::{Symbol, Symbols};
use crate::{Kind, Sink, place, walk};
use rufplan_diag::Span;
use rufplan_syntax::ast::{
    Block as Body, Expr, ExprKind, Literal, PromptPart, Queue, QueueArm, QueueCase, QueueTrigger, SayItem,
    SettingValueKind, StmtKind, Text,
};
use std::collections::BTreeMap;

const TABLE: [(&str, Takes); 13] = [
    ("service level", Takes::Elsewhere),
    ("music", Takes::Music),
    ("hand over", Takes::Elsewhere),
    ("capacity", Takes::Whole(1, 100_000)),
    ("skills", Takes::Words),
    ("site", Takes::Words),
    ("priority", Takes::Elsewhere),
    ("record calls", Takes::YesNo),
    ("place", Takes::Word(&["kept", "new"])),
    ("after work", Takes::Duration(0, HOUR)),
    ("before connecting", Takes::PromptOrNone),
    ("keys anywhere", Takes::YesNo),
    ("formerly", Takes::Words),
];

const REQUIRED: [Required; 1] = [(
    "service level",
    (
        "how soon shall callers be answered? The figures are measured by it.",
        "Wie bald soll sich jemand melden? Daran werden die Zahlen gemessen.",
    ),
    "service level: 80% within 20s",
)];

/// Announcements nearer than this are left out (Q3).
const NEAR_MS: i64 = 10 * SECOND;

pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    for queue in client.symbols.queues.values() {
        let block = Block { client, file: queue.file, word: "queue", settings: &queue.node.settings };
        block.check(&TABLE, sink);
        service_level_and_priority(queue, sink);
        triggers(client, queue, sink);
        if queue.decl.has_junk {
            continue;
        }
        block.require(&REQUIRED, queue.decl.mark, sink);
        required_arms(client, queue, sink);
        rhythm(queue, sink);
    }
    whisper(client, sink);
}

fn service_level_and_priority(queue: &Symbol<'_, Queue>, sink: &mut Sink) {
    for setting in &queue.node.settings {
        for value in &setting.values {
            let at = place(queue.file, value.span);
            match (setting.key.text.as_str(), &value.kind) {
                ("service level", SettingValueKind::ServiceLevel { permille, within_ms }) => {
                    let share = permille.is_some_and(|p| (1..=1000).contains(&p));
                    if !share || !within_ms.is_some_and(|ms| (SECOND..=HOUR).contains(&ms)) {
                        let text = queue.file.source.slice(value.span);
                        sink.report(d::e0302_range(
                            at,
                            text,
                            ("1% to 100% within 1s to 1h", "1% bis 100% innerhalb von 1s bis 1h"),
                        ));
                    }
                }
                ("service level", _) => {
                    let misfit = d::Misfit::Setting {
                        key: "service level",
                        takes: (
                            "a share and a time: `80% within 20s`",
                            "einen Anteil und eine Zeit: `80% within 20s`",
                        )
                            .into(),
                    };
                    sink.report(d::e0301(at, ("something else", "etwas anderes"), misfit));
                }
                ("priority", _) => match settings::literal(value) {
                    Some(Literal::Number { units: 1..=10, scale: 0 }) => {}
                    _ => sink.report(d::e0709(at, queue.file.source.slice(value.span))),
                },
                _ => {}
            }
        }
    }
}

/// Names and times in the heads of arms; no arm twice.
fn triggers(client: &Client<'_>, queue: &Symbol<'_, Queue>, sink: &mut Sink) {
    let file = queue.file;
    let mut seen: BTreeMap<String, ()> = BTreeMap::new();
    for arm in &queue.node.arms {
        match &arm.trigger {
            Some(QueueTrigger::At(ms) | QueueTrigger::Every(ms)) if !is_wait(ms.value) => {
                sink.report(d::e0105(place(file, ms.span), d::Impossible::Duration));
            }
            Some(QueueTrigger::When(case)) => {
                let words = file.source.slice(case.span).split_whitespace().collect::<Vec<_>>().join(" ");
                if seen.insert(words.clone(), ()).is_some() {
                    sink.report(d::e0110(place(file, case.span), BadCase::Twice(&words)));
                }
                match &case.value {
                    QueueCase::HoursClose(path) => {
                        settings::known_name(client, Kind::Hours, &path.text(), place(file, path.span), sink);
                    }
                    QueueCase::SwitchTurnsOn(path) => {
                        settings::known_name(
                            client,
                            Kind::Switch,
                            &path.text(),
                            place(file, path.span),
                            sink,
                        );
                    }
                    QueueCase::WaitingLonger(ms) | QueueCase::ExpectedWaitOver(ms) if !is_wait(*ms) => {
                        sink.report(d::e0105(place(file, case.span), d::Impossible::Duration));
                    }
                    _ => {}
                }
            }
            Some(QueueTrigger::Press(press)) if press.anywhere => {
                sink.report(d::e0104(place(file, arm.head), d::Misplaced::AnywhereOutsideDefaults));
            }
            _ => {}
        }
    }
    let heads = queue.node.arms.iter().filter_map(|arm| match &arm.trigger {
        Some(QueueTrigger::Press(press)) => Some((press, arm.head)),
        _ => None,
    });
    menus::keys(heads, file, sink);
}

/// A wait that the machine can count: up to a day.
fn is_wait(ms: Option<i64>) -> bool {
    ms.is_some_and(|ms| ms <= 24 * HOUR)
}

fn has_case(queue: &Queue, wanted: impl Fn(&QueueCase) -> bool) -> bool {
    queue.arms.iter().any(|arm| matches!(&arm.trigger, Some(QueueTrigger::When(case)) if wanted(&case.value)))
}

/// Whether callers certainly come back to the music behind an arm: it says or offers something only.
fn goes_on_waiting(body: &Body) -> bool {
    body.stmts.iter().all(|stmt| {
        matches!(
            stmt.kind,
            StmtKind::Say(_)
                | StmtKind::Pause(_)
                | StmtKind::Mark { .. }
                | StmtKind::OfferCallback(_)
                | StmtKind::KeepWaiting
        )
    }) && !body.has_junk
}

/// E0702, W0704, E0705.
fn required_arms(client: &Client<'_>, queue: &Symbol<'_, Queue>, sink: &mut Sink) {
    let at = place(queue.file, queue.decl.mark);
    if !has_case(queue.node, |c| matches!(c, QueueCase::NobodySignedIn)) {
        sink.report(d::e0705(at.clone()));
    }
    let ends = |c: &QueueCase| matches!(c, QueueCase::WaitingLonger(_) | QueueCase::ExpectedWaitOver(_));
    let leaves = |arm: &QueueArm| match &arm.trigger {
        Some(QueueTrigger::When(case)) => ends(&case.value) && !goes_on_waiting(&arm.body),
        _ => false,
    };
    if !queue.node.arms.iter().any(leaves) {
        sink.report(d::e0702(at.clone()));
    }
    if !announces_wait(client.symbols, queue.node) {
        sink.report(d::w0704(at));
    }
}

/// Whether any words of a queue tell callers how long it takes.
pub(crate) fn announces_wait(symbols: &Symbols<'_>, queue: &Queue) -> bool {
    queue.arms.iter().any(|arm| tells_wait(symbols, &arm.body))
}

fn tells_wait(symbols: &Symbols<'_>, body: &Body) -> bool {
    let mut told = false;
    walk::statements(body, &mut |stmt| match &stmt.kind {
        StmtKind::Say(say) => told |= say.items.iter().any(|item| says_wait(symbols, item)),
        // an arm that asks the fact itself knows why
        StmtKind::If(branching) => {
            told |= branching.branches.iter().filter_map(|b| b.condition.as_ref()).any(reads_wait);
        }
        _ => {}
    });
    told
}

fn says_wait(symbols: &Symbols<'_>, item: &SayItem) -> bool {
    let in_text = |text: &Text| text.placeholders().any(|hole| reads_wait(&hole.value));
    match item {
        SayItem::Text(text) => in_text(text),
        SayItem::Path(path) => match symbols.prompts.get(path.text().as_str()) {
            None => true,
            Some(prompt) => prompt.node.lines.iter().flat_map(|line| &line.parts).any(|part| match part {
                PromptPart::Words { text, .. } => in_text(text),
                PromptPart::Value(hole) => reads_wait(&hole.value),
                PromptPart::Pause(_) => false,
            }),
        },
    }
}

fn reads_wait(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Path(path) => path.text() == "queue.expected_wait",
        ExprKind::Compare { left, right, .. } | ExprKind::Arithmetic { left, right, .. } => {
            reads_wait(left) || reads_wait(right)
        }
        ExprKind::And(parts) | ExprKind::Or(parts) => parts.iter().any(reads_wait),
        ExprKind::Not(inner) | ExprKind::Negate(inner) => reads_wait(inner),
        ExprKind::Known { value, .. } => reads_wait(value),
        _ => false,
    }
}

/// W0708: announcements that come within 10 s of each other.
fn rhythm(queue: &Symbol<'_, Queue>, sink: &mut Sink) {
    let mut every: Vec<(i64, Span)> = Vec::new();
    let mut at: Vec<(i64, Span)> = Vec::new();
    for arm in &queue.node.arms {
        match &arm.trigger {
            Some(QueueTrigger::Every(ms)) => every.extend(ms.value.map(|v| (v, arm.head))),
            Some(QueueTrigger::At(ms)) => at.extend(ms.value.map(|v| (v, arm.head))),
            _ => {}
        }
    }
    for (index, (ms, head)) in every.iter().enumerate() {
        if *ms < NEAR_MS {
            sink.report(d::w0708(place(queue.file, *head), *ms, *ms, *ms, None));
            continue;
        }
        for (other, there) in every.iter().take(index).filter(|(o, _)| *o >= NEAR_MS) {
            let meet = least_common_multiple(*other, *ms);
            // what meets once in the longest wait bothers nobody
            if meet <= HOUR {
                let there = Some(place(queue.file, *there));
                sink.report(d::w0708(place(queue.file, *head), *other, *ms, meet, there));
            }
        }
        for (once, there) in at.iter().filter(|(once, _)| *once > 0) {
            let rest = once % ms;
            let near = rest.min(ms - rest);
            if near < NEAR_MS && *once + NEAR_MS > *ms {
                let there = place(queue.file, *there);
                sink.report(d::w0708(there, *ms, *once, *once, Some(place(queue.file, *head))));
            }
        }
    }
}

fn least_common_multiple(a: i64, b: i64) -> i64 {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    if x == 0 { 0 } else { (a / x).saturating_mul(b) }
}

/// E0701: a client whose calls come to agents tells them for whom they answer.
fn whisper(client: &Client<'_>, sink: &mut Sink) {
    let symbols = client.symbols;
    let has_whisper = symbols.client.settings.iter().any(|s| s.key.text == "whisper");
    let first = symbols.queue_order.first().and_then(|name| symbols.queues.get(name));
    if let Some(queue) = first
        && !has_whisper
        && !symbols.client_decl.has_junk
    {
        let at = place(symbols.files[0], symbols.client_decl.mark);
        let there = place(queue.file, queue.decl.mark);
        let insert_at = symbols.client.settings.last().map_or(symbols.client_decl.head.end, |s| s.span.end);
        sink.report(d::e0701(at, symbols.client_name(), insert_at, there));
    }
}
