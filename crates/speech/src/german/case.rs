//! What the words before a value ask of it (semantics.md, W1).
//!
//! Beyond the lists of W1:
//!
//! - The end of a sentence is a start like that of the text; "ca." ends none.
//! - Words such as "genau", "mehr als" or "nur noch" are looked through like "etwa": "in genau einer Minute"; so is
//!   what stands before them: "ist etwa ein Euro", "etwa ein Euro" at the start.
//! - "der" behind a preposition with the dative is the feminine article: "in der dritten Woche".
//! - Behind "an" an ordinal has no article and stands in the feminine dative: "an dritter Stelle".

/// The word before a value that decides its form.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Lead {
    /// Case of money, durations, dates and ordinals.
    pub(crate) case: Case,
    /// The deciding word in lower case, "" at a start.
    word: String,
}

/// The cases that values take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Case {
    Nominative,
    Accusative,
    Dative,
}

impl Lead {
    /// Reads the text before a value from its end.
    pub(crate) fn of(before: &str) -> Lead {
        let mut words = clause(before);
        while let Some(length) = hedge_length(&words) {
            words.truncate(words.len() - length);
        }
        let word = words.pop().unwrap_or_default();
        let feminine_article = word == "der"
            && words.last().is_some_and(|w| BEFORE_DER.contains(&w.as_str()) || DATIVE.contains(&w.as_str()));
        let case = if feminine_article || DATIVE.contains(&word.as_str()) {
            Case::Dative
        } else if word.is_empty() || NOMINATIVE.contains(&word.as_str()) {
            Case::Nominative
        } else {
            Case::Accusative
        };
        Lead { case, word }
    }

    /// What an ordinal adds to its form in -e.
    pub(crate) fn ordinal_ending(&self) -> &'static str {
        match self.word.as_str() {
            "den" | "dem" | "des" => "n",
            "an" => "r",
            _ if self.case == Case::Dative => "n",
            _ => "",
        }
    }

    /// What the day of a date adds to its form in -e.
    pub(crate) fn date_ending(&self) -> &'static str {
        match self.case {
            Case::Nominative if self.word == "der" => "",
            Case::Nominative => "r",
            Case::Accusative | Case::Dative => "n",
        }
    }
}

const DATIVE: [&str; 16] = [
    "am", "vom", "zum", "zur", "beim", "im", "in", "zu", "bei", "seit", "nach", "ab", "vor", "mit", "von",
    "binnen",
];

const NOMINATIVE: [&str; 3] = ["ist", "sind", "der"];

/// Prepositions that are in no list of W1 and take "der" in the dative.
const BEFORE_DER: [&str; 4] = ["an", "auf", "aus", "unter"];

/// Words that only make an amount less exact or more so, longest first.
const HEDGES: [&[&str]; 29] = [
    &["weniger", "als"],
    &["mehr", "als"],
    &["nicht", "mehr", "als"],
    &["etwa"],
    &["rund"],
    &["ca."],
    &["ca"],
    &["circa"],
    &["zirka"],
    &["ungefähr"],
    &["knapp"],
    &["gut"],
    &["höchstens"],
    &["spätestens"],
    &["frühestens"],
    &["mindestens"],
    &["wenigstens"],
    &["maximal"],
    &["genau"],
    &["exakt"],
    &["fast"],
    &["beinahe"],
    &["annähernd"],
    &["nur"],
    &["noch"],
    &["schon"],
    &["bereits"],
    &["erst"],
    &["jeweils"],
];

fn hedge_length(words: &[String]) -> Option<usize> {
    let fits =
        |hedge: &&&[&str]| words.len() >= hedge.len() && words[words.len() - hedge.len()..] == ***hedge;
    HEDGES.iter().filter(fits).map(|hedge| hedge.len()).max()
}

/// The words since the last colon or end of a sentence, in lower case and without marks.
fn clause(before: &str) -> Vec<String> {
    let mut words = Vec::new();
    for token in before.split_whitespace() {
        let word = token.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let marks = token.trim_start_matches(|c: char| !c.is_alphanumeric());
        let marks = marks.rsplit(char::is_alphanumeric).next().filter(|_| !word.is_empty()).unwrap_or(token);
        if word == "ca" && marks.starts_with('.') {
            words.push("ca.".to_owned());
        } else if marks.contains([':', '.', '!', '?', '…']) {
            words.clear();
        } else if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::Case::*;
    use super::*;

    fn check(before: &str, case: Case, ordinal: &str, date: &str) {
        let lead = Lead::of(before);
        assert_eq!(
            (lead.case, lead.ordinal_ending(), lead.date_ending()),
            (case, ordinal, date),
            "behind {before:?}"
        );
    }

    #[test]
    fn w1_dative() {
        for word in DATIVE {
            check(&format!("Es ist {word} "), Dative, "n", "n");
        }
        check("Ab ", Dative, "n", "n");
        for hedge in
            "etwa, rund, ca., circa, ungefähr, knapp, gut, höchstens, spätestens, weniger als, mehr als, genau".split(", ")
        {
            check(&format!("Sie werden in {hedge} "), Dative, "n", "n");
            check(&format!("Das kostet {hedge} "), Accusative, "", "n");
            check(&format!("Das ist {hedge} "), Nominative, "", "r");
        }
        check("in nur noch etwa ", Dative, "n", "n");
        check("in nicht mehr als ", Dative, "n", "n");
    }

    #[test]
    fn w1_nominative() {
        for start in
            ["", "  ", "Betrag: ", "Der Betrag :", "Der Tag ist ", "Es sind ", "Danke. ", "Bitte! ", "– "]
        {
            check(start, Nominative, "", "r");
        }
        check("Heute ist der ", Nominative, "", "");
        check("(„", Nominative, "", "r");
        check("Etwa ", Nominative, "", "r");
    }

    #[test]
    fn w1_accusative() {
        for before in ["beträgt ", "um ", "bis ", "Die Gebühr, ", "für ", "Sie haben in Köln "] {
            check(before, Accusative, "", "n");
        }
        check("über den ", Accusative, "n", "n");
        check("am Montag, dem ", Accusative, "n", "n");
        check("wegen des ", Accusative, "n", "n");
    }

    #[test]
    fn article_and_place() {
        check("in der ", Dative, "n", "n");
        check("Sie stehen an der ", Dative, "n", "n");
        check("Sie sind an ", Accusative, "r", "n");
        check("Sie sind „in“ ", Dative, "n", "n");
    }
}
