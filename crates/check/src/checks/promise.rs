//! `promise:` of a client: bounds for what is proved about its calls.

use super::Client;
use crate::diagnostics as d;
use crate::{Sink, place};
use rufplan_syntax::ast::{ExprKind, Literal, Setting, SettingValue, SettingValueKind};

/// Promises by name, and whether each takes a number of keys; else it takes a duration.
const PROMISES: [(&str, bool); 3] =
    [("human_within_keys", true), ("words_every", false), ("silent_caller_reaches_human", false)];

/// What a promise takes, in words.
const TAKES: (&str, &str) = (
    "human_within_keys(2), words_every(20s) or silent_caller_reaches_human(60s)",
    "human_within_keys(2), words_every(20s) oder silent_caller_reaches_human(60s)",
);

/// Looks at every promise: a name that there is, once, with a bound of its kind.
pub(super) fn check(client: &Client<'_>, setting: &Setting, sink: &mut Sink) {
    let file = client.symbols.files[0];
    let mut given: Vec<&str> = Vec::new();
    for value in &setting.values {
        let at = place(file, value.span);
        let text = file.source.slice(value.span);
        match known(value) {
            Some(name) if given.contains(&name) => {
                sink.report(d::e0202(at, "promise", name, None));
            }
            Some(name) => given.push(name),
            None => {
                let misfit = d::Misfit::Setting { key: "promise", takes: TAKES.into() };
                sink.report(d::e0301(at, format!("`{text}`"), misfit));
            }
        }
    }
}

/// The name of a promise that is well formed.
fn known(value: &SettingValue) -> Option<&'static str> {
    let SettingValueKind::Expr(expr) = &value.kind else { return None };
    let ExprKind::Call { function, args } = &expr.kind else { return None };
    let function = function.text();
    let (name, takes_keys) = PROMISES.iter().find(|(name, _)| *name == function)?;
    let [bound] = args.as_slice() else { return None };
    let fits = match &bound.kind {
        ExprKind::Literal(Literal::Number { units, scale: 0 }) => *takes_keys && (1..=20).contains(units),
        ExprKind::Literal(Literal::Duration(ms)) => !*takes_keys && *ms > 0,
        _ => false,
    };
    fits.then_some(*name)
}
