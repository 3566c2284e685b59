//! Repairs that are tried out: a small change after which the whole line is understood is most likely what was meant.

use rufplan_diag::{Diagnostic, SourceFile, Span};

use crate::Rule;
use crate::block::Block;
use crate::diagnostics::e0114;
use crate::lines::{leading_words, strip_words};
use crate::reread::reads;
use crate::suggest::{Origin, Suggestion};

/// Tries to mend a text that is read with `rule` and understood up to `at`.
pub(super) fn mended(source: &SourceFile, span: Span, rule: Rule, at: usize) -> Option<Diagnostic> {
    if let Some(number) = national_before(source, span, at) {
        return Some(e0114::national_number(source, number));
    }
    let text = source.slice(span);
    closing_quote(source, span, text, rule)
        .or_else(|| closing_brace(source, span, text, rule))
        .or_else(|| left_out(source, span, text, rule, at))
        .or_else(|| other_word(source, span, text, rule, at))
        .or_else(|| quotes_left_out(source, span, text, rule, at))
        .or_else(|| until(source, span, text, rule))
        .or_else(|| colon_left_out(source, span, text, rule))
}

/// A number such as `08382 555199`, of which the first piece was read as something else.
fn national_before(source: &SourceFile, span: Span, at: usize) -> Option<Span> {
    let text = source.slice(span);
    let (before, rest) = text.split_at(at);
    let before = before.trim_end();
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let first = before.rsplit(' ').next().unwrap_or_default();
    let is_first = first.starts_with('0') && first.len() > 1 && digits(first) == first.len();
    let last = digits(rest);
    (is_first && last > 0).then(|| Span::new(span.start + before.len() - first.len(), span.start + at + last))
}

/// `go x` for `go to x`: the beginning of words that belong together.
pub(super) fn completed(text: &str, block: Block) -> Option<Suggestion> {
    let rule = block.line_rule();
    let found = block.starters().iter().find_map(|words| {
        let (begin, _) = words.rsplit_once(' ')?;
        let behind = strip_words(text, begin)?;
        reads(rule, &format!("{words}{behind}")).then_some((*words, text.len() - behind.len()))
    });
    let (words, end) = found?;
    let read = text.get(..end)?.to_string();
    Some(Suggestion { read, span: Span::new(0, end), meant: words.to_string(), origin: Origin::Slip })
}

fn closing_quote(source: &SourceFile, span: Span, text: &str, rule: Rule) -> Option<Diagnostic> {
    if text.matches('"').count().is_multiple_of(2) {
        return None;
    }
    let opening = text.rfind('"')?;
    let place = Span::new(span.start + opening, span.end);
    let mends = reads(rule, &format!("{text}\""));
    Some(e0114::text_without_end(source, place, mends.then_some(Span::new(span.end, span.end))))
}

fn closing_brace(source: &SourceFile, span: Span, text: &str, rule: Rule) -> Option<Diagnostic> {
    let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    quotes.into_iter().rev().find_map(|at| {
        let (before, behind) = text.split_at(at);
        let place = Span::new(span.start + at, span.start + at);
        let opening = before.rfind('{')?;
        reads(rule, &format!("{before}}}{behind}"))
            .then(|| e0114::left_out(source, place, &before[opening..], "}", "}"))
    })
}

fn left_out(source: &SourceFile, span: Span, text: &str, rule: Rule, at: usize) -> Option<Diagnostic> {
    const WORDS: [&str; 10] = [",", ")", "with", "to", "for", "in", "is", "as", "within", "from"];
    let (understood, rest) = text.split_at(at);
    let understood = understood.trim_end();
    // a word at the end of a line would be read as a name
    let word = WORDS.iter().filter(|w| **w == ")" || !rest.is_empty()).find(|w| {
        let blank = if w.starts_with(char::is_alphabetic) { " " } else { "" };
        reads(rule, &format!("{understood}{blank}{w} {rest}"))
    })?;
    let place = span.start + understood.len();
    let blank = if word.starts_with(char::is_alphabetic) { " " } else { "" };
    Some(e0114::left_out(source, Span::new(place, place), understood, word, &format!("{blank}{word}")))
}

