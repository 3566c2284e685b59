//! The caller's own words: `record`, `take message` and mailboxes (language.md 2.12, 2.13).

use super::settings::{self, Block, HOUR, MINUTE, Required, SECOND, Takes};
use super::statements::{Around, Walker, join};
use super::ways::{Known, Ways};
use super::{Client, prompts};
use crate::diagnostics as d;
use crate::symbols::Symbol;
use crate::{Kind, Sink, expr, place};
use rufplan_diag::Span;
use rufplan_machine::value::{Kind as Of, Type};
use rufplan_syntax::ast::{
    Dictation, DictationCase, File, Literal, Mailbox, SayItem, Setting, SettingValue, SettingValueKind,
};
use std::collections::BTreeSet;

const DAY: i64 = 24 * HOUR;

const MESSAGE: [(&str, Takes); 3] = [
    ("review", Takes::YesNo),
    ("ends after silence", Takes::DurationOr(SECOND, MINUTE, "none")),
    ("ends with", Takes::Elsewhere),
];

const RECORD: [(&str, Takes); 6] = [
    MESSAGE[0],
    MESSAGE[1],
    MESSAGE[2],
    ("longest", Takes::Duration(SECOND, HOUR)),
    ("shortest", Takes::Duration(0, MINUTE)),
    ("beep", Takes::YesNo),
];

const MAILBOX: [(&str, Takes); 6] = [
    ("longest", Takes::Duration(SECOND, HOUR)),
    ("shortest", Takes::Duration(0, MINUTE)),
    ("deliver to", Takes::Elsewhere),
    ("transcribe", Takes::YesNo),
    ("keep", Takes::Duration(HOUR, 3_650 * DAY)),
    ("beep", Takes::YesNo),
];

const REQUIRED: [Required; 1] = [(
    "deliver to",
    (
        "who listens to the messages? A mail address, a lookup, or several with commas.",
        "Wer hört die Nachrichten ab? Eine Mailadresse, eine Abfrage, oder mehrere mit Kommas.",
    ),
    "deliver to: \"service@example.org\"",
)];

/// What a fact of a message is called.
pub(super) const FACTS: [&str; 3] = ["message.sound", "message.length", "message.box"];

/// All mailboxes: settings, receivers, words.
pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    for mailbox in client.symbols.mailboxes.values() {
        let (file, own) = (mailbox.file, &mailbox.node.settings);
        let block = Block { client, file, word: "mailbox", settings: own };
        block.check(&MAILBOX, sink);
        for setting in own.iter().filter(|s| s.key.text == "deliver to") {
            setting.values.iter().for_each(|value| receiver(client, file, value, sink));
        }
        if let Some(yes) = own.iter().find(|s| s.key.text == "transcribe").filter(|s| says_yes(s)) {
            sink.report(d::e0113(place(file, yes.span), d::Later::Setting("transcribe")));
        }
        limits(own, file, (3 * MINUTE, 2 * SECOND), sink);
        if !mailbox.decl.has_junk {
            block.require(&REQUIRED, mailbox.decl.mark, sink);
        }
        // names and texts; what must be known is asked where a message is taken
        let around = Around { unreached: true, ..Around::of(file) };
        let mut walker = Walker { client, ways: &mut Ways::default(), sink };
        mailbox.node.say.iter().for_each(|say| walker.say(say, &Known::new(), &around));
    }
}

fn says_yes(setting: &Setting) -> bool {
    matches!(setting.values.first().and_then(settings::literal), Some(Literal::YesNo(true)))
}

