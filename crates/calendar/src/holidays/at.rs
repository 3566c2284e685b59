//! Austria: the thirteen days of the Feiertagsruhegesetz, the same in all nine Länder.

use super::rules::{Country, Names, On, Rule};

/// Austria and its Länder.
pub(super) const AUSTRIA: Country =
    Country { code: "AT", parts: &["1", "2", "3", "4", "5", "6", "7", "8", "9"], rules: RULES, names: NAMES };

const RULES: &[Rule] = &[
    Rule::everywhere("neujahr", On::Fixed(1, 1)),
    Rule::everywhere("heilige_drei_koenige", On::Fixed(1, 6)),
    Rule::everywhere("ostermontag", On::Easter(1)),
    Rule::everywhere("staatsfeiertag", On::Fixed(5, 1)),
    Rule::everywhere("christi_himmelfahrt", On::Easter(39)),
    Rule::everywhere("pfingstmontag", On::Easter(50)),
    Rule::everywhere("fronleichnam", On::Easter(60)),
    Rule::everywhere("mariae_himmelfahrt", On::Fixed(8, 15)),
    Rule::everywhere("nationalfeiertag", On::Fixed(10, 26)),
    Rule::everywhere("allerheiligen", On::Fixed(11, 1)),
    Rule::everywhere("mariae_empfaengnis", On::Fixed(12, 8)),
    Rule::everywhere("christtag", On::Fixed(12, 25)),
    Rule::everywhere("stephanstag", On::Fixed(12, 26)),
];

const NAMES: &[Names] = &[
    Names::new("neujahr", "Neujahr", "New Year's Day", &["Neujahrstag"]),
    Names::new("heilige_drei_koenige", "Heilige Drei Könige", "Epiphany", &["Dreikönigstag"]),
    Names::new("ostermontag", "Ostermontag", "Easter Monday", &[]),
    Names::new("staatsfeiertag", "Staatsfeiertag", "Labour Day", &["Tag der Arbeit", "1. Mai"]),
    Names::new("christi_himmelfahrt", "Christi Himmelfahrt", "Ascension Day", &["Himmelfahrt"]),
    Names::new("pfingstmontag", "Pfingstmontag", "Whit Monday", &[]),
    Names::new("fronleichnam", "Fronleichnam", "Corpus Christi", &[]),
    Names::new("mariae_himmelfahrt", "Mariä Himmelfahrt", "Assumption Day", &[]),
    Names::new("nationalfeiertag", "Nationalfeiertag", "National Day", &[]),
    Names::new("allerheiligen", "Allerheiligen", "All Saints' Day", &[]),
    Names::new("mariae_empfaengnis", "Mariä Empfängnis", "Immaculate Conception", &[]),
    Names::new("christtag", "Christtag", "Christmas Day", &["Weihnachten", "Erster Weihnachtstag"]),
    Names::new("stephanstag", "Stephanstag", "Saint Stephen's Day", &["Stefanitag", "Zweiter Weihnachtstag"]),
];
