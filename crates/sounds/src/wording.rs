//! What is to be spoken: a text in a language, in the one form in which it is rendered, stored and found.

/// A stretch of text in a language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wording {
    /// The language tag, such as `de` or `en-GB`.
    pub lang: String,
    /// The words: no blanks at either end, single blanks between.
    pub text: String,
    /// How a script wants them spoken.
    pub manner: Manner,
}

/// How a script wants words spoken; by default as the deployment has it for the language.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Manner {
    /// A voice by name: that of `[voice.NAME]`, else the engine's voice of this name.
    pub voice: Option<String>,
    /// Speed in per cent of the voice's own.
    pub speed_percent: Option<u16>,
}

impl Manner {
    /// Whether nothing is wanted.
    pub fn is_default(&self) -> bool {
        *self == Manner::default()
    }
}

/// Marks that are heard as a pause at most.
const PAUSES: &str = ".,;:!?…–—-'\"„“”‚‘’«»‹›()[]{}/|*_~";
/// A stretch of one of these alone, such as the stop that ends a sentence after a value, is a pause of this length.
const STOP_MS: u32 = 200;
/// The pause of a comma or any other mark.
const COMMA_MS: u32 = 80;

impl Wording {
    /// A text as it is looked up: blanks at its ends are dropped, runs of blanks and control characters become one.
    pub fn new(lang: &str, text: &str) -> Wording {
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| !word.is_empty())
            .collect();
        Wording { lang: lang.to_owned(), text: words.join(" "), manner: Manner::default() }
    }

    /// The same in a manner.
    pub fn spoken(self, manner: Manner) -> Wording {
        Wording { manner, ..self }
    }

    /// The same in no particular manner.
    pub(crate) fn plain(&self) -> Wording {
        Wording { manner: Manner::default(), ..self.clone() }
    }

    /// The length of the pause that the text is, if it has nothing to be spoken.
    pub fn pause_ms(&self) -> Option<u32> {
        let silent = self.text.chars().all(|c| c == ' ' || PAUSES.contains(c));
        silent.then(|| match self.text.chars().find(|c| *c != ' ') {
            None => 0,
            Some('.' | '!' | '?' | ';' | ':' | '…') => STOP_MS,
            Some(_) => COMMA_MS,
        })
    }

    /// Whether the text ends a sentence; otherwise more words follow when it is heard. An abbreviation such as `a.m.`
    /// ends none.
    pub fn ends_sentence(&self) -> bool {
        let text = self.text.trim_end_matches(['"', '\'', '“', '”', '’', '»', ')', ' ']);
        let last_word = text.rsplit(' ').next().unwrap_or(text);
        let abbreviated = last_word.strip_suffix('.').is_some_and(|word| {
            word.split('.').count() > 1 && word.split('.').all(|part| part.chars().count() == 1)
        });
        text.ends_with(['.', '!', '?', '…']) && !abbreviated
    }

    /// The language without its region: `en` of `en-GB`.
    pub fn base_lang(&self) -> &str {
        base_lang(&self.lang)
    }
}

/// A language tag without its region: `en` of `en-GB`.
pub fn base_lang(lang: &str) -> &str {
    lang.split(['-', '_']).next().unwrap_or(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_do_not_distinguish_texts() {
        assert_eq!(
            Wording::new("de", " Sie  werden\nin etwa\u{a0} "),
            Wording::new("de", "Sie werden in etwa")
        );
        assert_ne!(Wording::new("de", "Guten Tag."), Wording::new("de", "Guten Tag"));
    }

    #[test]
    fn marks_alone_are_pauses() {
        let pause = |text| Wording::new("de", text).pause_ms();
        assert_eq!(pause(""), Some(0));
        assert_eq!(pause(" . "), Some(STOP_MS));
        assert_eq!(pause(","), Some(COMMA_MS));
        assert_eq!(pause("- ("), Some(COMMA_MS));
        for spoken in ["%", "€", "1", "a", ". Danke", "&", "+"] {
            assert_eq!(pause(spoken), None, "{spoken}");
        }
    }

    #[test]
    fn the_end_of_a_sentence_is_seen_through_quotes() {
        for (text, ends) in [
            ("Auf Wiederhören.", true),
            ("„Ja?“", true),
            ("(Danke!)", true),
            ("Wartezeit:", false),
            ("in etwa", false),
            ("drei", false),
            ("a.m.", false),
            ("Das war es...", true),
        ] {
            assert_eq!(Wording::new("de", text).ends_sentence(), ends, "{text}");
        }
    }
}
