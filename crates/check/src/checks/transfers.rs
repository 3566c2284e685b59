//! Transfers: targets, settings, arms.

use super::Client;
use super::settings::{self, Block, HOUR, MINUTE, SECOND, Takes};
use crate::diagnostics::{self as d, BadCase};
use crate::expr::{self, Scope};
use crate::{Sink, place, types};
use rufplan_diag::Span;
use rufplan_machine::numbers;
use rufplan_machine::value::Type;
use rufplan_syntax::ast::{
    Expr, ExprKind, Literal, Setting, SettingValueKind, Target, TargetKind, Transfer, TransferCase,
};
use std::collections::BTreeSet;

const TABLE: [(&str, Takes); 9] = [
    ("order", Takes::Word(&["one after another", "all at once"])),
    ("ring for", Takes::Elsewhere),
    ("between", Takes::PromptOrNone),
    ("accept with", Takes::Elsewhere),
    ("announce", Takes::PromptOrNone),
    ("talk at most", Takes::DurationOr(SECOND, 24 * HOUR, "none")),
    ("send keys", Takes::Elsewhere),
    ("show number", Takes::Elsewhere),
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
    computed(client, transfer, scope, sink);
    transfer.targets.iter().for_each(|target| check_target(target, scope, sink));
    for target in &transfer.targets {
        comes_back(client, target, scope, sink);
    }
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
        sink.report(d::e0405(
            place(file, head),
            ("the transfer", "der Weiterleitung"),
            d::Uncovered::Cases(&["not answered"]),
        ));
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
                sink.report(d::e0301(
                    at,
                    types::words(&of),
                    d::Misfit::Needed(("an extension", "eine Durchwahl").into()),
                ));
            }
        }
        TargetKind::Sip(address) => {
            let is_address = address.plain().is_some_and(|a| a.starts_with("sip:") || a.starts_with("sips:"));
            if !is_address {
                sink.report(d::e0301(
                    at,
                    ("a text", "ein Text"),
                    d::Misfit::Needed(
                        (
                            "an address such as \"sip:desk@example.org\"",
                            "eine Adresse wie \"sip:desk@example.org\"",
                        )
                            .into(),
                    ),
                ));
            }
        }
        TargetKind::Expr(value) => {
            let Some((_, of)) = expr::certain(value, Some(&Type::Phone), scope, sink) else { return };
            match of {
                // each of the listed numbers was looked at where the type stands
                Type::PhoneOneOf(_) => {}
                Type::Phone if matches!(value.kind, ExprKind::Literal(_)) => {}
                Type::Phone => sink.report(d::w0412(at, scope.text(value))),
                of => sink.report(d::e0301(
                    at,
                    types::words(&of),
                    d::Misfit::Needed(("a phone number", "eine Telefonnummer").into()),
                )),
            }
        }
    }
}

/// W0411: a number that one of this project's clients owns.
pub(super) fn comes_back(client: &Client<'_>, target: &Target, scope: &Scope<'_>, sink: &mut Sink) {
    let TargetKind::Phone(number) = &target.kind else { return };
    let symbols = client.symbols;
    if !symbols.has_number(number) {
        return;
    }
    let line = symbols.client.numbers.iter().find(|line| line.number.text == *number);
    let line = line.or(symbols.client.numbers.first());
    let there = line.map_or(symbols.client_decl.mark, |line| line.number.span);
    let at = place(scope.file, target.span);
    let text = scope.file.source.slice(target.span);
    sink.report(d::w0411(at, text, symbols.client_name(), place(symbols.files[0], there)));
}

/// Longest time that a target may ring.
const LONGEST_RING: i64 = 10 * MINUTE;

/// Settings whose values may be computed: `ring for`, `accept with`, `send keys`, `show number`.
fn computed<'s>(client: &Client<'s>, transfer: &Transfer, scope: &Scope<'s>, sink: &mut Sink) {
    for setting in &transfer.settings {
        let key = setting.key.text.as_str();
        if key == "accept with" {
            accept(client, setting, scope, sink);
            continue;
        }
        let Some(value) = setting.values.first() else { continue };
        let SettingValueKind::Expr(expr) = &value.kind else {
            if matches!(key, "ring for" | "send keys" | "show number") {
                let misfit = d::Misfit::Setting { key, takes: ("a value", "einen Wert").into() };
                sink.report(d::e0301(
                    place(scope.file, value.span),
                    ("something else", "etwas anderes"),
                    misfit,
                ));
            }
            continue;
        };
        let none = settings::word(value).is_some_and(|word| word == "none");
        match key {
            "ring for" => ring_for(expr, value.span, scope, sink),
            "send keys" if !none => send_keys(expr, value.span, scope, sink),
            "show number" => show_number(client, expr, value.span, scope, sink),
            _ => {}
        }
    }
}

