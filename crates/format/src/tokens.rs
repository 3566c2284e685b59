//! The words and signs of a tree, each once, and the blanks between them.

use rufplan_diag::SourceFile;
use rufplan_syntax::{Node, Rule};

/// A word, a value, a text or a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Byte offset at which it stands.
    pub at: usize,
    /// As it is printed.
    pub text: String,
    /// The rule it is, or for a sign the rule it stands in.
    pub rule: Rule,
}

/// All tokens below a node, in the order of the text. Code of shapes is none: it is printed as it stands.
pub(crate) fn tokens(node: &Node, source: &SourceFile) -> Vec<Token> {
    let mut found = Vec::new();
    collect(node, source, &mut found);
    found
}

/// Prints tokens of one line.
pub(crate) fn joined(tokens: &[Token]) -> String {
    let mut line = String::new();
    for (i, token) in tokens.iter().enumerate() {
        if let Some(before) = i.checked_sub(1).and_then(|i| tokens.get(i)) {
            line.push_str(blank_between(before, token));
        }
        line.push_str(&token.text);
    }
    line
}

fn blank_between(before: &Token, token: &Token) -> &'static str {
    const CALLS: [Rule; 4] = [Rule::fn_call, Rule::call_of, Rule::flow_head, Rule::shape_head];
    const SPANS: [Rule; 2] = [Rule::weekday_span, Rule::time_range];
    let is_sign = |t: &Token, sign: &str, rules: &[Rule]| t.text == sign && rules.contains(&t.rule);
    if token.rule == Rule::comment {
        return "  ";
    }
    let tight = matches!(token.text.as_str(), "," | ":" | ")")
        || before.text == "("
        || is_sign(token, "(", &CALLS)
        || is_sign(token, "-", &SPANS)
        || is_sign(before, "-", &SPANS)
        || is_sign(before, "-", &[Rule::unary]);
    if tight { "" } else { " " }
}

fn collect(node: &Node, source: &SourceFile, found: &mut Vec<Token>) {
    let whole = |text: String| Token { at: node.span.start, text, rule: node.rule };
    match node.rule {
        Rule::EOI | Rule::rhai_code => {}
        Rule::string => found.push(whole(string(node, source))),
        Rule::placeholder => found.push(whole(placeholder(node, source))),
        Rule::comment => found.push(whole(source.slice(node.span).trim_end().to_string())),
        _ if node.children.is_empty() => {
            let text = source.slice(node.span).split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() {
                found.push(whole(text));
            }
        }
        _ => {
            let mut from = node.span.start;
            for child in &node.children {
                signs(source, from, child.span.start, node.rule, found);
                collect(child, source, found);
                from = child.span.end;
            }
            signs(source, from, node.span.end, node.rule, found);
        }
    }
}

/// What stands between two nodes: words and signs that have no rule of their own.
fn signs(source: &SourceFile, from: usize, to: usize, rule: Rule, found: &mut Vec<Token>) {
    let Some(text) = source.text.get(from..to) else { return };
    let mut word: Option<usize> = None;
    let mut push = |at: usize, text: &str| found.push(Token { at: from + at, text: text.to_string(), rule });
    for (at, c) in text.char_indices() {
        let is_word = c.is_alphanumeric() || c == '_';
        if is_word {
            word = word.or(Some(at));
            continue;
        }
        if let Some(start) = word.take() {
            push(start, &text[start..at]);
        }
        if !c.is_whitespace() {
            push(at, &text[at..at + c.len_utf8()]);
        }
    }
    if let Some(start) = word {
        push(start, &text[start..]);
    }
}

/// A text stays as it is; the values in it are printed like values elsewhere.
fn string(node: &Node, source: &SourceFile) -> String {
    let mut out = String::new();
    let mut from = node.span.start;
    for part in node.children.iter().filter(|n| n.rule == Rule::placeholder) {
        out.push_str(source.text.get(from..part.span.start).unwrap_or_default());
        out.push_str(&placeholder(part, source));
        from = part.span.end;
    }
    out.push_str(source.text.get(from..node.span.end).unwrap_or_default());
    out
}

fn placeholder(node: &Node, source: &SourceFile) -> String {
    let mut inner = Vec::new();
    for child in &node.children {
        collect(child, source, &mut inner);
    }
    format!("{{{}}}", joined(&inner))
}
