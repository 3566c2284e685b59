//! One message a code; each file says what the message means, why it is there, and shows an example.
//!
//! Facts come in as typed arguments, so that other languages can join beside the English texts.

use rufplan_diag::{Diagnostic, Span, Words};
use std::sync::Arc;

/// A place in a file of the project.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path relative to the project's root.
    pub file: Arc<str>,
    /// The stretch of text.
    pub span: Span,
}

mod e0104;
mod e0105;
mod e0105_pattern;
mod e0110;
mod e0113;
mod e0115;
mod e0201;
mod e0202;
mod e0204;
mod e0205;
mod e0207;
mod e0208;
mod e0210;
mod e0211;
mod e0301;
mod e0302;
mod e0303;
mod e0304;
mod e0305;
mod e0308;
mod e0309;
mod e0310;
mod e0311;
mod e0313;
mod e0314;
mod e0315;
mod e0405;
mod e0410;
mod e0413;
mod e0414;
mod e0504;
mod e0507;
mod e0511;
mod e0512;
mod e0513;
mod e0514;
mod e0519;
mod e0601;
mod e0602;
mod e0604;
mod e0605;
mod e0612;
mod e0613;
mod e0614;
mod e0701;
mod e0702;
mod e0703;
mod e0705;
mod e0709;
mod e0710;
mod e0711;
mod e0802;
mod e0803;
mod e0804;
mod e0806;
mod e0901;
mod e0904;
mod e0908;
mod w0203;
mod w0209;
mod w0307;
mod w0312;
mod w0406;
mod w0411;
mod w0412;
mod w0415;
mod w0416;
mod w0501;
mod w0502;
mod w0503;
mod w0505;
mod w0515;
mod w0516;
mod w0520;
mod w0521;
mod w0522;
mod w0603;
mod w0606;
mod w0607;
mod w0608;
mod w0609;
mod w0610;
mod w0704;
mod w0707;
mod w0708;
mod w0805;
mod w0807;
mod w0905;

pub use e0104::{Misplaced, e0104};
pub use e0105::{Impossible, e0105};
pub use e0105_pattern::e0105_pattern;
pub use e0110::{BadCase, e0110};
pub use e0113::{Later, e0113};
pub use e0115::e0115;
pub use e0201::{
    NotSet, e0201, e0201_library, e0201_library_name, e0201_no_parts, e0201_not_set, e0201_parameter,
    e0201_part, e0201_text_without_quotes,
};
pub use e0202::e0202;
pub use e0204::{e0204_missing, e0204_no_thing, e0204_not_fixed, e0204_several, e0204_superfluous};
pub use e0205::{e0205, e0205_own};
pub use e0207::e0207;
pub use e0208::e0208;
pub use e0210::{Role, e0210};
pub use e0211::e0211;
pub use e0301::{Misfit, e0301, e0301_arguments, e0301_count};
pub use e0302::{e0302, e0302_language, e0302_range};
pub use e0303::e0303;
pub use e0304::e0304;
pub use e0305::e0305;
pub use e0308::{Result as ShapeResult, e0308};
pub use e0309::e0309;
pub use e0310::e0310;
pub use e0311::e0311;
pub use e0313::{Answer, e0313};
pub use e0314::{Unbounded, e0314};
pub use e0315::{ShapeUse, e0315};
pub use e0405::{Uncovered, e0405};
pub use e0410::e0410;
pub use e0413::{Outcomes, e0413};
pub use e0414::e0414;
pub use e0504::e0504;
pub use e0507::{Unheard, e0507};
pub use e0511::{Unspoken, e0511};
pub use e0512::{Conditions, e0512};
pub use e0513::e0513;
pub use e0514::e0514;
pub use e0519::e0519;
pub use e0601::e0601;
pub use e0602::e0602;
pub use e0604::{Undecided, e0604};
pub use e0605::e0605;
pub use e0612::{NoDay, e0612};
pub use e0613::e0613;
pub use e0614::e0614;
pub use e0701::e0701;
pub use e0702::e0702;
pub use e0703::e0703;
pub use e0705::e0705;
pub use e0709::e0709;
pub use e0710::e0710;
pub use e0711::e0711;
pub use e0802::e0802;
pub use e0803::{Leak, e0803};
pub use e0804::e0804;
pub use e0806::e0806;
pub use e0901::e0901;
pub use e0904::e0904;
pub use e0908::{Uncounted, e0908};
pub use w0203::w0203;
pub use w0209::w0209;
pub use w0307::w0307;
pub use w0312::w0312;
pub use w0406::w0406;
pub use w0411::w0411;
pub use w0412::w0412;
pub use w0415::w0415;
pub use w0416::{Voicemail, w0416};
pub use w0501::w0501;
pub use w0502::w0502;
pub use w0503::w0503;
pub use w0505::{Difference, w0505};
pub use w0515::w0515;
pub use w0516::w0516;
pub use w0520::{Instead, w0520};
pub use w0521::w0521;
pub use w0522::w0522;
pub use w0603::{YearEnd, w0603};
pub use w0606::w0606;
pub use w0607::{w0607, w0607_hours};
pub use w0608::w0608;
pub use w0609::w0609;
pub use w0610::w0610;
pub use w0704::{w0704, w0704_by_law};
pub use w0707::w0707;
pub use w0708::w0708;
pub use w0805::w0805;
pub use w0807::w0807;
pub use w0905::w0905;

fn at(code: &'static str, title: impl Into<Words>, place: &Place) -> Diagnostic {
    Diagnostic::new(code, title, &place.file, place.span)
}

/// Names in backticks with commas.
fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
}

/// A length for people: `0.7 s`, `9 s`.
fn seconds(ms: u64) -> String {
    if ms < 10_000 { format!("{:.1} s", ms as f64 / 1_000.0) } else { format!("{} s", ms.div_ceil(1_000)) }
}

/// A duration as the language writes it: `1h30min`, `250ms`.
pub fn duration(ms: i64) -> String {
    let mut rest = ms.unsigned_abs();
    let mut text = String::new();
    for (unit, unit_ms) in [("h", 3_600_000), ("min", 60_000), ("s", 1_000), ("ms", 1)] {
        if rest >= unit_ms {
            text.push_str(&format!("{}{unit}", rest / unit_ms));
            rest %= unit_ms;
        }
    }
    if text.is_empty() { "0s".to_string() } else { text }
}

#[cfg(test)]
mod tests {
    #[test]
    fn durations_are_written_as_in_scripts() {
        let cases = [(0, "0s"), (1_250, "1s250ms"), (5_400_000, "1h30min"), (450_000, "7min30s")];
        for (ms, text) in cases {
            assert_eq!(super::duration(ms), text);
        }
    }
}
