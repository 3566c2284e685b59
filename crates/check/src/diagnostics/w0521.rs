use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0521: the recording was louder than the recorder could take.
///
/// The tops of its waves are cut off; callers hear it crackle.
///
/// ```text
/// de: "Guten Tag." file "kratzt.wav"           // cut off in 4 places
/// ```
pub fn w0521(place: Place, path: &str, places: u32) -> Diagnostic {
    let (count, anzahl) = match places {
        1 => ("1 place".to_string(), "1 Stelle".to_string()),
        n => (format!("{n} places"), format!("{n} Stellen")),
    };
    at("W0521", ("Recorded too loud", "Zu laut aufgenommen"), &place)
        .label((format!("cut off in {count}"), format!("an {anzahl} abgeschnitten")))
        .message((
            format!("`{path}` reaches the greatest value in {count} and stays there: callers hear it crackle."),
            format!("`{path}` erreicht an {anzahl} den größten Wert und bleibt dort: Anrufer hören es knacken."),
        ))
        .help((
            "record it anew with less gain; making the file quieter does not bring back what was cut off",
            "Nehmen Sie sie mit weniger Verstärkung neu auf; die Datei leiser zu machen bringt das Abgeschnittene nicht zurück.",
        ))
}
