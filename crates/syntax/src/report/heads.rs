//! Heads of blocks and arms that could be read only in part.

use rufplan_diag::{Diagnostic, SourceFile, Span};

use super::{Report, first_line, line, repairs, signs, trimmed, values};
use crate::block::Block;
use crate::diagnostics::{e0103, e0114};
use crate::lines::strip_words;
use crate::reread::{Misread, reads, reread};
use crate::suggest::first_piece;
use crate::words::example;
use crate::{Node, Rule};

impl<'t> Report<'t> {
    /// What follows a word that opens a block or an arm, and is not understood.
    pub(super) fn bad_rest(&mut self, rest: &'t Node) {
        let Some(&parent) = self.path.last() else { return };
        let block = self.path.iter().rev().skip(1).find_map(|n| Block::of(n.rule)).unwrap_or(Block::File);
        // told with their own node
        if matches!(parent.rule, Rule::bad_when | Rule::surplus_else) {
            return;
        }
        let span = trimmed(self.source, rest.span);
        if let Some(word) = case_word(parent.rule, self.source.slice(span)) {
            return self.unknown_case(word, span, block);
        }
        let message = head(self.source, parent, span);
        self.found.push(message);
    }
}

/// An arm whose rest is no known case from its first word on; else the case is known and its details are wrong.
fn case_word(parent: Rule, text: &str) -> Option<&'static str> {
    let word = match parent {
        Rule::on_arm => "on",
        Rule::queue_when | Rule::callback_arm => "when",
        _ => return None,
    };
    let line = format!("{word} {text}");
    let rule = if word == "on" { Rule::one_on } else { Rule::one_when };
    let at = reread(rule, &line).err().map_or(0, |m| m.at);
    let knows_first =
        ["waiting", "expected", "hours", "switch", "silence", "wrong key", "wrong input", "failure", "error"]
            .iter()
            .any(|w| strip_words(text, w).is_some());
    (at <= word.len() + 1 || !knows_first).then_some(word)
}

fn head(source: &SourceFile, parent: &Node, rest: Span) -> Diagnostic {
    let head = first_line(source, parent.span);
    if parent.rule == Rule::end_line {
        return e0114::written_otherwise(
            source,
            rest,
            "",
            (
                "`end` stands alone in its line; the block it closes is the one above.",
                "`end` steht allein in seiner Zeile; es schließt den Block darüber.",
            ),
        );
    }
    if matches!(parent.rule, Rule::after_arm | Rule::otherwise_arm) {
        return e0114::written_otherwise(
            source,
            rest,
            "",
            (
                "Nothing can stand behind it in this line; what shall happen stands below.",
                "In dieser Zeile kann nichts dahinter stehen; was geschehen soll, steht darunter.",
            ),
        );
    }
    // arms are read with their word, other heads from behind it
    let (rule, read) = match parent.rule {
        Rule::press_arm => (Rule::one_press, head),
        Rule::on_arm => (Rule::one_on, head),
        Rule::queue_when | Rule::callback_arm => (Rule::one_when, head),
        other => (rest_rule(other), rest),
    };
    let text = source.slice(read);
    if let Some(quotes) = signs::typographic_quotes(text, |fixed| reads(rule, fixed)) {
        return e0103::typographic_quotes(
            source,
            &quotes.iter().map(|q| line::absolute(read, *q)).collect::<Vec<_>>(),
        );
    }
    if matches!(rule, Rule::one_name | Rule::one_flow_head)
        && let Some(message) = repairs::bad_name(source, rest)
    {
        return message;
    }
    let Err(misread) = reread(rule, text) else {
        return e0114::not_understood(
            source,
            rest,
            source.slice(Span::new(head.start, rest.start)),
            "",
            None,
        );
    };
    if read == head {
        return line::middle(source, head, rule, misread);
    }
    // the rest alone was read; the message speaks of the whole line
    let at = misread.at.min(text.len());
    if at < text.len() {
        let direct = values::other_form(source, rest, at, &misread.expected)
            .or_else(|| signs::other_sign(source, rest, at, &misread.expected));
        if let Some(message) = direct {
            return message;
        }
    }
    if let Some(message) = repairs::mended(source, rest, rule, at) {
        return message;
    }
    line::unmended(source, head, Misread { at: at + (rest.start - head.start), ..misread })
}

fn rest_rule(parent: Rule) -> Rule {
    match parent {
        Rule::if_stmt | Rule::else_if => Rule::one_condition,
        Rule::at_arm | Rule::every_arm => Rule::one_duration,
        Rule::choose_arm => Rule::one_choice,
        Rule::flow_decl => Rule::one_flow_head,
        Rule::run_stmt => Rule::one_call,
        Rule::transfer_stmt => Rule::one_target,
        Rule::test_decl => Rule::one_string,
        Rule::choose_stmt
        | Rule::collect_stmt
        | Rule::check_stmt
        | Rule::look_stmt
        | Rule::fetch_stmt
        | Rule::record_stmt => Rule::one_path,
        _ => Rule::one_name,
    }
}

/// A declaration of one line, or a head that opens nothing: `use hotline` without `from`.
pub(super) fn declaration_line(source: &SourceFile, span: Span) -> Diagnostic {
    let text = source.slice(span);
    if let Some(quotes) = signs::typographic_quotes(text, |fixed| reads(Rule::one_declaration, fixed)) {
        return e0103::typographic_quotes(
            source,
            &quotes.iter().map(|q| line::absolute(span, *q)).collect::<Vec<_>>(),
        );
    }
    match reread(Rule::one_declaration, text) {
        Err(misread) if misread.at > 0 => line::middle(source, span, Rule::one_declaration, misread),
        _ => {
            let word = first_piece(text);
            let place = Span::new(span.start, span.start + word.len());
            e0114::not_understood(
                source,
                place,
                "",
                ("a whole declaration", "eine ganze Erklärung"),
                example(word),
            )
        }
    }
}
