//! From what a pattern says to an automaton without choices (Thompson, then the sets of states).

use crate::parse::{Digits, Fault, Node, PatternError};
use std::collections::{BTreeMap, BTreeSet};

/// Most states before the choices are taken out.
const PARTS_MAX: usize = 20_000;
/// Most states of the automaton.
const STATES_MAX: usize = 2_000;

/// Where each digit leads from a state, and whether digits may end there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// By digit; nothing where no value can follow.
    pub next: [Option<usize>; 10],
    /// Whether what was keyed is a value.
    pub ends: bool,
}

/// A part of the automaton with choices.
#[derive(Clone, Debug, Default)]
struct Part {
    /// One digit of the set leads on.
    on: Option<(Digits, usize)>,
    /// What is reached without a digit.
    free: Vec<usize>,
}

/// Builds the automaton; its first state is where every entry begins. States from which no value can be reached are
/// left out.
pub(crate) fn automaton(node: &Node) -> Result<Vec<Place>, PatternError> {
    let mut parts = vec![Part::default()];
    let end = add(node, 0, &mut parts)?;
    let places = without_choices(&parts, end)?;
    without_dead_ends(places)
}

fn too_great() -> PatternError {
    PatternError { at: 0, fault: Fault::TooGreat }
}

fn new_part(parts: &mut Vec<Part>) -> Result<usize, PatternError> {
    if parts.len() >= PARTS_MAX {
        return Err(too_great());
    }
    parts.push(Part::default());
    Ok(parts.len() - 1)
}

/// Adds a node behind a part; gives the part behind it.
fn add(node: &Node, from: usize, parts: &mut Vec<Part>) -> Result<usize, PatternError> {
    match node {
        Node::One(digits) => {
            // a part of its own, so that each has one way on at most
            let start = new_part(parts)?;
            let to = new_part(parts)?;
            parts[from].free.push(start);
            parts[start].on = Some((*digits, to));
            Ok(to)
        }
        Node::Row(row) => row.iter().try_fold(from, |from, node| add(node, from, parts)),
        Node::Either(ways) => {
            let behind = new_part(parts)?;
            for way in ways {
                let start = new_part(parts)?;
                parts[from].free.push(start);
                let end = add(way, start, parts)?;
                parts[end].free.push(behind);
            }
            Ok(behind)
        }
        Node::Times(node, least, most) => {
            let mut at = from;
            for _ in 0..*least {
                at = add(node, at, parts)?;
            }
            match most {
                Some(most) => {
                    let behind = new_part(parts)?;
                    for _ in *least..*most {
                        parts[at].free.push(behind);
                        at = add(node, at, parts)?;
                    }
                    parts[at].free.push(behind);
                    Ok(behind)
                }
                None => {
                    let round = new_part(parts)?;
                    parts[at].free.push(round);
                    let end = add(node, round, parts)?;
                    parts[end].free.push(round);
                    let behind = new_part(parts)?;
                    parts[round].free.push(behind);
                    Ok(behind)
                }
            }
        }
    }
}

/// All parts that are reached without a digit.
fn reached(parts: &[Part], from: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
    let mut open: Vec<usize> = from.into_iter().collect();
    let mut seen: BTreeSet<usize> = open.iter().copied().collect();
    while let Some(part) = open.pop() {
        for next in parts.get(part).into_iter().flat_map(|part| &part.free) {
            if seen.insert(*next) {
                open.push(*next);
            }
        }
    }
    seen
}

fn without_choices(parts: &[Part], end: usize) -> Result<Vec<Place>, PatternError> {
    let start = reached(parts, [0]);
    let mut known = BTreeMap::from([(start.clone(), 0)]);
    let mut sets = vec![start];
    let mut places = Vec::new();
    while places.len() < sets.len() {
        let set = sets[places.len()].clone();
        let mut place = Place { next: [None; 10], ends: set.contains(&end) };
        for (digit, next) in place.next.iter_mut().enumerate() {
            let ways = set.iter().filter_map(|part| parts.get(*part)?.on);
            let to = ways.filter(|(digits, _)| digits & (1 << digit) != 0).map(|(_, to)| to);
            let to = reached(parts, to);
            if to.is_empty() {
                continue;
            }
            let index = *known.entry(to.clone()).or_insert_with(|| {
                sets.push(to);
                sets.len() - 1
            });
            *next = Some(index);
        }
        places.push(place);
        if sets.len() > STATES_MAX {
            return Err(too_great());
        }
    }
    Ok(places)
}

/// Takes out what leads to no value.
fn without_dead_ends(mut places: Vec<Place>) -> Result<Vec<Place>, PatternError> {
    let mut alive: BTreeSet<usize> = (0..places.len()).filter(|i| places[*i].ends).collect();
    loop {
        let leads = |place: &Place| place.next.iter().flatten().any(|next| alive.contains(next));
        let more: Vec<usize> =
            (0..places.len()).filter(|i| !alive.contains(i) && leads(&places[*i])).collect();
        if more.is_empty() {
            break;
        }
        alive.extend(more);
    }
    if !alive.contains(&0) {
        return Err(PatternError { at: 0, fault: Fault::FitsNothing });
    }
    for place in &mut places {
        for next in &mut place.next {
            *next = next.filter(|next| alive.contains(next));
        }
    }
    Ok(places)
}
