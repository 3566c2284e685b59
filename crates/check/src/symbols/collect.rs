//! Gathers the names of a project.

use super::{Symbol, Symbols, Var};
use crate::diagnostics as d;
use crate::kind::Kind;
use crate::sink::Sink;
use crate::spelling::folded;
use crate::types;
use crate::{hours, place};
use rufplan_calendar::{Date, Hours, Zone};
use rufplan_diag::Noun;
use rufplan_machine::value::Privacy;
use rufplan_syntax::ast::{self, DeclKind, SettingValueKind, StmtKind};
use std::collections::BTreeMap;

/// The names of a project and what is wrong with them.
#[derive(Debug)]
pub struct Collected<'a> {
    /// One for each `client`, in the order of the files.
    pub clients: Vec<Symbols<'a>>,
    /// Names given twice, words of the language as names, parts of no client, types that are none.
    pub sink: Sink,
}

/// Gathers the names of a project: a client is the file with `client NAME` and all files with `part of client NAME`.
/// The years around `today` are those whose holidays are known; `names` are the clients of the whole project.
pub fn collect<'a>(files: &'a [ast::File], today: Date, names: &[String]) -> Collected<'a> {
    let mut sink = Sink::default();
    let mut clients: Vec<Symbols<'a>> = Vec::new();
    for file in files {
        let mut heads = file.decls.iter().filter(|d| matches!(d.kind, DeclKind::Client(_)));
        if let Some(decl) = heads.next() {
            clients.extend(begin(file, decl, &mut sink));
        }
        for second in heads {
            sink.report(d::e0104(place(file, second.mark), d::Misplaced::SecondClient));
        }
    }
    clients_of_one_name(&clients, &mut sink);
    for file in files {
        join(file, &mut clients, names, &mut sink);
    }
    for client in &mut clients {
        add_data(client, &mut sink);
        super::params::add(client, &mut sink);
        super::privacy::spread(client);
        let names: Vec<_> = client.hours.iter().map(|(name, hours)| (*name, hours.node)).collect();
        for (name, node) in names {
            let certain = Hours::new(hours::plan(node, client, hours::years(today)))
                .is_ok_and(|h| h.next_open_is_certain());
            if certain {
                client.certain_next_open.insert(name);
            }
        }
    }
    Collected { clients, sink }
}

fn clients_of_one_name(clients: &[Symbols<'_>], sink: &mut Sink) {
    let mut first: BTreeMap<&str, &Symbols<'_>> = BTreeMap::new();
    for client in clients {
        let Some(name) = &client.client.name else { continue };
        match first.get(name.text.as_str()) {
            None => {
                first.insert(&name.text, client);
            }
            Some(other) => {
                let there = other.client.name.as_ref().map(|n| place(other.files[0], n.span));
                sink.report(d::e0202(
                    place(client.files[0], name.span),
                    Kind::Client.noun(),
                    &name.text,
                    there,
                ));
            }
        }
    }
}

fn begin<'a>(file: &'a ast::File, decl: &'a ast::Decl, sink: &mut Sink) -> Option<Symbols<'a>> {
    let DeclKind::Client(client) = &decl.kind else { return None };
    let mut symbols = Symbols {
        client,
        client_decl: decl,
        files: Vec::new(),
        languages: Vec::new(),
        zone: None,
        vars: BTreeMap::new(),
        prompts: BTreeMap::new(),
        hours: BTreeMap::new(),
        calendars: BTreeMap::new(),
        switches: BTreeMap::new(),
        flows: BTreeMap::new(),
        records: BTreeMap::new(),
        params: BTreeMap::new(),
        least_lengths: BTreeMap::new(),
        queues: BTreeMap::new(),
        failures: BTreeMap::new(),
        services: BTreeMap::new(),
        lookups: BTreeMap::new(),
        shapes: BTreeMap::new(),
        callbacks: BTreeMap::new(),
        surveys: BTreeMap::new(),
        kpis: BTreeMap::new(),
        mailboxes: BTreeMap::new(),
        queue_order: Vec::new(),
        defaults: Vec::new(),
        tests: Vec::new(),
        marks: Default::default(),
        certain_next_open: Default::default(),
        has_junk: false,
        has_lost_names: false,
    };
    for setting in &client.settings {
        match setting.key.text.as_str() {
            "languages" => symbols.languages.extend(setting.values.iter().filter_map(language_tag)),
            "time zone" => {
                let zone = setting.values.first().and_then(zone_name);
                symbols.zone = zone.filter(|z| Zone::named(z).is_some()).map(str::to_string);
            }
            _ => {}
        }
    }
    add_file(&mut symbols, file, sink);
    Some(symbols)
}

/// `de`, `en-GB`; nothing else is a language tag.
pub(crate) fn language_tag(value: &ast::SettingValue) -> Option<String> {
    match &value.kind {
        SettingValueKind::Locale(tag) => Some(tag.clone()),
        SettingValueKind::Expr(ast::Expr { kind: ast::ExprKind::Path(path), .. }) => {
            let tag = path.single()?.text.clone();
            (tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_lowercase())).then_some(tag)
        }
        _ => None,
    }
}

