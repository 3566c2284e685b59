//! The bounds that a client promises: `promise: human_within_keys(2), words_every(20s), silent_caller_reaches_human(60s)`.

use crate::project::Client;
use rufplan_syntax::ast::{ExprKind, Literal, SettingValueKind};

/// Bounds of the theorems, built in unless the client promises its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Promise {
    /// P2: keys to a person.
    pub keys: u32,
    /// P3: until a silent caller reaches a person.
    pub silent_ms: u64,
    /// P4: longest silence.
    pub words_ms: u64,
}

impl Promise {
    /// The promise of a client; what does not fit has been reported by the checker.
    pub(super) fn of(client: &Client<'_>) -> Promise {
        let mut promise = Promise { keys: 4, silent_ms: 90_000, words_ms: 20_000 };
        let settings = &client.symbols.client.settings;
        let values = settings.iter().filter(|s| s.key.text == "promise").flat_map(|s| &s.values);
        for value in values {
            let SettingValueKind::Expr(expr) = &value.kind else { continue };
            let ExprKind::Call { function, args } = &expr.kind else { continue };
            let bound = args.first().map(|arg| &arg.kind);
            match (function.text().as_str(), bound) {
                ("human_within_keys", Some(ExprKind::Literal(Literal::Number { units, scale: 0 }))) => {
                    promise.keys = u32::try_from(*units).unwrap_or(promise.keys);
                }
                ("silent_caller_reaches_human", Some(ExprKind::Literal(Literal::Duration(ms)))) => {
                    promise.silent_ms = u64::try_from(*ms).unwrap_or(promise.silent_ms);
                }
                ("words_every", Some(ExprKind::Literal(Literal::Duration(ms)))) => {
                    promise.words_ms = u64::try_from(*ms).unwrap_or(promise.words_ms);
                }
                _ => {}
            }
        }
        promise
    }
}
