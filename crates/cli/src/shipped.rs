//! What is shipped beside the program: rendered sounds and the reference flows.

use std::path::{Path, PathBuf};

/// Folder of the rendered sounds, `audio/prompts`.
pub fn prompts() -> Option<PathBuf> {
    find(Path::new("audio/prompts/manifest.json")).and_then(|p| p.parent().map(Path::to_path_buf))
}

/// Folder of the reference flows, `flows/reference`.
pub fn reference_flows() -> Option<PathBuf> {
    find(Path::new("flows/reference/rufplan.toml")).and_then(|p| p.parent().map(Path::to_path_buf))
}

/// Something below the folder that `RUFPLAN_SHARE` names, above the program (a build in its checkout, or
/// `PREFIX/share/rufplan` beside `PREFIX/bin`), or above the working folder.
fn find(below: &Path) -> Option<PathBuf> {
    let named = std::env::var_os("RUFPLAN_SHARE").map(PathBuf::from);
    let program = std::env::current_exe().ok();
    let here = std::env::current_dir().ok();
    let above = |path: &Option<PathBuf>| -> Vec<PathBuf> {
        path.iter()
            .flat_map(|p| p.ancestors())
            .flat_map(|a| [a.to_path_buf(), a.join("share/rufplan")])
            .collect()
    };
    let places = named.into_iter().chain(above(&program)).chain(above(&here));
    places.map(|place| place.join(below)).find(|path| path.exists())
}
