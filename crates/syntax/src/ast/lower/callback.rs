//! `callback NAME` and `offer callback`.

use super::Lowering;
use crate::ast::{Callback, CallbackArm, CallbackCase, OfferCallback, Spanned};
use crate::{Node, Rule};

impl Lowering<'_> {
    pub(super) fn callback(&self, node: &Node) -> Callback {
        let (name, title) = self.name_head(node);
        let arm = |n: &Node| CallbackArm {
            case: n.child(Rule::callback_case).and_then(|case| self.callback_case(case)),
            body: self.block(n),
            head: self.head(n),
        };
        Callback {
            name,
            title,
            settings: self.settings(node),
            say: node.children_of(Rule::say_stmt).map(|n| self.say(n)).collect(),
            arms: node.children_of(Rule::callback_arm).map(arm).collect(),
        }
    }

    fn callback_case(&self, node: &Node) -> Option<Spanned<CallbackCase>> {
        let case = match self.words(node).as_str() {
            "accepted" => CallbackCase::Accepted,
            "declined" => CallbackCase::Declined,
            "already booked" => CallbackCase::AlreadyBooked,
            "not possible" => CallbackCase::NotPossible,
            _ => return None,
        };
        Some(Spanned::new(case, self.trim(node.span)))
    }

    pub(super) fn offer_callback(&self, node: &Node) -> Option<OfferCallback> {
        let mut paths = node.children_of(Rule::path).map(|n| self.path(n));
        Some(OfferCallback { callback: paths.next()?, queue: paths.next() })
    }
}
