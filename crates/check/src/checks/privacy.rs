//! Values that not everybody may hear or see (language.md 2.12).

use crate::diagnostics as d;
use crate::expr::Scope;
use crate::{Sink, place};
use rufplan_machine::value::Privacy;
use rufplan_syntax::ast::{Expr, ExprKind};

/// The most private name in an expression, and how private it is. Conditions give away nothing but yes and no.
pub(super) fn most_private(expr: &Expr, scope: &Scope<'_>) -> (Privacy, String) {
    let mut most = (Privacy::Open, String::new());
    let mut take = |found: (Privacy, String)| {
        if found.0 > most.0 {
            most = found;
        }
    };
    match &expr.kind {
        ExprKind::Path(path) => {
            let text = path.text();
            let var = scope.symbols.vars.get(text.as_str()).map_or(Privacy::Open, |var| var.privacy);
            let fact = if text == "caller.number" { Privacy::Sensitive } else { Privacy::Open };
            take((var.max(fact), text));
        }
        ExprKind::Call { args, .. } => args.iter().for_each(|arg| take(most_private(arg, scope))),
        ExprKind::Arithmetic { left, right, .. } => {
            take(most_private(left, scope));
            take(most_private(right, scope));
        }
        ExprKind::Negate(inner) => take(most_private(inner, scope)),
        _ => {}
    }
    most
}

/// Reports a secret that is said or handed over (E0803).
pub(super) fn no_secret(expr: &Expr, leak: d::Leak, scope: &Scope<'_>, sink: &mut Sink) {
    let (privacy, name) = most_private(expr, scope);
    if privacy == Privacy::Secret {
        sink.report(d::e0803(place(scope.file, expr.span), &name, leak));
    }
}
