//! `rufplan holidays REGION YEAR`

use crate::arguments::{HolidayReport, Holidays};
use crate::failure::Failure;
use rufplan_calendar::{
    HOLIDAY_YEARS, Region, communes_in_words, holidays, known_regions, listed_name, local_holidays,
};
use std::fmt::Write;
use std::process::ExitCode;

/// Lists the days that hold in the whole region, or also those of some communes.
///
/// # Errors
/// An unknown region, or a year outside the rules.
pub fn run(arguments: &Holidays) -> Result<ExitCode, Failure> {
    let unknown = || {
        let known: Vec<String> = known_regions().collect();
        Failure::Usage(format!(
            "no holidays are known for `{}`; known are {}",
            arguments.region,
            known.join(" ")
        ))
    };
    let region = Region::parse(&arguments.region).filter(Region::is_known).ok_or_else(unknown)?;
    if !HOLIDAY_YEARS.contains(&arguments.year) {
        let (first, last) = (HOLIDAY_YEARS.start(), HOLIDAY_YEARS.end());
        return Err(Failure::Usage(format!("the rules cover {first} to {last}, not {}", arguments.year)));
    }
    let days = days(&region, arguments).ok_or_else(unknown)?;
    let mut text = String::new();
    if arguments.format == HolidayReport::Csv {
        text.push_str(if arguments.communes { "date,name,where\n" } else { "date,name\n" });
    }
    for day in days {
        let _ = match (arguments.format, arguments.communes) {
            (HolidayReport::Csv, false) => writeln!(text, "{},{}", day.date, quoted(&day.name)),
            (HolidayReport::Csv, true) => {
                let place = day.place.unwrap_or_default();
                writeln!(text, "{},{},{}", day.date, quoted(&day.name), quoted(place))
            }
            (HolidayReport::Human, _) => {
                let place = day.place.map(|place| format!("  ({place})")).unwrap_or_default();
                writeln!(text, "{}  {}  {}{place}", day.date, weekday(day.date, &arguments.lang), day.name)
            }
        };
    }
    crate::terminal::print(&text);
    Ok(ExitCode::SUCCESS)
}

/// A line of the list.
struct Listed {
    date: rufplan_calendar::Date,
    name: String,
    /// Where it holds, if not in the whole region.
    place: Option<&'static str>,
}

fn days(region: &Region, arguments: &Holidays) -> Option<Vec<Listed>> {
    let (year, lang) = (arguments.year, arguments.lang.as_str());
    let name = |id: &str| listed_name(id, lang, year).to_string();
    let whole = holidays(region, year)?.into_iter();
    let mut all: Vec<Listed> =
        whole.map(|day| Listed { date: day.date, name: name(day.id), place: None }).collect();
    if arguments.communes {
        all.extend(local_holidays(region, year)?.iter().map(|day| Listed {
            date: day.date,
            name: name(day.id),
            place: Some(communes_in_words(region, day, lang)),
        }));
        all.sort_by_key(|day| day.date);
    }
    Some(all)
}

/// A field of a CSV file: in quotes where it must be.
fn quoted(text: &str) -> String {
    match text.contains([',', '"', '\n']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_string(),
    }
}

fn weekday(date: rufplan_calendar::Date, lang: &str) -> &'static str {
    let names = if lang.starts_with("de") {
        ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"]
    } else {
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    };
    let place = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
    names.get(place).copied().unwrap_or_default()
}
