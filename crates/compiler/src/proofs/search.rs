//! Ways through the situations of a call: the longest, the shortest, and the one that the caller wins against the world.

use super::space::{Edge, Space};
use crate::graph::By;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// One step of a way: the situation, and the number of the edge that is taken from it.
pub(super) type Taken = (usize, usize);

/// What becomes of the longest way.
#[derive(Clone, Debug)]
pub(super) enum Longest {
    /// It comes to its goal after so long at most, on this way.
    Arrives { ms: u64, way: Vec<Taken> },
    /// It ends elsewhere, in this situation.
    Ends { way: Vec<Taken>, at: usize },
    /// It turns for ever: the way into the circle, and the circle.
    Turns { way: Vec<Taken>, circle: Vec<Taken> },
}

/// The longest way from a situation to a goal by edges that are allowed. One that ends elsewhere or turns for ever goes
/// before every length. What an edge weighs is told, its length for the most part. Without recursion.
pub(super) fn longest(
    space: &Space<'_>,
    start: usize,
    is_goal: impl Fn(usize) -> bool,
    allows: impl Fn(usize, &Edge) -> bool,
    weighs: impl Fn(usize, &Edge) -> u64,
) -> Longest {
    /// Longest time from here, and by which edge.
    type Best = (u64, Option<usize>);
    let mut done: BTreeMap<usize, Best> = BTreeMap::new();
    let mut path: Vec<(usize, usize, Best)> = vec![(start, 0, (0, None))];
    let mut on_path = BTreeSet::from([start]);
    while let Some((at, next, best)) = path.last_mut() {
        let at = *at;
        let edges: &[Edge] = if is_goal(at) { &[] } else { &space.edges[at] };
        if *next == 0 && !is_goal(at) && !edges.iter().any(|edge| allows(at, edge)) {
            return Longest::Ends { way: taken(&path), at };
        }
        let Some(edge) = edges.get(*next) else {
            let (best, finished) = (*best, at);
            done.insert(finished, best);
            on_path.remove(&finished);
            path.pop();
            if let Some((before, number, known)) = path.last_mut() {
                let ms = weighs(*before, &space.edges[*before][*number - 1]).saturating_add(best.0);
                if known.1.is_none() || ms > known.0 {
                    *known = (ms, Some(*number - 1));
                }
            }
            continue;
        };
        let number = *next;
        *next += 1;
        if !allows(at, edge) {
            continue;
        }
        if let Some((ms, _)) = done.get(&edge.to) {
            let ms = weighs(at, edge).saturating_add(*ms);
            if best.1.is_none() || ms > best.0 {
                *best = (ms, Some(number));
            }
        } else if on_path.insert(edge.to) {
            path.push((edge.to, 0, (0, None)));
        } else {
            let way = taken(&path);
            let from = way.iter().position(|(on, _)| *on == edge.to).unwrap_or(0);
            return Longest::Turns { circle: way[from..].to_vec(), way: way[..from].to_vec() };
        }
    }
    let mut way = Vec::new();
    let mut at = start;
    while let Some((_, Some(number))) = done.get(&at) {
        way.push((at, *number));
        at = space.edges[at][*number].to;
    }
    Longest::Arrives { ms: done.get(&start).map_or(0, |best| best.0), way }
}

/// A situation on a depth-first path, its next edge, and the longest way behind it with the edge that begins it.
type OnPath = (usize, usize, (u64, Option<usize>));

/// The edges taken along a depth-first path.
fn taken(path: &[OnPath]) -> Vec<Taken> {
    path.iter().filter(|(_, next, _)| *next > 0).map(|(at, next, _)| (*at, next - 1)).collect()
}

/// The way with the fewest steps from where calls begin to a situation that is looked for, by edges that are allowed.
pub(super) fn shortest(
    space: &Space<'_>,
    is_goal: impl Fn(usize) -> bool,
    allows: impl Fn(usize, &Edge) -> bool,
) -> Option<(Vec<Taken>, usize)> {
    let mut came_by: BTreeMap<usize, Option<Taken>> = BTreeMap::new();
    let mut open: std::collections::VecDeque<usize> = space.entries.values().copied().collect();
    open.iter().for_each(|at| {
        came_by.insert(*at, None);
    });
    while let Some(at) = open.pop_front() {
        if is_goal(at) {
            let mut way = Vec::new();
            let mut back = at;
            while let Some(Some((from, number))) = came_by.get(&back) {
                way.push((*from, *number));
                back = *from;
            }
            way.reverse();
            return Some((way, at));
        }
        for (number, edge) in space.edges[at].iter().enumerate() {
            if allows(at, edge) && !came_by.contains_key(&edge.to) {
                came_by.insert(edge.to, Some((at, number)));
                open.push_back(edge.to);
            }
        }
    }
    None
}

