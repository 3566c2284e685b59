use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0310: a word of rhai that a shape must not use.
///
/// Shapes are bounded and always give the same for the same reply: no loops without end, no clock, no chance.
///
/// ```text
/// while n < 10 { n += 1; }   // use `for` over a list
/// ```
pub fn e0310(place: Place, word: &str) -> Diagnostic {
    let instead = match word {
        "while" | "loop" | "do" => (
            "use `for` over a list or a range: `for i in 0..10 { … }`",
            "Nehmen Sie `for` über eine Liste oder einen Bereich: `for i in 0..10 { … }`",
        ),
        "parse_int" | "parse_float" => (
            "let the service send a number; one digit is `digit(c)`",
            "Lassen Sie den Dienst eine Zahl senden; eine einzelne Ziffer ist `digit(c)`",
        ),
        "parse_json" => ("the reply is read already", "Die Antwort ist schon gelesen"),
        "timestamp" | "now" | "sleep" => (
            "compare times in the script: a condition can use `now`",
            "Vergleichen Sie Zeiten im Skript: Eine Bedingung kann `now` verwenden",
        ),
        "print" | "debug" => (
            "take it out; what a reply holds is written nowhere",
            "Nehmen Sie es heraus; was eine Antwort enthält, wird nirgends geschrieben",
        ),
        _ => ("take it out", "Nehmen Sie es heraus"),
    };
    at("E0310", ("Not allowed in a shape", "In einer Form nicht erlaubt"), &place)
        .label((format!("no `{word}` here"), format!("hier kein `{word}`")))
        .message((
            format!("A shape must end soon and give the same for the same reply, while a caller waits; `{word}` could break that."),
            format!("Eine Form muss bald enden und aus derselben Antwort dasselbe machen, während ein Anrufer wartet; `{word}` könnte das verhindern."),
        ))
        .help(instead)
}
