//! Public holidays by rule, per region (ISO 3166-2).
//!
//! Each country is one file with its rules and names; it joins by one line in [`COUNTRIES`].

mod at;
mod ch;
mod de;
mod names;
mod places;
mod rules;
mod set;

use std::fmt;
use std::ops::RangeInclusive;

use jiff::civil::Date;

pub use names::{holiday_id, holiday_matches, holiday_name, listed_name, matching};
pub use places::communes_in_words;
use rules::{Country, Rule};
pub use set::{HolidaySet, NamedDay};

/// The version of the rules and names; a compiled script records it. Grows when a date or an id changes.
pub const HOLIDAY_DATA_VERSION: &str = "2026.1";

/// The years for which the rules hold.
pub const HOLIDAY_YEARS: RangeInclusive<i16> = 2000..=2100;

/// The countries with rules. Ids are searched in this order.
const COUNTRIES: [&Country; 3] = [&de::GERMANY, &at::AUSTRIA, &ch::SWITZERLAND];

/// A country or a part of it, as ISO 3166-2 writes it: `DE`, `DE-BY`, `AT-9`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(String);

/// A holiday on its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HolidayDate {
    /// The day.
    pub date: Date,
    /// Which holiday; see [`holiday_name`].
    pub id: &'static str,
}

/// A holiday that holds in parts of a region only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalHoliday {
    /// The day.
    pub date: Date,
    /// Which holiday.
    pub id: &'static str,
    /// Where it holds.
    pub communes: Communes,
}

/// In which communes of a region a local holiday holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Communes {
    /// In many, so that whoever names the region must decide (W0607).
    Some,
    /// In one only, named here; nobody else need think of it.
    One(&'static str),
}

impl Region {
    /// A region in the form of ISO 3166-2: two capitals, and for a part a hyphen and one to three capitals or
    /// digits. Whether there are rules for it is another question ([`Region::is_known`]).
    pub fn parse(text: &str) -> Option<Region> {
        let (country, part) = match text.split_once('-') {
            Some((country, part)) => (country, Some(part)),
            None => (text, None),
        };
        let is_country = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
        let is_part = part.is_none_or(|part| {
            (1..=3).contains(&part.len())
                && part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        });
        (is_country && is_part).then(|| Region(text.to_owned()))
    }

    /// The text, such as `DE-BY`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there are rules for the region (E0614 otherwise).
    pub fn is_known(&self) -> bool {
        self.rules().is_some()
    }

    /// The country's data and the part's code, if both are known.
    fn rules(&self) -> Option<(&'static Country, Option<&str>)> {
        let (code, part) = match self.0.split_once('-') {
            Some((code, part)) => (code, Some(part)),
            None => (self.0.as_str(), None),
        };
        let country = COUNTRIES.into_iter().find(|country| country.code == code)?;
        part.is_none_or(|part| country.parts.contains(&part)).then_some((country, part))
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// All regions with rules: each country, then its parts.
pub fn known_regions() -> impl Iterator<Item = String> {
    COUNTRIES.into_iter().flat_map(|country| {
        let parts = country.parts.iter().map(|part| format!("{}-{part}", country.code));
        std::iter::once(country.code.to_owned()).chain(parts)
    })
}

/// The public holidays of a region in a year, by date. For a country: the days that hold in every part of it.
/// `None` if there are no rules for the region or the year lies outside [`HOLIDAY_YEARS`].
pub fn holidays(region: &Region, year: i16) -> Option<Vec<HolidayDate>> {
    let found = rules_of(region, year)?
        .filter(|rule| rule.communes.is_none())
        .filter_map(|rule| Some(HolidayDate { date: rule.date(year)?, id: rule.id }));
    let mut days: Vec<HolidayDate> = found.collect();
    days.sort_by_key(|day| day.date);
    // A day may hold by two rules, as Reformationstag did in 2017: by the standing law and for once everywhere.
    days.dedup();
    Some(days)
}

/// The holidays of a year that hold in some communes of a region, or in one; by date. A script takes them up
/// with `plus "…"`. `None` as for [`holidays`].
pub fn local_holidays(region: &Region, year: i16) -> Option<Vec<LocalHoliday>> {
    let found = rules_of(region, year)?.filter_map(|rule| {
        Some(LocalHoliday { date: rule.date(year)?, id: rule.id, communes: rule.communes? })
    });
    let mut days: Vec<LocalHoliday> = found.collect();
    days.sort_by_key(|day| day.date);
    Some(days)
}

/// The dates of one holiday in a year, wherever in the region's country it holds. For `plus "…"`.
pub(crate) fn dates_of(region: &Region, id: &str, year: i16) -> Vec<Date> {
    let Some((country, _)) = region.rules() else { return Vec::new() };
    let dates = country.rules.iter().filter(|rule| rule.id == id).filter_map(|rule| rule.date(year));
    let mut dates: Vec<Date> = dates.collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}

/// The id that a name means in a region's country.
pub(crate) fn id_in(region: &Region, text: &str) -> Option<&'static str> {
    let (country, _) = region.rules()?;
    names::id_in_country(country, text)
}

fn rules_of(region: &Region, year: i16) -> Option<impl Iterator<Item = &'static Rule>> {
    let (country, part) = region.rules()?;
    if !HOLIDAY_YEARS.contains(&year) {
        return None;
    }
    Some(country.rules.iter().filter(move |rule| rule.years.contains(&year) && rule.holds_in(part)))
}
