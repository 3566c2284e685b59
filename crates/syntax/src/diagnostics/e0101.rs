//! E0101: no statement starts with this word.

use rufplan_diag::{Diagnostic, SourceFile, Span};

use super::{lines, quoted, some_of};
use crate::suggest::{Origin, Suggestion};

const TITLE: &str = "No statement starts with this word";

/// A word of another tool, of German, or a slip. `what` says what the lines of this place are: "a flow".
pub(crate) fn meant(source: &SourceFile, found: &Suggestion, what: &str) -> Diagnostic {
    let (read, meant) = (quoted(&found.read), quoted(&found.meant));
    let message = match found.origin {
        Origin::German => format!("{read} is German; the words of the language are English, here {meant}."),
        Origin::OtherTool => format!("{read} is a word of other tools; here it is {meant}."),
        Origin::Slip if found.read.to_lowercase() == found.meant => {
            "The words of the language are written in lower case.".into()
        }
        Origin::Slip => format!("No line of {what} starts with {read}."),
    };
    Diagnostic::new("E0101", TITLE, &source.path, found.span)
        .label(format!("did you mean {meant}?"))
        .message(format!("{message} As it stands, this line would do nothing for the caller."))
        .fix(format!("replace {read} with {meant}"), found.span, found.meant.clone())
}

/// A word that nothing resembles.
pub(crate) fn unknown(
    source: &SourceFile,
    span: Span,
    word: &str,
    what: &str,
    starters: &[&str],
) -> Diagnostic {
    let diagnostic = Diagnostic::new("E0101", TITLE, &source.path, span)
        .label("the first word of a line says what it does")
        .message(format!(
            "No line of {what} starts with {}, so it would do nothing for the caller.",
            quoted(word)
        ));
    match starters {
        [] | ["end"] => diagnostic.help("If it is a remark, write `//` before it."),
        _ => diagnostic.help(format!(
            "Here a line can start with {}. If it is a remark, write `//` before it.",
            some_of(&starters.iter().copied().filter(|s| *s != "end").collect::<Vec<_>>())
        )),
    }
}

/// A line of `data`, `type` or `parameters` that is no `name: type`.
pub(crate) fn not_a_field(source: &SourceFile, span: Span, word: &str, block: &str) -> Diagnostic {
    Diagnostic::new("E0101", TITLE, &source.path, span)
        .label("a name and its type are needed")
        .message(format!(
            "A line of `{block}` says a name, a colon and a type; {} is not read as one.",
            quoted(word)
        ))
        .help("For example: `topic: text = \"bill\"`, `tries: number from 0 to 3 = 0`, `pin: digits secret`.")
}

/// A line of a prompt that begins with no language.
pub(crate) fn not_a_language(source: &SourceFile, span: Span, word: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new("E0101", TITLE, &source.path, span)
        .label("a language is needed here")
        .message(format!(
            "A line of a prompt begins with the language in which it is said; {} is none.",
            quoted(word)
        ));
    let language = match word.to_lowercase().as_str() {
        "de" | "deutsch" | "german" | "ger" | "deu" => "de",
        "en" | "englisch" | "english" | "eng" => "en",
        "fr" | "französisch" | "french" => "fr",
        "tr" | "türkisch" | "turkish" => "tr",
        "pl" | "polnisch" | "polish" => "pl",
        "alle" | "all" | "every" => "any",
        _ => {
            return diagnostic
                .help("For example: `de: \"Guten Tag.\"`, `en-GB: \"Hello.\"`, `any: \"Press 1.\"`.");
        }
    };
    diagnostic.fix(format!("replace {} with `{language}`", quoted(word)), span, language)
}

/// A setting without its colon.
pub(crate) fn missing_colon(source: &SourceFile, key: Span, what: &str) -> Diagnostic {
    let name = source.slice(key);
    Diagnostic::new("E0101", TITLE, &source.path, key)
        .label("a colon is missing behind this setting")
        .message(format!(
            "{} is a setting of {what}; a setting is written with a colon: `{name}: …`.",
            quoted(name)
        ))
        .fix(format!("write `{name}:`"), Span::new(key.end, key.end), ":")
}

/// A loop or another block that this language does not have.
pub(crate) fn no_such_block(
    source: &SourceFile,
    span: Span,
    word: &str,
    end_line: Option<usize>,
) -> Diagnostic {
    let (message, help) = match word {
        "unless" => ("There is no `unless`.", "Write `if not …`."),
        "case" => (
            "`case` is a word of other tools.",
            "Several ways by a value are a `choose` block with `when` lines.",
        ),
        "try" => (
            "There is no `try`.",
            "What shall happen when something fails stands in arms: `on error`, `when failed`.",
        ),
        _ => (
            "There are no loops: a caller in a loop cannot get out.",
            "A menu asks again by itself; `again` asks once more, `go to` leads back to a flow.",
        ),
    };
    let read = end_line.map_or(String::new(), |n| {
        format!(" The lines down to the `end` in line {n} were read as its block.")
    });
    Diagnostic::new("E0101", TITLE, &source.path, span)
        .label(format!("{} does not exist", quoted(word)))
        .message(format!("{message}{read}"))
        .help(help)
}

/// Adds that the lines below belong to the line that was not understood.
pub(crate) fn with_body(diagnostic: Diagnostic, below: usize, end_line: Option<usize>) -> Diagnostic {
    if below == 0 {
        return diagnostic;
    }
    let to = end_line.map_or(String::new(), |n| format!(", down to the `end` in line {n},"));
    let message = format!(
        "{} The {} below it{to} seem to belong to it and were not looked at.",
        diagnostic.message,
        lines(below)
    );
    Diagnostic { message: message.into(), ..diagnostic }
}
