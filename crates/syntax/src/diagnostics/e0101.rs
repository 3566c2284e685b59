//! E0101: no statement starts with this word.

use rufplan_diag::{Diagnostic, SourceFile, Span, Words};

use super::{lines, quoted, some_of};
use crate::suggest::{Origin, Suggestion};

const TITLE: (&str, &str) = ("No statement starts with this word", "Keine Anweisung beginnt mit diesem Wort");

/// A word of another tool, of German, or a slip. `what` says what the lines of this place are: "a flow".
pub(crate) fn meant(source: &SourceFile, found: &Suggestion, what: &Words) -> Diagnostic {
    let (read, meant) = (quoted(&found.read), quoted(&found.meant));
    let message: Words = match found.origin {
        Origin::German => (
            format!("{read} is German; the words of the language are English, here {meant}."),
            format!("{read} ist Deutsch; die Wörter der Sprache sind englisch, hier {meant}."),
        )
            .into(),
        Origin::OtherTool => (
            format!("{read} is a word of other tools; here it is {meant}."),
            format!("{read} ist ein Wort anderer Werkzeuge; hier heißt es {meant}."),
        )
            .into(),
        Origin::Slip if found.read.to_lowercase() == found.meant => (
            "The words of the language are written in lower case.",
            "Die Wörter der Sprache werden kleingeschrieben.",
        )
            .into(),
        Origin::Slip => (
            format!("No line of {what} starts with {read}."),
            format!("In {} beginnt keine Zeile mit {read}.", what.german()),
        )
            .into(),
    };
    Diagnostic::new("E0101", TITLE, &source.path, found.span)
        .label((format!("did you mean {meant}?"), format!("Meinten Sie {meant}?")))
        .message((
            format!("{message} As it stands, this line would do nothing for the caller."),
            format!("{} So bewirkt diese Zeile nichts für den Anrufer.", message.german()),
        ))
        .fix(
            (format!("replace {read} with {meant}"), format!("{read} durch {meant} ersetzen")),
            found.span,
            found.meant.clone(),
        )
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
        .label(("the first word of a line says what it does", "das erste Wort einer Zeile sagt, was sie tut"))
        .message((
            format!("No line of {what} starts with {}, so it would do nothing for the caller.", quoted(word)),
            format!(
                "In {what} beginnt keine Zeile mit {}, sie würde also nichts für den Anrufer bewirken.",
                quoted(word)
            ),
        ));
    match starters {
        [] | ["end"] => diagnostic.help((
            "If it is a remark, write `//` before it.",
            "Wenn es eine Bemerkung ist, schreiben Sie `//` davor.",
        )),
        _ => {
            let starters = some_of(&starters.iter().copied().filter(|s| *s != "end").collect::<Vec<_>>());
            diagnostic.help((
                format!("Here a line can start with {starters}. If it is a remark, write `//` before it."),
                format!("Hier kann eine Zeile mit {starters} beginnen. Wenn es eine Bemerkung ist, schreiben Sie `//` davor."),
            ))
        }
    }
}

/// A line of `data`, `type` or `parameters` that is no `name: type`.
pub(crate) fn not_a_field(source: &SourceFile, span: Span, word: &str, block: &str) -> Diagnostic {
    Diagnostic::new("E0101", TITLE, &source.path, span)
        .label(("a name and its type are needed", "gebraucht werden ein Name und sein Typ"))
        .message((format!(
            "A line of `{block}` says a name, a colon and a type; {} is not read as one.",
            quoted(word)
        ), format!(
            "Eine Zeile von `{block}` nennt einen Namen, einen Doppelpunkt und einen Typ; {} lässt sich nicht so lesen.",
            quoted(word)
        )))
        .help(("For example: `topic: text = \"bill\"`, `tries: number from 0 to 3 = 0`, `pin: digits secret`.", "Zum Beispiel: `topic: text = \"bill\"`, `tries: number from 0 to 3 = 0`, `pin: digits secret`."))
}

