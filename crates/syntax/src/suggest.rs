//! What somebody probably meant: words of other tools, German words, slips of the finger.

use rufplan_diag::Span;

use crate::lines::{is_word_char, leading_words};
use crate::other_words::{GERMAN, OTHER_TOOLS};

/// Where a wrong word comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A slip of the finger.
    Slip,
    /// A German word for a word of the language.
    German,
    /// A word of another tool.
    OtherTool,
}

/// A word that was probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Suggestion {
    /// What was read.
    pub read: String,
    /// Its place in the text.
    pub span: Span,
    /// What was probably meant.
    pub meant: String,
    /// Why we think so.
    pub origin: Origin,
}

/// Finds the candidate that the beginning of a text was meant to be. A text that begins with a candidate
/// gives nothing.
pub(crate) fn suggest(text: &str, candidates: &[&str]) -> Option<Suggestion> {
    if candidates.iter().any(|c| crate::lines::strip_words(text, c).is_some()) {
        return None;
    }
    from_table(text, candidates, GERMAN, Origin::German)
        .or_else(|| from_table(text, candidates, OTHER_TOOLS, Origin::OtherTool))
        .or_else(|| by_distance(text, candidates))
}

fn from_table(
    text: &str,
    candidates: &[&str],
    table: &[(&str, &[&str])],
    origin: Origin,
) -> Option<Suggestion> {
    let lower = text.to_lowercase();
    table
        .iter()
        .flat_map(|(meant, words)| words.iter().map(move |w| (*meant, *w)))
        .filter(|(meant, word)| {
            candidates.contains(meant) && crate::lines::strip_words(&lower, word).is_some()
        })
        .max_by_key(|(_, word)| word.len())
        .and_then(|(meant, word)| {
            // lower case may have another length in bytes: count words, not bytes
            let read = leading_words(text, word.split(' ').count());
            let span = Span::new(read.first()?.start, read.last()?.end);
            Some(Suggestion {
                read: text.get(span.start..span.end)?.into(),
                span,
                meant: meant.into(),
                origin,
            })
        })
}

fn by_distance(text: &str, candidates: &[&str]) -> Option<Suggestion> {
    let words = leading_words(text, 4);
    let mut best: Option<(usize, &str, Span)> = None;
    for candidate in candidates {
        let count = candidate.split(' ').count();
        // `hangup` for `hang up`, too
        for take in [count, 1] {
            let (Some(first), Some(last)) = (words.first(), words.get(take - 1)) else { continue };
            let Some(read) = text.get(first.start..last.end) else { continue };
            let distance = distance(&read.to_lowercase(), candidate);
            let near = distance <= allowed(read, candidate) && read != *candidate;
            if near && best.is_none_or(|(d, ..)| distance < d) {
                best = Some((distance, candidate, Span::new(first.start, last.end)));
            }
        }
    }
    let (_, candidate, span) = best?;
    // `take message box` is far from `take message in`, however long both are
    let found = narrowed(text, span, candidate);
    let longer = found.read.chars().count().max(found.meant.chars().count());
    (distance(&found.read.to_lowercase(), &found.meant) * 2 <= longer).then_some(found)
}

/// How many slips two words may be apart to be taken for the same.
fn allowed(read: &str, meant: &str) -> usize {
    match read.chars().count().min(meant.chars().count()) {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}

/// Leaves away the words at both ends that are right: `is transfered to` becomes `transfered`.
fn narrowed(text: &str, span: Span, candidate: &str) -> Suggestion {
    let read = &text[span.start..span.end];
    let read_words = leading_words(read, 8);
    let mut meant: Vec<&str> = candidate.split(' ').collect();
    let word = |s: &Span| &read[s.start..s.end];
    if read_words.len() == meant.len() {
        let first = read_words.iter().zip(&meant).take_while(|(r, m)| word(r) == **m).count();
        let behind = read_words.iter().zip(&meant).rev().take_while(|(r, m)| word(r) == **m).count();
        if first + behind < meant.len() {
            let last = meant.len() - behind;
            let part = Span::new(span.start + read_words[first].start, span.start + read_words[last - 1].end);
            meant = meant[first..last].to_vec();
            return Suggestion {
                read: text[part.start..part.end].into(),
                span: part,
                meant: meant.join(" "),
                origin: Origin::Slip,
            };
        }
    }
    Suggestion { read: read.into(), span, meant: candidate.into(), origin: Origin::Slip }
}

/// How many letters are put in, left out, replaced or swapped with their neighbour.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            let mut cost = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(rows[i - 2][j - 2] + 1);
            }
            row.push(cost);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

/// The first word or run of other characters of a text, for quoting it.
pub(crate) fn first_piece(text: &str) -> &str {
    let Some(first) = text.chars().next() else { return "" };
    let same_kind = |c: char| {
        if is_word_char(first) {
            is_word_char(c) || matches!(c, '.' | ':' | '-')
        } else {
            !c.is_whitespace() && !is_word_char(c)
        }
    };
    let end = text.char_indices().find(|(at, c)| *at > 0 && !same_kind(*c)).map_or(text.len(), |(at, _)| at);
    text[..end].trim_end_matches(['.', ':', '-']).get(..).filter(|t| !t.is_empty()).unwrap_or(&text[..end])
}
