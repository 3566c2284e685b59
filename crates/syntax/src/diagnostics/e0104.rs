//! E0104: this line belongs elsewhere.

use rufplan_diag::{Diagnostic, SourceFile, Span};

use super::quoted;

const TITLE: &str = "This line belongs elsewhere";

/// A right line in the wrong block. `belongs` is where: "a menu, collect, consent or queue".
pub(crate) fn wrong_block(
    source: &SourceFile,
    span: Span,
    words: &str,
    belongs: &str,
    here: &str,
    open: Option<(&str, usize)>,
) -> Diagnostic {
    let diagnostic =
        Diagnostic::new("E0104", TITLE, &source.path, span).label(format!("not in {here}")).message(format!(
            "{} can only stand in {belongs}; this line stands in {here}, where it does nothing.",
            quoted(words)
        ));
    match open {
        Some((block, line)) => diagnostic
            .help(format!("Is the `end` of {} (line {line}) missing or in the wrong place?", quoted(block))),
        None => diagnostic.help(format!("Move it into {belongs}, or take it out.")),
    }
}

/// A `say` in a queue outside of its arms (2.7).
pub(crate) fn say_in_queue(source: &SourceFile, line: Span, indent: &str) -> Diagnostic {
    Diagnostic::new("E0104", TITLE, &source.path, line)
        .label("when is it said?")
        .message("In a queue everything that is said stands in an arm: callers wait, and a `say` alone does not tell when they hear it.")
        .help("At the beginning is `at 0s`, again and again is `every 45s`.")
        .fix("say it when the caller enters the queue", Span::new(line.start, line.start), format!("at 0s\n{indent}  "))
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
        .label("settings stand above the arms")
        .message(format!("A line below an arm belongs to the arm; `{name}:` is meant for `{block}` and would not hold here."))
        .help(format!("Move this line up, above the first arm of `{block}`."));
    match meant {
        Some(meant) => diagnostic.help(format!("The setting is called `{meant}`.")),
        None => diagnostic,
    }
}

/// An `else` that belongs to nothing.
pub(crate) fn surplus_else(source: &SourceFile, span: Span, rest: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new("E0104", TITLE, &source.path, span);
    if rest.is_empty() {
        return diagnostic
            .label("the `if` has its last way already")
            .message("An `if` has one `else`, and it comes last: this one would never be reached.")
            .help("Write `else if …` with a condition, or close the `if` above with `end`.");
    }
    diagnostic
        .label("`else` stands alone or before `if`")
        .message(format!(
            "Behind `else` stands {}; nothing or `if` with a condition can stand there.",
            quoted(rest)
        ))
        .help("Write the statement in the next line.")
}
