//! The words of the messages, one file a code. Each function takes what was seen and gives the message; other
//! languages can be added here without touching who calls.

use rufplan_diag::Words;

pub(crate) mod e0101;
pub(crate) mod e0102;
pub(crate) mod e0103;
pub(crate) mod e0104;
pub(crate) mod e0105;
pub(crate) mod e0106;
pub(crate) mod e0107;
pub(crate) mod e0108;
pub(crate) mod e0110;
pub(crate) mod e0111;
pub(crate) mod e0112;
pub(crate) mod e0114;

/// Puts words into back quotes and joins them with commas.
fn listed(words: &[&str]) -> String {
    words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ")
}

/// The same for a list that may be long.
fn some_of(words: &[&str]) -> String {
    const MOST: usize = 12;
    if words.len() <= MOST { listed(words) } else { format!("{} …", listed(&words[..MOST])) }
}

/// `1 line` or `3 lines`.
fn lines(count: usize) -> Words {
    match count {
        1 => ("1 line", "1 Zeile").into(),
        _ => (format!("{count} lines"), format!("{count} Zeilen")).into(),
    }
}

/// A piece of a line for quoting: not longer than people read.
fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    let text = text.trim();
    if text.chars().count() <= MOST {
        return format!("`{text}`");
    }
    format!("`{}…`", text.chars().take(MOST).collect::<String>().trim_end())
}
