//! In words: how a caller comes to a place.

use super::{Predecessors, Step};
use rufplan_diag::Words;
use rufplan_machine::script::{Ask, Inquiry, Machine, State, StateId};
use std::collections::BTreeSet;

/// The last thing that a caller or the world did on the way to a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Way {
    /// The state in which it happened; `None` where the call begins.
    pub at: Option<StateId>,
    /// What happened.
    pub step: Step,
}

/// The last decisions before a place, in a fixed order; what plays or is set between them does not count.
pub(crate) fn ways_to(machine: &Machine, before: &Predecessors, place: &str) -> BTreeSet<Way> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::from([place.to_string()]);
    let mut open = vec![place.to_string()];
    let entries: BTreeSet<&StateId> = machine.numbers.values().map(|e| &e.state).collect();
    while let Some(id) = open.pop() {
        if entries.contains(&id) {
            found.insert(Way { at: None, step: Step::Next });
        }
        for (from, step) in before.get(&id).into_iter().flatten() {
            if *step != Step::Next {
                found.insert(Way { at: Some(from.clone()), step: step.clone() });
            } else if seen.insert(from.clone()) {
                open.push(from.clone());
            }
        }
    }
    found
}

impl Way {
    /// Completes "A caller …" and "Ein Anrufer, …", e.g. "who presses 2 in menu `main_choice`".
    pub(crate) fn words(&self, machine: &Machine) -> Words {
        (self.english(machine), self.german(machine)).into()
    }

    fn english(&self, machine: &Machine) -> String {
        let Some(at) = &self.at else { return "who has just been answered".to_string() };
        let place = place_words(machine, at);
        match &self.step {
            Step::Key(key) => format!("who presses {key} in {place}"),
            Step::Anywhere(key) => format!("who presses {key} anywhere"),
            Step::Entry => format!("who keys a value in {place}"),
            Step::Silence(_) => format!("who presses nothing in {place}"),
            Step::Wrong(_) => format!("who presses a wrong key in {place}"),
            Step::Failure => format!("who fails in {place}"),
            Step::Error => format!("who cannot hear {place}"),
            Step::Hours(case) => format!("who calls when {place} says `{case}`"),
            Step::Branch(Some(_)) => format!("for whom a condition of {place} holds"),
            Step::Branch(None) => format!("for whom no condition of {place} holds"),
            Step::Transfer(case) => format!("whose transfer ends with `{case}`"),
            Step::Fetch(case) => format!("for whom {place} is `{case}`"),
            Step::Callback(case) => format!("whose offer in {place} ends with `{case}`"),
            Step::Words(case) => format!("with whose words it is `{case}` at {place}"),
            Step::Queue(words) => format!("who waits in {place}, in its arm `{words}`,"),
            Step::Outcome(outcome) => format!("for whom {place} comes back with `{outcome}`"),
            Step::Run => format!("for whom {place} is begun"),
            Step::Next | Step::Again | Step::Enter => format!("who comes from {place}"),
        }
    }
}

impl Way {
    fn german(&self, machine: &Machine) -> String {
        let Some(at) = &self.at else { return "dessen Anruf gerade angenommen wurde".to_string() };
        let place = place_german(machine, at);
        match &self.step {
            Step::Key(key) => format!("der hier {key} drückt: {place}"),
            Step::Anywhere(key) => format!("der irgendwo {key} drückt"),
            Step::Entry => format!("der hier einen Wert eingibt: {place}"),
            Step::Silence(_) => format!("der hier nichts drückt: {place}"),
            Step::Wrong(_) => format!("der hier eine falsche Taste drückt: {place}"),
            Step::Failure => format!("der hier scheitert: {place}"),
            Step::Error => format!("der dies nicht hören kann: {place}"),
            Step::Hours(case) => format!("der anruft, wenn {place} `{case}` ergibt"),
            Step::Branch(Some(_)) => format!("für den hier eine Bedingung gilt: {place}"),
            Step::Branch(None) => format!("für den hier keine Bedingung gilt: {place}"),
            Step::Transfer(case) => format!("dessen Weiterleitung mit `{case}` endet"),
            Step::Fetch(case) => format!("für den {place} mit `{case}` endet"),
            Step::Words(case) => format!("für den {place} mit `{case}` endet"),
            Step::Callback(case) => format!("dessen Angebot mit `{case}` endet: {place}"),
            Step::Queue(words) => format!("der hier wartet: {place}, im Zweig `{words}`"),
            Step::Outcome(outcome) => format!("für den {place} mit `{outcome}` zurückkommt"),
            Step::Run => format!("für den {place} beginnt"),
            Step::Next | Step::Again | Step::Enter => format!("der von hier kommt: {place}"),
        }
    }
}

/// A state in German words: "Menü `main_choice`".
fn place_german(machine: &Machine, id: &str) -> String {
    let english = place_words(machine, id);
    let (word, name) = english.split_once(' ').unwrap_or((&english, ""));
    let noun = rufplan_diag::Noun::known(word).map_or(word, |noun| noun.de);
    if english == "the condition" {
        "die Bedingung".to_string()
    } else {
        format!("{noun} {name}").trim().to_string()
    }
}

/// A state in words; the German ones stand behind `in`, `von`, `zu`, `nach`, `aus`: "dem Menü `main_choice`".
pub(crate) fn place(machine: &Machine, id: &str) -> Words {
    let german = place_german(machine, id);
    let article = match german.split(' ').next() {
        Some("Menü" | "Rückruf") => "dem ",
        Some("Warteschlange" | "Umfrage") => "der ",
        Some("die") => return (place_words(machine, id), "der Bedingung").into(),
        _ => "",
    };
    (place_words(machine, id), format!("{article}{german}")).into()
}

/// A state in words: "menu `main_choice`".
fn place_words(machine: &Machine, id: &str) -> String {
    match machine.states.get(id) {
        Some(State::Menu(_)) => format!("menu `{}`", id.rsplit('.').next().unwrap_or(id)),
        Some(State::Consent(_)) => "`consent recording`".to_string(),
        Some(State::Collect(collect)) => format!("`collect {}`", collect.var),
        Some(State::Queue { queue } | State::EnterQueue { queue, .. }) => format!("queue `{queue}`"),
        Some(State::Ask(Ask { about: Inquiry::Queue(queue), .. })) => format!("`check queue {queue}`"),
        Some(State::Call(call)) => format!("`run {}`", call.flow),
        Some(State::Callback(offer)) => format!("callback `{}`", offer.callback),
        Some(State::Survey(start)) => format!("survey `{}`", start.survey),
        Some(State::Record(dictation)) => format!("`record {}`", dictation.into),
        Some(State::Message(dictation)) => format!("`take message in {}`", dictation.into),
        Some(State::Hours { hours, .. }) => format!("`check hours {hours}`"),
        Some(State::Fetch(fetch)) => format!("`fetch {}`", fetch.lookup),
        Some(State::Branch { .. }) => match id.rsplit(['/', '#']).next().and_then(|n| n.split_once(':')) {
            Some(("look", of)) => format!("`check queue {of}`"),
            Some((what, of)) => format!("`{what} {of}`"),
            None => "the condition".to_string(),
        },
        _ => format!("`{id}`"),
    }
}
