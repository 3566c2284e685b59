//! How large a script may be, and the pass that looks before the parser does (X1).

use rufplan_diag::{Diagnostic, SourceFile, Span};

use crate::diagnostics::{e0111, e0112};
use crate::lines::{self, Line};

/// Largest file the shells hand over, in bytes (X2).
pub const FILE_BYTES_MAX: u64 = 10 * 1024 * 1024;
/// Most files of one project (X2).
pub const PROJECT_FILES_MAX: usize = 1_000;
/// Deepest nesting of blocks and brackets together (X1).
pub const NESTING_MAX: usize = 100;
/// Longest line, in characters (X1).
pub const LINE_CHARS_MAX: usize = 4_000;
/// Most messages about one file.
pub const MESSAGES_MAX: usize = 50;
/// Stack that a thread which parses should have, in bytes (X1). [`crate::parse`] is safe on a smaller one:
/// the parser stops when its stack runs low and the file is reported as nested too deep.
pub const PARSE_STACK_BYTES: usize = 16 * 1024 * 1024;

/// Looks for lines that are too long and for nesting that is too deep (X1). A file with either is not parsed.
pub fn beyond_limits(source: &SourceFile) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = too_long(source).collect();
    found.extend(too_deep(source));
    found.truncate(MESSAGES_MAX);
    found
}

fn too_long(source: &SourceFile) -> impl Iterator<Item = Diagnostic> + '_ {
    lines::all(source).filter_map(|line| {
        // bytes first: counting characters of every line is not free
        let chars = (line.text.len() > LINE_CHARS_MAX).then(|| line.text.chars().count())?;
        (chars > LINE_CHARS_MAX).then(|| {
            let start = line.text.char_indices().nth(LINE_CHARS_MAX).map_or(0, |(at, _)| at);
            e0112::line_too_long(source, Span::new(line.start + start, line.start + line.text.len()), chars)
        })
    })
}

/// Counts the blocks that are open at each line and the brackets, texts in placeholders and prefix words
/// inside it. Declarations close everything. Where `end` lines are lost the count is too high, never too low
/// for a file that has them all.
fn too_deep(source: &SourceFile) -> Option<Diagnostic> {
    let mut blocks = 0usize;
    let mut in_shape = false;
    let mut rows = lines::all(source).filter(|l| !l.is_blank()).peekable();
    while let Some(line) = rows.next() {
        if in_shape {
            in_shape = !line.starts_with("end shape");
            continue;
        }
        if let Some(at) = bracket_beyond(&line, NESTING_MAX.saturating_sub(blocks)) {
            return Some(e0111::nested_too_deep(source, Span::new(at, at + 1)));
        }
        if line.starts_declaration() {
            blocks = 1;
            in_shape = line.first_word() == "shape";
        } else if line.first_word() == "end" {
            blocks = blocks.saturating_sub(1);
        } else if opens_block(&line, rows.peek()) {
            blocks += 1;
            if blocks > NESTING_MAX {
                return Some(e0111::nested_too_deep(source, line.trimmed_span()));
            }
        }
    }
    None
}

fn opens_block(line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
    let opens = match line.first_word() {
        "if" | "menu" | "collect" | "consent" | "choose" | "fetch" | "run" | "record" | "for" | "foreach"
        | "while" | "until" | "unless" | "loop" | "try" => true,
        "check" | "transfer" => true,
        "repeat" | "each" | "case" => line.trimmed().contains(' '),
        "take" => next.is_some_and(|n| n.is_setting() || n.first_word() == "when"),
        _ => false,
    };
    opens && !line.is_setting()
}

/// The byte offset of the first bracket that stands more than `most` deep.
fn bracket_beyond(line: &Line<'_>, most: usize) -> Option<usize> {
    let mut open: Vec<u8> = Vec::new();
    let mut prefix_words = 0;
    let bytes = line.text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let in_text = open.last() == Some(&b'"');
        let doubled = bytes.get(at + 1) == Some(&byte);
        match byte {
            b'"' | b'{' | b'}' if in_text && doubled => at += 1,
            b'"' if in_text => {
                open.pop();
            }
            b'{' if in_text => open.push(b'{'),
            _ if in_text => {}
            b'/' if doubled => return None,
            b'"' | b'(' | b'{' => open.push(byte),
            b')' if open.last() == Some(&b'(') => {
                open.pop();
            }
            b'}' => while open.pop().is_some_and(|b| b != b'{') {},
            b'n' | b'm' | b'l' if starts_prefix_word(line.text, at) => prefix_words += 1,
            _ => {}
        }
        if open.iter().filter(|b| **b != b'"').count() + prefix_words > most {
            return Some(line.start + at);
        }
        at += 1;
    }
    None
}

/// `not not x` and `list of maybe list of x` nest without brackets.
fn starts_prefix_word(text: &str, at: usize) -> bool {
    let boundary = text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
    boundary && ["not ", "maybe ", "list of "].iter().any(|w| text.as_bytes()[at..].starts_with(w.as_bytes()))
}
