//! Constant values of settings; what does not fit has been reported by the checker and counts as not written.

use rufplan_syntax::ast::{ArithmeticOp, Expr, ExprKind, Literal, Setting, SettingValueKind};

/// The values of the last setting of a name.
pub(crate) fn values<'a>(settings: &'a [Setting], key: &str) -> Option<&'a Setting> {
    settings.iter().rev().find(|s| s.key.text == key)
}

/// The only value of a setting, as an expression.
pub(crate) fn expr<'a>(settings: &'a [Setting], key: &str) -> Option<&'a Expr> {
    match &values(settings, key)?.values.first()?.kind {
        SettingValueKind::Expr(expr) => Some(expr),
        _ => None,
    }
}

/// A length of time in milliseconds.
pub(crate) fn duration_ms(settings: &[Setting], key: &str) -> Option<u64> {
    match expr(settings, key)?.kind {
        ExprKind::Literal(Literal::Duration(ms)) => u64::try_from(ms).ok(),
        _ => None,
    }
}

/// A length of time in milliseconds that fits a machine's timers; longer ones are the greatest (49 days).
pub(crate) fn timer_ms(settings: &[Setting], key: &str) -> Option<u32> {
    Some(u32::try_from(duration_ms(settings, key)?).unwrap_or(u32::MAX))
}

/// A whole number.
pub(crate) fn whole(settings: &[Setting], key: &str) -> Option<u32> {
    whole_of(expr(settings, key)?)
}

/// A whole number as a literal.
pub(crate) fn whole_of(expr: &Expr) -> Option<u32> {
    match expr.kind {
        ExprKind::Literal(Literal::Number { units, scale: 0 }) => u32::try_from(units).ok(),
        _ => None,
    }
}

/// `yes` or `no`.
pub(crate) fn yes_no(settings: &[Setting], key: &str) -> Option<bool> {
    match expr(settings, key)?.kind {
        ExprKind::Literal(Literal::YesNo(value)) => Some(value),
        _ => None,
    }
}

/// A text without placeholders.
pub(crate) fn text<'a>(settings: &'a [Setting], key: &str) -> Option<&'a str> {
    text_of(expr(settings, key)?)
}

/// A text literal without placeholders.
pub(crate) fn text_of(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Literal(Literal::Text(text)) => text.plain(),
        _ => None,
    }
}

/// A name, or the fixed words that stand for it.
pub(crate) fn word(settings: &[Setting], key: &str) -> Option<String> {
    words(settings, key).into_iter().next()
}

/// All names of a list; a language tag or a region reads like a name.
pub(crate) fn words(settings: &[Setting], key: &str) -> Vec<String> {
    let values = values(settings, key).map_or(&[][..], |s| &s.values);
    values.iter().filter_map(|v| word_of(&v.kind)).collect()
}

fn word_of(value: &SettingValueKind) -> Option<String> {
    match value {
        SettingValueKind::Expr(expr) => name_of(expr),
        SettingValueKind::Zone(text) | SettingValueKind::Region(text) | SettingValueKind::Locale(text) => {
            Some(text.clone())
        }
        SettingValueKind::Words(text) => Some(text.clone()),
        SettingValueKind::Key(key) => Some(key.to_string()),
        SettingValueKind::ServiceLevel { .. }
        | SettingValueKind::Span { .. }
        | SettingValueKind::WithShape(_)
        | SettingValueKind::Named { .. } => None,
    }
}

/// A dotted name; `DE-BE` and `en-GB` read as expressions are names with a minus between them.
fn name_of(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Path(path) => Some(path.text()),
        ExprKind::Literal(Literal::Text(text)) => text.plain().map(str::to_string),
        ExprKind::Arithmetic { op: ArithmeticOp::Subtract, left, right } => {
            Some(format!("{}-{}", name_of(left)?, name_of(right)?))
        }
        _ => None,
    }
}