fn ring_for(expr: &Expr, span: Span, scope: &Scope<'_>, sink: &mut Sink) {
    let at = place(scope.file, span);
    match &expr.kind {
        ExprKind::Literal(Literal::Duration(ms)) if (SECOND..=LONGEST_RING).contains(ms) => return,
        ExprKind::Literal(Literal::Duration(_)) => {
            return sink.report(d::e0302_range(at, scope.text(expr), ("1s to 10min", "1s bis 10min")));
        }
        ExprKind::Literal(Literal::Impossible(_)) => {
            return sink.report(d::e0105(at, d::Impossible::Duration));
        }
        _ => {}
    }
    let Some((_, of)) = expr::certain(expr, None, scope, sink) else { return };
    match of {
        Type::Duration { to_ms: Some(to), .. } if to <= LONGEST_RING => {}
        Type::Duration { to_ms: Some(_), .. } => {
            sink.report(d::e0302_range(at, scope.text(expr), ("1s to 10min", "1s bis 10min")));
        }
        Type::Duration { .. } => sink.report(d::e0314(at, d::Unbounded::Value(scope.text(expr)))),
        of => {
            let misfit = d::Misfit::Setting { key: "ring for", takes: ("a duration", "eine Dauer").into() };
            sink.report(d::e0301(at, types::words(&of), misfit));
        }
    }
}

fn send_keys(expr: &Expr, span: Span, scope: &Scope<'_>, sink: &mut Sink) {
    let Some((_, of)) = expr::certain(expr, Some(&Type::Digits), scope, sink) else { return };
    let is_keys = match &expr.kind {
        ExprKind::Literal(Literal::Text(text)) => text
            .plain()
            .is_some_and(|keys| !keys.is_empty() && keys.chars().all(|k| matches!(k, '0'..='9' | '*' | '#'))),
        _ => matches!(of, Type::Digits | Type::Number { .. }),
    };
    if !is_keys {
        let misfit = d::Misfit::Setting {
            key: "send keys",
            takes: ("digits, or a text of 0-9, * and #", "Ziffern, oder einen Text aus 0-9, * und #").into(),
        };
        sink.report(d::e0301(place(scope.file, span), types::words(&of), misfit));
    }
}

/// The caller's number, or one that is ours: nobody may show a number of somebody else.
fn show_number(client: &Client<'_>, expr: &Expr, span: Span, scope: &Scope<'_>, sink: &mut Sink) {
    let at = place(scope.file, span);
    let misfit = d::Misfit::Setting {
        key: "show number",
        takes: (
            "`caller.number` or a number of the client",
            "`caller.number` oder eine Nummer des Mandanten",
        )
            .into(),
    };
    match &expr.kind {
        ExprKind::Path(path) if matches!(&*path.text(), "caller.number" | "call.number_dialled") => {}
        ExprKind::Literal(Literal::Phone(number)) if client.symbols.has_number(number) => {}
        ExprKind::Literal(Literal::Phone(_)) => {
            sink.report(d::e0301(at, ("a number of somebody else", "die Nummer eines anderen"), misfit))
        }
        _ => {
            let Some((_, of)) = expr::certain(expr, Some(&Type::Phone), scope, sink) else { return };
            let ours = match &of {
                Type::PhoneOneOf(numbers) => numbers.iter().all(|number| client.symbols.has_number(number)),
                _ => false,
            };
            if !ours {
                sink.report(d::e0301(at, types::words(&of), misfit));
            }
        }
    }
}

/// `accept with: 1, PROMPT`: one key, and the words that name it.
fn accept(client: &Client<'_>, setting: &Setting, scope: &Scope<'_>, sink: &mut Sink) {
    let file = scope.file;
    let is_key =
        |text: &str| text.len() == 1 && text.bytes().all(|b| b.is_ascii_digit() || b"*#".contains(&b));
    let key = setting.values.first().filter(|value| is_key(file.source.slice(value.span).trim()));
    let misfit = d::Misfit::Setting {
        key: "accept with",
        takes: ("a key and a prompt: `1, annehmen`", "eine Taste und eine Ansage: `1, annehmen`").into(),
    };
    match (key, setting.values.get(1), setting.values.get(2)) {
        (Some(_), Some(prompt), None) => match (settings::word(prompt), settings::text(prompt)) {
            (Some(name), _) => settings::known_prompt(client, &name, place(file, prompt.span), sink),
            (None, Some(_)) if client.symbols.languages.len() > 1 => {
                let at = place(file, prompt.span);
                sink.report(d::e0511(at, &client.symbols.languages, d::Unspoken::Text));
            }
            (None, Some(_)) => {}
            (None, None) => {
                sink.report(d::e0301(place(file, prompt.span), ("something else", "etwas anderes"), misfit))
            }
        },
        _ => sink.report(d::e0301(place(file, setting.span), ("something else", "etwas anderes"), misfit)),
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
