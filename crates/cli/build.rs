//! Writes a table of the pages about codes (`grammar/errors`), so that the program has them inside.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let variable =
        |name: &str| PathBuf::from(std::env::var_os(name).expect("cargo sets it for build scripts"));
    let folder = variable("CARGO_MANIFEST_DIR").join("../../grammar/errors");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut pages: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("grammar/errors is part of the sources")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    pages.sort();
    let mut table = String::from("const PAGES: &[(&str, &str)] = &[\n");
    for page in &pages {
        writeln!(table, "    ({:?}, include_str!({:?})),", stem(page), page.display().to_string())
            .expect("a text takes text");
    }
    table.push_str("];\n");
    std::fs::write(variable("OUT_DIR").join("pages.rs"), table).expect("cargo gives a folder to write to");
}

fn stem(page: &Path) -> String {
    page.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
