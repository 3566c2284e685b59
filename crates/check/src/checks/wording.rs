//! What words say of keys (W0502, W0505).

use crate::{Sink, diagnostics as d, place};
use rufplan_syntax::ast::{File, PromptLine, PromptPart, Text};
use std::collections::BTreeSet;

/// Words for keys, lower case, in the languages the texts are likely to be in.
const KEY_WORDS: [(&str, &str); 38] = [
    ("null", "0"),
    ("eins", "1"),
    ("zwei", "2"),
    ("drei", "3"),
    ("vier", "4"),
    ("fünf", "5"),
    ("sechs", "6"),
    ("sieben", "7"),
    ("acht", "8"),
    ("neun", "9"),
    ("stern", "*"),
    ("sterntaste", "*"),
    ("sternchen", "*"),
    ("raute", "#"),
    ("rautetaste", "#"),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("star", "*"),
    ("asterisk", "*"),
    ("pound", "#"),
    ("hash", "#"),
    ("zéro", "0"),
    ("un", "1"),
    ("deux", "2"),
    ("trois", "3"),
    ("quatre", "4"),
    ("cinq", "5"),
    ("étoile", "*"),
    ("dièse", "#"),
    ("gwiazdka", "*"),
];

/// Words right before a key that say that it is one.
const BEFORE_KEYS: [&str; 14] = [
    "die", "taste", "tasten", "ziffer", "nummer", "der", "press", "key", "number", "drücken", "wählen",
    "select", "choose", "sie",
];

/// Beginnings of words without which a text speaks of no key.
const VERBS: [&str; 9] = ["drück", "wähl", "tast", "press", "select", "choos", "dial", "appuyez", "naci"];

/// Numbers of help that are dialled, not pressed in a menu.
const EMERGENCY: [&str; 6] = ["110", "112", "144", "117", "118", "911"];

/// The words of a text, lower case, without signs around them; `*` and `#` stay.
fn tokens(text: &str) -> Vec<String> {
    let sign = |c: char| !c.is_alphanumeric() && c != '*' && c != '#';
    text.split_whitespace().map(|w| w.trim_matches(sign).to_lowercase()).filter(|w| !w.is_empty()).collect()
}

fn is_code(token: &str) -> bool {
    token.len() <= 6 && token.chars().all(|c| c.is_ascii_digit() || c == '*' || c == '#')
}

/// Every key that a text may speak of: generous, for "is this key ever named?".
pub(super) fn mentioned(text: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for token in tokens(text) {
        if is_code(&token) {
            keys.insert(token.clone());
        }
        // "Stern-Taste", "1,": parts of a word count, too
        for part in token.split(|c: char| !c.is_alphanumeric() && c != '*' && c != '#') {
            if is_code(part) && !part.is_empty() {
                keys.insert(part.to_string());
            }
            keys.extend(
                KEY_WORDS.iter().filter(|(word, _)| *word == part).map(|(_, key)| (*key).to_string()),
            );
        }
    }
    keys
}

/// Keys that a text surely tells callers to press: careful, for "is there such a key?".
pub(super) fn announced(text: &str) -> BTreeSet<String> {
    let tokens = tokens(text);
    if !tokens.iter().any(|t| VERBS.iter().any(|verb| t.starts_with(verb))) {
        return BTreeSet::new();
    }
    let units = [
        "uhr", "euro", "minuten", "minute", "sekunden", "prozent", "percent", "minutes", "seconds", "tage",
        "days",
    ];
    let mut keys = BTreeSet::new();
    for pair in tokens.windows(2) {
        let [before, key] = pair else { continue };
        if is_code(key) && BEFORE_KEYS.contains(&before.as_str()) && !EMERGENCY.contains(&key.as_str()) {
            keys.insert(key.clone());
        }
    }
    for pair in tokens.windows(2) {
        let [key, behind] = pair else { continue };
        if units.contains(&behind.as_str()) {
            keys.remove(key);
        }
    }
    keys
}

/// W0502: "Drücken Sie die 2 für Rechnungen."
pub(super) fn key_before_word(line: &PromptLine, file: &File, sink: &mut Sink) {
    for part in &line.parts {
        let PromptPart::Words { text, .. } = part else { continue };
        if let Some(key) = key_first(text) {
            sink.report(d::w0502(place(file, text.span), &key));
        }
    }
}

fn key_first(text: &Text) -> Option<String> {
    text.fixed().split(['.', '!', '?', ';', ':']).find_map(|sentence| {
        let tokens = tokens(sentence);
        let mut words = tokens.iter().map(String::as_str).peekable();
        let german = words.next_if(|w| *w == "drücken").is_some();
        if german {
            words.next_if(|w| *w == "sie")?;
        } else {
            words.next_if(|w| *w == "press")?;
        }
        while words.next_if(|w| matches!(*w, "bitte" | "die" | "taste" | "please" | "key" | "the")).is_some()
        {
        }
        let key = words.next().filter(|w| is_code(w))?;
        let purpose = words.next()?;
        let names_purpose = if german {
            matches!(purpose, "für" | "bei" | "um" | "wenn" | "falls" | "zum" | "zur")
        } else {
            matches!(purpose, "for" | "to" | "if")
        };
        names_purpose.then(|| key.to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::{announced, mentioned};

    fn keys(list: &[&str]) -> std::collections::BTreeSet<String> {
        list.iter().map(|k| (*k).to_string()).collect()
    }

    #[test]
    fn announced_keys_are_read_from_words() {
        let german =
            "Bei einer Störung drücken Sie die 1. Bei Fragen zur Rechnung die 2. Für alles andere die 0.";
        assert_eq!(announced(german), keys(&["0", "1", "2"]));
        let english = "For a power failure, press 1. For questions about your bill, press 2.";
        assert_eq!(announced(english), keys(&["1", "2"]));
        assert_eq!(announced("Bei Gefahr wählen Sie die 112. Wir sind ab 8 Uhr da."), keys(&[]));
        assert_eq!(announced("Seit 3 Jahren die 1 in Berlin."), keys(&[]));
    }

    #[test]
    fn keys_may_be_named_by_words() {
        assert_eq!(mentioned("Zum Wiederholen drücken Sie Stern, für Hilfe die Neun."), keys(&["*", "9"]));
        assert_eq!(mentioned("Press one, or the pound key."), keys(&["1", "#"]));
    }
}
