//! What a state is to a caller: what it costs in time, what is heard meanwhile, and whom it leads to.
//!
//! Together with [`super::successors`] this is all that the proofs know of a kind of state. Both matches are exhaustive,
//! so that a new kind of state cannot be forgotten.

use super::Step;
use crate::lengths::{prompts_ms, silence_ms};
use rufplan_machine::script::{
    Callback, Collect, Dictation, EntryKind, Expr, Machine, OnArm, PromptId, Queue, QueueCase, State,
    StateId, Survey, SurveyQuestion, TargetOrder,
};
use rufplan_machine::value::Value;

/// The deployment's longest wait in a queue (Q2).
pub(crate) const LONGEST_WAIT_MS: u64 = 60 * 60 * 1_000;

/// Until the first key of a consent (S10).
const CONSENT_KEY_MS: u64 = 6_000;
/// Most keys of an entry.
const ENTRY_KEYS_MAX: u64 = 32;

/// A state as the proofs see it.
pub(crate) struct Nature<'m> {
    /// What it does.
    pub role: Role<'m>,
    /// Longest time that the call stays in it at once: until its words are over, its time has run out, it was answered.
    pub longest_ms: u64,
    /// Longest silence in it, in which no key works either.
    pub silent_ms: u64,
    /// Variables that get values which are not known before the call.
    pub fills: Vec<&'m str>,
}

/// What a state does.
#[allow(dead_code, reason = "not every kind of state is built yet")]
pub(crate) enum Role<'m> {
    /// Is left at once.
    Instant,
    /// Takes its time in silence, or nearly so: a pause, a data dip.
    Silent,
    /// Says something.
    Says(&'m [PromptId]),
    /// Asks and counts attempts: a menu, a collect.
    Asks(Asked<'m>),
    /// Goes on by an answer or an act of the caller, without attempts that are counted.
    Heeds,
    /// A person is rung, waited for, takes over, or is promised to call back.
    Person,
    /// The caller leaves words.
    Message,
    /// The end.
    End,
}

/// A question that counts attempts.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'m> {
    /// Said the first time.
    pub prompts: &'m [PromptId],
    /// Said from the second time on; empty is the same.
    pub prompts_again: &'m [PromptId],
    /// Until the first key.
    pub first_ms: u64,
    /// How many tries.
    pub attempts: u32,
    /// Arms for silence by attempt.
    pub silence: &'m [OnArm],
    /// Arms for wrong keys by attempt.
    pub wrong: &'m [OnArm],
    /// Where the last attempt leads.
    pub failure: &'m StateId,
    /// Keys of the shortest entry, the finish key and the confirmation included; of a menu none.
    pub entry_keys: u32,
}

impl Asked<'_> {
    /// What is said at an attempt, counted from 0.
    pub(crate) fn said(&self, failed: u32) -> &[PromptId] {
        if failed == 0 || self.prompts_again.is_empty() { self.prompts } else { self.prompts_again }
    }

    /// The arm for the next mistake of a kind.
    pub(crate) fn arm(arms: &[OnArm], failed: u32) -> Option<&OnArm> {
        arms.iter().rev().find(|arm| arm.from <= failed + 1).or(arms.first())
    }
}

/// Who makes a step happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum By {
    /// Nobody: it follows by itself or after a time.
    Itself,
    /// The caller, by so many keys that are right.
    Keys(u32),
    /// The caller, who presses nothing.
    Silence,
    /// The caller, by a wrong key or entry.
    Wrong,
    /// The world: hours, data, switches, agents, other lines.
    World,
    /// The platform fails; no proof speaks of it.
    Breakdown,
}

/// Who makes a step happen.
pub(crate) fn by(step: &Step) -> By {
    match step {
        Step::Next | Step::Again | Step::Enter | Step::Run | Step::Outcome(_) => By::Itself,
        Step::Branch(_) | Step::Hours(_) | Step::Transfer(_) | Step::Fetch(_) | Step::Queue(_) => By::World,
        Step::Key(keys) | Step::Anywhere(keys) => {
            By::Keys(u32::try_from(keys.chars().count()).unwrap_or(u32::MAX))
        }
        // how many keys an entry has, its question knows: `Asked::entry_keys`
        Step::Entry => By::Keys(1),
        Step::Words("kept") => By::Keys(0),
        Step::Words("nothing recorded") => By::Silence,
        Step::Words(_) => By::World,
        Step::Silence(_) | Step::Failure => By::Silence,
        Step::Callback("accepted") => By::Keys(1),
        Step::Callback("declined") => By::Silence,
        Step::Callback(_) => By::World,
        Step::Wrong(_) => By::Wrong,
        Step::Error => By::Breakdown,
    }
}

