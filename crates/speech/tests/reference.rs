//! Numbers in words against other libraries and against a second speller that is built differently.

use rufplan_speech::{Currency, Date, Setting, Speaker, Spoken, Time, parse_value};
use std::collections::BTreeSet;

#[test]
fn rows_on_which_other_libraries_agree() {
    let table = include_str!("data/spoken-numbers.csv");
    let mut rows = 0;
    for row in table.lines().filter(|line| line.starts_with("de,") || line.starts_with("en,")) {
        let [lang, kind, value, expected] = row.split(',').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let spoken = parse_value(kind, value, &Setting::default()).unwrap();
        assert_eq!(speaker(lang).words(&spoken, ""), expected, "{row}");
        rows += 1;
    }
    assert_eq!(rows, 87);
}

#[test]
fn cardinals_match_a_second_speller() {
    for n in (0..=10_999).chain(wide_numbers()) {
        check("de", &Spoken::Number { units: n, scale: 0 }, &german(n));
        check("en", &Spoken::Number { units: n, scale: 0 }, &english(n, " "));
        check("en-GB", &Spoken::Number { units: n, scale: 0 }, &english(n, " and "));
    }
}

#[test]
fn ordinals_are_made_of_the_last_word_of_cardinals() {
    for n in (0..=10_999).chain(wide_numbers()) {
        check("en", &Spoken::Ordinal(n), &english_ordinal(&english(n, " ")));
        check("en-GB", &Spoken::Ordinal(n), &english_ordinal(&english(n, " and ")));
        if n < 1_000_000 || n % 1_000_000 != 0 {
            check("de", &Spoken::Ordinal(n), &german_ordinal(n));
        }
    }
}

#[test]
fn years_are_read_by_hundreds_or_pairs() {
    for year in 1..=9_999 {
        let (century, rest) = (year / 100, year % 100);
        let by_hundreds =
            format!("{}hundert{}", german(century), if rest > 0 { german(rest) } else { String::new() });
        let expected = if (11..20).contains(&century) { by_hundreds } else { german(year) };
        check("de", &Spoken::Year(year), &expected);
        let second = match rest {
            0 => "hundred".to_owned(),
            1..=9 => format!("oh-{}", english(rest, " ")),
            _ => english(rest, " "),
        };
        let in_pairs = century >= 10 && !(century % 10 == 0 && rest < 10);
        let pairs = format!("{} {second}", english(century, " "));
        for (lang, and) in [("en", " "), ("en-GB", " and ")] {
            check(lang, &Spoken::Year(year), &if in_pairs { pairs.clone() } else { english(year, and) });
        }
    }
}

#[test]
fn each_minute_of_a_day_is_said_as_it_is_written() {
    for minute_of_day in 0..1_440i64 {
        let (hour, minute) = (minute_of_day / 60, minute_of_day % 60);
        let time = Spoken::Time(Time { hour: hour as u8, minute: minute as u8, second: 0 });
        let hour_words = if hour == 1 { "ein".to_owned() } else { german(hour) };
        let minute_words = if minute == 0 { String::new() } else { format!(" {}", german(minute)) };
        check("de", &time, &format!("{hour_words} Uhr{minute_words}"));
        let half = if minute_of_day < 720 { "a.m." } else { "p.m." };
        let expected = match (minute_of_day, minute) {
            (0, _) => "midnight".to_owned(),
            (720, _) => "noon".to_owned(),
            (_, 0) => format!("{} {half}", english((hour + 11) % 12 + 1, " ")),
            (_, 1..10) => {
                format!("{} oh {} {half}", english((hour + 11) % 12 + 1, " "), english(minute, " "))
            }
            _ => format!("{} {} {half}", english((hour + 11) % 12 + 1, " "), english(minute, " ")),
        };
        check("en", &time, &expected);
        check("en-GB", &time, &expected);
    }
}

#[test]
fn amounts_are_numbers_and_their_units() {
    let count = |n: i64, one: &str, noun: &str| {
        if n == 1 { format!("{one} {noun}") } else { format!("{} {noun}", german(n)) }
    };
    // Without amounts such as 101, which end in "ein" instead of "eins".
    for cents in (0..=10_099).chain(100_200..=109_999) {
        let (euros, rest) = (cents / 100, cents % 100);
        for (before, one) in [("", "ein"), ("beträgt ", "einen"), ("ab etwa ", "einem")] {
            let expected = match (euros, rest) {
                (0, 1..) => count(rest, one, "Cent"),
                (_, 0) => count(euros, one, "Euro"),
                _ => format!("{} {}", count(euros, one, "Euro"), german(rest)),
            };
            let value = Spoken::Money { cents, currency: Currency::Eur };
            assert_eq!(speaker("de").words(&value, before), expected, "{cents} behind {before:?}");
        }
        let plural =
            |n: i64, noun: &str| format!("{} {noun}{}", english(n, " "), if n == 1 { "" } else { "s" });
        let expected = match (euros, rest) {
            (0, 1..) => plural(rest, "cent"),
            (_, 0) => plural(euros, "euro"),
            _ => format!("{} and {}", plural(euros, "euro"), plural(rest, "cent")),
        };
        check("en", &Spoken::Money { cents, currency: Currency::Eur }, &expected);
    }
}

#[test]
fn no_two_days_sound_alike() {
    for (lang, befores) in
        [("de", ["", "der ", "am "]), ("en", ["", "on ", "the "]), ("en-GB", ["", "on ", "the "])]
    {
        for before in befores {
            let days =
                (1..=12u8).flat_map(|month| (1..=31u8).map(move |day| Date { year: 2028, month, day }));
            let words: BTreeSet<_> =
                days.map(|day| speaker(lang).words(&Spoken::Date(day), before)).collect();
            assert_eq!(words.len(), 12 * 31, "{lang} behind {before:?}");
        }
    }
}

