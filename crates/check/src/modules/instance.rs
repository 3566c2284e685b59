//! The instances of libraries of one client.

use super::configure::{Configured, bind, variable};
use super::declared::Declared;
use super::rename::{Bound, Renamer};
use super::told::own_library;
use super::{Expanded, Project, Used, configure_of, defaults, library_of, parameters, standard, uses};
use crate::{Place, diagnostics as d, place, spelling};
use rufplan_diag::Span;
use rufplan_syntax::ast::names::visit;
use rufplan_syntax::ast::{
    self, Data, Decl, DeclKind, Defaults, Field, File, Ident, Prompt, PromptLine, Setting,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The language of lines for all languages.
const ANY: &str = "any";

/// A library to be made part of a client.
struct Plan<'a> {
    library: &'a File,
    /// `hotline`, `hotline.texts`
    instance: String,
    settings: Vec<Setting>,
    place: Place,
    use_place: Place,
    is_configured: bool,
}

/// Makes the client's files speak of instances, and makes these.
pub(super) fn of_client(
    client: &str,
    files: &mut [File],
    project: &mut Project<'_>,
    out: &mut Expanded,
) -> Vec<File> {
    let languages = languages_of(files);
    let mut building = Building {
        client,
        defaults: defaults_of(files),
        languages: languages.clone(),
        standard: BTreeSet::new(),
        files: Vec::new(),
    };
    let used = used_by(files, project);
    let mut own =
        Renamer { uses: used.keys().map(|n| (n.clone(), n.clone())).collect(), ..Renamer::default() };
    files.iter_mut().for_each(|file| visit(file, &mut own));
    for (name, line) in &used {
        if !own.spoken_of.contains(name) {
            out.diagnostics.push(d::w0203(
                line.place.clone(),
                "library",
                name,
                ("nothing in it is used", "nichts darin wird benutzt"),
            ));
        }
        let Some(library) = line.library else { continue };
        let configure = configure_of(files, name);
        let is_configured = configure.is_some();
        let (settings, place) = configure.unwrap_or_else(|| (Vec::new(), line.place.clone()));
        building.instance(
            Plan {
                library,
                instance: name.clone(),
                settings,
                place,
                use_place: line.place.clone(),
                is_configured,
            },
            // a library by itself is in its own circle from the beginning
            &mut own_library(client)
                .map(Arc::from)
                .into_iter()
                .chain([library.source.path.clone()])
                .collect(),
            project,
            out,
        );
    }
    for file in files.iter_mut() {
        unknown_configures(client, file, &used, project);
    }
    building.standard.extend(own.standard);
    let mut instances = building.files;
    replace(files, &mut instances, &used.keys().cloned().collect(), project);
    instances.extend(standard::instance(client, &building.standard, files, &languages));
    instances
}

/// A library by the line that uses it; no library where there is none at its path.
struct Line<'a> {
    library: Option<&'a File>,
    place: Place,
}

fn used_by<'a>(files: &mut [File], project: &mut Project<'a>) -> BTreeMap<String, Line<'a>> {
    let mut used: BTreeMap<String, Line<'a>> = BTreeMap::new();
    for file in files {
        let mut is_lost = false;
        for line in uses(file).cloned().collect::<Vec<_>>() {
            let name = &line.name.text;
            let at = place(file, line.name.span);
            if let Some(first) = used.get(name) {
                // another file of the client may use the same library, too
                if first.place.file == at.file || first.library.map(|l| &*l.source.path) != line.from.plain()
                {
                    project.sink.report(d::e0202(at, "library", name, Some(first.place.clone())));
                }
                continue;
            }
            let library = project.find(&line, file);
            is_lost |= library.is_none();
            used.insert(name.clone(), Line { library, place: at });
        }
        // its names are nowhere, and that has been told
        file.has_lost_lines |= is_lost;
    }
    used
}

fn unknown_configures(
    client: &str,
    file: &File,
    used: &BTreeMap<String, Line<'_>>,
    project: &mut Project<'_>,
) {
    for decl in &file.decls {
        match &decl.kind {
            DeclKind::Configure(configure) => {
                let Some(name) = &configure.name else { continue };
                if !used.contains_key(&name.text) {
                    let near = spelling::nearest(&name.text, used.keys().map(String::as_str));
                    project.sink.report(d::e0201(place(file, name.span), "library", &name.text, near, None));
                }
            }
            DeclKind::Parameters(_) if !super::is_alone(client) => {
                let at = place(file, decl.mark);
                project.sink.report(d::e0104(at, d::Misplaced::ParametersOutsideLibrary));
            }
            _ => {}
        }
    }
}

/// What is being built for a client.
struct Building<'a> {
    client: &'a str,
    defaults: Option<Defaults>,
    languages: Vec<String>,
    standard: BTreeSet<String>,
    files: Vec<File>,
}

