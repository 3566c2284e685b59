//! What a measurement of recordings tells: length against words (W0515), loudness (W0516), clipping (W0521), silence
//! before the words (W0522).

use super::Client;
use crate::{Measured, Place, Sink, Sound, diagnostics as d, place};
use rufplan_machine::call::assumed_words_ms;
use rufplan_syntax::ast::{PromptPart, Sound as Named, Text};
use std::collections::BTreeMap;

/// A recording further from the middle one than this is heard as another loudness, in tenths of LU: 6 LU.
const NEAR_TENTHS: i32 = 60;
/// With fewer recordings there is no middle to compare with.
const RECORDINGS_AT_LEAST: usize = 3;
/// Lengths that differ by less than this are no sign of a wrong file.
const SLACK_MS: u64 = 1_500;
/// More silence than this before the words is noticed.
const SILENCE_MS: u64 = 700;

/// A recording where a prompt names it.
struct Use {
    path: String,
    at: Place,
    /// The words beside it, where they are known before a call.
    words: Option<String>,
    length_ms: u64,
    measured: Option<Measured>,
}

pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    let uses = uses(client);
    for one in &uses {
        if let Some(words) = &one.words {
            length(one, words, sink);
        }
        if let Some(measured) = &one.measured {
            if measured.clipped_places > 0 {
                sink.report(d::w0521(one.at.clone(), &one.path, measured.clipped_places));
            }
            if measured.leading_silence_ms > SILENCE_MS {
                sink.report(d::w0522(one.at.clone(), &one.path, measured.leading_silence_ms));
            }
        }
    }
    loudness(&uses, sink);
}

fn length(one: &Use, words: &str, sink: &mut Sink) {
    let words_ms = u64::from(assumed_words_ms(words));
    let (less, more) = (words_ms.min(one.length_ms), words_ms.max(one.length_ms));
    if less * 2 < more && more - less > SLACK_MS {
        sink.report(d::w0515(one.at.clone(), &one.path, words_ms, one.length_ms));
    }
}

fn loudness(uses: &[Use], sink: &mut Sink) {
    let of = |one: &Use| one.measured.as_ref().and_then(|m| m.loudness_tenths_lufs);
    let by_path: BTreeMap<&str, i32> =
        uses.iter().filter_map(|one| Some((one.path.as_str(), of(one)?))).collect();
    let mut all: Vec<i32> = by_path.values().copied().collect();
    all.sort_unstable();
    let Some(middle) = all.get(all.len() / 2).copied().filter(|_| all.len() >= RECORDINGS_AT_LEAST) else {
        return;
    };
    for one in uses {
        if let Some(own) = of(one).filter(|own| (own - middle).abs() > NEAR_TENTHS) {
            sink.report(d::w0516(one.at.clone(), &one.path, own, middle));
        }
    }
}

fn uses(client: &Client<'_>) -> Vec<Use> {
    let mut found = Vec::new();
    for prompt in client.symbols.prompts.values() {
        for part in prompt.node.lines.iter().flat_map(|line| &line.parts) {
            let PromptPart::Words { text, sound: Some(Named::File(path)), .. } = part else { continue };
            let Some(plain) = path.plain() else { continue };
            let Sound::Playable { length_ms, measured, .. } = client.options.sounds.get(plain) else {
                continue;
            };
            let at = place(prompt.file, path.span);
            found.push(Use { path: plain.to_string(), at, words: fixed(text), length_ms, measured });
        }
    }
    found
}

/// Words without placeholders.
fn fixed(text: &Text) -> Option<String> {
    let words = text.plain()?.trim().to_string();
    (!words.is_empty()).then_some(words)
}
