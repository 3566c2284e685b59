//! `rufplan.lock`: the libraries that each client was last checked and tested with.

use crate::failure::Failure;
use rufplan_compiler::{LibraryUse, Locked};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// Name of the file, at the project's root.
pub const FILE: &str = "rufplan.lock";

const HEAD: &str = "\
# Written by `rufplan lock`: the libraries that each client was last locked with. `rufplan check` tells where the files
# have changed since (W0206), `rufplan outdated` lists these clients. Keep it with the scripts.
";

/// The version of this form.
const VERSION: u32 = 1;

/// What is locked, by client and path of the library.
pub type Libraries = BTreeMap<(String, String), Locked>;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    version: u32,
    #[serde(default, rename = "library")]
    libraries: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    client: String,
    path: String,
    title: String,
    sha256: String,
}

/// Reads the lock of a project; `None` where there is none.
///
/// # Errors
/// When it cannot be read, or was not written by `rufplan lock`.
pub fn read(root: &Path) -> Result<Option<Libraries>, Failure> {
    let path = root.join(FILE);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::read(&path, &error)),
    };
    // an empty file only marks the root
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(None);
    }
    let form: Form = toml::from_str(&text).map_err(|error| {
        Failure::Usage(format!("{}: {}; `rufplan lock` writes it anew", path.display(), error.message()))
    })?;
    if form.version != VERSION {
        let version = form.version;
        return Err(Failure::Usage(format!(
            "{}: version {version}; this program knows version {VERSION}",
            path.display()
        )));
    }
    let lines = form
        .libraries
        .into_iter()
        .map(|line| ((line.client, line.path), Locked { sha256: line.sha256, title: line.title }));
    Ok(Some(lines.collect()))
}

/// Puts what clients use now in the place of what was locked of them. Other clients keep theirs.
pub fn renewed(locked: Libraries, clients: &[&str], uses: &[LibraryUse]) -> Libraries {
    let mut renewed = locked;
    renewed.retain(|(client, _), _| !clients.contains(&client.as_str()));
    for library in uses.iter().filter(|u| clients.contains(&u.client.as_str())) {
        let locked = Locked { sha256: library.sha256.clone(), title: library.title.clone() };
        renewed.insert((library.client.clone(), library.path.clone()), locked);
    }
    renewed
}

/// Writes the lock of a project.
///
/// # Errors
/// When it cannot be written.
pub fn write(root: &Path, locked: &Libraries) -> Result<(), Failure> {
    let path = root.join(FILE);
    let lines = locked.iter().map(|((client, path), locked)| Line {
        client: client.clone(),
        path: path.clone(),
        title: locked.title.clone(),
        sha256: locked.sha256.clone(),
    });
    let form = Form { version: VERSION, libraries: lines.collect() };
    let text =
        toml::to_string(&form).map_err(|e| Failure::Environment(format!("{}: {e}", path.display())))?;
    std::fs::write(&path, format!("{HEAD}{text}")).map_err(|e| Failure::write(&path, &e))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library(client: &str, sha256: &str) -> LibraryUse {
        LibraryUse {
            client: client.to_string(),
            path: "lib/hotline.ruf".to_string(),
            title: format!("Hotline {sha256}"),
            sha256: sha256.to_string(),
        }
    }

    #[test]
    fn a_lock_is_read_as_it_was_written_and_renewed_client_by_client() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()).unwrap(), None);
        let first = renewed(Libraries::new(), &["a", "b"], &[library("a", "01"), library("b", "01")]);
        write(folder.path(), &first).unwrap();
        assert_eq!(read(folder.path()).unwrap(), Some(first.clone()));
        let second = renewed(first, &["a"], &[library("a", "02"), library("b", "02")]);
        let hashes: Vec<_> = second.iter().map(|((c, _), l)| (c.as_str(), l.sha256.as_str())).collect();
        assert_eq!(hashes, [("a", "02"), ("b", "01")]);
        assert_eq!(renewed(second, &["a", "b"], &[]), Libraries::new());
    }

    #[test]
    fn an_empty_file_marks_a_root_and_a_strange_one_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), "# nothing yet\n").unwrap();
        assert_eq!(read(folder.path()).unwrap(), None);
        for strange in ["version = 2\n", "library = 3\n", "version = 1\nlibraries = []\n"] {
            std::fs::write(folder.path().join(FILE), strange).unwrap();
            assert!(matches!(read(folder.path()), Err(Failure::Usage(_))), "{strange}");
        }
    }
}
