//! Conditions that do not depend on the call (W0306).

use super::Facts;
use crate::diagnostics::w0306;
use crate::generate::Origin;
use rufplan_diag::Diagnostic;
use rufplan_machine::script::{CompareOp, Expr, Fact, Function, Machine, State};
use rufplan_machine::value::{Type, Value};
use rufplan_syntax::ast::{Block, DeclKind, StmtKind};

/// Conditions of `if` and of prompt lines that always or never hold.
pub(super) fn decided(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let machine = facts.machine();
    let mut found = Vec::new();
    for (id, state) in &machine.states {
        let State::Branch { arms, .. } = state else { continue };
        let Some(origin) = facts.generated.origins.get(id) else { continue };
        if !facts.text(origin).starts_with("if") {
            continue;
        }
        for (number, arm) in arms.iter().enumerate() {
            if let Some(always) = decide(machine, &arm.when) {
                let places = conditions_at(facts, origin);
                let at = places.get(number).cloned().unwrap_or_else(|| origin.clone());
                found.push(w0306(&at, facts.text(&at), always));
            }
        }
    }
    for (file, decl) in facts.client.decls() {
        let DeclKind::Prompt(prompt) = &decl.kind else { continue };
        let name = prompt.name.as_ref().map_or("", |n| &n.text);
        let Some(made) = machine.prompts.get(name) else { continue };
        for (lang, lines) in &made.lines {
            let written = prompt.lines.iter().filter(|line| line.lang.text == *lang);
            for (line, written) in lines.iter().zip(written) {
                if let (Some(when), Some(source)) = (&line.when, &written.when)
                    && let Some(always) = decide(machine, when)
                {
                    let at = Origin { file: facts.client.source(file).path.clone(), span: source.span };
                    found.push(w0306(&at, facts.text(&at), always));
                }
            }
        }
    }
    found
}

/// The places of the conditions of the `if` that stands at a place.
fn conditions_at(facts: &Facts<'_>, origin: &Origin) -> Vec<Origin> {
    let mut found = Vec::new();
    for (file, decl) in facts.client.decls() {
        if facts.client.source(file).path != origin.file {
            continue;
        }
        let blocks: Vec<&Block> = match &decl.kind {
            DeclKind::Flow(flow) => vec![&flow.body],
            DeclKind::Queue(queue) => queue.arms.iter().map(|arm| &arm.body).collect(),
            DeclKind::Defaults(defaults) => {
                defaults.on.iter().map(|a| &a.body).chain(defaults.press.iter().map(|a| &a.body)).collect()
            }
            _ => Vec::new(),
        };
        let mut open = blocks;
        while let Some(block) = open.pop() {
            for stmt in &block.stmts {
                if let StmtKind::If(branch) = &stmt.kind
                    && stmt.head == origin.span
                {
                    let conditions = branch.branches.iter().filter_map(|b| b.condition.as_ref());
                    found.extend(conditions.map(|c| Origin { file: origin.file.clone(), span: c.span }));
                }
                open.extend(crate::project::inner_blocks(stmt));
            }
        }
    }
    found
}

/// Whether a condition always or never holds; `None` where the call decides. What may be unknown makes comparisons
/// `no`, so a comparison with it can be found false but not true.
fn decide(machine: &Machine, expr: &Expr) -> Option<bool> {
    match expr {
        Expr::Value(Value::YesNo(value)) => Some(*value),
        Expr::Not(inner) => decide(machine, inner).map(|value| !value),
        Expr::And(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| decide(machine, part)).collect();
            if parts.contains(&Some(false)) {
                Some(false)
            } else {
                parts.iter().all(|part| *part == Some(true)).then_some(true)
            }
        }
        Expr::Or(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| decide(machine, part)).collect();
            if parts.contains(&Some(true)) {
                Some(true)
            } else {
                parts.iter().all(|part| *part == Some(false)).then_some(false)
            }
        }
        Expr::Compare { op, left, right } => {
            let (left, right) = (bounds(machine, left)?, bounds(machine, right)?);
            let answer = compare(*op, &left, &right)?;
            (!answer || (left.known && right.known)).then_some(answer)
        }
        _ => None,
    }
}

/// What is known of a number or duration: its least and greatest value.
struct Bounds {
    least: Option<i64>,
    greatest: Option<i64>,
    known: bool,
}

