//! The scripts of the pages about codes stand in the one true layout, as designers are asked to write theirs.

// A test reads pages from disk; the crate itself reads nothing.
#![allow(clippy::disallowed_methods)]

use rufplan_diag::SourceFile;
use rufplan_format::unformatted;
use rufplan_syntax::parse;
use std::path::Path;

#[test]
fn the_scripts_of_pages_are_formatted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../grammar/errors");
    let (mut looked_at, mut faults) = (0, Vec::new());
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let name = entry.path().file_stem().unwrap().to_str().unwrap().to_string();
        let page = std::fs::read_to_string(entry.path()).unwrap();
        for piece in page.split("```").skip(1).step_by(2) {
            let (head, text) = piece.split_once('\n').unwrap();
            let source = SourceFile::new(&format!("{name}.ruf"), text);
            let hint = unformatted(&parse(&source));
            // the one page whose wrong script is wrong by its layout alone
            if name == "H0109" && head.contains("wrong") {
                assert_eq!(hint.map(|hint| hint.code), Some("H0109"));
            } else if let Some(hint) = hint {
                faults.push(format!("{name} {head}: line {}", source.position(hint.span.start).line));
            }
            looked_at += 1;
        }
    }
    assert!(looked_at > 200, "{looked_at}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
