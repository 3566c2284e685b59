//! Libraries: each client gets its own instance of what it uses, under the library's name (language.md 2.10).
//!
//! [`expand`] goes before everything else: it copies the tree of a library for each client, calls its things
//! `hotline.greeting`, puts what `configure` gives in the place of its parameters, and hands the copies on as further
//! files of the client. What comes behind knows nothing of libraries. Each library is also made a client by itself, with
//! things of the right types for its parameters: what is wrong in it whoever uses it is told once, at its own place, and
//! what is wrong for one client only is told at that client's `configure` ([`Told`]).

mod alone;
mod configure;
mod declared;
mod defaults;
mod foreign;
mod instance;
mod parts;
mod rename;
mod standard;
mod told;

pub(crate) use configure::{is_constant, of_client};
pub use parts::{FileNames, Part, Parts, Rest};
pub use standard::{LIBRARY as STANDARD, PATH as STANDARD_PATH};
pub use told::{Alone, Told};

use crate::diagnostics as d;
use crate::sink::Sink;
use crate::{Place, place, spelling};
use rufplan_diag::Diagnostic;
use rufplan_syntax::ast::{self, DeclKind, Setting};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A project in which every client has what it uses.
#[derive(Clone, Debug, Default)]
pub struct Expanded {
    /// Libraries by themselves first, then each client's own files and its instances of libraries.
    pub files: Vec<ast::File>,
    /// Who uses what, by the client's name and the instance's (`hotline`, `hotline.texts`).
    pub uses: BTreeMap<(String, String), Used>,
    /// Paths of all libraries of the project.
    pub libraries: BTreeSet<Arc<str>>,
    /// Paths of files that nobody wrote: messages about them are for nobody.
    pub unwritten: BTreeSet<Arc<str>>,
    /// What clients give their libraries, for the check of its types.
    pub given: Vec<Given>,
    /// What is wrong with the modules themselves.
    pub diagnostics: Vec<Diagnostic>,
    /// What is known of the rest of the project.
    pub rest: Rest,
}

/// A library that a client uses.
#[derive(Clone, Debug)]
pub struct Used {
    /// Its path.
    pub path: Arc<str>,
    /// Its title, with its version.
    pub title: String,
    /// The client's `configure`, or its `use`: where messages stand that concern this client only.
    pub place: Place,
    /// The client's `use`.
    pub use_place: Place,
}

/// A parameter and what a client gives for it.
#[derive(Clone, Debug)]
pub struct Given {
    /// The client.
    pub client: String,
    /// The file with `configure`.
    pub file: Arc<str>,
    /// The file of the library.
    pub library: Arc<str>,
    /// The parameter.
    pub name: String,
    /// Its type, as the library writes it.
    pub of: ast::TypeRef,
    /// What is given.
    pub value: ast::Expr,
}

/// How the client of a library by itself is called: no script can write this name.
const ALONE: &str = "library ";

/// Whether a client is nothing but a library by itself.
pub fn is_alone(client: &str) -> bool {
    client.starts_with(ALONE)
}

/// Gives every client of a project its instances of libraries.
pub fn expand(files: Vec<ast::File>) -> Expanded {
    let parts = Parts::of(files.into_iter().map(Arc::new));
    let names: BTreeMap<Arc<str>, FileNames> = parts
        .clients
        .iter()
        .flat_map(|part| &part.files)
        .map(|file| (file.source.path.clone(), FileNames::of(file)))
        .collect();
    let rests = parts.rests(&|file| &names[&file.source.path]);
    let mut whole = expand_libraries(&parts.libraries);
    for (part, rest) in parts.clients.iter().zip(rests) {
        whole.append(expand_client(part, &parts.libraries, rest));
    }
    whole
}

/// Makes each library a client by itself.
pub fn expand_libraries(libraries: &[Arc<ast::File>]) -> Expanded {
    let mut project = Project::new(libraries);
    project.check_circles();
    let mut out = Expanded { libraries: project.by_path.keys().cloned().collect(), ..Expanded::default() };
    let mut groups: Vec<(String, Vec<ast::File>)> = Vec::new();
    for library in project.inner_first() {
        let (client, files) = alone::client_of(library, &mut project);
        out.unwritten.insert(files[0].source.path.clone());
        groups.push((client, files));
    }
    let mut instances = Vec::new();
    for (client, mut files) in groups {
        instances.extend(instance::of_client(&client, &mut files, &mut project, &mut out));
        out.files.extend(files);
    }
    out.finish(instances, project)
}

/// Gives one client its instances of libraries.
pub fn expand_client(part: &Part, libraries: &[Arc<ast::File>], rest: Rest) -> Expanded {
    let mut project = Project::new(libraries);
    let libraries = project.by_path.keys().cloned().collect();
    let mut out = Expanded { libraries, rest, ..Expanded::default() };
    let mut files: Vec<ast::File> = part.files.iter().map(|file| ast::File::clone(file)).collect();
    let instances = instance::of_client(&part.name, &mut files, &mut project, &mut out);
    foreign::check(&out.rest.foreign, &mut files, &mut out.diagnostics);
    out.files.extend(files);
    out.finish(instances, project)
}

impl Expanded {
    fn finish(mut self, instances: Vec<ast::File>, mut project: Project<'_>) -> Self {
        self.files.extend(instances);
        self.unwritten.insert(Arc::from(standard::PATH));
        self.diagnostics.append(&mut project.sink.diagnostics);
        self
    }

