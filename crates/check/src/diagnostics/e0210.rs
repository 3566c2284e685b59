use super::{Place, at};
use rufplan_diag::{Diagnostic, Noun};

/// What a word of the language was used as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role<'a> {
    /// A value of this variable.
    ValueOf(&'a str),
    /// The name of a thing of this kind.
    NameOf(Noun),
}

/// E0210: a word of the language as a name or a value.
///
/// `status is known` asks whether there is a status, so `known` cannot be one.
///
/// ```text
/// data
///   status: one of known, lost   // wrong
/// ```
pub fn e0210(place: Place, word: &str, role: Role<'_>) -> Diagnostic {
    let d = at(
        "E0210",
        ("A word of the language as name or value", "Ein Wort der Sprache als Name oder Wert"),
        &place,
    )
    .label(("this word has a meaning", "dieses Wort hat eine Bedeutung"));
    match role {
        Role::ValueOf(var) => d
            .message((format!(
                "`{word}` cannot be a value of `{var}`: `{var} is {word}` would ask something else."
            ), format!(
                "`{word}` kann kein Wert von `{var}` sein: `{var} is {word}` würde etwas anderes fragen."
            )))
            .help((format!("write another word, such as `is_{word}`"), format!("Nehmen Sie ein anderes Wort, etwa `is_{word}`."))),
        Role::NameOf(kind) => d
            .message((format!("A {} cannot be called `{word}`: conditions would read it as the word of the language.", kind.en), format!("`{word}` kann nicht heißen, was hier steht ({}): Bedingungen würden es als Wort der Sprache lesen.", kind.de)))
            .help(("write another name", "Nehmen Sie einen anderen Namen.")),
    }
}
