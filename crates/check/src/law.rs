//! Where callers may be told that they are recorded, instead of being asked (language.md 2.12).
//!
//! State of the law: November 2026. What is not listed needs consent, as in Germany (§ 201 StGB), Austria (§ 120 StGB)
//! and Switzerland (Art. 179ter StGB).

/// Beginnings of numbers of countries where a notice before the recording is enough: country code, country, by what.
const NOTICE: [(&str, &str, &str); 3] = [
    ("+1", "US, CA", "18 U.S.C. § 2511 (2) (d) and the laws of the states; PIPEDA, principle 4.3"),
    ("+44", "GB", "Investigatory Powers (Interception by Businesses) Regulations 2018"),
    ("+61", "AU", "Telecommunications (Interception and Access) Act 1979, s 6"),
];

/// Whether all numbers of a client, E.164 with `+`, lie where a notice is enough.
pub(crate) fn notice_is_enough<'n>(numbers: impl IntoIterator<Item = &'n str>) -> bool {
    let mut numbers = numbers.into_iter().peekable();
    numbers.peek().is_some() && numbers.all(|number| NOTICE.iter().any(|(code, ..)| number.starts_with(code)))
}

#[cfg(test)]
mod tests {
    use super::notice_is_enough;

    #[test]
    fn every_number_of_a_client_counts() {
        assert!(notice_is_enough(["+12125550123", "+442055501"]));
        assert!(!notice_is_enough(["+12125550123", "+49305550100"]));
        assert!(!notice_is_enough(["+4315550100"]) && !notice_is_enough([]));
    }
}
