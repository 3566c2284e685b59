//! Codes that no single compilation gives are shown by the program itself, with the scripts of their pages: layout
//! (H0109), tests that are played (E0906, W0907, W0910), libraries and their lock (W0206).

use std::path::Path;
use std::process::{Command, Output};

fn rufplan(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rufplan"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Writes the scripts of a page under a word into a folder; a page of one script calls it `page.ruf`.
fn lay_down(code: &str, word: &str, folder: &Path) {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../grammar/errors");
    let page = std::fs::read_to_string(pages.join(format!("{code}.md"))).expect("the page is there");
    let mut written = 0;
    for piece in page.split("```").skip(1).step_by(2) {
        let (head, text) = piece.split_once('\n').expect("a fence has a line of its own");
        let words: Vec<&str> = head.split_whitespace().collect();
        if words.starts_with(&["ruf", word]) {
            let name = words.get(2).unwrap_or(&"page.ruf");
            std::fs::write(folder.join(name), text).expect("the script is written");
            written += 1;
        }
    }
    assert!(written > 0, "{code}: no script `{word}`");
}

/// What the program says about a page's scripts, the wrong ones first; `None` stands for success.
fn both(code: &str, arguments: &[&str]) -> [(Option<i32>, String); 2] {
    ["wrong", "right"].map(|word| {
        let folder = tempfile::tempdir().expect("a folder");
        lay_down(code, word, folder.path());
        let output = rufplan(folder.path(), arguments);
        (output.status.code().filter(|code| *code != 0), said(&output))
    })
}

/// The codes in a JSON report of tests.
fn codes(text: &str) -> Vec<String> {
    let tests: serde_json::Value = serde_json::from_str(text).expect("it is JSON");
    let of = |one: &serde_json::Value| one["code"].as_str().map(String::from);
    let tests = tests.as_array().expect("a list of tests");
    let failures = tests.iter().filter_map(|test| of(&test["failure"]));
    let warnings = tests.iter().flat_map(|test| test["warnings"].as_array().into_iter().flatten());
    failures.chain(warnings.filter_map(of)).collect()
}

const TODAY: &str = "--today=2026-11-25";

#[test]
fn a_test_that_fails_is_e0906() {
    let [wrong, right] = both("E0906", &["test", ".", TODAY, "--format", "json"]);
    assert_eq!((wrong.0, codes(&wrong.1)), (Some(1), vec!["E0906".to_string()]));
    assert_eq!((right.0, codes(&right.1)), (None, vec![]));
}

#[test]
fn a_step_that_asserts_nothing_is_w0910() {
    let [wrong, right] = both("W0910", &["test", ".", TODAY, "--format", "json"]);
    assert_eq!((wrong.0, codes(&wrong.1)), (None, vec!["W0910".to_string()]));
    assert_eq!((right.0, codes(&right.1)), (None, vec![]));
}

#[test]
fn an_arm_that_no_test_has_met_is_w0907() {
    let [wrong, right] = both("W0907", &["test", ".", TODAY, "--strict"]);
    assert!(wrong.0 == Some(1) && wrong.1.contains("W0907"), "{}", wrong.1);
    assert!(right.0.is_none() && !right.1.contains("W0907"), "{}", right.1);
}

#[test]
fn a_script_in_another_layout_is_h0109() {
    let [wrong, right] = both("H0109", &["check", ".", TODAY, "--format", "json"]);
    assert!(wrong.0.is_none() && wrong.1.contains("\"H0109\""), "{}", wrong.1);
    assert!(right.0.is_none() && !right.1.contains("\"H0109\""), "{}", right.1);
}

#[test]
fn a_library_that_is_not_the_locked_one_is_w0206() {
    let folder = tempfile::tempdir().expect("a folder");
    lay_down("W0206", "right", folder.path());
    let locked = rufplan(folder.path(), &["lock", "."]);
    assert!(locked.status.success(), "{}", said(&locked));
    let right = rufplan(folder.path(), &["check", ".", TODAY, "--strict"]);
    assert!(right.status.success(), "{}", said(&right));
    lay_down("W0206", "wrong", folder.path());
    let wrong = rufplan(folder.path(), &["check", ".", TODAY, "--strict"]);
    let text = said(&wrong);
    assert!(
        wrong.status.code() == Some(1) && text.contains("W0206") && text.contains("beispiel.ruf"),
        "{text}"
    );
    assert!(rufplan(folder.path(), &["lock", "."]).status.success());
    assert!(rufplan(folder.path(), &["check", ".", TODAY, "--strict"]).status.success());
}
