//! What is said: language.md 2.4; W1, W2, W4.

use crate::builder::{Build, fixed, line};
use crate::driver::Phone;
use rufplan_machine::call::{Effect, Piece, Said};
use rufplan_machine::script::*;
use rufplan_machine::value::{Decimal, Type, Value};

fn value(value: Expr, say_as: SayAs) -> Stretch {
    Stretch::Value { value, say_as }
}

fn words(text: &str) -> Stretch {
    Stretch::Fixed(text.into())
}

/// What the caller hears first.
fn said(build: Build) -> Said {
    let phone = Phone::dial(build);
    let play = phone.all.iter().find_map(|effect| match effect {
        Effect::Play { said, .. } => said.first(),
        _ => None,
    });
    play.expect("something is said").clone()
}

fn spoken(lang: &str, text: &str) -> Piece {
    Piece::Words { lang: lang.into(), voice: None, speed_percent: None, text: text.into() }
}

#[test]
fn the_line_of_the_language_else_any_in_the_clients_first() {
    let any = [("any", vec![fixed("Eins, one")])];
    let both = [("de", vec![fixed("Guten Tag")]), ("en", vec![fixed("Hello")])];
    let mixed = [("any", vec![fixed("Eins, one")]), ("en", vec![fixed("Hello")])];
    let cases = [
        ("de", &both[..], "de", "Guten Tag"),
        ("en", &both[..], "en", "Hello"),
        ("en", &any[..], "de", "Eins, one"),
        ("en", &mixed[..], "en", "Hello"),
        ("de", &mixed[..], "de", "Eins, one"),
        ("en", &both[..1], "de", "Guten Tag"),
    ];
    for (call, lines, lang, expected) in cases {
        let build = Build::new().prompt("p", lines).speak("start", call, "say").say("say", "p", "end");
        let said = said(build);
        assert_eq!((said.lang.as_str(), said.words.as_str()), (lang, expected), "{call}");
        assert_eq!(said.pieces, [spoken(lang, expected)]);
    }
}

#[test]
fn the_first_line_whose_condition_is_true() {
    let is_known = Expr::Known(Box::new(Expr::Var("n".into())));
    let lines = vec![PromptLine { when: Some(is_known), ..fixed("bekannt") }, fixed("unbekannt")];
    for (init, expected) in [(None, "unbekannt"), (Some(Value::Number(Decimal::whole(1))), "bekannt")] {
        let of = Type::Maybe(Box::new(Type::Number { from: None, to: None }));
        let build = Build::new().var("n", of, init).prompt("p", &[("any", lines.clone())]);
        assert_eq!(said(build.say("start", "p", "end")).words, expected);
    }
}

#[test]
fn w1_w2_a_value_takes_the_form_that_the_words_before_it_ask_for() {
    let wait = |text: &str| {
        let stretches =
            vec![words(text), value(Expr::Value(Value::Wait(47_000)), SayAs::Duration), words(" verbunden.")];
        said(Build::new().prompt("p", &[("de", vec![line(stretches)])]).say("start", "p", "end"))
    };
    let dative = wait("Sie werden in etwa ");
    assert_eq!(dative.words, "Sie werden in etwa einer Minute verbunden.");
    let texts: Vec<Piece> =
        ["Sie werden in etwa", "einer Minute", "verbunden."].map(|t| spoken("de", t)).to_vec();
    assert_eq!(dative.pieces, texts);
    assert_eq!(wait("Die Wartezeit beträgt ").words, "Die Wartezeit beträgt eine Minute verbunden.");
}

#[test]
fn a_lone_full_stop_is_no_piece_and_the_unknown_says_nothing() {
    let stretches = vec![words("Platz "), value(Expr::Var("n".into()), SayAs::Number), words(".")];
    let of = Type::Number { from: None, to: None };
    let build = |init| {
        let build =
            Build::new().var("n", of.clone(), init).prompt("p", &[("de", vec![line(stretches.clone())])]);
        said(build.say("start", "p", "end"))
    };
    let three = build(Some(Value::Number(Decimal::whole(3))));
    assert_eq!(three.words, "Platz drei.");
    assert_eq!(three.pieces, [spoken("de", "Platz"), spoken("de", "drei")]);
    assert_eq!(build(None).pieces, [spoken("de", "Platz")]);
}

