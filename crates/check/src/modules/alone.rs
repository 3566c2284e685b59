//! A library by itself: a client of one's own making, with a thing of the right kind for each parameter.

use super::configure::{REFERENCES, is_reference};
use super::rename::at;
use super::{ALONE, Project, library_of, parameters};
use crate::diagnostics as d;
use crate::place;
use rufplan_diag::SourceFile;
use rufplan_syntax::ast::names::{Named, Names, Stands, visit};
use rufplan_syntax::ast::{
    self, DeclKind, Expr, ExprKind, Field, File, Ident, Path, SpeakLanguage, StmtKind, TypeKind, TypeRef,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Begins the names of everything that is made here.
const OWN: &str = "library_alone";

/// The client of a library by itself: its name, the file that was made for it, and the library.
pub(super) fn client_of(library: &File, project: &mut Project<'_>) -> (String, Vec<File>) {
    let client = format!("{ALONE}{}", library.source.path);
    let path = format!("{} by itself", library.source.path);
    let mut head = ast::lower(&rufplan_syntax::parse(&SourceFile::new(&path, &text(library))));
    let mut body = library.clone();
    for file in [&mut head, &mut body] {
        for decl in &mut file.decls {
            match &mut decl.kind {
                DeclKind::Client(own) => own.name.iter_mut().for_each(|n| n.text = client.clone()),
                DeclKind::Library(_) => {
                    decl.kind = DeclKind::PartOf(Ident { text: client.clone(), span: decl.mark });
                }
                _ => {}
            }
        }
    }
    fix_settings(&head, &mut body);
    misplaced(library, project);
    unused_parameters(library, project);
    body.decls.retain(|decl| !matches!(decl.kind, DeclKind::Test(_) | DeclKind::Client(_)));
    (client, vec![head, body])
}

/// Settings take values: parameters in them are what the made client gives.
fn fix_settings(head: &File, body: &mut File) {
    let fields = head.decls.iter().filter_map(|decl| match &decl.kind {
        DeclKind::Data(data) => Some(&data.fields),
        _ => None,
    });
    let values = fields.flatten().filter_map(|f| Some((f.name.text.clone(), f.init.clone()?)));
    visit(body, &mut Settings(values.collect()));
}

struct Settings(BTreeMap<String, Expr>);

impl Names for Settings {
    fn declares(&mut self, _: Named, _: &mut Ident) {}

    fn names(&mut self, _: Named, _: &mut Path) {}

    fn reads(&mut self, expr: &mut Expr, stands: Stands) {
        let ExprKind::Path(path) = &expr.kind else { return };
        let value = path.single().and_then(|word| self.0.get(&word.text));
        if let Some(value) = value.filter(|_| stands == Stands::Setting) {
            *expr = at(value.clone(), expr.span);
        }
    }
}

/// Tests and clients stand in files of clients.
fn misplaced(library: &File, project: &mut Project<'_>) {
    for decl in &library.decls {
        let what = match &decl.kind {
            DeclKind::Test(_) => d::Misplaced::InLibrary("test"),
            DeclKind::Client(_) => d::Misplaced::InLibrary("client"),
            DeclKind::PartOf(_) => d::Misplaced::InLibrary("part of client"),
            _ => continue,
        };
        project.sink.report(d::e0104(place(library, decl.mark), what));
    }
}

fn unused_parameters(library: &File, project: &mut Project<'_>) {
    let mut read = Read::default();
    visit(&mut library.clone(), &mut read);
    for field in parameters(library) {
        if !read.0.contains(&field.name.text) && !library.has_junk {
            let at = place(library, field.name.span);
            project.sink.report(d::w0203(
                at,
                "parameter",
                &field.name.text,
                ("used nowhere", "nirgends benutzt"),
            ));
        }
    }
}

/// The first words of all paths.
#[derive(Default)]
struct Read(BTreeSet<String>);

impl Read {
    fn note(&mut self, path: &Path) {
        self.0.extend(path.segments.first().map(|s| s.text.clone()));
    }
}

impl Names for Read {
    fn declares(&mut self, _: Named, _: &mut Ident) {}

    fn names(&mut self, _: Named, path: &mut Path) {
        self.note(path);
    }

    fn reads(&mut self, expr: &mut Expr, _: Stands) {
        if let ExprKind::Path(path) = &expr.kind {
            self.note(path);
        }
    }
}

/// The script of a client that gives a library what it needs and leads a number into each of its flows.
fn text(library: &File) -> String {
    let mut page = String::from("rufplan 1\n");
    let flows: Vec<&ast::Flow> = library
        .decls
        .iter()
        .filter_map(|decl| match &decl.kind {
            DeclKind::Flow(flow) if flow.name.is_some() => Some(flow),
            _ => None,
        })
        .collect();
    client(&mut page, library, flows.len());
    things(&mut page, library, &flows);
    for (index, flow) in flows.iter().enumerate() {
        drive(&mut page, library, flow, index);
    }
    page
}

fn client(page: &mut String, library: &File, flows: usize) {
    let languages = languages(library).into_iter().collect::<Vec<_>>().join(", ");
    let title = library_of(library).map(|l| l.title.fixed()).unwrap_or_default().replace('"', "");
    let _ = writeln!(
        page,
        "client {OWN} \"{title}\"\n  languages: {languages}\n  time zone: Europe/Berlin\n  whisper: {OWN}_prompt"
    );
    for index in 0..flows {
        // a block of numbers that nobody has: the fourth of Berlin's for films
        let _ = writeln!(page, "  number +49 30 23125{index:03} starts {OWN}_{index}");
    }
    page.push_str("end\n");
}

/// Languages that every prompt of the library speaks, and those it switches to.
fn languages(library: &File) -> BTreeSet<String> {
    let mut common: Option<BTreeSet<String>> = None;
    let mut spoken: BTreeSet<String> = BTreeSet::new();
    for decl in &library.decls {
        match &decl.kind {
            DeclKind::Prompt(prompt) => {
                let own: BTreeSet<String> = prompt.lines.iter().map(|l| l.lang.text.clone()).collect();
                if !own.contains("any") && !own.is_empty() {
                    common = Some(match common {
                        Some(common) => common.intersection(&own).cloned().collect(),
                        None => own,
                    });
                }
            }
            DeclKind::Flow(flow) => crate::walk::statements(&flow.body, &mut |stmt| {
                if let StmtKind::Speak(SpeakLanguage::Tag(tag)) = &stmt.kind {
                    spoken.insert(tag.text.clone());
                }
            }),
            _ => {}
        }
    }
    let mut languages = common.unwrap_or_default();
    languages.extend(spoken);
    if languages.is_empty() {
        languages.insert("de".to_string());
    }
    languages
}

/// One declaration for each parameter, and one of each kind for the parameters of flows.
fn things(page: &mut String, library: &File, flows: &[&ast::Flow]) {
    let mut values = String::new();
    for field in parameters(library) {
        match (is_reference(field), &field.of.kind) {
            (true, TypeKind::Named(path)) => thing(page, &path.text(), &field.name.text),
            (true, TypeKind::Reference { of, .. }) => thing(page, of, &field.name.text),
            _ => {
                let of = library.source.slice(field.of.span);
                let _ = writeln!(values, "  {}: {of}{}", field.name.text, first(field, library));
            }
        }
    }
    if !values.is_empty() {
        let _ = write!(page, "data\n{values}end\n");
    }
    let params = flows.iter().flat_map(|f| &f.params);
    let kinds = params.filter_map(|p| match &p.of.kind {
        TypeKind::Named(path) => Some(path.text()).filter(|t| REFERENCES.contains(&t.as_str())),
        _ => None,
    });
    let mut kinds: BTreeSet<String> = kinds.collect();
    kinds.insert("prompt".to_string());
    kinds.iter().for_each(|kind| thing(page, kind, &format!("{OWN}_{kind}")));
    if page.contains(&format!("within: {OWN}_times")) {
        thing(page, "hours", &format!("{OWN}_times"));
    }
}

fn thing(page: &mut String, kind: &str, name: &str) {
    let body = match kind {
        "queue" => "  service level: 80% within 20s\n  when nobody is signed in\n    hang up\n".to_string(),
        "hours" => "  holidays: DE-BE\n  mon-fri 08:00-18:00\n  holiday closed \"Feiertag\"\n  24 dec closed \"Heiligabend\"\n  \
                    31 dec closed \"Silvester\"\n"
            .to_string(),
        "mailbox" => "  deliver to: \"library@example.org\"\n".to_string(),
        "callback" => format!("  within: {OWN}_times\n  when accepted\n    hang up\n"),
        "prompt" => "  any: \"…\"\n".to_string(),
        _ => "  hang up\n".to_string(),
    };
    let _ = write!(page, "{kind} {name}\n{body}end\n");
}

/// ` = VALUE`: the default, or any value of the type.
fn first(field: &Field, library: &File) -> String {
    match &field.init {
        Some(init) => format!(" = {}", library.source.slice(init.span)),
        None => sample(&field.of, library).map(|value| format!(" = {value}")).unwrap_or_default(),
    }
}

/// A value of a type, as a script writes it.
fn sample(of: &TypeRef, library: &File) -> Option<String> {
    let slice = |span| library.source.slice(span).to_string();
    Some(match &of.kind {
        TypeKind::OneOf(values) => values.first()?.text.clone(),
        TypeKind::NumberFrom(from, _) => slice(from.span),
        TypeKind::DurationFrom(from, _) => slice(from.span),
        TypeKind::Reference { names, .. } => names.first()?.text(),
        TypeKind::PhoneOneOf(targets) => slice(targets.first()?.span),
        TypeKind::Maybe(_) | TypeKind::List(_) => return None,
        TypeKind::Named(path) => match path.text().as_str() {
            "text" | "name" => "\"…\"".to_string(),
            "digits" => "\"1\"".to_string(),
            "number" => "1".to_string(),
            "money" => "1 EUR".to_string(),
            "date" => "2026-01-01".to_string(),
            "time" => "12:00".to_string(),
            "weekday" => "mon".to_string(),
            "duration" => "1s".to_string(),
            "phone" => "+49 30 23125000".to_string(),
            "yesno" => "yes".to_string(),
            "language" => languages(library).into_iter().next()?,
            kind if REFERENCES.contains(&kind) => format!("{OWN}_{kind}"),
            _ => return None,
        },
    })
}

/// A flow that leads into one of the library's.
fn drive(page: &mut String, library: &File, flow: &ast::Flow, index: usize) {
    let Some(name) = &flow.name else { return };
    let args: Vec<String> = flow.params.iter().filter_map(|p| sample(&p.of, library)).collect();
    let call = match args.is_empty() {
        true => name.text.clone(),
        false => format!("{}({})", name.text, args.join(", ")),
    };
    let _ = writeln!(page, "flow {OWN}_{index}");
    if flow.gives.is_empty() {
        let _ = writeln!(page, "  go to {call}");
    } else {
        let _ = writeln!(page, "  run {call}");
        for outcome in &flow.gives {
            let _ = writeln!(page, "    when {}\n      hang up", outcome.text);
        }
        page.push_str("  end\n");
    }
    page.push_str("end\n");
}
