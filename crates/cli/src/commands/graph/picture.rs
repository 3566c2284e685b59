//! Which boxes and arrows a picture has, at which level of detail.

use crate::arguments::Level;
use rufplan_compiler::{Outline, PlaceKind, outline};
use rufplan_machine::scenario::spaced_phone;
use rufplan_machine::script::{Machine, State, StateId};
use std::collections::{BTreeMap, BTreeSet};

/// A picture before it is laid out.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// What stands above it.
    pub title: String,
    /// Its boxes.
    pub boxes: Vec<Shape>,
    /// Its arrows.
    pub arrows: Vec<Arrow>,
}

/// A box.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The flow or queue in which it stands; empty at the level of flows and for numbers.
    pub part: String,
    /// What it is.
    pub words: String,
    /// What is said there.
    pub said: String,
    /// Its kind; `None` is a number dialled.
    pub kind: Option<PlaceKind>,
    /// Whether the call that is shown passed it.
    pub taken: bool,
}

/// An arrow between two boxes, by their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrow {
    /// From.
    pub from: usize,
    /// To.
    pub to: usize,
    /// Why, one reason a line.
    pub words: Vec<String>,
    /// Whether the call that is shown took it.
    pub taken: bool,
}

/// The call that is shown.
#[derive(Clone, Debug, Default)]
pub struct Highlight {
    /// The states it entered, in order.
    pub states: Vec<StateId>,
}

/// The picture of a machine.
pub fn picture(machine: &Machine, level: Level, highlight: &Highlight) -> Picture {
    let outline = outline(machine);
    let mut drawing =
        Drawing { machine, outline, level, boxes: BTreeMap::new(), picture: Picture::default() };
    drawing.picture.title = machine.client_name.clone();
    drawing.boxes();
    drawing.arrows();
    drawing.numbers();
    drawing.highlight(highlight);
    drawing.picture
}

struct Drawing<'m> {
    machine: &'m Machine,
    outline: Outline,
    level: Level,
    /// The box of each state that has one.
    boxes: BTreeMap<StateId, usize>,
    picture: Picture,
}

