//! Services and lookups: addresses, what is sent, what comes back.

use super::settings::{Block, HOUR, MINUTE, Required, Takes};
use super::{Client, privacy, settings, shapes};
use crate::diagnostics::{self as d, Answer, ShapeUse};
use crate::expr::{self, Scope};
use crate::symbols::Symbol;
use crate::{Kind, Sink, place, types};
use rufplan_diag::Span;
use rufplan_machine::value::{Privacy, Type};
use rufplan_syntax::ast::{
    self, Expr, ExprKind, File, HttpMethod, Literal, Lookup, LookupState, Path, Service, Setting,
    SettingValueKind,
};

/// Settings of `fetch`.
pub(super) const FETCH: [(&str, Takes); 1] = [("meanwhile", Takes::Prompt)];

const SERVICE: [(&str, Takes); 5] = [
    ("address", Takes::Elsewhere),
    ("sign in", Takes::Elsewhere),
    ("timeout", Takes::Duration(100, MINUTE)),
    ("retries", Takes::Whole(0, 5)),
    ("at once", Takes::Whole(1, 10_000)),
];

const SERVICE_REQUIRED: [Required; 1] = [(
    "address",
    (
        "where do its lookups go? The deployment may put another address in its place.",
        "Wohin gehen seine Abfragen? Die Anlage kann eine andere Adresse einsetzen.",
    ),
    "address: \"https://core.example/v2\"",
)];

const LOOKUP: [(&str, Takes); 5] = [
    ("timeout", Takes::Duration(100, MINUTE)),
    ("fill", Takes::Elsewhere),
    ("shape", Takes::Elsewhere),
    ("send", Takes::Elsewhere),
    ("remember", Takes::DurationOr(1_000, 24 * HOUR, "none")),
];

/// Built in: how long one try may take.
const TIMEOUT_MS: i64 = 3_000;
/// A caller may hear nothing for so long (language.md 2.12).
pub(super) const SILENCE_MS: i64 = 3_000;

pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    client.symbols.services.values().for_each(|service| self::service(client, service, sink));
    client.symbols.lookups.values().for_each(|lookup| self::lookup(client, lookup, sink));
}

fn service(client: &Client<'_>, service: &Symbol<'_, Service>, sink: &mut Sink) {
    let own = &service.node.settings;
    let block = Block { client, file: service.file, word: "service", settings: own };
    block.check(&SERVICE, sink);
    if !service.decl.has_junk {
        block.require(&SERVICE_REQUIRED, service.decl.mark, sink);
    }
    for setting in own {
        for value in &setting.values {
            let at = place(service.file, value.span);
            match setting.key.text.as_str() {
                "address" if !settings::text(value).is_some_and(is_address) => {
                    let misfit = d::Misfit::Setting {
                        key: "address",
                        takes: (
                            "an address in quotes that begins with `https://`",
                            "eine Adresse in Anführungszeichen, die mit `https://` beginnt",
                        )
                            .into(),
                    };
                    sink.report(d::e0301(at, ("something else", "etwas anderes"), misfit));
                }
                "sign in" if secret_name(&value.kind).is_none() => {
                    let misfit = d::Misfit::Setting {
                        key: "sign in",
                        takes: ("`secret(\"name\")`", "`secret(\"name\")`").into(),
                    };
                    sink.report(d::e0301(at, ("something else", "etwas anderes"), misfit));
                }
                _ => {}
            }
        }
    }
}

fn is_address(address: &str) -> bool {
    address.strip_prefix("https://").is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with(['/', ':'])
            && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '@' | '#' | '?'))
    })
}

/// `secret("name")`: the deployment keeps it under this name.
fn secret_name(value: &SettingValueKind) -> Option<&str> {
    let SettingValueKind::Expr(Expr { kind: ExprKind::Call { function, args }, .. }) = value else {
        return None;
    };
    match (function.text().as_str(), args.as_slice()) {
        ("secret", [Expr { kind: ExprKind::Literal(Literal::Text(name)), .. }]) => {
            name.plain().filter(|name| !name.is_empty())
        }
        _ => None,
    }
}

