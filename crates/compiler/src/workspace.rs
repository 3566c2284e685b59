//! A project that is compiled again and again: what has not changed is not done anew.
//!
//! A file is read again when its text has changed. A client is looked at again when one of its files has, when a library
//! has that it uses, or when something outside of it has that it hangs on: the day, its sound files, a number that another
//! client has as well. The result is the same as that of [`crate::compile`], which is a workspace used once.

use crate::compile::join;
use crate::part::{self, Before, Goal, Outcome};
use crate::workers::each;
use crate::{Compiled, Locked, Options, Proof, Sound, Workers};
use rufplan_check::modules::{self, FileNames, Part, Parts, Rest};
use rufplan_diag::{Diagnostic, SourceFile};
use rufplan_machine::value::Date;
use rufplan_syntax::{Tree, ast};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a check finds.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Sorted by file, place and code; none twice.
    pub diagnostics: Vec<Diagnostic>,
    /// What is proved of each client that was looked at, and what is not.
    pub proofs: Vec<Proof>,
}

/// A project and what is known of it.
#[derive(Debug, Default)]
pub struct Workspace {
    files: Vec<Arc<Read>>,
    world: Option<World>,
    libraries: Option<Kept>,
    /// By the client's name and the path of its first file: files of no client have no name.
    clients: BTreeMap<(String, Arc<str>), Kept>,
}

/// A file that was read.
#[derive(Debug)]
struct Read {
    tree: Tree,
    file: Arc<ast::File>,
    form: Vec<Diagnostic>,
    names: FileNames,
    sounds: BTreeSet<String>,
    /// Paths of the libraries that it uses.
    uses: Vec<String>,
}

/// What everything hangs on. Sound files and the files that are wanted are looked at part by part.
#[derive(Clone, Debug, PartialEq)]
struct World {
    today: Date,
    has_looked_at_sounds: bool,
    locked: Option<BTreeMap<(String, String), Locked>>,
    prove: bool,
}

/// An outcome and what it hangs on.
#[derive(Debug)]
struct Kept {
    on: On,
    goal: Goal,
    outcome: Arc<Outcome>,
}

/// What the outcome of a part hangs on.
#[derive(Debug)]
struct On {
    files: Vec<Arc<Read>>,
    /// What is known of its sound files, in the order of their paths.
    sounds: Vec<Sound>,
    /// The outcome of the libraries, where one is used.
    libraries: Option<Arc<Outcome>>,
    rest: Rest,
    /// Those of its files, and of the libraries that it uses, that are asked for; `None` is all.
    only: Option<BTreeSet<String>>,
}

impl PartialEq for On {
    fn eq(&self, other: &Self) -> bool {
        let same_libraries = match (&self.libraries, &other.libraries) {
            (Some(one), Some(two)) => Arc::ptr_eq(one, two),
            (one, two) => one.is_none() && two.is_none(),
        };
        same_libraries
            && self.files.len() == other.files.len()
            && self.files.iter().zip(&other.files).all(|(one, two)| Arc::ptr_eq(one, two))
            && (&self.sounds, &self.rest, &self.only) == (&other.sounds, &other.rest, &other.only)
    }
}

impl Read {
    fn new(source: &SourceFile) -> Self {
        let tree = rufplan_syntax::parse(source);
        let file = ast::lower(&tree);
        let uses = file.decls.iter().filter_map(|decl| match &decl.kind {
            ast::DeclKind::Use(used) => used.from.plain().map(str::to_string),
            _ => None,
        });
        Read {
            form: rufplan_syntax::syntax_errors(&tree),
            names: FileNames::of(&file),
            sounds: rufplan_syntax::sound_paths(&tree),
            uses: uses.collect(),
            file: Arc::new(file),
            tree,
        }
    }

    fn is(&self, source: &SourceFile) -> bool {
        let own = &self.tree.source;
        own.path == source.path && (Arc::ptr_eq(&own.text, &source.text) || own.text == source.text)
    }
}