/// A line of a prompt that begins with no language.
pub(crate) fn not_a_language(source: &SourceFile, span: Span, word: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new("E0101", TITLE, &source.path, span)
        .label(("a language is needed here", "hier wird eine Sprache gebraucht"))
        .message((
            format!(
                "A line of a prompt begins with the language in which it is said; {} is none.",
                quoted(word)
            ),
            format!(
                "Eine Zeile einer Ansage beginnt mit der Sprache, in der sie gesagt wird; {} ist keine.",
                quoted(word)
            ),
        ));
    let language = match word.to_lowercase().as_str() {
        "de" | "deutsch" | "german" | "ger" | "deu" => "de",
        "en" | "englisch" | "english" | "eng" => "en",
        "fr" | "französisch" | "french" => "fr",
        "tr" | "türkisch" | "turkish" => "tr",
        "pl" | "polnisch" | "polish" => "pl",
        "alle" | "all" | "every" => "any",
        _ => {
            return diagnostic.help((
                "For example: `de: \"Guten Tag.\"`, `en-GB: \"Hello.\"`, `any: \"Press 1.\"`.",
                "Zum Beispiel: `de: \"Guten Tag.\"`, `en-GB: \"Hello.\"`, `any: \"Press 1.\"`.",
            ));
        }
    };
    diagnostic.fix(
        (
            format!("replace {} with `{language}`", quoted(word)),
            format!("{} durch `{language}` ersetzen", quoted(word)),
        ),
        span,
        language,
    )
}

/// A setting without its colon.
pub(crate) fn missing_colon(source: &SourceFile, key: Span, what: &str) -> Diagnostic {
    let name = source.slice(key);
    Diagnostic::new("E0101", TITLE, &source.path, key)
        .label(("a colon is missing behind this setting", "hinter dieser Einstellung fehlt ein Doppelpunkt"))
        .message((format!(
            "{} is a setting of {what}; a setting is written with a colon: `{name}: …`.",
            quoted(name)
        ), format!(
            "{} ist eine Einstellung von {what}; eine Einstellung wird mit Doppelpunkt geschrieben: `{name}: …`.",
            quoted(name)
        )))
        .fix((format!("write `{name}:`"), format!("`{name}:` schreiben")), Span::new(key.end, key.end), ":")
}

/// A loop or another block that this language does not have.
pub(crate) fn no_such_block(
    source: &SourceFile,
    span: Span,
    word: &str,
    end_line: Option<usize>,
) -> Diagnostic {
    let (message, help) = match word {
        "unless" => (
            ("There is no `unless`.", "Es gibt kein `unless`."),
            ("Write `if not …`.", "Schreiben Sie `if not …`."),
        ),
        "case" => (
            ("`case` is a word of other tools.", "`case` ist ein Wort anderer Werkzeuge."),
            (
                "Several ways by a value are a `choose` block with `when` lines.",
                "Mehrere Wege nach einem Wert sind ein Block `choose` mit `when`-Zeilen.",
            ),
        ),
        "try" => (
            ("There is no `try`.", "Es gibt kein `try`."),
            (
                "What shall happen when something fails stands in arms: `on error`, `when failed`.",
                "Was geschehen soll, wenn etwas misslingt, steht in Zweigen: `on error`, `when failed`.",
            ),
        ),
        _ => (
            (
                "There are no loops: a caller in a loop cannot get out.",
                "Es gibt keine Schleifen: Ein Anrufer in einer Schleife kommt nicht heraus.",
            ),
            (
                "A menu asks again by itself; `again` asks once more, `go to` leads back to a flow.",
                "Ein Menü fragt von selbst noch einmal; `again` fragt ein weiteres Mal, `go to` führt zu einem Ablauf zurück.",
            ),
        ),
    };
    let (read, gelesen) = end_line.map_or_else(Default::default, |n| {
        (
            format!(" The lines down to the `end` in line {n} were read as its block."),
            format!(" Die Zeilen bis zum `end` in Zeile {n} wurden als sein Block gelesen."),
        )
    });
    Diagnostic::new("E0101", TITLE, &source.path, span)
        .label((format!("{} does not exist", quoted(word)), format!("{} gibt es nicht", quoted(word))))
        .message((format!("{}{read}", message.0), format!("{}{gelesen}", message.1)))
        .help(help)
}

/// Adds that the lines below belong to the line that was not understood.
pub(crate) fn with_body(diagnostic: Diagnostic, below: usize, end_line: Option<usize>) -> Diagnostic {
    if below == 0 {
        return diagnostic;
    }
    let (to, bis) = end_line.map_or_else(Default::default, |n| {
        (format!(", down to the `end` in line {n},"), format!(", bis zum `end` in Zeile {n},"))
    });
    let below = lines(below);
    let message = (
        format!(
            "{} What stands below it ({below}){to} seems to belong to it and was not looked at.",
            diagnostic.message
        ),
        format!(
            "{} Was darunter steht ({}){bis} scheint dazuzugehören und wurde nicht geprüft.",
            diagnostic.message.german(),
            below.german()
        ),
    );
    Diagnostic { message: message.into(), ..diagnostic }
}
