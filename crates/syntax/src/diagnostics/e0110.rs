//! E0110: not a case of this block.

use rufplan_diag::{Diagnostic, SourceFile, Span};

use super::{listed, quoted};
use crate::suggest::{Origin, Suggestion};

const TITLE: (&str, &str) = ("Not a case of this block", "Das ist kein Fall dieses Blocks");

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
    let cases = listed(cases);
    let (known, kennt) = match cases.is_empty() {
        true => Default::default(),
        false => (format!(" `{block}` knows {cases}."), format!(" `{block}` kennt {cases}.")),
    };
    let lost = "The lines below it would never be reached.";
    let verloren = "Die Zeilen darunter würden nie erreicht.";
    match meant {
        Some(found) => {
            let (german, deutsch) = match found.origin {
                Origin::German => (
                    format!(" {} is German.", quoted(&found.read)),
                    format!(" {} ist Deutsch.", quoted(&found.read)),
                ),
                _ => Default::default(),
            };
            Diagnostic { span: found.span, ..diagnostic }
                .label((
                    format!("did you mean `{}`?", found.meant),
                    format!("Meinten Sie `{}`?", found.meant),
                ))
                .message((
                    format!("`{word} {read}`:{known}{german} {lost}"),
                    format!("`{word} {read}`:{kennt}{deutsch} {verloren}"),
                ))
                .fix(
                    (
                        format!("replace {} with `{}`", quoted(&found.read), found.meant),
                        format!("{} durch `{}` ersetzen", quoted(&found.read), found.meant),
                    ),
                    found.span,
                    found.meant.clone(),
                )
        }
        None if read.is_empty() => diagnostic.label(("which case?", "welcher Fall?")).message((
            format!("Behind `{word}` a case is missing:{known} {lost}"),
            format!("Hinter `{word}` fehlt ein Fall:{kennt} {verloren}"),
        )),
        None => diagnostic
            .label((
                format!("`{block}` does not know this case"),
                format!("`{block}` kennt diesen Fall nicht"),
            ))
            .message((
                format!("`{word} {read}`:{known} {lost}"),
                format!("`{word} {read}`:{kennt} {verloren}"),
            )),
    }
}

/// `on wrong key` in `collect`, `on wrong input` in `menu`.
pub(crate) fn key_or_input(source: &SourceFile, case: Span, block: &str, right: &str) -> Diagnostic {
    let read = source.slice(case);
    Diagnostic::new("E0110", TITLE, &source.path, case)
        .label((format!("`{block}` says `{right}`"), format!("`{block}` sagt `{right}`")))
        .message(("A menu takes keys (`on wrong key`), `collect` takes an entry (`on wrong input`). This arm would never be reached.", "Ein Menü nimmt Tasten (`on wrong key`), `collect` nimmt eine Eingabe (`on wrong input`). Dieser Zweig würde nie erreicht."))
        .fix((format!("replace `{read}` with `{right}`"), format!("`{read}` durch `{right}` ersetzen")), case, right)
}

/// A count behind a case that happens once.
pub(crate) fn count_not_possible(source: &SourceFile, number: Span, case: &str, remove: Span) -> Diagnostic {
    Diagnostic::new("E0110", TITLE, &source.path, number)
        .label(("no count can stand here", "hier kann keine Anzahl stehen"))
        .message((format!("`on {case}` happens once and leaves the question; only `silence`, `wrong key` and `wrong input` are counted."), format!("`on {case}` geschieht einmal und verlässt die Frage; gezählt werden nur `silence`, `wrong key` und `wrong input`.")))
        .fix(("take the count away", "die Anzahl wegnehmen"), remove, "")
}

/// Statements below `press … to repeat` or `press … to go back`.
pub(crate) fn body_below_jump(source: &SourceFile, statement: Span, jump: &str) -> Diagnostic {
    Diagnostic::new("E0110", TITLE, &source.path, statement)
        .label(("this is never reached", "das wird nie erreicht"))
        .message((
            format!("`{jump}` already says what the key does; nothing below it happens."),
            format!("`{jump}` sagt schon, was die Taste tut; nichts darunter geschieht."),
        ))
        .help((
            "Take these lines away, or give the key a purpose: `press 1 for \"…\"`.",
            "Nehmen Sie diese Zeilen weg, oder geben Sie der Taste einen Zweck: `press 1 for \"…\"`.",
        ))
}

/// `again` in an arm that is entered after the last attempt.
pub(crate) fn again_after_the_last(source: &SourceFile, again: Span, case: &str) -> Diagnostic {
    Diagnostic::new("E0110", TITLE, &source.path, again)
        .label(("the attempts are used up here", "hier sind die Versuche aufgebraucht"))
        .message((format!("`on {case}` comes when the question cannot be asked any more; `again` would keep the caller for ever."), format!("`on {case}` kommt, wenn die Frage nicht mehr gestellt werden kann; `again` würde den Anrufer für immer festhalten.")))
        .help(("Lead the call on: `enter queue …`, `go to …`, or a goodbye and `hang up`.", "Führen Sie den Anruf weiter: `enter queue …`, `go to …`, oder ein Abschied und `hang up`."))
}
