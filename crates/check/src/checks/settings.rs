//! Settings: what each takes (language.md 2.12).

use super::Client;
use crate::diagnostics::{self as d, Instead};
use crate::{Kind, Sink, Sound, nearest, place};
use rufplan_diag::{Span, Words};
use rufplan_syntax::ast::{self, ExprKind, Literal, Setting, SettingValue, SettingValueKind};

/// What a setting takes.
#[derive(Clone, Copy)]
pub(super) enum Takes {
    /// A duration, bounds in milliseconds.
    Duration(i64, i64),
    /// A duration or a word such as `never`.
    DurationOr(i64, i64, &'static str),
    /// A whole number with bounds.
    Whole(i64, i64),
    /// `yes` or `no`.
    YesNo,
    /// A prompt by name, or a text.
    Prompt,
    /// A prompt by name, or the word `none`.
    PromptOrNone,
    /// A music file.
    Music,
    /// A text without placeholders.
    Text,
    /// Several texts.
    Texts,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Several plain words.
    Words,
    /// A shared count of failures by name.
    Failures,
    /// Looked at elsewhere.
    Elsewhere,
}

/// A setting that must not be missing: its words, what for, an example.
pub(super) type Required = (&'static str, (&'static str, &'static str), &'static str);

pub(super) const SECOND: i64 = 1_000;
pub(super) const MINUTE: i64 = 60 * SECOND;
pub(super) const HOUR: i64 = 60 * MINUTE;

/// A block and its settings.
pub(super) struct Block<'b, 's> {
    pub client: &'b Client<'s>,
    pub file: &'s ast::File,
    /// Its word, such as `menu`.
    pub word: &'static str,
    pub settings: &'b [Setting],
}

impl Block<'_, '_> {
    /// Looks at all settings against a table; those that the block does not know are the business of crate `syntax`.
    pub fn check(&self, table: &[(&str, Takes)], sink: &mut Sink) {
        for (index, setting) in self.settings.iter().enumerate() {
            let key = setting.key.text.as_str();
            if let Some(first) = self.settings.iter().take(index).find(|s| s.key.text == key) {
                let there = Some(place(self.file, first.key.span));
                sink.report(d::e0202(place(self.file, setting.key.span), "setting", key, there));
                continue;
            }
            let Some((_, takes)) = table.iter().find(|(k, _)| *k == key) else { continue };
            self.check_one(setting, *takes, sink);
        }
    }

    /// Reports settings that must not be missing.
    pub fn require(&self, required: &[Required], at: Span, sink: &mut Sink) {
        for (key, meaning, example) in required {
            if !self.settings.iter().any(|s| s.key.text == *key) {
                sink.report(d::e0115(place(self.file, at), self.word, key, *meaning, example));
            }
        }
    }

    fn check_one(&self, setting: &Setting, takes: Takes, sink: &mut Sink) {
        let key = setting.key.text.as_str();
        match takes {
            Takes::Elsewhere => return,
            Takes::Texts | Takes::Words => {}
            _ => {
                if let Some(second) = setting.values.get(1) {
                    let misfit = d::Misfit::Setting { key, takes: ("one value", "einen Wert").into() };
                    sink.report(d::e0301(
                        place(self.file, second.span),
                        ("a second value", "ein zweiter Wert"),
                        misfit,
                    ));
                }
            }
        }
        let count = if matches!(takes, Takes::Texts | Takes::Words) { usize::MAX } else { 1 };
        for value in setting.values.iter().take(count) {
            self.value(key, value, takes, sink);
        }
    }

    fn value(&self, key: &str, value: &SettingValue, takes: Takes, sink: &mut Sink) {
        match takes {
            Takes::Duration(from, to) => self.duration(key, value, from, to, None, sink),
            Takes::DurationOr(from, to, word) => self.duration(key, value, from, to, Some(word), sink),
            Takes::Whole(from, to) => self.whole(key, value, from, to, sink),
            Takes::YesNo => match literal(value) {
                Some(Literal::YesNo(_)) => {}
                _ => self.misfit(key, value, ("yes or no", "`yes` oder `no`"), sink),
            },
            Takes::Prompt => self.prompt(key, value, None, sink),
            Takes::PromptOrNone => self.prompt(key, value, Some("none"), sink),
            Takes::Music => match text(value) {
                Some(path) => self.sound_file(path, value.span, None, sink),
                None => self.misfit(
                    key,
                    value,
                    ("a sound file in quotes", "eine Tondatei in Anführungszeichen"),
                    sink,
                ),
            },
            Takes::Text | Takes::Texts => {
                if text(value).is_none() {
                    self.misfit(key, value, ("a text in quotes", "einen Text in Anführungszeichen"), sink);
                }
            }
            Takes::Word(words) => match word(value) {
                Some(found) if words.contains(&found.as_str()) => {}
                Some(found) => {
                    let words: Vec<String> = words.iter().map(|w| (*w).to_string()).collect();
                    sink.report(d::e0302(place(self.file, value.span), &found, &words));
                }
                None => self.misfit(key, value, (words.join(" or "), words.join(" oder ")), sink),
            },
            Takes::Words => {
                if word(value).is_none() {
                    self.misfit(key, value, ("names", "Namen"), sink);
                }
            }
            Takes::Failures => match word(value) {
                Some(name) => {
                    known_name(self.client, Kind::Failures, &name, place(self.file, value.span), sink);
                }
                None => self.misfit(key, value, "the name of `failures`", sink),
            },
            Takes::Elsewhere => {}
        }
    }

