//! One line that its block does not understand: what was meant, and how far it can be read.

use rufplan_diag::{Diagnostic, SourceFile, Span, Words};

use super::names::{blocks_with_setting, example_for, expectations, home, words_behind};
use super::{repairs, signs, values};
use crate::block::Block;
use crate::diagnostics::{e0101, e0103, e0104, e0114};
use crate::expected::{one_of, words};
use crate::lines::{leading_words, strip_words};
use crate::reread::{Misread, reads, reread};
use crate::suggest::{Origin, Suggestion, first_piece, suggest};
use crate::words::{DECLARATIONS, STATEMENTS};
use crate::{Node, Rule, block};

/// Where a line stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings<'s> {
    /// The block whose line it is.
    pub block: Block,
    /// In an arm, the block that has the arm.
    pub outer: Option<Block>,
    /// The innermost block inside a declaration, with the line of its head.
    pub open: Option<(&'s str, usize)>,
}

/// A line of a block that was read as junk. `span` is the line without blanks and comment.
pub(super) fn misread_line(source: &SourceFile, span: Span, place: Surroundings<'_>) -> Diagnostic {
    let Surroundings { block, open, .. } = place;
    let text = source.slice(span);
    let rule = block.line_rule();
    if let Some(quotes) = signs::typographic_quotes(text, |fixed| reads(rule, fixed)) {
        return e0103::typographic_quotes(
            source,
            &quotes.iter().map(|q| absolute(span, *q)).collect::<Vec<_>>(),
        );
    }
    if let Some(message) = colon_trouble(source, span, block) {
        return message;
    }
    if matches!(block, Block::Statements(_)) && strip_words(text, "else").is_some() {
        return elsewhere(source, span, block, open);
    }
    let Err(mut misread) = reread(rule, text) else { return elsewhere(source, span, block, open) };
    let starter = block
        .starters()
        .iter()
        .filter_map(|w| Some((*w, strip_words(text, w)?)))
        .max_by_key(|(w, _)| w.len());
    if let Some((_, behind)) = starter {
        // a missing sign inside the line is reported at its beginning: its first words were right
        let known = text.len() - behind.trim_start().len();
        if misread.at < known {
            misread = Misread { at: known, expected: Vec::new() };
        }
        return middle(source, span, rule, misread);
    }
    if let Some(message) = values::other_form(source, span, misread.at, &misread.expected)
        .or_else(|| values::other_weekdays(source, span).filter(|_| block == Block::Hours))
        .or_else(|| repairs::call_of_test(source, span).filter(|_| block == Block::Test))
    {
        return message;
    }
    let named = matches!(block, Block::Fields(_)) && setting_key(text).is_some_and(|k| misread.at < k.end);
    if let Some(message) = repairs::bad_name(source, span)
        .filter(|_| named || matches!(block, Block::Fields(_)) && misread.at == 0)
    {
        return message;
    }
    if misread.at > 0
        && (matches!(block, Block::Prompt | Block::Fields(_) | Block::Hours) || setting_key(text).is_some())
    {
        return middle(source, span, rule, misread);
    }
    first_word(source, span, place)
        .or_else(|| {
            repairs::mended(source, span, rule, misread.at).filter(|_| !matches!(block, Block::Statements(_)))
        })
        .unwrap_or_else(|| nothing_like_it(source, span, block))
}

/// The message for a place inside a line up to which it was understood. `span` is the text that was read by `rule`.
pub(super) fn middle(source: &SourceFile, span: Span, rule: Rule, misread: Misread) -> Diagnostic {
    let text = source.slice(span);
    let at = misread.at.min(text.len());
    if at < text.len() {
        let direct = values::other_form(source, span, at, &misread.expected)
            .or_else(|| signs::other_sign(source, span, at, &misread.expected));
        if let Some(message) = direct {
            return message;
        }
    }
    repairs::mended(source, span, rule, at).unwrap_or_else(|| unmended(source, span, misread))
}

