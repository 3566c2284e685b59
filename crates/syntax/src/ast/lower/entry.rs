//! Entries, consent to recording, shared counts of failures.

use super::{Lowering, is_junk};
use crate::ast::{Collect, Consent, ConsentKey, Failures, RecordingOrder, Spanned};
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

impl Lowering<'_> {
    pub(super) fn consent(&self, node: &Node) -> Consent {
        let press = node.children_of(Rule::consent_key).filter_map(|line| {
            let (key, yes) = (line.child(Rule::dtmf)?, line.child(Rule::yes_no)?);
            Some(ConsentKey { key: self.ident(key), yes: self.text(yes) == "yes", span: self.head(line) })
        });
        let silence = node.children_of(Rule::consent_silence).filter_map(|line| {
            Some(Spanned::new(self.text(line.child(Rule::yes_no)?) == "yes", self.head(line)))
        });
        Consent {
            to: self.name_head(node).0,
            settings: self.settings(node),
            say: node.children_of(Rule::say_stmt).map(|n| self.say(n)).collect(),
            press: press.collect(),
            silence: silence.collect(),
            has_junk: node.children.iter().any(|n| is_junk(n.rule)),
        }
    }

    pub(super) fn recording_order(&self, node: &Node) -> Option<RecordingOrder> {
        Some(match self.text(node).split_whitespace().next()? {
            "start" => RecordingOrder::Start,
            "pause" => RecordingOrder::Pause,
            "resume" => RecordingOrder::Resume,
            "stop" => RecordingOrder::Stop,
            _ => return None,
        })
    }

    pub(super) fn failures(&self, node: &Node) -> Failures {
        let (name, title) = self.name_head(node);
        Failures {
            name,
            title,
            settings: self.settings(node),
            on: node.children_of(Rule::on_arm).map(|n| self.on_arm(n)).collect(),
        }
    }
}
