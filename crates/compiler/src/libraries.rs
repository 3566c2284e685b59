//! Which client uses which library in which version, and whether that is the one it was locked with.

use crate::diagnostics::w0206;
use crate::{Locked, Options};
use rufplan_check::{Expanded, modules};
use rufplan_diag::Diagnostic;
use rufplan_machine::canonical::hex;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A library of a client, as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryUse {
    /// The client.
    pub client: String,
    /// Path of the library from the project's root.
    pub path: String,
    /// Its title, which tells its version.
    pub title: String,
    /// SHA-256 of its file.
    pub sha256: String,
}

/// All libraries of all clients, by client and path; libraries of libraries, too.
pub(crate) fn uses(project: &Expanded, clients: &dyn Fn(&str) -> bool) -> Vec<LibraryUse> {
    let hashes = hashes(project);
    let mut all: Vec<LibraryUse> = Vec::new();
    for ((client, _), used) in &project.uses {
        let is_there = all.iter().any(|u| u.client == *client && u.path == *used.path);
        if modules::is_alone(client) || !clients(client) || is_there {
            continue;
        }
        all.push(LibraryUse {
            client: client.clone(),
            path: used.path.to_string(),
            title: used.title.clone(),
            sha256: hashes.get(&used.path).cloned().unwrap_or_default(),
        });
    }
    all.sort_by(|a, b| (&a.client, &a.path).cmp(&(&b.client, &b.path)));
    all
}

/// W0206 for each library that is not the locked one.
pub(crate) fn behind(project: &Expanded, options: &Options, uses: &[LibraryUse]) -> Vec<Diagnostic> {
    let Some(locked) = &options.locked else { return Vec::new() };
    let mut found = Vec::new();
    for library in uses {
        let own: Option<&Locked> = locked.get(&(library.client.clone(), library.path.clone()));
        if own.is_some_and(|own| own.sha256 == library.sha256) {
            continue;
        }
        let used = project
            .uses
            .iter()
            .find(|((client, _), used)| *client == library.client && *used.path == *library.path);
        if let Some(((client, instance), used)) = used {
            let title = own.map(|own| own.title.as_str());
            found.push(w0206(&used.use_place, client, instance, title, &library.title));
        }
    }
    found
}

fn hashes(project: &Expanded) -> BTreeMap<Arc<str>, String> {
    let libraries = project.files.iter().filter(|f| project.libraries.contains(&f.source.path));
    libraries
        .map(|file| (file.source.path.clone(), hex(&Sha256::digest(file.source.text.as_bytes()))))
        .collect()
}
