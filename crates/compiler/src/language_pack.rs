//! The built-in texts: library `std` of `flows/std/std.ruf`, compiled in (rule L6).

use crate::generate::prompt_words;
use rufplan_diag::SourceFile;
use rufplan_machine::script::{LangTag, Part, Prompt, PromptLine};
use rufplan_syntax::ast::{self, DeclKind, PromptPart};
use std::collections::BTreeMap;

/// Name of the library; its prompts are named `std.silence` and so on.
pub(crate) const LIBRARY: &str = "std";

const SOURCE: &str = include_str!("../../../flows/std/std.ruf");

/// The language whose words are said in languages that the pack does not have.
const FALLBACK: &str = "en";

/// A prompt of the pack for the languages of a client. `de-AT` gets the words of `de`; a language that the pack does
/// not have gets the English words in an English voice.
pub(crate) fn prompt(name: &str, languages: &[LangTag]) -> Option<Prompt> {
    let file = ast::lower(&rufplan_syntax::parse(&SourceFile::new("std/std.ruf", SOURCE)));
    let texts = file.decls.iter().find_map(|decl| match &decl.kind {
        DeclKind::Prompt(prompt) if prompt.name.as_ref().is_some_and(|n| n.text == name) => {
            Some(texts(prompt))
        }
        _ => None,
    })?;
    let mut lines = BTreeMap::new();
    for lang in languages {
        let base = lang.split('-').next().unwrap_or(lang);
        let (words, other) = match texts.get(lang).or_else(|| texts.get(base)) {
            Some(words) => (words, None),
            None => (texts.get(FALLBACK)?, Some(FALLBACK.to_string())),
        };
        let part = Part::Words { stretches: prompt_words(words), recording: None, lang: other };
        lines.insert(lang.clone(), vec![PromptLine { when: None, parts: vec![part], speed_percent: None }]);
    }
    Some(Prompt { lines })
}

fn texts(prompt: &ast::Prompt) -> BTreeMap<String, String> {
    let line = |line: &ast::PromptLine| match line.parts.as_slice() {
        [PromptPart::Words { text, .. }] => Some((line.lang.text.clone(), text.plain()?.to_string())),
        _ => None,
    };
    prompt.lines.iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rufplan_machine::script::Stretch;

    fn words(name: &str, lang: &str) -> (String, Option<LangTag>) {
        let prompt = prompt(name, &[lang.to_string()]).unwrap();
        match &prompt.lines[lang][0].parts[0] {
            Part::Words { stretches, lang, .. } => match &stretches[0] {
                Stretch::Fixed(text) => (text.clone(), lang.clone()),
                Stretch::Value { .. } => panic!("the pack has fixed words only"),
            },
            Part::Pause(_) => panic!("the pack has no pauses"),
        }
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        for name in ["silence", "wrong_key", "goodbye", "trouble"] {
            assert_ne!(words(name, "de").0, words(name, "en").0, "{name}");
        }
        assert_eq!(prompt("nonsense", &["de".to_string()]), None);
    }

    #[test]
    fn regions_speak_as_their_language_and_others_english() {
        assert_eq!(words("goodbye", "de-AT"), words("goodbye", "de"));
        assert_eq!(words("goodbye", "pl"), (words("goodbye", "en").0, Some("en".to_string())));
    }
}
