//! Expressions, texts, settings, targets.

use super::{Named, Names, Stands};
use crate::ast::{
    Expr, ExprKind, Literal, Piece, Placeholder, SayAs, Setting, SettingValueKind, Target, TargetKind, Text,
};

pub(super) fn expr(expr: &mut Expr, stands: Stands, names: &mut impl Names) {
    let asked = Stands::Asked;
    match &mut expr.kind {
        ExprKind::Path(_) => names.reads(expr, stands),
        ExprKind::Literal(literal) => self::literal(literal, names),
        ExprKind::Call { function, args } => {
            names.names(Named::Shape, function);
            args.iter_mut().for_each(|arg| self::expr(arg, asked, names));
        }
        ExprKind::Not(inner) | ExprKind::Negate(inner) => self::expr(inner, asked, names),
        ExprKind::And(parts) | ExprKind::Or(parts) => {
            parts.iter_mut().for_each(|part| self::expr(part, asked, names));
        }
        ExprKind::Compare { op: _, left, right } => {
            self::expr(left, asked, names);
            self::expr(right, Stands::Given, names);
        }
        ExprKind::Known { value, negated: _ } => self::expr(value, asked, names),
        ExprKind::OneOf { value, of, negated: _ } => {
            self::expr(value, asked, names);
            of.iter_mut().for_each(|value| self::expr(value, Stands::Given, names));
        }
        ExprKind::StartsWith(value, with) | ExprKind::EndsWith(value, with) => {
            self::expr(value, asked, names);
            self::expr(with, asked, names);
        }
        ExprKind::CountsAs { value, category: _ } => self::expr(value, asked, names),
        ExprKind::Arithmetic { op: _, left, right } => {
            // `DE-BE` and `one-way` are read as a subtraction: their sides are asked for like any others
            self::expr(left, asked, names);
            self::expr(right, asked, names);
        }
    }
}

fn literal(literal: &mut Literal, names: &mut impl Names) {
    match literal {
        Literal::Text(text) => self::text(text, names),
        Literal::Number { .. }
        | Literal::Percent(_)
        | Literal::Money { .. }
        | Literal::Duration(_)
        | Literal::Date(_)
        | Literal::Clock(_)
        | Literal::Phone(_)
        | Literal::YesNo(_)
        | Literal::Impossible(_) => {}
    }
}

pub(super) fn text(text: &mut Text, names: &mut impl Names) {
    let Text { pieces, span: _ } = text;
    for piece in pieces {
        let Piece::Placeholder(placeholder) = piece else { continue };
        self::placeholder(placeholder, names);
        if let Some(fixed) = fixed(placeholder) {
            *piece = Piece::Fixed { text: fixed, span: placeholder.span };
        }
    }
}

pub(super) fn placeholder(placeholder: &mut Placeholder, names: &mut impl Names) {
    let Placeholder { value, say_as: _, span: _ } = placeholder;
    expr(value, Stands::Asked, names);
}

/// A placeholder whose value has become a fixed text that is said as it is written.
pub(super) fn fixed(placeholder: &Placeholder) -> Option<String> {
    let as_written =
        matches!(placeholder.say_as.as_ref().map(|s| s.value), None | Some(SayAs::Name | SayAs::Plain));
    match &placeholder.value.kind {
        ExprKind::Literal(Literal::Text(text)) if as_written => text.plain().map(str::to_string),
        _ => None,
    }
}

/// Settings whose values are sent on under their own names.
const SENT: [&str; 3] = ["hand over", "send", "allow in screen pop"];

pub(super) fn setting(setting: &mut Setting, names: &mut impl Names) {
    let Setting { key, values, span: _ } = setting;
    let stands = if SENT.contains(&key.text.as_str()) { Stands::Sent } else { Stands::Setting };
    for value in values {
        match &mut value.kind {
            SettingValueKind::Expr(value) => expr(value, stands, names),
            SettingValueKind::Span { from, to } => {
                expr(from, Stands::Asked, names);
                expr(to, Stands::Asked, names);
            }
            SettingValueKind::WithShape(path) => names.names(Named::Shape, path),
            SettingValueKind::Named { name: _, value } => expr(value, Stands::Asked, names),
            SettingValueKind::ServiceLevel { permille: _, within_ms: _ }
            | SettingValueKind::Zone(_)
            | SettingValueKind::Region(_)
            | SettingValueKind::Locale(_)
            | SettingValueKind::Key(_)
            | SettingValueKind::Words(_) => {}
        }
    }
}

pub(super) fn target(target: &mut Target, names: &mut impl Names) {
    let Target { kind, span: _ } = target;
    match kind {
        TargetKind::Phone(_) => {}
        TargetKind::Extension(value) => expr(value, Stands::Asked, names),
        TargetKind::Sip(text) => self::text(text, names),
        TargetKind::Expr(value) => {
            expr(value, Stands::Asked, names);
            if let ExprKind::Literal(Literal::Phone(number)) = &value.kind {
                *kind = TargetKind::Phone(number.clone());
            }
        }
    }
}
