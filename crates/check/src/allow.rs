//! Warnings that a comment allows, and the order of messages.

use rufplan_diag::{Diagnostic, Severity};
use rufplan_syntax::ast;
use std::collections::BTreeSet;

/// Takes away warnings that `// allow W0503: reason` on the line above allows. The reason is required.
pub fn without_allowed(files: &[ast::File], mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    for diagnostic in &mut diagnostics {
        if allow_of(files, diagnostic).is_some_and(|allow| allow.reason.is_empty()) {
            let code = diagnostic.code;
            let en = format!("the comment above allows it only with a reason: `// allow {code}: …`");
            let de = format!("der Kommentar darüber erlaubt das nur mit einem Grund: `// allow {code}: …`");
            diagnostic.help.push((en, de).into());
        }
    }
    diagnostics.retain(|diagnostic| allow_of(files, diagnostic).is_none_or(|allow| allow.reason.is_empty()));
    diagnostics
}

fn allow_of<'a>(files: &'a [ast::File], diagnostic: &Diagnostic) -> Option<&'a ast::Allow> {
    let file = files.iter().find(|f| f.source.path == diagnostic.file)?;
    let line = file.source.position(diagnostic.span.start).line;
    // E0458: the only error that may be allowed (language.md 3)
    let is_warning = diagnostic.severity == Severity::Warning || diagnostic.code == "E0458";
    file.allows.iter().find(|allow| is_warning && allow.code == diagnostic.code && allow.line == line)
}

/// Sorted by file, place and code; of two at one place with one code the first stays.
pub(crate) fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    diagnostics.retain(|d| seen.insert((d.file.clone(), d.span, d.code)));
    diagnostics.sort_by(|a, b| (&a.file, a.span, a.code).cmp(&(&b.file, b.span, b.code)));
    diagnostics
}
