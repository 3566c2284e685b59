//! `check queue`.

use super::{Lowering, is_junk};
use crate::ast::{CheckQueue, LookArm, LookCase, Spanned};
use crate::{Node, Rule};

impl Lowering<'_> {
    pub(super) fn check_queue(&self, node: &Node) -> CheckQueue {
        let is_arm = |n: &&Node| matches!(n.rule, Rule::look_arm | Rule::bad_when);
        let arm = |n: &Node| LookArm {
            case: n.child(Rule::look_case).and_then(|case| self.look_case(case)),
            body: self.block(n),
            head: self.head(n),
        };
        CheckQueue {
            queue: node.child(Rule::path).map(|n| self.path(n)),
            arms: node.children.iter().filter(is_arm).map(arm).collect(),
            has_junk: node.children.iter().any(|n| is_junk(n.rule)),
        }
    }

    fn look_case(&self, node: &Node) -> Option<Spanned<LookCase>> {
        let expected = node.child(Rule::expected_case).and_then(|n| n.child(Rule::duration));
        let case = match (expected, self.words(node).as_str()) {
            (Some(duration), _) => LookCase::ExpectedWaitOver(self.duration(duration).value),
            (None, "nobody is signed in") => LookCase::NobodySignedIn,
            (None, "full") => LookCase::Full,
            (None, "ready") => LookCase::Ready,
            _ => return None,
        };
        Some(Spanned::new(case, self.trim(node.span)))
    }
}
