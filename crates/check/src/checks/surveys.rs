//! Surveys (language.md 2.12).

use super::settings::{self, Block, Takes};
use super::statements::{Around, Walker};
use super::ways::Known;
use super::{Client, later};
use crate::diagnostics as d;
use crate::symbols::Symbol;
use crate::{Kind, Sink, place};
use rufplan_diag::Span;
use rufplan_syntax::ast::{ExprKind, Literal, Path, SettingValueKind, Survey};
use std::collections::BTreeMap;

const TABLE: [(&str, Takes); 2] = [("send answers by", Takes::Elsewhere), ("invite", Takes::Elsewhere)];

/// Greatest answer: two keys.
const GREATEST: u32 = 99;

pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    for survey in client.symbols.surveys.values() {
        let file = survey.file;
        Block { client, file, word: "survey", settings: &survey.node.settings }.check(&TABLE, sink);
        invite(survey, sink);
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

fn invite(survey: &Symbol<'_, Survey>, sink: &mut Sink) {
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
                // what it sends is looked at where lookups are
                "send answers by" => {
                    if let SettingValueKind::Expr(expr) = &value.kind
                        && let ExprKind::Path(path) = &expr.kind
                    {
                        later::mark_used(std::slice::from_ref(path), sink);
                    }
                }
                _ => {}
            }
        }
    }
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
            let inside = Around { file: found.file, ..around.clone() };
            let asked = found.node.questions.iter().map(|question| &question.say);
            for say in asked.chain(&found.node.say) {
                self.say(say, known, &inside);
            }
        }
    }
}
