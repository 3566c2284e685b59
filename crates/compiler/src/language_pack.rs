//! The built-in texts: library `std` of `flows/std/std.ruf`, compiled in (rule L6).

use rufplan_diag::SourceFile;
use rufplan_machine::script::{Expr, LangTag, Part, Prompt, PromptLine, SayAs, Stretch, spoken_stretch};
use rufplan_syntax::ast::{self, DeclKind, ExprKind, Piece, PromptPart};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Name of the library; its prompts are named `std.silence` and so on.
pub(crate) const LIBRARY: &str = "std";

const SOURCE: &str = include_str!("../../../flows/std/std.ruf");

/// The language whose words are said in languages that the pack does not have.
const FALLBACK: &str = "en";

/// The values that stand in a text of the pack, by the name of the placeholder: `{entry as digits}`.
pub(crate) type Values<'v> = BTreeMap<&'v str, Expr>;

/// The fixed stretches of all built-in texts, by the language of their voice: what a store must hold so that every
/// call can be spoken to without a voice (rule L6).
pub fn standard_texts() -> BTreeSet<(LangTag, String)> {
    let mut all = BTreeSet::new();
    for prompt in prompts() {
        for (lang, parts) in texts(prompt, &Values::new()) {
            let stretches = parts.iter().flat_map(|part| match part {
                Part::Words { stretches, .. } => stretches.as_slice(),
                Part::Pause(_) => &[],
            });
            for stretch in stretches {
                if let Stretch::Fixed(text) = stretch
                    && let Some(words) = spoken_stretch(text)
                {
                    all.insert((lang.clone(), words.to_string()));
                }
            }
        }
    }
    all
}

/// A prompt of the pack for the languages of a client. `de-AT` gets the words of `de`; a language that the pack does
/// not have gets the English words in an English voice.
pub(crate) fn prompt(name: &str, languages: &[LangTag], values: &Values) -> Option<Prompt> {
    let named = |prompt: &ast::Prompt| prompt.name.as_ref().is_some_and(|n| n.text == name);
    let texts = texts(prompts().iter().find(|prompt| named(prompt))?, values);
    let mut lines = BTreeMap::new();
    for lang in languages {
        let base = lang.split('-').next().unwrap_or(lang);
        let (parts, other) = match texts.get(lang).or_else(|| texts.get(base)) {
            Some(parts) => (parts, None),
            None => (texts.get(FALLBACK)?, Some(FALLBACK.to_string())),
        };
        let parts = parts.iter().cloned().map(|part| spoken_in(part, other.as_ref())).collect();
        lines.insert(lang.clone(), vec![PromptLine { when: None, parts, speed_percent: None, of: None }]);
    }
    Some(Prompt { lines })
}

/// Read once: every client has them.
fn prompts() -> &'static [ast::Prompt] {
    static PROMPTS: LazyLock<Vec<ast::Prompt>> = LazyLock::new(|| {
        let file = ast::lower(&rufplan_syntax::parse(&SourceFile::new("std/std.ruf", SOURCE)));
        let prompts = file.decls.into_iter().filter_map(|decl| match decl.kind {
            DeclKind::Prompt(prompt) => Some(prompt),
            _ => None,
        });
        prompts.collect()
    });
    &PROMPTS
}

fn spoken_in(part: Part, other: Option<&LangTag>) -> Part {
    match part {
        Part::Words { stretches, recording, stored, .. } => {
            Part::Words { stretches, recording, stored, lang: other.cloned() }
        }
        pause => pause,
    }
}

fn texts(prompt: &ast::Prompt, values: &Values) -> BTreeMap<String, Vec<Part>> {
    let part = |part: &PromptPart| match part {
        PromptPart::Words { text, .. } => {
            let stretches = text.pieces.iter().filter_map(|piece| stretch(piece, values)).collect();
            Some(Part::Words { stretches, recording: None, stored: None, lang: None })
        }
        PromptPart::Pause(ms) => ms.value.and_then(|ms| u32::try_from(ms).ok()).map(Part::Pause),
        PromptPart::Value(_) => None,
    };
    let line = |line: &ast::PromptLine| {
        (line.lang.text.clone(), line.parts.iter().filter_map(part).collect::<Vec<_>>())
    };
    prompt.lines.iter().map(line).collect()
}

/// A value that the caller of [`prompt`] did not give is left out.
fn stretch(piece: &Piece, values: &Values) -> Option<Stretch> {
    match piece {
        Piece::Fixed { text, .. } => Some(Stretch::Fixed(text.clone())),
        Piece::Placeholder(hole) => {
            let ExprKind::Path(path) = &hole.value.kind else { return None };
            let value = values.get(path.text().as_str())?.clone();
            let say_as = match hole.say_as.as_ref()?.value {
                ast::SayAs::Digits => SayAs::Digits,
                ast::SayAs::Phone => SayAs::Phone,
                _ => SayAs::Plain,
            };
            Some(Stretch::Value { value, say_as })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rufplan_machine::value::Value;

    const NAMES: [&str; 13] = [
        "silence",
        "wrong_key",
        "wrong_input",
        "goodbye",
        "trouble",
        "consent_again",
        "confirm_entry",
        "callback_confirm",
        "callback_other",
        "callback_booked",
        "review",
        "box_full",
        "too_short",
    ];

    fn lang_of(prompt: &Prompt, key: &str) -> (Vec<Stretch>, Option<LangTag>) {
        match &prompt.lines[key][0].parts[0] {
            Part::Words { stretches, lang, .. } => (stretches.clone(), lang.clone()),
            Part::Pause(_) => panic!("no text of the pack begins with a pause"),
        }
    }

    fn words(name: &str, lang: &str) -> (Vec<Stretch>, Option<LangTag>) {
        lang_of(&prompt(name, &[lang.to_string()], &Values::new()).unwrap(), lang)
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        for name in NAMES {
            assert_ne!(words(name, "de").0, words(name, "en").0, "{name}");
        }
        assert_eq!(prompts().len(), NAMES.len());
        assert_eq!(prompt("nonsense", &["de".to_string()], &Values::new()), None);
        let texts = standard_texts();
        assert!(texts.contains(&("de".to_string(), "Ihre Eingabe lautet:".to_string())), "{texts:?}");
        assert!(texts.contains(&("en".to_string(), "Your callback has been booked.".to_string())));
    }

    #[test]
    fn regions_speak_as_their_language_and_others_english() {
        assert_eq!(words("goodbye", "de-AT"), words("goodbye", "de"));
        assert_eq!(words("goodbye", "pl"), (words("goodbye", "en").0, Some("en".to_string())));
    }

    #[test]
    fn values_stand_where_the_text_names_them() {
        let entry = Expr::Value(Value::Text("42".to_string()));
        let values = Values::from([("entry", entry.clone()), ("number", entry.clone())]);
        let languages = ["de".to_string(), "en".to_string()];
        for (name, say_as) in [("confirm_entry", SayAs::Digits), ("callback_confirm", SayAs::Phone)] {
            let prompt = prompt(name, &languages, &values).unwrap();
            for lang in &languages {
                let (stretches, _) = lang_of(&prompt, lang);
                assert_eq!(stretches[1], Stretch::Value { value: entry.clone(), say_as }, "{name}");
            }
        }
    }
}
