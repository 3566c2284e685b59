//! The rules of semantics.md, W1 to W5, by example.

use rufplan_speech::{Currency, Date, Setting, Speaker, Spoken, Time, parse_value};

/// Types of which a value stands in a prompt behind words.
#[track_caller]
fn check(lang: &str, prompt: &str, expected: &str) {
    let (before, rest) = prompt.split_once('{').expect("a placeholder");
    let (placeholder, after) = rest.split_once('}').expect("a closed placeholder");
    let (value, type_word) = placeholder.rsplit_once(" as ").expect("a type");
    let setting =
        Setting { today: Some(Date { year: 2026, month: 12, day: 1 }), home: "+49 30 5550100".to_owned() };
    let value = parse_value(type_word, value, &setting).expect("a value of the type");
    let words = Speaker::for_lang(lang).expect("a language").words(&value, before);
    assert_eq!(format!("{before}{words}{after}"), expected, "{lang}: {prompt}");
}

#[test]
fn w1_a_duration_follows_the_word_before_it() {
    check(
        "de",
        "Sie werden in etwa {1min as duration} verbunden.",
        "Sie werden in etwa einer Minute verbunden.",
    );
    check("de", "Die Wartezeit beträgt {1min as duration}.", "Die Wartezeit beträgt eine Minute.");
    check("de", "wartet seit {1h as duration}", "wartet seit einer Stunde");
    check("de", "nach {61min as duration}", "nach einer Stunde und einer Minute");
    check("de", "Wartezeit: {1min as wait}.", "Wartezeit: eine Minute.");
    check("de", "in weniger als {1min as wait}", "in weniger als einer Minute");
    check("de", "In ca. {1min as wait}", "In ca. einer Minute");
}

#[test]
fn w1_money_follows_the_word_before_it() {
    check("de", "{1.20 EUR as money}", "ein Euro zwanzig");
    check("de", "ab {1.20 EUR as money} je Minute", "ab einem Euro zwanzig je Minute");
    check("de", "Der Preis beträgt {1.20 EUR as money}.", "Der Preis beträgt einen Euro zwanzig.");
    check("de", "Betrag: {1.20 EUR as money}", "Betrag: ein Euro zwanzig");
    check("de", "für {0.01 EUR as money}", "für einen Cent");
    check("de", "mit {0.01 EUR as money}", "mit einem Cent");
    check("de", "um {1 GBP as money}", "um ein Pfund");
    check("de", "um {1 SEK as money}", "um eine Krone");
    check("de", "mit {1.01 DKK as money}", "mit einer Krone eins");
    check("de", "von {1000000 EUR as money}", "von einer Million Euro");
    check("de", "von {2000101 EUR as money}", "von zwei Millionen einhundertein Euro");
    check("de", "um {101 CZK as money}", "um einhunderteine Kronen");
}

#[test]
fn w1_dates_and_ordinals_end_by_the_word_before_them() {
    check("de", "{2026-12-07 as date}", "siebter Dezember");
    check("de", "Heute ist der {2026-12-07 as date}.", "Heute ist der siebte Dezember.");
    check("de", "am {2026-12-07 as date}", "am siebten Dezember");
    check("de", "bis {2026-12-07 as date}", "bis siebten Dezember");
    check("de", "bis zum {2026-12-03 as date}", "bis zum dritten Dezember");
    check("de", "Montag, den {2026-12-07 as date}", "Montag, den siebten Dezember");
    check("de", "Sie sind der {3 as ordinal} in der Reihe", "Sie sind der dritte in der Reihe");
    check("de", "zum {21 as ordinal} Mal", "zum einundzwanzigsten Mal");
    check("de", "den {1 as ordinal} Platz", "den ersten Platz");
    check("de", "die {1 as ordinal} Frage", "die erste Frage");
    check("de", "Sie sind an {2 as ordinal} Stelle.", "Sie sind an zweiter Stelle.");
    check("de", "Sie sind an der {2 as ordinal} Stelle.", "Sie sind an der zweiten Stelle.");
}

