//! Finding and reading scripts: the root, what lies below it, the sound files they name.

use crate::failure::Failure;
use rufplan_diag::SourceFile;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Largest script in bytes (X2).
pub const SCRIPT_BYTES_AT_MOST: u64 = 10 * 1024 * 1024;
/// Most scripts below one root (X2).
pub const SCRIPTS_AT_MOST: usize = 1_000;

/// The scripts of one root.
#[derive(Debug)]
pub struct Project {
    /// Nearest folder upward with `rufplan.lock` or `rufplan.toml`, else the file's own.
    pub root: PathBuf,
    /// All scripts below the root, sorted by path; paths are relative to the root, with `/`.
    pub files: Vec<SourceFile>,
    /// Paths that were asked for; the others are read for their names only.
    pub wanted: BTreeSet<String>,
    /// What `rufplan.lock` holds; `None` where there is none.
    pub locked: Option<crate::lock::Libraries>,
}

impl Project {
    /// Whether a file was asked for.
    pub fn is_wanted(&self, path: &str) -> bool {
        self.wanted.contains(path)
    }

    /// A file by the path in its diagnostics.
    pub fn source(&self, path: &str) -> Option<&SourceFile> {
        self.files.iter().find(|f| &*f.path == path)
    }
}

/// Reads the projects that the given files and folders belong to, one for each root.
///
/// # Errors
/// A path that does not exist or is no script, a script that is too large or no UTF-8, a folder without scripts.
pub fn load(paths: &[PathBuf]) -> Result<Vec<Project>, Failure> {
    let mut projects: Vec<Project> = Vec::new();
    // many scripts lie in one folder
    let mut roots: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
    for path in paths {
        for script in scripts_at(path)? {
            let folder = script.parent().unwrap_or(Path::new(".")).to_path_buf();
            let root = roots.entry(folder).or_insert_with_key(|folder| root_of(folder)).clone();
            let relative = relative(&script, &root);
            match projects.iter_mut().find(|p| p.root == root) {
                Some(project) => {
                    project.wanted.insert(relative);
                }
                None => {
                    let locked = crate::lock::read(&root)?;
                    let wanted = BTreeSet::from([relative]);
                    projects.push(Project { root, files: Vec::new(), wanted, locked });
                }
            }
        }
    }
    for project in &mut projects {
        read_all(project)?;
    }
    Ok(projects)
}

/// Scripts at a path: the file itself, or all below the folder.
///
/// # Errors
/// As [`load`].
pub fn scripts_at(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let metadata = std::fs::metadata(path).map_err(|e| Failure::read(path, &e))?;
    let absolute = std::path::absolute(path).map_err(|e| Failure::read(path, &e))?;
    if !metadata.is_dir() {
        return Ok(vec![absolute]);
    }
    let scripts = below(&absolute)?;
    if scripts.is_empty() {
        return Err(Failure::Usage(format!("{}: no script (*.ruf) below this folder", path.display())));
    }
    Ok(scripts)
}

fn root_of(own: &Path) -> PathBuf {
    let marked =
        own.ancestors().find(|f| f.join("rufplan.lock").is_file() || f.join("rufplan.toml").is_file());
    marked.unwrap_or(own).to_path_buf()
}

fn relative(script: &Path, root: &Path) -> String {
    let below = script.strip_prefix(root).unwrap_or(script);
    below.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// All scripts below a folder, sorted; hidden folders and build folders are passed over.
fn below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).map_err(|e| Failure::read(&folder, &e))?;
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() {
                if !name.starts_with('.') && name != "target" && name != "node_modules" {
                    folders.push(path);
                }
            } else if name.ends_with(".ruf") {
                found.push(path);
            }
        }
        if found.len() > SCRIPTS_AT_MOST {
            return Err(Failure::Usage(format!("{}: more than {SCRIPTS_AT_MOST} scripts", folder.display())));
        }
    }
    found.sort();
    Ok(found)
}

fn read_all(project: &mut Project) -> Result<(), Failure> {
    let mut scripts: BTreeSet<PathBuf> = below(&project.root)?.into_iter().collect();
    // a file asked for by name need not end in .ruf
    scripts.extend(project.wanted.iter().map(|wanted| project.root.join(wanted)));
    for script in scripts {
        let path = relative(&script, &project.root);
        match read_script(&script) {
            Ok(text) => project.files.push(SourceFile::new(&path, &text)),
            // what stands beside the files asked for is read for names only: what cannot be read has none
            Err(_) if !project.wanted.contains(&path) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(())
}

/// Reads one script.
///
/// # Errors
/// When it is larger than [`SCRIPT_BYTES_AT_MOST`], no UTF-8, or cannot be read.
pub fn read_script(path: &Path) -> Result<String, Failure> {
    let size = std::fs::metadata(path).map_err(|e| Failure::read(path, &e))?.len();
    if size > SCRIPT_BYTES_AT_MOST {
        let megabytes = size as f64 / (1024.0 * 1024.0);
        return Err(Failure::Usage(format!(
            "{}: {megabytes:.1} MB, a script has 10 MB at most; split it with `part of client`",
            path.display()
        )));
    }
    let bytes = std::fs::read(path).map_err(|e| Failure::read(path, &e))?;
    String::from_utf8(bytes).map_err(|e| not_text(path, &e))
}

fn not_text(path: &Path, error: &std::string::FromUtf8Error) -> Failure {
    let at = error.utf8_error().valid_up_to();
    let line = error.as_bytes().iter().take(at).filter(|b| **b == b'\n').count() + 1;
    Failure::Usage(format!(
        "{}: is not UTF-8 text (line {line}); save it as UTF-8 in your editor",
        path.display()
    ))
}
