//! A shape as written: faults of its code, and what its result may be as far as the text tells.

use crate::engine::{FORBIDDEN, compile};
use rhai::{AST, ASTNode, Expr, FlowControl, ParseErrorType, Position, Stmt};
use rufplan_machine::value::{Decimal, Type};

/// Something wrong with the code of a shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line within the code, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What kind.
    pub kind: FaultKind,
    /// What, in the words of rhai.
    pub what: String,
}

/// Kinds of faults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// It is no rhai.
    Rhai,
    /// A word that a shape must not use.
    Forbidden(String),
}

impl Fault {
    pub(crate) fn parsing(error: &rhai::ParseError) -> Fault {
        let forbidden = match error.err_type() {
            ParseErrorType::Reserved(word) => Some(word.clone()),
            ParseErrorType::BadInput(rhai::LexError::ImproperSymbol(word, _)) => Some(word.clone()),
            _ => None,
        };
        let kind = match forbidden.filter(|word| FORBIDDEN.contains(&word.as_str())) {
            Some(word) => FaultKind::Forbidden(word),
            None => FaultKind::Rhai,
        };
        Fault::at(error.position(), kind, error.err_type().to_string())
    }

    fn at(position: Position, kind: FaultKind, what: String) -> Fault {
        Fault {
            line: position.line().unwrap_or(1),
            column: position.position().unwrap_or(1).max(1),
            kind,
            what,
        }
    }
}

/// Functions of rhai that are not there: they would read a clock, chance or the machine, or do not belong to the packages.
const ABSENT: [&str; 9] =
    ["timestamp", "rand", "random", "hash", "sleep", "now", "parse_int", "parse_float", "parse_json"];

/// What an expression may give.
#[derive(Clone, Debug, PartialEq)]
pub enum Possible {
    /// Nobody knows before it runs.
    Anything,
    /// A map with these fields, and with the place of its `#{`.
    Map(Vec<(String, Possible)>, usize, usize),
    /// A literal in words, whether it fits is known: the literal, its line and column.
    Literal(Literal, usize, usize),
    /// One of several.
    OneOf(Vec<Possible>),
}

/// A literal of rhai, or what a constructor of a known name gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// `()`
    Nothing,
    /// `true`
    YesNo,
    /// `7`
    Whole(i64),
    /// `"vip"`
    Text(String),
    /// A text with `${…}` in it.
    SomeText,
    /// `[…]`
    List,
    /// `money(…)`, `date(…)`, …: the constructor's name.
    Made(&'static str),
}

/// A shape as written.
#[derive(Clone, Debug)]
pub struct Draft {
    ast: AST,
}

/// A place where the result does not fit the declared type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The field, dotted; empty is the result itself.
    pub field: String,
    /// Line within the code, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What it gives there, as written; `None`: the field is missing.
    pub gives: Option<String>,
    /// The type that is needed; `None`: the type has no such field.
    pub needs: Option<Type>,
}

impl Draft {
    /// Reads code in which one variable is known.
    ///
    /// # Errors
    /// The first fault; rhai reads no further.
    pub fn new(param: &str, code: &str) -> Result<Draft, Fault> {
        let ast = compile(param, code)?;
        let mut fault = None;
        ast.walk(&mut |path| {
            fault = path.last().and_then(absent);
            fault.is_none()
        });
        match fault {
            Some(fault) => Err(fault),
            None => Ok(Draft { ast }),
        }
    }

    /// Where the result cannot fit a type, as far as the text tells.
    pub fn mismatches(&self, of: &Type) -> Vec<Mismatch> {
        let mut found = Vec::new();
        compare(&self.gives(), of, "", &mut found);
        found
    }

    /// What it may give.
    pub fn gives(&self) -> Possible {
        if has_return(&self.ast) { Possible::Anything } else { block(self.ast.statements()) }
    }
}

fn absent(node: &ASTNode<'_>) -> Option<Fault> {
    let (name, position) = match node {
        ASTNode::Expr(Expr::FnCall(call, position)) | ASTNode::Stmt(Stmt::FnCall(call, position)) => {
            (call.name.as_str(), *position)
        }
        ASTNode::Expr(Expr::MethodCall(call, position)) => (call.name.as_str(), *position),
        _ => return None,
    };
    ABSENT.contains(&name).then(|| {
        Fault::at(
            position,
            FaultKind::Forbidden(name.to_string()),
            format!("there is no `{name}` in a shape"),
        )
    })
}

/// Whether a value may leave before the end; functions of its own may not be told from the body here.
fn has_return(ast: &AST) -> bool {
    let mut found = false;
    ast.walk(&mut |path| {
        found |= matches!(path.last(), Some(ASTNode::Stmt(Stmt::Return(..))));
        !found
    });
    found
}

/// What a block gives: its last statement.
fn block(statements: &[Stmt]) -> Possible {
    match statements.last() {
        Some(Stmt::Expr(expr)) => expression(expr),
        Some(Stmt::FnCall(call, position)) => constructor(&call.name, *position),
        Some(Stmt::If(flow, position)) => branches(flow, *position),
        Some(Stmt::Block(inner)) => block(inner.statements()),
        _ => Possible::Anything,
    }
}

fn branches(flow: &FlowControl, position: Position) -> Possible {
    let otherwise = if flow.branch.statements().is_empty() {
        literal(Literal::Nothing, position)
    } else {
        block(flow.branch.statements())
    };
    Possible::OneOf(vec![block(flow.body.statements()), otherwise])
}

