//! A directory is a case: `input.ruf` gives exactly the messages in `expected.txt` (in German `expected.de.txt`), among them its code, and
//! `mended.ruf` gives none. A second file of the project is `input_2.ruf`, `mended_2.ruf`.

// A test reads its cases from disk; the crate itself reads nothing.
#![allow(clippy::disallowed_methods)]

mod support;

use rufplan_diag::Language;
use rufplan_testkit::{assert_golden, cases, english_in};
use support::{TODAY, check_all, here, page, page_in, sounds, source};

#[test]
fn wrong_scripts_are_explained_and_mended_ones_are_clean() {
    let folders = cases(here("tests/cases"));
    assert!(folders.len() >= 100);
    let mut wrong = Vec::new();
    for folder in folders {
        let name = folder.file_name().unwrap().to_str().unwrap().to_string();
        let code = name.split('_').next().unwrap().to_uppercase();
        let read = |stem: &str| {
            let files = [format!("{stem}.ruf"), format!("{stem}_2.ruf")];
            files.iter().filter_map(|file| source(folder.join(file), file)).collect::<Vec<_>>()
        };
        let input = read("input");
        let diagnostics = check_all(&input, TODAY, &sounds());
        let text = page(&input, &diagnostics);
        if !diagnostics.iter().any(|d| d.code == code) {
            wrong.push(format!("{name}: no {code}\n{text}"));
        }
        assert_golden(folder.join("expected.txt"), &text);
        assert_golden(folder.join("expected.de.txt"), &page_in(Language::German, &input, &diagnostics));
        for text in diagnostics.iter().flat_map(|d| d.texts()) {
            if text.lacks_german() || english_in(text.german()).is_some() {
                wrong.push(format!("{name}: no German: {text:?}"));
            }
        }
        let mended = read("mended");
        let text = page(&mended, &check_all(&mended, TODAY, &sounds()));
        if !text.is_empty() {
            wrong.push(format!("{name}: not clean when mended\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
