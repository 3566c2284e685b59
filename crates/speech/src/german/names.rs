//! Languages by name (W4).

use std::collections::BTreeSet;

/// Name of the language of a tag, whatever its region.
pub(crate) fn language(tag: &str) -> Option<&'static str> {
    let code = tag.split('-').next()?.to_ascii_lowercase();
    LANGUAGES.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
}

/// Adds all atoms of this module.
pub(crate) fn atoms(atoms: &mut BTreeSet<String>) {
    atoms.extend(LANGUAGES.map(|(_, name)| name.to_owned()));
}

/// Official languages of Europe and those most spoken in its cities, by ISO 639-1 code.
const LANGUAGES: [(&str, &str); 60] = [
    ("ar", "Arabisch"),
    ("az", "Aserbaidschanisch"),
    ("be", "Belarussisch"),
    ("bg", "Bulgarisch"),
    ("bn", "Bengalisch"),
    ("bs", "Bosnisch"),
    ("ca", "Katalanisch"),
    ("cs", "Tschechisch"),
    ("da", "Dänisch"),
    ("de", "Deutsch"),
    ("el", "Griechisch"),
    ("en", "Englisch"),
    ("es", "Spanisch"),
    ("et", "Estnisch"),
    ("eu", "Baskisch"),
    ("fa", "Persisch"),
    ("fi", "Finnisch"),
    ("fr", "Französisch"),
    ("ga", "Irisch"),
    ("he", "Hebräisch"),
    ("hi", "Hindi"),
    ("hr", "Kroatisch"),
    ("hu", "Ungarisch"),
    ("hy", "Armenisch"),
    ("id", "Indonesisch"),
    ("is", "Isländisch"),
    ("it", "Italienisch"),
    ("ja", "Japanisch"),
    ("ka", "Georgisch"),
    ("ko", "Koreanisch"),
    ("ku", "Kurdisch"),
    ("lb", "Luxemburgisch"),
    ("lt", "Litauisch"),
    ("lv", "Lettisch"),
    ("mk", "Mazedonisch"),
    ("mt", "Maltesisch"),
    ("nb", "Norwegisch"),
    ("nl", "Niederländisch"),
    ("no", "Norwegisch"),
    ("pa", "Pandschabi"),
    ("pl", "Polnisch"),
    ("ps", "Paschtu"),
    ("pt", "Portugiesisch"),
    ("rm", "Rätoromanisch"),
    ("ro", "Rumänisch"),
    ("ru", "Russisch"),
    ("sk", "Slowakisch"),
    ("sl", "Slowenisch"),
    ("so", "Somali"),
    ("sq", "Albanisch"),
    ("sr", "Serbisch"),
    ("sv", "Schwedisch"),
    ("ta", "Tamil"),
    ("th", "Thailändisch"),
    ("ti", "Tigrinya"),
    ("tr", "Türkisch"),
    ("uk", "Ukrainisch"),
    ("ur", "Urdu"),
    ("vi", "Vietnamesisch"),
    ("zh", "Chinesisch"),
];