#[test]
fn w2_waits_are_rounded_up() {
    for (seconds, minutes) in [
        (-5, "eine Minute"),
        (0, "eine Minute"),
        (60, "eine Minute"),
        (61, "zwei Minuten"),
        (120, "zwei Minuten"),
        (121, "drei Minuten"),
        (181, "fünf Minuten"),
        (300, "fünf Minuten"),
        (301, "zehn Minuten"),
        (600, "zehn Minuten"),
        (601, "fünfzehn Minuten"),
        (900, "fünfzehn Minuten"),
        (901, "mehr als fünfzehn Minuten"),
        (86_400, "mehr als fünfzehn Minuten"),
    ] {
        let german = Speaker::for_lang("de").expect("built");
        assert_eq!(german.words(&Spoken::Wait { ms: seconds * 1000 }, "beträgt "), minutes, "{seconds} s");
    }
    check("en", "The waiting time is {901s as wait}.", "The waiting time is more than fifteen minutes.");
    check("en", "in about {30s as wait}", "in about one minute");
    check("de", "{60001ms as wait}", "zwei Minuten");
}

#[test]
fn w2_durations() {
    for (text, german, english) in [
        ("0s", "null Sekunden", "zero seconds"),
        ("1s", "eine Sekunde", "one second"),
        ("300ms", "eine Sekunde", "one second"),
        ("59s", "neunundfünfzig Sekunden", "fifty-nine seconds"),
        ("1min", "eine Minute", "one minute"),
        ("61s", "eine Minute und eine Sekunde", "one minute and one second"),
        ("90s", "eine Minute und dreißig Sekunden", "one minute and thirty seconds"),
        ("119s", "eine Minute und neunundfünfzig Sekunden", "one minute and fifty-nine seconds"),
        ("120s", "zwei Minuten", "two minutes"),
        ("121s", "drei Minuten", "three minutes"),
        ("59min", "neunundfünfzig Minuten", "fifty-nine minutes"),
        ("59min1s", "eine Stunde", "one hour"),
        ("60min", "eine Stunde", "one hour"),
        ("61min", "eine Stunde und eine Minute", "one hour and one minute"),
        ("1h30min", "eine Stunde und dreißig Minuten", "one hour and thirty minutes"),
        ("25h", "fünfundzwanzig Stunden", "twenty-five hours"),
        ("101h", "einhunderteine Stunden", "one hundred one hours"),
    ] {
        check("de", &format!("{{{text} as duration}}"), german);
        check("en", &format!("{{{text} as duration}}"), english);
    }
}

#[test]
fn w3_numbers_and_years() {
    check("en", "{101 as number}", "one hundred one");
    check("en-GB", "{101 as number}", "one hundred and one");
    check("en-GB", "{1001 as number}", "one thousand and one");
    check("en-GB", "{101101 as number}", "one hundred and one thousand one hundred and one");
    check("en-GB", "{121 as ordinal}", "one hundred and twenty-first");
    check("de", "{-2.5 as number}", "minus zwei Komma fünf");
    check("en", "{2.05 as number}", "two point zero five");
    check("de", "{2.50 as number}", "zwei Komma fünf");
    check("de", "{-0.5 as number}", "minus null Komma fünf");
    check("de", "{3000000000 as number}", "drei Milliarden");
    check("de", "{1999 as year}", "neunzehnhundertneunundneunzig");
    check("de", "{2026 as year}", "zweitausendsechsundzwanzig");
    check("en", "{2026 as year}", "twenty twenty-six");
    check("en", "{2001 as year}", "two thousand one");
    check("en-GB", "{2001 as year}", "two thousand and one");
    check("en", "{1905 as year}", "nineteen oh-five");
    check("de", "der {100 as ordinal} Anrufer", "der hundertste Anrufer");
    check("de", "am {1000 as ordinal} Tag", "am tausendsten Tag");
    check("de", "{1000000 as ordinal}", "millionste");
    check("de", "{2000000000 as ordinal}", "zweimilliardste");
    check("de", "{1001000000 as ordinal}", "eine Milliarde einmillionste");
    check("de", "{101000000 as ordinal}", "einhunderteinmillionste");
    check("de", "{-9223372036854775808 as number}", &format!("minus {}", words_of_two_to_63()));
}

