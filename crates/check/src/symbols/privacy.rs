//! Where protected values get to: through `set` and through the values that flows are given (language.md 2.12).
//!
//! A variable is as private as the most private value that any statement puts into it; a parameter as the most private
//! value that any call gives it. What a lookup fills is as private as the fields of its type say.

use super::Symbols;
use super::params::{param_variable, sites};
use crate::{types, walk};
use rufplan_machine::value::{Privacy, Type};
use rufplan_syntax::ast::{self, ExprKind, Literal, SettingValueKind, StmtKind};
use std::collections::{BTreeMap, BTreeSet};

/// A protected value in an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposed {
    /// How private it is.
    pub privacy: Privacy,
    /// The name in the expression; empty where nothing is protected.
    pub name: String,
}

impl Symbols<'_> {
    /// The most private name in an expression that stands in a flow, or in none. Conditions give away nothing but yes and
    /// no, and `length` only a number.
    pub fn most_private(&self, flow: Option<&str>, expr: &ast::Expr) -> Exposed {
        let mut most = Exposed { privacy: Privacy::Open, name: String::new() };
        let mut take = |found: Exposed| {
            if found.privacy > most.privacy {
                most = found;
            }
        };
        match &expr.kind {
            ExprKind::Path(path) => {
                take(Exposed { privacy: self.path_privacy(flow, path), name: path.text() });
            }
            ExprKind::Call { function, args } => match function.text().as_str() {
                "length" => {}
                "last" => {
                    if let Some(whole) = args.first() {
                        let mut found = self.most_private(flow, whole);
                        if found.privacy == Privacy::Secret && self.end_may_be_said(whole, args.get(1)) {
                            found.privacy = Privacy::Sensitive;
                        }
                        take(found);
                    }
                }
                _ => args.iter().for_each(|arg| take(self.most_private(flow, arg))),
            },
            ExprKind::Arithmetic { left, right, .. } => {
                take(self.most_private(flow, left));
                take(self.most_private(flow, right));
            }
            ExprKind::Negate(inner) => take(self.most_private(flow, inner)),
            _ => {}
        }
        most
    }

    /// The variables that are forgotten when a flow is left: secrets that it collects or sets, and what it is given of them
    /// (language.md 4.5).
    pub fn secrets_of(&self, flow: &str) -> Vec<String> {
        let mut found = BTreeSet::new();
        if let Some(symbol) = self.flows.get(flow) {
            walk::statements(&symbol.node.body, &mut |stmt| {
                let var = match &stmt.kind {
                    StmtKind::Collect(collect) => collect.var.as_ref(),
                    StmtKind::Set { var, .. } => Some(var),
                    _ => None,
                };
                found.extend(var.map(|var| var.text()).filter(|var| self.is_secret(var)));
            });
        }
        let params = self.params.get(flow).into_iter().flatten();
        let secret = params.filter(|param| param.privacy == Privacy::Secret);
        found.extend(secret.map(|param| param_variable(flow, &param.node.name.text)));
        found.into_iter().collect()
    }

    /// All variables and parameters that are secrets.
    pub fn all_secrets(&self) -> Vec<String> {
        let vars = self.vars.keys().filter(|var| self.is_secret(var)).map(|var| var.to_string());
        let params = self.params.keys().flat_map(|flow| self.secrets_of(flow));
        vars.chain(params).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn is_secret(&self, var: &str) -> bool {
        self.vars.get(var).is_some_and(|var| var.privacy == Privacy::Secret)
    }

    /// How private what a path reaches is: the variable, the fields on the way, and all that a record holds.
    fn path_privacy(&self, flow: Option<&str>, path: &ast::Path) -> Privacy {
        let text = path.text();
        let Some((first, rest)) = path.segments.split_first() else { return Privacy::Open };
        let param = flow.and_then(|flow| self.param(flow, &first.text));
        let (of, mut privacy) = match (param, self.vars.get(first.text.as_str())) {
            (Some(param), _) => (param.of.as_ref(), param.privacy),
            (None, Some(var)) => (var.of.as_ref(), var.privacy),
            (None, None) => return fact_privacy(&text),
        };
        let mut of = of.cloned();
        for segment in rest {
            let Some(Type::Record { fields, .. }) = of.as_ref().map(types::certain) else { return privacy };
            let Some(field) = fields.iter().find(|field| field.name == segment.text) else { return privacy };
            privacy = privacy.max(field.privacy);
            of = Some(field.ty.clone());
        }
        of.map_or(privacy, |of| privacy.max(type_privacy(&of)))
    }

    /// Whether the last characters of a secret may be said: four at most, of a secret that is keyed with twelve or more.
    fn end_may_be_said(&self, whole: &ast::Expr, count: Option<&ast::Expr>) -> bool {
        let few = count.is_some_and(|count| {
            matches!(count.kind, ExprKind::Literal(Literal::Number { units: 0..=4, scale: 0 }))
        });
        let ExprKind::Path(path) = &whole.kind else { return false };
        few && self.least_lengths.get(path.text().as_str()).is_some_and(|least| *least >= 12)
    }
}

