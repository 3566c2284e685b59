//! Days counted in the Gregorian calendar, for weekdays and distances.

use crate::Date;

/// Days from 0000-03-01 to a day; dates out of range are counted on (April 31 is May 1).
pub(crate) fn day_number(date: Date) -> i64 {
    // A year that begins in March has its leap day at its end, so months have a fixed place in it.
    let months = i64::from(date.year) * 12 + i64::from(date.month) - 3;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12));
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    // 31, 30, 31, 30, 31 days, again and again: 153 in five months.
    let days_before_month = (153 * month + 2) / 5;
    year * 365 + leap_days + days_before_month + i64::from(date.day) - 1
}

/// Day of the week of a date: Monday is 0.
pub(crate) fn weekday(date: Date) -> u8 {
    // 0000-03-01 was a Wednesday.
    (day_number(date) + 2).rem_euclid(7) as u8
}

/// Days of a month, 0 if there is no such month.
pub(crate) fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Date {
        Date { year, month, day }
    }

    #[test]
    fn weekdays_of_known_days() {
        for (date, expected) in [
            (day(2026, 12, 7), 0),
            (day(2026, 3, 4), 2),
            (day(2000, 2, 29), 1),
            (day(1969, 7, 20), 6),
            (day(1582, 10, 15), 4),
            (day(2024, 12, 31), 1),
        ] {
            assert_eq!(weekday(date), expected, "{date:?}");
        }
    }

    #[test]
    fn each_day_follows_the_one_before() {
        let mut last = day_number(day(1899, 12, 31));
        for year in 1900..2101 {
            for month in 1..=12 {
                for d in 1..=days_in_month(year, month) {
                    let number = day_number(day(year, month, d));
                    assert_eq!(number, last + 1, "{year}-{month}-{d}");
                    last = number;
                }
            }
        }
    }
}
