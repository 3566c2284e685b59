use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0704: callers are never told how long it takes.
///
/// Who knows the wait stays or calls again later; the law of some numbers demands it.
///
/// ```text
/// de when queue.expected_wait is known: "Wartezeit: {queue.expected_wait as duration}."
/// ```
pub fn w0704(place: Place) -> Diagnostic {
    at("W0704", "Caller never told the wait", &place)
        .label("no announcement of the wait")
        .message("No prompt that callers hear in this queue uses `queue.expected_wait`.")
        .help("say it at `at 0s`: `de when queue.expected_wait is known: \"… {queue.expected_wait as duration}.\"`")
}
