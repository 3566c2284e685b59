//! `rufplan prompts book`: cases are folders with scripts, a table that comes back, what is said of it, and the scripts
//! as they are afterwards.

use rufplan_testkit::{assert_golden, cases};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn rufplan(folder: &Path, arguments: &[&str]) -> Output {
    let run = Command::new(env!("CARGO_BIN_EXE_rufplan")).args(arguments).current_dir(folder).output();
    run.expect("the program runs")
}

fn said(output: &Output) -> String {
    let text = [output.stdout.as_slice(), &output.stderr].concat();
    String::from_utf8(text).expect("the program speaks UTF-8")
}

fn copied(case: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    for entry in std::fs::read_dir(case).expect("a case can be read").flatten() {
        std::fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("a file can be copied");
    }
    folder
}

#[test]
fn tables_come_back_into_the_scripts() {
    for case in cases(here("tests/prompt_book")) {
        for (language, page) in [("en", "said.txt"), ("de", "said.de.txt")] {
            let folder = copied(&case.join("before"));
            let arguments = ["prompts", "book", "--import", "table.csv", "--messages", language];
            let output = rufplan(folder.path(), &arguments);
            let text = format!("{}exit code {}\n", said(&output), output.status.code().unwrap_or(-1));
            assert_golden(case.join(page), &text);
            let script =
                std::fs::read_to_string(folder.path().join("main.ruf")).expect("the script is there");
            assert_golden(case.join("after.ruf"), &script);
        }
    }
}

#[test]
fn books_are_what_is_expected_and_come_back_without_a_change() {
    for case in cases(here("tests/prompt_book")) {
        let folder = copied(&case.join("before"));
        let before = std::fs::read(folder.path().join("main.ruf")).unwrap();
        for (file, language) in [("book.csv", "en"), ("book.de.csv", "de"), ("book.xlsx", "de")] {
            let written = rufplan(folder.path(), &["prompts", "book", "--out", file, "--messages", language]);
            assert!(written.status.success(), "{}", said(&written));
            let back = rufplan(folder.path(), &["prompts", "book", "--import", file]);
            assert!(back.status.success(), "{}", said(&back));
            assert!(said(&back).starts_with("0 changed, "), "{}", said(&back));
            assert_eq!(std::fs::read(folder.path().join("main.ruf")).unwrap(), before, "{file}");
            if file.ends_with(".csv") {
                let table = std::fs::read_to_string(folder.path().join(file)).unwrap();
                let table = table.strip_prefix('\u{feff}').expect("a byte order mark").replace("\r\n", "\n");
                assert_golden(case.join(file), &table);
            }
        }
    }
}

#[test]
fn scripts_with_errors_have_no_book_and_other_files_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("main.ruf"), "rufplan 1\n\nclient x \"X\"\nend\n").unwrap();
    let output = rufplan(folder.path(), &["prompts", "book", "--out", "book.csv"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(!folder.path().join("book.csv").exists());
    for arguments in
        [&["--out", "book.ods"][..], &["--import", "book.csv"], &[], &["--out", "a.csv", "--import", "b.csv"]]
    {
        let output = rufplan(folder.path(), &[&["prompts", "book"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    }
}

/// The chapter's commands are run in a folder of their own, its table is written where it says so.
#[test]
fn the_chapter_for_designers_says_what_happens() {
    let chapter = std::fs::read_to_string(here("../../docs/designer/prompt-book.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut commands = 0;
    for block in chapter.split("```").skip(1).step_by(2) {
        if let Some(table) = block.strip_prefix("csv\n") {
            std::fs::write(folder.path().join("prompts.csv"), table).unwrap();
        }
        let Some(console) = block.strip_prefix("text\n") else { continue };
        for run in console.split("$ rufplan ").skip(1) {
            let (line, expected) = run.split_once('\n').unwrap();
            let arguments = words(line);
            let output = rufplan(folder.path(), &arguments.iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(said(&output), expected, "rufplan {line}");
            commands += 1;
        }
    }
    assert!(commands >= 5, "{commands} commands");
}

/// Words of a command line; quotes hold several together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, piece) in line.split('"').enumerate() {
        match index % 2 {
            0 => words.extend(piece.split_whitespace().map(str::to_string)),
            _ => words.push(piece.to_string()),
        }
    }
    words
}
