//! Ids of states: paths of names that no unrelated edit moves (language.md 4.1, 4.5).
//!
//! | what | id |
//! | --- | --- |
//! | menu | `flow.menu` |
//! | arm of a block | the block's id, `#`, its case: `main.language#press:1`, `main/hours:service_hours#closed` |
//! | waiting in a queue | `queue:service`; its arms `queue:service#at:0s` |
//! | any other statement | what it stands in, `/`, what it is: `main/say:welcome` |
//!
//! The first statement of an arm carries the arm's id, so that taking the arm shows in the path of a call. Among
//! equals in one place the second is `~2`, the third `~3`. `grammar/machine-format.md` tells the same to readers of
//! the JSON.

use rufplan_machine::script::StateId;
use std::collections::BTreeMap;

/// Gives out ids; the same name twice gets `~2`.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    taken: BTreeMap<StateId, u32>,
}

impl Ids {
    /// The id of a thing by its name; `~2` for the second of the same name.
    pub(crate) fn take(&mut self, name: &str) -> StateId {
        let count = self.taken.entry(name.to_string()).or_insert(0);
        *count += 1;
        match *count {
            1 => name.to_string(),
            n => format!("{name}~{n}"),
        }
    }
}

/// At most this many characters of an inline text stand in an id.
const TEXT_CHARS: usize = 24;

/// An inline text in an id: its first words, in quotes.
pub(crate) fn short_text(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= TEXT_CHARS {
        return format!("\"{words}\"");
    }
    let head: String = words.chars().take(TEXT_CHARS).collect();
    format!("\"{}…\"", head.trim_end())
}

/// A length of time as scripts write it: `1h30min`, `45s`, `300ms`.
pub(crate) fn duration_text(ms: i64) -> String {
    let mut rest = ms.max(0);
    let mut text = String::new();
    for (unit_ms, unit) in [(3_600_000, "h"), (60_000, "min"), (1_000, "s"), (1, "ms")] {
        if rest >= unit_ms {
            text.push_str(&format!("{}{unit}", rest / unit_ms));
            rest %= unit_ms;
        }
    }
    if text.is_empty() { "0s".to_string() } else { text }
}

/// A condition in an id: its words with one blank between them, however it was spaced in the script.
pub(crate) fn condition_text(source: &str) -> String {
    let mut tokens: Vec<String> = Vec::new();
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        let mut token = c.to_string();
        if c == '"' {
            for inner in chars.by_ref() {
                token.push(inner);
                if inner == '"' {
                    break;
                }
            }
        } else if is_word(c) {
            while let Some(next) = chars.next_if(|n| is_word(*n)) {
                token.push(next);
            }
        } else if "<>".contains(c) {
            token.extend(chars.next_if_eq(&'='));
        }
        if !c.is_whitespace() {
            tokens.push(token);
        }
    }
    tokens.join(" ")
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || "_.:%+".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_equals_are_counted() {
        let mut ids = Ids::default();
        let taken: Vec<_> = ["main/say:a", "main/say:b", "main/say:a", "x/say:a"].map(|n| ids.take(n)).into();
        assert_eq!(taken, ["main/say:a", "main/say:b", "main/say:a~2", "x/say:a"]);
    }

    #[test]
    fn durations_are_written_as_in_scripts() {
        let texts = [0, 300, 45_000, 60_000, 5_400_000, 61_500].map(duration_text);
        assert_eq!(texts, ["0s", "300ms", "45s", "1min", "1h30min", "1min1s500ms"]);
    }

    #[test]
    fn spacing_does_not_change_a_condition() {
        let tight = condition_text("queue.place<=3 and  topic is \"a  b\"");
        assert_eq!(tight, "queue.place <= 3 and topic is \"a  b\"");
        assert_eq!(tight, condition_text("queue.place <= 3\u{a0}and topic is \"a  b\""));
    }

    #[test]
    fn long_texts_are_cut_at_characters() {
        assert_eq!(short_text("Guten  Tag."), "\"Guten Tag.\"");
        assert_eq!(short_text("Grüße und herzlich willkommen"), "\"Grüße und herzlich willk…\"");
    }
}
