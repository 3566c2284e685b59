//! E0110: not a case of this block.

use rufplan_diag::{Diagnostic, SourceFile, Span};

use super::{listed, quoted};
use crate::suggest::{Origin, Suggestion};

const TITLE: &str = "Not a case of this block";

/// A case that the block does not know. `word` is `when` or `on`, `block` what the designer calls the block.
pub(crate) fn unknown_case(
    source: &SourceFile,
    span: Span,
    word: &str,
    block: &str,
    cases: &[&str],
    meant: Option<&Suggestion>,
) -> Diagnostic {
    let read = source.slice(span).trim_end();
    let diagnostic = Diagnostic::new("E0110", TITLE, &source.path, span);
    let known = if cases.is_empty() { String::new() } else { format!("`{block}` knows {}", listed(cases)) };
    let lost = "The lines below it would never be reached.";
    match meant {
        Some(found) => {
            let german = if found.origin == Origin::German {
                format!(" {} is German.", quoted(&found.read))
            } else {
                String::new()
            };
            Diagnostic { span: found.span, ..diagnostic }
                .label(format!("did you mean `{}`?", found.meant))
                .message(format!("`{word} {read}`: {known}.{german} {lost}"))
                .fix(
                    format!("replace {} with `{}`", quoted(&found.read), found.meant),
                    found.span,
                    found.meant.clone(),
                )
        }
        None if read.is_empty() => diagnostic
            .label("which case?")
            .message(format!("Behind `{word}` a case is missing: {known}. {lost}")),
        None => diagnostic
            .label(format!("`{block}` does not know this case"))
            .message(format!("`{word} {read}`: {known}. {lost}")),
    }
}

/// `on wrong key` in `collect`, `on wrong input` in `menu`.
pub(crate) fn key_or_input(source: &SourceFile, case: Span, block: &str, right: &str) -> Diagnostic {
    let read = source.slice(case);
    Diagnostic::new("E0110", TITLE, &source.path, case)
        .label(format!("`{block}` says `{right}`"))
        .message("A menu takes keys (`on wrong key`), `collect` takes an entry (`on wrong input`). This arm would never be reached.")
        .fix(format!("replace `{read}` with `{right}`"), case, right)
}

/// A count behind a case that happens once.
pub(crate) fn count_not_possible(source: &SourceFile, number: Span, case: &str, remove: Span) -> Diagnostic {
    Diagnostic::new("E0110", TITLE, &source.path, number)
        .label("no count can stand here")
        .message(format!("`on {case}` happens once and leaves the question; only `silence`, `wrong key` and `wrong input` are counted."))
        .fix("take the count away", remove, "")
}

/// Statements below `press … to repeat` or `press … to go back`.
pub(crate) fn body_below_jump(source: &SourceFile, statement: Span, jump: &str) -> Diagnostic {
    Diagnostic::new("E0110", TITLE, &source.path, statement)
        .label("this is never reached")
        .message(format!("`{jump}` already says what the key does; nothing below it happens."))
        .help("Take these lines away, or give the key a purpose: `press 1 for \"…\"`.")
}

/// `again` in an arm that is entered after the last attempt.
pub(crate) fn again_after_the_last(source: &SourceFile, again: Span, case: &str) -> Diagnostic {
    Diagnostic::new("E0110", TITLE, &source.path, again)
        .label("the attempts are used up here")
        .message(format!("`on {case}` comes when the question cannot be asked any more; `again` would keep the caller for ever."))
        .help("Lead the call on: `enter queue …`, `go to …`, or a goodbye and `hang up`.")
}
