//! `collect`: what it fills, its settings, its keys (language.md 2.6, 2.12).

use super::Client;
use super::menus::{self, QUESTION};
use super::settings::{self, Block, Takes};
use crate::diagnostics::{self as d, Unheard};
use crate::expr::{self, Scope};
use crate::{Place, Sink, place, types};
use rufplan_diag::Span;
use rufplan_entry::Pattern;
use rufplan_machine::value::{Privacy, Type};
use rufplan_syntax::ast::{Collect, Literal, Setting, SettingValue, SettingValueKind};

const OWN: [(&str, Takes); 14] = [
    ("counts in", Takes::Failures),
    ("keys anywhere", Takes::YesNo),
    ("formerly", Takes::Words),
    ("length", Takes::Elsewhere),
    ("finish with", Takes::Elsewhere),
    ("clear with", Takes::Elsewhere),
    ("between", Takes::Elsewhere),
    ("pattern", Takes::Text),
    ("check", Takes::Elsewhere),
    ("accept when", Takes::Elsewhere),
    ("meanwhile", Takes::Prompt),
    ("confirm", Takes::YesNo),
    ("decimals", Takes::Whole(0, 9)),
    ("decimal key", Takes::Elsewhere),
];

/// Most keys of one entry.
const KEYS_MAX: i64 = 32;

/// What `check:` knows, and which types it can be asked of.
const CHECKS: [&str; 5] = ["luhn", "iban", "date_ddmm", "date_ddmmyyyy", "plz_de"];

/// Everything but the statements in its arms, which are looked at on the way.
pub(super) fn check<'s>(
    client: &Client<'s>,
    collect: &Collect,
    head: Span,
    scope: &Scope<'s>,
    sink: &mut Sink,
) {
    let file = scope.file;
    let block = Block { client, file, word: "collect", settings: &collect.settings };
    block.check(&QUESTION, sink);
    block.check(&OWN, sink);
    for arm in collect.press.iter().filter(|arm| arm.press.anywhere) {
        sink.report(d::e0104(place(file, arm.head), d::Misplaced::AnywhereOutsideDefaults));
    }
    let attempts = menus::setting_number(client, &collect.settings, "attempts").unwrap_or(3);
    menus::arms_twice(&collect.on, Some(attempts), file, sink);
    let (of, privacy) = filled(client, collect, scope, sink);
    let entry = Entry { client, collect, scope, of, head };
    entry.values(sink);
    if !collect.has_junk {
        entry.needs_length(sink);
    }
    if privacy == Privacy::Secret
        && let Some(confirm) = entry.setting("confirm")
        && matches!(confirm.values.first().and_then(settings::literal), Some(Literal::YesNo(true)))
    {
        sink.report(d::e0803(place(file, confirm.span), &entry.name(), d::Leak::Said));
    }
    entry.keys(sink);
}

/// The type and privacy of what is filled; nothing where there is no such variable or it cannot be keyed.
fn filled(
    client: &Client<'_>,
    collect: &Collect,
    scope: &Scope<'_>,
    sink: &mut Sink,
) -> (Option<Type>, Privacy) {
    let Some(path) = &collect.var else { return (None, Privacy::Open) };
    let name = path.text();
    let at = place(scope.file, path.span);
    let Some(var) = client.symbols.vars.get(name.as_str()) else {
        let uses = sink.uses.clone();
        settings::known_name(client, crate::Kind::Data, &name, at, sink);
        sink.uses = uses;
        return (None, Privacy::Open);
    };
    let of = var.of.as_ref().map(types::certain).cloned();
    match of {
        Some(Type::Digits | Type::Number { .. } | Type::Date | Type::Time | Type::Phone) | None => {
            (of, var.privacy)
        }
        Some(other) => {
            let needed = (
                "digits, a number, a date, a time of day or a phone number",
                "eine Ziffernfolge, eine Zahl, ein Datum, eine Uhrzeit oder eine Telefonnummer",
            );
            sink.report(d::e0301(at, types::words(&other), d::Misfit::Needed(needed.into())));
            (None, var.privacy)
        }
    }
}

struct Entry<'e, 's> {
    client: &'e Client<'s>,
    collect: &'e Collect,
    scope: &'e Scope<'s>,
    of: Option<Type>,
    head: Span,
}