fn lookup(client: &Client<'_>, lookup: &Symbol<'_, Lookup>, sink: &mut Sink) {
    let (node, file) = (lookup.node, lookup.file);
    let name = lookup.name.text.as_str();
    Block { client, file, word: "lookup", settings: &node.settings }.check(&LOOKUP, sink);
    let is_whole = !lookup.decl.has_junk;
    match node.asks.as_slice() {
        [] if is_whole => sink.report(d::e0115(
            place(file, lookup.decl.mark),
            "lookup",
            "get, post or put",
            "which service is asked, and behind which path?",
            "get core \"/customers/{account}\"",
        )),
        [] => {}
        [_] => {}
        [first, second, ..] => sink.report(d::e0202(
            place(file, second.span),
            "line",
            file.source.slice(second.span),
            Some(place(file, first.span)),
        )),
    }
    for line in &node.asks {
        let at = place(file, line.service.span);
        settings::known_name(client, Kind::Service, &line.service.text, at, sink);
        address(client, line, file, sink);
    }
    let fill = setting(node, "fill");
    match (fill, node.gives_nothing) {
        (None, None) if is_whole => {
            let behind = node.asks.last().map_or(lookup.decl.head.end, |line| line.span.end);
            sink.report(d::e0313(place(file, lookup.decl.mark), name, Answer::Unsaid(behind)));
        }
        (Some(_), Some(nothing)) => {
            sink.report(d::e0313(place(file, nothing), name, Answer::Both));
        }
        _ => {}
    }
    let filled = fill.and_then(|fill| self::fill(client, fill, file, sink));
    self::shape(client, node, filled.as_ref(), file, sink);
    // what is sent is named here once; whether it is known is asked where the lookup is used
    sent(client, lookup, &client.scope(file).assuming_known(), sink);
    let gets = node.asks.first().is_some_and(|line| line.method == HttpMethod::Get);
    if let (true, Some(send)) = (gets, setting(node, "send")) {
        let misfit = d::Misfit::Setting {
            key: "send",
            takes: ("`post` or `put`: a `get` has no body", "`post` oder `put`: ein `get` hat keinen Inhalt")
                .into(),
        };
        sink.report(d::e0301(place(file, send.key.span), "a `get`", misfit));
    }
}

/// The path: begins with a slash, and no secret in it (E0804).
fn address(client: &Client<'_>, line: &ast::HttpLine, file: &File, sink: &mut Sink) {
    if !matches!(line.path.pieces.first(), Some(ast::Piece::Fixed { text, .. }) if text.starts_with('/')) {
        let misfit =
            d::Misfit::Needed(("a path that begins with `/`", "ein Pfad, der mit `/` beginnt").into());
        sink.report(d::e0301(place(file, line.path.span), ("something else", "etwas anderes"), misfit));
    }
    let _ = client;
}

fn fill(client: &Client<'_>, fill: &Setting, file: &File, sink: &mut Sink) -> Option<Type> {
    let value = fill.values.first()?;
    let at = place(file, value.span);
    let Some(name) = settings::word(value) else {
        let misfit = d::Misfit::Setting {
            key: "fill",
            takes: ("the name of a call variable", "den Namen einer Variable").into(),
        };
        sink.report(d::e0301(at, ("something else", "etwas anderes"), misfit));
        return None;
    };
    let uses = sink.uses.clone();
    let known = settings::known_name(client, Kind::Data, &name, at.clone(), sink);
    // to be filled is not to be read (W0307)
    sink.uses = uses;
    let of = client.symbols.vars.get(name.as_str()).filter(|_| known)?.of.clone()?;
    let of = types::certain(&of).clone();
    if matches!(of, Type::Recording | Type::Json | Type::Holiday) {
        let misfit = d::Misfit::Needed(
            ("something that an answer can be", "etwas, das eine Antwort sein kann").into(),
        );
        sink.report(d::e0301(at, types::words(&of), misfit));
        return None;
    }
    Some(of)
}

