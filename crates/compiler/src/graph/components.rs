//! Strongly connected components: the circles of a graph.

use rufplan_machine::script::StateId;
use std::collections::{BTreeMap, BTreeSet};

/// All circles of a graph, each as the set of its nodes, in the order of their first node. A node alone counts only if
/// it leads to itself.
pub(crate) fn circles(edges: &BTreeMap<StateId, BTreeSet<StateId>>) -> Vec<BTreeSet<StateId>> {
    let mut turned: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, targets) in edges {
        for to in targets {
            turned.entry(to).or_default().push(from);
        }
    }
    let mut given: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    for start in finished_last_first(edges) {
        if given.contains(start) {
            continue;
        }
        let mut component = BTreeSet::new();
        let mut open = vec![start];
        given.insert(start);
        while let Some(node) = open.pop() {
            component.insert(node.to_string());
            for before in turned.get(node).into_iter().flatten() {
                if edges.contains_key(*before) && given.insert(before) {
                    open.push(before);
                }
            }
        }
        let turns = component.len() > 1 || edges.get(start).is_some_and(|next| next.contains(start));
        if turns {
            found.push(component);
        }
    }
    found.sort();
    found
}

/// The nodes in reverse order of leaving them in a depth-first walk (Kosaraju's first pass), without recursion.
fn finished_last_first(edges: &BTreeMap<StateId, BTreeSet<StateId>>) -> Vec<&str> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut order = Vec::new();
    for start in edges.keys() {
        if !seen.insert(start) {
            continue;
        }
        let mut path = vec![(start.as_str(), edges.get(start).into_iter().flatten())];
        while let Some((node, next)) = path.last_mut() {
            match next.next() {
                Some(to) if edges.contains_key(to) && seen.insert(to) => {
                    path.push((to, edges.get(to).into_iter().flatten()));
                }
                Some(_) => {}
                None => {
                    order.push(*node);
                    path.pop();
                }
            }
        }
    }
    order.reverse();
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(&str, &[&str])]) -> BTreeMap<StateId, BTreeSet<StateId>> {
        let set = |to: &[&str]| to.iter().map(|t| t.to_string()).collect();
        edges.iter().map(|(from, to)| (from.to_string(), set(to))).collect()
    }

    #[test]
    fn circles_are_found_and_lines_are_not() {
        let g = graph(&[("a", &["b"]), ("b", &["c", "x"]), ("c", &["a"]), ("d", &["d"]), ("e", &["a"])]);
        let set = |n: &[&str]| n.iter().map(|t| t.to_string()).collect::<BTreeSet<_>>();
        assert_eq!(circles(&g), [set(&["a", "b", "c"]), set(&["d"])]);
        assert!(circles(&graph(&[("a", &["b"]), ("b", &["c"]), ("c", &[])])).is_empty());
    }
}
