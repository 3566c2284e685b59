//! What differs between two texts, line by line, in the form that `patch` reads.

use std::fmt::Write as _;

/// Equal lines shown around a change.
const AROUND: usize = 3;
/// Beyond this many pairs of lines the middle is shown as replaced: comparing all would take too long.
const PAIRS_AT_MOST: usize = 4_000_000;

/// The difference as a unified diff; empty for equal texts.
pub fn difference(path: &str, old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let steps = steps(&old, &new);
    let changed: Vec<usize> = (0..steps.len()).filter(|i| steps[*i].0 != ' ').collect();
    let (Some(_), mut text) = (changed.first(), format!("--- {path}\n+++ {path}\n")) else {
        return String::new();
    };
    let mut from = 0;
    while let Some(first) = changed.iter().copied().find(|i| *i >= from) {
        let mut last = first;
        for next in changed.iter().copied().filter(|i| *i > first) {
            if next - last > 2 * AROUND {
                break;
            }
            last = next;
        }
        let (begin, end) = (first.saturating_sub(AROUND).max(from), (last + AROUND + 1).min(steps.len()));
        let count = |range: &[(char, &str)], but: char| range.iter().filter(|(sign, _)| *sign != but).count();
        let (above, hunk) = (&steps[..begin], &steps[begin..end]);
        let _ = writeln!(
            text,
            "@@ -{},{} +{},{} @@",
            count(above, '+') + 1,
            count(hunk, '+'),
            count(above, '-') + 1,
            count(hunk, '-')
        );
        for (sign, line) in hunk {
            let _ = writeln!(text, "{sign}{line}");
        }
        from = end;
    }
    text
}

/// Each line with its sign: ` ` in both, `-` only in the old text, `+` only in the new.
fn steps<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<(char, &'t str)> {
    let ahead = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - ahead;
    let behind = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (middle_old, middle_new) = (&old[ahead..old.len() - behind], &new[ahead..new.len() - behind]);
    let mut found: Vec<(char, &str)> = old[..ahead].iter().map(|line| (' ', *line)).collect();
    if middle_old.len() * middle_new.len() > PAIRS_AT_MOST {
        found.extend(middle_old.iter().map(|line| ('-', *line)));
        found.extend(middle_new.iter().map(|line| ('+', *line)));
    } else {
        found.extend(longest_common(middle_old, middle_new));
    }
    found.extend(old[old.len() - behind..].iter().map(|line| (' ', *line)));
    found
}

/// The middle by its longest common sequence of lines.
fn longest_common<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<(char, &'t str)> {
    let width = new.len() + 1;
    let mut common = vec![0_usize; (old.len() + 1) * width];
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            common[i * width + j] = match a == b {
                true => common[(i + 1) * width + j + 1] + 1,
                false => common[(i + 1) * width + j].max(common[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        let (is_old, is_new) = (i < old.len(), j < new.len());
        if is_old && is_new && old[i] == new[j] {
            found.push((' ', old[i]));
            (i, j) = (i + 1, j + 1);
        } else if is_old && (!is_new || common[(i + 1) * width + j] >= common[i * width + j + 1]) {
            found.push(('-', old[i]));
            i += 1;
        } else {
            found.push(('+', new[j]));
            j += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn changes_are_shown_with_what_stands_around_them() {
        let old = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n";
        let new = "a\nb\nc\nd\nE\nf\ng\nh\ni\nj\nk\nl\nm\n";
        let expected = "--- x.ruf\n+++ x.ruf\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n@@ -10,3 +10,4 @@\n j\n k\n l\n+m\n";
        assert_eq!(difference("x.ruf", old, new), expected);
        assert_eq!(difference("x.ruf", old, old), "");
    }

    #[test]
    fn lines_that_stay_between_changes_stay() {
        let shown = difference("x", "1\nkeep\n2\n", "one\nkeep\ntwo\n");
        assert_eq!(shown, "--- x\n+++ x\n@@ -1,3 +1,3 @@\n-1\n+one\n keep\n-2\n+two\n");
    }
}
