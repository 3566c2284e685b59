use super::{Place, at, duration};
use rufplan_diag::Diagnostic;

/// E0311: a `fetch` that does not say what happens when the service fails.
///
/// Services do fail, and then every caller at this place would be without a way.
///
/// ```text
/// fetch customer_by_account
///   when found
///     go to ask_pin          // and when the service does not answer?
/// end
/// ```
pub fn e0311(place: Place, lookup: &str, budget_ms: i64) -> Diagnostic {
    let time = duration(budget_ms);
    at("E0311", ("Lookup without `failed`", "Abfrage ohne `failed`"), &place)
        .label(("without `when failed`", "ohne `when failed`"))
        .message((
            format!("What shall callers hear when `{lookup}` does not answer within {time}?"),
            format!("Was sollen Anrufer hören, wenn `{lookup}` nicht innerhalb von {time} antwortet?"),
        ))
        .help((
            "add `when failed` with what shall happen, or `on error` in `defaults`",
            "Ergänzen Sie `when failed` mit dem, was geschehen soll, oder `on error` in `defaults`",
        ))
}
