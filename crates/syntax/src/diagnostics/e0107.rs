//! E0107: unknown setting.

use rufplan_diag::{Diagnostic, SourceFile, Span};

use super::{listed, quoted};

/// A setting that this block does not know; `meant` is one that it knows, `of` blocks that know this one.
pub(crate) fn unknown_setting(
    source: &SourceFile,
    key: Span,
    block: &str,
    meant: Option<&str>,
    of: &[&str],
    known: &[&str],
) -> Diagnostic {
    let name = quoted(source.slice(key));
    let diagnostic = Diagnostic::new("E0107", "Unknown setting", &source.path, key);
    if let Some(meant) = meant {
        return diagnostic
            .label(format!("did you mean `{meant}`?"))
            .message(format!(
                "{name} is no setting of `{block}`; the built-in value of `{meant}` would hold instead."
            ))
            .fix(format!("replace {name} with `{meant}`"), key, meant);
    }
    let message = match of {
        [] => format!("{name} is no setting of `{block}` and would change nothing."),
        of => {
            format!("{name} is a setting of {}, not of `{block}`, and would change nothing here.", listed(of))
        }
    };
    let diagnostic = diagnostic.label(format!("`{block}` does not know it")).message(message);
    if known.is_empty() {
        diagnostic.help(format!("`{block}` has no settings."))
    } else {
        diagnostic.help(format!("Settings of `{block}`: {}.", listed(known)))
    }
}
