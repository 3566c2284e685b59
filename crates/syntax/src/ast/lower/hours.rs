//! Opening hours and calendars.

use super::{Lowering, literal};
use crate::ast::{
    Calendar, CalendarEntry, CalendarLine, Day, DayKind, DaySpec, DaySpecKind, Hours, HoursLine, Opening,
    Spanned, TimeRange, WeekdaySpan,
};
use crate::{Node, Rule};

impl Lowering<'_> {
    pub(super) fn hours(&self, node: &Node) -> Hours {
        let (name, title) = self.name_head(node);
        let lines = node.children_of(Rule::hours_line).filter_map(|n| self.hours_line(n)).collect();
        Hours { name, title, settings: self.settings(node), lines }
    }

    fn hours_line(&self, node: &Node) -> Option<HoursLine> {
        let days = self.day_spec(node.child(Rule::day_spec)?)?;
        let opening = if node.child(Rule::kw_closed).is_some() {
            Opening::Closed
        } else {
            Opening::Spans(node.children_of(Rule::time_range).filter_map(|n| self.time_range(n)).collect())
        };
        let reason = node.child(Rule::string).map(|n| self.string(n));
        Some(HoursLine { days, opening, reason, span: self.head(node) })
    }

    fn time_range(&self, node: &Node) -> Option<TimeRange> {
        let mut ends =
            node.children_of(Rule::clock).map(|n| Spanned::new(literal::clock(self.text(n)), n.span));
        Some(TimeRange { from: ends.next()?, to: ends.next()?, span: self.trim(node.span) })
    }

    fn day_spec(&self, node: &Node) -> Option<DaySpec> {
        let span = self.trim(node.span);
        let kind = if node.child(Rule::kw_every_day).is_some() {
            DaySpecKind::EveryDay
        } else if node.child(Rule::kw_holiday).is_some() {
            DaySpecKind::Holiday(node.child(Rule::string).map(|n| self.string(n)))
        } else if let Some(weekdays) = node.child(Rule::weekdays) {
            DaySpecKind::Weekdays(
                weekdays.children_of(Rule::weekday_span).filter_map(|n| self.weekday_span(n)).collect(),
            )
        } else {
            match self.days(node)? {
                (day, None) => DaySpecKind::Day(day),
                (first, Some(last)) => DaySpecKind::Range(first, last),
            }
        };
        Some(DaySpec { kind, span })
    }

    fn weekday_span(&self, node: &Node) -> Option<WeekdaySpan> {
        let mut days = node.children_of(Rule::weekday).map(|n| weekday(self.text(n)));
        let from = days.next()??;
        let to = days.next().unwrap_or(Some(from))?;
        Some(WeekdaySpan { from, to, span: self.trim(node.span) })
    }

    /// A day, or a range of two, among the children of a node.
    fn days(&self, node: &Node) -> Option<(Day, Option<Day>)> {
        if let Some(nth) = node.child(Rule::nth_weekday) {
            return Some((self.nth_weekday(nth)?, None));
        }
        let mut days = node.children_of(Rule::day).map(|n| self.day(n));
        Some((days.next()?, days.next()))
    }

    fn nth_weekday(&self, node: &Node) -> Option<Day> {
        let nth = match self.text(node.child(Rule::nth)?) {
            "first" => 1,
            "second" => 2,
            "third" => 3,
            "fourth" => 4,
            _ => 0,
        };
        let weekday = weekday(self.text(node.child(Rule::weekday)?))?;
        let month = month(self.text(node.child(Rule::month)?))?;
        Some(Day { kind: DayKind::NthWeekday { nth, weekday, month }, span: self.trim(node.span) })
    }

    fn day(&self, node: &Node) -> Day {
        let kind = if let Some(date) = node.child(Rule::date) {
            DayKind::Date(literal::date(self.text(date)))
        } else if let Some(yearly) = node.child(Rule::day_of_year) {
            let month = yearly.child(Rule::month).and_then(|n| month(self.text(n))).unwrap_or(1);
            let digits: String = self.text(yearly).chars().take_while(char::is_ascii_digit).collect();
            DayKind::MonthDay { month, day: digits.parse().unwrap_or(0) }
        } else {
            DayKind::Easter { offset: self.easter_offset(node) }
        };
        Day { kind, span: self.trim(node.span) }
    }

    fn easter_offset(&self, node: &Node) -> Option<i16> {
        let easter = node.child(Rule::easter_day)?;
        let Some(number) = easter.child(Rule::number) else { return Some(0) };
        let days: i16 = self.text(number).parse().ok().filter(|d| *d <= 365)?;
        Some(if self.words(easter).contains(" before ") { -days } else { days })
    }

    pub(super) fn calendar(&self, node: &Node) -> Calendar {
        let (name, title) = self.name_head(node);
        let lines = node.children_of(Rule::calendar_line).filter_map(|n| self.calendar_line(n)).collect();
        Calendar { name, title, lines, settings: self.settings(node) }
    }

    fn calendar_line(&self, node: &Node) -> Option<CalendarLine> {
        let span = self.head(node);
        if let Some(region) = node.child(Rule::region) {
            return Some(CalendarLine::PublicHolidays { region: self.ident(region), span });
        }
        let mut strings = node.children_of(Rule::string).map(|n| self.string(n));
        let entry = match self.days(node) {
            Some((day, None)) => CalendarEntry::Day(day),
            Some((first, Some(last))) => CalendarEntry::Range(first, last),
            None => CalendarEntry::Named(strings.next()?),
        };
        let name = strings.next();
        Some(if self.text(node).starts_with("plus") {
            CalendarLine::Plus { entry, name, span }
        } else {
            CalendarLine::Without { entry, name, span }
        })
    }
}

fn weekday(word: &str) -> Option<u8> {
    let index = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|w| *w == word)?;
    u8::try_from(index).ok()
}

fn month(word: &str) -> Option<u8> {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let index = months.iter().position(|w| *w == word)?;
    u8::try_from(index + 1).ok()
}