fn words_of_two_to_63() -> String {
    "neun Trillionen zweihundertdreiundzwanzig Billiarden dreihundertzweiundsiebzig Billionen \
     sechsunddreißig Milliarden achthundertvierundfünfzig Millionen \
     siebenhundertfünfundsiebzigtausendachthundertacht"
        .to_owned()
}

#[test]
fn w3_times() {
    for (text, german, english) in [
        ("08:00", "acht Uhr", "eight a.m."),
        ("08:05", "acht Uhr fünf", "eight oh five a.m."),
        ("08:30", "acht Uhr dreißig", "eight thirty a.m."),
        ("07:05", "sieben Uhr fünf", "seven oh five a.m."),
        ("01:00", "ein Uhr", "one a.m."),
        ("01:01", "ein Uhr eins", "one oh one a.m."),
        ("00:01", "null Uhr eins", "twelve oh one a.m."),
        ("00:00", "null Uhr", "midnight"),
        ("12:00", "zwölf Uhr", "noon"),
        ("12:01", "zwölf Uhr eins", "twelve oh one p.m."),
        ("13:15:59", "dreizehn Uhr fünfzehn", "one fifteen p.m."),
        ("21:45", "einundzwanzig Uhr fünfundvierzig", "nine forty-five p.m."),
        ("24:00", "vierundzwanzig Uhr", "midnight"),
    ] {
        check("de", &format!("{{{text} as time}}"), german);
        check("en", &format!("{{{text} as time}}"), english);
        check("en-GB", &format!("{{{text} as time}}"), english);
    }
}

#[test]
fn w3_phone_numbers() {
    check("de", "{+49 30 5550100 as phone}", "null drei null fünf fünf fünf null eins null null");
    check("de", "{+43 1 5550502 as phone}", "plus vier drei eins fünf fünf fünf null fünf null zwei");
    check("en", "{+49 30 5550100 as phone}", "zero three zero five five five zero one zero zero");
    check("en", "{+1 212 5550100 as phone}", "plus one two one two five five five zero one zero zero");
    check("de", "{110 as phone}", "eins eins null");
}

#[test]
fn w3_dates_and_money() {
    check("en", "on {2026-12-07 as date}", "on December seventh");
    check("en-GB", "on {2026-12-07 as date}", "on the seventh of December");
    check("en-GB", "on the {2026-12-07 as date}", "on the seventh of December");
    check("de-AT", "am {2026-01-31 as date}", "am einunddreißigsten Jänner");
    for (text, german, english) in [
        ("2.05 EUR", "zwei Euro fünf", "two euros and five cents"),
        ("0.20 EUR", "zwanzig Cent", "twenty cents"),
        ("0.01 EUR", "ein Cent", "one cent"),
        ("0 EUR", "null Euro", "zero euros"),
        ("1.20 EUR", "ein Euro zwanzig", "one euro and twenty cents"),
        ("-1.20 EUR", "minus ein Euro zwanzig", "minus one euro and twenty cents"),
        ("-0.20 EUR", "minus zwanzig Cent", "minus twenty cents"),
        ("3 CHF", "drei Franken", "three francs"),
        ("0.50 CHF", "fünfzig Rappen", "fifty centimes"),
        ("0.01 GBP", "ein Penny", "one penny"),
        ("4.02 GBP", "vier Pfund zwei", "four pounds and two pence"),
        ("1.01 USD", "ein Dollar eins", "one dollar and one cent"),
        ("101 USD", "einhundertein Dollar", "one hundred one dollars"),
        ("0.05 PLN", "fünf Groszy", "five groszy"),
        ("5 PLN", "fünf Zloty", "five zlotys"),
        ("1 DKK", "eine Krone", "one krone"),
        ("2 SEK", "zwei Kronen", "two kronor"),
    ] {
        check("de", &format!("{{{text} as money}}"), german);
        check("en", &format!("{{{text} as money}}"), english);
    }
}

