//! Expressions, names and types as crate `check` lowers them. It has reported what is wrong with them; here what
//! cannot be lowered is the unknown, and the machine is not given out.

use crate::generate::constant;
use rufplan_check::Sink;
use rufplan_check::expr::{self, Naming, Scope};
use rufplan_check::symbols::Symbols;
use rufplan_machine::script::{Expr, SayAs};
use rufplan_machine::value::{Kind, Type, Value};
use rufplan_syntax::ast;
use std::cell::RefCell;
use std::ops::RangeInclusive;

/// Lowers the expressions of one client.
pub(crate) struct Expressions<'a> {
    symbols: &'a Symbols<'a>,
    years: RangeInclusive<i16>,
    /// The flow that is being made: its parameters are names in it.
    flow: RefCell<Option<String>>,
}

impl<'a> Expressions<'a> {
    /// Expressions of a client; holidays are known by name in these years.
    pub(crate) fn new(symbols: &'a Symbols<'a>, years: RangeInclusive<i16>) -> Self {
        Expressions { symbols, years, flow: RefCell::new(None) }
    }

    /// The flow in which expressions stand from now on; `None` outside of flows.
    pub(crate) fn stand_in(&self, flow: Option<&str>) {
        *self.flow.borrow_mut() = flow.map(str::to_string);
    }

    fn scope(&self, file: usize) -> Scope<'a> {
        let flow = self.flow.borrow();
        let flow = flow.as_deref().and_then(|name| self.symbols.flows.get_key_value(name));
        let flow = flow.map(|(name, _)| *name);
        Scope::new(self.symbols, self.symbols.files[file], self.years.clone()).in_flow(flow).assuming_known()
    }

    /// An expression; `expected` decides what a bare word means.
    pub(crate) fn expr(&self, file: usize, expr: &ast::Expr, expected: Option<&Type>) -> Expr {
        let lowered = expr::lower(expr, expected, &self.scope(file), &mut Sink::default());
        lowered.map_or(Expr::Value(Value::Unknown), |(expr, _)| expr)
    }

    /// A condition.
    pub(crate) fn condition(&self, file: usize, expr: &ast::Expr) -> Expr {
        let lowered = expr::condition(expr, &self.scope(file), &mut Sink::default());
        lowered.unwrap_or(Expr::Value(Value::Unknown))
    }

    /// A name.
    pub(crate) fn path(&self, file: usize, path: &ast::Path, expected: Option<&Type>) -> Expr {
        self.expr(file, &path_expr(path), expected)
    }

    /// What a name of a kind names, itself or by a reference.
    pub(crate) fn naming(&self, file: usize, of: Kind, path: &ast::Path) -> Option<Naming> {
        expr::naming(of, path, &self.scope(file), &mut Sink::default())
    }

    /// The type of a name.
    pub(crate) fn path_type(&self, file: usize, path: &ast::Path) -> Option<Type> {
        let lowered = expr::lower(&path_expr(path), None, &self.scope(file), &mut Sink::default());
        lowered.map(|(_, of)| of)
    }

    /// The type of an expression.
    pub(crate) fn type_of(&self, file: usize, expr: &ast::Expr) -> Option<Type> {
        expr::lower(expr, None, &self.scope(file), &mut Sink::default()).map(|(_, of)| of)
    }

    /// The type of a call variable.
    pub(crate) fn variable_type(&self, name: &str) -> Option<Type> {
        self.symbols.vars.get(name)?.of.clone()
    }

    /// What a type as written means; the checker has reported what is wrong with it.
    pub(crate) fn declared_type(&self, of: &ast::TypeRef, file: &ast::File) -> Option<Type> {
        let stands = rufplan_check::types::Stands::InData;
        rufplan_check::types::resolve(of, stands, file, self.symbols, &mut Sink::default())
    }

    /// Visits the call variables that an expression reads.
    pub(crate) fn variables(&self, expr: &ast::Expr, visit: &mut impl FnMut(&str)) {
        ast_paths(expr, &mut |path| {
            let first = path.segments.first().map_or("", |s| s.text.as_str());
            if self.symbols.vars.contains_key(first) {
                visit(first);
            }
        });
    }

    /// A value that is known at compile time.
    pub(crate) fn constant(&self, file: usize, expr: &ast::Expr, of: &Type) -> Option<Value> {
        constant(self.expr(file, expr, Some(of)))
    }

    /// A placeholder of a prompt: what is said, and how.
    pub(crate) fn placeholder(&self, file: usize, hole: &ast::Placeholder) -> (Expr, SayAs) {
        let lowered = expr::placeholder(hole, &self.scope(file), &mut Sink::default());
        lowered.unwrap_or((Expr::Value(Value::Unknown), SayAs::Plain))
    }
}

/// The paths in what a lookup can send: values and calculations; conditions give away yes and no alone.
fn ast_paths(expr: &ast::Expr, visit: &mut dyn FnMut(&ast::Path)) {
    match &expr.kind {
        ast::ExprKind::Path(path) => visit(path),
        ast::ExprKind::Call { args, .. } => args.iter().for_each(|arg| ast_paths(arg, visit)),
        ast::ExprKind::Negate(inner) => ast_paths(inner, visit),
        ast::ExprKind::Arithmetic { left, right, .. } => {
            ast_paths(left, visit);
            ast_paths(right, visit);
        }
        _ => {}
    }
}

fn path_expr(path: &ast::Path) -> ast::Expr {
    ast::Expr { kind: ast::ExprKind::Path(path.clone()), span: path.span }
}
