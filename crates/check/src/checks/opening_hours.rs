//! Opening hours: facts of crate `calendar` as messages (E0601 to E0614).

use super::Client;
use super::settings::{Block, Takes};
use crate::diagnostics::{self as d, NoDay};
use crate::hours::{self, Holidays};
use crate::symbols::Symbol;
use crate::{Kind, Place, Sink, nearest, place};
use rufplan_calendar::{self as cal, DayFault, HoursProblem};
use rufplan_diag::{Diagnostic, Span, Words};
use rufplan_syntax::ast::{self, Opening};

const TABLE: [(&str, Takes); 2] = [("time zone", Takes::Elsewhere), ("holidays", Takes::Elsewhere)];

pub(super) fn check(client: &Client<'_>, sink: &mut Sink) {
    for symbol in client.symbols.hours.values() {
        Checked { client, symbol, hours: symbol.node }.check(sink);
    }
}

struct Checked<'c, 's> {
    client: &'c Client<'s>,
    symbol: &'c Symbol<'s, ast::Hours>,
    hours: &'s ast::Hours,
}

impl Checked<'_, '_> {
    fn check(&self, sink: &mut Sink) {
        let block = Block {
            client: self.client,
            file: self.symbol.file,
            word: "hours",
            settings: &self.hours.settings,
        };
        block.check(&TABLE, sink);
        let own_zone = self.hours.settings.iter().find(|s| s.key.text == "time zone");
        if let Some(value) = own_zone.and_then(|s| s.values.first()) {
            super::client::known_zone(value, self.symbol.file, sink);
        }
        let has_holidays = self.holidays(sink);
        if self.symbol.decl.has_junk {
            return;
        }
        self.local_holidays(sink);
        let plan = hours::plan(self.hours, self.client.symbols, self.client.years.clone());
        let problems = plan.problems(self.client.options.today);
        // when a line means nothing, what follows from it would only be noise
        let faulty = problems.iter().any(|p| {
            matches!(
                p,
                HoursProblem::BadDays { .. } | HoursProblem::BadSpan { .. } | HoursProblem::UnknownZone
            )
        });
        let mut year_ends = Vec::new();
        for problem in &problems {
            let is_fault = matches!(problem, HoursProblem::BadDays { .. } | HoursProblem::BadSpan { .. });
            if faulty && !is_fault {
                continue;
            }
            match problem {
                HoursProblem::YearEndOpen { line, on } => year_ends.extend(self.year_end(*line, *on)),
                HoursProblem::NoHolidayLine { .. } if !has_holidays => {}
                other => sink.diagnostics.extend(self.problem(other)),
            }
        }
        if !year_ends.is_empty() {
            sink.report(d::w0603(self.at(self.symbol.decl.mark), &year_ends, self.behind_lines()));
        }
    }

    /// A holiday of some communes of the region that no line of the block decides (W0607). A calendar has its own.
    fn local_holidays(&self, sink: &mut Sink) {
        let Holidays::Region(name) = hours::holidays(self.hours, self.client.symbols) else { return };
        let Some(region) = cal::Region::parse(name) else { return };
        let year = self.client.options.today.year();
        let local = cal::local_holidays(&region, year).unwrap_or_default();
        let setting = self.hours.settings.iter().find(|s| s.key.text == "holidays");
        let Some(value) = setting.and_then(|s| s.values.first()) else { return };
        let decides = |day: &cal::LocalHoliday, line: &ast::HoursLine| match hours::days(&line.days) {
            cal::DaySpec::Holiday { name } => name.is_some_and(|name| cal::holiday_matches(&name, day.id)),
            cal::DaySpec::EveryDay | cal::DaySpec::Weekdays(_) => false,
            dated => dated.contains(day.date),
        };
        let mut open = local.into_iter().filter(|day| {
            day.communes == cal::Communes::Some && !self.hours.lines.iter().any(|line| decides(day, line))
        });
        if let Some(first) = open.next() {
            let others: Vec<&str> = open.map(|day| cal::holiday_name(day.id, "de")).collect();
            sink.report(d::w0607_hours(self.at(value.span), &region, &first, &others));
        }
    }

