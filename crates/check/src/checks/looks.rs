//! `check queue`: the queue, its cases, what is known behind it.

use super::settings::HOUR;
use super::statements::{Around, Walker, join};
use super::ways::Known;
use crate::diagnostics as d;
use crate::{expr, place};
use rufplan_diag::{Span, Words};
use rufplan_machine::value::Kind as Of;
use rufplan_syntax::ast::{CheckQueue, LookCase};
use std::collections::BTreeSet;

/// Cases that every call must find an arm for, and their words.
const NEEDED: [(LookCase, &str); 3] =
    [(LookCase::NobodySignedIn, "nobody is signed in"), (LookCase::Full, "full"), (LookCase::Ready, "ready")];

impl<'s> Walker<'_, 's> {
    /// Walks `check queue`; gives what is known behind it.
    pub(super) fn check_queue(
        &mut self,
        look: &'s CheckQueue,
        head: Span,
        known: Known,
        around: &Around<'s>,
    ) -> Option<Known> {
        let name = look.queue.as_ref().map(|path| path.text());
        if let Some(path) = &look.queue {
            let scope = self.scope(&known, around);
            expr::naming(Of::Queue, path, &scope, self.sink);
        }
        let mut behind = None;
        let mut seen = BTreeSet::new();
        for arm in &look.arms {
            let mut inside = known.clone();
            if let Some(case) = &arm.case {
                let text = around.file.source.slice(case.span);
                let at = place(around.file, case.span);
                // two bounds of the wait are one case: the lower one would hide the other
                let kind = match case.value {
                    LookCase::ExpectedWaitOver(_) => LookCase::ExpectedWaitOver(None),
                    other => other,
                };
                if !seen.insert(kind) {
                    self.sink.report(d::e0110(at, d::BadCase::Twice(text)));
                } else if let LookCase::ExpectedWaitOver(ms) = case.value {
                    if !ms.is_some_and(|ms| (0..=24 * HOUR).contains(&ms)) {
                        self.sink.report(d::e0105(at, d::Impossible::Duration));
                    }
                    inside.extend(name.iter().map(|name| format!("{name}.expected_wait")));
                }
            }
            let after = self.block(&arm.body, inside, around);
            behind = join(behind, after);
        }
        let missing: Vec<&str> =
            NEEDED.iter().filter(|(case, _)| !seen.contains(case)).map(|(_, word)| *word).collect();
        let understood = !look.has_junk && look.arms.iter().all(|arm| arm.case.is_some());
        if understood && !missing.is_empty() {
            let subject = name.as_deref().map_or_else(
                || Words::from(("the queue", "der Warteschlange")),
                |name| (format!("the queue `{name}`"), format!("der Warteschlange `{name}`")).into(),
            );
            self.sink.report(d::e0405(place(around.file, head), &subject, d::Uncovered::Cases(&missing)));
        }
        behind
    }
}