fn expression(expr: &Expr) -> Possible {
    match expr {
        Expr::Unit(at) => literal(Literal::Nothing, *at),
        Expr::BoolConstant(_, at) => literal(Literal::YesNo, *at),
        Expr::And(_, at) | Expr::Or(_, at) => literal(Literal::YesNo, *at),
        Expr::IntegerConstant(n, at) => literal(Literal::Whole(*n), *at),
        Expr::StringConstant(text, at) => literal(Literal::Text(text.to_string()), *at),
        Expr::InterpolatedString(_, at) => literal(Literal::SomeText, *at),
        Expr::Array(_, at) => literal(Literal::List, *at),
        Expr::Map(map, at) => {
            let fields = map.0.iter().map(|(name, value)| (name.name.to_string(), expression(value)));
            let (line, column) = (at.line().unwrap_or(1), at.position().unwrap_or(1));
            Possible::Map(fields.collect(), line, column)
        }
        Expr::FnCall(call, at) => constructor(&call.name, *at),
        Expr::Stmt(inner) => block(inner.statements()),
        _ => Possible::Anything,
    }
}

fn constructor(name: &str, at: Position) -> Possible {
    match name {
        "money" => literal(Literal::Made("money"), at),
        "date" => literal(Literal::Made("date"), at),
        "time" => literal(Literal::Made("time"), at),
        "duration" => literal(Literal::Made("duration"), at),
        "phone" => literal(Literal::Made("phone"), at),
        "==" | "!=" | "<" | "<=" | ">" | ">=" | "!" => literal(Literal::YesNo, at),
        _ => Possible::Anything,
    }
}

fn literal(what: Literal, at: Position) -> Possible {
    Possible::Literal(what, at.line().unwrap_or(1), at.position().unwrap_or(1).max(1))
}

fn compare(gives: &Possible, of: &Type, field: &str, found: &mut Vec<Mismatch>) {
    let mut report = |field: String, line, column, gives, needs| {
        found.push(Mismatch { field, line, column, gives, needs });
    };
    match (gives, of) {
        (Possible::Anything, _) => {}
        (Possible::OneOf(all), _) => all.iter().for_each(|one| compare(one, of, field, found)),
        (Possible::Literal(Literal::Nothing, ..), Type::Maybe(_)) => {}
        (_, Type::Maybe(inner)) => compare(gives, inner, field, found),
        // money can be written as a map too
        (Possible::Map(..), Type::Money) => {}
        (Possible::Map(entries, line, column), Type::Record { fields, .. }) => {
            for wanted in fields {
                let path = join(field, &wanted.name);
                match entries.iter().find(|(name, _)| *name == wanted.name) {
                    Some((_, value)) => compare(value, &wanted.ty, &path, found),
                    None if matches!(wanted.ty, Type::Maybe(_)) => {}
                    None => found.push(Mismatch {
                        field: path,
                        line: *line,
                        column: *column,
                        gives: None,
                        needs: Some(wanted.ty.clone()),
                    }),
                }
            }
            for (name, _) in entries.iter().filter(|(name, _)| fields.iter().all(|f| f.name != *name)) {
                found.push(Mismatch {
                    field: join(field, name),
                    line: *line,
                    column: *column,
                    gives: Some(name.clone()),
                    needs: None,
                });
            }
        }
        (Possible::Map(_, line, column), _) => {
            report(field.to_string(), *line, *column, Some("a map".into()), Some(of.clone()));
        }
        (Possible::Literal(what, line, column), _) => {
            if !fits(what, of) {
                report(field.to_string(), *line, *column, Some(written(what)), Some(of.clone()));
            }
        }
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_string() } else { format!("{path}.{name}") }
}

fn fits(what: &Literal, of: &Type) -> bool {
    match what {
        Literal::Nothing => false,
        Literal::YesNo => matches!(of, Type::YesNo),
        Literal::Whole(n) => match of {
            Type::Number { .. } | Type::Duration { .. } => {
                let number = rhai::Dynamic::from_int(*n);
                crate::typed::typed(&number, of).is_ok() && Decimal::whole(*n).scale == 0
            }
            _ => false,
        },
        Literal::Text(text) => crate::typed::typed(&text.clone().into(), of).is_ok(),
        Literal::SomeText => !matches!(
            of,
            Type::Number { .. }
                | Type::Money
                | Type::Duration { .. }
                | Type::YesNo
                | Type::Record { .. }
                | Type::List(_)
                | Type::Recording
                | Type::Json
        ),
        Literal::List => matches!(of, Type::List(_)),
        Literal::Made(name) => match *name {
            "money" => matches!(of, Type::Money),
            "date" => matches!(of, Type::Date),
            "time" => matches!(of, Type::Time),
            "duration" => matches!(of, Type::Duration { .. }),
            _ => matches!(of, Type::Phone | Type::PhoneOneOf(_)),
        },
    }
}

fn written(what: &Literal) -> String {
    match what {
        Literal::Nothing => "()".into(),
        Literal::YesNo => "true or false".into(),
        Literal::Whole(n) => n.to_string(),
        Literal::Text(text) => format!("\"{text}\""),
        Literal::SomeText => "a text".into(),
        Literal::List => "a list".into(),
        Literal::Made(name) => format!("{name}(…)"),
    }
}
