//! The date of Easter Sunday in the Gregorian calendar.

use jiff::civil::Date;

/// The western Easter Sunday of a year, by the Gregorian rule of 1582: the Sunday after the first full moon
/// of the church's table on or after 21 March. Always between 22 March and 25 April. Years outside -9999 to
/// 9999 count as the nearest inside.
pub fn easter_sunday(year: i16) -> Date {
    let year = year.clamp(-9999, 9999);
    let y = i32::from(year);
    let golden = y.rem_euclid(19);
    let century = y.div_euclid(100);
    // The solar correction drops three leap days in 400 years, the lunar one moves the moon by a day in
    // about 312 years; together they shift the table of full moons (the epact).
    let solar = century - century.div_euclid(4);
    let lunar = (8 * century + 13).div_euclid(25);
    let mut moon = (19 * golden + solar - lunar + 15).rem_euclid(30);
    // Two exceptions keep the full moon at or before 18 April and apart within the 19 years.
    if moon == 29 || (moon == 28 && golden > 10) {
        moon -= 1;
    }
    // Days after 21 March of the full moon is `moon`; go on to the next Sunday.
    let weekday_of_moon = (y + y.div_euclid(4) + moon + 2 - solar).rem_euclid(7);
    let days_after_21_march = moon + 7 - weekday_of_moon;
    let (month, day) = match 21 + days_after_21_march {
        day @ ..=31 => (3, day),
        day => (4, day - 31),
    };
    // At most 31 by the match, so that the narrowing keeps the value.
    Date::new(year, month, day as i8).expect("22 March to 25 April are in every year")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_easter_sundays() {
        // domain.md 4.6 and the extremes of the rule.
        let known = [
            "1818-03-22",
            "1943-04-25",
            "1954-04-18",
            "1981-04-19",
            "2000-04-23",
            "2008-03-23",
            "2011-04-24",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
            "2038-04-25",
            "2049-04-18",
            "2076-04-19",
            "2100-03-28",
            "2285-03-22",
        ];
        for text in known {
            let date: Date = text.parse().unwrap();
            assert_eq!(easter_sunday(date.year()), date);
        }
        for year in [i16::MIN, i16::MAX] {
            assert!([3, 4].contains(&easter_sunday(year).month()));
        }
    }
}
