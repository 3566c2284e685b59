//! Surveys (language.md 2.12).

use super::settings::{self, Block, Takes};
use super::statements::{Around, Walker};
use super::ways::Known;
use super::{Client, lookups};
use crate::diagnostics as d;
use crate::symbols::Symbol;
use crate::{Kind, Sink, place};
use rufplan_diag::Span;
use rufplan_syntax::ast::{HttpMethod, Literal, Lookup, Path, SettingValue, Survey};
use std::collections::BTreeMap;

const TABLE: [(&str, Takes); 2] = [("send answers by", Takes::Elsewhere), ("invite", Takes::Elsewhere)];

/// Greatest answer: two keys.
const GREATEST: u32 = 99;

pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    for survey in client.symbols.surveys.values() {
        let file = survey.file;
        Block { client, file, word: "survey", settings: &survey.node.settings }.check(&TABLE, sink);
        invite(client, survey, sink);
        questions(survey, sink);
        let at = survey.decl.mark;
        if !survey.decl.has_junk && survey.node.questions.is_empty() {
            let why = "what shall callers be asked?";
            sink.report(d::e0115(place(file, at), "survey", "ask", why, "ask freundlich from 1 to 5"));
        }
        if !survey.decl.has_junk && survey.node.say.is_empty() {
            let why = "who has answered wants to hear that it arrived.";
            sink.report(d::e0115(place(file, at), "survey", "say", why, "say danke"));
        }
        if let Some(second) = survey.node.say.get(1) {
            let there = survey.node.say.first().map(|first| place(file, first.span));
            sink.report(d::e0202(place(file, second.span), "thanks", "say", there));
        }
    }
}

fn invite(client: &Client<'_>, survey: &Symbol<'_, Survey>, sink: &mut Sink) {
    for setting in &survey.node.settings {
        for value in &setting.values {
            match setting.key.text.as_str() {
                "invite" => {
                    let share = matches!(settings::literal(value), Some(Literal::Percent(1..=1000)));
                    let everyone = settings::word(value).is_some_and(|word| word == "everyone");
                    if !share && !everyone {
                        let misfit = d::Misfit::Setting {
                            key: "invite",
                            takes: (
                                "`everyone` or a share such as `30%`",
                                "`everyone` oder einen Anteil wie `30%`",
                            )
                                .into(),
                        };
                        sink.report(d::e0301(
                            place(survey.file, value.span),
                            ("something else", "etwas anderes"),
                            misfit,
                        ));
                    }
                }
                "send answers by" => sends_by(client, survey, value, sink),
                _ => {}
            }
        }
    }
}

/// A lookup with a body that gives nothing: nobody waits for what it would give.
fn sends_by(client: &Client<'_>, survey: &Symbol<'_, Survey>, value: &SettingValue, sink: &mut Sink) {
    let at = place(survey.file, value.span);
    let misfit = d::Misfit::Setting {
        key: "send answers by",
        takes: (
            "a lookup by `post` or `put` that `gives nothing`",
            "eine Abfrage mit `post` oder `put`, die nichts liefert (`gives nothing`)",
        )
            .into(),
    };
    let Some(name) = settings::word(value) else {
        return sink.report(d::e0301(at, ("something else", "etwas anderes"), misfit));
    };
    if !settings::known_name(client, Kind::Lookup, &name, at.clone(), sink) {
        return;
    }
    let Some(lookup) = client.symbols.lookups.get(name.as_str()) else { return };
    if lookup.node.asks.first().is_some_and(|line| line.method == HttpMethod::Get) {
        sink.report(d::e0301(at, "a `get`", misfit));
    } else if lookups::fills(lookup).is_some() {
        let fills = ("a lookup that fills a variable", "eine Abfrage, die eine Variable füllt");
        sink.report(d::e0301(at, fills, misfit));
    }
}

/// The lookup of `send answers by`, if it is named rightly.
fn sender<'s>(client: &Client<'s>, survey: &Survey) -> Option<&'s Symbol<'s, Lookup>> {
    let setting = survey.settings.iter().find(|s| s.key.text == "send answers by")?;
    client.symbols.lookups.get(settings::word(setting.values.first()?)?.as_str())
}

fn questions(survey: &Symbol<'_, Survey>, sink: &mut Sink) {
    let file = survey.file;
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for question in &survey.node.questions {
        if let Some(there) = first.get(question.name.text.as_str()) {
            let there = Some(place(file, *there));
            sink.report(d::e0202(place(file, question.name.span), "question", &question.name.text, there));
        }
        first.entry(&question.name.text).or_insert(question.name.span);
        let Some((from, to)) = &question.scale else { continue };
        let fits = from.value.zip(to.value).is_some_and(|(from, to)| from < to && to <= GREATEST);
        if !fits {
            let span = Span::new(from.span.start, to.span.end);
            let limits = "an ascending scale up to 99, such as `from 1 to 5`";
            sink.report(d::e0302_range(place(file, span), file.source.slice(span), limits));
        }
    }
}

impl<'s> Walker<'_, 's> {
    /// `start survey S`: behind a conversation, so never while the caller waits.
    pub(super) fn start_survey(
        &mut self,
        survey: &'s Path,
        head: Span,
        known: &mut Known,
        around: &Around<'s>,
    ) {
        let at = place(around.file, survey.span);
        settings::known_name(self.client, Kind::Survey, &survey.text(), at, self.sink);
        if around.in_queue {
            self.sink.report(d::e0711(place(around.file, head), "start survey"));
        }
        if let Some(found) = self.client.symbols.surveys.get(survey.text().as_str()) {
            if let Some(lookup) = sender(self.client, found.node) {
                let scope = self.scope(known, around);
                lookups::sent(self.client, lookup, &scope, self.sink);
            }
            let inside = Around { file: found.file, ..around.clone() };
            let asked = found.node.questions.iter().map(|question| &question.say);
            for say in asked.chain(&found.node.say) {
                self.say(say, known, &inside);
            }
        }
    }
}