/// What a state is.
pub(crate) fn nature<'m>(machine: &'m Machine, state: &'m State) -> Nature<'m> {
    let of = |role, longest_ms, silent_ms| Nature { role, longest_ms, silent_ms, fills: Vec::new() };
    match state {
        State::Branch { .. }
        | State::Set { .. }
        | State::Mark { .. }
        | State::Speak { .. }
        | State::Hours { .. }
        | State::Recording { .. }
        | State::CountFailure { .. }
        | State::Wipe { .. }
        | State::Retry { .. }
        | State::Refuse { .. }
        | State::Repeat { .. }
        | State::GoBack
        | State::KeepWaiting { .. }
        | State::LeaveQueue { .. }
        | State::GoTo(_)
        | State::Call(_)
        | State::Return { .. }
        | State::Ask(_) => of(Role::Instant, 0, 0),
        State::Play { prompts, .. } => {
            let silent = prompts.iter().map(|p| silence_ms(machine, p)).max().unwrap_or(0);
            of(Role::Says(prompts), prompts_ms(machine, prompts), silent)
        }
        State::Pause { ms, .. } => of(Role::Silent, u64::from(*ms), u64::from(*ms)),
        State::Menu(menu) => {
            let asked = Asked {
                prompts: &menu.prompts,
                prompts_again: &menu.prompts_again,
                first_ms: u64::from(menu.first_ms),
                attempts: menu.attempts,
                silence: &menu.silence,
                wrong: &menu.wrong,
                failure: &menu.failure,
                entry_keys: 0,
            };
            let keys = menu.keys.keys().map(|code| code.chars().count()).max().unwrap_or(1);
            let keys_ms = u64::try_from(keys.saturating_sub(1)).unwrap_or(0) * u64::from(menu.next_ms);
            let said = prompts_ms(machine, &menu.prompts).max(prompts_ms(machine, &menu.prompts_again));
            of(Role::Asks(asked), said + u64::from(menu.first_ms) + keys_ms, 0)
        }
        State::Callback(offer) => {
            let callback = machine.callbacks.get(&offer.callback);
            // who accepts is called by one
            of(Role::Person, callback.map_or(0, |callback| longest_offer_ms(machine, callback)), 0)
        }
        State::Survey(start) => {
            let survey = machine.surveys.get(&start.survey);
            of(Role::Heeds, survey.map_or(0, |survey| longest_survey_ms(machine, survey)), 0)
        }
        State::Consent(consent) => {
            let said = prompts_ms(machine, &consent.prompts);
            // asked once more at most (S10)
            let twice =
                2 * (said + CONSENT_KEY_MS) + prompts_ms(machine, std::slice::from_ref(&consent.again));
            of(Role::Heeds, if consent.keys.is_empty() { said } else { twice }, 0)
        }
        State::Collect(collect) => {
            let asked = Asked {
                prompts: &collect.prompts,
                prompts_again: &collect.prompts_again,
                first_ms: u64::from(collect.first_ms),
                attempts: collect.attempts,
                silence: &collect.silence,
                wrong: &collect.wrong,
                failure: &collect.failure,
                entry_keys: entry_keys(collect),
            };
            let said = prompts_ms(machine, &collect.prompts).max(prompts_ms(machine, &collect.prompts_again));
            // what is keyed is read back twice at most, and answered each time (S9)
            let confirmed = 2 * (prompts_ms(machine, collect.confirm.as_slice()) + asked.first_ms);
            let confirmed = if collect.confirm.is_some() { confirmed } else { 0 };
            let keys_ms = ENTRY_KEYS_MAX * u64::from(collect.next_ms);
            let mut nature = of(Role::Asks(asked), said + asked.first_ms + keys_ms + confirmed, 0);
            nature.fills.push(&collect.var);
            nature
        }
        State::EnterQueue { .. } => of(Role::Person, 0, 0),
        State::Queue { queue } => {
            let longest = machine.queues.get(queue).map_or(0, |queue| longest_wait_ms(machine, queue));
            of(Role::Person, longest, 0)
        }
        State::Transfer(transfer) => {
            let rung = match transfer.order {
                TargetOrder::OneAfterAnother => transfer.targets.len().max(1),
                TargetOrder::AllAtOnce => 1,
            };
            let rung = u64::try_from(rung).unwrap_or(u64::MAX);
            let ringing = u64::from(transfer.ring_ms) + prompts_ms(machine, &transfer.between);
            of(Role::Person, rung.saturating_mul(ringing), 0)
        }
        State::Fetch(fetch) => {
            let lookup = machine.lookups.get(&fetch.lookup);
            let budget = lookup.map_or(0, |lookup| lookup.budget_ms());
            let words = prompts_ms(machine, &fetch.meanwhile);
            // S11: the words come after a second, and again ten seconds after they have ended
            let silent = if fetch.meanwhile.is_empty() {
                budget
            } else {
                budget.saturating_sub(1_000 + words).clamp(1_000, 10_000).min(budget)
            };
            let fills = lookup.and_then(|lookup| lookup.fill.as_ref()).map(|fill| fill.var.as_str());
            Nature { fills: fills.into_iter().collect(), ..of(Role::Silent, budget + words, silent) }
        }
        State::Record(dictation) => {
            let fills = vec![dictation.into.as_str()];
            Nature { fills, ..of(Role::Heeds, dictation_ms(machine, dictation), 0) }
        }
        State::Message(dictation) => of(Role::Message, dictation_ms(machine, dictation), 0),
        State::Pass { .. } => of(Role::Person, 0, 0),
        State::End => of(Role::End, 0, 0),
    }
}

