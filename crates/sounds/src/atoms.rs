//! The closed lists of the languages, as texts to be rendered.

use rufplan_speech::Speaker;

use crate::wording::Wording;

/// The languages whose values are spoken, and the tags whose words differ from those of the language.
const LANGUAGES: [(&str, &[&str]); 2] = [("de", &["de", "de-AT"]), ("en", &["en", "en-GB"])];

/// All units that values are put together from, of all languages, sorted by language and text.
///
/// The words of a region ("Jänner", "half past") stand with their language and are spoken by its voice; a client of
/// that region finds them there, unless a voice of its own was rendered.
pub fn atom_wordings() -> Vec<Wording> {
    let of_tag = |tag: &str| Speaker::for_lang(tag).map(|speaker| speaker.atoms()).unwrap_or_default();
    let mut wordings: Vec<Wording> = LANGUAGES
        .iter()
        .flat_map(|(lang, tags)| {
            tags.iter().flat_map(|tag| of_tag(tag)).map(|text| Wording::new(lang, &text))
        })
        .collect();
    wordings.sort();
    wordings.dedup();
    wordings
}

/// The units of one language tag, as they are asked of a store; empty for a language that is not built.
pub fn atom_wordings_of(lang: &str) -> Vec<Wording> {
    let atoms = Speaker::for_lang(lang).map(|speaker| speaker.atoms()).unwrap_or_default();
    atoms.iter().map(|text| Wording::new(lang, text)).collect()
}
