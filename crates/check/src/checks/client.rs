//! The `client` block: languages, zone, numbers, what agents are told.

use super::settings::{Block, Required, Takes, text, word};
use super::{Client, privacy, settings};
use crate::diagnostics as d;
use crate::expr;
use crate::symbols::{language_tag, zone_name};
use crate::{Sink, nearest, place};
use rufplan_calendar::Zone;
use rufplan_machine::value::Privacy;
use rufplan_syntax::ast::{ExprKind, Literal, Setting, SettingValueKind};

const TABLE: [(&str, Takes); 8] = [
    ("languages", Takes::Elsewhere),
    ("time zone", Takes::Elsewhere),
    ("whisper", Takes::Prompt),
    ("answer phrase", Takes::Text),
    ("screen pop", Takes::Elsewhere),
    ("allow in screen pop", Takes::Elsewhere),
    ("tariff", Takes::Word(&["free", "fixed_price", "free_while_waiting"])),
    ("promise", Takes::Elsewhere),
];

const REQUIRED: [Required; 2] = [
    (
        "languages",
        ("in what language would callers be spoken to?", "In welcher Sprache würden Anrufer angesprochen?"),
        "languages: de",
    ),
    (
        "time zone",
        ("when is it eight o'clock for callers?", "Wann ist es für Anrufer acht Uhr?"),
        "time zone: Europe/Berlin",
    ),
];

pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    let symbols = client.symbols;
    let file = symbols.files[0];
    let block = Block { client, file, word: "client", settings: &symbols.client.settings };
    block.check(&TABLE, sink);
    let has_junk = symbols.client_decl.has_junk;
    if !has_junk {
        block.require(&REQUIRED, symbols.client_decl.mark, sink);
    }
    for setting in &symbols.client.settings {
        match setting.key.text.as_str() {
            "languages" => languages(client, setting, sink),
            "time zone" => zone(client, setting, sink),
            "screen pop" => screen_pop(client, setting, sink),
            "allow in screen pop" => allowed(client, setting, sink),
            "promise" => super::promise::check(client, setting, sink),
            _ => {}
        }
    }
    for voice in &symbols.client.voices {
        known_language(client, &voice.lang.text, place(file, voice.lang.span), sink);
        if let Some(hole) = voice.voice.placeholders().next() {
            sink.report(d::e0301(
                place(file, hole.span),
                ("a placeholder", "ein Platzhalter"),
                d::Misfit::PlaceholderInExpression,
            ));
        }
    }
}

fn languages(client: &Client<'_>, setting: &Setting, sink: &mut Sink) {
    let file = client.symbols.files[0];
    for (index, value) in setting.values.iter().enumerate() {
        let at = place(file, value.span);
        let Some(tag) = language_tag(value) else {
            let misfit = d::Misfit::Setting {
                key: "languages",
                takes: ("language tags such as `de` or `en-GB`", "Sprachen wie `de` oder `en-GB`").into(),
            };
            sink.report(d::e0301(at, format!("`{}`", file.source.slice(value.span)), misfit));
            continue;
        };
        let earlier = setting.values.iter().take(index).find(|v| language_tag(v).as_ref() == Some(&tag));
        if let Some(first) = earlier {
            sink.report(d::e0202(at, "language", &tag, Some(place(file, first.span))));
        }
    }
}

/// A language that the client speaks, or E0302.
pub(super) fn known_language(client: &Client<'_>, tag: &str, at: crate::Place, sink: &mut Sink) {
    let languages = &client.symbols.languages;
    if !languages.is_empty() && !languages.iter().any(|l| l == tag) {
        sink.report(d::e0302_language(at, tag, languages));
    }
}

fn zone(client: &Client<'_>, setting: &Setting, sink: &mut Sink) {
    let file = client.symbols.files[0];
    for value in &setting.values {
        known_zone(value, file, sink);
    }
}

/// A time zone that there is, or E0201.
pub(super) fn known_zone(
    value: &rufplan_syntax::ast::SettingValue,
    file: &rufplan_syntax::ast::File,
    sink: &mut Sink,
) {
    let at = place(file, value.span);
    match zone_name(value) {
        Some(name) if Zone::named(name).is_some() => {}
        Some(name) => {
            let names = Zone::names();
            let near = nearest(name, names.iter().map(String::as_str));
            sink.report(d::e0201(at, "time zone", name, near, None));
        }
        None => {
            let misfit = d::Misfit::Setting {
                key: "time zone",
                takes: ("a zone such as Europe/Berlin", "eine Zeitzone wie Europe/Berlin").into(),
            };
            sink.report(d::e0301(at, format!("`{}`", file.source.slice(value.span)), misfit));
        }
    }
}

fn screen_pop(client: &Client<'_>, setting: &Setting, sink: &mut Sink) {
    let file = client.symbols.files[0];
    let scope = client.scope(file).assuming_known();
    let allowed: Vec<String> = client
        .symbols
        .client
        .settings
        .iter()
        .filter(|s| s.key.text == "allow in screen pop")
        .flat_map(|s| s.values.iter().filter_map(word))
        .collect();
    for value in &setting.values {
        let Some(Literal::Text(address)) = settings::literal(value) else {
            let misfit = d::Misfit::Setting {
                key: "screen pop",
                takes: ("an address in quotes", "eine Adresse in Anführungszeichen").into(),
            };
            sink.report(d::e0301(place(file, value.span), ("no address", "keine Adresse"), misfit));
            continue;
        };
        for hole in address.placeholders() {
            expr::address_value(hole, &scope, sink);
            let at = place(file, hole.value.span);
            match privacy::most_private(&hole.value, &scope) {
                (Privacy::Secret, name) => {
                    let found = d::e0803(at, &name, d::Leak::HandedOver);
                    sink.report(privacy::with_way(found, &name, &scope));
                }
                (Privacy::Sensitive, name) if name != "caller.number" && !allowed.contains(&name) => {
                    let found = d::e0803(at, &name, d::Leak::ScreenPop);
                    sink.report(privacy::with_way(found, &name, &scope));
                }
                _ => {}
            }
        }
    }
}

fn allowed(client: &Client<'_>, setting: &Setting, sink: &mut Sink) {
    let file = client.symbols.files[0];
    for value in &setting.values {
        match &value.kind {
            SettingValueKind::Expr(e) if matches!(e.kind, ExprKind::Path(_)) => {
                expr::lower(e, None, &client.scope(file).assuming_known(), sink);
            }
            _ => {
                let misfit = d::Misfit::Setting {
                    key: "allow in screen pop",
                    takes: ("names of variables", "Namen von Variablen").into(),
                };
                let found =
                    text(value).map_or(("something else", "etwas anderes"), |_| ("a text", "ein Text"));
                sink.report(d::e0301(place(file, value.span), found, misfit));
            }
        }
    }
}
