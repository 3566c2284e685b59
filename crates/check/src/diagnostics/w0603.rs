use super::{Place, at};
use rufplan_diag::{Diagnostic, Span};

/// W0603: nobody has decided about 24 or 31 December.
///
/// They are no public holidays, so the weekday line holds: the line says you are open.
///
/// ```text
/// mon-fri 08:00-18:00                          // also on Thursday 24 December 2026
/// ```
pub fn w0603(
    place: Place,
    line: &str,
    times: &str,
    date: &str,
    yearly: &str,
    name: &str,
    insert_at: usize,
) -> Diagnostic {
    let behind = Span::new(insert_at, insert_at);
    at("W0603", "What about 24 and 31 December?", &place)
        .label(format!("`{line}` also holds on {date}"))
        .message(format!(
            "{date} is no public holiday, so this line says you are open: callers would wait for nobody."
        ))
        .help(format!("if you are there, write it down: `{yearly} {times} \"{name}\"`"))
        .help(format!("otherwise: `{yearly} closed \"{name}\"`"))
        .fix(format!("add `{yearly} {times}`"), behind, format!("\n  {yearly} {times} \"{name}\""))
        .fix(format!("add `{yearly} closed`"), behind, format!("\n  {yearly} closed \"{name}\""))
}
