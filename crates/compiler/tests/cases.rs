//! A directory is a case: `input.ruf` gives exactly the messages in `expected.txt`, and `mended.ruf` gives none.

// A test reads its cases from disk; the crate itself reads nothing.
#![allow(clippy::disallowed_methods)]

mod support;

use rufplan_compiler::SourceFile;
use rufplan_testkit::{assert_golden, cases};
use support::{compile_one, here, page};

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
        let mended = read("mended.ruf");
        let compiled = compile_one(&mended);
        assert_eq!(page(&mended, &compiled.diagnostics), "", "{name}");
        assert_eq!(compiled.machines.len(), 1, "{name}");
    }
}
