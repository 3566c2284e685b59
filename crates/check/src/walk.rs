//! Ways through statements.

use rufplan_syntax::ast::{Block, Stmt, StmtKind};

/// The blocks right below a statement, in the order of the text.
pub fn bodies<'a>(stmt: &'a Stmt, visit: &mut impl FnMut(&'a Block)) {
    match &stmt.kind {
        StmtKind::If(branching) => {
            branching.branches.iter().for_each(|b| visit(&b.body));
            branching.otherwise.iter().for_each(visit);
        }
        StmtKind::Choose(choose) => {
            choose.arms.iter().for_each(|a| visit(&a.body));
            choose.otherwise.iter().for_each(|o| visit(&o.value));
        }
        StmtKind::Menu(menu) => {
            menu.press.iter().for_each(|a| visit(&a.body));
            menu.on.iter().for_each(|a| visit(&a.body));
        }
        StmtKind::CheckHours { arms, .. } => arms.iter().for_each(|a| visit(&a.body)),
        StmtKind::CheckQueue(look) => look.arms.iter().for_each(|a| visit(&a.body)),
        StmtKind::Transfer(transfer) => transfer.arms.iter().for_each(|a| visit(&a.body)),
        StmtKind::Raw(raw) => raw.bodies.iter().for_each(visit),
        _ => {}
    }
}

/// Every statement of a block, however deep, outer ones first.
pub fn statements<'a>(block: &'a Block, visit: &mut dyn FnMut(&'a Stmt)) {
    for stmt in &block.stmts {
        visit(stmt);
        bodies(stmt, &mut |body| statements(body, visit));
    }
}