/// `Europe/Berlin`, or a zone of one word such as `UTC`.
pub(crate) fn zone_name(value: &ast::SettingValue) -> Option<&str> {
    match &value.kind {
        SettingValueKind::Zone(zone) => Some(zone),
        SettingValueKind::Expr(ast::Expr { kind: ast::ExprKind::Path(path), .. }) => {
            Some(&path.single()?.text)
        }
        _ => None,
    }
}

/// Puts a file without `client` to the client it names.
fn join<'a>(file: &'a ast::File, clients: &mut [Symbols<'a>], names: &[String], sink: &mut Sink) {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    if file.decls.iter().any(|d| matches!(d.kind, DeclKind::Client(_))) {
        return;
    }
    let part = file.decls.iter().find_map(|decl| match &decl.kind {
        DeclKind::PartOf(name) => Some((decl, name)),
        _ => None,
    });
    if let Some((_, name)) = part {
        let named = |c: &Symbols<'_>| c.client_name() == name.text;
        match clients.iter_mut().find(|c| named(c)) {
            Some(client) => add_file(client, file, sink),
            None => sink.report(d::e0211(place(file, name.span), Some(&name.text), &names)),
        }
    } else if let Some(first) = file.decls.first() {
        sink.report(d::e0211(place(file, first.mark), None, &names));
    }
}

fn add_file<'a>(symbols: &mut Symbols<'a>, file: &'a ast::File, sink: &mut Sink) {
    symbols.has_junk |= file.has_junk;
    symbols.has_lost_names |= file.has_lost_lines;
    for decl in &file.decls {
        add_decl(symbols, file, decl, sink);
    }
    symbols.files.push(file);
}

/// The call variables come last: their types may be declared in any file of the client.
fn add_data(symbols: &mut Symbols<'_>, sink: &mut Sink) {
    for file in symbols.files.clone() {
        let fields = file.decls.iter().filter_map(|d| match &d.kind {
            DeclKind::Data(data) => Some(&data.fields),
            _ => None,
        });
        for field in fields.flatten() {
            add_var(symbols, file, field, sink);
        }
    }
}

fn add_decl<'a>(symbols: &mut Symbols<'a>, file: &'a ast::File, decl: &'a ast::Decl, sink: &mut Sink) {
    macro_rules! add {
        ($map:ident, $kind:expr, $node:expr) => {{
            symbols.has_lost_names |= $node.name.is_none();
            if let Some(name) = &$node.name {
                let symbol = Symbol { name, node: $node, decl, file };
                check_name(name, file, $kind.noun(), sink);
                match symbols.$map.get(name.text.as_str()) {
                    Some(first) => {
                        let there = Some(place(first.file, first.name.span));
                        sink.report(d::e0202(place(file, name.span), $kind.noun(), &name.text, there));
                    }
                    None => {
                        similar_name(
                            $kind,
                            symbols.$map.values().map(|s| (s.name, s.file)),
                            name,
                            file,
                            sink,
                        );
                        symbols.$map.insert(&name.text, symbol);
                    }
                }
            }
        }};
    }
    match &decl.kind {
        DeclKind::Prompt(node) => add!(prompts, Kind::Prompt, node),
        DeclKind::Hours(node) => add!(hours, Kind::Hours, node),
        DeclKind::Calendar(node) => add!(calendars, Kind::Calendar, node),
        DeclKind::Switch(node) => add!(switches, Kind::Switch, node),
        DeclKind::Type(node) => add!(records, Kind::Type, node),
        DeclKind::Flow(node) => {
            add!(flows, Kind::Flow, node);
            add_marks(symbols, &node.body);
        }
        DeclKind::Queue(node) => {
            if let Some(name) = &node.name
                && !symbols.queues.contains_key(name.text.as_str())
            {
                symbols.queue_order.push(&name.text);
            }
            add!(queues, Kind::Queue, node);
            node.arms.iter().for_each(|arm| add_marks(symbols, &arm.body));
        }
        DeclKind::Service(node) => add!(services, Kind::Service, node),
        DeclKind::Lookup(node) => add!(lookups, Kind::Lookup, node),
        DeclKind::Shape(node) => add!(shapes, Kind::Shape, node),
        DeclKind::Callback(node) => {
            add!(callbacks, Kind::Callback, node);
            node.arms.iter().for_each(|arm| add_marks(symbols, &arm.body));
        }
        DeclKind::Survey(node) => add!(surveys, Kind::Survey, node),
        DeclKind::Kpi(node) => add!(kpis, Kind::Kpi, node),
        DeclKind::Mailbox(node) => add!(mailboxes, Kind::Mailbox, node),
        DeclKind::Failures(node) => {
            add!(failures, Kind::Failures, node);
            node.on.iter().for_each(|arm| add_marks(symbols, &arm.body));
        }
        DeclKind::Defaults(node) => {
            if !symbols.defaults.is_empty() {
                sink.report(d::e0104(place(file, decl.mark), d::Misplaced::SecondDefaults));
            }
            symbols.defaults.push((node, decl, file));
            let bodies = node.on.iter().map(|a| &a.body).chain(node.press.iter().map(|a| &a.body));
            bodies.for_each(|body| add_marks(symbols, body));
        }
        DeclKind::Test(node) => symbols.tests.push((node, decl, file)),
        // a line of `data` that was not understood has a name that nobody knows
        DeclKind::Data(_) => symbols.has_lost_names |= decl.has_junk,
        // what libraries are made of has been expanded before
        DeclKind::Use(_)
        | DeclKind::Client(_)
        | DeclKind::PartOf(_)
        | DeclKind::Library(_)
        | DeclKind::Parameters(_)
        | DeclKind::Configure(_)
        | DeclKind::ReplacePrompt(_) => {}
    }
}

