//! Keys that a `collect` takes, for a test that shows a way through it.

use rufplan_entry::{Pattern, checks};
use rufplan_machine::script::{Bounds, Collect, EntryCheck, EntryKind, EntryRule, Expr};
use rufplan_machine::value::Value;

/// So many rows of digits are tried.
const TRIES: u64 = 4_000;
/// Keys where no length is told.
const LENGTH: usize = 4;

/// The keys of an entry that is legal, its finish key included; `None` where none was found, or only the platform knows.
pub(super) fn sample_keys(collect: &Collect) -> Option<String> {
    let rule = &collect.entry;
    let pattern = rule.pattern.as_deref().and_then(|text| Pattern::new(text).ok());
    let bounds = rule.length.as_ref().map(whole_bounds);
    let (least, most) = match bounds {
        Some((Some(least), most)) => (least, most),
        Some(_) => return None,
        None => (pattern.as_ref().and_then(Pattern::longest).unwrap_or(LENGTH), None),
    };
    let typed = match &rule.becomes {
        EntryKind::Date => "04032026".to_string(),
        EntryKind::DayOfYear => "0403".to_string(),
        EntryKind::Time => "1000".to_string(),
        EntryKind::Phone { .. } => "01701234567".to_string(),
        EntryKind::Number { .. } => format!("{:0least$}", least_value(rule)?),
        EntryKind::Digits => rows(least).find(|row| is_legal(row, rule, pattern.as_ref()))?,
    };
    let ends_itself = most == Some(typed.len()) || pattern.is_some_and(|p| p.is_whole(&typed));
    let finish = rule.finish.filter(|_| !ends_itself);
    Some(typed + finish.map(String::from).unwrap_or_default().as_str())
}

fn is_legal(digits: &str, rule: &EntryRule, pattern: Option<&Pattern>) -> bool {
    let checked = match &rule.check {
        None => true,
        Some(EntryCheck::Luhn) => checks::luhn(digits),
        Some(EntryCheck::Iban(country)) => checks::iban(digits, country),
        Some(EntryCheck::PlzDe) => checks::plz_de(digits),
        Some(EntryCheck::DateDdmm | EntryCheck::DateDdmmyyyy | EntryCheck::Shape(_)) => false,
    };
    checked && pattern.is_none_or(|pattern| pattern.fits(digits))
}

/// Rows of digits of a length, the same ones every time.
fn rows(length: usize) -> impl Iterator<Item = String> {
    (0..TRIES).map(move |number| {
        let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let digit = |_| {
            let digit = char::from(b'0' + u8::try_from((state >> 33) % 10).unwrap_or(0));
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            digit
        };
        (0..length).map(digit).collect()
    })
}

fn least_value(rule: &EntryRule) -> Option<i64> {
    match rule.between.as_ref().map(|bounds| &bounds.from) {
        None => Some(1),
        Some(Expr::Value(Value::Number(least))) => Some(least.to_i64()),
        Some(_) => None,
    }
}

fn whole_bounds(bounds: &Bounds) -> (Option<usize>, Option<usize>) {
    let whole = |expr: &Expr| match expr {
        Expr::Value(Value::Number(number)) => usize::try_from(number.to_i64()).ok(),
        _ => None,
    };
    (whole(&bounds.from), whole(&bounds.to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_find_what_checks_ask_for() {
        assert!(rows(10).any(|row| checks::luhn(&row)));
        assert!(rows(5).any(|row| checks::plz_de(&row)));
        let pattern = Pattern::new("[2-6][0-9]*").expect("a pattern");
        assert!(rows(16).any(|row| checks::luhn(&row) && pattern.fits(&row)));
    }
}
