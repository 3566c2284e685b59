//! The script with 23 planted faults: each is found once, in one pass, with its place, its meaning and what to do.

use rufplan_diag::{Diagnostic, Language, Paint, SourceFile, render_all, render_json};
use rufplan_syntax::{parse, syntax_errors};
use rufplan_testkit::{assert_golden, english_in};

fn broken() -> (SourceFile, Vec<Diagnostic>) {
    let source = SourceFile::new("broken.ruf", include_str!("scripts/broken.ruf"));
    let errors = syntax_errors(&parse(&source));
    (source, errors)
}

#[test]
fn each_of_the_23_faults_is_found_once_at_its_place() {
    let (source, errors) = broken();
    let found: Vec<_> = errors
        .iter()
        .map(|d| {
            let place = source.position(d.span.start);
            (place.line, place.column, d.code, source.slice(d.span))
        })
        .collect();
    let expected = [
        (5, 25, "E0114", "startet"),
        (9, 11, "E0105", "8:00"),
        (10, 6, "E0105", "dez"),
        (15, 7, "E0103", "„Guten Tag“"),
        (16, 32, "E0114", "telefon"),
        (20, 3, "E0101", "sage"),
        (21, 3, "E0102", "menu auswahl"),
        (24, 7, "E0101", "goto"),
        (26, 18, "E0114", ""),
        (36, 12, "E0114", "="),
        (39, 15, "E0114", ""),
        (44, 3, "E0101", "music"),
        (45, 6, "E0105", "0 s"),
        (53, 7, "E0102", "transfer to +49 30 5550901"),
        (54, 12, "E0114", ","),
        (57, 7, "E0101", "play"),
        (62, 8, "E0110", "sillence"),
        (66, 14, "E0114", "or"),
        (72, 10, "E0110", "bussy"),
        (80, 8, "E0114", "fifth"),
        (84, 32, "E0114", "fool"),
        (85, 6, "E0114", "transfered"),
        (89, 3, "E0101", "for each stelle in stellen"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn each_message_says_what_it_means_and_what_to_do() {
    for d in broken().1 {
        assert!(!d.message.is_empty() && !d.label.is_empty(), "{d:?}");
        assert!(!d.help.is_empty() || !d.fixes.is_empty(), "{d:?}");
    }
}

#[test]
fn no_message_speaks_of_the_grammar() {
    for d in broken().1 {
        let texts = [&d.message, &d.label, &d.title]
            .into_iter()
            .chain(&d.help)
            .chain(d.fixes.iter().map(|f| &f.title));
        for text in texts {
            let of_the_grammar = ["kw_", "_stmt", "_arm", "_decl", "_part", "say_as", "EOI", "junk", "expr"];
            assert!(!of_the_grammar.iter().any(|w| text.contains(w)), "{text}");
        }
    }
}

#[test]
fn each_repair_mends_its_fault_and_makes_no_other() {
    let (source, errors) = broken();
    let mut tried = 0;
    for d in &errors {
        for fix in &d.fixes {
            let mended = fix.apply(&source.text).unwrap();
            let left = syntax_errors(&parse(&SourceFile::new("broken.ruf", &mended)));
            // the lines below `play` are read as its block: without it they are faults of their own
            let most = if source.slice(d.span) == "play" { errors.len() } else { errors.len() - 1 };
            assert!(left.len() <= most, "{}: {} left\n{left:#?}", fix.title, left.len());
            tried += 1;
        }
    }
    assert_eq!(tried, 19);
}

#[test]
fn the_pages_can_be_read() {
    let (source, errors) = broken();
    assert_golden(
        "tests/broken.txt",
        &render_all(&errors, |_| Some(&source), Paint::Plain, Language::English),
    );
    assert_golden(
        "tests/broken.de.txt",
        &render_all(&errors, |_| Some(&source), Paint::Plain, Language::German),
    );
    assert_golden("tests/broken.json", &render_json(&errors, |_| Some(&source), Language::English));
}

#[test]
fn each_message_is_there_in_german() {
    for text in broken().1.iter().flat_map(Diagnostic::texts) {
        assert!(!text.lacks_german() && english_in(text.german()).is_none(), "{text:?}");
    }
}