fn speaker(lang: &str) -> Speaker {
    Speaker::for_lang(lang).expect("a language that is built")
}

#[track_caller]
fn check(lang: &str, value: &Spoken, expected: &str) {
    assert_eq!(speaker(lang).words(value, ""), expected, "{lang} {value:?}");
}

/// Numbers of all lengths with many noughts and ones: a fixed walk, each digit from a short list.
fn wide_numbers() -> impl Iterator<Item = i64> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    (0..20_000).map(move |i| {
        let mut n: i64 = 0;
        for _ in 0..=i % 18 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            n = n * 10 + [0, 0, 0, 1, 1, 2, 3, 6, 7, 9][(state >> 33) as usize % 10];
        }
        n
    })
}

/// Works on text: the number as digits, in groups from the left.
fn german(n: i64) -> String {
    if n == 0 {
        return "null".to_owned();
    }
    let digits = format!("{n:021}");
    let groups: Vec<&str> = (0..7).map(|i| &digits[3 * i..3 * i + 3]).collect();
    let scales = ["Trillion", "Billiarde", "Billion", "Milliarde", "Million"];
    let mut words = Vec::new();
    for (group, scale) in groups.iter().zip(scales) {
        match *group {
            "000" => {}
            "001" => words.push(format!("eine {scale}")),
            _ => {
                let plural = if scale.ends_with('e') { format!("{scale}n") } else { format!("{scale}en") };
                words.push(format!("{} {plural}", german_group(group).replace("EIN", "eine")));
            }
        }
    }
    let thousands = german_group(groups[5]).replace("EIN", "ein");
    let rest = german_group(groups[6]).replace("EIN", "eins");
    let tail = if thousands.is_empty() { rest } else { format!("{thousands}tausend{rest}") };
    if !tail.is_empty() {
        words.push(tail);
    }
    words.join(" ")
}

/// Three digits; a one at the end is "EIN", to be inflected.
fn german_group(group: &str) -> String {
    let stem = |digit: char| match digit {
        '1' => "ein",
        '2' => "zwei",
        '3' => "drei",
        '4' => "vier",
        '5' => "fünf",
        '6' => "sechs",
        '7' => "sieben",
        '8' => "acht",
        '9' => "neun",
        _ => "",
    };
    let [hundreds, tens, ones] = group.chars().collect::<Vec<_>>()[..] else { panic!("{group}") };
    let head = if hundreds == '0' { String::new() } else { format!("{}hundert", stem(hundreds)) };
    let tail = match (tens, ones) {
        ('0', '1') => "EIN".to_owned(),
        ('0', _) => stem(ones).to_owned(),
        ('1', '1') => "elf".to_owned(),
        ('1', '2') => "zwölf".to_owned(),
        ('1', _) => format!("{}zehn", stem(ones).replace("sechs", "sech").replace("sieben", "sieb")),
        _ => {
            let ten = match tens {
                '2' => "zwanzig".to_owned(),
                '3' => "dreißig".to_owned(),
                _ => format!("{}zig", stem(tens).replace("sechs", "sech").replace("sieben", "sieb")),
            };
            if ones == '0' { ten } else { format!("{}und{ten}", stem(ones)) }
        }
    };
    head + &tail
}

/// "te" behind 1 to 19, "ste" behind all others.
fn german_ordinal(n: i64) -> String {
    let cardinal = match n {
        100 => "hundert".to_owned(),
        1_000 => "tausend".to_owned(),
        _ => german(n),
    };
    for (ending, irregular) in
        [("eins", "erste"), ("drei", "dritte"), ("sieben", "siebte"), ("acht", "achte")]
    {
        if let Some(head) = cardinal.strip_suffix(ending) {
            return format!("{head}{irregular}");
        }
    }
    let ending = if n == 0 || (1..20).contains(&(n % 100)) { "te" } else { "ste" };
    format!("{cardinal}{ending}")
}

/// Recursive, from the largest scale down.
fn english(n: i64, and: &str) -> String {
    let low = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
               seventeen eighteen nineteen";
    let tens = "twenty thirty forty fifty sixty seventy eighty ninety";
    if n < 20 {
        return low.split_whitespace().nth(n as usize).expect("n is below 20").to_owned();
    }
    if n < 100 {
        let ten = tens.split_whitespace().nth(n as usize / 10 - 2).expect("n is below 100");
        return if n % 10 == 0 { ten.to_owned() } else { format!("{ten}-{}", english(n % 10, and)) };
    }
    let scales = "thousand million billion trillion quadrillion quintillion";
    let (worth, scale) = if n < 1000 {
        (100, "hundred")
    } else {
        let power = n.ilog10() / 3;
        (
            1000_i64.pow(power),
            scales.split_whitespace().nth(power as usize - 1).expect("an i64 has six scales"),
        )
    };
    let head = format!("{} {scale}", english(n / worth, and));
    match n % worth {
        0 => head,
        rest => format!("{head}{}{}", if rest < 100 { and } else { " " }, english(rest, and)),
    }
}

fn english_ordinal(cardinal: &str) -> String {
    let cut = cardinal.rfind([' ', '-']).map_or(0, |at| at + 1);
    let (head, last) = cardinal.split_at(cut);
    let last = match last {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        _ => format!("{last}th")
            .replace("veth", "fth")
            .replace("eightth", "eighth")
            .replace("nineth", "ninth")
            .replace("yth", "ieth"),
    };
    format!("{head}{last}")
}
