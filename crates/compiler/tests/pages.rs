//! Every code has a page in `grammar/errors`, every page a code; the wrong script of a page has exactly the fault that
//! the page is about, and the right one has none.

// A test reads pages and sources from disk; the crate itself reads nothing.
#![allow(clippy::disallowed_methods)]

use rufplan_compiler::SoundFacts;
use rufplan_compiler::{Diagnostic, Measured, Options, SourceFile, compile};
use rufplan_machine::value::Date;
use rufplan_testkit::english_in;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Codes that no compilation of a page gives: those of formatting, of tests that are played, and of a lock file. The
/// program is asked for them with the same pages (`crates/cli/tests/pages.rs`).
const ELSEWHERE: [&str; 5] = ["H0109", "E0906", "W0907", "W0910", "W0206"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn pages() -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(root().join("grammar/errors")).expect("the pages are there").flatten();
    let page = |path: PathBuf| {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a page has a name").to_string();
        (stem, std::fs::read_to_string(path).expect("a file can be read"))
    };
    entries.map(|entry| page(entry.path())).collect()
}

/// The scripts of a page under a word, each a file, with the day or the file's name that stands behind the word.
fn scripts(page: &str, word: &str) -> (Vec<SourceFile>, Date) {
    let mut day = Date { year: 2026, month: 11, day: 25 };
    let mut files = Vec::new();
    for piece in page.split("```").skip(1).step_by(2) {
        let (head, text) = piece.split_once('\n').expect("a fence has a line of its own");
        let mut words = head.split_whitespace();
        if words.next() != Some("ruf") || words.next() != Some(word) {
            continue;
        }
        let of = words.next();
        let name = of.filter(|of| of.ends_with(".ruf"));
        if let Some(of) = of.filter(|_| name.is_none()) {
            let mut numbers = of.split('-').map(|n| n.parse::<i16>().expect("a day is made of numbers"));
            let mut next = || numbers.next().expect("a day has three numbers");
            day = Date {
                year: next(),
                month: u8::try_from(next()).expect("a month or a day is small"),
                day: u8::try_from(next()).expect("a month or a day is small"),
            };
        }
        let numbered = format!("page_{}.ruf", files.len() + 1);
        files.push(SourceFile::new(name.unwrap_or(&numbered), text));
    }
    (files, day)
}

fn compiled(page: &str, word: &str) -> Vec<Diagnostic> {
    let mut sounds = SoundFacts::known();
    sounds.add("gruss.wav", "00", 1_200);
    sounds.add_unreadable("mp3.wav", ("it holds MP3", "sie enthält MP3"));
    let as_the_others =
        Measured { loudness_tenths_lufs: Some(-190), clipped_places: 0, leading_silence_ms: 50 };
    for (path, length_ms, measured) in [
        ("gruss_1.wav", 900, as_the_others),
        ("gruss_2.wav", 900, as_the_others),
        ("gruss_3.wav", 900, as_the_others),
        ("lang.wav", 5_200, as_the_others),
        ("kurz.wav", 700, as_the_others),
        ("leise.wav", 900, Measured { loudness_tenths_lufs: Some(-310), ..as_the_others }),
        ("kratzt.wav", 900, Measured { clipped_places: 4, ..as_the_others }),
        ("stille.wav", 1_500, Measured { leading_silence_ms: 1_200, ..as_the_others }),
    ] {
        sounds.add_measured(path, "00", length_ms, measured);
    }
    let (files, today) = scripts(page, word);
    assert!(!files.is_empty(), "no script `{word}`");
    compile(&files, &Options { today, sounds, only: None, locked: Default::default(), prove: true })
        .diagnostics
}

#[test]
fn wrong_scripts_have_their_fault_alone_and_right_ones_have_none() {
    let mut faults = Vec::new();
    for (code, page) in pages().iter().filter(|(code, _)| !ELSEWHERE.contains(&code.as_str())) {
        let wrong = compiled(page, "wrong");
        let is_other = |d: &&Diagnostic| d.code != code && d.code.starts_with('E');
        if !wrong.iter().any(|d| d.code == code) || wrong.iter().any(|d| is_other(&d)) {
            faults.push(format!("{code} wrong: {:?}", wrong.iter().map(|d| d.code).collect::<Vec<_>>()));
        }
        let right = compiled(page, "right");
        if !right.is_empty() {
            faults.push(format!("{code} right: {:?}", right.iter().map(|d| d.code).collect::<Vec<_>>()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_page_has_the_title_of_its_code_in_both_languages() {
    for (code, page) in pages().iter().filter(|(code, _)| !ELSEWHERE.contains(&code.as_str())) {
        let found = compiled(page, "wrong");
        let one = found.iter().find(|d| d.code == code);
        let Some(one) = one else { panic!("{code}: the wrong script does not have it") };
        assert!(page.starts_with(&format!("# {code}: {}\n", one.title)), "{code}: {}", one.title);
        let (_, german) =
            page.split_once("\n## Deutsch\n").unwrap_or_else(|| panic!("{code}: no `## Deutsch`"));
        let title = german.trim().lines().next().unwrap_or_default();
        assert_eq!(title, format!("### {}", one.title.german()), "{code}");
        assert!(german.trim().lines().count() >= 3, "{code}: too short");
        assert_eq!(german.lines().find_map(english_in), None, "{code}");
    }
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let mut codes = BTreeSet::new();
    for part in ["syntax", "format", "check", "compiler", "cli", "sim"] {
        codes_below(&root().join("crates").join(part).join("src"), &mut codes);
    }
    let pages: BTreeSet<String> = pages().into_keys().collect();
    let without_page: Vec<_> = codes.difference(&pages).collect();
    let without_code: Vec<_> = pages.difference(&codes).collect();
    assert!(without_page.is_empty() && without_code.is_empty(), "{without_page:?} {without_code:?}");
}

/// Codes that are given: texts `"E0201"` in places where a message is made.
fn codes_below(folder: &Path, codes: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            codes_below(&path, codes);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(path).expect("a file can be read");
            let made = text.split("#[cfg(test)]").next().unwrap_or_default();
            for (at, _) in made.match_indices('"') {
                let code: String = made[at + 1..].chars().take(5).collect();
                let is_code =
                    code.starts_with(['E', 'W', 'H']) && code[1..].chars().all(|c| c.is_ascii_digit());
                if code.len() == 5 && is_code && made[at + 6..].starts_with('"') {
                    codes.insert(code);
                }
            }
        }
    }
}
