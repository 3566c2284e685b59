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
    at("E0701", "Agent would not know the client", &place)
        .label("no `whisper`")
        .message(format!(
            "Calls of `{client}` wait in a queue, but nothing tells the agent for whom to answer."
        ))
        .help(format!("add `whisper: {client}_whisper` and a prompt of this name with the client's name"))
        .fix("add `whisper`", behind, format!("\n  whisper: {client}_whisper"))
        .related(&there.file, there.span, "callers wait here")
}
