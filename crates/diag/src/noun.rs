//! Kinds of things in sentences: their English and German names, with what German grammar asks for.

/// Grammatical gender of a German noun, or that it has a plural only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// `der`
    Masculine,
    /// `die`
    Feminine,
    /// `das`
    Neuter,
    /// `die`, of several.
    Plural,
}

/// What a kind of thing is called.
///
/// ```
/// use rufplan_diag::Noun;
/// let flow = Noun::from("flow");
/// assert_eq!(flow.no(), "kein Ablauf");
/// assert_eq!(flow.no_accusative(), "keinen Ablauf");
/// assert_eq!(format!("{}, {} es gibt", flow.a_accusative(), flow.which_accusative()), "einen Ablauf, den es gibt");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    /// English, without an article.
    pub en: &'static str,
    /// German, without an article; the same in the nominative and the accusative.
    pub de: &'static str,
    /// Of the German word.
    pub gender: Gender,
}

use Gender::{Feminine, Masculine, Neuter, Plural};

/// The nouns by their English names.
const NOUNS: [Noun; 47] = [
    Noun::new("calendar", "Kalender", Masculine),
    Noun::new("calendar or region", "Feiertagskalender", Masculine),
    Noun::new("call variable", "Variable", Feminine),
    Noun::new("callback", "Rückruf", Masculine),
    Noun::new("client", "Mandant", Masculine),
    Noun::new("collect", "Eingabe", Feminine),
    Noun::new("configure", "Konfiguration", Feminine),
    Noun::new("consent", "Einwilligung", Feminine),
    Noun::new("extension", "Durchwahl", Feminine),
    Noun::new("fact", "Angabe", Feminine),
    Noun::new("failures", "Fehlerzähler", Masculine),
    Noun::new("field", "Feld", Neuter),
    Noun::new("file", "Datei", Feminine),
    Noun::new("flow", "Ablauf", Masculine),
    Noun::new("function", "Funktion", Feminine),
    Noun::new("holiday", "Feiertag", Masculine),
    Noun::new("hours", "Öffnungszeiten", Plural),
    Noun::new("hours block", "Öffnungszeiten", Plural),
    Noun::new("kpi", "Kennzahl", Feminine),
    Noun::new("language", "Sprache", Feminine),
    Noun::new("library", "Bibliothek", Feminine),
    Noun::new("lookup", "Abfrage", Feminine),
    Noun::new("mailbox", "Mailbox", Feminine),
    Noun::new("mark", "Marke", Feminine),
    Noun::new("menu", "Menü", Neuter),
    Noun::new("name", "Name", Masculine),
    Noun::new("number", "Nummer", Feminine),
    Noun::new("number of the client", "Nummer des Mandanten", Feminine),
    Noun::new("outcome", "Ergebnis", Neuter),
    Noun::new("parameter", "Parameter", Masculine),
    Noun::new("parameters", "Parameter", Plural),
    Noun::new("prompt", "Ansage", Feminine),
    Noun::new("question", "Frage", Feminine),
    Noun::new("queue", "Warteschlange", Feminine),
    Noun::new("reference", "Verweis", Masculine),
    Noun::new("service", "Dienst", Masculine),
    Noun::new("setting", "Einstellung", Feminine),
    Noun::new("shape", "Form", Feminine),
    Noun::new("survey", "Umfrage", Feminine),
    Noun::new("switch", "Schalter", Masculine),
    Noun::new("test", "Test", Masculine),
    Noun::new("time zone", "Zeitzone", Feminine),
    Noun::new("type", "Typ", Masculine),
    Noun::new("value", "Wert", Masculine),
    Noun::new("variable", "Variable", Feminine),
    Noun::new("variable, hours block or calendar", "Eintrag", Masculine),
    Noun::new("variable, switch or fact", "Wert", Masculine),
];

impl Noun {
    /// A noun with its German counterpart.
    pub const fn new(en: &'static str, de: &'static str, gender: Gender) -> Self {
        Noun { en, de, gender }
    }

    /// The noun of an English name, if it is known.
    pub fn known(en: &str) -> Option<Self> {
        NOUNS.iter().copied().find(|noun| noun.en == en)
    }

    /// `kein Ablauf`, `keine Ansage`: the subject of a sentence.
    pub fn no(&self) -> String {
        self.with(["kein", "keine", "kein", "keine"])
    }

    /// `keinen Ablauf`, `keine Ansage`: behind `es gibt`.
    pub fn no_accusative(&self) -> String {
        self.with(["keinen", "keine", "kein", "keine"])
    }

    /// `ein Ablauf`, `eine Ansage`: the subject of a sentence.
    pub fn a(&self) -> String {
        self.with(["ein", "eine", "ein", ""])
    }

    /// `einen Ablauf`, `eine Ansage`: the object of a sentence.
    pub fn a_accusative(&self) -> String {
        self.with(["einen", "eine", "ein", ""])
    }

    /// `der Ablauf`, `die Ansage`: the subject of a sentence.
    pub fn the(&self) -> String {
        self.with(["der", "die", "das", "die"])
    }

    /// `den Ablauf`, `die Ansage`: the object of a sentence.
    pub fn the_accusative(&self) -> String {
        self.with(["den", "die", "das", "die"])
    }

    /// The pronoun of a relative clause whose object the noun is: `ein Ablauf, den es gibt`.
    pub fn which_accusative(&self) -> &'static str {
        self.of(["den", "die", "das", "die"])
    }

    fn with(&self, articles: [&'static str; 4]) -> String {
        format!("{} {}", self.of(articles), self.de).trim_start().to_string()
    }

    fn of(&self, forms: [&'static str; 4]) -> &'static str {
        let [masculine, feminine, neuter, plural] = forms;
        match self.gender {
            Masculine => masculine,
            Feminine => feminine,
            Neuter => neuter,
            Plural => plural,
        }
    }
}

/// A noun by its English name. One that has no German name here is a word of the language itself, and stays it.
impl From<&'static str> for Noun {
    fn from(en: &'static str) -> Self {
        Noun::known(en).unwrap_or(Noun::new(en, en, Neuter))
    }
}

#[cfg(test)]
mod tests {
    use super::NOUNS;

    #[test]
    fn every_noun_stands_once_and_in_order() {
        assert!(NOUNS.windows(2).all(|two| two[0].en < two[1].en));
    }
}