#[test]
fn one_by_one() {
    check("de", "{1111 as digits}", "eins eins eins eins");
    check("de", "{0042 as digits}", "null null vier zwei");
    check("de", "{*1# as digits}", "Stern eins Raute");
    check("en", "{*1# as digits}", "star one pound");
    check("en-GB", "{*1# as digits}", "star one hash");
    check("de", "{B-XY 7ß as spelled}", "Be Bindestrich Ix Ypsilon sieben Eszett");
    check("en", "{Zoë as spelled}", "zee oh ee");
    check("en-GB", "{Zoë as spelled}", "zed oh ee");
    check("de", "{я as spelled}", "я");
}

#[test]
fn w4_plain() {
    check("de", "{de as plain}", "Deutsch");
    check("de", "{en-GB as plain}", "Englisch");
    check("en", "{tr as plain}", "Turkish");
    check("de", "{qq as plain}", "qq");
    check("de", "{neuer_vertrag as plain}", "neuer vertrag");
    check("de", "{Am Kirchplatz 3 as plain}", "Am Kirchplatz 3");
    check("de", "{yes as plain}", "ja");
    check("en", "{no as plain}", "no");
    check("en", "{Müller_Lüdenscheidt as name}", "Müller_Lüdenscheidt");
    check("de", "{mon as weekday}", "Montag");
    check("en", "{sunday as weekday}", "Sunday");
}

#[test]
fn w5_moments() {
    for (day, german, english, british) in [
        ("01", "heute um acht Uhr", "today at eight a.m.", "today at eight a.m."),
        ("02", "morgen um acht Uhr", "tomorrow at eight a.m.", "tomorrow at eight a.m."),
        ("03", "am Donnerstag um acht Uhr", "on Thursday at eight a.m.", "on Thursday at eight a.m."),
        ("07", "am Montag um acht Uhr", "on Monday at eight a.m.", "on Monday at eight a.m."),
        (
            "08",
            "am Dienstag, dem achten Dezember, um acht Uhr",
            "on Tuesday, December eighth, at eight a.m.",
            "on Tuesday, the eighth of December, at eight a.m.",
        ),
        (
            "14",
            "am Montag, dem vierzehnten Dezember, um acht Uhr",
            "on Monday, December fourteenth, at eight a.m.",
            "on Monday, the fourteenth of December, at eight a.m.",
        ),
    ] {
        check("de", &format!("{{2026-12-{day}T08:00 as moment}}"), german);
        check("en", &format!("{{2026-12-{day}T08:00 as moment}}"), english);
        check("en-GB", &format!("{{2026-12-{day}T08:00 as moment}}"), british);
    }
    check("de", "{2026-11-30T08:00 as moment}", "am Montag, dem dreißigsten November, um acht Uhr");
    check("de", "{2027-01-01T12:00 as moment}", "am Freitag, dem ersten Januar, um zwölf Uhr");
    check("en", "{2026-12-02T12:00 as moment}", "tomorrow at noon");
}

#[test]
fn values_out_of_range_have_words_all_the_same() {
    let german = Speaker::for_lang("de").expect("built");
    let odd = [
        (Spoken::Date(Date { year: 2026, month: 13, day: 250 }), "fünfzigster dreizehn"),
        (Spoken::Time(Time { hour: 25, minute: 60, second: 0 }), "ein Uhr sechzig"),
        (Spoken::Weekday(9), "Mittwoch"),
        (Spoken::Duration { ms: -1000 }, "minus eine Sekunde"),
        (
            Spoken::Number { units: 7, scale: 20 },
            "null Komma null null null null null null null null null null null \
          null null null null null null null null sieben",
        ),
        (Spoken::Text("  ".to_owned()), ""),
    ];
    for (value, expected) in odd {
        assert_eq!(german.words(&value, ""), expected, "{value:?}");
    }
    let money = Spoken::Money { cents: i64::MIN, currency: Currency::Eur };
    assert!(german.words(&money, "").starts_with("minus zweiundneunzig Billiarden"));
}