#[test]
fn recordings_pauses_voices_and_other_languages() {
    let part = |text: &str, recording: Option<Recording>, lang: Option<&str>| Part::Words {
        stretches: vec![words(text)],
        recording,
        stored: None,
        lang: lang.map(str::to_owned),
    };
    let recording = Recording { path: "a/b.wav".into(), sha256: "9f".into() };
    let parts = vec![
        part("Guten Tag.", Some(recording), None),
        Part::Pause(300),
        part("Für Deutsch die 1.", None, None),
        part("For English, press 2.", None, Some("en")),
    ];
    let line = PromptLine { when: None, parts, speed_percent: Some(115), of: None };
    let mut build = Build::new().prompt("p", &[("any", vec![line])]).say("start", "p", "end");
    build.0.voices.insert("en".into(), "Matthew".into());
    let said = said(build);
    assert_eq!(said.words, "Guten Tag. Für Deutsch die 1. For English, press 2.");
    let expected = [
        Piece::File { path: "a/b.wav".into(), sha256: "9f".into(), words: "Guten Tag.".into() },
        Piece::Pause { ms: 300 },
        Piece::Words {
            lang: "de".into(),
            voice: None,
            speed_percent: Some(115),
            text: "Für Deutsch die 1.".into(),
        },
        Piece::Words {
            lang: "en".into(),
            voice: Some("Matthew".into()),
            speed_percent: Some(115),
            text: "For English, press 2.".into(),
        },
    ];
    assert_eq!(said.pieces, expected);
}

#[test]
fn every_kind_of_value_has_words() {
    let date = rufplan_machine::value::Date { year: 2026, month: 12, day: 7 };
    let time = rufplan_machine::value::Time { hour: 8, minute: 30, second: 0 };
    let text = |text: &str| text.to_owned();
    // Wednesday 2026-03-04 10:00 in Berlin; tomorrow at 8
    let moment = Value::Moment(crate::driver::START + 22 * 3_600_000);
    let cases = [
        (Value::Number(Decimal { units: 25, scale: 1 }), SayAs::Number, "zwei Komma fünf"),
        (Value::Number(Decimal::whole(3)), SayAs::Ordinal, "dritte"),
        (Value::Digits(text("007")), SayAs::Digits, "null null sieben"),
        (Value::Digits(text("12")), SayAs::Number, "zwölf"),
        (Value::Money { cents: 120, currency: text("EUR") }, SayAs::Money, "ein Euro zwanzig"),
        (Value::Money { cents: 120, currency: text("JPY") }, SayAs::Money, "1.20 JPY"),
        (Value::Date(date), SayAs::Date, "siebter Dezember"),
        (Value::Date(date), SayAs::Weekday, "Montag"),
        (Value::Time(time), SayAs::Time, "acht Uhr dreißig"),
        (moment.clone(), SayAs::Moment, "morgen um acht Uhr"),
        (moment.clone(), SayAs::Weekday, "Donnerstag"),
        (moment, SayAs::Time, "acht Uhr"),
        (Value::Weekday(0), SayAs::Weekday, "Montag"),
        (Value::Duration(90_000), SayAs::Duration, "eine Minute und dreißig Sekunden"),
        (Value::Language(text("en")), SayAs::Plain, "Englisch"),
        (Value::Choice(text("neuer_vertrag")), SayAs::Plain, "neuer vertrag"),
        (Value::Text(text("Heiligabend")), SayAs::Plain, "Heiligabend"),
        (Value::Holiday(text("erster_weihnachtstag")), SayAs::Name, "Erster Weihnachtstag"),
        (Value::Unknown, SayAs::Number, ""),
    ];
    for (worth, say_as, expected) in cases {
        let stretches = vec![value(Expr::Value(worth.clone()), say_as)];
        let build = Build::new().prompt("p", &[("de", vec![line(stretches)])]);
        assert_eq!(said(build.say("start", "p", "end")).words, expected, "{worth:?} as {say_as:?}");
    }
}

#[test]
fn s3_values_are_taken_when_the_play_begins() {
    let stretches = vec![value(Expr::Fact(Fact::QueuePlace), SayAs::Number)];
    let build = Build::new().prompt("place", &[("de", vec![line(stretches)])]);
    let build =
        build.enter("start", "q").queue("q", |queue| queue.at = vec![crate::builder::timed(0, "say")]);
    let mut phone = Phone::dial(build.say("say", "place", "keep").keep_waiting("keep", "q"));
    phone.situation(3, None, 1).wait(0);
    phone.situation(2, None, 1);
    let words = phone.all.iter().find_map(|effect| match effect {
        Effect::Play { said, .. } => Some(said[0].words.clone()),
        _ => None,
    });
    assert_eq!(words.as_deref(), Some("drei"));
}