    fn duration(
        &self,
        key: &str,
        value: &SettingValue,
        from: i64,
        to: i64,
        or: Option<&str>,
        sink: &mut Sink,
    ) {
        let takes = or.map_or_else(
            || Words::from(("a duration", "eine Dauer")),
            |word| (format!("a duration or `{word}`"), format!("eine Dauer oder `{word}`")).into(),
        );
        match (literal(value), word(value)) {
            (Some(Literal::Duration(ms)), _) if (from..=to).contains(ms) => {}
            (Some(Literal::Duration(_)), _) => {
                let (from, to) = (d::duration(from), d::duration(to));
                let limits = (format!("{from} to {to}"), format!("{from} bis {to}"));
                sink.report(d::e0302_range(place(self.file, value.span), self.text(value), limits));
            }
            (Some(Literal::Impossible(_)), _) => {
                sink.report(d::e0105(place(self.file, value.span), d::Impossible::Duration));
            }
            (_, Some(word)) if Some(word.as_str()) == or => {}
            _ => self.misfit(key, value, takes, sink),
        }
    }

    fn whole(&self, key: &str, value: &SettingValue, from: i64, to: i64, sink: &mut Sink) {
        match literal(value) {
            Some(Literal::Number { units, scale: 0 }) if (from..=to).contains(units) => {}
            Some(Literal::Number { .. } | Literal::Impossible(_)) => {
                let limits = (format!("{from} to {to}"), format!("{from} bis {to}"));
                sink.report(d::e0302_range(place(self.file, value.span), self.text(value), limits));
            }
            _ => self.misfit(key, value, ("a whole number", "eine ganze Zahl"), sink),
        }
    }

    fn prompt(&self, key: &str, value: &SettingValue, or: Option<&str>, sink: &mut Sink) {
        let at = place(self.file, value.span);
        match (word(value), text(value)) {
            (Some(word), _) if Some(word.as_str()) == or => {}
            (Some(name), _) => known_prompt(self.client, &name, at, sink),
            (None, Some(_)) if self.client.symbols.languages.len() > 1 => {
                sink.report(d::e0511(at, &self.client.symbols.languages, d::Unspoken::Text));
            }
            (None, Some(_)) => {}
            (None, None) => self.misfit(key, value, ("a prompt", "eine Ansage"), sink),
        }
    }

    /// A sound file: there and playable (E0513, E0514, W0520). `words` are spoken instead; `None` is music.
    pub fn sound_file(&self, path: &str, at: Span, words: Option<bool>, sink: &mut Sink) {
        sound_file(self.client, self.file, path, at, words, sink);
    }

    /// A value of the wrong kind, or one that is known in the call only.
    fn misfit(&self, key: &str, value: &SettingValue, takes: impl Into<Words>, sink: &mut Sink) {
        let at = place(self.file, value.span);
        if let SettingValueKind::Expr(expr) = &value.kind {
            let mut quiet = Sink::default();
            let lowered =
                crate::expr::lower(expr, None, &self.client.scope(self.file).assuming_known(), &mut quiet);
            let computed = !matches!(expr.kind, ExprKind::Literal(_)) && lowered.is_some();
            let poisoned = quiet.diagnostics.is_empty() && lowered.is_none();
            if computed || poisoned {
                sink.uses.extend(quiet.uses);
                if computed {
                    let misfit = d::Misfit::Computed { key, takes: takes.into() };
                    sink.report(d::e0301(at, describe(value), misfit));
                }
                return;
            }
        }
        sink.report(d::e0301(at, describe(value), d::Misfit::Setting { key, takes: takes.into() }));
    }

