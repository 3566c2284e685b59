//! Sound files that a script names.

use crate::{Rule, Tree};
use std::collections::BTreeSet;

/// Paths that a script names behind `file` and `music:`.
pub fn sound_paths(tree: &Tree) -> BTreeSet<String> {
    let source = &tree.source;
    let mut paths = BTreeSet::new();
    tree.root.walk(&mut |node| {
        let is_music = node.rule == Rule::setting && node.text(source).trim_start().starts_with("music");
        let mut behind_file = is_music;
        if node.rule != Rule::prompt_part && !is_music {
            return;
        }
        node.walk(&mut |below| {
            behind_file |= below.rule == Rule::kw_file;
            if below.rule == Rule::string && behind_file {
                paths.insert(below.text(source).trim_matches('"').replace("\"\"", "\""));
            }
        });
    });
    paths
}
