//! Germany: nationwide days and those of the sixteen Länder, by their holiday laws since 2000.

use jiff::civil::Weekday;

use super::Communes;
use super::rules::{Country, Names, On, Rule, from, only};

const NEUJAHR: &str = "neujahr";
const HEILIGE_DREI_KOENIGE: &str = "heilige_drei_koenige";
const FRAUENTAG: &str = "frauentag";
const KARFREITAG: &str = "karfreitag";
const OSTERSONNTAG: &str = "ostersonntag";
const OSTERMONTAG: &str = "ostermontag";
const ERSTER_MAI: &str = "erster_mai";
const TAG_DER_BEFREIUNG: &str = "tag_der_befreiung";
const CHRISTI_HIMMELFAHRT: &str = "christi_himmelfahrt";
const PFINGSTSONNTAG: &str = "pfingstsonntag";
const PFINGSTMONTAG: &str = "pfingstmontag";
const FRONLEICHNAM: &str = "fronleichnam";
const SIEBZEHNTER_JUNI: &str = "jahrestag_17_juni";
const FRIEDENSFEST: &str = "augsburger_friedensfest";
const MARIAE_HIMMELFAHRT: &str = "mariae_himmelfahrt";
const WELTKINDERTAG: &str = "weltkindertag";
const DEUTSCHE_EINHEIT: &str = "tag_der_deutschen_einheit";
const REFORMATIONSTAG: &str = "reformationstag";
const ALLERHEILIGEN: &str = "allerheiligen";
const BUSS_UND_BETTAG: &str = "buss_und_bettag";
const ERSTER_WEIHNACHTSTAG: &str = "erster_weihnachtstag";
const ZWEITER_WEIHNACHTSTAG: &str = "zweiter_weihnachtstag";

/// Germany and its Länder.
pub(super) const GERMANY: Country = Country {
    code: "DE",
    parts: &["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"],
    rules: RULES,
    names: NAMES,
};

const RULES: &[Rule] = &[
    // The nine days of all Länder.
    Rule::everywhere(NEUJAHR, On::Fixed(1, 1)),
    Rule::everywhere(KARFREITAG, On::Easter(-2)),
    Rule::everywhere(OSTERMONTAG, On::Easter(1)),
    Rule::everywhere(ERSTER_MAI, On::Fixed(5, 1)),
    Rule::everywhere(CHRISTI_HIMMELFAHRT, On::Easter(39)),
    Rule::everywhere(PFINGSTMONTAG, On::Easter(50)),
    Rule::everywhere(DEUTSCHE_EINHEIT, On::Fixed(10, 3)),
    Rule::everywhere(ERSTER_WEIHNACHTSTAG, On::Fixed(12, 25)),
    Rule::everywhere(ZWEITER_WEIHNACHTSTAG, On::Fixed(12, 26)),
    // Days of some Länder.
    Rule::parts(HEILIGE_DREI_KOENIGE, On::Fixed(1, 6), &["BW", "BY", "ST"]),
    Rule::parts(FRAUENTAG, On::Fixed(3, 8), &["BE"]).in_years(from(2019)),
    Rule::parts(FRAUENTAG, On::Fixed(3, 8), &["MV"]).in_years(from(2023)),
    Rule::parts(OSTERSONNTAG, On::Easter(0), &["BB"]),
    Rule::parts(PFINGSTSONNTAG, On::Easter(49), &["BB"]),
    Rule::parts(FRONLEICHNAM, On::Easter(60), &["BW", "BY", "HE", "NW", "RP", "SL"]),
    Rule::parts(MARIAE_HIMMELFAHRT, On::Fixed(8, 15), &["SL"]),
    Rule::parts(WELTKINDERTAG, On::Fixed(9, 20), &["TH"]).in_years(from(2019)),
    Rule::parts(REFORMATIONSTAG, On::Fixed(10, 31), &["BB", "MV", "SN", "ST", "TH"]),
    Rule::parts(REFORMATIONSTAG, On::Fixed(10, 31), &["HB", "HH", "NI", "SH"]).in_years(from(2018)),
    Rule::parts(ALLERHEILIGEN, On::Fixed(11, 1), &["BW", "BY", "NW", "RP", "SL"]),
    // The Wednesday before 23 November, eleven days before the first Sunday in Advent.
    Rule::parts(
        BUSS_UND_BETTAG,
        On::WeekdayBefore { weekday: Weekday::Wednesday, month: 11, day: 23 },
        &["SN"],
    ),
    // Once only.
    Rule::everywhere(REFORMATIONSTAG, On::Fixed(10, 31)).in_years(only(2017)),
    Rule::parts(TAG_DER_BEFREIUNG, On::Fixed(5, 8), &["BE"]).in_years(only(2020)),
    Rule::parts(TAG_DER_BEFREIUNG, On::Fixed(5, 8), &["BE"]).in_years(only(2025)),
    Rule::parts(SIEBZEHNTER_JUNI, On::Fixed(6, 17), &["BE"]).in_years(only(2028)),
    // Communes with a Catholic majority (BY), Sorbian and Eichsfeld communes (SN, TH).
    Rule::parts(MARIAE_HIMMELFAHRT, On::Fixed(8, 15), &["BY"]).in_communes(Communes::Some),
    Rule::parts(FRONLEICHNAM, On::Easter(60), &["SN", "TH"]).in_communes(Communes::Some),
    Rule::parts(FRIEDENSFEST, On::Fixed(8, 8), &["BY"]).in_communes(Communes::One("Augsburg")),
];