impl Building<'_> {
    fn instance<'p>(
        &mut self,
        plan: Plan<'p>,
        chain: &mut Vec<Arc<str>>,
        project: &mut Project<'p>,
        out: &mut Expanded,
    ) {
        let Some(library) = library_of(plan.library) else { return };
        out.uses.insert(
            (self.client.to_string(), plan.instance.clone()),
            Used {
                path: plan.library.source.path.clone(),
                title: library.title.fixed(),
                place: plan.place.clone(),
                use_place: plan.use_place.clone(),
            },
        );
        let parameters = bind(
            &Configured {
                client: self.client,
                library: plan.library,
                name: &plan.instance,
                settings: &plan.settings,
                place: plan.place.clone(),
                is_there: plan.is_configured,
            },
            &mut out.given,
            &mut project.sink,
        );
        let mut file = plan.library.clone();
        let alias =
            |used: &ast::Use| (used.name.text.clone(), format!("{}.{}", plan.instance, used.name.text));
        let mut renamer = Renamer {
            instance: plan.instance.clone(),
            declared: Declared::of(&file),
            uses: uses(&file).map(alias).collect(),
            parameters,
            ..Renamer::default()
        };
        visit(&mut file, &mut renamer);
        self.standard.append(&mut renamer.standard);
        let nested = self.nested(&file, &plan, project);
        let is_cut = |next: &Plan<'_>| chain.contains(&next.library.source.path);
        // what is missing has been told: names that lead there say nothing
        file.has_lost_lines |= renamer.parameters.len() < super::parameters(plan.library).count()
            || nested.len() < uses(&file).count()
            || nested.iter().any(is_cut);
        self.languages(&mut file);
        defaults::fill(&mut file, self.defaults.as_ref());
        belong(&mut file, self.client, &renamer);
        self.files.push(file);
        for next in nested {
            let path = next.library.source.path.clone();
            if !chain.contains(&path) {
                chain.push(path);
                self.instance(next, chain, project, out);
                chain.pop();
            }
        }
    }

    /// Leaves the lines in languages of the client; `de-AT` is spoken to in the words of `de`.
    fn languages(&self, file: &mut File) {
        if self.languages.is_empty() {
            return;
        }
        for decl in &mut file.decls {
            let lines = match &mut decl.kind {
                DeclKind::Prompt(prompt) => &mut prompt.lines,
                DeclKind::ReplacePrompt(replaced) => &mut replaced.lines,
                _ => continue,
            };
            let has = |tag: &str| lines.iter().any(|line| line.lang.text == tag);
            let mut kept: Vec<PromptLine> = Vec::new();
            for tag in &self.languages {
                let base = tag.split('-').next().unwrap_or(tag);
                let from = if has(tag) { tag.as_str() } else { base };
                kept.extend(lines.iter().filter(|line| line.lang.text == from).cloned().map(|mut line| {
                    line.lang.text = tag.clone();
                    line
                }));
            }
            kept.extend(lines.iter().filter(|line| line.lang.text == ANY).cloned());
            // a prompt in other languages only: what is missing is told of its first line
            if !kept.is_empty() {
                *lines = kept;
            }
        }
    }

    /// What a library uses itself; it configures it with its own parameters.
    fn nested<'p>(&self, file: &File, plan: &Plan<'p>, project: &mut Project<'p>) -> Vec<Plan<'p>> {
        let mut nested = Vec::new();
        for line in uses(file) {
            // what is wrong with the line has been told of the library by itself
            let found = line.from.plain().and_then(|path| project.by_path.get(path).copied());
            let Some(library) =
                found.filter(|l| library_of(l).is_some_and(|l| l.name.text == line.name.text))
            else {
                continue;
            };
            let configure = configure_of(std::slice::from_ref(file), &line.name.text);
            let is_configured = configure.is_some();
            let (settings, place) = configure.unwrap_or_else(|| (Vec::new(), place(file, line.name.span)));
            nested.push(Plan {
                library,
                instance: format!("{}.{}", plan.instance, line.name.text),
                settings,
                place,
                use_place: plan.use_place.clone(),
                is_configured,
            });
        }
        nested
    }
}

/// A library's tree becomes a further file of the client.
fn belong(file: &mut File, client: &str, renamer: &Renamer) {
    let fields: Vec<Field> = parameters(file).cloned().collect();
    let values: BTreeMap<&str, &ast::Expr> = renamer
        .parameters
        .iter()
        .filter_map(|(name, bound)| match bound {
            Bound::Value(value) | Bound::Variable(value) => Some((name.as_str(), value)),
            Bound::Name(_) => None,
        })
        .collect();
    let variables: Vec<Field> = fields
        .iter()
        .filter(|f| renamer.variables.contains(&f.name.text))
        .filter_map(|f| {
            let value = values.get(f.name.text.as_str()).copied().or(f.init.as_ref())?;
            Some(variable(f, renamer.own(&f.name.text), value))
        })
        .collect();
    file.decls.retain(|decl| {
        !matches!(
            decl.kind,
            DeclKind::Parameters(_) | DeclKind::Use(_) | DeclKind::Configure(_) | DeclKind::Test(_)
        )
    });
    for decl in &mut file.decls {
        if matches!(decl.kind, DeclKind::Library(_)) {
            decl.kind = DeclKind::PartOf(Ident { text: client.to_string(), span: decl.mark });
        }
    }
    if !variables.is_empty() {
        let mark = Span::new(0, 0);
        let kind = DeclKind::Data(Data { fields: variables });
        file.decls.push(Decl {
            kind,
            span: mark,
            head: mark,
            mark,
            description: Vec::new(),
            has_junk: false,
        });
    }
}

