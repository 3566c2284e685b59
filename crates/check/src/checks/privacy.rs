//! Values that not everybody may hear or see (language.md 2.12).

use crate::diagnostics as d;
use crate::expr::Scope;
use crate::symbols::privacy::Exposed;
use crate::{Sink, place};
use rufplan_diag::Diagnostic;
use rufplan_machine::value::Privacy;
use rufplan_syntax::ast::Expr;

/// The most private name in an expression, and how private it is.
pub(super) fn most_private(expr: &Expr, scope: &Scope<'_>) -> (Privacy, String) {
    let Exposed { privacy, name } = scope.symbols.most_private(scope.flow, expr);
    (privacy, name)
}

/// Reports a secret that is said or handed over (E0803).
pub(super) fn no_secret(expr: &Expr, leak: d::Leak, scope: &Scope<'_>, sink: &mut Sink) {
    let (privacy, name) = most_private(expr, scope);
    if privacy == Privacy::Secret {
        let found = d::e0803(place(scope.file, expr.span), &name, leak);
        sink.report(with_way(found, &name, scope));
    }
}

/// Says through which variables a protected value has come.
pub(super) fn with_way(mut found: Diagnostic, name: &str, scope: &Scope<'_>) -> Diagnostic {
    let mut at = name.split('.').next().unwrap_or(name).to_string();
    let mut passed = vec![at.clone()];
    loop {
        let param = scope.flow.and_then(|flow| scope.symbols.param(flow, &at));
        let from = match (param, scope.symbols.vars.get(at.as_str())) {
            (Some(param), _) => param.tainted_by.as_ref(),
            (None, Some(var)) => var.tainted_by.as_ref(),
            (None, None) => None,
        };
        let Some(from) = from.filter(|from| !passed.contains(from)) else { return found };
        found = found.help((
            format!("`{at}` gets its value from `{from}`"),
            format!("`{at}` bekommt seinen Wert aus `{from}`"),
        ));
        at = from.split('.').next().unwrap_or(from).to_string();
        passed.push(from.clone());
    }
}
