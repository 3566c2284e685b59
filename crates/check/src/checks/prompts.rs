//! Prompts: languages, conditions, words and sounds.

use super::settings::sound_file;
use super::{Client, privacy, wording};
use crate::diagnostics as d;
use crate::expr::{self, Scope};
use crate::symbols::Symbol;
use crate::{Sink, place};
use rufplan_syntax::ast::{Placeholder, Prompt, PromptLine, PromptPart, Sound, Text};
use std::collections::BTreeMap;

pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    for prompt in client.symbols.prompts.values() {
        let spoken = by_language(prompt.node);
        if !prompt.decl.has_junk {
            languages(client, prompt, &spoken, sink);
        }
        for lines in spoken.values() {
            if !prompt.decl.has_junk {
                conditions(prompt, lines, sink);
            }
        }
        for line in &prompt.node.lines {
            self::line(client, prompt, line, sink);
        }
    }
}

fn by_language(prompt: &Prompt) -> BTreeMap<&str, Vec<&PromptLine>> {
    let mut spoken: BTreeMap<&str, Vec<&PromptLine>> = BTreeMap::new();
    for line in &prompt.lines {
        spoken.entry(&line.lang.text).or_default().push(line);
    }
    spoken
}

/// Every language of the client has lines (E0511), and there are no others (E0302).
fn languages(
    client: &Client<'_>,
    prompt: &Symbol<'_, Prompt>,
    spoken: &BTreeMap<&str, Vec<&PromptLine>>,
    sink: &mut Sink,
) {
    if spoken.is_empty() {
        let at = place(prompt.file, prompt.decl.mark);
        sink.report(d::e0512(at, "", d::Conditions::Empty));
        return;
    }
    for (lang, lines) in spoken {
        if *lang != "any"
            && let Some(line) = lines.first()
        {
            super::client::known_language(client, lang, place(prompt.file, line.lang.span), sink);
        }
    }
    let languages = &client.symbols.languages;
    let missing: Vec<&str> =
        languages.iter().map(String::as_str).filter(|l| !spoken.contains_key(l)).collect();
    if !missing.is_empty() && !spoken.contains_key("any") {
        let at = place(prompt.file, prompt.decl.mark);
        sink.report(d::e0511(at, languages, d::Unspoken::Prompt(&prompt.name.text, &missing)));
    }
}

/// The last line of a language has no condition, and only the last (E0512).
fn conditions(prompt: &Symbol<'_, Prompt>, lines: &[&PromptLine], sink: &mut Sink) {
    let Some(always) = lines.iter().position(|line| line.when.is_none()) else {
        if let Some(last) = lines.last() {
            sink.report(d::e0512(place(prompt.file, last.span), &last.lang.text, d::Conditions::NoLast));
        }
        return;
    };
    if let Some(behind) = lines.get(always + 1) {
        sink.report(d::e0512(place(prompt.file, behind.span), &behind.lang.text, d::Conditions::Behind));
    }
}

/// Names, types and sounds of a line. What is known where it is said is asked there ([`said`]).
fn line<'s>(client: &Client<'s>, prompt: &Symbol<'s, Prompt>, line: &PromptLine, sink: &mut Sink) {
    let (file, scope) = (prompt.file, client.scope(prompt.file).assuming_known());
    if let Some(condition) = &line.when {
        expr::condition(condition, &scope, sink);
    }
    for part in &line.parts {
        match part {
            PromptPart::Words { text, sound, .. } => {
                words(text, &scope, sink);
                match sound {
                    Some(Sound::File(path)) => match path.plain() {
                        Some(plain) => {
                            sound_file(client, file, plain, path.span, Some(has_words(text)), sink);
                        }
                        None => {
                            let misfit = d::Misfit::PlaceholderInExpression;
                            sink.report(d::e0301(
                                place(file, path.span),
                                ("a path with a placeholder", "ein Pfad mit Platzhalter"),
                                misfit,
                            ));
                        }
                    },
                    Some(Sound::Stored(path)) => {
                        super::statements::stored(path, &scope, sink);
                        if !has_words(text) {
                            sink.report(d::e0519(place(file, text.span), &path.text()));
                        }
                    }
                    None if !has_words(text) && line.parts.len() == 1 => {
                        sink.report(d::e0512(place(file, text.span), &line.lang.text, d::Conditions::Empty));
                    }
                    None => {}
                }
            }
            PromptPart::Value(hole) => value(hole, &scope, sink),
            PromptPart::Pause(ms) => super::statements::pause(ms, file, sink),
        }
    }
    if let Some(speed) = &line.speed_permille
        && !speed.value.is_some_and(|permille| (500..=2000).contains(&permille))
    {
        sink.report(d::e0302_range(place(file, speed.span), file.source.slice(speed.span), "50% to 200%"));
    }
    wording::key_before_word(line, file, sink);
}

fn has_words(text: &Text) -> bool {
    text.placeholders().next().is_some() || !text.fixed().trim().is_empty()
}

/// Placeholders of a text that is said.
pub(super) fn words(text: &Text, scope: &Scope<'_>, sink: &mut Sink) {
    for hole in text.placeholders() {
        value(hole, scope, sink);
    }
}

fn value(hole: &Placeholder, scope: &Scope<'_>, sink: &mut Sink) {
    expr::placeholder(hole, scope, sink);
    privacy::no_secret(&hole.value, d::Leak::Said, scope, sink);
}

/// What must be known where a prompt is said (E0303, E0305): conditions of its lines tell, each by itself and by the
/// failure of those above it.
pub(super) fn said<'s>(prompt: &Symbol<'s, Prompt>, scope: &Scope<'s>, sink: &mut Sink) {
    let mut quiet = Sink::default();
    let base = scope.clone().in_file(prompt.file);
    for lines in by_language(prompt.node).values() {
        let mut scope = base.clone();
        for line in lines {
            let mut here = scope.clone();
            if let Some(condition) = &line.when {
                expr::condition(condition, &scope, &mut quiet);
                here = scope.when(condition);
                scope = scope.unless(condition);
            }
            for part in &line.parts {
                match part {
                    PromptPart::Words { text, sound, .. } => {
                        text.placeholders().for_each(|hole| drop(expr::placeholder(hole, &here, &mut quiet)));
                        if let Some(Sound::Stored(path)) = sound {
                            super::statements::stored(path, &here, &mut quiet);
                        }
                    }
                    PromptPart::Value(hole) => drop(expr::placeholder(hole, &here, &mut quiet)),
                    PromptPart::Pause(_) => {}
                }
            }
        }
    }
    sink.diagnostics.extend(quiet.diagnostics.into_iter().filter(|d| matches!(d.code, "E0303" | "E0305")));
}
