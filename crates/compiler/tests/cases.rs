//! A directory is a case: `input.ruf` gives exactly the messages in `expected.txt` (in German `expected.de.txt`), and `mended.ruf` gives none.

// A test reads its cases from disk; the crate itself reads nothing.
#![allow(clippy::disallowed_methods)]

mod support;

use rufplan_compiler::SourceFile;
use rufplan_diag::Language;
use rufplan_testkit::{assert_golden, cases, english_in};
use support::{compile_one, here, page, page_in};

#[test]
fn wrong_scripts_are_explained_and_mended_ones_are_clean() {
    let folders = cases(here("tests/cases"));
    assert!(folders.len() >= 12);
    for folder in folders {
        let name = folder.file_name().unwrap().to_str().unwrap().to_string();
        let code = name.split('_').next().unwrap().to_uppercase();
        let read = |file: &str| SourceFile::new(file, &std::fs::read_to_string(folder.join(file)).unwrap());
        let input = read("input.ruf");
        let diagnostics = compile_one(&input).diagnostics;
        assert!(diagnostics.iter().any(|d| d.code == code), "{name}: {}", page(&input, &diagnostics));
        assert_golden(folder.join("expected.txt"), &page(&input, &diagnostics));
        assert_golden(folder.join("expected.de.txt"), &page_in(Language::German, &input, &diagnostics));
        for text in diagnostics.iter().flat_map(|d| d.texts()) {
            assert!(
                !text.lacks_german() && english_in(text.german()).is_none(),
                "{name}: no German: {text:?}"
            );
        }
        let mended = read("mended.ruf");
        let compiled = compile_one(&mended);
        assert_eq!(page(&mended, &compiled.diagnostics), "", "{name}");
        assert_eq!(compiled.machines.len(), 1, "{name}");
    }
}