impl Drawing<'_> {
    fn is_kept(&self, id: &str) -> bool {
        let Some(place) = self.outline.places.get(id) else { return false };
        let joint = matches!(
            self.machine.states.get(id),
            Some(
                State::Ask(_)
                    | State::GoTo(_)
                    | State::Return { .. }
                    | State::Retry { .. }
                    | State::Refuse { .. }
                    | State::Wipe { .. }
                    | State::Repeat { .. }
                    | State::KeepWaiting { .. }
                    | State::LeaveQueue { .. }
                    | State::EnterQueue { .. }
            )
        );
        match self.level {
            Level::All => !joint,
            Level::Menu => !joint && !matches!(place.kind, PlaceKind::Instant | PlaceKind::Words),
            Level::Flow => !joint,
        }
    }

    /// One box for each state that is kept; at the level of flows one for each flow, queue, other line and end.
    fn boxes(&mut self) {
        let reached = self.reached();
        let mut parts: BTreeMap<String, usize> = BTreeMap::new();
        let places: Vec<_> = self.outline.places.clone().into_iter().collect();
        for (id, place) in places {
            if !self.is_kept(&id) || !reached.contains(&id) {
                continue;
            }
            let alone = self.level != Level::Flow
                || place.words.starts_with(['t', 'p']) && place.kind == PlaceKind::Person;
            if alone {
                let said = place.said.clone().unwrap_or_default();
                let number = self.add(Shape {
                    part: place.part.clone(),
                    words: place.words.clone(),
                    said: shortened(&said, 46),
                    kind: Some(place.kind),
                    taken: false,
                });
                self.boxes.insert(id, number);
                continue;
            }
            let number = match parts.get(&place.part) {
                Some(number) => *number,
                None => {
                    let queue = place.part.strip_prefix("queue:");
                    let words =
                        queue.map_or_else(|| format!("flow {}", place.part), |q| format!("queue {q}"));
                    let kind = if queue.is_some() { PlaceKind::Person } else { PlaceKind::Words };
                    self.add(Shape {
                        part: String::new(),
                        words,
                        said: String::new(),
                        kind: Some(kind),
                        taken: false,
                    })
                }
            };
            parts.insert(place.part.clone(), number);
            self.boxes.insert(id, number);
        }
    }

    /// States that calls can come to.
    fn reached(&self) -> BTreeSet<StateId> {
        let mut seen: BTreeSet<StateId> = self.outline.entries.iter().map(|(_, id)| id.clone()).collect();
        let mut open: Vec<StateId> = seen.iter().cloned().collect();
        while let Some(at) = open.pop() {
            for way in self.outline.ways.iter().filter(|way| way.from == at) {
                if seen.insert(way.to.clone()) {
                    open.push(way.to.clone());
                }
            }
        }
        seen
    }

    fn add(&mut self, shape: Shape) -> usize {
        self.picture.boxes.push(shape);
        self.picture.boxes.len() - 1
    }

    /// Arrows from box to box, over what has none.
    fn arrows(&mut self) {
        let ways = self.outline.ways.clone();
        for way in &ways {
            let Some(from) = self.boxes.get(&way.from).copied() else { continue };
            for (to, words) in self.follow(&way.to, &way.words) {
                if from == to && (self.level == Level::Flow || way.words.starts_with("every")) {
                    continue;
                }
                // a transfer that comes back to the flow in which it stands tells nothing at this level
                let part = self.outline.places.get(&way.from).map(|place| place.part.clone());
                if self.level == Level::Flow && part.is_some() && part == self.part_of_box(to) {
                    continue;
                }
                // inside a flow its steps are of no interest
                let words =
                    if self.level == Level::Flow { self.last_decision(&way.from, words) } else { words };
                self.arrow(from, to, &words);
            }
        }
    }

    /// The boxes behind a state, and the words of the way there.
    fn follow(&self, id: &str, words: &str) -> Vec<(usize, String)> {
        if let Some(to) = self.boxes.get(id) {
            return vec![(*to, words.to_owned())];
        }
        let mut found = Vec::new();
        let mut seen = BTreeSet::from([id.to_owned()]);
        let mut open = vec![(id.to_owned(), words.to_owned())];
        while let Some((at, words)) = open.pop() {
            // what is said on the way is told at the arrow
            let place = self.outline.places.get(&at).filter(|place| place.kind == PlaceKind::Words);
            let said = place.map_or("", |place| place.words.as_str());
            for way in self.outline.ways.iter().filter(|way| way.from == at) {
                let all = [words.as_str(), said, way.words.as_str()];
                let words = all.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ");
                match self.boxes.get(&way.to) {
                    Some(to) => found.push((*to, words)),
                    None if seen.insert(way.to.clone()) => open.push((way.to.clone(), words)),
                    None => {}
                }
            }
        }
        found
    }

    /// The flow or queue that a box stands for, at the level of flows.
    fn part_of_box(&self, number: usize) -> Option<String> {
        let words = &self.picture.boxes.get(number)?.words;
        let queue = words.strip_prefix("queue ").map(|queue| format!("queue:{queue}"));
        queue.or_else(|| words.strip_prefix("flow ").map(str::to_owned))
    }

    /// The last choice before a way that has no words of its own: what led into its arm.
    fn last_decision(&self, from: &str, words: String) -> String {
        if !words.is_empty() {
            return self.decision_words(from, &words);
        }
        let mut at = from.to_owned();
        let mut seen = BTreeSet::new();
        while seen.insert(at.clone()) {
            let mut before = self.outline.ways.iter().filter(|way| way.to == at);
            let (Some(way), None) = (before.next(), before.next()) else { return String::new() };
            if !way.words.is_empty() {
                return self.decision_words(&way.from, &way.words);
            }
            at = way.from.clone();
        }
        String::new()
    }

    /// The arms of an `if` by its condition, which has no box of its own at the level of flows.
    fn decision_words(&self, from: &str, words: &str) -> String {
        let condition = self.outline.places.get(from).map_or("", |place| place.words.as_str());
        match words {
            "yes" => condition.to_owned(),
            "no" => String::new(),
            other => other.to_owned(),
        }
    }

    fn arrow(&mut self, from: usize, to: usize, words: &str) {
        let known = self.picture.arrows.iter_mut().find(|arrow| arrow.from == from && arrow.to == to);
        match known {
            Some(arrow) => {
                if !words.is_empty() && !arrow.words.iter().any(|known| known == words) {
                    arrow.words.push(words.to_owned());
                }
            }
            None => {
                let words = if words.is_empty() { Vec::new() } else { vec![words.to_owned()] };
                self.picture.arrows.push(Arrow { from, to, words, taken: false });
            }
        }
    }

    /// A box for the numbers of each entry.
    fn numbers(&mut self) {
        let mut entries: BTreeMap<StateId, Vec<String>> = BTreeMap::new();
        for (number, id) in &self.outline.entries {
            entries.entry(id.clone()).or_default().push(number.clone());
        }
        for (id, numbers) in entries {
            let more =
                if numbers.len() > 2 { format!(" and {} more", numbers.len() - 1) } else { String::new() };
            let numbers: Vec<String> = numbers.iter().map(|number| spaced_phone(number)).collect();
            let shown = if numbers.len() > 2 { numbers[0].clone() } else { numbers.join(", ") };
            let from = self.add(Shape {
                part: String::new(),
                words: format!("{shown}{more}"),
                said: String::new(),
                kind: None,
                taken: false,
            });
            for (to, words) in self.follow(&id, "") {
                self.arrow(from, to, &words);
            }
        }
    }

    fn highlight(&mut self, highlight: &Highlight) {
        let mut passed: Vec<usize> = Vec::new();
        for number in highlight.states.iter().filter_map(|id| self.boxes.get(id)) {
            if passed.last() != Some(number) {
                passed.push(*number);
            }
        }
        for number in &passed {
            self.picture.boxes[*number].taken = true;
        }
        let Some(first) = passed.first() else { return };
        for arrow in &mut self.picture.arrows {
            let pair = passed.windows(2).any(|pair| pair == [arrow.from, arrow.to]);
            let dialled = self.picture.boxes[arrow.from].kind.is_none() && arrow.to == *first;
            arrow.taken = pair || dialled;
        }
        for arrow in &self.picture.arrows {
            if arrow.taken {
                self.picture.boxes[arrow.from].taken = true;
            }
        }
    }
}

/// A text cut to so many characters.
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most - 1).collect();
    format!("{}…", head.trim_end())
}
