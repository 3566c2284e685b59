use super::{Place, at};
use rufplan_diag::{Diagnostic, Span, Words};

/// E0304: the value can be said in several ways, or in none without being told.
///
/// `4711` is a number, a year or four digits; the wrong one confuses the caller.
///
/// ```text
/// de: "Platz {queue.place}."             // wrong
/// de: "Platz {queue.place as number}."   // right
/// ```
pub fn e0304(
    place: Place,
    value: &str,
    of: impl Into<Words>,
    fitting: &[&str],
    value_span: Span,
) -> Diagnostic {
    let of = of.into();
    let ist = of.german();
    let d = at("E0304", ("How shall I say this?", "Wie soll das gesagt werden?"), &place)
        .label((format!("this is {of}"), format!("das ist {ist}")))
        .message((
            format!("`{value}` is {of}: it can be read to callers in more than one way, or in none."),
            format!(
                "`{value}` ist {ist}: Das lässt sich Anrufern auf mehrere Arten vorlesen, oder gar nicht."
            ),
        ));
    match fitting.split_first() {
        None => d.help((
            "say it with `if` or `choose` and words of its own",
            "Sagen Sie es mit `if` oder `choose` und eigenen Worten.",
        )),
        Some((first, _)) => {
            let ways: Vec<_> = fitting.iter().map(|w| format!("`as {w}`")).collect();
            let behind = Span::new(value_span.end, value_span.end);
            d.help((format!("add {}", ways.join(" or ")), format!("Ergänzen Sie {}.", ways.join(" oder "))))
                .fix(
                    (format!("add `as {first}`"), format!("`as {first}` ergänzen")),
                    behind,
                    format!(" as {first}"),
                )
        }
    }
}
