//! E0102: this block has no `end`.

use rufplan_diag::{Diagnostic, SourceFile, Span};

use super::quoted;

const TITLE: (&str, &str) = ("This block has no `end`", "Diesem Block fehlt sein `end`");

/// Where an `end` can be put: before a line, with an indentation.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// Byte offset of a line's start or of the end of the file.
    pub offset: usize,
    /// The line it then stands in, from 1.
    pub line: usize,
    /// Text to insert, with its line break.
    pub text: String,
}

/// A block that stays open down to the next declaration or the end of the file.
pub(crate) fn open_to_the_end(
    source: &SourceFile,
    head: Span,
    next: Option<&str>,
    place: &Place,
) -> Diagnostic {
    let line = source.position(head.start).line;
    let (until, bis) = match next {
        Some(next) => (format!("{} begins", quoted(next)), format!("{} beginnt", quoted(next))),
        None => ("the file ends".to_string(), "die Datei endet".to_string()),
    };
    with_fix(
        Diagnostic::new("E0102", TITLE, &source.path, head)
            .label(("this block is never closed", "dieser Block wird nie geschlossen"))
            .message((
                format!("{}, line {line}, is still open where {until}.", quoted(source.slice(head))),
                format!("{}, Zeile {line}, ist noch offen, wo {bis}.", quoted(source.slice(head))),
            )),
        place,
    )
}

/// A block whose `end` is lost, seen by where an `end` further left stands.
pub(crate) fn closed_by_another(
    source: &SourceFile,
    head: Span,
    end_line: usize,
    stays_open: &str,
    place: &Place,
) -> Diagnostic {
    let line = source.position(head.start).line;
    with_fix(
        Diagnostic::new("E0102", TITLE, &source.path, head)
            .label(("this block has lost its `end`", "dieser Block hat sein `end` verloren"))
            .message((format!(
                "{}, line {line}: the `end` in line {end_line} stands further left and closes it, so {} stays open. \
                 Callers would go on at the wrong place.",
                quoted(source.slice(head)),
                quoted(stays_open)
            ), format!(
                "{}, Zeile {line}: Das `end` in Zeile {end_line} steht weiter links und schließt diesen Block, darum bleibt {} offen. Anrufer kämen an der falschen Stelle weiter.",
                quoted(source.slice(head)),
                quoted(stays_open)
            ))),
        place,
    )
}

/// A block inside another that ends because a line of the block around it, or a statement, begins.
pub(crate) fn open_before(source: &SourceFile, head: Span, next: Option<&str>, place: &Place) -> Diagnostic {
    let line = source.position(head.start).line;
    let head_text = source.slice(head);
    let (why, warum) = match next {
        Some(next) => (
            format!("{} in line {} cannot belong to it", quoted(next), place.line),
            format!("{} in Zeile {} kann nicht dazugehören", quoted(next), place.line),
        ),
        None => ("the file ends".to_string(), "die Datei endet".to_string()),
    };
    let diagnostic = Diagnostic::new("E0102", TITLE, &source.path, head)
        .label(("this block has no `end`", "diesem Block fehlt sein `end`"))
        .message((
            format!("{}, line {line}, opens a block, and {why}.", quoted(head_text)),
            format!("{}, Zeile {line}, öffnet einen Block, und {warum}.", quoted(head_text)),
        ));
    let diagnostic = match head_text.strip_prefix("transfer to ") {
        Some(target) => diagnostic.help((format!(
            "To give the call away for good, in one line, write `pass call to {}`; a transfer says what happens when nobody answers.",
            target.trim()
        ), format!(
            "Um den Anruf in einer Zeile endgültig abzugeben, schreiben Sie `pass call to {}`; `transfer to` sagt, was geschieht, wenn niemand abnimmt.",
            target.trim()
        ))),
        None => diagnostic,
    };
    with_fix(diagnostic, place)
}

fn with_fix(diagnostic: Diagnostic, place: &Place) -> Diagnostic {
    diagnostic.fix(
        (format!("add `end` before line {}", place.line), format!("`end` vor Zeile {} ergänzen", place.line)),
        Span::new(place.offset, place.offset),
        place.text.clone(),
    )
}
