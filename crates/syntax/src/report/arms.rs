//! Arms: cases that a block does not know, arms where none can stand, arms that say what cannot be.

use rufplan_diag::Span;

use super::{Report, first_line, line, names, trimmed};
use crate::block::Block;
use crate::diagnostics::{e0101, e0104, e0110};
use crate::suggest::suggest;
use crate::{Node, Rule, lines};

impl<'t> Report<'t> {
    /// An arm of another kind: `when` in a menu, `press` in `fetch`.
    pub(super) fn foreign_arm(&mut self, node: &'t Node, block: Block) {
        self.arm_elsewhere(first_line(self.source, node.span), block);
    }

    fn arm_elsewhere(&mut self, span: Span, block: Block) {
        let text = self.source.slice(span);
        let (words, belongs) =
            names::home(text).unwrap_or(("when", ("a block with cases", "ein Block mit Fällen")));
        let here = format!("`{}`", block.name());
        self.found.push(e0104::wrong_block(self.source, span, words, belongs, &here, None));
    }

    /// A `when` that its block does not know.
    pub(super) fn bad_when(&mut self, node: &'t Node, block: Block) {
        let case = node
            .child(Rule::bad_rest)
            .map_or(Span::new(node.span.start + 4, node.span.start + 4), |n| trimmed(self.source, n.span));
        self.unknown_case("when", case, block);
    }

    /// E0110 for the case at a place.
    pub(super) fn unknown_case(&mut self, word: &str, case: Span, block: Block) {
        let text = self.source.slice(case);
        let mut meant = suggest(text, block.cases());
        if let Some(found) = &mut meant {
            found.span = line::absolute(case, found.span);
        }
        let message =
            e0110::unknown_case(self.source, case, word, block.name(), block.cases(), meant.as_ref());
        self.found.push(message);
    }

    /// `when closed` inside `fetch`: every block ends before it and none takes it. One message instead of one
    /// for each.
    pub(super) fn arm_of_nobody(&mut self, before: &'t Node, lost: &'t Node) {
        let Some(arm) =
            lost.children.first().filter(|n| lost.rule == Rule::lost_block && n.rule == Rule::lost_arm)
        else {
            return;
        };
        let mut spine = Vec::new();
        let told_before = self.told.len();
        let mut node = before;
        while let Some(last) = node.children.iter().rfind(|n| n.rule != Rule::comment) {
            if matches!(last.rule, Rule::missing_inner | Rule::missing_arms) {
                spine.push(node);
                self.told.push(last.span.start);
                // an arm or a branch before it may hold another block that ends here
                let Some(inner) = node
                    .children
                    .iter()
                    .rfind(|n| !matches!(n.rule, Rule::comment | Rule::missing_inner | Rule::missing_arms))
                else {
                    break;
                };
                node = inner;
            } else {
                node = last;
            }
        }
        if spine.is_empty() {
            return;
        }
        let is_when = lines::strip_words(self.source.slice(arm.span), "when").is_some();
        let block = spine.iter().rev().find_map(|n| match Block::of(n.rule) {
            Some(b @ Block::Arms(rule))
                if is_when && !matches!(rule, Rule::menu_stmt | Rule::collect_stmt | Rule::consent_stmt) =>
            {
                Some(b)
            }
            _ => None,
        });
        let head = first_line(self.source, arm.span);
        match (block, spine.iter().rev().find_map(|n| Block::of(n.rule))) {
            (Some(block), _) => {
                let case = Span::new((head.start + "when".len()).min(head.end), head.end);
                self.unknown_case("when", trimmed(self.source, case), block);
            }
            (None, Some(block)) => self.arm_elsewhere(head, block),
            (None, None) => return self.told.truncate(told_before),
        }
        self.told.push(lost.span.start);
        self.spilled = true;
    }

    /// The body of a block whose head is lost or not understood.
    pub(super) fn lost(&mut self, node: &'t Node, block: Block) {
        if self.told.contains(&node.span.start) {
            return;
        }
        let end = node.child(Rule::end_line).map(|n| self.source.position(n.span.start).line);
        let first = first_line(self.source, node.span);
        let last = self.source.position(trimmed(self.source, node.span).end).line;
        let below = last.saturating_sub(self.source.position(first.start).line + usize::from(end.is_some()));
        let message = if node.children.first().is_some_and(|n| n.rule == Rule::lost_line) {
            line::misread_line(self.source, first, self.surroundings(block))
        } else {
            line::without_head(self.source, first, block)
        };
        self.found.push(e0101::with_body(message, below, end));
    }

    /// What `on` arms may not say: another block's word, a count where nothing is counted, `again` at the end.
    pub(super) fn on_arm(&mut self, node: &'t Node, block: Block) {
        let Some(case) = node.child(Rule::on_case) else { return };
        let words = self.source.slice(case.span).split_whitespace().collect::<Vec<_>>().join(" ");
        let right = match (block, words.as_str()) {
            (Block::Arms(Rule::collect_stmt), "wrong key") => Some("wrong input"),
            (Block::Arms(Rule::menu_stmt), "wrong input") => Some("wrong key"),
            _ => None,
        };
        let case_span = trimmed(self.source, case.span);
        if let Some(right) = right {
            self.found.push(e0110::key_or_input(self.source, case_span, block.name(), right));
        } else if !block.cases().contains(&words.as_str()) {
            self.unknown_case("on", case_span, block);
        }
        if !matches!(words.as_str(), "failure" | "error") {
            return;
        }
        if let Some(number) = node.child(Rule::number) {
            let remove = Span::new(case_span.end, number.span.end);
            self.found.push(e0110::count_not_possible(self.source, number.span, &words, remove));
        }
        let mut found = Vec::new();
        again_of_this_question(node, &mut found);
        for again in found {
            let span = trimmed(self.source, again.span);
            self.found.push(e0110::again_after_the_last(self.source, span, &words));
        }
    }

    /// `press * to repeat` says it all: nothing can stand below it.
    pub(super) fn press_arm(&mut self, node: &'t Node) {
        let Some(jump) =
            node.children.iter().find(|n| matches!(n.rule, Rule::kw_to_repeat | Rule::kw_to_go_back))
        else {
            return;
        };
        let behind = node.children.iter().find(|n| n.span.start > jump.span.start && n.rule != Rule::comment);
        if let Some(statement) = behind {
            let span = first_line(self.source, statement.span);
            self.found.push(e0110::body_below_jump(self.source, span, self.source.slice(jump.span)));
        }
    }
}

fn again_of_this_question<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
    for child in &node.children {
        match child.rule {
            Rule::again_stmt => found.push(child),
            Rule::menu_stmt | Rule::collect_stmt => {}
            _ => again_of_this_question(child, found),
        }
    }
}
