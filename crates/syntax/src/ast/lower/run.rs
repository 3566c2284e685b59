//! `run`, `finish` and record types.

use super::{Lowering, is_junk};
use crate::ast::{Run, RunArm, TypeDecl};
use crate::{Node, Rule};

impl Lowering<'_> {
    pub(super) fn run(&self, node: &Node) -> Run {
        let arm = |n: &Node| RunArm {
            outcome: n.child(Rule::ident).filter(|_| n.rule == Rule::run_arm).map(|o| self.ident(o)),
            body: self.block(n),
            head: self.head(n),
        };
        let is_arm = |n: &&Node| matches!(n.rule, Rule::run_arm | Rule::bad_when);
        Run {
            call: node.child(Rule::call_of).and_then(|n| self.call_of(n)),
            arms: node.children.iter().filter(is_arm).map(arm).collect(),
            has_junk: node.children.iter().any(|n| is_junk(n.rule)),
        }
    }

    pub(super) fn type_decl(&self, node: &Node) -> TypeDecl {
        let (name, _) = self.name_head(node);
        TypeDecl { name, fields: self.fields(node) }
    }
}
