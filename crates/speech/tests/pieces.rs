//! Pieces are the words, and atoms are a closed list: over all values at once.

use rufplan_speech::{Currency, Date, Joint, Piece, Speaker, Spoken, Time, join};
use std::collections::BTreeSet;

const LANGS: [&str; 4] = ["de", "de-AT", "en", "en-GB"];
const BEFORE: [&str; 9] =
    ["", "in etwa ", "beträgt ", "ist der ", "an ", "dem ", "in der ", "on the ", "Betrag: "];

#[test]
fn joined_pieces_are_the_words_and_atoms_are_listed() {
    for lang in LANGS {
        let speaker = Speaker::for_lang(lang).expect("a language that is built");
        let atoms = speaker.atoms();
        let mut used = BTreeSet::new();
        for value in values() {
            for before in BEFORE {
                let pieces = speaker.pieces(&value, before);
                assert_eq!(
                    join(&pieces),
                    speaker.words(&value, before),
                    "{lang} {value:?} behind {before:?}"
                );
                assert!(!pieces.is_empty(), "{lang} {value:?}");
                for piece in &pieces {
                    let Piece::Atom(atom) = piece else {
                        assert!(
                            may_be_text(&value) || matches!(piece, Piece::Pause(_)),
                            "{lang} {value:?} {piece:?}"
                        );
                        continue;
                    };
                    assert!(atoms.contains(&atom.text), "{lang} {value:?}: {} is not listed", atom.text);
                    used.insert(atom.text.clone());
                }
            }
        }
        let unused: Vec<_> = atoms.difference(&used).collect();
        assert!(unused.is_empty(), "{lang}: no value needs {unused:?}");
        assert!(atoms.len() < 600, "{lang} has {} atoms", atoms.len());
    }
}

#[test]
fn atoms_are_words_that_can_be_recorded() {
    for lang in LANGS {
        for atom in Speaker::for_lang(lang).expect("a language that is built").atoms() {
            assert_eq!(atom, atom.trim(), "{lang}");
            assert!(atom.chars().any(char::is_alphabetic), "{lang}: {atom:?}");
            assert!(atom.chars().all(|c| c.is_alphabetic() || " -.".contains(c)), "{lang}: {atom:?}");
        }
    }
}

#[test]
fn compounds_are_cut_where_a_speaker_could_breathe() {
    let german = Speaker::for_lang("de").expect("a language that is built");
    let cut = |value: &Spoken| -> Vec<String> {
        let atom = |piece: &Piece| match piece {
            Piece::Atom(atom) if atom.joint == Joint::Glued => format!("+{}", atom.text),
            Piece::Atom(atom) if atom.joint == Joint::Comma => format!(",{}", atom.text),
            Piece::Atom(atom) => atom.text.clone(),
            Piece::Text(text) => format!("\"{text}\""),
            Piece::Pause(ms) => format!("{ms} ms"),
        };
        german.pieces(value, "").iter().map(atom).collect()
    };
    assert_eq!(
        cut(&Spoken::Number { units: 123_456, scale: 0 }),
        ["einhundert", "+dreiundzwanzig", "+tausend", "+vierhundert", "+sechsundfünfzig"]
    );
    assert_eq!(cut(&Spoken::Number { units: 101_001, scale: 0 }), ["einhundert", "+eintausend", "+eins"]);
    assert_eq!(cut(&Spoken::Year(1999)), ["neunzehnhundert", "+neunundneunzig"]);
    assert_eq!(cut(&Spoken::Money { cents: 120, currency: Currency::Eur }), ["ein Euro", "zwanzig"]);
    assert_eq!(cut(&Spoken::Duration { ms: 90_000 }), ["eine Minute", "und", "dreißig", "Sekunden"]);
    let today = Date { year: 2026, month: 11, day: 1 };
    let (date, time) = (Date { year: 2026, month: 12, day: 7 }, Time { hour: 8, minute: 0, second: 0 });
    assert_eq!(
        cut(&Spoken::Moment { date, time, today }),
        ["am Montag", ",dem", "siebten", "Dezember", ",um", "acht Uhr"]
    );
    assert_eq!(cut(&Spoken::Ordinal(145)), ["einhundert", "+fünfund", "+vierzigste"]);
    let phone = Spoken::Phone { number: "+43 1 55".to_owned(), home: "+49".to_owned() };
    assert_eq!(cut(&phone), ["plus", "vier", "drei", "300 ms", "eins", "300 ms", "fünf", "fünf"]);
    let callback = Spoken::Phone { number: "+4930555".to_owned(), home: "+49".to_owned() };
    assert_eq!(cut(&callback), ["null", "drei", "null", "300 ms", "fünf", "fünf", "fünf"]);
    assert_eq!(cut(&Spoken::Text(" Am Kirchplatz ".to_owned())), ["\"Am Kirchplatz\""]);
}

