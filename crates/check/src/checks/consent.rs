//! `consent recording`, recording, shared counts of failures (language.md 2.6, 2.12).

use super::Client;
use super::menus;
use super::settings::{Block, Required, Takes};
use crate::diagnostics::{self as d, BadCase};
use crate::{Sink, law, place};
use rufplan_diag::Span;
use rufplan_syntax::ast::{Consent, File, OnCase};
use std::collections::BTreeMap;

/// Everything but its words, which are looked at on the way.
pub(super) fn check(client: &Client<'_>, consent: &Consent, head: Span, file: &File, sink: &mut Sink) {
    if let Some(to) = &consent.to
        && to.text != "recording"
    {
        sink.report(d::e0302(place(file, to.span), &to.text, &["recording".to_string()]));
    }
    let mut keys = BTreeMap::new();
    for line in &consent.press {
        if line.key.text.chars().count() != 1 {
            sink.report(d::e0105(place(file, line.key.span), d::Impossible::Keys));
        } else if let Some(there) = keys.insert(line.key.text.clone(), place(file, line.span)) {
            sink.report(d::e0504(place(file, line.key.span), &line.key.text, there));
        }
    }
    for second in consent.silence.iter().skip(1) {
        let text = file.source.slice(second.span);
        sink.report(d::e0110(place(file, second.span), BadCase::Twice(text)));
    }
    let silence = consent.silence.first();
    let numbers = client.symbols.client.numbers.iter().map(|line| line.number.text.as_str());
    let told = law::notice_is_enough(numbers);
    match silence.filter(|silence| silence.value) {
        Some(silence) if !told => sink.report(d::e0802(place(file, silence.span))),
        Some(_) => {}
        None if !consent.has_junk && !consent.press.iter().any(|line| line.yes) => {
            let meaning = ("with which key does a caller agree?", "mit welcher Taste stimmt ein Anrufer zu?");
            sink.report(d::e0115(place(file, head), "consent", "press", meaning, "press 1 means yes"));
        }
        None => {}
    }
}

const FAILURES: [(&str, Takes); 1] = [("at most", Takes::Whole(1, 100))];
const REQUIRED: [Required; 1] =
    [("at most", ("how many failures are too many?", "wie viele Fehler sind zu viele?"), "at most: 3")];

/// All shared counts of a client.
pub(super) fn failures(client: &Client<'_>, sink: &mut Sink) {
    for failures in client.symbols.failures.values() {
        let (file, node) = (failures.file, failures.node);
        let block = Block { client, file, word: "failures", settings: &node.settings };
        block.check(&FAILURES, sink);
        block.require(&REQUIRED, failures.decl.mark, sink);
        menus::arms_twice(&node.on, None, file, sink);
        let is_failure = |case: &Option<_>| case == &Some(OnCase::Failure);
        let cases = node.on.iter().map(|arm| arm.case.as_ref().map(|case| case.value));
        if !failures.decl.has_junk && !cases.clone().any(|case| is_failure(&case)) {
            let meaning =
                ("where do callers go who fail too often?", "wohin kommen Anrufer, die sich zu oft vertun?");
            let at = place(file, failures.decl.mark);
            sink.report(d::e0115(at, "failures", "on failure", meaning, "on failure"));
        }
        for arm in node.on.iter().filter(|arm| arm.case.as_ref().is_some_and(|c| c.value != OnCase::Failure))
        {
            sink.report(d::e0104(place(file, arm.head), d::Misplaced::InFailures));
        }
    }
}
