use super::{Place, at};
use rufplan_diag::{Diagnostic, Words};

/// A part of the language that this version cannot run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Later<'a> {
    /// A fact.
    Fact(&'a str),
    /// A function.
    Function(&'a str),
    /// A setting of a block.
    Setting(&'a str),
    /// A step of a test.
    Step(&'a str),
    /// Something else, in words.
    Part(&'a str),
}

/// E0113: the language has it, but this version cannot run it.
///
/// The script may be right; rather than leave something out of a call, nothing is built. Its name counts as declared, so
/// nothing else is reported because of it.
///
/// ```text
/// called person answers      // a step of a test: understood, not built yet
/// ```
pub fn e0113(place: Place, what: Later<'_>) -> Diagnostic {
    let name = match what {
        Later::Fact(name) | Later::Function(name) | Later::Setting(name) | Later::Step(name) => name,
        Later::Part(_) => "",
    };
    let subject: Words = match what {
        Later::Part(words) => (capitalised(words), "Was hier steht,").into(),
        Later::Fact(_) => (format!("The fact `{name}`"), format!("Die Angabe `{name}`")).into(),
        Later::Function(_) => (format!("The function `{name}`"), format!("Die Funktion `{name}`")).into(),
        Later::Setting(_) => (format!("The setting `{name}`"), format!("Die Einstellung `{name}`")).into(),
        _ => format!("`{name}`").into(),
    };
    at("E0113", ("Not built yet", "Noch nicht gebaut"), &place)
        .label(("cannot be run by this version", "kann diese Version nicht ausführen"))
        .message((
            format!("{subject} belongs to the language, but this version of rufplan cannot run it: callers would miss what it does."),
            format!("{} gehört zur Sprache, aber diese Version von rufplan kann es nicht ausführen: Anrufern würde fehlen, was es tut.", subject.german()),
        ))
        .help((
            "leave it out, or wait for a version that can run it",
            "Lassen Sie es weg, oder warten Sie auf eine Version, die es ausführen kann.",
        ))
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
