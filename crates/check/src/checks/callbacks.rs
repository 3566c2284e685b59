//! Callbacks: settings, arms, and where they are offered (language.md 2.7, 2.12; semantics.md Q7).

use super::Client;
use super::settings::{self, Block, HOUR, MINUTE, Required, Takes};
use super::statements::{Around, Walker, join};
use super::ways::{Known, Offered};
use crate::diagnostics::{self as d, BadCase};
use crate::symbols::Symbol;
use crate::{Kind, Sink, expr, place, types, walk};
use rufplan_diag::Span;
use rufplan_machine::value::{Kind as Of, Type};
use rufplan_syntax::ast::{
    Callback, CallbackCase, Expr, ExprKind, OfferCallback, PromptPart, Queue, QueueCase, QueueTrigger,
    SayItem, SettingValueKind, StmtKind, Text,
};
use std::collections::BTreeSet;

const TABLE: [(&str, Takes); 9] = [
    ("number", Takes::Elsewhere),
    ("ask other number", Takes::YesNo),
    ("confirm number", Takes::YesNo),
    ("keep place", Takes::YesNo),
    ("within", Takes::Elsewhere),
    ("not before", Takes::Word(&["none", "next day"])),
    ("attempts", Takes::Whole(1, 20)),
    ("time between", Takes::Duration(MINUTE, 24 * HOUR)),
    ("per number", Takes::Whole(1, 100)),
];

const REQUIRED: [Required; 1] = [(
    "within",
    (
        "when may agents call back? Nobody wants to be called at night.",
        "Wann dürfen Agenten zurückrufen? Nachts will niemand angerufen werden.",
    ),
    "within: service_hours",
)];

pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    for callback in client.symbols.callbacks.values() {
        let file = callback.file;
        let block = Block { client, file, word: "callback", settings: &callback.node.settings };
        block.check(&TABLE, sink);
        number_and_hours(client, callback, sink);
        arms(callback, sink);
        if !callback.decl.has_junk {
            block.require(&REQUIRED, callback.decl.mark, sink);
        }
    }
    for queue in client.symbols.queues.values() {
        outside_hours(client, queue, sink);
    }
}

fn number_and_hours(client: &Client<'_>, callback: &Symbol<'_, Callback>, sink: &mut Sink) {
    let file = callback.file;
    for setting in &callback.node.settings {
        for value in &setting.values {
            let at = place(file, value.span);
            match (setting.key.text.as_str(), &value.kind) {
                ("within", _) => match settings::word(value) {
                    Some(name) => {
                        settings::known_name(client, Kind::Hours, &name, at, sink);
                    }
                    None => {
                        let misfit = d::Misfit::Setting {
                            key: "within",
                            takes: ("an hours block", "Öffnungszeiten").into(),
                        };
                        sink.report(d::e0301(at, ("something else", "etwas anderes"), misfit));
                    }
                },
                ("number", SettingValueKind::Expr(number)) => {
                    let scope = client.scope(file).assuming_known();
                    let lowered = expr::lower(number, Some(&Type::Phone), &scope, sink);
                    if let Some((_, of)) = lowered
                        && *types::certain(&of) != Type::Phone
                    {
                        let misfit = d::Misfit::Needed(("a phone number", "eine Telefonnummer").into());
                        sink.report(d::e0301(at, types::words(&of), misfit));
                    }
                }
                ("number", _) => {
                    let misfit = d::Misfit::Setting {
                        key: "number",
                        takes: ("a phone number", "eine Telefonnummer").into(),
                    };
                    sink.report(d::e0301(at, ("something else", "etwas anderes"), misfit));
                }
                _ => {}
            }
        }
    }
}

fn arms(callback: &Symbol<'_, Callback>, sink: &mut Sink) {
    let file = callback.file;
    let mut seen = BTreeSet::new();
    for arm in &callback.node.arms {
        let Some(case) = &arm.case else { continue };
        if !seen.insert(case.value) {
            let text = file.source.slice(case.span);
            sink.report(d::e0110(place(file, case.span), BadCase::Twice(text)));
        }
    }
    if !callback.decl.has_junk && !seen.contains(&CallbackCase::Accepted) {
        let at = place(file, callback.decl.mark);
        sink.report(d::e0405(at, ("the callback", "des Rückrufs"), d::Uncovered::Cases(&["accepted"])));
    }
}