    /// `holidays:` says something that is known (E0201, E0604, E0614).
    fn holidays(&self, sink: &mut Sink) -> bool {
        let setting = self.hours.settings.iter().find(|s| s.key.text == "holidays");
        let Some(value) = setting.and_then(|s| s.values.first()) else {
            if !self.symbol.decl.has_junk {
                let at = self.at(self.symbol.decl.mark);
                sink.report(d::e0604(at, d::Undecided::NoSetting, self.symbol.decl.head.end));
            }
            return false;
        };
        match hours::holidays(self.hours, self.client.symbols) {
            Holidays::Region(region) => return known_region(region, self.at(value.span), sink),
            Holidays::Calendar(name) => sink.used(Kind::Calendar, name),
            Holidays::None => {}
            Holidays::Unknown => {
                let name = self.symbol.file.source.slice(value.span);
                let names = self.client.symbols.names(Kind::Calendar);
                let near = nearest(name, names.into_iter().chain(["none"]));
                sink.report(d::e0201(self.at(value.span), "calendar or region", name, near, None));
                return false;
            }
        }
        true
    }

    fn problem(&self, problem: &HoursProblem) -> Option<Diagnostic> {
        Some(match problem {
            HoursProblem::BadDays { line, fault } => {
                d::e0612(self.at(self.line(*line)?.days.span), no_day(*fault))
            }
            HoursProblem::BadSpan { line, span } => self.bad_span(*line, *span)?,
            HoursProblem::NeverOpen => d::e0601(self.at(self.symbol.decl.mark)),
            HoursProblem::LinesOverlap { first, second, on } => {
                let on = on.map(day_words);
                let (a, b) = (self.line(*first)?, self.line(*second)?);
                d::e0602(self.at(b.span), self.text(a.span), self.text(b.span), on.as_ref(), self.at(a.span))
            }
            HoursProblem::SpansOverlap { line, first, second } => {
                let (a, b) = (self.span(*line, *first)?, self.span(*line, *second)?);
                d::e0602(self.at(b), self.text(a), self.text(b), None, self.at(a))
            }
            HoursProblem::NoHolidayLine { id } => {
                let name = cal::holiday_name(id, "de");
                d::e0604(self.at(self.symbol.decl.mark), d::Undecided::NoLine(name), self.behind_lines())
            }
            HoursProblem::HolidaysRunOut { last } => {
                d::e0605(self.at(self.symbol.decl.mark), &day_words(*last))
            }
            HoursProblem::ClockChange { line, span, skipped_on, repeated_on } => {
                let (skipped, repeated) = (skipped_on.map(day_words), repeated_on.map(day_words));
                d::w0606(self.at(self.span(*line, *span)?), skipped.as_ref(), repeated.as_ref())
            }
            HoursProblem::PastDays { line, last } => {
                d::w0608(self.at(self.line(*line)?.days.span), &day_words(*last))
            }
            HoursProblem::SmallGap { line, span, closes_min, opens_min, .. } => {
                let end = self.range(*line, *span).map_or(self.line(*line)?.span, |r| r.to.span);
                d::w0609(self.at(end), &clock(*closes_min), &closing(*opens_min))
            }
            HoursProblem::EmptyRange { line, year } => {
                d::e0612(self.at(self.line(*line)?.days.span), NoDay::EmptyIn(*year))
            }
            HoursProblem::UnknownHoliday { line } => self.unknown_holiday(*line)?,
            // its zone, or that of the client, has a message of its own; a `holiday` line without holidays harms nobody
            HoursProblem::UnknownZone
            | HoursProblem::NoHolidays { .. }
            | HoursProblem::YearEndOpen { .. } => return None,
        })
    }

    fn bad_span(&self, line: usize, span: usize) -> Option<Diagnostic> {
        let range = self.range(line, span);
        let impossible = range.and_then(|r| [&r.from, &r.to].into_iter().find(|end| end.value.is_none()));
        Some(match impossible {
            Some(end) => d::e0105(self.at(end.span), d::Impossible::Clock),
            None => d::e0612(self.at(self.span(line, span)?), NoDay::Span),
        })
    }