fn add_var<'a>(symbols: &mut Symbols<'a>, file: &'a ast::File, field: &'a ast::Field, sink: &mut Sink) {
    check_name(&field.name, file, Kind::Data.noun(), sink);
    if let Some(first) = symbols.vars.get(field.name.text.as_str()) {
        let there = Some(place(first.file, first.field.name.span));
        sink.report(d::e0202(place(file, field.name.span), Kind::Data.noun(), &field.name.text, there));
        return;
    }
    similar_name(Kind::Data, symbols.vars.values().map(|v| (&v.field.name, v.file)), &field.name, file, sink);
    let of = types::resolve(&field.of, types::Stands::InData, file, symbols, sink);
    check_values(field, file, sink);
    let own = of.as_ref().map_or(Privacy::Open, super::privacy::own_privacy);
    let privacy = types::privacy(field).max(own);
    symbols.vars.insert(&field.name.text, Var { field, file, of, privacy, tainted_by: None });
}

/// Values of `one of`: no word of the language, none twice.
fn check_values(field: &ast::Field, file: &ast::File, sink: &mut Sink) {
    let mut of = &field.of;
    while let ast::TypeKind::Maybe(inner) = &of.kind {
        of = inner;
    }
    let ast::TypeKind::OneOf(values) = &of.kind else { return };
    for (index, value) in values.iter().enumerate() {
        if is_reserved(&value.text) {
            sink.report(d::e0210(place(file, value.span), &value.text, d::Role::ValueOf(&field.name.text)));
        }
        if let Some(first) = values.iter().take(index).find(|v| v.text == value.text) {
            sink.report(d::e0202(
                place(file, value.span),
                "value",
                &value.text,
                Some(place(file, first.span)),
            ));
        }
    }
}

/// Words that cannot be names although the grammar reads them as such (language.md 2.1).
fn is_reserved(word: &str) -> bool {
    matches!(word, "known" | "nothing" | "on" | "off" | "yes" | "no")
}

fn check_name(name: &ast::Ident, file: &ast::File, kind: Noun, sink: &mut Sink) {
    if is_reserved(&name.text) {
        sink.report(d::e0210(place(file, name.span), &name.text, d::Role::NameOf(kind)));
    }
}

fn similar_name<'a>(
    kind: Kind,
    others: impl Iterator<Item = (&'a ast::Ident, &'a ast::File)>,
    name: &ast::Ident,
    file: &ast::File,
    sink: &mut Sink,
) {
    let same =
        |other: &ast::Ident| other.text != name.text && without_case(&other.text) == without_case(&name.text);
    if let Some((other, there)) = others.into_iter().find(|(other, _)| same(other)) {
        sink.report(d::w0209(
            place(file, name.span),
            kind.noun(),
            &name.text,
            &other.text,
            place(there, other.span),
        ));
    }
}

/// Without case and umlaut signs, but with underscores: `a_b` and `ab` are two names to everybody.
fn without_case(name: &str) -> String {
    name.split('_').map(folded).collect::<Vec<_>>().join("_")
}

fn add_marks<'a>(symbols: &mut Symbols<'a>, block: &'a ast::Block) {
    for stmt in &block.stmts {
        if let StmtKind::Mark { name, .. } = &stmt.kind {
            symbols.marks.insert(&name.text);
        }
        crate::walk::bodies(stmt, &mut |body| add_marks(symbols, body));
    }
}