impl<'s> Walker<'_, 's> {
    /// `offer callback C for Q`: whose agents call back (E0710).
    pub(super) fn offer_callback(
        &mut self,
        offer: &'s OfferCallback,
        head: Span,
        known: &mut Known,
        around: &Around<'s>,
    ) {
        let name = offer.callback.text();
        let scope = self.scope(known, around);
        let callback = expr::naming(Of::Callback, &offer.callback, &scope, self.sink);
        match &offer.queue {
            Some(queue) => {
                expr::naming(Of::Queue, queue, &scope, self.sink);
            }
            None if !around.in_queue => {
                let first = self.client.symbols.queue_order.first().copied();
                self.sink.report(d::e0710(place(around.file, head), &name, first));
            }
            None => {}
        }
        let offered = callback.map(|callback| callback.names().to_vec()).unwrap_or_default();
        for name in offered.iter().filter(|_| !around.unreached) {
            self.ways.reach_callback(self.client.symbols, name, known.clone(), around.in_queue);
        }
        // an arm that goes on may have made something unknown
        known.retain(|path| !self.ways.forgets(path));
    }
}

/// Walks the offer and the arms of a callback with what is known wherever it is offered.
pub(super) fn walk_arms<'s>(
    walker: &mut Walker<'_, 's>,
    callback: &Symbol<'s, Callback>,
    reached: Option<(Known, Offered)>,
) {
    let mut around = Around::of(callback.file);
    around.unreached = reached.is_none();
    let (known, offered) = reached.unwrap_or_default();
    for say in &callback.node.say {
        walker.say(say, &known, &around);
    }
    let mut behind = None;
    for arm in &callback.node.arms {
        // who has accepted has left the queue (Q4)
        let accepted = arm.case.as_ref().is_some_and(|case| case.value == CallbackCase::Accepted);
        around.in_queue = offered.in_queue && !accepted;
        let after = walker.block(&arm.body, known.clone(), &around);
        behind = join(behind, after);
        if offered.elsewhere && offered.in_queue && !accepted {
            walk::statements(&arm.body, &mut |stmt| {
                if matches!(stmt.kind, StmtKind::KeepWaiting) {
                    let at = place(callback.file, stmt.head);
                    walker.sink.report(d::e0104(at, d::Misplaced::KeepWaiting));
                }
            });
        }
    }
}

/// W0707: callbacks offered to callers who wait while the hours of the callback are closed.
fn outside_hours(client: &Client<'_>, queue: &Symbol<'_, Queue>, sink: &mut Sink) {
    let closes: BTreeSet<String> = queue
        .node
        .arms
        .iter()
        .filter_map(|arm| match &arm.trigger {
            Some(QueueTrigger::When(case)) => match &case.value {
                QueueCase::HoursClose(path) => Some(path.text()),
                _ => None,
            },
            _ => None,
        })
        .collect();
    for arm in &queue.node.arms {
        if matches!(arm.trigger, Some(QueueTrigger::AfterCall)) {
            continue;
        }
        walk::statements(&arm.body, &mut |stmt| {
            let StmtKind::OfferCallback(offer) = &stmt.kind else { return };
            let name = offer.callback.text();
            let Some(callback) = client.symbols.callbacks.get(name.as_str()) else { return };
            let Some(within) = hours_of(callback.node) else { return };
            if !closes.contains(&within) && !tells_when(client, callback.node) {
                sink.report(d::w0707(place(queue.file, stmt.head), &name, &within));
            }
        });
    }
}

fn hours_of(callback: &Callback) -> Option<String> {
    let setting = callback.settings.iter().find(|s| s.key.text == "within")?;
    setting.values.first().and_then(settings::word)
}

/// Whether callers who accept are told when they are called back.
fn tells_when(client: &Client<'_>, callback: &Callback) -> bool {
    let mut told = false;
    let accepted = callback
        .arms
        .iter()
        .filter(|arm| arm.case.as_ref().is_some_and(|case| case.value == CallbackCase::Accepted));
    for arm in accepted {
        walk::statements(&arm.body, &mut |stmt| {
            if let StmtKind::Say(say) = &stmt.kind {
                told |= say.items.iter().any(|item| says_when(client, item));
            }
        });
    }
    told
}

fn says_when(client: &Client<'_>, item: &SayItem) -> bool {
    let reads = |expr: &Expr| matches!(&expr.kind, ExprKind::Path(path) if path.text() == "callback.at");
    let in_text = |text: &Text| text.placeholders().any(|hole| reads(&hole.value));
    match item {
        SayItem::Text(text) => in_text(text),
        SayItem::Path(path) => match client.symbols.prompts.get(path.text().as_str()) {
            None => true,
            Some(prompt) => prompt.node.lines.iter().flat_map(|line| &line.parts).any(|part| match part {
                PromptPart::Words { text, .. } => in_text(text),
                PromptPart::Value(hole) => reads(&hole.value),
                PromptPart::Pause(_) => false,
            }),
        },
    }
}
