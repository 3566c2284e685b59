//! Transfers: targets, settings, arms.

use super::Client;
use super::settings::{Block, HOUR, MINUTE, SECOND, Takes};
use crate::diagnostics::{self as d, BadCase};
use crate::expr::{self, Scope};
use crate::{Sink, place, types};
use rufplan_machine::numbers;
use rufplan_machine::value::Type;
use rufplan_syntax::ast::{Target, TargetKind, Transfer, TransferCase};
use std::collections::BTreeSet;

const TABLE: [(&str, Takes); 9] = [
    ("order", Takes::Word(&["one after another", "all at once"])),
    ("ring for", Takes::Duration(SECOND, 10 * MINUTE)),
    ("between", Takes::PromptOrNone),
    ("accept with", Takes::Later),
    ("announce", Takes::PromptOrNone),
    ("talk at most", Takes::DurationOr(SECOND, 24 * HOUR, "none")),
    ("send keys", Takes::Later),
    ("show number", Takes::Later),
    ("music", Takes::Music),
];

/// Everything but the statements in its arms, which are looked at on the way.
pub(super) fn check<'s>(
    client: &Client<'s>,
    transfer: &Transfer,
    head: rufplan_diag::Span,
    scope: &Scope<'s>,
    sink: &mut Sink,
) {
    let file = scope.file;
    Block { client, file, word: "transfer", settings: &transfer.settings }.check(&TABLE, sink);
    transfer.targets.iter().for_each(|target| check_target(target, scope, sink));
    voicemail(transfer, head, scope, sink);
    let mut seen = BTreeSet::new();
    for arm in &transfer.arms {
        let Some(case) = &arm.case else { continue };
        if !seen.insert(&case.value) {
            let text = file.source.slice(case.span);
            sink.report(d::e0110(place(file, case.span), BadCase::Twice(text)));
        }
    }
    if !transfer.has_junk && !seen.contains(&TransferCase::NotAnswered) {
        sink.report(d::e0405(place(file, head), "the transfer", d::Uncovered::Cases(&["not answered"])));
    }
}

/// A target that a call can be sent to.
pub(super) fn check_target(target: &Target, scope: &Scope<'_>, sink: &mut Sink) {
    let at = place(scope.file, target.span);
    match &target.kind {
        TargetKind::Phone(number) => {
            if numbers::is_premium(number) {
                sink.report(d::e0410(at, scope.file.source.slice(target.span)));
            }
        }
        TargetKind::Extension(extension) => {
            let Some((_, of)) = expr::certain(extension, None, scope, sink) else { return };
            if !matches!(of, Type::Number { .. } | Type::Digits | Type::Text) {
                sink.report(d::e0301(at, &types::words(&of), d::Misfit::Needed("an extension")));
            }
        }
        TargetKind::Sip(address) => {
            let is_address = address.plain().is_some_and(|a| a.starts_with("sip:") || a.starts_with("sips:"));
            if !is_address {
                sink.report(d::e0301(
                    at,
                    "a text",
                    d::Misfit::Needed("an address such as \"sip:desk@example.org\""),
                ));
            }
        }
        TargetKind::Expr(value) => {
            let Some((_, of)) = expr::certain(value, Some(&Type::Phone), scope, sink) else { return };
            if of != Type::Phone {
                sink.report(d::e0301(at, &types::words(&of), d::Misfit::Needed("a phone number")));
            }
        }
    }
}

fn voicemail(transfer: &Transfer, head: rufplan_diag::Span, scope: &Scope<'_>, sink: &mut Sink) {
    if transfer.settings.iter().any(|s| s.key.text == "accept with") {
        return;
    }
    let mobile = |target: &&Target| match &target.kind {
        TargetKind::Phone(number) => numbers::is_mobile(number),
        _ => false,
    };
    let count = transfer.targets.len();
    if count > 1 {
        sink.report(d::w0416(place(scope.file, head), d::Voicemail::Several(count)));
    } else if let Some(target) = transfer.targets.iter().find(mobile) {
        sink.report(d::w0416(place(scope.file, target.span), d::Voicemail::Mobile));
    }
}
