//! Switzerland: the national day and the rest days of the twenty-six cantons.

use jiff::civil::Weekday::{Friday, Monday, Sunday, Thursday, Wednesday};

use super::Communes;
use super::rules::{Country, Names, On, Rule};

/// Switzerland and its cantons.
pub(super) const SWITZERLAND: Country = Country {
    code: "CH",
    parts: &[
        "AG", "AI", "AR", "BE", "BL", "BS", "FR", "GE", "GL", "GR", "JU", "LU", "NE", "NW", "OW", "SG", "SH",
        "SO", "SZ", "TG", "TI", "UR", "VD", "VS", "ZG", "ZH",
    ],
    rules: RULES,
    names: NAMES,
};

/// The cantons with Easter Monday and Whit Monday.
const WITH_EASTER_MONDAY: &[&str] = &[
    "AG", "AI", "AR", "BE", "BL", "BS", "GE", "GL", "GR", "JU", "LU", "SG", "SH", "SZ", "TG", "TI", "UR",
    "VD", "ZH",
];

const RULES: &[Rule] = &[
    Rule::everywhere("neujahrstag", On::Fixed(1, 1)),
    Rule::everywhere("auffahrt", On::Easter(39)),
    Rule::everywhere("bundesfeier", On::Fixed(8, 1)),
    Rule::everywhere("weihnachten", On::Fixed(12, 25)),
    Rule::parts("berchtoldstag", On::Fixed(1, 2), &["AG", "BE", "JU", "LU", "TG", "VD"]),
    Rule::parts("berchtoldstag", On::FixedIfWeekday(1, 2, &[Monday]), &["NE"]),
    Rule::parts("berchtoldstag", On::Fixed(1, 2), &["ZH"]).in_communes(Communes::One("Zürich")),
    Rule::parts("heilige_drei_koenige", On::Fixed(1, 6), &["SZ", "TI", "UR"]),
    Rule::parts("ausrufung_der_republik", On::Fixed(3, 1), &["NE"]),
    Rule::parts("josefstag", On::Fixed(3, 19), &["NW", "SZ", "TI", "UR", "VS"]),
    Rule::parts("naefelser_fahrt", On::FirstThursdayOfAprilOutsideHolyWeek, &["GL"]),
    Rule::parts(
        "karfreitag",
        On::Easter(-2),
        &[
            "AG", "AI", "AR", "BE", "BL", "BS", "FR", "GE", "GL", "JU", "LU", "NE", "NW", "OW", "SG", "SH",
            "SO", "SZ", "TG", "UR", "VD", "ZG", "ZH",
        ],
    ),
    Rule::parts("ostermontag", On::Easter(1), WITH_EASTER_MONDAY),
    Rule::parts("tag_der_arbeit", On::Fixed(5, 1), &["AG", "BL", "BS", "JU", "NE", "SH", "TG", "TI", "ZH"]),
    Rule::parts("pfingstmontag", On::Easter(50), WITH_EASTER_MONDAY),
    Rule::parts(
        "fronleichnam",
        On::Easter(60),
        &["AG", "AI", "JU", "LU", "NE", "NW", "OW", "SZ", "TI", "UR", "VS", "ZG"],
    ),
    Rule::parts("fest_der_unabhaengigkeit", On::Fixed(6, 23), &["JU"]),
    Rule::parts("peter_und_paul", On::Fixed(6, 29), &["TI"]),
    Rule::parts(
        "mariae_himmelfahrt",
        On::Fixed(8, 15),
        &["AG", "AI", "JU", "LU", "NW", "OW", "SZ", "TI", "UR", "VS", "ZG"],
    ),
    Rule::parts("genfer_bettag", On::NthWeekday { nth: 1, weekday: Sunday, month: 9, plus_days: 4 }, &["GE"]),
    Rule::parts("bettagsmontag", On::NthWeekday { nth: 3, weekday: Sunday, month: 9, plus_days: 1 }, &["VD"]),
    Rule::parts("bruder_klaus", On::Fixed(9, 25), &["OW"]),
    Rule::parts(
        "allerheiligen",
        On::Fixed(11, 1),
        &["AG", "AI", "GL", "JU", "LU", "NW", "OW", "SG", "SZ", "TI", "UR", "VS", "ZG"],
    ),
    Rule::parts(
        "mariae_empfaengnis",
        On::Fixed(12, 8),
        &["AG", "AI", "LU", "NW", "OW", "SZ", "TI", "UR", "VS", "ZG"],
    ),
    Rule::parts(
        "stephanstag",
        On::Fixed(12, 26),
        &["AG", "BE", "BL", "BS", "GL", "GR", "LU", "SG", "SH", "SZ", "TG", "TI", "ZH"],
    ),
    // Not where it would make three or four days in a row with Christmas on a Monday or Friday.
    Rule::parts(
        "stephanstag",
        On::FixedIfWeekday(12, 26, &[Monday, Wednesday, Thursday, Friday, Sunday]),
        &["AI", "AR", "UR"],
    ),
    Rule::parts("stephanstag", On::FixedIfWeekday(12, 26, &[Monday]), &["NE"]),
    Rule::parts("wiederherstellung_der_republik", On::Fixed(12, 31), &["GE"]),
    // Catholic communes (FR), all districts but Bucheggberg (SO).
    Rule::parts("fronleichnam", On::Easter(60), &["FR", "SO"]).in_communes(Communes::Some),
    Rule::parts("mariae_himmelfahrt", On::Fixed(8, 15), &["FR", "SO"]).in_communes(Communes::Some),
    Rule::parts("allerheiligen", On::Fixed(11, 1), &["FR", "SO"]).in_communes(Communes::Some),
    Rule::parts("mariae_empfaengnis", On::Fixed(12, 8), &["FR"]).in_communes(Communes::Some),
];

