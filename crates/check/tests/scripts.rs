//! The worked scripts of the language.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]
// A test reads its cases from disk; the crate itself reads nothing.
#![allow(clippy::disallowed_methods)]

mod support;

use rufplan_calendar::Date;
use rufplan_check::SoundFacts;
use rufplan_diag::SourceFile;
use support::{TODAY, check_all, here, page, source};

fn reference(name: &str) -> SourceFile {
    source(here("../../flows/reference").join(name), name).unwrap()
}

#[test]
fn the_reference_scripts_are_clean() {
    let clients = ["clients/6_zahnwelt.ruf", "clients/6_radhaus.ruf", "clients/6_blumen.ruf"];
    let alone = [
        "1_hello.ruf",
        "2_nordwind.ruf",
        "3_emergency.ruf",
        "4_alpenmilch.ruf",
        "5_sparbank.ruf",
        "7_hausverwaltung.ruf",
        "8_kartensperre.ruf",
    ];
    for name in alone.into_iter().chain(clients) {
        let script = [reference(name), reference("lib/hotline.ruf")];
        let mut found = check_all(&script, TODAY, &SoundFacts::default());
        // nobody has looked at the sound files here
        found.retain(|d| d.code != "W0520");
        assert_eq!(page(&script, &found), "", "{name}");
    }
}

#[test]
fn missing_recordings_are_warnings_when_nobody_has_looked() {
    let script = [reference("2_nordwind.ruf")];
    let found = check_all(&script, TODAY, &SoundFacts::default());
    let codes: Vec<_> = found.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["W0520"; 4]);
}

#[test]
fn the_worked_scripts_are_clean() {
    let scripts = [
        ("4_alpenmilch.ruf", include_str!("../../syntax/tests/scripts/4_alpenmilch.ruf")),
        ("5_sparbank.ruf", include_str!("../../syntax/tests/scripts/5_sparbank.ruf")),
        ("7_hausverwaltung.ruf", include_str!("../../syntax/tests/scripts/7_hausverwaltung.ruf")),
        ("8_kartensperre.ruf", include_str!("../../syntax/tests/scripts/8_kartensperre.ruf")),
    ];
    let library = include_str!("../../syntax/tests/scripts/lib/hotline.ruf");
    for (name, text) in scripts {
        let script = [SourceFile::new(name, text), SourceFile::new("lib/hotline.ruf", library)];
        let mut rest = check_all(&script, TODAY, &SoundFacts::default());
        rest.retain(|d| d.code != "W0520");
        assert_eq!(page(&script, &rest), "", "{name}");
    }
}

#[test]
fn holidays_that_run_out_are_told() {
    let text = include_str!("cases/e0604_no_line/mended.ruf");
    let script = [SourceFile::new("a.ruf", text)];
    let late = check_all(&script, Date::constant(2100, 11, 1), &SoundFacts::default());
    assert_eq!(late.iter().map(|d| d.code).collect::<Vec<_>>(), ["E0605"]);
}

#[test]
fn every_cut_of_a_script_can_be_checked() {
    use rufplan_check::{Options, check, expand};
    let text = reference("3_emergency.ruf").text;
    let lines: Vec<&str> = text.lines().collect();
    for left_out in 0..lines.len() {
        let rest: Vec<&str> =
            lines.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, l)| *l).collect();
        let source = SourceFile::new("a.ruf", &rest.join("\n"));
        let files = [rufplan_syntax::ast::lower(&rufplan_syntax::parse(&source))];
        let sounds = SoundFacts::default();
        let project = expand(files.into());
        let checked = check(&project, &Options { today: TODAY, sounds: &sounds, only: None });
        for d in &checked.diagnostics {
            assert!(d.span.start <= d.span.end && d.span.end <= source.text.len(), "without line {left_out}");
        }
    }
}
