//! Signs and small words of other languages inside a line.

use rufplan_diag::{Diagnostic, SourceFile, Span};

use crate::Rule;
use crate::diagnostics::e0114;
use crate::lines::strip_words;

/// The places of typographic quotes, if straight ones in their places make the line better. `reads` tells
/// whether a line is understood.
pub(super) fn typographic_quotes(text: &str, reads: impl Fn(&str) -> bool) -> Option<Vec<Span>> {
    let all: Vec<(Span, bool)> = quotes(text);
    if all.is_empty() {
        return None;
    }
    let outside: Vec<Span> = all.iter().filter(|(_, inside)| !inside).map(|(s, _)| *s).collect();
    let every: Vec<Span> = all.iter().map(|(s, _)| *s).collect();
    let mut first_and_last = vec![*every.first()?, *every.last()?];
    first_and_last.dedup();
    let tries = [outside.clone(), every, first_and_last];
    let good = tries.into_iter().find(|places| !places.is_empty() && reads(&straightened(text, places)));
    good.or_else(|| (!outside.is_empty()).then_some(outside))
}

/// Typographic quotes, and whether they stand inside a straight text.
fn quotes(text: &str) -> Vec<(Span, bool)> {
    let mut inside = false;
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '"' => inside = !inside,
            '„' | '“' | '”' | '‟' | '«' | '»' => {
                found.push((Span::new(at, at + c.len_utf8()), inside))
            }
            _ => {}
        }
    }
    found
}

fn straightened(text: &str, places: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for place in places {
        out.push_str(&text[from..place.start]);
        out.push('"');
        from = place.end;
    }
    out + &text[from..]
}

/// A sign of another language at a place in a line, with its repair.
pub(super) fn other_sign(
    source: &SourceFile,
    span: Span,
    at: usize,
    expected: &[Rule],
) -> Option<Diagnostic> {
    let text = source.slice(span);
    let rest = &text[at..];
    let place = |len: usize| Span::new(span.start + at, span.start + at + len);
    let wants = |rules: &[Rule]| rules.iter().any(|r| expected.contains(r));
    let condition = wants(&[Rule::comp_tail, Rule::comp_op, Rule::kw_is, Rule::kw_and, Rule::kw_or]);
    if let Some((sign, right, why)) = operator(rest).filter(|_| condition) {
        return Some(e0114::written_otherwise(source, place(sign.len()), right, why));
    }
    if rest.starts_with('!') && wants(&[Rule::kw_not, Rule::expr, Rule::and_expr, Rule::not_expr]) {
        return Some(e0114::written_otherwise(
            source,
            place(1),
            "not ",
            ("`!` is written `not` here.", "`!` wird hier `not` geschrieben."),
        ));
    }
    if rest.starts_with('=') && wants(&[Rule::kw_to]) {
        return Some(e0114::written_otherwise(
            source,
            place(1),
            "to",
            (
                "A variable gets its value with `to`: `set topic to \"bill\"`.",
                "Eine Variable bekommt ihren Wert mit `to`: `set topic to \"bill\"`.",
            ),
        ));
    }
    if rest.starts_with(',') && wants(&[Rule::kw_or]) && wants(&[Rule::kw_for, Rule::kw_anywhere]) {
        // the blank before `or` is added where the comma had none
        return Some(e0114::written_otherwise(
            source,
            place(1),
            " or",
            (
                "Keys are listed with `or`; values are listed with commas.",
                "Tasten werden mit `or` aufgezählt, Werte mit Kommas.",
            ),
        ));
    }
    if strip_words(rest, "or").is_some() && text.starts_with(['"', '+']) | wants(&[Rule::choice]) {
        return Some(e0114::written_otherwise(
            source,
            place(2),
            ",",
            (
                "Values are listed with commas; `or` lists keys.",
                "Werte werden mit Kommas aufgezählt; `or` zählt Tasten auf.",
            ),
        ));
    }
    if rest.starts_with(':') && rest.len() > 1 && wants(&[Rule::kw_for, Rule::kw_anywhere]) {
        let could = (
            "`for` with a label, or the end of the line: what a key does stands below",
            "`for` mit einer Beschriftung, oder das Ende der Zeile: Was eine Taste tut, steht darunter",
        );
        return Some(e0114::not_understood(source, place(rest.trim_end().len()), &text[..at], could, None));
    }
    if strip_words(rest, "then").is_some() {
        let why = (
            "Behind a condition nothing is needed: the line ends, and what shall happen stands in the lines below.",
            "Hinter einer Bedingung wird nichts gebraucht: Die Zeile endet, und was geschehen soll, steht in den Zeilen darunter.",
        );
        return Some(e0114::written_otherwise(source, place("then".len()), "", why));
    }
    if matches!(rest.trim_end(), ";" | ":" | "{" | "." | "do" | "do:") {
        let why = (
            "A line ends without a sign, and a block ends with `end`.",
            "Eine Zeile endet ohne Zeichen, und ein Block endet mit `end`.",
        );
        return Some(e0114::written_otherwise(source, place(rest.trim_end().len()), "", why));
    }
    if rest.starts_with("/*")
        || rest.starts_with('#')
            && !wants(&[Rule::key_symbol, Rule::dtmf])
            && rest[1..].starts_with([' ', '#'])
    {
        let len = if rest.starts_with("/*") { 2 } else { 1 };
        return Some(e0114::written_otherwise(
            source,
            place(len),
            "//",
            (
                "A remark begins with `//` and goes to the end of the line.",
                "Eine Bemerkung beginnt mit `//` und geht bis zum Ende der Zeile.",
            ),
        ));
    }
    if rest.starts_with('\'') {
        return Some(e0114::not_understood(
            source,
            place(rest.trim_end().len()),
            &text[..at],
            ("a text in straight double quotes", "ein Text in geraden doppelten Anführungszeichen"),
            None,
        ));
    }
    None
}

fn operator(rest: &str) -> Option<(&'static str, &'static str, (&'static str, &'static str))> {
    const OPERATORS: [(&str, &str, (&str, &str)); 9] = [
        ("===", "is", ("Values are compared with `is`.", "Werte werden mit `is` verglichen.")),
        ("==", "is", ("Values are compared with `is`.", "Werte werden mit `is` verglichen.")),
        ("=>", ">=", ("At least is written `>=`.", "Mindestens wird `>=` geschrieben.")),
        ("=<", "<=", ("At most is written `<=`.", "Höchstens wird `<=` geschrieben.")),
        ("=", "is", ("Values are compared with `is`.", "Werte werden mit `is` verglichen.")),
        ("!=", "is not", ("Different is written `is not`.", "Verschieden wird `is not` geschrieben.")),
        ("<>", "is not", ("Different is written `is not`.", "Verschieden wird `is not` geschrieben.")),
        (
            "&&",
            "and",
            (
                "Both conditions are joined with `and`.",
                "Zwei Bedingungen, die beide gelten, werden mit `and` verbunden.",
            ),
        ),
        (
            "||",
            "or",
            (
                "Either condition is written with `or`.",
                "Eine von zwei Bedingungen wird mit `or` geschrieben.",
            ),
        ),
    ];
    OPERATORS.into_iter().find(|(sign, ..)| rest.starts_with(sign))
}