const NAMES: &[Names] = &[
    Names::new(NEUJAHR, "Neujahr", "New Year's Day", &["Neujahrstag"]),
    Names::new(
        HEILIGE_DREI_KOENIGE,
        "Heilige Drei Könige",
        "Epiphany",
        &["Dreikönigstag", "Erscheinungsfest"],
    ),
    Names::new(FRAUENTAG, "Frauentag", "International Women's Day", &["Internationaler Frauentag"]),
    Names::new(KARFREITAG, "Karfreitag", "Good Friday", &[]),
    Names::new(OSTERSONNTAG, "Ostersonntag", "Easter Sunday", &[]),
    Names::new(OSTERMONTAG, "Ostermontag", "Easter Monday", &[]),
    Names::new(ERSTER_MAI, "Erster Mai", "May Day", &["Tag der Arbeit", "1. Mai", "Labour Day"]),
    Names::new(
        TAG_DER_BEFREIUNG,
        "Tag der Befreiung",
        "Liberation Day",
        &[
            "75. Jahrestag der Befreiung vom Nationalsozialismus und der Beendigung des Zweiten Weltkriegs in Europa",
            "80. Jahrestag der Befreiung vom Nationalsozialismus und der Beendigung des Zweiten Weltkriegs in Europa",
        ],
    ),
    Names::new(
        CHRISTI_HIMMELFAHRT,
        "Christi Himmelfahrt",
        "Ascension Day",
        &["Himmelfahrt", "Himmelfahrtstag"],
    ),
    Names::new(PFINGSTSONNTAG, "Pfingstsonntag", "Whit Sunday", &[]),
    Names::new(PFINGSTMONTAG, "Pfingstmontag", "Whit Monday", &[]),
    Names::new(FRONLEICHNAM, "Fronleichnam", "Corpus Christi", &[]),
    Names::new(
        SIEBZEHNTER_JUNI,
        "Jahrestag des Aufstands vom 17. Juni 1953",
        "Anniversary of the uprising of 17 June 1953",
        &["75. Jahrestag des Aufstandes vom 17. Juni 1953"],
    ),
    Names::new(FRIEDENSFEST, "Augsburger Friedensfest", "Augsburg Peace Festival", &["Friedensfest"]),
    Names::new(MARIAE_HIMMELFAHRT, "Mariä Himmelfahrt", "Assumption Day", &[]),
    Names::new(WELTKINDERTAG, "Weltkindertag", "World Children's Day", &[]),
    Names::new(DEUTSCHE_EINHEIT, "Tag der Deutschen Einheit", "German Unity Day", &[]),
    Names::new(REFORMATIONSTAG, "Reformationstag", "Reformation Day", &[]),
    Names::new(ALLERHEILIGEN, "Allerheiligen", "All Saints' Day", &[]),
    Names::new(BUSS_UND_BETTAG, "Buß- und Bettag", "Day of Repentance and Prayer", &[]),
    Names::new(ERSTER_WEIHNACHTSTAG, "Erster Weihnachtstag", "Christmas Day", &["1. Weihnachtstag"]),
    Names::new(ZWEITER_WEIHNACHTSTAG, "Zweiter Weihnachtstag", "Boxing Day", &["2. Weihnachtstag"]),
];