impl Workspace {
    /// Takes the files of the project as they are now, and reads those that have changed. Paths are relative to the
    /// project's root and all different.
    pub fn read(&mut self, sources: &[SourceFile], workers: &dyn Workers) {
        let known: BTreeMap<&str, &Arc<Read>> =
            self.files.iter().map(|file| (&*file.tree.source.path, file)).collect();
        let mut files: Vec<Option<Arc<Read>>> = sources
            .iter()
            .map(|source| {
                known.get(&*source.path).filter(|file| file.is(source)).map(|file| Arc::clone(file))
            })
            .collect();
        let missing: Vec<usize> = (0..files.len()).filter(|index| files[*index].is_none()).collect();
        let read = each(workers, missing.len(), |index| Read::new(&sources[missing[index]]));
        for (index, read) in missing.into_iter().zip(read) {
            files[index] = Some(Arc::new(read));
        }
        self.files = files.into_iter().flatten().collect();
    }

    /// The trees of the files, in their order.
    pub fn trees(&self) -> impl Iterator<Item = &Tree> {
        self.files.iter().map(|file| &file.tree)
    }

    /// Paths of the sound files that any script names.
    pub fn sounds(&self) -> BTreeSet<&str> {
        self.files.iter().flat_map(|file| &file.sounds).map(String::as_str).collect()
    }

    /// Says what is wrong, and proves what is to be proved.
    pub fn check(&mut self, options: &Options, workers: &dyn Workers) -> Findings {
        let outcomes = self.outcomes(options, workers, Goal::Findings);
        // machines are not asked for
        let outcomes = outcomes.iter().map(|outcome| outcome.findings()).collect();
        let found = join(self.form(), outcomes, options.only.as_ref());
        Findings { diagnostics: found.diagnostics, proofs: found.proofs }
    }

    /// Makes everything, and ends the workspace.
    pub fn compile(mut self, options: &Options, workers: &dyn Workers) -> Compiled {
        let outcomes = self.outcomes(options, workers, Goal::Machines);
        let form = self.form();
        drop(self);
        join(form, outcomes.into_iter().map(Arc::unwrap_or_clone).collect(), options.only.as_ref())
    }

    fn form(&self) -> Vec<Diagnostic> {
        self.files.iter().flat_map(|file| &file.form).cloned().collect()
    }

    /// The outcome of the libraries and of each client that is wanted, in the order of the files.
    fn outcomes(&mut self, options: &Options, workers: &dyn Workers, goal: Goal) -> Vec<Arc<Outcome>> {
        let world = World::of(options);
        if self.world.as_ref() != Some(&world) {
            self.libraries = None;
            self.clients.clear();
            self.world = Some(world);
        }
        let by_path: BTreeMap<&str, &Arc<Read>> =
            self.files.iter().map(|file| (&*file.tree.source.path, file)).collect();
        let parts = Parts::of(self.files.iter().map(|file| Arc::clone(&file.file)));
        let project = Project { by_path, parts: &parts, options, goal };
        let wanted = project.wanted();
        let libraries = project.libraries(self.libraries.take(), &wanted);
        let rests = parts.rests(&|file| &project.read(file).names);
        let mut jobs = Vec::new();
        for (part, mut rest) in parts.clients.iter().zip(rests) {
            let key = (part.name.clone(), part.files[0].source.path.clone());
            if !wanted.contains(&key.1) {
                continue;
            }
            let uses_libraries = part.files.iter().any(|file| !project.read(file).uses.is_empty());
            let used = libraries.as_ref().filter(|_| uses_libraries).map(|kept| Arc::clone(&kept.outcome));
            rest.told = used.as_ref().map(|used| used.told_checked.clone()).unwrap_or_default();
            let on = project.on(&part.files, used, rest, project.asked(part));
            let kept = self.clients.remove(&key).filter(|kept| kept.goal >= goal && kept.on == on);
            jobs.push((key, part, on, kept));
        }
        let anew: Vec<usize> = (0..jobs.len()).filter(|index| jobs[*index].3.is_none()).collect();
        let made = each(workers, anew.len(), |index| {
            let (_, part, on, _) = &jobs[anew[index]];
            project.client(part, on)
        });
        let mut made = made.into_iter();
        let mut outcomes: Vec<Arc<Outcome>> =
            libraries.iter().map(|kept| Arc::clone(&kept.outcome)).collect();
        let mut clients = BTreeMap::new();
        for (key, _, on, kept) in jobs {
            let kept = kept.or_else(|| Some(Kept { on, goal, outcome: Arc::new(made.next()?) }));
            if let Some(kept) = kept {
                outcomes.push(Arc::clone(&kept.outcome));
                clients.insert(key, kept);
            }
        }
        self.libraries = libraries;
        self.clients = clients;
        outcomes
    }
}

