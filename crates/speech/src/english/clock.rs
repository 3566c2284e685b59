//! Dates, days of the week, times of day and moments (W3, W5).
//!
//! Behind "the" a British date does not begin with another one.

use super::Region;
use super::number::{UNDER_HUNDRED, ordinal_under_hundred};
use crate::piece::{Joint, Phrase};
use crate::{Date, Time, civil};
use std::collections::BTreeSet;

/// "December seventh", in Britain "the seventh of December".
pub(crate) fn date(phrase: &mut Phrase, region: Region, date: Date, before: &str) {
    let has_article = before.split_whitespace().last().is_some_and(|word| word.eq_ignore_ascii_case("the"));
    date_with(phrase, region, date, has_article, Joint::Blank);
}

/// "eight a.m.", "eight oh five a.m.", "noon", "midnight"; seconds are not said.
pub(crate) fn time(phrase: &mut Phrase, time: Time) {
    let hour = time.hour_of_day();
    match (hour, time.minute) {
        (12, 0) => return phrase.word(NOON),
        (0 | 24, 0) => return phrase.word(MIDNIGHT),
        _ => {}
    }
    let on_the_dial = if matches!(hour, 0 | 12 | 24) { 12 } else { hour % 12 };
    phrase.word(UNDER_HUNDRED[usize::from(on_the_dial)]);
    match time.minute {
        0 => {}
        1..=9 => phrase.word(oh_minute(time.minute)),
        minute => phrase.word(UNDER_HUNDRED[usize::from(minute % 100)]),
    }
    phrase.word(if hour % 24 < 12 { AM } else { PM });
}

/// "today at eight a.m." to "on Monday, December seventh, at eight a.m.".
pub(crate) fn moment(phrase: &mut Phrase, region: Region, date: Date, at: Time, today: Date) {
    let weekday = format!("on {}", WEEKDAYS[usize::from(civil::weekday(date))]);
    match civil::day_number(date) - civil::day_number(today) {
        0 => phrase.word(TODAY),
        1 => phrase.word(TOMORROW),
        2..=6 => phrase.word(weekday),
        _ => {
            phrase.word(weekday);
            date_with(phrase, region, date, false, Joint::Comma);
            phrase.after_comma(AT);
            return time(phrase, at);
        }
    }
    phrase.word(AT);
    time(phrase, at);
}

/// Adds all atoms of this module.
pub(crate) fn atoms(region: Region, atoms: &mut BTreeSet<String>) {
    atoms.extend([NOON, MIDNIGHT, AM, PM, TODAY, TOMORROW, AT].map(str::to_owned));
    atoms.extend(WEEKDAYS.iter().flat_map(|day| [(*day).to_owned(), format!("on {day}")]));
    atoms.extend((1..10).map(oh_minute));
    match region {
        Region::America => atoms.extend(MONTHS.map(str::to_owned)),
        Region::Britain => {
            atoms.extend(MONTHS.map(|month| format!("of {month}")));
            atoms.extend((1..=31).map(|day| format!("the {}", ordinal_under_hundred(day))));
        }
    }
}

/// Days of the week from Monday.
pub(crate) const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const NOON: &str = "noon";
const MIDNIGHT: &str = "midnight";
const AM: &str = "a.m.";
const PM: &str = "p.m.";
const TODAY: &str = "today";
const TOMORROW: &str = "tomorrow";
const AT: &str = "at";

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A minute below ten: "eight oh five".
fn oh_minute(minute: u8) -> String {
    format!("oh {}", UNDER_HUNDRED[usize::from(minute % 100)])
}

fn date_with(phrase: &mut Phrase, region: Region, date: Date, has_article: bool, joint: Joint) {
    // A month or day that is none is said as a number.
    let month = usize::from(date.month).checked_sub(1).and_then(|index| MONTHS.get(index));
    let day = ordinal_under_hundred(u64::from(date.day));
    match (month, region) {
        (Some(month), Region::America) => {
            phrase.atom(*month, joint);
            phrase.word(day);
        }
        (Some(month), Region::Britain) => {
            let article = !has_article && (1..=31).contains(&date.day);
            phrase.atom(if article { format!("the {day}") } else { day }, joint);
            phrase.word(format!("of {month}"));
        }
        (None, _) => {
            phrase.atom(UNDER_HUNDRED[usize::from(date.month % 100)], joint);
            phrase.word(day);
        }
    }
}
