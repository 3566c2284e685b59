//! E0103: typographic quotes.

use rufplan_diag::{Diagnostic, Edit, Fix, SourceFile, Span};

/// Quotes of a word processor; `quotes` are their places.
pub(crate) fn typographic_quotes(source: &SourceFile, quotes: &[Span]) -> Diagnostic {
    let (first, last) =
        (quotes.first().copied().unwrap_or_default(), quotes.last().copied().unwrap_or_default());
    let mut diagnostic =
        Diagnostic::new("E0103", ("Typographic quotes", "Typografische Anführungszeichen"), &source.path, Span::new(first.start, last.end.max(first.end)))
            .label(("straight quotes \"…\" are needed", "gebraucht werden gerade Anführungszeichen: \"…\""))
            .message((format!(
                "{} comes from a word processor. A text stands between straight quotes, else nobody can tell where it ends.",
                source.slice(first)
            ), format!(
                "{} kommt aus einer Textverarbeitung. Ein Text steht zwischen geraden Anführungszeichen, sonst ist nicht zu erkennen, wo er endet.",
                source.slice(first)
            )));
    diagnostic.fixes.push(Fix {
        title: ("use straight quotes", "gerade Anführungszeichen nehmen").into(),
        edits: quotes.iter().map(|q| Edit { span: *q, text: "\"".into() }).collect(),
    });
    diagnostic
}
