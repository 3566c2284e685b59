//! Fixtures, golden files and random scripts for the tests.
//!
//! A golden file is a page a person can read. [`assert_golden`] compares; with `RUFPLAN_GOLDEN=write` in the
//! environment it writes the page anew, for a person to look at before it is committed.

mod clients;
mod script;
mod seeded;

pub use clients::client;
pub use script::script;
pub use seeded::{Seeded, seeds};

use std::path::Path;

/// Compares `actual` with the file at `path`.
///
/// # Panics
/// When they differ, showing the first line that does, or when the file is missing.
pub fn assert_golden(path: impl AsRef<Path>, actual: &str) {
    let path = path.as_ref();
    if std::env::var_os("RUFPLAN_GOLDEN").is_some_and(|v| v == "write") {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).expect("the folder of a golden file can be made");
        }
        std::fs::write(path, actual).expect("a golden file can be written");
        return;
    }
    let expected = std::fs::read_to_string(path)
        .unwrap_or_else(|e| panic!("{}: {e} (RUFPLAN_GOLDEN=write makes it)", path.display()));
    if expected == actual {
        return;
    }
    let line = expected.lines().zip(actual.lines()).take_while(|(e, a)| e == a).count();
    panic!(
        "{}:{}: golden file differs\n  expected: {}\n  actual:   {}\n(RUFPLAN_GOLDEN=write makes it anew)",
        path.display(),
        line + 1,
        expected.lines().nth(line).unwrap_or("<end of file>"),
        actual.lines().nth(line).unwrap_or("<end of file>"),
    );
}

/// The first word of a German text, outside of quotes, that gives it away as English. What stands below its first line
/// is a script.
pub fn english_in(german: &str) -> Option<&'static str> {
    const STOCK: [&str; 29] = [
        "add", "and", "are", "be", "call", "caller", "callers", "cannot", "did", "for", "has", "have",
        "here", "is", "it", "nothing", "of", "or", "should", "the", "there", "they", "this", "to", "what",
        "with", "without", "would", "write",
    ];
    let mut outside = String::new();
    let text = german.lines().next().unwrap_or_default();
    for (index, piece) in text.split(['`', '"']).enumerate() {
        outside.push_str(if index % 2 == 0 { piece } else { " " });
    }
    let words: Vec<&str> = outside.split(|c: char| !c.is_alphabetic()).collect();
    STOCK.into_iter().find(|stock| words.contains(stock))
}

/// The folders directly below `root`, by name: a directory is a case.
///
/// # Panics
/// When `root` cannot be read.
pub fn cases(root: impl AsRef<Path>) -> Vec<std::path::PathBuf> {
    let root = root.as_ref();
    let mut found: Vec<_> = std::fs::read_dir(root)
        .unwrap_or_else(|e| panic!("{}: {e}", root.display()))
        .map(|entry| entry.expect("a folder's entry can be read").path())
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    found
}