/// Bounds of whole numbers and durations; `None` for everything else.
fn bounds(machine: &Machine, expr: &Expr) -> Option<Bounds> {
    let exactly = |n: i64| Bounds { least: Some(n), greatest: Some(n), known: true };
    match expr {
        Expr::Value(Value::Number(n)) if n.scale == 0 => Some(exactly(n.units)),
        Expr::Value(Value::Duration(ms)) => Some(exactly(*ms)),
        Expr::Fact(Fact::QueuePlace) => Some(Bounds { least: Some(1), greatest: None, known: true }),
        Expr::Fact(Fact::WaitingIn(_) | Fact::AgentsIn(_) | Fact::FreeIn(_)) => {
            Some(Bounds { least: Some(0), greatest: None, known: true })
        }
        Expr::Fact(Fact::ExpectedWaitIn(_)) => Some(Bounds { least: Some(0), greatest: None, known: false }),
        Expr::Fact(Fact::QueueWaited) => Some(Bounds { least: Some(0), greatest: None, known: true }),
        Expr::Fact(Fact::QueueExpectedWait) => Some(Bounds { least: Some(0), greatest: None, known: false }),
        Expr::Var(_) | Expr::Field(..) => {
            let (of, known) = type_of(machine, expr)?;
            type_bounds(&of, known)
        }
        Expr::Call { function: Function::Length, .. } => {
            Some(Bounds { least: Some(0), greatest: None, known: true })
        }
        _ => None,
    }
}

/// The type of a variable or of a field of one, and whether all that holds it surely has a value.
fn type_of(machine: &Machine, expr: &Expr) -> Option<(Type, bool)> {
    match expr {
        Expr::Var(name) => Some((machine.vars.get(name)?.of.clone(), true)),
        Expr::Field(of, field) => {
            let (of, known) = match type_of(machine, of)? {
                (Type::Maybe(inner), _) => (*inner, false),
                found => found,
            };
            let Type::Record { fields, .. } = of else { return None };
            let field = fields.into_iter().find(|f| f.name == *field)?;
            Some((field.ty, known))
        }
        _ => None,
    }
}

fn type_bounds(of: &Type, known: bool) -> Option<Bounds> {
    match of {
        Type::Number { from, to } if from.is_some() || to.is_some() => {
            Some(Bounds { least: *from, greatest: *to, known })
        }
        Type::Duration { from_ms, to_ms } => {
            Some(Bounds { least: Some(from_ms.unwrap_or(0)), greatest: *to_ms, known })
        }
        Type::Maybe(inner) => type_bounds(inner, false),
        _ => None,
    }
}

fn compare(op: CompareOp, left: &Bounds, right: &Bounds) -> Option<bool> {
    let below = |a: Option<i64>, b: Option<i64>| matches!((a, b), (Some(a), Some(b)) if a < b);
    let not_above = |a: Option<i64>, b: Option<i64>| matches!((a, b), (Some(a), Some(b)) if a <= b);
    let less = |l: &Bounds, r: &Bounds| {
        if below(l.greatest, r.least) { Some(true) } else { not_above(r.greatest, l.least).then_some(false) }
    };
    match op {
        CompareOp::Less => less(left, right),
        CompareOp::Greater => less(right, left),
        CompareOp::AtLeast => less(left, right).map(|value| !value),
        CompareOp::AtMost => less(right, left).map(|value| !value),
        CompareOp::Is | CompareOp::IsNot => {
            let apart = below(left.greatest, right.least) || below(right.greatest, left.least);
            let exact = |b: &Bounds| b.least.is_some() && b.least == b.greatest;
            let same = exact(left) && exact(right) && left.least == right.least;
            let answer = if apart { Some(false) } else { same.then_some(true) };
            answer.map(|is| is == (op == CompareOp::Is))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(least: i64, greatest: i64) -> Bounds {
        Bounds { least: Some(least), greatest: Some(greatest), known: true }
    }

    #[test]
    fn bounds_decide_what_they_can() {
        use CompareOp::*;
        let (place, none, some) =
            (Bounds { least: Some(1), greatest: None, known: true }, between(0, 0), between(2, 5));
        assert_eq!(compare(Less, &place, &none), Some(false));
        assert_eq!(compare(Less, &place, &between(1, 1)), Some(false));
        assert_eq!(compare(Less, &place, &some), None);
        assert_eq!(compare(AtLeast, &place, &between(1, 1)), Some(true));
        assert_eq!(compare(AtMost, &place, &none), Some(false));
        assert_eq!(compare(Greater, &some, &between(1, 1)), Some(true));
        assert_eq!(compare(Is, &some, &between(6, 6)), Some(false));
        assert_eq!(compare(IsNot, &some, &between(6, 6)), Some(true));
        assert_eq!(compare(Is, &between(3, 3), &between(3, 3)), Some(true));
        assert_eq!(compare(Is, &some, &between(3, 3)), None);
    }
}