    fn unknown_holiday(&self, line: usize) -> Option<Diagnostic> {
        let line = self.line(line)?;
        let name = match &line.days.kind {
            ast::DaySpecKind::Holiday(Some(name)) => name.fixed(),
            _ => String::new(),
        };
        let plan = hours::plan(self.hours, self.client.symbols, self.client.years.clone());
        let ids: Vec<String> =
            plan.holidays.map(|set| set.ids().into_iter().map(str::to_string).collect()).unwrap_or_default();
        Some(d::e0613(self.at(line.days.span), &name, &ids))
    }

    fn year_end(&self, line: usize, on: cal::Date) -> Option<d::YearEnd> {
        let line = self.line(line)?;
        let Opening::Spans(spans) = &line.opening else { return None };
        let (first, last) = (spans.first()?, spans.last()?);
        let (yearly, name) = if on.day() == 24 { ("24 dec", "Heiligabend") } else { ("31 dec", "Silvester") };
        Some(d::YearEnd {
            line: self.text(line.span).to_string(),
            times: self.text(Span::new(first.span.start, last.span.end)).to_string(),
            date: day_words(on),
            yearly,
            name,
        })
    }

    /// Behind the last line of the block, before its `end`.
    fn behind_lines(&self) -> usize {
        let lines = self.hours.lines.iter().map(|l| l.span.end);
        let settings = self.hours.settings.iter().map(|s| s.span.end);
        lines.chain(settings).max().unwrap_or(self.symbol.decl.head.end)
    }

    fn line(&self, index: usize) -> Option<&ast::HoursLine> {
        self.hours.lines.get(index)
    }

    fn range(&self, line: usize, span: usize) -> Option<&ast::TimeRange> {
        match &self.line(line)?.opening {
            Opening::Spans(spans) => spans.get(span),
            Opening::Closed => None,
        }
    }

    fn span(&self, line: usize, span: usize) -> Option<Span> {
        Some(self.range(line, span).map_or(self.line(line)?.span, |range| range.span))
    }

    fn text(&self, span: Span) -> &str {
        self.symbol.file.source.slice(span)
    }

    fn at(&self, span: Span) -> Place {
        place(self.symbol.file, span)
    }
}

/// A region with rules, or E0614.
pub(super) fn known_region(region: &str, at: Place, sink: &mut Sink) -> bool {
    let known = cal::Region::parse(region).is_some_and(|r| r.is_known());
    if !known {
        let regions: Vec<String> = cal::known_regions().collect();
        sink.report(d::e0614(at, region, &regions));
    }
    known
}

pub(super) fn no_day(fault: DayFault) -> NoDay {
    match fault {
        DayFault::MixedRange => NoDay::Mixed,
        DayFault::BackwardRange => NoDay::Backward,
        DayFault::NoSuchDay | DayFault::NoWeekday => NoDay::Never,
    }
}

/// "Thursday 24 December 2026", "Donnerstag, 24. Dezember 2026"
fn day_words(date: cal::Date) -> Words {
    const WEEKDAYS: [(&str, &str); 7] = [
        ("Monday", "Montag"),
        ("Tuesday", "Dienstag"),
        ("Wednesday", "Mittwoch"),
        ("Thursday", "Donnerstag"),
        ("Friday", "Freitag"),
        ("Saturday", "Samstag"),
        ("Sunday", "Sonntag"),
    ];
    const MONTHS: [(&str, &str); 12] = [
        ("January", "Januar"),
        ("February", "Februar"),
        ("March", "März"),
        ("April", "April"),
        ("May", "Mai"),
        ("June", "Juni"),
        ("July", "Juli"),
        ("August", "August"),
        ("September", "September"),
        ("October", "Oktober"),
        ("November", "November"),
        ("December", "Dezember"),
    ];
    let name = |names: &[(&'static str, &'static str)], index: i8| {
        usize::try_from(index).ok().and_then(|i| names.get(i).copied()).unwrap_or_default()
    };
    let (weekday, wochentag) = name(&WEEKDAYS, date.weekday().to_monday_zero_offset());
    let (month, monat) = name(&MONTHS, date.month() - 1);
    let (day, year) = (date.day(), date.year());
    (format!("{weekday} {day} {month} {year}"), format!("{wochentag}, {day}. {monat} {year}")).into()
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// An end of a span: midnight is 24:00.
fn closing(minutes: u16) -> String {
    if minutes == 0 { "24:00".to_string() } else { clock(minutes) }
}
