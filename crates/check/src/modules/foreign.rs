//! Things of another client (E0904).

use crate::{Place, diagnostics as d, place};
use rufplan_diag::Diagnostic;
use rufplan_syntax::ast::names::{Named, Names, Stands, visit};
use rufplan_syntax::ast::{Expr, ExprKind, File, Ident, Path};
use std::collections::BTreeSet;

/// Tells where a client's files name one of the things of other clients that they are known to name.
pub(super) fn check(foreign: &BTreeSet<(String, String)>, files: &mut [File], out: &mut Vec<Diagnostic>) {
    if foreign.is_empty() {
        return;
    }
    for file in files {
        let mut seen = Vec::new();
        visit(file, &mut Foreign { foreign, seen: &mut seen });
        for path in seen {
            let at: Place = place(file, path.span);
            let (other, thing) = (&path.segments[0].text, &path.segments[1].text);
            out.push(d::e0904(at, other, thing));
            // the name is not looked for among the client's own
            file.has_lost_lines = true;
        }
    }
}

struct Foreign<'a> {
    foreign: &'a BTreeSet<(String, String)>,
    seen: &'a mut Vec<Path>,
}

impl Foreign<'_> {
    fn look(&mut self, path: &Path) {
        let [other, thing, ..] = path.segments.as_slice() else { return };
        if self.foreign.contains(&(other.text.clone(), thing.text.clone())) {
            self.seen.push(path.clone());
        }
    }
}

impl Names for Foreign<'_> {
    fn declares(&mut self, _: Named, _: &mut Ident) {}

    fn names(&mut self, _: Named, path: &mut Path) {
        self.look(path);
    }

    fn reads(&mut self, expr: &mut Expr, _: Stands) {
        if let ExprKind::Path(path) = &expr.kind {
            self.look(path);
        }
    }
}
