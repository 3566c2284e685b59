use super::{Place, at};
use rufplan_diag::{Diagnostic, Span};

/// E0701: the agent would not know for whom to answer.
///
/// Agents answer for several clients; without a whisper they greet the caller with the wrong name.
///
/// ```text
/// client x "X AG"
///   whisper: x_whisper                         // the line that must not be missing
/// ```
pub fn e0701(place: Place, client: &str, insert_at: usize, there: Place) -> Diagnostic {
    let behind = Span::new(insert_at, insert_at);
    at("E0701", ("Agent would not know the client", "Der Agent wüsste nicht, für wen"), &place)
        .label(("no `whisper`", "kein `whisper`"))
        .message((format!(
            "Calls of `{client}` wait in a queue, but nothing tells the agent for whom to answer."
        ), format!(
            "Anrufe von `{client}` warten in einer Warteschlange, aber nichts sagt dem Agenten, für wen er sich melden soll."
        )))
        .help((format!("add `whisper: {client}_whisper` and a prompt of this name with the client's name"), format!("Ergänzen Sie `whisper: {client}_whisper` und eine Ansage dieses Namens mit dem Namen des Mandanten.")))
        .fix(("add `whisper`", "`whisper` ergänzen"), behind, format!("\n  whisper: {client}_whisper"))
        .related(&there.file, there.span, ("callers wait here", "hier warten Anrufer"))
}
