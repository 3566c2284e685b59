//! E0104: this line belongs elsewhere.

use rufplan_diag::{Diagnostic, SourceFile, Span, Words};

use super::quoted;

const TITLE: (&str, &str) = ("This line belongs elsewhere", "Diese Zeile gehört woandershin");

/// A right line in the wrong block. `belongs` is where: "a menu, collect, consent or queue".
pub(crate) fn wrong_block(
    source: &SourceFile,
    span: Span,
    words: &str,
    belongs: impl Into<Words>,
    here: &str,
    open: Option<(&str, usize)>,
) -> Diagnostic {
    let belongs = belongs.into();
    let diagnostic = Diagnostic::new("E0104", TITLE, &source.path, span)
        .label((format!("not in {here}"), format!("nicht in {here}")))
        .message((
            format!(
                "{} can only stand in {belongs}; this line stands in {here}, where it does nothing.",
                quoted(words)
            ),
            format!(
                "{} kann nur hier stehen: {}. Diese Zeile steht in {here}, wo sie nichts bewirkt.",
                quoted(words),
                belongs.german()
            ),
        ));
    match open {
        Some((block, line)) => diagnostic.help((
            format!("Is the `end` of {} (line {line}) missing or in the wrong place?", quoted(block)),
            format!(
                "Fehlt das `end` von {} (Zeile {line}), oder steht es an der falschen Stelle?",
                quoted(block)
            ),
        )),
        None => diagnostic.help((
            format!("Move it into {belongs}, or take it out."),
            format!("Setzen Sie sie dorthin ({}), oder nehmen Sie sie heraus.", belongs.german()),
        )),
    }
}

/// A `say` in a queue outside of its arms (2.7).
pub(crate) fn say_in_queue(source: &SourceFile, line: Span, indent: &str) -> Diagnostic {
    Diagnostic::new("E0104", TITLE, &source.path, line)
        .label(("when is it said?", "wann wird das gesagt?"))
        .message(("In a queue everything that is said stands in an arm: callers wait, and a `say` alone does not tell when they hear it.", "In einer Warteschlange steht alles, was gesagt wird, in einem Zweig: Anrufer warten, und ein `say` allein sagt nicht, wann sie es hören."))
        .help(("At the beginning is `at 0s`, again and again is `every 45s`.", "Am Anfang ist `at 0s`, immer wieder ist `every 45s`."))
        .fix(("say it when the caller enters the queue", "sagen, wenn der Anrufer in die Warteschlange kommt"), Span::new(line.start, line.start), format!("at 0s\n{indent}  "))
}

/// A setting below the first arm of its block.
pub(crate) fn setting_below_arms(
    source: &SourceFile,
    key: Span,
    block: &str,
    meant: Option<&str>,
) -> Diagnostic {
    let name = source.slice(key);
    let diagnostic = Diagnostic::new("E0104", TITLE, &source.path, key)
        .label(("settings stand above the arms", "Einstellungen stehen über den Zweigen"))
        .message((format!("A line below an arm belongs to the arm; `{name}:` is meant for `{block}` and would not hold here."), format!("Eine Zeile unter einem Zweig gehört zu diesem; `{name}:` ist für `{block}` gemeint und gälte hier nicht.")))
        .help((format!("Move this line up, above the first arm of `{block}`."), format!("Setzen Sie diese Zeile nach oben, über den ersten Zweig von `{block}`.")));
    match meant {
        Some(meant) => diagnostic
            .help((format!("The setting is called `{meant}`."), format!("Die Einstellung heißt `{meant}`."))),
        None => diagnostic,
    }
}

/// An `else` that belongs to nothing.
pub(crate) fn surplus_else(source: &SourceFile, span: Span, rest: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new("E0104", TITLE, &source.path, span);
    if rest.is_empty() {
        return diagnostic
            .label(("the `if` has its last way already", "das `if` hat seinen letzten Weg schon"))
            .message(("An `if` has one `else`, and it comes last: this one would never be reached.", "Ein `if` hat ein `else`, und es kommt zuletzt: Dieses hier würde nie erreicht."))
            .help(("Write `else if …` with a condition, or close the `if` above with `end`.", "Schreiben Sie `else if …` mit einer Bedingung, oder schließen Sie das `if` darüber mit `end`."));
    }
    diagnostic
        .label(("`else` stands alone or before `if`", "`else` steht allein oder vor `if`"))
        .message((
            format!(
                "Behind `else` stands {}; nothing or `if` with a condition can stand there.",
                quoted(rest)
            ),
            format!(
                "Hinter `else` steht {}; dort kann nichts stehen oder `if` mit einer Bedingung.",
                quoted(rest)
            ),
        ))
        .help(("Write the statement in the next line.", "Schreiben Sie die Anweisung in die nächste Zeile."))
}