impl Entry<'_, '_> {
    fn name(&self) -> String {
        self.collect.var.as_ref().map_or(String::new(), |path| path.text())
    }

    fn setting(&self, key: &str) -> Option<&Setting> {
        self.collect.settings.iter().find(|s| s.key.text == key)
    }

    fn value(&self, key: &str) -> Option<&SettingValue> {
        self.setting(key)?.values.first()
    }

    fn at(&self, span: Span) -> Place {
        place(self.scope.file, span)
    }

    /// Looks at the values of all settings of its own.
    fn values(&self, sink: &mut Sink) {
        if let Some(length) = self.value("length") {
            self.bounds("length", length, &Type::Number { from: Some(1), to: Some(KEYS_MAX) }, sink);
        }
        if let (Some(between), Some(of)) = (self.value("between"), &self.of) {
            match of {
                Type::Number { .. } | Type::Date | Type::Time => self.bounds("between", between, of, sink),
                other => {
                    let misfit = d::Misfit::Needed(
                        ("a number, a date or a time of day", "eine Zahl, ein Datum oder eine Uhrzeit")
                            .into(),
                    );
                    let at = self.collect.var.as_ref().map_or(self.head, |path| path.span);
                    sink.report(d::e0301(self.at(at), types::words(other), misfit));
                }
            }
        }
        for key in ["finish with", "clear with", "decimal key"] {
            if let Some(value) = self.value(key) {
                self.key(key, value, sink);
            }
        }
        if let Some(value) = self.value("pattern")
            && let Some(text) = settings::text(value)
            && let Err(error) = Pattern::new(text)
        {
            sink.report(d::e0105_pattern(self.at(value.span), &error));
        }
        if let Some(value) = self.value("check") {
            self.check(value, sink);
        }
    }

    /// `4`, `4 to 6`, also computed from bounded numbers (E0314).
    fn bounds(&self, key: &str, value: &SettingValue, of: &Type, sink: &mut Sink) {
        let ends = match &value.kind {
            SettingValueKind::Span { from, to } => vec![from, to],
            SettingValueKind::Expr(only) if key == "length" => vec![only],
            _ => {
                let takes = match key {
                    "length" => ("a number of keys, or `4 to 6`", "eine Anzahl von Tasten, oder `4 to 6`"),
                    _ => ("`1 to 31`", "`1 to 31`"),
                };
                let misfit = d::Misfit::Setting { key, takes: takes.into() };
                sink.report(d::e0301(self.at(value.span), ("something else", "etwas anderes"), misfit));
                return;
            }
        };
        let mut known = Vec::new();
        for end in ends {
            let Some((_, found)) = expr::fitting(end, &without_bounds(of), self.scope, sink) else {
                continue;
            };
            match found {
                Type::Number { from: Some(from), to: Some(to) } => {
                    let limits = match of {
                        Type::Number { from: Some(least), to: Some(most) } => Some((*least, *most)),
                        _ => None,
                    };
                    if let Some((least, most)) = limits.filter(|(least, most)| from < *least || to > *most) {
                        let text = self.scope.text(end);
                        sink.report(d::e0302_range(self.at(end.span), text, format!("{least} to {most}")));
                    }
                    known.push((from, to));
                }
                Type::Number { .. } => {
                    sink.report(d::e0314(self.at(end.span), d::Unbounded::Value(self.scope.text(end))))
                }
                _ => {}
            }
        }
        if let [(from, _), (_, to)] = known.as_slice()
            && from > to
        {
            let limits = format!("{to} to {from}");
            sink.report(d::e0302_range(
                self.at(value.span),
                self.scope.file.source.slice(value.span),
                &limits,
            ));
        }
    }

    fn key(&self, key: &str, value: &SettingValue, sink: &mut Sink) {
        let is_key = matches!(value.kind, SettingValueKind::Key(_));
        let is_none = settings::word(value).is_some_and(|word| word == "none") && key != "decimal key";
        if !is_key && !is_none {
            let takes = match key {
                "decimal key" => ("`*` or `#`", "`*` oder `#`"),
                _ => ("`*`, `#` or `none`", "`*`, `#` oder `none`"),
            };
            sink.report(d::e0301(
                self.at(value.span),
                ("something else", "etwas anderes"),
                d::Misfit::Setting { key, takes: takes.into() },
            ));
        }
    }

