use super::{Place, at};
use rufplan_diag::{Diagnostic, Words};

/// W0406: an arm that no call can come to.
///
/// What stands in it is never heard; mostly a line is missing that was to lead there.
///
/// ```text
/// hours buerozeit
///   holidays: none
///   mon-fri 08:00-18:00
/// end
/// check hours buerozeit
///   when holiday           // there are none
/// ```
/// `why` says what leads there, `help` what to write for it.
pub fn w0406(place: Place, why: impl Into<Words>, help: impl Into<Words>) -> Diagnostic {
    at("W0406", ("Arm can never happen", "Dieser Zweig kommt nie vor"), &place)
        .label(("no call comes here", "hierher kommt kein Anruf"))
        .message(why)
        .help(help)
}