fn may_be_text(value: &Spoken) -> bool {
    let unknown_letter = |text: &String| text.contains('я');
    match value {
        Spoken::Text(_) | Spoken::Choice(_) => true,
        Spoken::Spelled(text) | Spoken::Digits(text) => unknown_letter(text),
        Spoken::Language(tag) => tag == "tlh",
        Spoken::Phone { number, .. } => !number.contains(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}

/// Values of all types, at all edges.
fn values() -> Vec<Spoken> {
    let mut values = Vec::new();
    let edges = [
        999,
        1_000,
        1_066,
        1_905,
        1_999,
        2_026,
        9_999,
        70_071,
        123_456,
        999_999,
        21_000_101,
        i64::MAX,
        i64::MIN,
    ];
    let round = (0..=18).flat_map(|e| [1, 2, 101].map(|n| 10_i64.saturating_pow(e).saturating_mul(n)));
    for n in (-3..=130).chain((200..2_000).step_by(100)).chain(edges).chain(round) {
        values.push(Spoken::Ordinal(n));
        values.push(Spoken::Year(n));
        values.extend([0, 1, 3, 19, 25].map(|scale| Spoken::Number { units: n, scale }));
        values.push(Spoken::Duration { ms: n.saturating_mul(1_000) });
        values.push(Spoken::Duration { ms: n.saturating_mul(60_000) });
        values.push(Spoken::Wait { ms: n.saturating_mul(10_000) });
        values.extend(Currency::ALL.map(|currency| Spoken::Money { cents: n, currency }));
        values.extend(Currency::ALL.map(|currency| Spoken::Money { cents: n.saturating_mul(100), currency }));
    }
    values.extend((1..10).map(|n| Spoken::Year(1900 + n)));
    values.push(Spoken::Money { cents: 1_100_000_000_000_000_000, currency: Currency::Eur });
    values.push(Spoken::Duration { ms: i64::MAX });
    for day in 1..=20 {
        let (date, time) = (Date { year: 2026, month: 3, day }, Time { hour: 8, minute: 0, second: 0 });
        values.push(Spoken::Moment { date, time, today: Date { year: 2026, month: 3, day: 4 } });
    }
    // Whatever the bytes are, also days and hours that there are not.
    for byte in 0..=255u8 {
        values.push(Spoken::Weekday(byte));
        values.push(Spoken::Date(Date { year: 2026, month: byte, day: byte }));
        values.push(Spoken::Time(Time { hour: byte, minute: byte, second: 0 }));
        values.push(Spoken::Time(Time { hour: byte, minute: 0, second: 0 }));
        let (date, time) =
            (Date { year: 2026, month: byte % 14, day: byte }, Time { hour: 8, minute: byte, second: 0 });
        values.push(Spoken::Moment { date, time, today: Date { year: 2026, month: 3, day: 4 } });
        values.push(Spoken::Date(Date { year: 2026, month: byte % 12 + 1, day: byte % 31 + 1 }));
    }
    let languages: Vec<String> =
        ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| format!("{a}{b}"))).collect();
    let known = |tag: &String| {
        let words = Speaker::for_lang("en").map(|s| s.words(&Spoken::Language(tag.clone()), ""));
        words.is_some_and(|words| words != *tag)
    };
    values.extend(languages.into_iter().filter(known).map(Spoken::Language));
    values.extend([true, false].map(Spoken::YesNo));
    values.push(Spoken::Language("tlh".to_owned()));
    values.push(Spoken::Choice("neuer_vertrag".to_owned()));
    values.push(Spoken::Text("Lindenhof".to_owned()));
    values.push(Spoken::Digits("01234 56789*#".to_owned()));
    let characters = "abcdefghijklmnopqrstuvwxyzäöüßÉŁéя .,:-_/@+*#&%= A";
    values.push(Spoken::Spelled(characters.to_owned()));
    for number in ["+49 30 5550100", "+43155", "110", "anonymous", "+", "+1 (212) 555-0100"] {
        values.push(Spoken::Phone { number: number.to_owned(), home: "+49 89 1".to_owned() });
    }
    values
}
