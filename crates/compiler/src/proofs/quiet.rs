//! No long silence (P4).

use super::search::{Longest, longest, shortest};
use super::space::Edge;
use super::witness::{clock_ms, witness};
use super::{Judged, Subject, Verdict, seconds, too_many};
use crate::diagnostics::w0454;
use crate::graph::{By, Role, nature};
use rufplan_diag::Words;

pub(super) fn title(subject: &Subject<'_>) -> Words {
    let limit = seconds(subject.promise.words_ms);
    (
        format!("no caller hears nothing for longer than {limit} without a key that works"),
        format!("kein Anrufer hört länger als {limit} nichts, ohne dass eine Taste wirkt"),
    )
        .into()
}

/// P4: the longest stretch of pauses and data dips between words, music and questions.
pub(super) fn words(subject: &Subject<'_>) -> Judged {
    let Some(space) = &subject.any else { return too_many() };
    let is_silent = |at: usize| matches!(space.role(at), Some(Role::Silent));
    let goes_on = |at: usize| matches!(space.role(at), Some(Role::Silent | Role::Instant));
    let allows = |_: usize, edge: &Edge| !matches!(edge.by, By::Keys(_));
    // of a data dip with words meanwhile only the silence counts
    let weighs =
        |at: usize, _: &Edge| space.state(at).map_or(0, |state| nature(space.machine, state).silent_ms);
    let mut worst = (0, None);
    for at in 0..space.situations.len() {
        let Some(state) = space.state(at) else { continue };
        let alone = nature(space.machine, state).silent_ms;
        if !is_silent(at) {
            if alone > worst.0 {
                worst = (alone, Some((at, Vec::new())));
            }
            continue;
        }
        if let Longest::Arrives { ms, way } = longest(space, at, |one| !goes_on(one), allows, weighs)
            && ms > worst.0
        {
            worst = (ms, Some((at, way)));
        }
    }
    let (ms, Some((at, on))) = worst else {
        return (Verdict::Holds(("no silence at all", "gar keine Stille").into()), Vec::new());
    };
    if ms <= subject.promise.words_ms {
        let words = (format!("at most {}", seconds(ms)), format!("höchstens {}", seconds(ms)));
        return (Verdict::Holds(words.into()), Vec::new());
    }
    let Some((mut way, _)) = shortest(space, |one| one == at, |_, _| true) else {
        return (Verdict::Holds(("no silence at all", "gar keine Stille").into()), Vec::new());
    };
    let begins: u64 = way.iter().map(|(at, edge)| space.edges[*at][*edge].ms).sum();
    way.extend(&on);
    let last = on.last().map_or(at, |(at, edge)| space.edges[*at][*edge].to);
    let call = witness(&subject.around, space, &way, last, ("a long silence", "eine lange Stille"));
    let id = &space.situations[at].state;
    let limit = seconds(subject.promise.words_ms);
    let message =
        w0454(&subject.origin(id), &seconds(ms), &limit, &clock_ms(begins), &call.words(), call.help());
    (Verdict::Fails(call.words()), vec![message])
}
