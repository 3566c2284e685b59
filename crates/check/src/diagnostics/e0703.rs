use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0703: callers would pay for waiting.
///
/// To a number that is charged by the minute a queue is allowed only at a fixed price or free while waiting (§ 115 (1)
/// TKG).
///
/// ```text
/// number +49 180 5 550100 starts main          // and `main` leads to a queue
/// ```
pub fn e0703(place: Place, number: &str, queue: &str, there: Place) -> Diagnostic {
    at("E0703", ("Waiting must be free here", "Warten muss hier kostenlos sein"), &place)
        .label(("charged by the minute", "wird nach Minuten berechnet"))
        .message((
            format!(
                "{number} is charged by the minute, and its calls come to queue `{queue}`: § 115 (1) TKG allows a queue \
                 only at a fixed price or free of charge while callers wait."
            ),
            format!(
                "{number} wird nach Minuten berechnet, und seine Anrufe kommen in die Warteschlange `{queue}`: § 115 \
                 Abs. 1 TKG erlaubt eine Warteschleife nur zum Festpreis oder kostenlos, solange Anrufer warten."
            ),
        ))
        .help((
            "if it is so by contract, write it down at the client: `tariff: fixed_price` or `tariff: free_while_waiting`",
            "Wenn es vertraglich so ist, schreiben Sie es beim Mandanten auf: `tariff: fixed_price` oder `tariff: free_while_waiting`.",
        ))
        .help((
            "else let the number end in a transfer or a message, or use a geographic or free number",
            "Sonst lassen Sie die Nummer in einer Weiterleitung oder Nachricht enden, oder nehmen Sie eine Ortsnetz- oder kostenfreie Nummer.",
        ))
        .related(&there.file, there.span, ("callers wait here", "hier warten Anrufer"))
}