const NAMES: &[Names] = &[
    Names::new("neujahrstag", "Neujahrstag", "New Year's Day", &["Neujahr"]),
    Names::new("auffahrt", "Auffahrt", "Ascension Day", &["Christi Himmelfahrt", "Auffahrtstag"]),
    Names::new("bundesfeier", "Nationalfeiertag", "Swiss National Day", &["Bundesfeiertag", "1. August"]),
    Names::new("weihnachten", "Weihnachten", "Christmas Day", &["Weihnachtstag", "Erster Weihnachtstag"]),
    Names::new("berchtoldstag", "Berchtoldstag", "Saint Berchtold's Day", &["Bärzelistag"]),
    Names::new("heilige_drei_koenige", "Heilige Drei Könige", "Epiphany", &["Dreikönigstag"]),
    Names::new(
        "ausrufung_der_republik",
        "Jahrestag der Ausrufung der Republik",
        "Republic Day",
        &["Instauration de la République"],
    ),
    Names::new("josefstag", "Josefstag", "Saint Joseph's Day", &["Josephstag", "Sankt Josef"]),
    Names::new("naefelser_fahrt", "Näfelser Fahrt", "Battle of Näfels Day", &[]),
    Names::new("karfreitag", "Karfreitag", "Good Friday", &[]),
    Names::new("ostermontag", "Ostermontag", "Easter Monday", &[]),
    Names::new("tag_der_arbeit", "Tag der Arbeit", "Labour Day", &["Erster Mai", "1. Mai"]),
    Names::new("pfingstmontag", "Pfingstmontag", "Whit Monday", &[]),
    Names::new("fronleichnam", "Fronleichnam", "Corpus Christi", &[]),
    Names::new("fest_der_unabhaengigkeit", "Fest der Unabhängigkeit", "Independence Day", &[]),
    Names::new("peter_und_paul", "Peter und Paul", "Saints Peter and Paul", &[]),
    Names::new("mariae_himmelfahrt", "Mariä Himmelfahrt", "Assumption Day", &[]),
    Names::new("genfer_bettag", "Genfer Bettag", "Genevan Fast", &["Jeûne genevois"]),
    Names::new("bettagsmontag", "Bettagsmontag", "Monday of the Federal Fast", &["Lundi du Jeûne"]),
    Names::new("bruder_klaus", "Bruder Klaus", "Saint Nicholas of Flüe", &["Bruderklausenfest"]),
    Names::new("allerheiligen", "Allerheiligen", "All Saints' Day", &[]),
    Names::new("mariae_empfaengnis", "Mariä Empfängnis", "Immaculate Conception", &[]),
    Names::new("stephanstag", "Stephanstag", "Saint Stephen's Day", &["Zweiter Weihnachtstag"]),
    Names::new(
        "wiederherstellung_der_republik",
        "Wiederherstellung der Republik",
        "Restoration of the Republic",
        &["Restauration de la République"],
    ),
];