/// All situations that calls come to by edges that are allowed.
pub(super) fn reached(space: &Space<'_>, allows: impl Fn(usize, &Edge) -> bool) -> BTreeSet<usize> {
    let mut seen: BTreeSet<usize> = space.entries.values().copied().collect();
    let mut open: Vec<usize> = seen.iter().copied().collect();
    while let Some(at) = open.pop() {
        for edge in space.edges[at].iter().filter(|edge| allows(at, edge)) {
            if seen.insert(edge.to) {
                open.push(edge.to);
            }
        }
    }
    seen
}

/// Situations from which some goal can be reached at all.
pub(super) fn leading_to(space: &Space<'_>, is_goal: impl Fn(usize) -> bool) -> BTreeSet<usize> {
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); space.situations.len()];
    for (from, edges) in space.edges.iter().enumerate() {
        for edge in edges {
            before[edge.to].push(from);
        }
    }
    let mut found: BTreeSet<usize> = (0..space.situations.len()).filter(|at| is_goal(*at)).collect();
    let mut open: Vec<usize> = found.iter().copied().collect();
    while let Some(at) = open.pop() {
        for from in &before[at] {
            if found.insert(*from) {
                open.push(*from);
            }
        }
    }
    found
}

/// For each situation the fewest keys after which the caller is sure to be at a goal, whatever the world does: where
/// the caller decides the best edge counts, where the world does the worst. A silence that leads on counts like a key.
/// Edges of the world that can never lead to a goal are passed over: there the script ends the call on purpose.
pub(super) fn fewest_keys(
    space: &Space<'_>,
    is_goal: impl Fn(usize) -> bool,
    cost: impl Fn(usize, &Edge) -> Option<u32>,
) -> BTreeMap<usize, (u32, Option<usize>)> {
    let hopeful = leading_to(space, &is_goal);
    let mut before: Vec<Vec<Taken>> = vec![Vec::new(); space.situations.len()];
    let mut waits_for: Vec<usize> = vec![0; space.situations.len()];
    for (from, edges) in space.edges.iter().enumerate() {
        for (number, edge) in edges.iter().enumerate() {
            if !hopeful.contains(&edge.to) || cost(from, edge).is_none() {
                continue;
            }
            before[edge.to].push((from, number));
            if edge.by == By::World {
                waits_for[from] += 1;
            }
        }
    }
    let mut found: BTreeMap<usize, (u32, Option<usize>)> = BTreeMap::new();
    let mut open = BinaryHeap::new();
    for at in (0..space.situations.len()).filter(|at| is_goal(*at)) {
        open.push(Reverse((0, at, None)));
    }
    while let Some(Reverse((keys, at, by))) = open.pop() {
        if found.contains_key(&at) {
            continue;
        }
        found.insert(at, (keys, by));
        for (from, number) in &before[at] {
            let edge = &space.edges[*from][*number];
            let Some(more) = cost(*from, edge) else { continue };
            if edge.by == By::World {
                waits_for[*from] -= 1;
                // the last to be found is the dearest
                if waits_for[*from] > 0 {
                    continue;
                }
            }
            open.push(Reverse((keys.saturating_add(more), *from, Some(*number))));
        }
    }
    found
}

/// The number of the strongly connected component of each situation (Tarjan, without recursion).
pub(super) fn components(space: &Space<'_>) -> Vec<usize> {
    let count = space.situations.len();
    let (mut order, mut low) = (vec![usize::MAX; count], vec![0; count]);
    let mut of = vec![usize::MAX; count];
    let (mut stack, mut clock, mut components) = (Vec::new(), 0, 0);
    for root in 0..count {
        if order[root] != usize::MAX {
            continue;
        }
        let mut path = vec![(root, 0)];
        while let Some((at, next)) = path.last_mut() {
            let at = *at;
            if *next == 0 && order[at] == usize::MAX {
                (order[at], low[at]) = (clock, clock);
                clock += 1;
                stack.push(at);
            }
            if let Some(edge) = space.edges[at].get(*next) {
                *next += 1;
                if order[edge.to] == usize::MAX {
                    path.push((edge.to, 0));
                } else if of[edge.to] == usize::MAX {
                    low[at] = low[at].min(order[edge.to]);
                }
                continue;
            }
            path.pop();
            if let Some((before, _)) = path.last() {
                low[*before] = low[*before].min(low[at]);
            }
            if low[at] == order[at] {
                while let Some(member) = stack.pop() {
                    of[member] = components;
                    if member == at {
                        break;
                    }
                }
                components += 1;
            }
        }
    }
    of
}
