//! What is said (language.md 2.4).

use super::{Expr, LangTag};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Name of a prompt; an inline text is named by its source text in quotes, a prompt that a reference names by the
/// reference in braces.
pub type PromptId = String;

/// A prompt's lines by language; the key `any` holds for all languages that have no key of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prompt {
    /// Lines in the order of the source; the first whose condition is true is said.
    pub lines: BTreeMap<LangTag, Vec<PromptLine>>,
}

/// One way to say it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromptLine {
    /// When this line is taken; the last line of a language has none.
    pub when: Option<Expr>,
    /// What is said, in order.
    pub parts: Vec<Part>,
    /// Pace in percent.
    pub speed_percent: Option<u16>,
    /// In a prompt that stands for a reference: the prompt that is said by this line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<PromptId>,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Words, recorded or spoken by the voice.
    Words {
        /// Fixed stretches and values, in order.
        stretches: Vec<Stretch>,
        /// A recording of these words, where the file was there at compile time.
        recording: Option<Recording>,
        /// A sound of the deployment's store by the name that this gives; the words are said where there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stored: Option<Expr>,
        /// Voice of another language.
        lang: Option<LangTag>,
    },
    /// A pause in milliseconds.
    Pause(u32),
}

/// A piece of a text: fixed words or a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stretch {
    /// Fixed words, blanks kept as written.
    Fixed(String),
    /// A value.
    Value {
        /// What.
        value: Expr,
        /// How it is said; in addresses `Plain`.
        say_as: SayAs,
    },
}

/// A sound file of the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recording {
    /// Path relative to the project's root.
    pub path: String,
    /// SHA-256 of the file's bytes, lower-case hex.
    pub sha256: String,
}

/// How a value becomes words: `{x as TYPE}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SayAs {
    /// "drei"
    Number,
    /// "dritte"
    Ordinal,
    /// "zweitausendsechsundzwanzig"
    Year,
    /// One by one.
    Digits,
    /// "siebter Dezember"
    Date,
    /// "Montag"
    Weekday,
    /// "acht Uhr dreißig"
    Time,
    /// "morgen um acht Uhr"
    Moment,
    /// "zwei Euro fünf"
    Money,
    /// "eine Minute"
    Duration,
    /// Digit by digit, nationally.
    Phone,
    /// Letter by letter.
    Spelled,
    /// As it stands.
    Name,
    /// As it stands; languages by name (W4).
    Plain,
}

/// The words of a fixed stretch as they are asked of a voice: trimmed of blanks; `None` where no letter or digit is
/// left, such as for the "." behind a placeholder. Compiler and runtime cut alike, so that every text that is said is
/// among those that were rendered.
///
/// ```
/// use rufplan_machine::script::spoken_stretch;
/// assert_eq!(spoken_stretch(" Sie sind auf Platz "), Some("Sie sind auf Platz"));
/// assert_eq!(spoken_stretch("."), None);
/// ```
pub fn spoken_stretch(text: &str) -> Option<&str> {
    let trimmed = text.trim();
    trimmed.chars().any(char::is_alphanumeric).then_some(trimmed)
}

#[cfg(test)]
mod tests {
    use super::spoken_stretch;

    #[test]
    fn blanks_around_the_words_go_and_blanks_within_stay() {
        assert_eq!(spoken_stretch("\u{a0} Der Grund:  bitte \t"), Some("Der Grund:  bitte"));
        assert_eq!(spoken_stretch("Ende."), Some("Ende."));
    }

    #[test]
    fn without_letter_or_digit_there_is_nothing_to_say() {
        for silent in ["", "  ", ".", " !? ", " \u{2013} "] {
            assert_eq!(spoken_stretch(silent), None, "{silent:?}");
        }
        assert_eq!(spoken_stretch(", 5"), Some(", 5"));
        assert_eq!(spoken_stretch("ß"), Some("ß"));
    }
}
