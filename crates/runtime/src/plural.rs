//! Plural categories of numbers (`counts as`).
//!
//! Source: Unicode CLDR 46, plural rules for cardinals. Noughts at the end of the places are not seen: 1.0 is 1.

use rufplan_machine::value::Decimal;

/// The category of a number in a language: `zero`, `one`, `two`, `few`, `many` or `other`.
pub(crate) fn category(lang: &str, n: Decimal) -> &'static str {
    let (mut units, mut scale) = (n.units.unsigned_abs(), n.scale);
    while scale > 0 && units % 10 == 0 {
        units /= 10;
        scale -= 1;
    }
    let whole = scale == 0;
    let i = units / 10u64.saturating_pow(u32::from(scale));
    let (tens, hundreds) = (i % 10, i % 100);
    let teen = (11..=14).contains(&hundreds);
    match lang.split('-').next().unwrap_or_default() {
        "fr" | "pt" if i <= 1 => "one",
        "fr" | "pt" => "other",
        "tr" | "hu" | "es" | "el" | "bg" | "da" | "no" if whole && i == 1 => "one",
        "pl" if whole && i == 1 => "one",
        "pl" if whole && (2..=4).contains(&tens) && !teen => "few",
        "pl" if whole => "many",
        "cs" | "sk" if !whole => "many",
        "cs" | "sk" if i == 1 => "one",
        "cs" | "sk" if (2..=4).contains(&i) => "few",
        "ru" | "uk" if whole && tens == 1 && hundreds != 11 => "one",
        "ru" | "uk" if whole && (2..=4).contains(&tens) && !teen => "few",
        "ru" | "uk" if whole => "many",
        "cs" | "sk" | "pl" | "ru" | "uk" | "tr" | "hu" | "es" | "el" | "bg" | "da" | "no" => "other",
        // de, en, nl, sv, it and most others
        _ if whole && i == 1 => "one",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_as_cldr_has_them() {
        let cases = [
            ("de", vec![(0, 0, "other"), (1, 0, "one"), (10, 1, "one"), (15, 1, "other"), (2, 0, "other")]),
            ("fr", vec![(0, 0, "one"), (1, 0, "one"), (15, 1, "one"), (2, 0, "other")]),
            ("pl", vec![(1, 0, "one"), (3, 0, "few"), (12, 0, "many"), (22, 0, "few"), (15, 1, "other")]),
            ("cs-CZ", vec![(1, 0, "one"), (4, 0, "few"), (5, 0, "other"), (15, 1, "many")]),
        ];
        for (lang, numbers) in cases {
            for (units, scale, expected) in numbers {
                assert_eq!(category(lang, Decimal { units, scale }), expected, "{lang} {units} {scale}");
            }
        }
    }
}
