//! The words of the language, read from `grammar/keywords.toml`.

use std::sync::LazyLock;

/// Words a declaration begins with (`decl_kw` of the grammar).
pub(crate) const DECLARATIONS: [&str; 26] = [
    "part of client",
    "failures",
    "library",
    "use",
    "configure",
    "parameters",
    "client",
    "data",
    "type",
    "prompt",
    "replaceable",
    "replace",
    "hours",
    "calendar",
    "switch",
    "defaults",
    "flow",
    "queue",
    "callback",
    "mailbox",
    "survey",
    "service",
    "lookup",
    "shape",
    "kpi",
    "test",
];

/// Words a statement begins with.
pub(crate) const STATEMENTS: [&str; 35] = [
    "say",
    "set",
    "mark",
    "speak",
    "pause",
    "go to",
    "go back",
    "again",
    "hang up",
    "enter queue",
    "keep waiting",
    "take message in",
    "offer callback",
    "start survey",
    "finish",
    "start recording",
    "pause recording",
    "resume recording",
    "stop recording",
    "pass call to",
    "count failure in",
    "if",
    "else if",
    "else",
    "end",
    "menu",
    "collect",
    "consent recording",
    "choose",
    "record",
    "check hours",
    "check queue",
    "fetch",
    "run",
    "transfer to",
];

/// One word or group of words of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// The words as they are typed.
    pub words: &'static str,
    /// The table of `grammar/keywords.toml` it stands in: `declaration`, `statement`, `arm`, `word`, `setting`.
    pub kind: &'static str,
    /// One line for editors.
    pub description: &'static str,
}

/// All words of the language with their descriptions, in the order of `grammar/keywords.toml`.
/// A word of two kinds (`shape` declares and sets) stands there twice.
pub fn keywords() -> &'static [Keyword] {
    &TABLES.keywords
}

/// Lines that are right, for messages, by the words they begin with.
pub(crate) fn examples() -> &'static [(&'static str, String)] {
    &TABLES.examples
}

/// A line that begins with these words and is right.
pub(crate) fn example(words: &str) -> Option<&'static str> {
    examples().iter().find(|(w, _)| *w == words).map(|(_, line)| line.as_str())
}

struct Tables {
    keywords: Vec<Keyword>,
    examples: Vec<(&'static str, String)>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables { keywords: Vec::new(), examples: Vec::new() };
    let mut kind = "";
    for line in include_str!("../../../grammar/keywords.toml").lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            kind = name;
        }
        let entry =
            line.strip_prefix('"').and_then(|l| l.strip_suffix('"')).and_then(|l| l.split_once("\" = \""));
        let Some((words, text)) = entry else { continue };
        if kind == "example" {
            tables.examples.push((words, text.replace("\\\"", "\"")));
        } else {
            tables.keywords.push(Keyword { words, kind, description: text });
        }
    }
    tables
});
