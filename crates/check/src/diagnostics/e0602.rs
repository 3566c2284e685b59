use super::{Place, at};
use rufplan_diag::{Diagnostic, Words};

/// E0602: two lines of the same rank speak of the same day.
///
/// Which of the two callers meet would be chance.
///
/// ```text
/// mon-fri 08:00-12:00
/// wed 11:00-15:00
/// ```
pub fn e0602(place: Place, first: &str, second: &str, on: Option<&Words>, there: Place) -> Diagnostic {
    let day = on.map(|d| format!(", for example {d}")).unwrap_or_default();
    let tag = on.map(|d| format!(", zum Beispiel {}", d.german())).unwrap_or_default();
    at("E0602", ("Lines overlap on one level", "Zeilen überschneiden sich auf einer Ebene"), &place)
        .label(("speaks of the same days", "spricht von denselben Tagen"))
        .message((format!("`{first}` and `{second}` speak of the same days{day}; which one holds for a call then?"), format!("`{first}` und `{second}` sprechen von denselben Tagen{tag}; was gilt dann für einen Anruf?")))
        .help(
            ("write both spans in one line: `wed 08:00-12:00, 13:00-15:00`, and take the day out of the other", "Schreiben Sie beide Zeitspannen in eine Zeile: `wed 08:00-12:00, 13:00-15:00`, und nehmen Sie den Tag aus der anderen heraus."),
        )
        .related(&there.file, there.span, ("the other line", "die andere Zeile"))
}