fn shape(client: &Client<'_>, node: &Lookup, fill: Option<&Type>, file: &File, sink: &mut Sink) {
    let Some(value) = setting(node, "shape").and_then(|s| s.values.first()) else { return };
    let at = place(file, value.span);
    let Some(name) = settings::word(value) else {
        let misfit = d::Misfit::Setting {
            key: "shape",
            takes: ("the name of a shape", "den Namen einer Form").into(),
        };
        sink.report(d::e0301(at, ("something else", "etwas anderes"), misfit));
        return;
    };
    if !settings::known_name(client, Kind::Shape, &name, at.clone(), sink) {
        return;
    }
    if node.gives_nothing.is_some() {
        return sink.report(d::e0315(at, &name, ShapeUse::NothingToShape));
    }
    let Some(shape) = client.symbols.shapes.get(name.as_str()) else { return };
    let mut quiet = Sink::default();
    match shapes::takes(client, shape, &mut quiet) {
        Some(Type::Json) | None => {}
        Some(_) => return sink.report(d::e0315(at, &name, ShapeUse::TakesNoJson)),
    }
    if let (Some(needs), Some(gives)) = (fill, shapes::gives(client, shape, &mut quiet))
        && types::certain(&gives) != needs
    {
        let (gives, needs) = (types::words(&gives), types::words(needs));
        sink.report(d::e0315(at, &name, ShapeUse::Gives(&gives, &needs)));
    }
}

fn setting<'n>(node: &'n Lookup, key: &str) -> Option<&'n Setting> {
    node.settings.iter().find(|s| s.key.text == key)
}

/// The variable that a lookup fills.
pub(super) fn fills(lookup: &Symbol<'_, Lookup>) -> Option<String> {
    settings::word(setting(lookup.node, "fill")?.values.first()?)
}

/// How often a lookup is tried, and how long each try may take.
pub(super) fn tries(client: &Client<'_>, lookup: &Symbol<'_, Lookup>) -> (u32, i64) {
    let line = lookup.node.asks.first();
    let service = line.and_then(|line| client.symbols.services.get(line.service.text.as_str()));
    let of_service = |key: &str| service.and_then(|s| s.node.settings.iter().find(|s| s.key.text == key));
    let literal =
        |setting: Option<&Setting>| setting.and_then(|s| settings::literal(s.values.first()?)).cloned();
    let timeout = match literal(setting(lookup.node, "timeout").or_else(|| of_service("timeout"))) {
        Some(Literal::Duration(ms)) => ms,
        _ => TIMEOUT_MS,
    };
    let retries = match literal(of_service("retries")) {
        Some(Literal::Number { units, scale: 0 }) => u32::try_from(units).unwrap_or(0),
        _ => 0,
    };
    // only `get` is tried again: who knows what a second `post` would do
    let again = line.is_some_and(|line| line.method == HttpMethod::Get);
    (1 + if again { retries } else { 0 }, timeout)
}

/// What goes out: in the path and in the body. Values that may not be set are E0303 where the lookup is used.
pub(super) fn sent<'s>(client: &Client<'s>, lookup: &Symbol<'s, Lookup>, scope: &Scope<'s>, sink: &mut Sink) {
    let scope = scope.clone().in_file(lookup.file);
    let _ = client;
    for line in &lookup.node.asks {
        for hole in line.path.placeholders() {
            expr::address_value(hole, &scope, sink);
            if let (Privacy::Secret, name) = privacy::most_private(&hole.value, &scope) {
                sink.report(d::e0804(place(lookup.file, hole.value.span), &name));
            }
        }
    }
    for setting in lookup.node.settings.iter().filter(|s| s.key.text == "send") {
        for value in &setting.values {
            let at = place(lookup.file, value.span);
            match &value.kind {
                SettingValueKind::Named { value, .. } => {
                    expr::lower(value, None, &scope, sink);
                }
                SettingValueKind::Expr(value) if matches!(value.kind, ExprKind::Path(_)) => {
                    expr::lower(value, None, &scope, sink);
                }
                _ => {
                    let takes = (
                        "variables and facts, or `\"Name\" is …`",
                        "Variablen und Angaben, oder `\"Name\" is …`",
                    )
                        .into();
                    sink.report(d::e0301(
                        at,
                        ("something else", "etwas anderes"),
                        d::Misfit::Setting { key: "send", takes },
                    ));
                }
            }
        }
    }
}