fn other_word(source: &SourceFile, span: Span, text: &str, rule: Rule, at: usize) -> Option<Diagnostic> {
    const PAIRS: [(&str, &str, (&str, &str)); 9] = [
        ("and", ",", ("Several things are listed with commas.", "Mehreres wird mit Kommas aufgezählt.")),
        ("und", ",", ("Several things are listed with commas.", "Mehreres wird mit Kommas aufgezählt.")),
        (
            "or",
            ",",
            (
                "Values are listed with commas; `or` lists keys.",
                "Werte werden mit Kommas aufgezählt; `or` zählt Tasten auf.",
            ),
        ),
        ("oder", ",", ("Values are listed with commas.", "Werte werden mit Kommas aufgezählt.")),
        ("&", ",", ("Several things are listed with commas.", "Mehreres wird mit Kommas aufgezählt.")),
        ("+", ",", ("Several things are listed with commas.", "Mehreres wird mit Kommas aufgezählt.")),
        (
            "=",
            ":",
            ("A setting is written with a colon.", "Eine Einstellung wird mit Doppelpunkt geschrieben."),
        ),
        (";", ",", ("Several things are listed with commas.", "Mehreres wird mit Kommas aufgezählt.")),
        (
            ",",
            "+",
            ("Parts of one prompt are joined with `+`.", "Teile einer Ansage werden mit `+` verbunden."),
        ),
    ];
    let (understood, rest) = text.split_at(at);
    let (read, right, why) = PAIRS.into_iter().find(|(read, right, _)| {
        let behind = if read.starts_with(char::is_alphabetic) {
            strip_words(rest, read)
        } else {
            rest.strip_prefix(read)
        };
        behind.is_some_and(|b| reads(rule, &format!("{understood}{right} {b}")))
    })?;
    // a comma needs no blank before it
    let start = if right == "," || right == ":" { understood.trim_end().len() } else { at };
    let place = Span::new(span.start + start, span.start + at + read.len());
    Some(e0114::written_otherwise(source, place, right, why))
}

fn quotes_left_out(source: &SourceFile, span: Span, text: &str, rule: Rule, at: usize) -> Option<Diagnostic> {
    let (understood, rest) = text.split_at(at);
    if rest.is_empty() || rest.contains('"') || !reads(rule, &format!("{understood}\"{rest}\"")) {
        return None;
    }
    let place = Span::new(span.start + at, span.end);
    Some(e0114::written_otherwise(
        source,
        place,
        &format!("\"{rest}\""),
        ("A text stands between straight quotes.", "Ein Text steht zwischen geraden Anführungszeichen."),
    ))
}

/// `08:00 bis 18:00`.
fn until(source: &SourceFile, span: Span, text: &str, rule: Rule) -> Option<Diagnostic> {
    if rule != Rule::one_in_hours {
        return None;
    }
    ["bis", "to", "until", "till", "–", "—"].iter().find_map(|word| {
        let at = text.find(word)?;
        let (before, behind) = (text[..at].trim_end(), text[at + word.len()..].trim_start());
        let place = Span::new(span.start + before.len(), span.end - behind.len());
        let mended = reads(rule, &format!("{before}-{behind}"));
        mended.then(|| {
            e0114::written_otherwise(
                source,
                place,
                "-",
                (
                    "From one time to another is written with a hyphen: `08:00-18:00`.",
                    "Von einer Uhrzeit bis zur anderen wird mit Bindestrich geschrieben: `08:00-18:00`.",
                ),
            )
        })
    })
}

/// `de "Hallo"`, `topic text`. Only where the words before a colon are known: else any line could be a setting.
fn colon_left_out(source: &SourceFile, span: Span, text: &str, rule: Rule) -> Option<Diagnostic> {
    let voice = rule == Rule::one_in_client && strip_words(text, "voice").is_some();
    if !voice && !matches!(rule, Rule::one_in_prompt | Rule::one_in_data) {
        return None;
    }
    leading_words(text, 4).into_iter().find_map(|word| {
        let (before, behind) = text.split_at(word.end);
        let place = Span::new(span.start + word.end, span.start + word.end);
        reads(rule, &format!("{before}:{behind}")).then(|| e0114::left_out(source, place, before, ":", ":"))
    })
}

/// What a word is called that cannot be a name, and how it could be one.
pub(super) fn bad_name(source: &SourceFile, rest: Span) -> Option<Diagnostic> {
    const RESERVED: [&str; 12] =
        ["end", "else", "and", "or", "not", "is", "if", "when", "press", "as", "otherwise", "again"];
    let text = source.slice(rest);
    if let Some(word) = RESERVED.iter().find(|w| strip_words(text, w).is_some()) {
        return Some(e0114::reserved_name(source, Span::new(rest.start, rest.start + word.len())));
    }
    let is_part = |c: char| crate::lines::is_word_char(c) || matches!(c, '-' | '.' | '/' | '\'');
    let name = &text[..text.len() - text.trim_start_matches(is_part).len()];
    let place = Span::new(rest.start, rest.start + name.len());
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(e0114::name_with_digit(source, place));
    }
    let right: String = name.chars().map(|c| if crate::lines::is_word_char(c) { c } else { '_' }).collect();
    (right != name && name.starts_with(char::is_alphabetic)).then(|| {
        e0114::written_otherwise(
            source,
            place,
            &right,
            (
                "A name is made of letters, digits and `_`.",
                "Ein Name besteht aus Buchstaben, Ziffern und `_`.",
            ),
        )
    })
}

/// `+49 170 1234567 call …`: the one line of a test that begins with no word.
pub(super) fn call_of_test(source: &SourceFile, span: Span) -> Option<Diagnostic> {
    let text = source.slice(span);
    let at = text.starts_with('+').then(|| text.find(char::is_alphabetic))??;
    let found = crate::suggest::suggest(&text[at..], &["calls"])?;
    let place = Span::new(span.start + at + found.span.start, span.start + at + found.span.end);
    Some(e0114::meant(source, &Suggestion { span: place, ..found }))
}
