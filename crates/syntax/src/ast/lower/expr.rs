//! Expressions, texts, settings, targets.

use super::{Lowering, literal};
use crate::ast::{
    ArithmeticOp, CompareOp, Expr, ExprKind, Literal, LiteralKind, Piece, Placeholder, SayAs, Setting,
    SettingValue, SettingValueKind, Spanned, Target, TargetKind, Text,
};
use crate::{Node, Rule};
use rufplan_diag::Span;

impl Lowering<'_> {
    /// An expression from any of its rules, `expr` to `primary`.
    pub(super) fn expr(&self, node: &Node) -> Expr {
        let span = self.trim(node.span);
        let first = node.children.iter().find(|n| n.rule != Rule::comment);
        let kind = match node.rule {
            Rule::expr => return self.joined(node, Rule::and_expr, ExprKind::Or),
            Rule::and_expr => return self.joined(node, Rule::not_expr, ExprKind::And),
            Rule::sum | Rule::product => return self.arithmetic(node),
            Rule::comparison => return self.comparison(node),
            Rule::not_expr => match (node.child(Rule::not_expr), first) {
                (Some(inner), _) => ExprKind::Not(Box::new(self.expr(inner))),
                (None, Some(inner)) => return self.expr(inner),
                (None, None) => self.literal(node),
            },
            Rule::unary => match node.child(Rule::primary) {
                Some(inner) if self.text(node).starts_with('-') => {
                    ExprKind::Negate(Box::new(self.expr(inner)))
                }
                Some(inner) => return self.expr(inner),
                None => self.literal(node),
            },
            Rule::primary => match first {
                Some(inner) if inner.rule == Rule::expr => Expr { span, ..self.expr(inner) }.kind,
                Some(inner) => return self.expr(inner),
                None => self.literal(node),
            },
            Rule::fn_call => {
                let args = node.children_of(Rule::expr).map(|n| self.expr(n)).collect();
                let function = node.child(Rule::path).unwrap_or(node);
                ExprKind::Call { function: self.path(function), args }
            }
            Rule::path | Rule::ident | Rule::word | Rule::locale | Rule::lang => {
                ExprKind::Path(self.path(node))
            }
            _ => self.literal(node),
        };
        Expr { kind, span }
    }

    fn joined(&self, node: &Node, of: Rule, make: fn(Vec<Expr>) -> ExprKind) -> Expr {
        let mut parts: Vec<Expr> = node.children_of(of).map(|n| self.expr(n)).collect();
        match (parts.len(), parts.pop()) {
            (1, Some(only)) => only,
            (_, Some(last)) => {
                parts.push(last);
                Expr { kind: make(parts), span: self.trim(node.span) }
            }
            (_, None) => Expr { kind: self.literal(node), span: self.trim(node.span) },
        }
    }

    fn arithmetic(&self, node: &Node) -> Expr {
        let mut so_far: Option<Expr> = None;
        let mut op = ArithmeticOp::Add;
        for child in &node.children {
            match child.rule {
                Rule::sum_op | Rule::product_op => {
                    op = match self.text(child) {
                        "-" => ArithmeticOp::Subtract,
                        "*" => ArithmeticOp::Multiply,
                        "/" => ArithmeticOp::Divide,
                        _ => ArithmeticOp::Add,
                    };
                }
                Rule::comment => {}
                _ => {
                    let right = self.expr(child);
                    so_far = Some(match so_far {
                        None => right,
                        Some(left) => {
                            let span = Span::new(left.span.start, right.span.end);
                            Expr {
                                kind: ExprKind::Arithmetic {
                                    op,
                                    left: Box::new(left),
                                    right: Box::new(right),
                                },
                                span,
                            }
                        }
                    });
                }
            }
        }
        so_far.unwrap_or_else(|| Expr { kind: self.literal(node), span: self.trim(node.span) })
    }

    fn comparison(&self, node: &Node) -> Expr {
        let span = self.trim(node.span);
        let Some(left) = node.child(Rule::sum).map(|n| self.expr(n)) else {
            return Expr { kind: self.literal(node), span };
        };
        let Some(tail) = node.child(Rule::comp_tail) else { return left };
        let mut right: Vec<Expr> = tail.children_of(Rule::sum).map(|n| self.expr(n)).collect();
        let negated = tail.child(Rule::kw_not).is_some();
        let left = Box::new(left);
        if tail.child(Rule::kw_one_of).is_some() {
            return Expr { kind: ExprKind::OneOf { value: left, of: right, negated }, span };
        }
        if let Some(category) = tail.child(Rule::word) {
            return Expr { kind: ExprKind::CountsAs { value: left, category: self.ident(category) }, span };
        }
        let Some(right) = right.pop().map(Box::new) else { return *left };
        let kind = if tail.child(Rule::kw_starts_with).is_some() {
            ExprKind::StartsWith(left, right)
        } else if tail.child(Rule::kw_ends_with).is_some() {
            ExprKind::EndsWith(left, right)
        } else if let Some(op) = tail.child(Rule::comp_op) {
            let op = match self.text(op) {
                "<" => CompareOp::Less,
                "<=" => CompareOp::AtMost,
                ">" => CompareOp::Greater,
                _ => CompareOp::AtLeast,
            };
            ExprKind::Compare { op, left, right }
        } else if matches!(&right.kind, ExprKind::Path(p) if p.text() == "known") {
            ExprKind::Known { value: left, negated }
        } else {
            ExprKind::Compare { op: if negated { CompareOp::IsNot } else { CompareOp::Is }, left, right }
        };
        Expr { kind, span }
    }

    fn literal(&self, node: &Node) -> ExprKind {
        let text = self.text(node);
        let or_impossible = |value: Option<Literal>, kind| value.unwrap_or(Literal::Impossible(kind));
        ExprKind::Literal(match node.rule {
            Rule::number => or_impossible(
                literal::decimal(text).map(|(units, scale)| Literal::Number { units, scale }),
                LiteralKind::Number,
            ),
            Rule::percent => {
                or_impossible(literal::permille(text).map(Literal::Percent), LiteralKind::Number)
            }
            Rule::money => or_impossible(
                literal::money(text).map(|(cents, currency)| Literal::Money { cents, currency }),
                LiteralKind::Number,
            ),
            Rule::duration => {
                or_impossible(literal::duration_ms(text).map(Literal::Duration), LiteralKind::Duration)
            }
            Rule::date => or_impossible(literal::date(text).map(Literal::Date), LiteralKind::Date),
            Rule::clock => or_impossible(literal::clock(text).map(Literal::Clock), LiteralKind::Clock),
            Rule::phone => Literal::Phone(literal::phone(text)),
            Rule::string => Literal::Text(self.string(node)),
            Rule::yes_no => Literal::YesNo(text == "yes"),
            _ => Literal::Impossible(LiteralKind::Number),
        })
    }

    pub(super) fn string(&self, node: &Node) -> Text {
        let pieces = node.children.iter().filter_map(|child| match child.rule {
            Rule::text => Some(Piece::Fixed {
                text: literal::unescape(self.source.slice(child.span)),
                span: child.span,
            }),
            Rule::placeholder => self.placeholder(child).map(Piece::Placeholder),
            _ => None,
        });
        Text { pieces: pieces.collect(), span: node.span }
    }

    pub(super) fn placeholder(&self, node: &Node) -> Option<Placeholder> {
        let value = self.expr(node.child(Rule::expr)?);
        let say_as = node.child(Rule::say_as).and_then(|n| Some(Spanned::new(say_as(self.text(n))?, n.span)));
        Some(Placeholder { value, say_as, span: node.span })
    }

    pub(super) fn settings(&self, node: &Node) -> Vec<Setting> {
        node.children_of(Rule::setting).map(|n| self.setting(n)).collect()
    }

    pub(super) fn setting(&self, node: &Node) -> Setting {
        let mut key = node.child(Rule::setting_key).map_or_else(|| self.ident(node), |n| self.ident(n));
        key.text = key.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let values = node.children_of(Rule::value).filter_map(|n| self.setting_value(n)).collect();
        Setting { key, values, span: self.head(node) }
    }

    fn setting_value(&self, node: &Node) -> Option<SettingValue> {
        let inner = node.children.iter().find(|n| n.rule != Rule::comment)?;
        let text = self.text(inner).to_string();
        let kind = match inner.rule {
            Rule::service_level => SettingValueKind::ServiceLevel {
                permille: literal::permille(self.text(inner.child(Rule::percent)?)),
                within_ms: literal::duration_ms(self.text(inner.child(Rule::duration)?)),
            },
            Rule::span => {
                let mut ends = inner.children_of(Rule::sum).map(|n| self.expr(n));
                SettingValueKind::Span { from: ends.next()?, to: ends.next()? }
            }
            Rule::zone => SettingValueKind::Zone(text),
            Rule::region => SettingValueKind::Region(text),
            Rule::locale => SettingValueKind::Locale(text),
            Rule::key_symbol => SettingValueKind::Key(text.chars().next()?),
            Rule::fixed_words => SettingValueKind::Words(self.words(inner)),
            Rule::with_shape => SettingValueKind::WithShape(self.path(inner.child(Rule::path)?)),
            Rule::named_value => SettingValueKind::Named {
                name: self.string(inner.child(Rule::string)?),
                value: self.expr(inner.child(Rule::sum)?),
            },
            _ => SettingValueKind::Expr(self.expr(inner)),
        };
        Some(SettingValue { kind, span: self.trim(inner.span) })
    }

    pub(super) fn target(&self, node: &Node) -> Target {
        let span = self.trim(node.span);
        let kind = if let Some(sum) = node.child(Rule::sum) {
            TargetKind::Extension(self.expr(sum))
        } else if let Some(phone) = node.child(Rule::phone) {
            TargetKind::Phone(literal::phone(self.text(phone)))
        } else if let Some(string) = node.child(Rule::string) {
            TargetKind::Sip(self.string(string))
        } else {
            TargetKind::Expr(self.expr(node.child(Rule::expr).unwrap_or(node)))
        };
        Target { kind, span }
    }

    pub(super) fn duration(&self, node: &Node) -> Spanned<Option<i64>> {
        Spanned::new(literal::duration_ms(self.text(node)), self.trim(node.span))
    }
}

fn say_as(word: &str) -> Option<SayAs> {
    Some(match word {
        "number" => SayAs::Number,
        "ordinal" => SayAs::Ordinal,
        "year" => SayAs::Year,
        "digits" => SayAs::Digits,
        "date" => SayAs::Date,
        "weekday" => SayAs::Weekday,
        "time" => SayAs::Time,
        "moment" => SayAs::Moment,
        "money" => SayAs::Money,
        "duration" => SayAs::Duration,
        "phone" => SayAs::Phone,
        "spelled" => SayAs::Spelled,
        "name" => SayAs::Name,
        "plain" => SayAs::Plain,
        _ => return None,
    })
}
