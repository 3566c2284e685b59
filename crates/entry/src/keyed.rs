//! What keyed digits are worth: numbers with places, days, times of day.

/// A day of the calendar: year, month from 1, day from 1.
pub type Day = (i16, u8, u8);

/// A number: digits, and behind `point` (the decimal key) at most `places` of them. Gives all digits as one number and
/// how many stand behind the point.
pub fn number(keys: &str, point: Option<char>, places: u8) -> Option<(i64, u8)> {
    let (whole, behind) = match point.and_then(|point| keys.split_once(point)) {
        Some((whole, behind)) => (whole, behind),
        None => (keys, ""),
    };
    // 0.5 may be keyed `*5`, and 5.0 `5*`
    if (whole.is_empty() && behind.is_empty()) || behind.len() > usize::from(places) {
        return None;
    }
    let digits = format!("{whole}{behind}");
    let all_digits = digits.bytes().all(|digit| digit.is_ascii_digit());
    let scale = u8::try_from(behind.len()).ok()?;
    all_digits.then(|| digits.parse().ok()).flatten().map(|units| (units, scale))
}

/// A day keyed as `DDMMYYYY`, from 1800 to 2199.
pub fn day_of_year(keys: &str) -> Option<Day> {
    let year = two_by_two(keys, 4)?;
    let year = i16::try_from(u32::from(year[2]) * 100 + u32::from(year[3])).ok()?;
    let (day, month) = (pair(keys, 0)?, pair(keys, 2)?);
    ((1800..=2199).contains(&year) && is_day(year, month, day)).then_some((year, month, day))
}

/// A day keyed as `DDMM`, of a year; the 29th of February only where the year has one.
pub fn day_in(keys: &str, year: i16) -> Option<Day> {
    two_by_two(keys, 2)?;
    let (day, month) = (pair(keys, 0)?, pair(keys, 2)?);
    is_day(year, month, day).then_some((year, month, day))
}

/// Whether `DDMM` is a day of any year.
pub fn is_day_of_any_year(keys: &str) -> bool {
    day_in(keys, 2024).is_some()
}

/// A time of day keyed as `HHMM`, up to 23:59.
pub fn time(keys: &str) -> Option<(u8, u8)> {
    two_by_two(keys, 2)?;
    let (hour, minute) = (pair(keys, 0)?, pair(keys, 2)?);
    (hour < 24 && minute < 60).then_some((hour, minute))
}

/// All pairs of digits, if there are so many and nothing else.
fn two_by_two(keys: &str, pairs: usize) -> Option<Vec<u8>> {
    let digits = keys.len() == pairs * 2 && keys.bytes().all(|digit| digit.is_ascii_digit());
    digits.then(|| (0..pairs).map(|index| pair(keys, index * 2)).collect()).flatten()
}

fn pair(keys: &str, from: usize) -> Option<u8> {
    keys.get(from..from + 2)?.parse().ok()
}

fn is_day(year: i16, month: u8, day: u8) -> bool {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_and_without_places() {
        assert_eq!(number("0042", None, 0), Some((42, 0)));
        assert_eq!(number("12*5", Some('*'), 1), Some((125, 1)));
        assert_eq!(number("*5", Some('*'), 2), Some((5, 1)));
        assert_eq!(number("5*", Some('*'), 2), Some((5, 0)));
        for wrong in ["", "*", "1*2*3", "1*23", "1#"] {
            assert_eq!(number(wrong, Some('*'), 1), None, "{wrong}");
        }
        assert_eq!(number("1*2", None, 1), None);
        assert_eq!(number("99999999999999999999", None, 0), None);
    }

    #[test]
    fn days_and_times() {
        assert_eq!(day_of_year("29022024"), Some((2024, 2, 29)));
        for wrong in
            ["29022023", "31042026", "00012026", "01002026", "01131999", "0101199", "01011799", "0101x999"]
        {
            assert_eq!(day_of_year(wrong), None, "{wrong}");
        }
        assert_eq!((day_in("2902", 2024), day_in("2902", 2026)), (Some((2024, 2, 29)), None));
        assert!(is_day_of_any_year("2902") && !is_day_of_any_year("3002") && !is_day_of_any_year("292"));
        assert_eq!((time("0000"), time("2359")), (Some((0, 0)), Some((23, 59))));
        assert_eq!((time("2400"), time("1260"), time("930"), time("12ab")), (None, None, None, None));
    }
}