/// The same where no repair is known: what was meant, or what can stand there.
pub(super) fn unmended(source: &SourceFile, span: Span, misread: Misread) -> Diagnostic {
    let text = source.slice(span);
    let at = misread.at.min(text.len());
    let (understood, rest) = text.split_at(at);
    let here = Span::new(span.start + at, span.start + at + first_piece(rest).len());
    let line_example = example_for(text);
    if rest.is_empty() {
        let missing = expectations(&misread.expected, understood);
        let place =
            Span::new(span.start + understood.trim_end().len(), span.start + understood.trim_end().len());
        return e0114::incomplete(source, place, understood, missing, line_example);
    }
    if rest.starts_with('0') && misread.expected.contains(&Rule::phone) {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '/' | '-'));
        let number = rest[..rest.len() - digits.len()].trim_end();
        return e0114::national_number(source, Span::new(here.start, here.start + number.len()));
    }
    let mut candidates: Vec<&str> = misread.expected.iter().flat_map(|r| words(*r).iter().copied()).collect();
    candidates.extend(words_behind(understood));
    if let Some(found) = suggest(rest, &candidates) {
        let base = Span::new(span.start + at, span.end);
        return e0114::meant(source, &Suggestion { span: absolute(base, found.span), ..found });
    }
    let mut more = expectations(&misread.expected, understood);
    if more.is_empty() {
        more = one_of(
            &words_behind(understood).iter().map(|w| Words::from(format!("`{w}`"))).collect::<Vec<_>>(),
        );
    }
    if more.is_empty() && reads(Rule::one_simple_line, understood) {
        return e0114::too_much(source, Span::new(here.start, span.end), understood, line_example);
    }
    e0114::not_understood(source, here, understood, more, line_example)
}

/// Arms or settings that stand in a flow without the line that opens their block.
pub(super) fn without_head(source: &SourceFile, span: Span, block: Block) -> Diagnostic {
    let text = source.slice(span);
    let here = format!("`{}`", block.name());
    if let Some((words, belongs)) = home(text).filter(|_| setting_key(text).is_none()) {
        return e0104::wrong_block(source, span, words, belongs, &here, None).help((
            "Was the line that opens its block lost?",
            "Ist die Zeile verloren gegangen, die seinen Block öffnet?",
        ));
    }
    setting_elsewhere(source, span, block, None)
}

/// Moves a place inside a text to its place in the file.
pub(super) fn absolute(base: Span, inner: Span) -> Span {
    Span::new(base.start + inner.start, base.start + inner.end)
}

/// The words before a line's colon, where it reads `key words: …`.
fn setting_key(text: &str) -> Option<Span> {
    let words = leading_words(text, 4);
    let (first, last) = (words.first()?, words.last()?);
    text[last.end..].trim_start().starts_with(':').then(|| Span::new(first.start, last.end))
}

/// A setting without its colon, or a colon behind a statement.
fn colon_trouble(source: &SourceFile, span: Span, block: Block) -> Option<Diagnostic> {
    let text = source.slice(span);
    if let Some(key) = setting_key(text) {
        let words = &text[key.start..key.end];
        if matches!(block, Block::Statements(_)) {
            if STATEMENTS.contains(&words) {
                let colon = key.end + text[key.end..].find(':')?;
                let place = Span::new(span.start + colon, span.start + colon + 1);
                let why = (
                    format!(
                        "`{words}` is a statement: what it needs follows without a colon. With one it would be a setting."
                    ),
                    format!(
                        "`{words}` ist eine Anweisung: Was sie braucht, folgt ohne Doppelpunkt. Mit einem wäre es eine Einstellung."
                    ),
                );
                return Some(e0114::written_otherwise(source, place, "", why));
            }
            return Some(setting_elsewhere(source, span, block, None));
        }
        return None;
    }
    let known = block.settings()?;
    let key = known.iter().filter(|k| strip_words(text, k).is_some()).max_by_key(|k| k.len())?;
    let also_a_line = block.starters().iter().any(|w| strip_words(text, w).is_some());
    let key = Span::new(span.start, span.start + text.len() - strip_words(text, key)?.len());
    (!also_a_line).then(|| e0101::missing_colon(source, key, &format!("`{}`", block.name())))
}

fn setting_elsewhere(
    source: &SourceFile,
    span: Span,
    block: Block,
    open: Option<(&str, usize)>,
) -> Diagnostic {
    let text = source.slice(span);
    let key = setting_key(text).map_or("", |k| &text[k.start..k.end]);
    let of = blocks_with_setting(key);
    let belongs = match of.as_slice() {
        [] => ("a block that has settings", "ein Block, der Einstellungen hat").into(),
        of => one_of(&of.iter().map(|b| Words::from(format!("`{b}`"))).collect::<Vec<_>>()),
    };
    e0104::wrong_block(source, span, &format!("{key}:"), belongs, &format!("`{}`", block.name()), open)
}

