//! Entries: `collect`.

use super::{Lowering, is_junk};
use crate::ast::Collect;
use crate::{Node, Rule};

impl Lowering<'_> {
    pub(super) fn collect(&self, node: &Node) -> Collect {
        Collect {
            var: node.child(Rule::path).map(|n| self.path(n)),
            settings: self.settings(node),
            say: node.children_of(Rule::say_stmt).map(|n| self.say(n)).collect(),
            say_again: node.children_of(Rule::say_again).map(|n| self.say(n)).collect(),
            press: node.children_of(Rule::press_arm).map(|n| self.press_arm(n)).collect(),
            on: node.children_of(Rule::on_arm).map(|n| self.on_arm(n)).collect(),
            has_junk: node.children.iter().any(|n| is_junk(n.rule)),
        }
    }
}
