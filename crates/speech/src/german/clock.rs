//! Dates, days of the week, times of day and moments (W3, W5).

use super::Region;
use super::number::{UNDER_HUNDRED, ordinal_under_hundred};
use crate::piece::{Joint, Phrase};
use crate::{Date, Time, civil};
use std::collections::BTreeSet;

/// Day and month: "siebter Dezember", "siebten Dezember", "siebte Dezember" by the ending "r", "n" or "".
pub(crate) fn date(phrase: &mut Phrase, region: Region, date: Date, ending: &str) {
    ordinal_under_hundred(phrase, u64::from(date.day % 100), Joint::Blank, ending);
    phrase.word(month(region, date.month));
}

/// "acht Uhr dreißig"; seconds are not said.
pub(crate) fn time(phrase: &mut Phrase, time: Time) {
    phrase.word(hour(time.hour_of_day()));
    if time.minute > 0 {
        phrase.word(UNDER_HUNDRED[usize::from(time.minute % 100)]);
    }
}

/// "heute um acht Uhr" to "am Montag, dem siebten Dezember, um acht Uhr".
pub(crate) fn moment(phrase: &mut Phrase, region: Region, day: Date, at: Time, today: Date) {
    let weekday = ON_WEEKDAY[usize::from(civil::weekday(day))];
    match civil::day_number(day) - civil::day_number(today) {
        0 => phrase.word(TODAY),
        1 => phrase.word(TOMORROW),
        2..=6 => phrase.word(weekday),
        _ => {
            phrase.word(weekday);
            phrase.after_comma(ARTICLE);
            date(phrase, region, day, "n");
            phrase.after_comma(AT);
            return time(phrase, at);
        }
    }
    phrase.word(AT);
    time(phrase, at);
}

/// Adds all atoms of this module.
pub(crate) fn atoms(region: Region, atoms: &mut BTreeSet<String>) {
    atoms.extend(
        [TODAY, TOMORROW, AT, ARTICLE].iter().chain(&WEEKDAYS).chain(&ON_WEEKDAY).map(|w| (*w).to_owned()),
    );
    atoms.extend((1..=12).map(|n| month(region, n).to_owned()));
    atoms.extend((0..=24).map(hour));
}

/// Days of the week from Monday.
pub(crate) const WEEKDAYS: [&str; 7] =
    ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];

const ON_WEEKDAY: [&str; 7] =
    ["am Montag", "am Dienstag", "am Mittwoch", "am Donnerstag", "am Freitag", "am Samstag", "am Sonntag"];

const TODAY: &str = "heute";
const TOMORROW: &str = "morgen";
const AT: &str = "um";
const ARTICLE: &str = "dem";

fn hour(hour: u8) -> String {
    match hour {
        1 => "ein Uhr".to_owned(),
        _ => format!("{} Uhr", UNDER_HUNDRED[usize::from(hour)]),
    }
}

/// Name of a month; a month that is none is its number.
fn month(region: Region, month: u8) -> &'static str {
    match (month, region) {
        (1, Region::Austria) => "Jänner",
        (1, Region::Germany) => "Januar",
        (2, _) => "Februar",
        (3, _) => "März",
        (4, _) => "April",
        (5, _) => "Mai",
        (6, _) => "Juni",
        (7, _) => "Juli",
        (8, _) => "August",
        (9, _) => "September",
        (10, _) => "Oktober",
        (11, _) => "November",
        (12, _) => "Dezember",
        _ => UNDER_HUNDRED[usize::from(month % 100)],
    }
}
