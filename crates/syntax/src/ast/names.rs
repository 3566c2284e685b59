//! A way through a tree to every name in it, so that the names of a library can be made those of a client.
//!
//! Every field of every node is taken apart by name here: what is added to the tree must say whether a name is in it.

mod decls;
mod exprs;
mod lookups;
mod steps;
mod stmts;

pub use stmts::bodies_mut;

use super::{Expr, File, Ident, Param, Path};

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the word of the language that declares it")]
pub enum Named {
    Data,
    Type,
    Prompt,
    Hours,
    Calendar,
    Switch,
    Flow,
    Queue,
    Callback,
    Mailbox,
    Survey,
    Service,
    Lookup,
    Shape,
    Failures,
    Kpi,
    /// One of several; the word before it does not tell.
    Any,
}

/// Where an expression stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Where a value is asked for: a condition, a placeholder, the left side of a comparison.
    Asked,
    /// Where a bare word can be one of the values of a type: the right side of a comparison, behind `to` of `set`.
    Given,
    /// Behind the colon of a setting, where a bare word can name a thing of any kind.
    Setting,
    /// In a list of what is sent under its own name: it must stay a name.
    Sent,
}

/// What is done with the names.
pub trait Names {
    /// A name that is declared here.
    fn declares(&mut self, of: Named, name: &mut Ident);

    /// A path that names a declared thing.
    fn names(&mut self, of: Named, path: &mut Path);

    /// An expression that is a path: a variable, a fact, a value. Another expression may take its place.
    fn reads(&mut self, expr: &mut Expr, stands: Stands);

    /// A flow begins: its parameters hide names until it ends.
    fn flow_begins(&mut self, params: &[Param]) {
        let _ = params;
    }

    /// The flow has ended.
    fn flow_ends(&mut self) {}
}

/// Visits all names of a file.
pub fn visit(file: &mut File, names: &mut impl Names) {
    let File { source: _, edition: _, decls, allows: _, has_junk: _, has_lost_lines: _ } = file;
    decls.iter_mut().for_each(|decl| decls::decl(&mut decl.kind, names));
}
