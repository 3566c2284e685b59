//! Texts for people, in the languages of the tools.

use std::fmt;
use std::ops::Deref;

/// A language in which the tools speak to people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, in which every text exists.
    #[default]
    English,
    /// German.
    German,
}

/// A text in English and, where there is one, in German.
///
/// Made from one text, or from a pair of English and German; reads like its English text.
///
/// ```
/// use rufplan_diag::{Language, Words};
/// let words = Words::from(("never open", "nie offen"));
/// assert_eq!(words.to(Language::German), "nie offen");
/// assert_eq!(&words, "never open");
/// assert_eq!(Words::from("`x`").to(Language::German), "`x`");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// English.
    pub en: String,
    /// German; `None` is the English text.
    pub de: Option<String>,
}

impl Words {
    /// The text in a language.
    pub fn to(&self, language: Language) -> &str {
        match (language, &self.de) {
            (Language::German, Some(de)) => de,
            _ => &self.en,
        }
    }

    /// The German text, or the English one where there is none.
    pub fn german(&self) -> &str {
        self.to(Language::German)
    }

    /// Whether the text has words of its own, outside of quotes, and no German.
    pub fn lacks_german(&self) -> bool {
        let mut quote = None;
        let mut letters = 0;
        for c in self.en.chars() {
            match quote {
                Some(open) if c == open => quote = None,
                Some(_) => continue,
                None if matches!(c, '`' | '"') => quote = Some(c),
                None => {}
            }
            letters = if quote.is_none() && c.is_alphabetic() { letters + 1 } else { 0 };
            if letters > 1 {
                return self.de.is_none();
            }
        }
        false
    }

    /// The English text.
    pub fn as_str(&self) -> &str {
        &self.en
    }
}

impl Deref for Words {
    type Target = str;

    fn deref(&self) -> &str {
        &self.en
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

impl From<&str> for Words {
    fn from(en: &str) -> Self {
        Words { en: en.to_owned(), de: None }
    }
}

impl From<String> for Words {
    fn from(en: String) -> Self {
        Words { en, de: None }
    }
}

impl From<&String> for Words {
    fn from(en: &String) -> Self {
        Words { en: en.clone(), de: None }
    }
}

impl From<&Words> for Words {
    fn from(words: &Words) -> Self {
        words.clone()
    }
}

impl<E: Into<String>, D: Into<String>> From<(E, D)> for Words {
    fn from((en, de): (E, D)) -> Self {
        Words { en: en.into(), de: Some(de.into()) }
    }
}

impl PartialEq<str> for Words {
    fn eq(&self, other: &str) -> bool {
        self.en == other
    }
}

impl PartialEq<&str> for Words {
    fn eq(&self, other: &&str) -> bool {
        self.en == *other
    }
}
