//! The way from a value to its words in one language.

use crate::piece::Phrase;
use crate::{Piece, Spoken, english, german, join};
use std::collections::BTreeSet;

/// Says values in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaker {
    dialect: Dialect,
    home: &'static str,
}

/// A language in the ways in which its words differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    German(german::Region),
    English(english::Region),
}

impl Speaker {
    /// The speaker of a BCP 47 tag such as `de`, `de-AT` or `en-GB`, in any case; `None` for a language that is not
    /// built.
    pub fn for_lang(tag: &str) -> Option<Speaker> {
        let tag = tag.to_ascii_lowercase();
        let mut subtags = tag.split('-');
        let language = subtags.next()?;
        let region = subtags.find(|part| part.len() == 2).unwrap_or_default();
        let (dialect, home) = match (language, region) {
            ("de", "at") => (Dialect::German(german::Region::Austria), "+43"),
            ("de", "ch" | "li") => (Dialect::German(german::Region::Germany), "+41"),
            ("de", _) => (Dialect::German(german::Region::Germany), "+49"),
            ("en", "gb") => (Dialect::English(english::Region::Britain), "+44"),
            ("en", "ie") => (Dialect::English(english::Region::Britain), "+353"),
            ("en", "au") => (Dialect::English(english::Region::Britain), "+61"),
            ("en", "nz") => (Dialect::English(english::Region::Britain), "+64"),
            ("en", "za") => (Dialect::English(english::Region::Britain), "+27"),
            ("en", "in") => (Dialect::English(english::Region::Britain), "+91"),
            ("en", _) => (Dialect::English(english::Region::America), "+1"),
            _ => return None,
        };
        Some(Speaker { dialect, home })
    }

    /// Country code of the language's own country, for `home` of [`Spoken::Phone`] where no client is known.
    pub fn home(&self) -> &'static str {
        self.home
    }

    /// The words of a value behind the words `before` of the same prompt: what was said before, fixed words and values
    /// (W1). The text is empty where the value begins the prompt or stands alone.
    ///
    /// ```
    /// # use rufplan_speech::{Currency, Speaker, Spoken};
    /// let german = Speaker::for_lang("de").expect("German is built in");
    /// let fee = Spoken::Money { cents: 120, currency: Currency::Eur };
    /// assert_eq!(german.words(&fee, ""), "ein Euro zwanzig");
    /// assert_eq!(german.words(&fee, "Der Preis beträgt "), "einen Euro zwanzig");
    /// assert_eq!(german.words(&fee, "Schon ab "), "einem Euro zwanzig");
    /// ```
    pub fn words(&self, value: &Spoken, before: &str) -> String {
        join(&self.pieces(value, before))
    }

    /// The same words, cut into pieces: [`join`] of them is [`words`](Speaker::words), and each atom is one of
    /// [`atoms`](Speaker::atoms). Empty where there is nothing to say, as for an empty name.
    pub fn pieces(&self, value: &Spoken, before: &str) -> Vec<Piece> {
        let mut phrase = Phrase::default();
        match self.dialect {
            Dialect::German(region) => german::say(&mut phrase, region, value, before),
            Dialect::English(region) => english::say(&mut phrase, region, value, before),
        }
        phrase.into_pieces()
    }

    /// The closed list: the texts of all atoms that any value can need.
    pub fn atoms(&self) -> BTreeSet<String> {
        match self.dialect {
            Dialect::German(region) => german::atoms(region),
            Dialect::English(region) => english::atoms(region),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_choose_language_and_region() {
        let home = |tag| Speaker::for_lang(tag).map(|speaker| speaker.home());
        assert_eq!(home("de"), Some("+49"));
        assert_eq!(home("DE-at"), Some("+43"));
        assert_eq!(home("de-Latn-CH"), Some("+41"));
        assert_eq!(home("en"), Some("+1"));
        assert_eq!(home("en-GB"), Some("+44"));
        for unknown in ["", "pl", "deu", "den", "-de", "tlh"] {
            assert_eq!(Speaker::for_lang(unknown), None, "{unknown}");
        }
    }
}
