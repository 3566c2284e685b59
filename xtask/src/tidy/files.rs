//! Files: length, leftovers, equal copies, cases that nobody runs.

use std::path::{Path, PathBuf};

/// Longest file of product code.
const LINES_AT_MOST: usize = 800;

/// Names every fault of the tree's files.
pub fn check(root: &Path) -> Vec<String> {
    let tracked = tracked_files(root);
    let mut faults = Vec::new();
    for path in &tracked {
        let is_code = path.extension().is_some_and(|e| e == "rs");
        let Ok(text) = std::fs::read_to_string(root.join(path)) else { continue };
        if is_code {
            faults.extend(check_code(path, &text));
        }
    }
    faults.extend(equal_clippy_files(root, &tracked));
    faults.extend(orphan_cases(root, &tracked));
    faults
}

fn tracked_files(root: &Path) -> Vec<PathBuf> {
    let output = std::process::Command::new("git").args(["ls-files"]).current_dir(root).output();
    let text = output.map(|o| String::from_utf8_lossy(&o.stdout).into_owned()).unwrap_or_default();
    text.lines().map(PathBuf::from).collect()
}

fn check_code(path: &Path, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let lines = text.lines().count();
    if lines > LINES_AT_MOST {
        faults.push(format!("{}: {lines} lines, {LINES_AT_MOST} at most", path.display()));
    }
    let vague = ["util", "utils", "common", "helper", "helpers", "manager"];
    if path.file_stem().and_then(|s| s.to_str()).is_some_and(|stem| vague.contains(&stem)) {
        faults.push(format!("{}: the name says nothing", path.display()));
    }
    let leftovers = [
        ["dbg", "!("].concat(),
        ["todo", "!("].concat(),
        ["unimplemented", "!("].concat(),
        ["#[ig", "nore"].concat(),
    ];
    for (number, line) in text.lines().enumerate() {
        if leftovers.iter().any(|word| line.contains(word)) {
            faults.push(format!("{}:{}: leftover `{}`", path.display(), number + 1, line.trim()));
        }
    }
    faults
}

/// A crate's own `clippy.toml` replaces the root's, so all pure crates carry the same one.
fn equal_clippy_files(root: &Path, tracked: &[PathBuf]) -> Vec<String> {
    let copies: Vec<_> =
        tracked.iter().filter(|p| p.starts_with("crates") && p.ends_with("clippy.toml")).collect();
    let Some(first) = copies.first() else { return vec!["no pure crate carries a clippy.toml".into()] };
    let expected = std::fs::read_to_string(root.join(first)).unwrap_or_default();
    copies
        .iter()
        .filter(|p| std::fs::read_to_string(root.join(p)).unwrap_or_default() != expected)
        .map(|p| format!("{} differs from {}", p.display(), first.display()))
        .collect()
}

/// A directory below a folder called `cases` is a case: it needs an input and something expected, and some test must
/// name the folder.
fn orphan_cases(root: &Path, tracked: &[PathBuf]) -> Vec<String> {
    let mut folders: Vec<PathBuf> = tracked.iter().filter_map(|p| cases_folder(p)).collect();
    folders.sort();
    folders.dedup();
    let tests: Vec<String> = tracked
        .iter()
        .filter(|p| p.extension().is_some_and(|e| e == "rs"))
        .filter_map(|p| std::fs::read_to_string(root.join(p)).ok())
        .collect();
    folders
        .iter()
        .filter(|folder| {
            let name = folder.file_name().and_then(|n| n.to_str()).unwrap_or_default();
            !tests.iter().any(|text| text.contains(name))
        })
        .map(|folder| format!("{}: no test reads these cases", folder.display()))
        .collect()
}

fn cases_folder(path: &Path) -> Option<PathBuf> {
    path.ancestors().find(|a| a.file_name().is_some_and(|n| n == "cases")).map(Path::to_path_buf)
}
