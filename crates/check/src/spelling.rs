//! Which name was probably meant.

/// The most similar of some names, if it is similar enough to be suggested. Case, umlaut signs and underscores count
/// nothing; two letters in a wrong order count once. The first of equals wins.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = folded(name).chars().collect();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.into_iter().filter(|c| *c != name) {
        let given: Vec<char> = folded(candidate).chars().collect();
        let limit = (wanted.len().max(given.len()) / 3).max(1);
        // so far apart they are at least
        if wanted.len().abs_diff(given.len()) > limit {
            continue;
        }
        let far = distance(&wanted, &given);
        if far <= limit && far < given.len() && best.is_none_or(|(b, _)| far < b) {
            best = Some((far, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// A name without what people do not hear: case, umlaut signs, underscores.
pub fn folded(name: &str) -> String {
    let mut folded = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'ä' => folded.push_str("ae"),
            'ö' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            '_' => {}
            other => folded.push(other),
        }
    }
    folded
}

/// Optimal string alignment: insertions, deletions, changes and swaps of neighbours.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut cost = (last[j - 1] + change).min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(before_last[j - 2] + 1);
            }
            row.push(cost);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_suggested_and_a_far_one_is_not() {
        let names = ["willkommen", "service", "stoerung", "on"];
        assert_eq!(nearest("wilkommen", names), Some("willkommen"));
        assert_eq!(nearest("sevrice", names), Some("service"));
        assert_eq!(nearest("störung", names), Some("stoerung"));
        assert_eq!(nearest("rechnung", names), None);
        assert_eq!(nearest("x", names), None);
        assert_eq!(nearest("service", names), None);
    }
}