fn fact_privacy(fact: &str) -> Privacy {
    match fact {
        "caller.number" | "callback.number" | "message.sound" => Privacy::Sensitive,
        _ => Privacy::Open,
    }
}

/// How private a variable of a type is by itself; fields of a record are so one by one.
pub(super) fn own_privacy(of: &Type) -> Privacy {
    match of {
        Type::Recording => Privacy::Sensitive,
        Type::Maybe(inner) | Type::List(inner) => own_privacy(inner),
        _ => Privacy::Open,
    }
}

/// The most private thing in a value of a type.
pub fn type_privacy(of: &Type) -> Privacy {
    match of {
        // the caller's own words (language.md 2.8)
        Type::Recording => Privacy::Sensitive,
        Type::Maybe(inner) | Type::List(inner) => type_privacy(inner),
        Type::Record { fields, .. } => fields
            .iter()
            .map(|field| field.privacy.max(type_privacy(&field.ty)))
            .max()
            .unwrap_or(Privacy::Open),
        _ => Privacy::Open,
    }
}

/// Notes how many digits callers key at least into each variable, where `length` says so by a number.
fn note_lengths(symbols: &mut Symbols<'_>) {
    let mut lengths: BTreeMap<String, i64> = BTreeMap::new();
    for decl in symbols.files.iter().flat_map(|file| &file.decls) {
        for body in walk::decl_bodies(decl) {
            walk::statements(body, &mut |stmt| {
                if let StmtKind::Collect(ast::Collect { var: Some(var), settings, .. }) = &stmt.kind {
                    let least = settings.iter().find(|s| s.key.text == "length").and_then(least_length);
                    let known = lengths.entry(var.text()).or_insert(i64::MAX);
                    *known = least.unwrap_or(0).min(*known);
                }
            });
        }
    }
    symbols.least_lengths = lengths;
}

/// The least number of keys that a `length` allows.
fn least_length(setting: &ast::Setting) -> Option<i64> {
    let (SettingValueKind::Expr(least) | SettingValueKind::Span { from: least, .. }) =
        &setting.values.first()?.kind
    else {
        return None;
    };
    match least.kind {
        ExprKind::Literal(Literal::Number { units, scale: 0 }) => Some(units),
        _ => None,
    }
}

/// Makes variables and parameters as private as what gets into them.
pub(super) fn spread(symbols: &mut Symbols<'_>) {
    note_lengths(symbols);
    let sites = sites(symbols);
    let sets = sets(symbols);
    // privacy only grows, and there are three steps of it
    loop {
        let mut grew = false;
        for (inside, var, value) in &sets {
            let found = symbols.most_private(*inside, value);
            if let Some(var) = symbols.vars.get_mut(var.text().as_str())
                && found.privacy > var.privacy
            {
                var.privacy = found.privacy;
                var.tainted_by = Some(found.name);
                grew = true;
            }
        }
        for site in &sites {
            let given: Vec<Exposed> =
                site.call.args.iter().map(|arg| symbols.most_private(site.inside, arg)).collect();
            for flow in symbols.flows_named(site.inside, &site.call.flow) {
                let Some(params) = symbols.params.get_mut(flow) else { continue };
                for (param, found) in params.iter_mut().zip(&given) {
                    if found.privacy > param.privacy {
                        param.privacy = found.privacy;
                        param.tainted_by = Some(found.name.clone());
                        grew = true;
                    }
                }
            }
        }
        if !grew {
            return;
        }
    }
}

type Set<'a> = (Option<&'a str>, &'a ast::Path, &'a ast::Expr);

/// All `set`s, and the flow in which each stands.
fn sets<'a>(symbols: &Symbols<'a>) -> Vec<Set<'a>> {
    let mut sets = Vec::new();
    for decl in symbols.files.iter().flat_map(|file| &file.decls) {
        let inside = match &decl.kind {
            ast::DeclKind::Flow(flow) => flow.name.as_ref().map(|name| name.text.as_str()),
            _ => None,
        };
        for body in walk::decl_bodies(decl) {
            walk::statements(body, &mut |stmt| {
                if let StmtKind::Set { var, value } = &stmt.kind {
                    sets.push((inside, var, value));
                }
            });
        }
    }
    sets
}
