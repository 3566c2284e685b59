use super::{Place, at};
use rufplan_diag::Diagnostic;

/// What a word of the language was used as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role<'a> {
    /// A value of this variable.
    ValueOf(&'a str),
    /// The name of a thing of this kind.
    NameOf(&'a str),
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
    let d = at("E0210", "A word of the language as name or value", &place).label("this word has a meaning");
    match role {
        Role::ValueOf(var) => d
            .message(format!(
                "`{word}` cannot be a value of `{var}`: `{var} is {word}` would ask something else."
            ))
            .help(format!("write another word, such as `is_{word}`")),
        Role::NameOf(kind) => d
            .message(format!(
                "A {kind} cannot be called `{word}`: conditions would read it as the word of the language."
            ))
            .help("write another name"),
    }
}
