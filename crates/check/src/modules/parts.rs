//! A project by parts: its libraries, and each client with its files.
//!
//! Apart from what [`Rest`] says, no client knows of another one: parts can be checked in any order, at the same time, or
//! not at all where nothing has changed.

use super::{Alone, client_of, library_of};
use rufplan_diag::Diagnostic;
use rufplan_syntax::ast::names::{Named, Names, Stands, visit};
use rufplan_syntax::ast::{DeclKind, Expr, ExprKind, File, Ident, Path};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The files of a project, by whom they belong to.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// Files with `library`.
    pub libraries: Vec<Arc<File>>,
    /// The clients, in the order of their first files. A file of no client stands alone, without a name.
    pub clients: Vec<Part>,
}

/// The files of one client.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name, empty where no file says one.
    pub name: String,
    /// Its files.
    pub files: Vec<Arc<File>>,
}

/// What a part must know of the rest of its project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rest {
    /// Names of all clients, for a file that belongs to none.
    pub clients: Vec<String>,
    /// Pairs `client.thing` of the part's files that name a thing of another client.
    pub foreign: BTreeSet<(String, String)>,
    /// What is wrong with its numbers and its spoken name beside those of others.
    pub across: Vec<Diagnostic>,
    /// What has been told of libraries by themselves.
    pub told: Alone,
}

/// The names in a file, as far as other files ask for them.
#[derive(Clone, Debug, Default)]
pub struct FileNames {
    /// Everything that it declares, whatever it is.
    pub declared: BTreeSet<String>,
    /// The first two words of every path with several.
    pub pairs: BTreeSet<(String, String)>,
}

impl FileNames {
    /// Reads the names of a file.
    pub fn of(file: &File) -> Self {
        let mut names = FileNames::default();
        visit(&mut file.clone(), &mut names);
        names
    }

    fn look(&mut self, path: &Path) {
        if let [first, second, ..] = path.segments.as_slice() {
            self.pairs.insert((first.text.clone(), second.text.clone()));
        }
    }
}

impl Names for FileNames {
    fn declares(&mut self, _: Named, name: &mut Ident) {
        self.declared.insert(name.text.clone());
    }

    fn names(&mut self, _: Named, path: &mut Path) {
        self.look(path);
    }

    fn reads(&mut self, expr: &mut Expr, _: Stands) {
        if let ExprKind::Path(path) = &expr.kind {
            self.look(path);
        }
    }
}

impl Parts {
    /// Sorts the files of a project.
    pub fn of(files: impl IntoIterator<Item = Arc<File>>) -> Self {
        let mut parts = Parts::default();
        let mut at: BTreeMap<String, usize> = BTreeMap::new();
        for file in files {
            if library_of(&file).is_some() {
                parts.libraries.push(file);
                continue;
            }
            // a file of no client stands alone: the collector says what is wrong with it
            let name = client_of(&file).unwrap_or_default();
            match at.get(&name).filter(|_| !name.is_empty()) {
                Some(index) => parts.clients[*index].files.push(file),
                None => {
                    at.insert(name.clone(), parts.clients.len());
                    parts.clients.push(Part { name, files: vec![file] });
                }
            }
        }
        parts
    }

    /// What each client must know of the rest, in their order. `names` gives those of a file by its path.
    pub fn rests<'n>(&self, names: &dyn Fn(&File) -> &'n FileNames) -> Vec<Rest> {
        let mut across = crate::checks::across(&self.clients);
        let foreign = self.foreign(names);
        let clients = self.names();
        let rests = self.clients.iter().enumerate().zip(foreign).map(|((index, part), foreign)| Rest {
            clients: if part.has_head() { Vec::new() } else { clients.clone() },
            foreign,
            across: across.remove(&index).unwrap_or_default(),
            told: Alone::default(),
        });
        rests.collect()
    }

    /// Names of clients that a file with `client` begins.
    fn names(&self) -> Vec<String> {
        let heads = self.clients.iter().flat_map(Part::heads);
        heads.map(|(_, client)| client.name.as_ref().map(|n| n.text.clone()).unwrap_or_default()).collect()
    }

    fn foreign<'n>(&self, names: &dyn Fn(&File) -> &'n FileNames) -> Vec<BTreeSet<(String, String)>> {
        let mut declared: BTreeMap<&str, Vec<&FileNames>> = BTreeMap::new();
        for part in &self.clients {
            declared.entry(&part.name).or_default().extend(part.files.iter().map(|file| names(file)));
        }
        let has = |files: &[&FileNames], name: &str| files.iter().any(|file| file.declared.contains(name));
        let of_part = |part: &Part| {
            let own = declared.get(part.name.as_str()).map_or(&[][..], Vec::as_slice);
            let pairs = part.files.iter().flat_map(|file| &names(file).pairs);
            let foreign = pairs.filter(|(other, thing)| {
                let theirs = declared.get(other.as_str()).filter(|_| *other != part.name);
                theirs.is_some_and(|theirs| has(theirs, thing)) && !has(own, other)
            });
            foreign.cloned().collect()
        };
        self.clients.iter().map(of_part).collect()
    }
}

impl Part {
    /// The files with `client`, and this.
    pub(crate) fn heads(&self) -> impl Iterator<Item = (&File, &rufplan_syntax::ast::Client)> {
        self.files.iter().filter_map(|file| {
            let client = file.decls.iter().find_map(|decl| match &decl.kind {
                DeclKind::Client(client) => Some(client),
                _ => None,
            });
            Some((&**file, client?))
        })
    }

    /// Whether there is a client for all its files.
    fn has_head(&self) -> bool {
        let mut heads = self.heads().map(|(_, client)| client.name.as_ref().map(|n| n.text.as_str()));
        heads.any(|name| name.unwrap_or_default() == self.name)
            && (!self.name.is_empty() || self.files.len() == 1)
    }
}
