//! E0107: unknown setting.

use rufplan_diag::{Diagnostic, SourceFile, Span, Words};

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
    let diagnostic =
        Diagnostic::new("E0107", ("Unknown setting", "Unbekannte Einstellung"), &source.path, key);
    if let Some(meant) = meant {
        return diagnostic
            .label((format!("did you mean `{meant}`?"), format!("Meinten Sie `{meant}`?")))
            .message((format!(
                "{name} is no setting of `{block}`; the built-in value of `{meant}` would hold instead."
            ), format!(
                "{name} ist keine Einstellung von `{block}`; stattdessen gälte der eingebaute Wert von `{meant}`."
            )))
            .fix((format!("replace {name} with `{meant}`"), format!("{name} durch `{meant}` ersetzen")), key, meant);
    }
    let message: Words = match of {
        [] => (
            format!("{name} is no setting of `{block}` and would change nothing."),
            format!("{name} ist keine Einstellung von `{block}` und würde nichts ändern."),
        )
            .into(),
        of => (
            format!(
                "{name} is a setting of {}, not of `{block}`, and would change nothing here.",
                listed(of)
            ),
            format!(
                "{name} ist eine Einstellung von {}, nicht von `{block}`, und würde hier nichts ändern.",
                listed(of)
            ),
        )
            .into(),
    };
    let diagnostic = diagnostic
        .label((format!("`{block}` does not know it"), format!("`{block}` kennt das nicht")))
        .message(message);
    if known.is_empty() {
        diagnostic
            .help((format!("`{block}` has no settings."), format!("`{block}` hat keine Einstellungen.")))
    } else {
        diagnostic.help((
            format!("Settings of `{block}`: {}.", listed(known)),
            format!("Einstellungen von `{block}`: {}.", listed(known)),
        ))
    }
}
