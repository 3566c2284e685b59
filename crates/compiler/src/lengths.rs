//! How long what is said takes, by rule T1, as far as it is known before a call.

use rufplan_machine::call::assumed_words_ms;
use rufplan_machine::script::{Machine, Part, PromptId, PromptLine, Stretch};

/// Rule T1: of a file without words.
const FILE_MS: u64 = 2_000;
/// How many characters a value is taken for: its words are known only in a call.
const VALUE_CHARACTERS: usize = 10;

/// The longest line of a prompt in any language.
pub(crate) fn prompt_ms(machine: &Machine, prompt: &PromptId) -> u64 {
    lines(machine, prompt).map(line_ms).max().unwrap_or(0)
}

/// Prompts said one after another, each in its longest line.
pub(crate) fn prompts_ms<'p>(machine: &Machine, prompts: impl IntoIterator<Item = &'p PromptId>) -> u64 {
    prompts.into_iter().map(|prompt| prompt_ms(machine, prompt)).sum()
}

/// The longest silence inside of a prompt: its pauses that follow one another.
pub(crate) fn silence_ms(machine: &Machine, prompt: &PromptId) -> u64 {
    lines(machine, prompt).map(line_silence_ms).max().unwrap_or(0)
}

fn lines<'m>(machine: &'m Machine, prompt: &PromptId) -> impl Iterator<Item = &'m PromptLine> {
    machine.prompts.get(prompt).into_iter().flat_map(|p| p.lines.values().flatten())
}

fn line_ms(line: &PromptLine) -> u64 {
    line.parts.iter().map(part_ms).sum()
}

fn line_silence_ms(line: &PromptLine) -> u64 {
    let (mut longest, mut now) = (0, 0);
    for part in &line.parts {
        now = if let Part::Pause(ms) = part { now + u64::from(*ms) } else { 0 };
        longest = longest.max(now);
    }
    longest
}

fn part_ms(part: &Part) -> u64 {
    let Part::Words { stretches, recording, .. } = part else {
        return if let Part::Pause(ms) = part { u64::from(*ms) } else { 0 };
    };
    let words: String = stretches
        .iter()
        .map(|stretch| match stretch {
            Stretch::Fixed(text) => text.clone(),
            Stretch::Value { .. } => "x".repeat(VALUE_CHARACTERS),
        })
        .collect();
    match words.trim() {
        "" if recording.is_some() => FILE_MS,
        "" => 0,
        words => u64::from(assumed_words_ms(words)),
    }
}