/// A mail address or a lookup.
fn receiver(client: &Client<'_>, file: &File, value: &SettingValue, sink: &mut Sink) {
    let at = place(file, value.span);
    let takes = ("mail addresses in quotes and lookups", "Mailadressen in Anführungszeichen und Abfragen");
    match (settings::text(value), settings::word(value)) {
        (Some(address), _) if is_address(address) => {}
        (Some(_), _) => {
            sink.report(d::e0301(
                at,
                ("a text", "ein Text"),
                d::Misfit::Needed(
                    ("a mail address such as \"a@example.org\"", "eine Mailadresse wie \"a@example.org\"")
                        .into(),
                ),
            ));
        }
        (None, Some(name)) => drop(settings::known_name(client, Kind::Lookup, &name, at, sink)),
        (None, None) => {
            let misfit = d::Misfit::Setting { key: "deliver to", takes: takes.into() };
            sink.report(d::e0301(at, ("something else", "etwas anderes"), misfit));
        }
    }
}

/// One `@` with something before it and a host with a dot or a plain name behind it; no blanks, nothing that could
/// begin a second header.
fn is_address(text: &str) -> bool {
    let fits = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with('.');
    let allowed =
        |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | ',' | ';' | ':' | '"' | '(' | ')');
    match text.split_once('@') {
        Some((name, host)) => fits(name) && fits(host) && !host.contains('@') && text.chars().all(allowed),
        None => false,
    }
}

/// The shortest is not longer than the longest.
fn limits(own: &[Setting], file: &File, built_in: (i64, i64), sink: &mut Sink) {
    let of = |key: &str| own.iter().find(|s| s.key.text == key).and_then(|s| s.values.first());
    let ms = |value: Option<&SettingValue>, built_in| match value.and_then(settings::literal) {
        Some(Literal::Duration(ms)) => *ms,
        _ => built_in,
    };
    let (longest, shortest) = (ms(of("longest"), built_in.0), ms(of("shortest"), built_in.1));
    if let Some(value) = of("shortest").or(of("longest"))
        && longest < shortest
    {
        let limits = match of("shortest") {
            Some(_) => {
                let most = d::duration(longest);
                (format!("0s to {most}, the longest"), format!("0s to {most}, mehr lässt `longest` nicht zu"))
            }
            None => {
                let least = d::duration(shortest);
                (
                    format!("{least}, the shortest, or more"),
                    format!("{least} oder mehr, weniger lässt `shortest` nicht zu"),
                )
            }
        };
        sink.report(d::e0302_range(place(file, value.span), file.source.slice(value.span), limits));
    }
}