/// `replace prompt` becomes a prompt of the client; that of the library goes away.
fn replace(files: &mut [File], instances: &mut [File], used: &BTreeSet<String>, project: &mut Project<'_>) {
    let mut replaced: BTreeMap<String, Place> = BTreeMap::new();
    // the client's own words go before those of a library that replaces in another
    let count = files.len();
    for index in 0..count + instances.len() {
        let decls = match index < count {
            true => files[index].decls.clone(),
            false => instances[index - count].decls.clone(),
        };
        let path = match index < count {
            true => files[index].source.path.clone(),
            false => instances[index - count].source.path.clone(),
        };
        let mut kept = Vec::new();
        for mut decl in decls {
            if let DeclKind::ReplacePrompt(replacement) = &decl.kind {
                let at = Place { file: path.clone(), span: replacement.of.span };
                let name = replacement.of.text();
                let is_own = index < count;
                if let Some(first) = replaced.get(&name) {
                    if is_own {
                        project.sink.report(d::e0202(at, "replacement of", &name, Some(first.clone())));
                    }
                    continue;
                }
                if !is_replaceable(&name, &at, instances, used, project) {
                    continue;
                }
                replaced.insert(name.clone(), at.clone());
                let ident = Ident { text: name, span: replacement.of.span };
                let lines = replacement.lines.clone();
                decl.kind =
                    DeclKind::Prompt(Prompt { name: Some(ident), title: None, replaceable: false, lines });
            }
            kept.push(decl);
        }
        match index < count {
            true => files[index].decls = kept,
            false => instances[index - count].decls = kept,
        }
    }
    let is_gone = |prompt: &Prompt, file: &File| {
        let Some(name) = &prompt.name else { return false };
        replaced.get(&name.text).is_some_and(|by| by.file != file.source.path || by.span != name.span)
    };
    for file in instances {
        let kept: Vec<Decl> = std::mem::take(&mut file.decls)
            .into_iter()
            .filter(|decl| !matches!(&decl.kind, DeclKind::Prompt(prompt) if is_gone(prompt, file)))
            .collect();
        file.decls = kept;
    }
}

fn is_replaceable(
    name: &str,
    at: &Place,
    instances: &[File],
    used: &BTreeSet<String>,
    project: &mut Project<'_>,
) -> bool {
    let Some((library, prompt)) = name.rsplit_once('.') else {
        project.sink.report(d::e0205_own(at.clone(), name));
        return false;
    };
    if library == standard::LIBRARY {
        let names = standard::names();
        if !names.iter().any(|n| n == prompt) {
            let full: Vec<String> = names.iter().map(|n| format!("{library}.{n}")).collect();
            let near = spelling::nearest(name, full.iter().map(String::as_str));
            project.sink.report(d::e0201(at.clone(), "prompt", name, near, None));
            return false;
        }
        return true;
    }
    let prompts = instances.iter().flat_map(|file| file.decls.iter().map(move |decl| (file, decl)));
    let mut near = Vec::new();
    for (file, decl) in prompts {
        let DeclKind::Prompt(prompt) = &decl.kind else { continue };
        let Some(own) = &prompt.name else { continue };
        if own.text == name {
            if !prompt.replaceable {
                project.sink.report(d::e0205(at.clone(), name, place(file, own.span)));
            }
            return prompt.replaceable;
        }
        if prompt.replaceable {
            near.push(own.text.clone());
        }
    }
    if instances.iter().any(|file| declares_below(file, library)) {
        let near = spelling::nearest(name, near.iter().map(String::as_str));
        project.sink.report(d::e0201(at.clone(), "prompt", name, near, None));
    } else if !used.contains(library) {
        let near = spelling::nearest(library, used.iter().map(String::as_str));
        project.sink.report(d::e0201(at.clone(), "library", library, near, None));
    }
    // of a library that is used and not there, its `use` has been told
    false
}

/// Whether a file is the instance of a library: its things are called `library.…`.
fn declares_below(file: &File, library: &str) -> bool {
    let start = format!("{library}.");
    super::declared::names(std::slice::from_ref(file)).iter().any(|name| name.starts_with(&start))
}

fn defaults_of(files: &[File]) -> Option<Defaults> {
    files.iter().flat_map(|f| &f.decls).find_map(|decl| match &decl.kind {
        DeclKind::Defaults(defaults) => Some(defaults.clone()),
        _ => None,
    })
}

/// The languages of the client among some files.
fn languages_of(files: &[File]) -> Vec<String> {
    let clients = files.iter().flat_map(|f| &f.decls).filter_map(|decl| match &decl.kind {
        DeclKind::Client(client) => Some(client),
        _ => None,
    });
    let settings = clients.flat_map(|c| &c.settings).filter(|s| s.key.text == "languages");
    settings.flat_map(|s| &s.values).filter_map(crate::symbols::language_tag).collect()
}