impl World {
    fn of(options: &Options) -> Self {
        World {
            today: options.today,
            has_looked_at_sounds: options.sounds.have_been_looked_at(),
            locked: options.locked.clone(),
            prove: options.prove,
        }
    }
}

/// A project at one moment.
struct Project<'a> {
    by_path: BTreeMap<&'a str, &'a Arc<Read>>,
    parts: &'a Parts,
    options: &'a Options,
    goal: Goal,
}

impl Project<'_> {
    fn read(&self, file: &ast::File) -> &Arc<Read> {
        self.by_path[&*file.source.path]
    }

    /// The libraries that files use, and those that these use.
    fn used(&self, files: &[Arc<ast::File>]) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut next: Vec<&String> = files.iter().flat_map(|file| &self.read(file).uses).collect();
        while let Some(path) = next.pop() {
            if let Some(read) = self.by_path.get(path.as_str()).filter(|_| found.insert(path.clone())) {
                next.extend(&read.uses);
            }
        }
        found
    }

    /// The files of a client and of its libraries that are asked for; `None` is all.
    fn asked(&self, part: &Part) -> Option<BTreeSet<String>> {
        let only = self.options.only.as_ref()?;
        let own = part.files.iter().map(|file| file.source.path.to_string());
        let all = own.chain(self.used(&part.files)).chain([modules::STANDARD_PATH.to_string()]);
        Some(all.filter(|path| only.contains(path)).collect())
    }

    /// First paths of the clients that may be asked for: the checker looks at them more closely.
    fn wanted(&self) -> BTreeSet<Arc<str>> {
        let is_wanted = |part: &&Part| self.asked(part).is_none_or(|asked| !asked.is_empty());
        let wanted = self.parts.clients.iter().filter(is_wanted);
        wanted.map(|part| part.files[0].source.path.clone()).collect()
    }

    /// What the outcome of some files hangs on.
    fn on(
        &self,
        files: &[Arc<ast::File>],
        libraries: Option<Arc<Outcome>>,
        rest: Rest,
        only: Option<BTreeSet<String>>,
    ) -> On {
        let files: Vec<Arc<Read>> = files.iter().map(|file| Arc::clone(self.read(file))).collect();
        let named: BTreeSet<&String> = files.iter().flat_map(|file| &file.sounds).collect();
        let sounds = named.into_iter().map(|path| self.options.sounds.get(path)).collect();
        On { files, sounds, libraries, rest, only }
    }

    /// The libraries by themselves; `None` where there are none.
    fn libraries(&self, kept: Option<Kept>, wanted: &BTreeSet<Arc<str>>) -> Option<Kept> {
        if self.parts.libraries.is_empty() {
            return None;
        }
        let only = self.options.only.as_ref().map(|only| {
            let clients =
                self.parts.clients.iter().filter(|part| wanted.contains(&part.files[0].source.path));
            let used = clients.flat_map(|part| self.used(&part.files));
            only.iter().cloned().chain(used).collect::<BTreeSet<String>>()
        });
        let on = self.on(&self.parts.libraries, None, Rest::default(), only);
        if let Some(kept) = kept.filter(|kept| kept.on == on) {
            return Some(kept);
        }
        let project = rufplan_check::expand_libraries(&self.parts.libraries);
        let before = Before { diagnostics: form_of(&on.files), ..Before::default() };
        let outcome = part::compile(&project, self.options, on.only.as_ref(), &before, self.goal);
        Some(Kept { on, goal: self.goal, outcome: Arc::new(outcome) })
    }

    fn client(&self, part: &Part, on: &On) -> Outcome {
        let project = rufplan_check::expand_client(part, &self.parts.libraries, on.rest.clone());
        let mut before = Before { diagnostics: form_of(&on.files), ..Before::default() };
        if let Some(libraries) = &on.libraries {
            let files: Vec<Arc<Read>> =
                self.parts.libraries.iter().map(|file| Arc::clone(self.read(file))).collect();
            before.diagnostics.extend(form_of(&files));
            before.diagnostics.extend(libraries.checked.iter().chain(&libraries.later).cloned());
            before.told_later = libraries.told_later.clone();
        }
        part::compile(&project, self.options, on.only.as_ref(), &before, self.goal)
    }
}

fn form_of(files: &[Arc<Read>]) -> Vec<Diagnostic> {
    files.iter().flat_map(|file| &file.form).cloned().collect()
}
