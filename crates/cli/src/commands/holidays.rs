//! `rufplan holidays REGION YEAR`

use crate::arguments::{HolidayReport, Holidays};
use crate::failure::Failure;
use rufplan_calendar::{HOLIDAY_YEARS, Region, holidays, known_regions, listed_name};
use std::fmt::Write;
use std::process::ExitCode;

/// Lists the days that hold in the whole region.
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
    let days = holidays(&region, arguments.year).ok_or_else(unknown)?;
    let mut text = String::new();
    if arguments.format == HolidayReport::Csv {
        text.push_str("date,name\n");
    }
    for day in days {
        let name = listed_name(day.id, &arguments.lang, day.date.year());
        let _ = match arguments.format {
            HolidayReport::Csv => writeln!(text, "{},{name}", day.date),
            HolidayReport::Human => {
                writeln!(text, "{}  {}  {name}", day.date, weekday(day.date, &arguments.lang))
            }
        };
    }
    crate::terminal::print(&text);
    Ok(ExitCode::SUCCESS)
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