/// Keys of the shortest entry of a collect.
fn entry_keys(collect: &Collect) -> u32 {
    let whole = |expr: &Expr| match expr {
        Expr::Value(Value::Number(number)) => u32::try_from(number.to_i64()).ok(),
        _ => None,
    };
    let bounds = collect.entry.length.as_ref();
    let length = bounds.map(|bounds| (whole(&bounds.from).unwrap_or(1), whole(&bounds.to)));
    let (least, ends_itself) = match (&collect.entry.becomes, length) {
        (_, Some((least, most))) => (least, most == Some(least)),
        (EntryKind::Date, None) => (8, true),
        (EntryKind::DayOfYear | EntryKind::Time, None) => (4, true),
        (EntryKind::Phone { .. }, None) => (PHONE_KEYS_LEAST, false),
        (EntryKind::Digits | EntryKind::Number { .. }, None) => (1, false),
    };
    let finish = u32::from(collect.entry.finish.is_some() && !ends_itself);
    least + finish + u32::from(collect.confirm.is_some())
}

/// Fewest keys of a number that is keyed: an emergency number.
const PHONE_KEYS_LEAST: u32 = 3;
/// Most keys of a number: 00 and the fifteen digits of E.164.
const NUMBER_KEYS: u64 = 17;

/// An offer to call back with everything asked twice (Q7).
fn longest_offer_ms(machine: &Machine, callback: &Callback) -> u64 {
    let first = u64::from(callback.first_ms);
    let offer = prompts_ms(machine, &callback.offer) + first;
    let confirm = prompts_ms(machine, std::slice::from_ref(&callback.confirm_words)) + first;
    let other = prompts_ms(machine, std::slice::from_ref(&callback.other_words)) + first;
    offer + 4 * confirm + 2 * (other + NUMBER_KEYS * u64::from(callback.next_ms))
}

/// A survey with every question asked twice.
fn longest_survey_ms(machine: &Machine, survey: &Survey) -> u64 {
    let asked = |question: &SurveyQuestion| {
        2 * (prompts_ms(machine, &question.prompts) + u64::from(survey.first_ms) + u64::from(survey.next_ms))
    };
    survey.questions.iter().map(asked).sum::<u64>() + prompts_ms(machine, &survey.thanks)
}

/// How long words can take that the caller does not speak anew: those before the beep, the beep, the caller's own, and,
/// where they are reviewed, the review's and the silence that keeps.
fn dictation_ms(machine: &Machine, dictation: &Dictation) -> u64 {
    let tries = if dictation.once_more.is_empty() { 1 } else { 2 };
    let before = prompts_ms(machine, &dictation.prompts) + prompts_ms(machine, &dictation.once_more);
    let once = u64::from(dictation.longest_ms) + 500;
    let review = if dictation.review.is_empty() { 0 } else { prompts_ms(machine, &dictation.review) + 6_000 };
    before + tries * once + review
}

/// How long a caller can wait in a queue: until the first `waiting longer than` whose arm never comes back to music,
/// else as long as the deployment lets anyone wait.
fn longest_wait_ms(machine: &Machine, queue: &Queue) -> u64 {
    let leaves = |next: &StateId| {
        let reached = super::reachable(machine, [next.clone()], |_, state| {
            !matches!(state, State::Queue { .. } | State::KeepWaiting { .. } | State::EnterQueue { .. })
        });
        let comes_back = |id: &StateId| matches!(machine.states.get(id), Some(State::KeepWaiting { .. }));
        !reached.iter().any(comes_back)
    };
    let limits = queue.when.iter().filter_map(|when| match when.case {
        QueueCase::WaitingLonger(ms) if leaves(&when.next) => Some(u64::from(ms)),
        _ => None,
    });
    limits.min().unwrap_or(LONGEST_WAIT_MS).min(LONGEST_WAIT_MS)
}
