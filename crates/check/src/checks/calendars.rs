//! Calendars: facts of crate `calendar` as messages.

use super::Client;
use super::opening_hours::{known_region, no_day};
use crate::diagnostics::{self as d, NoDay};
use crate::{Sink, hours, place};
use rufplan_calendar::{self as cal, CalendarProblem};
use rufplan_diag::Span;
use rufplan_syntax::ast::{CalendarEntry, CalendarLine};

pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    for calendar in client.symbols.calendars.values() {
        let problems = hours::calendar(calendar.node).problems(client.years.clone());
        // without the region's days nothing can be said about the lines below
        let unknown_region = problems.iter().any(|p| matches!(p, CalendarProblem::UnknownRegion { .. }));
        for problem in &problems {
            if unknown_region
                && matches!(
                    problem,
                    CalendarProblem::UnknownHoliday { .. } | CalendarProblem::RemovesNothing { .. }
                )
            {
                continue;
            }
            let at = |line: usize| {
                let span = calendar.node.lines.get(line).map_or(calendar.decl.mark, entry_span);
                place(calendar.file, span)
            };
            match problem {
                CalendarProblem::UnknownRegion { line } => {
                    if let Some(CalendarLine::PublicHolidays { region, .. }) = calendar.node.lines.get(*line)
                    {
                        known_region(&region.text, at(*line), sink);
                    }
                }
                CalendarProblem::BadDays { line, fault } => sink.report(d::e0612(at(*line), no_day(*fault))),
                CalendarProblem::NotDays { line } => sink.report(d::e0612(at(*line), NoDay::NotADay)),
                CalendarProblem::UnknownHoliday { line } => {
                    let name = name_of(calendar.node.lines.get(*line));
                    sink.report(d::e0613(at(*line), &name, &[]));
                }
                CalendarProblem::RemovesNothing { line } => {
                    let what = calendar.file.source.slice(at(*line).span).to_string();
                    sink.report(d::w0610(at(*line), &what));
                }
                CalendarProblem::LocalUndecided { line, id } => {
                    let region = match calendar.node.lines.get(*line) {
                        Some(CalendarLine::PublicHolidays { region, .. }) => region.text.as_str(),
                        _ => "",
                    };
                    sink.report(d::w0607(at(*line), region, cal::holiday_name(id, "de"), id));
                }
            }
        }
    }
}

/// What a line is about: its region, its day or its name.
fn entry_span(line: &CalendarLine) -> Span {
    match line {
        CalendarLine::PublicHolidays { region, .. } => region.span,
        CalendarLine::Plus { entry, .. } | CalendarLine::Without { entry, .. } => match entry {
            CalendarEntry::Named(text) => text.span,
            CalendarEntry::Day(day) => day.span,
            CalendarEntry::Range(first, last) => Span::new(first.span.start, last.span.end),
        },
    }
}

fn name_of(line: Option<&CalendarLine>) -> String {
    match line {
        Some(
            CalendarLine::Plus { entry: CalendarEntry::Named(text), .. }
            | CalendarLine::Without { entry: CalendarEntry::Named(text), .. },
        ) => text.fixed(),
        _ => String::new(),
    }
}
