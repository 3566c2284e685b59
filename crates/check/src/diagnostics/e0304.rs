use super::{Place, at};
use rufplan_diag::{Diagnostic, Span};

/// E0304: the value can be said in several ways, or in none without being told.
///
/// `4711` is a number, a year or four digits; the wrong one confuses the caller.
///
/// ```text
/// de: "Platz {queue.place}."             // wrong
/// de: "Platz {queue.place as number}."   // right
/// ```
pub fn e0304(place: Place, value: &str, of: &str, fitting: &[&str], value_span: Span) -> Diagnostic {
    let d = at("E0304", "How shall I say this?", &place)
        .label(format!("this is {of}"))
        .message(format!("`{value}` is {of}: it can be read to callers in more than one way, or in none."));
    match fitting.split_first() {
        None => d.help("say it with `if` or `choose` and words of its own"),
        Some((first, _)) => {
            let ways: Vec<_> = fitting.iter().map(|w| format!("`as {w}`")).collect();
            let behind = Span::new(value_span.end, value_span.end);
            d.help(format!("add {}", ways.join(" or "))).fix(
                format!("add `as {first}`"),
                behind,
                format!(" as {first}"),
            )
        }
    }
}