    fn text(&self, value: &SettingValue) -> &str {
        self.file.source.slice(value.span)
    }
}

/// A sound file: there and playable (E0513, E0514, W0520). `words` says whether there are words to speak instead; `None`
/// is music.
pub(super) fn sound_file(
    client: &Client<'_>,
    file: &ast::File,
    path: &str,
    at: Span,
    words: Option<bool>,
    sink: &mut Sink,
) {
    let at = place(file, at);
    let sounds = client.options.sounds;
    match (sounds.get(path), words) {
        (Sound::Playable { .. }, _) => {}
        (Sound::Unreadable { why }, _) => sink.report(d::e0514(at, path, &why)),
        (Sound::Missing { near }, None) => sink.report(d::w0520(at, path, near.as_deref(), Instead::Music)),
        (Sound::Missing { near }, Some(false)) if sounds.have_been_looked_at() => {
            sink.report(d::e0513(at, path, near.as_deref()));
        }
        (Sound::Missing { near }, Some(_)) => {
            sink.report(d::w0520(at, path, near.as_deref(), Instead::Voice))
        }
    }
}

/// A prompt by name: one that there is, or E0201.
pub(super) fn known_prompt(client: &Client<'_>, name: &str, at: crate::Place, sink: &mut Sink) {
    known_name(client, Kind::Prompt, name, at, sink);
}

/// A name of a kind: one that there is, or E0201. Names of constructs that cannot be run yet pass.
pub(super) fn known_name(
    client: &Client<'_>,
    kind: Kind,
    name: &str,
    at: crate::Place,
    sink: &mut Sink,
) -> bool {
    let symbols = client.symbols;
    let names = symbols.names(kind);
    sink.used(kind, name);
    if names.contains(&name) {
        return true;
    }
    let first = name.split('.').next().unwrap_or(name);
    if symbols.vars.contains_key(first) {
        sink.used(Kind::Data, first);
    }
    let poisoned = symbols.vars.get(first).is_some_and(|var| var.of.is_none()) || symbols.has_lost_names;
    if !poisoned {
        let near = nearest(name, names);
        let there = near.and_then(|n| symbols.place(kind, n)).map(|(name, file)| place(file, name.span));
        sink.report(d::e0201(at, kind.noun(), name, near, there));
    }
    false
}

/// The literal of a value.
pub(super) fn literal(value: &SettingValue) -> Option<&Literal> {
    match &value.kind {
        SettingValueKind::Expr(ast::Expr { kind: ExprKind::Literal(literal), .. }) => Some(literal),
        _ => None,
    }
}

/// The text of a value, if it has no placeholders.
pub(super) fn text(value: &SettingValue) -> Option<&str> {
    match literal(value)? {
        Literal::Text(text) => text.plain(),
        _ => None,
    }
}

/// The word or words of a value.
pub(super) fn word(value: &SettingValue) -> Option<String> {
    match &value.kind {
        SettingValueKind::Words(words) => Some(words.clone()),
        SettingValueKind::Expr(ast::Expr { kind: ExprKind::Path(path), .. }) => Some(path.text()),
        SettingValueKind::Locale(word) | SettingValueKind::Region(word) | SettingValueKind::Zone(word) => {
            Some(word.clone())
        }
        _ => None,
    }
}

fn describe(value: &SettingValue) -> Words {
    match &value.kind {
        SettingValueKind::ServiceLevel { .. } => ("a service level", "ein Servicegrad").into(),
        SettingValueKind::Span { .. } => ("a range", "ein Bereich").into(),
        SettingValueKind::Key(_) => ("a key", "eine Taste").into(),
        SettingValueKind::WithShape(_) | SettingValueKind::Named { .. } => {
            ("something else", "etwas anderes").into()
        }
        SettingValueKind::Expr(ast::Expr { kind: ExprKind::Literal(literal), .. }) => match literal {
            Literal::Number { .. } => ("a number", "eine Zahl").into(),
            Literal::Percent(_) => ("a percentage", "ein Prozentwert").into(),
            Literal::Money { .. } => ("money", "ein Geldbetrag").into(),
            Literal::Duration(_) => ("a duration", "eine Dauer").into(),
            Literal::Date(_) => ("a date", "ein Datum").into(),
            Literal::Clock(_) => ("a time of day", "eine Uhrzeit").into(),
            Literal::Phone(_) => ("a phone number", "eine Telefonnummer").into(),
            Literal::Text(_) => ("a text", "ein Text").into(),
            Literal::YesNo(_) => ("yes or no", "ja oder nein").into(),
            Literal::Impossible(_) => ("a value that cannot be", "ein unmöglicher Wert").into(),
        },
        _ => word(value).map_or_else(
            || ("a condition or calculation", "eine Bedingung oder Rechnung").into(),
            |word| (format!("the word `{word}`"), format!("das Wort `{word}`")).into(),
        ),
    }
}
