use super::{Place, at};
use rufplan_diag::{Diagnostic, Severity};

/// W0704: callers are never told how long it takes.
///
/// Who knows the wait stays or calls again later; the law of some numbers demands it.
///
/// ```text
/// de when queue.expected_wait is known: "Wartezeit: {queue.expected_wait as duration}."
/// ```
pub fn w0704(place: Place) -> Diagnostic {
    at("W0704", ("Caller never told the wait", "Anrufer erfahren nie, wie lange es dauert"), &place)
        .label(("no announcement of the wait", "keine Ansage der Wartezeit"))
        .message(("No prompt that callers hear in this queue uses `queue.expected_wait`.", "Keine Ansage, die Anrufer in dieser Warteschlange hören, benutzt `queue.expected_wait`."))
        .help(("say it at `at 0s`: `de when queue.expected_wait is known: \"… {queue.expected_wait as duration}.\"`", "Sagen Sie sie bei `at 0s`: `de when queue.expected_wait is known: \"… {queue.expected_wait as duration}.\"`"))
}

/// W0704 as an error: for this number the law asks for it (§ 115 (2) TKG).
pub fn w0704_by_law(place: Place, number: &str, queue: &str, there: Place) -> Diagnostic {
    let diagnostic = w0704(place)
        .message((
            format!(
                "Calls to {number} come to queue `{queue}`, where no prompt uses `queue.expected_wait`. § 115 (2) TKG: at \
                 the beginning of the first wait callers of this number are told how long it is expected to take, and \
                 whether it costs a fixed price or nothing."
            ),
            format!(
                "Anrufe bei {number} kommen in die Warteschlange `{queue}`, in der keine Ansage `queue.expected_wait` \
                 benutzt. § 115 Abs. 2 TKG: Zu Beginn der ersten Warteschleife erfahren Anrufer dieser Nummer, wie lange \
                 es voraussichtlich dauert, und ob es einen Festpreis oder nichts kostet."
            ),
        ))
        .related(&there.file, there.span, ("callers wait here", "hier warten Anrufer"));
    Diagnostic { severity: Severity::Error, ..diagnostic }
}