/// A setting below the first arm of its block: there it would be a line of the arm.
pub(super) fn setting_below_arms(source: &SourceFile, span: Span, path: &[&Node]) -> Option<Diagnostic> {
    let text = source.slice(span);
    let key = &text[setting_key(text).map(|k| k.start..k.end)?];
    let (arm, outer) = path.split_last()?;
    let block = outer.iter().rev().find_map(|n| Block::of(n.rule)).filter(|_| block::is_arm(arm.rule))?;
    let known = block.settings()?;
    let meant = suggest(key, known).map(|s| s.meant);
    if !known.contains(&key) && meant.is_none() {
        return None;
    }
    let key = Span::new(span.start, span.start + key.len());
    Some(e0104::setting_below_arms(source, key, block.name(), meant.as_deref()))
}

/// A right line in the wrong block.
fn elsewhere(source: &SourceFile, span: Span, block: Block, open: Option<(&str, usize)>) -> Diagnostic {
    let text = source.slice(span);
    if setting_key(text).is_some() {
        return setting_elsewhere(source, span, block, open);
    }
    let (words, belongs) = home(text).unwrap_or((first_piece(text), ("another block", "ein anderer Block")));
    e0104::wrong_block(source, span, words, belongs, &format!("`{}`", block.name()), open)
}

/// A first word that the block does not know.
fn first_word(source: &SourceFile, span: Span, place: Surroundings<'_>) -> Option<Diagnostic> {
    let Surroundings { block, outer, open } = place;
    let text = source.slice(span);
    if let Some((words, belongs)) = home(text) {
        let here = format!("`{}`", block.name());
        return Some(e0104::wrong_block(source, span, words, belongs, &here, open));
    }
    let found = repairs::completed(text, block).or_else(|| {
        let mut candidates = block.starters().to_vec();
        candidates.extend(block.settings().unwrap_or(&[]));
        candidates.extend(outer.map_or(&[] as &[&str], Block::starters));
        let hyphened = with_blanks(text);
        let exact =
            candidates.iter().find(|c| strip_words(&hyphened, c).is_some() && strip_words(text, c).is_none());
        if let Some(meant) = exact {
            let span = Span::new(0, meant.len());
            return Some(Suggestion {
                read: text.get(..meant.len())?.into(),
                span,
                meant: meant.to_string(),
                origin: Origin::Slip,
            });
        }
        closing_brace(text).or_else(|| suggest(text, &candidates)).or_else(|| suggest(&hyphened, &candidates))
    })?;
    let inside = found.span.start > 0;
    let found = Suggestion { span: absolute(span, found.span), ..found };
    if inside {
        return Some(e0114::meant(source, &found));
    }
    Some(e0101::meant(source, &found, &format!("`{}`", block.name()).into()))
}

/// `time-zone` is compared as `time zone`; the places stay the same.
fn with_blanks(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '-' | '_') { ' ' } else { c }).collect()
}

fn closing_brace(text: &str) -> Option<Suggestion> {
    let is_brace = text == "}";
    is_brace.then(|| Suggestion {
        read: "}".into(),
        span: Span::new(0, 1),
        meant: "end".into(),
        origin: Origin::OtherTool,
    })
}

fn nothing_like_it(source: &SourceFile, span: Span, block: Block) -> Diagnostic {
    let text = source.slice(span);
    let word = first_piece(text);
    let place = Span::new(span.start, span.start + word.len());
    const LOOPS: [&str; 9] = ["for", "foreach", "while", "until", "unless", "loop", "try", "repeat", "each"];
    if LOOPS.contains(&word) {
        return e0101::no_such_block(source, span, word, None);
    }
    if matches!(block, Block::Fields(_)) {
        return e0101::not_a_field(source, place, word, block.name());
    }
    if block == Block::Prompt {
        return e0101::not_a_language(source, place, word);
    }
    if block == Block::Test && matches!(word, "caller" | "anrufer" | "the" | "der" | "customer" | "kunde") {
        let why = (
            "The steps of a test speak of the caller without a word for it: `hears welcome`, `presses 1`, `hangs up`.",
            "Die Schritte eines Tests sprechen vom Anrufer ohne ein Wort für ihn: `hears welcome`, `presses 1`, `hangs up`.",
        );
        let behind = text[word.len()..].len() - text[word.len()..].trim_start().len();
        return e0114::written_otherwise(source, Span::new(place.start, place.end + behind), "", why);
    }
    if DECLARATIONS.contains(&word) {
        return e0104::wrong_block(
            source,
            span,
            word,
            ("the file, outside of all blocks", "die Datei, außerhalb aller Blöcke"),
            &format!("`{}`", block.name()),
            None,
        );
    }
    let starters = if matches!(block, Block::Statements(_)) {
        &["say", "menu", "if", "go to", "enter queue", "hang up"]
    } else {
        block.starters()
    };
    e0101::unknown(source, place, word, &format!("`{}`", block.name()), starters)
}
