//! `defaults` of a library: built-in < library < client < the block (language.md 2.6).

use rufplan_syntax::ast::{Block, DeclKind, Defaults, File, Menu, OnCase, Stmt, StmtKind};

/// Writes the `defaults` of an instance into its menus, as far as neither they nor the client's `defaults` say it, and
/// takes the block away.
pub(super) fn fill(file: &mut File, client: Option<&Defaults>) {
    let Some(at) = file.decls.iter().position(|d| matches!(d.kind, DeclKind::Defaults(_))) else { return };
    let DeclKind::Defaults(own) = file.decls.remove(at).kind else { return };
    let left = left_by(own, client);
    for decl in &mut file.decls {
        match &mut decl.kind {
            DeclKind::Flow(flow) => block(&mut flow.body, &left),
            DeclKind::Queue(queue) => queue.arms.iter_mut().for_each(|arm| block(&mut arm.body, &left)),
            _ => {}
        }
    }
}

/// What of a library's `defaults` the client leaves to it. `on error` and keys that work everywhere are the client's.
fn left_by(mut own: Defaults, client: Option<&Defaults>) -> Defaults {
    if let Some(client) = client {
        own.settings.retain(|s| !client.settings.iter().any(|c| c.key.text == s.key.text));
        own.on.retain(|arm| !client.on.iter().any(|c| same_case(c.case.as_ref().map(|c| c.value), arm)));
    }
    own
}

fn same_case(case: Option<OnCase>, arm: &rufplan_syntax::ast::OnArm) -> bool {
    case.is_some() && case == arm.case.as_ref().map(|c| c.value)
}

fn block(block: &mut Block, defaults: &Defaults) {
    block.stmts.iter_mut().for_each(|stmt| self::stmt(stmt, defaults));
}

fn stmt(stmt: &mut Stmt, defaults: &Defaults) {
    // menus in the arms first: what is copied into the menu inherits nothing again
    rufplan_syntax::ast::names::bodies_mut(stmt, &mut |body| block(body, defaults));
    if let StmtKind::Menu(menu) = &mut stmt.kind {
        inherit(menu, defaults);
    }
}

fn inherit(menu: &mut Menu, defaults: &Defaults) {
    let own: Vec<String> = menu.settings.iter().map(|s| s.key.text.clone()).collect();
    menu.settings.extend(defaults.settings.iter().filter(|s| !own.contains(&s.key.text)).cloned());
    let fits = |case: OnCase| matches!(case, OnCase::Silence | OnCase::WrongKey | OnCase::Failure);
    let own: Vec<OnCase> = menu.on.iter().filter_map(|arm| arm.case.as_ref().map(|c| c.value)).collect();
    let inherited = defaults
        .on
        .iter()
        .filter(|arm| arm.case.as_ref().is_some_and(|case| fits(case.value) && !own.contains(&case.value)));
    menu.on.extend(inherited.cloned());
}
