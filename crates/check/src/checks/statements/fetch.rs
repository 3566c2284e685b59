//! `fetch`: its lookup, its arms, and what is known behind them (S11).

use super::{Around, Walker, join};
use crate::checks::ways::Known;
use crate::checks::{lookups, prompts, settings};
use crate::diagnostics as d;
use crate::{Kind, place};
use rufplan_diag::Span;
use rufplan_syntax::ast::{Fetch, FetchCase, OnCase};
use std::collections::BTreeSet;

impl<'s> Walker<'_, 's> {
    pub(super) fn fetch(
        &mut self,
        fetch: &'s Fetch,
        head: Span,
        mut known: Known,
        around: &Around<'s>,
    ) -> Option<Known> {
        let file = around.file;
        let name = fetch.lookup.as_ref().map(|path| path.text()).unwrap_or_default();
        if let Some(path) = &fetch.lookup {
            settings::known_name(self.client, Kind::Lookup, &name, place(file, path.span), self.sink);
        }
        let scope = self.scope(&known, around);
        settings::Block { client: self.client, file, word: "fetch", settings: &fetch.settings }
            .check(&lookups::FETCH, self.sink);
        for setting in &fetch.settings {
            let names = setting.values.iter().filter_map(settings::word);
            let said: Vec<_> = names.filter_map(|n| self.client.symbols.prompts.get(n.as_str())).collect();
            said.into_iter().for_each(|prompt| prompts::said(prompt, &scope, self.sink));
        }
        let lookup = self.client.symbols.lookups.get(name.as_str());
        let fills = lookup.and_then(|lookup| lookups::fills(lookup));
        if let Some(lookup) = lookup {
            lookups::sent(self.client, lookup, &scope, self.sink);
            self.times(fetch, lookups::tries(self.client, lookup), head, &name, around);
        }
        let found = Known::from_iter(fills.clone());
        fills.iter().for_each(|var| {
            known.remove(var);
            let parts = format!("{var}.");
            known.retain(|path| !path.starts_with(&parts));
        });
        self.fetch_arms(fetch, known, found, around)
    }

    fn fetch_arms(
        &mut self,
        fetch: &'s Fetch,
        known: Known,
        found: Known,
        around: &Around<'s>,
    ) -> Option<Known> {
        let mut seen = BTreeSet::new();
        let mut behind = None;
        let with_answer: Known = known.union(&found).cloned().collect();
        for arm in &fetch.arms {
            let case = arm.case.as_ref().map(|case| case.value);
            if let Some(case) = &arm.case
                && !seen.insert(case.value)
            {
                let text = around.file.source.slice(case.span);
                self.sink.report(d::e0110(place(around.file, case.span), d::BadCase::Twice(text)));
            }
            let inside = if case == Some(FetchCase::Found) { with_answer.clone() } else { known.clone() };
            behind = join(behind, self.block(&arm.body, inside, around));
        }
        if !seen.contains(&FetchCase::Found) {
            behind = join(behind, Some(with_answer));
        }
        behind
    }

    /// What a service that is slow or fails means for the caller (E0311, W0312).
    fn times(
        &mut self,
        fetch: &Fetch,
        (tries, timeout_ms): (u32, i64),
        head: Span,
        name: &str,
        around: &Around<'s>,
    ) {
        let at = || place(around.file, head);
        let has_failed =
            fetch.arms.iter().any(|arm| arm.case.as_ref().is_some_and(|c| c.value == FetchCase::Failed));
        let has_error = self.client.symbols.defaults.iter().any(|(defaults, ..)| {
            defaults.on.iter().any(|arm| arm.case.as_ref().is_some_and(|c| c.value == OnCase::Error))
        });
        if !has_failed && !has_error && !fetch.has_junk {
            self.sink.report(d::e0311(at(), name, timeout_ms * i64::from(tries)));
        }
        let has_words = fetch.settings.iter().any(|s| s.key.text == "meanwhile");
        if !has_words && timeout_ms * i64::from(tries) > lookups::SILENCE_MS {
            self.sink.report(d::w0312(at(), name, tries, timeout_ms));
        }
    }
}
