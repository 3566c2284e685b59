//! Lines at the top level that belong to no declaration.

use rufplan_diag::{Diagnostic, SourceFile};

use super::{first_line, heads, line};
use crate::block::Block;
use crate::diagnostics::{e0101, e0106, e0108};
use crate::suggest::suggest;
use crate::words::DECLARATIONS;
use crate::{Node, Rule, lines};

/// One message for a run of lines: `first`, and `more` behind it. `before` is the declaration above.
pub(super) fn lines_outside(
    source: &SourceFile,
    first: &Node,
    more: usize,
    before: Option<&Node>,
) -> Diagnostic {
    let span = first_line(source, first.span);
    let text = source.slice(span);
    if lines::strip_words(text, "rufplan").is_some() {
        return e0108::misplaced(source, span);
    }
    if DECLARATIONS.iter().any(|w| lines::strip_words(text, w).is_some()) && !text.contains(':') {
        // its head could not be read: `use hotline` without `from`
        return e0101::with_body(heads::declaration_line(source, span), more, None);
    }
    let closed = before.and_then(|decl| surplus_end(source, decl));
    let looks_indented = lines::of(source, span.start).is_some_and(|l| l.indent() > 0);
    let head = closed.is_none() && !looks_indented && !text.contains(':');
    if let Some(mut found) = suggest(text, &DECLARATIONS).filter(|_| head) {
        found.span = line::absolute(span, found.span);
        let message = e0101::meant(
            source,
            &found,
            &("a file, outside of all blocks,", "einer Datei, außerhalb aller Blöcke,").into(),
        );
        return e0101::with_body(message, more, None);
    }
    e0106::outside(source, span, more, closed)
}

/// The declaration above, if an `end` closed it.
fn surplus_end<'a>(source: &'a SourceFile, decl: &Node) -> Option<e0106::Closed<'a>> {
    Block::of(decl.rule)?;
    let end = decl.child(Rule::end_line)?;
    let head = first_line(source, decl.span);
    Some(e0106::Closed { head: source.slice(head), end_line: source.position(end.span.start).line })
}