impl<'s> Walker<'_, 's> {
    /// `record VAR`
    pub(super) fn record(
        &mut self,
        dictation: &'s Dictation,
        head: Span,
        mut known: Known,
        around: &Around<'s>,
    ) -> Option<Known> {
        let file = around.file;
        if around.in_queue {
            self.sink.report(d::e0711(place(file, head), "record"));
        }
        Block { client: self.client, file, word: "record", settings: &dictation.settings }
            .check(&RECORD, self.sink);
        limits(&dictation.settings, file, (MINUTE, SECOND), self.sink);
        dictation.say.iter().for_each(|say| self.say(say, &known, around));
        if let Some(path) = &dictation.into {
            let (name, at) = (path.text(), place(file, path.span));
            match self.client.symbols.vars.get(name.as_str()) {
                Some(var) => {
                    if let Some(of) = &var.of
                        && *crate::types::certain(of) != Type::Recording
                    {
                        let misfit = d::Misfit::Needed(
                            ("a variable of type `recording`", "eine Variable vom Typ `recording`").into(),
                        );
                        self.sink.report(d::e0301(at, crate::types::words(of), misfit));
                    }
                }
                None => {
                    let uses = self.sink.uses.clone();
                    settings::known_name(self.client, Kind::Data, &name, at, self.sink);
                    self.sink.uses = uses;
                }
            }
            // where nothing was said it is an empty recording: a value all the same
            known.insert(name);
        }
        self.dictation_arms(dictation, &known, &known, around)
    }

    /// `take message in M`
    pub(super) fn take_message(
        &mut self,
        dictation: &'s Dictation,
        known: Known,
        around: &Around<'s>,
    ) -> Option<Known> {
        let file = around.file;
        Block { client: self.client, file, word: "take message", settings: &dictation.settings }
            .check(&MESSAGE, self.sink);
        if let Some(path) = &dictation.into {
            let scope = self.scope(&known, around);
            let naming = expr::naming(Of::Mailbox, path, &scope, self.sink);
            for name in naming.iter().flat_map(expr::Naming::names) {
                if let Some(mailbox) = self.client.symbols.mailboxes.get(name.as_str()) {
                    self.words_before(mailbox, &known, around);
                }
            }
        }
        let mut kept = known.clone();
        kept.extend(FACTS.map(str::to_string));
        self.dictation_arms(dictation, &kept, &known, around)
    }

    /// What a mailbox says must be known where a message is taken.
    fn words_before(&mut self, mailbox: &Symbol<'s, Mailbox>, known: &Known, around: &Around<'s>) {
        let scope = self.scope(known, around).in_file(mailbox.file);
        for item in mailbox.node.say.iter().flat_map(|say| &say.items) {
            match item {
                SayItem::Text(text) => {
                    let mut quiet = Sink::default();
                    prompts::words(text, &scope, &mut quiet);
                    let unset = |d: &rufplan_diag::Diagnostic| matches!(d.code, "E0303" | "E0305");
                    self.sink.diagnostics.extend(quiet.diagnostics.into_iter().filter(unset));
                }
                SayItem::Path(path) => {
                    let prompt = self.client.symbols.prompts.get(path.text().as_str());
                    prompt.iter().for_each(|prompt| prompts::said(prompt, &scope, self.sink));
                }
            }
        }
    }

    /// The arms, and what is known behind the block.
    fn dictation_arms(
        &mut self,
        dictation: &'s Dictation,
        kept: &Known,
        otherwise: &Known,
        around: &Around<'s>,
    ) -> Option<Known> {
        let file = around.file;
        for setting in dictation.settings.iter().filter(|s| s.key.text == "ends with") {
            setting.values.iter().for_each(|value| ending_key(file, value, self.sink));
        }
        let mut seen: BTreeSet<DictationCase> = BTreeSet::new();
        let mut behind = None;
        for arm in &dictation.arms {
            let mut inside = otherwise;
            if let Some(case) = &arm.case {
                if !seen.insert(case.value) {
                    let text = file.source.slice(case.span);
                    self.sink.report(d::e0110(place(file, case.span), d::BadCase::Twice(text)));
                }
                if case.value == DictationCase::Kept {
                    inside = kept;
                }
            }
            let after = self.block(&arm.body, inside.clone(), around);
            behind = join(behind, after);
        }
        // a case without an arm goes on behind the block, `kept` with what it knows
        if !seen.contains(&DictationCase::Kept) {
            behind = join(behind, Some(kept.clone()));
        }
        let others = [DictationCase::Nothing, DictationCase::TooShort];
        if !seen.contains(&DictationCase::Nothing) || others.iter().all(|case| !seen.contains(case)) {
            behind = join(behind, Some(otherwise.clone()));
        }
        behind
    }
}

/// `ends with:` a key or `any key`.
fn ending_key(file: &File, value: &SettingValue, sink: &mut Sink) {
    let is_key = match (&value.kind, settings::literal(value)) {
        (SettingValueKind::Key(_), _) | (_, Some(Literal::Number { units: 0..=9, scale: 0 })) => true,
        (SettingValueKind::Words(words), _) => words == "any key",
        _ => false,
    };
    if !is_key {
        let misfit = d::Misfit::Setting {
            key: "ends with",
            takes: ("a key or `any key`", "eine Taste oder `any key`").into(),
        };
        sink.report(d::e0301(place(file, value.span), ("something else", "etwas anderes"), misfit));
    }
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn an_address_is_one_and_cannot_hold_a_second_header() {
        for good in ["a@example.org", "service+box@mail.example.org", "empfang@desk"] {
            assert!(is_address(good), "{good}");
        }
        for bad in
            ["", "a", "@b", "a@", "a@b@c", "a b@c.de", "a@b\r\nBcc:x@y.z", "A <a@b.de>", "a@.de", "a,b@c.de"]
        {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