    /// Adds another part of the same project.
    fn append(&mut self, mut part: Expanded) {
        self.files.append(&mut part.files);
        self.uses.append(&mut part.uses);
        self.libraries.append(&mut part.libraries);
        self.unwritten.append(&mut part.unwritten);
        self.given.append(&mut part.given);
        self.diagnostics.append(&mut part.diagnostics);
        self.rest.across.append(&mut part.rest.across);
        if self.rest.clients.is_empty() {
            self.rest.clients = part.rest.clients;
        }
    }
}

/// The libraries of a project.
struct Project<'a> {
    by_path: BTreeMap<Arc<str>, &'a ast::File>,
    sink: Sink,
}

impl<'a> Project<'a> {
    fn new(libraries: &'a [Arc<ast::File>]) -> Self {
        let by_path = libraries.iter().map(|file| (file.source.path.clone(), &**file)).collect();
        Project { by_path, sink: Sink::default() }
    }

    /// The library that a `use` means; what is wrong with the line is told.
    fn find(&mut self, used: &ast::Use, file: &ast::File) -> Option<&'a ast::File> {
        let path = used.from.plain()?;
        let Some(library) = self.by_path.get(path).copied() else {
            let near = spelling::nearest(path, self.by_path.keys().map(|p| &**p));
            self.sink.report(d::e0201_library(place(file, used.from.span), path, near));
            return None;
        };
        let name = &library_of(library)?.name;
        if name.text != used.name.text {
            let there = place(library, name.span);
            self.sink.report(d::e0201_library_name(
                place(file, used.name.span),
                &used.name.text,
                &name.text,
                there,
            ));
            return None;
        }
        Some(library)
    }

    /// All libraries, those that others use before these.
    fn inner_first(&self) -> Vec<&'a ast::File> {
        let mut sorted: Vec<&'a ast::File> = Vec::new();
        for file in self.by_path.values() {
            self.put(file, &mut Vec::new(), &mut sorted);
        }
        sorted
    }

    fn put(&self, file: &'a ast::File, around: &mut Vec<Arc<str>>, sorted: &mut Vec<&'a ast::File>) {
        let path = &file.source.path;
        if around.contains(path) || sorted.iter().any(|done| done.source.path == *path) {
            return;
        }
        around.push(path.clone());
        for used in uses(file) {
            if let Some(inner) = used.from.plain().and_then(|p| self.by_path.get(p)) {
                self.put(inner, around, sorted);
            }
        }
        around.pop();
        sorted.push(file);
    }

    /// Libraries that use each other (E0207), once for each circle.
    fn check_circles(&mut self) {
        for (path, file) in self.by_path.clone() {
            let mut chain = vec![path.clone()];
            self.follow(file, &mut chain);
        }
    }

    fn follow(&mut self, file: &'a ast::File, chain: &mut Vec<Arc<str>>) {
        for used in uses(file) {
            let Some(next) = used.from.plain().and_then(|p| self.by_path.get_key_value(p)) else { continue };
            let (path, library) = (next.0.clone(), *next.1);
            if path == chain[0] {
                // told by the first of the circle only
                if chain.iter().all(|p| *p >= path) {
                    let names = chain.iter().chain([&path]).filter_map(|p| library_of(self.by_path.get(p)?));
                    let names: Vec<&str> = names.map(|l| l.name.text.as_str()).collect();
                    self.sink.report(d::e0207(place(file, used.span), &names));
                }
            } else if !chain.contains(&path) {
                chain.push(path);
                self.follow(library, chain);
                chain.pop();
            }
        }
    }
}

/// The `library` line of a file.
fn library_of(file: &ast::File) -> Option<&ast::Library> {
    file.decls.iter().find_map(|decl| match &decl.kind {
        DeclKind::Library(library) => Some(library),
        _ => None,
    })
}

/// The `use` lines of a file.
fn uses(file: &ast::File) -> impl Iterator<Item = &ast::Use> {
    file.decls.iter().filter_map(|decl| match &decl.kind {
        DeclKind::Use(used) => Some(used),
        _ => None,
    })
}

/// The parameters of a library.
fn parameters(file: &ast::File) -> impl Iterator<Item = &ast::Field> {
    let blocks = file.decls.iter().filter_map(|decl| match &decl.kind {
        DeclKind::Parameters(parameters) => Some(&parameters.fields),
        _ => None,
    });
    blocks.flatten()
}

/// The name of the client that a file belongs to.
fn client_of(file: &ast::File) -> Option<String> {
    let head = file.decls.iter().find_map(|decl| match &decl.kind {
        DeclKind::Client(client) => client.name.as_ref(),
        _ => None,
    });
    let part = || {
        file.decls.iter().find_map(|decl| match &decl.kind {
            DeclKind::PartOf(name) => Some(name),
            _ => None,
        })
    };
    head.or_else(part).map(|name| name.text.clone())
}

/// The `configure` of a library in some files: its settings and where it stands.
fn configure_of(files: &[ast::File], name: &str) -> Option<(Vec<Setting>, Place)> {
    files.iter().find_map(|file| {
        file.decls.iter().find_map(|decl| match &decl.kind {
            DeclKind::Configure(configure) if configure.name.as_ref().is_some_and(|n| n.text == name) => {
                Some((configure.settings.clone(), place(file, decl.mark)))
            }
            _ => None,
        })
    })
}