/// What a lookup answers in a test: fields and values that it can have.
pub(super) fn answers<'s>(
    client: &Client<'s>,
    file: &'s File,
    name: &Path,
    states: &[LookupState],
    sink: &mut Sink,
) {
    let lookup = client.symbols.lookups.get(name.text().as_str());
    let Some(lookup) = lookup else { return };
    let var = fills(lookup);
    let of = var.as_deref().and_then(|var| client.symbols.vars.get(var)).and_then(|var| var.of.clone());
    for state in states {
        match state {
            LookupState::File(text) => {
                if let Some(hole) = text.placeholders().next() {
                    let misfit = d::Misfit::PlaceholderInExpression;
                    sink.report(d::e0301(
                        place(file, hole.span),
                        ("a placeholder", "ein Platzhalter"),
                        misfit,
                    ));
                }
            }
            LookupState::Fields(fields) => {
                for field in fields {
                    let scope = client.scope(file).assuming_known();
                    let wanted = of.as_ref().and_then(|of| {
                        field_type(types::certain(of), var.as_deref().unwrap_or_default(), &field.field)
                    });
                    match (&of, wanted) {
                        (Some(_), Some(wanted)) => {
                            expr::fitting(&field.value, &wanted, &scope, sink);
                        }
                        (Some(of), None) => {
                            let path = field.field.text();
                            let owner = var.as_deref().unwrap_or_default();
                            let parts = parts(types::certain(of));
                            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
                            let at = place(file, field.field.span);
                            sink.report(d::e0201_part(
                                at,
                                owner,
                                ("its fields are", "die Felder sind"),
                                &path,
                                &parts,
                            ));
                        }
                        // a lookup that gives nothing, or whose variable is in trouble itself
                        (None, _) => {
                            expr::lower(&field.value, None, &scope, sink);
                        }
                    }
                }
            }
            LookupState::FindsNothing | LookupState::Fails | LookupState::Slow => {}
        }
    }
}

/// The lookup of an `accept when`, if it is named rightly.
pub(super) fn accepts<'s>(client: &Client<'s>, own: &[Setting]) -> Option<&'s Symbol<'s, Lookup>> {
    let accept = own.iter().find(|s| s.key.text == "accept when")?;
    client.symbols.lookups.get(settings::word(accept.values.first()?)?.as_str())
}

/// `accept when: LOOKUP, CONDITION`: what the lookup fills is known in the condition. `scope` knows the entry.
pub(super) fn accept_when<'s>(
    client: &Client<'s>,
    own: &'s [Setting],
    word_at: Span,
    scope: &Scope<'s>,
    sink: &mut Sink,
) {
    let Some(accept) = own.iter().find(|s| s.key.text == "accept when") else { return };
    let file = scope.file;
    let takes = (
        "a lookup and a condition: `accept when: check_pin, answer.ok`",
        "eine Abfrage und eine Bedingung: `accept when: check_pin, answer.ok`",
    )
        .into();
    let misfit = d::Misfit::Setting { key: "accept when", takes };
    let [lookup, condition] = accept.values.as_slice() else {
        return sink.report(d::e0301(place(file, accept.span), ("something else", "etwas anderes"), misfit));
    };
    let (Some(name), SettingValueKind::Expr(condition)) = (settings::word(lookup), &condition.kind) else {
        return sink.report(d::e0301(place(file, accept.span), ("something else", "etwas anderes"), misfit));
    };
    settings::known_name(client, Kind::Lookup, &name, place(file, lookup.span), sink);
    let Some(lookup) = client.symbols.lookups.get(name.as_str()) else { return };
    sent(client, lookup, scope, sink);
    let found = scope.clone().knowing(fills(lookup));
    expr::condition(condition, &found, sink);
    let (tries, timeout_ms) = tries(client, lookup);
    let has_words = own.iter().any(|s| s.key.text == "meanwhile");
    if !has_words && timeout_ms * i64::from(tries) > SILENCE_MS {
        sink.report(d::w0312(place(file, word_at), &name, tries, timeout_ms));
    }
}

fn parts(of: &Type) -> Vec<String> {
    match of {
        Type::Record { fields, .. } => fields.iter().map(|f| f.name.clone()).collect(),
        _ => Vec::new(),
    }
}

/// The type of a field of what a lookup fills; a variable without fields is named itself.
pub(super) fn field_type(of: &Type, var: &str, path: &Path) -> Option<Type> {
    if !matches!(of, Type::Record { .. }) {
        return (path.text() == var).then(|| of.clone());
    }
    path.segments.iter().try_fold(of.clone(), |of, segment| match types::certain(&of) {
        Type::Record { fields, .. } => {
            fields.iter().find(|field| field.name == segment.text).map(|field| field.ty.clone())
        }
        _ => None,
    })
}