    fn check(&self, value: &SettingValue, sink: &mut Sink) {
        if let SettingValueKind::WithShape(path) = &value.kind {
            return super::shapes::checks(self.client, path, self.at(value.span), sink);
        }
        let word = settings::word(value).unwrap_or_default();
        let names = CHECKS.map(str::to_string);
        if !CHECKS.contains(&word.as_str()) {
            sink.report(d::e0302(self.at(value.span), self.scope.file.source.slice(value.span), &names));
            return;
        }
        let fits = match &self.of {
            None | Some(Type::Digits) => true,
            Some(Type::Date) => word.starts_with("date_"),
            Some(_) => false,
        };
        if let (false, Some(of)) = (fits, &self.of) {
            let misfit = d::Misfit::Needed(if matches!(of, Type::Date) {
                ("`date_ddmm` or `date_ddmmyyyy`", "`date_ddmm` oder `date_ddmmyyyy`").into()
            } else {
                ("digits", "eine Ziffernfolge").into()
            });
            sink.report(d::e0301(self.at(value.span), types::words(of), misfit));
        }
    }

    /// `length` is required unless something else says how long a value is (E0115).
    fn needs_length(&self, sink: &mut Sink) {
        let own = matches!(self.of, Some(Type::Digits | Type::Number { .. }));
        if own && self.setting("length").is_none() && self.setting("pattern").is_none() {
            sink.report(d::e0115(
                self.at(self.head),
                "collect",
                "length",
                ("how many digits does a caller key?", "Wie viele Ziffern gibt ein Anrufer ein?"),
                "length: 4 to 6",
            ));
        }
    }

    /// Keys that lead out of the entry: each can be told from what is keyed (E0507).
    fn keys(&self, sink: &mut Sink) {
        let file = self.scope.file;
        let own = menus::keys(self.collect.press.iter().map(|arm| (&arm.press, arm.head)), file, sink);
        for (code, at) in &own {
            if let Some(why) = self.unheard(code) {
                sink.report(d::e0507(at.clone(), code, &self.name(), why, None));
            }
        }
        let off = self.value("keys anywhere").and_then(settings::literal);
        if matches!(off, Some(Literal::YesNo(false))) {
            return;
        }
        for (defaults, _, there) in &self.client.symbols.defaults {
            let heads = defaults.press.iter().filter(|arm| arm.press.anywhere);
            let codes = menus::keys(heads.map(|arm| (&arm.press, arm.head)), there, &mut Sink::default());
            for (code, there) in codes.iter().filter(|(code, _)| !own.contains_key(*code)) {
                if let Some(why) = self.unheard(code) {
                    let at = self.at(self.head);
                    sink.report(d::e0507(at, code, &self.name(), why, Some(there.clone())));
                }
            }
        }
    }

    /// Why a code cannot be heard while the entry is keyed.
    fn unheard(&self, code: &str) -> Option<Unheard<'static>> {
        let mut signs = code.chars();
        let (Some(key), None) = (signs.next(), signs.next()) else { return Some(Unheard::Code) };
        for setting in ["finish with", "clear with", "decimal key"] {
            let set = self.value(setting).map(|value| &value.kind);
            let taken = match set {
                Some(SettingValueKind::Key(taken)) => Some(*taken),
                None if setting == "finish with" => Some('#'),
                _ => None,
            };
            if taken == Some(key) {
                return Some(Unheard::Setting(setting));
            }
        }
        self.first_keys().contains(key).then_some(Unheard::BeginsValue)
    }

    /// The digits with which a legal value can begin.
    fn first_keys(&self) -> String {
        if let Some(pattern) = self.value("pattern").and_then(settings::text).map(Pattern::new) {
            // a pattern that cannot be read has had its message
            return pattern.map(|pattern| pattern.first_keys()).unwrap_or_default();
        }
        let check = self.value("check").and_then(settings::word).unwrap_or_default();
        match (&self.of, check.as_str()) {
            (None, _) => "",
            (Some(Type::Date), _) | (_, "date_ddmm" | "date_ddmmyyyy") => "0123",
            (Some(Type::Time), _) => "012",
            _ => "0123456789",
        }
        .to_string()
    }
}

/// The type a bound must have; its own bounds are looked at apart.
fn without_bounds(of: &Type) -> Type {
    match of {
        Type::Number { .. } => Type::Number { from: None, to: None },
        other => other.clone(),
    }
}
