//! The caller's own words: `record`, `take message` and mailboxes.

use super::{Lowering, is_junk};
use crate::ast::{Dictation, DictationArm, DictationCase, Mailbox, Spanned};
use crate::{Node, Rule};

impl Lowering<'_> {
    pub(super) fn dictation(&self, node: &Node) -> Dictation {
        let is_arm = |n: &&Node| matches!(n.rule, Rule::record_arm | Rule::message_arm | Rule::bad_when);
        Dictation {
            into: node.child(Rule::path).map(|n| self.path(n)),
            settings: self.settings(node),
            say: node.children_of(Rule::say_stmt).map(|n| self.say(n)).collect(),
            arms: node.children.iter().filter(is_arm).map(|n| self.dictation_arm(n)).collect(),
            is_block: node.rule != Rule::message_stmt,
            has_junk: node.children.iter().any(|n| is_junk(n.rule)),
        }
    }

    fn dictation_arm(&self, node: &Node) -> DictationArm {
        let case = [Rule::record_case, Rule::message_case].into_iter().find_map(|rule| node.child(rule));
        let case = case.and_then(|n| {
            let case = match self.words(n).as_str() {
                "recorded" | "kept" => DictationCase::Kept,
                "nothing recorded" => DictationCase::Nothing,
                "too short" => DictationCase::TooShort,
                "box is full" => DictationCase::BoxIsFull,
                _ => return None,
            };
            Some(Spanned::new(case, self.trim(n.span)))
        });
        DictationArm { case, body: self.block(node), head: self.head(node) }
    }

    pub(super) fn mailbox(&self, node: &Node) -> Mailbox {
        let (name, title) = self.name_head(node);
        Mailbox {
            name,
            title,
            settings: self.settings(node),
            say: node.children_of(Rule::say_stmt).map(|n| self.say(n)).collect(),
        }
    }
}
