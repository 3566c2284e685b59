//! Ways through statements.

use rufplan_syntax::ast::{Block, Decl, DeclKind, Stmt, StmtKind};

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
        StmtKind::Collect(collect) => {
            collect.press.iter().for_each(|a| visit(&a.body));
            collect.on.iter().for_each(|a| visit(&a.body));
        }
        StmtKind::CheckHours { arms, .. } => arms.iter().for_each(|a| visit(&a.body)),
        StmtKind::CheckQueue(look) => look.arms.iter().for_each(|a| visit(&a.body)),
        StmtKind::Transfer(transfer) => transfer.arms.iter().for_each(|a| visit(&a.body)),
        StmtKind::Run(run) => run.arms.iter().for_each(|a| visit(&a.body)),
        StmtKind::Fetch(fetch) => fetch.arms.iter().for_each(|a| visit(&a.body)),
        StmtKind::Record(dictation) | StmtKind::TakeMessage(dictation) => {
            dictation.arms.iter().for_each(|a| visit(&a.body));
        }
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

/// The blocks of statements of a declaration, in the order of the text.
pub fn decl_bodies(decl: &Decl) -> Vec<&Block> {
    match &decl.kind {
        DeclKind::Flow(flow) => vec![&flow.body],
        DeclKind::Queue(queue) => queue.arms.iter().map(|arm| &arm.body).collect(),
        DeclKind::Callback(callback) => callback.arms.iter().map(|arm| &arm.body).collect(),
        DeclKind::Defaults(defaults) => defaults
            .on
            .iter()
            .map(|arm| &arm.body)
            .chain(defaults.press.iter().map(|arm| &arm.body))
            .collect(),
        DeclKind::Failures(failures) => failures.on.iter().map(|arm| &arm.body).collect(),
        _ => Vec::new(),
    }
}
