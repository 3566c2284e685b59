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
    let d = at("W0708", "Announcements too near", &place);
    match there {
        Some(there) => d
            .label(format!("meets `every {first}`"))
            .message(format!("{first} and {second} meet at {meet}: then one of the two is left out."))
            .help("choose times that stay 10 s apart, or say both in one arm")
            .related(&there.file, there.span, "the other one"),
        None => d
            .label("less than 10 s")
            .message("No announcement comes within 10 s of another: callers would hear it less often than written.".to_string())
            .help("write at least 10s, better 30s"),
    }
}
