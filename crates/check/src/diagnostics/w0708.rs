use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0708: announcements fall together.
///
/// A due `every` within 10 s of other words is left out (rule Q3), so callers hear another rhythm than written.
///
/// ```text
/// every 45s
/// every 50s                                    // they meet every 7min30s
/// ```
pub fn w0708(place: Place, first_ms: i64, second_ms: i64, meet_ms: i64, there: Option<Place>) -> Diagnostic {
    let (first, second, meet) =
        (super::duration(first_ms), super::duration(second_ms), super::duration(meet_ms));
    let d = at("W0708", ("Announcements too near", "Ansagen zu dicht beieinander"), &place);
    match there {
        Some(there) => d
            .label((format!("meets `every {first}`"), format!("trifft auf `every {first}`")))
            .message((format!("{first} and {second} meet at {meet}: then one of the two is left out."), format!("{first} und {second} treffen sich nach {meet}: Dann entfällt eine von beiden.")))
            .help(("choose times that stay 10 s apart, or say both in one arm", "Wählen Sie Zeiten, die 10 s auseinander bleiben, oder sagen Sie beides in einem Zweig."))
            .related(&there.file, there.span, ("the other one", "die andere")),
        None => d
            .label(("less than 10 s", "weniger als 10 s"))
            .message(("No announcement comes within 10 s of another: callers would hear it less often than written.", "Keine Ansage kommt innerhalb von 10 s nach einer anderen: Anrufer würden sie seltener hören als geschrieben."))
            .help(("write at least 10s, better 30s", "Schreiben Sie mindestens 10s, besser 30s.")),
    }
}
