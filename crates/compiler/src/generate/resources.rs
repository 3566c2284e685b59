//! Everything of a machine that is no state: client, variables, hours, calendars, holidays, switches.

use super::{Generator, settings};
use crate::project::Client;
use rufplan_calendar as calendar;
use rufplan_check::hours::{self as hours_facts, Holidays};
use rufplan_check::symbols::params::param_variable;
use rufplan_machine::script::{
    CalendarData, DaySpec, HandOverSpec, HolidayDate, HolidaySet, HoursData, HoursLine, Limits,
    MACHINE_SCHEMA, Machine, SEMANTICS, Switch, TimeSpan, Variable, YearDay,
};
use rufplan_machine::value::{Date, Time, Value};
use rufplan_syntax::ast::{self, DayKind, DaySpecKind, DeclKind, ExprKind, Literal, Opening};
use std::collections::{BTreeMap, BTreeSet};

/// Built in: a switch turns off by itself after a day.
const SWITCH_MS: u64 = 24 * 60 * 60 * 1000;

/// A machine with what the `client` block says, and nothing else.
pub(super) fn empty_machine(client: &Client<'_>) -> Machine {
    let symbols = client.symbols;
    let title = symbols.client.title.as_ref().and_then(|t| t.plain());
    let voices = symbols.client.voices.iter();
    Machine {
        schema: MACHINE_SCHEMA.to_string(),
        semantics: SEMANTICS,
        hash: String::new(),
        compiler: env!("CARGO_PKG_VERSION").to_string(),
        sources: Vec::new(),
        client: symbols.client_name().to_string(),
        client_name: title.unwrap_or(symbols.client_name()).to_string(),
        languages: symbols.languages.clone(),
        voices: voices
            .filter_map(|line| Some((line.lang.text.clone(), line.voice.plain()?.to_string())))
            .collect(),
        zone: client.zone().to_string(),
        country: symbols.country().unwrap_or_default().to_string(),
        tzdb: calendar::TZDB_VERSION.to_string(),
        holidays: BTreeMap::new(),
        limits: Limits::default(),
        numbers: BTreeMap::new(),
        vars: BTreeMap::new(),
        prompts: BTreeMap::new(),
        hours: BTreeMap::new(),
        calendars: BTreeMap::new(),
        switches: BTreeMap::new(),
        queues: BTreeMap::new(),
        failures: BTreeMap::new(),
        before_secrets: BTreeSet::new(),
        callbacks: BTreeMap::new(),
        surveys: BTreeMap::new(),
        kpis: BTreeMap::new(),
        mailboxes: BTreeMap::new(),
        services: BTreeMap::new(),
        lookups: BTreeMap::new(),
        shapes: BTreeMap::new(),
        hand_over: HandOverSpec::default(),
        states: BTreeMap::new(),
        anywhere: BTreeMap::new(),
        on_error: String::new(),
    }
}

impl Generator<'_> {
    /// Variables, hours, calendars, switches.
    pub(super) fn resources(&mut self) {
        for (file, decl) in self.client.decls() {
            match &decl.kind {
                DeclKind::Data(data) => data.fields.iter().for_each(|field| self.variable(file, field)),
                DeclKind::Hours(hours) => self.hours(hours),
                DeclKind::Calendar(calendar) => self.calendar(calendar),
                DeclKind::Switch(switch) => self.switch(switch),
                DeclKind::Mailbox(mailbox) => self.mailbox(mailbox),
                _ => {}
            }
        }
        self.parameters();
    }

    /// Parameters of flows are variables, too.
    fn parameters(&mut self) {
        for (flow, params) in &self.client.symbols.params {
            for param in params {
                let Some(of) = param.of.clone() else { continue };
                let name = param_variable(flow, &param.node.name.text);
                self.out.machine.vars.insert(name, Variable { of, privacy: param.privacy, init: None });
            }
        }
    }

    fn variable(&mut self, file: usize, field: &ast::Field) {
        let Some(var) = self.client.symbols.vars.get(field.name.text.as_str()) else { return };
        let Some(of) = var.of.clone() else { return };
        let init = field.init.as_ref().and_then(|init| self.expressions.constant(file, init, &of));
        let variable = Variable { of, privacy: var.privacy, init };
        self.out.machine.vars.entry(field.name.text.clone()).or_insert(variable);
    }

    fn switch(&mut self, switch: &ast::Switch) {
        let Some(name) = &switch.name else { return };
        let own = &switch.settings;
        let never = settings::word(own, "turns off after").is_some_and(|word| word == "never");
        let after = settings::duration_ms(own, "turns off after").unwrap_or(SWITCH_MS);
        let made = Switch {
            label: settings::text(own, "label").unwrap_or(&name.text).to_string(),
            allowed_for: settings::words(own, "allowed for"),
            turns_off_after_ms: (!never).then_some(after),
            tell: settings::words(own, "tell"),
        };
        self.out.machine.switches.entry(name.text.clone()).or_insert(made);
    }

    fn hours(&mut self, hours: &ast::Hours) {
        let Some(name) = &hours.name else { return };
        let (region, calendar) = match hours_facts::holidays(hours, self.client.symbols) {
            Holidays::Region(region) => (self.region(region), None),
            Holidays::Calendar(name) => (None, Some(name.to_string())),
            Holidays::None | Holidays::Unknown => (None, None),
        };
        let made = HoursData {
            zone: hours_facts::zone(hours, self.client.symbols),
            region,
            calendar,
            lines: hours.lines.iter().filter_map(hours_line).collect(),
        };
        self.out.machine.hours.entry(name.text.clone()).or_insert(made);
    }

    /// A region whose holidays are stored in the machine; `None` if there is no such region.
    fn region(&mut self, text: &str) -> Option<String> {
        let region = calendar::Region::parse(text)?;
        let set = calendar::HolidaySet::of_region(&region, self.years.clone())?;
        let stored =
            HolidaySet { data: calendar::HOLIDAY_DATA_VERSION.to_string(), dates: holiday_dates(&set) };
        self.out.machine.holidays.insert(text.to_string(), stored);
        Some(text.to_string())
    }

    fn calendar(&mut self, made: &ast::Calendar) {
        let Some(name) = &made.name else { return };
        let set = hours_facts::calendar(made).expand(self.years.clone());
        let data = CalendarData { dates: holiday_dates(&set) };
        self.out.machine.calendars.entry(name.text.clone()).or_insert(data);
    }

    /// Whisper, answer phrase and screen pop of the `client` block.
    pub(super) fn hand_over(&mut self) {
        let own = &self.client.symbols.client.settings;
        let whisper = settings::expr(own, "whisper").and_then(|expr| self.prompt_of(0, expr));
        let screen_pop = match settings::expr(own, "screen pop").map(|e| &e.kind) {
            Some(ExprKind::Literal(Literal::Text(text))) => self.address(0, text),
            _ => Vec::new(),
        };
        let answer_phrase = settings::text(own, "answer phrase").map(str::to_string);
        self.out.machine.hand_over = HandOverSpec { whisper, answer_phrase, screen_pop };
    }
}

fn holiday_dates(set: &calendar::HolidaySet) -> Vec<HolidayDate> {
    let days = set.days().iter();
    days.map(|day| HolidayDate { date: date_of(day.date), id: day.id.clone() }).collect()
}

fn date_of(date: calendar::Date) -> Date {
    Date { year: date.year(), month: date.month().unsigned_abs(), day: date.day().unsigned_abs() }
}

fn hours_line(line: &ast::HoursLine) -> Option<HoursLine> {
    let spans = match &line.opening {
        Opening::Closed => Vec::new(),
        Opening::Spans(spans) => spans
            .iter()
            .map(|span| Some(TimeSpan { from: time_of(span.from.value?), to: time_of(span.to.value?) }))
            .collect::<Option<Vec<_>>>()?,
    };
    let reason = line.reason.as_ref().and_then(|r| r.plain()).map(str::to_string);
    Some(HoursLine { days: day_spec(&line.days.kind)?, spans, reason })
}

fn time_of(clock: ast::Clock) -> Time {
    Time { hour: clock.hour, minute: clock.minute, second: clock.second }
}

fn day_spec(days: &DaySpecKind) -> Option<DaySpec> {
    Some(match days {
        DaySpecKind::EveryDay => DaySpec::EveryDay,
        DaySpecKind::Weekdays(spans) => {
            let mut days: Vec<u8> = spans.iter().flat_map(|span| span.days()).collect();
            days.sort_unstable();
            days.dedup();
            DaySpec::Weekdays(days)
        }
        DaySpecKind::Holiday(None) => DaySpec::Holiday,
        DaySpecKind::Holiday(Some(name)) => DaySpec::HolidayNamed(name.plain()?.to_string()),
        DaySpecKind::Day(day) => match dated(&day.kind) {
            Some(date) => DaySpec::Date(date),
            None => DaySpec::Yearly(year_day(&day.kind)?),
        },
        DaySpecKind::Range(first, last) => match (dated(&first.kind), dated(&last.kind)) {
            (Some(first), Some(last)) => DaySpec::Dates(first, last),
            _ => DaySpec::YearlyRange(year_day(&first.kind)?, year_day(&last.kind)?),
        },
    })
}

fn dated(day: &DayKind) -> Option<Date> {
    match day {
        DayKind::Date(Some(date)) => Some(Date { year: date.year, month: date.month, day: date.day }),
        _ => None,
    }
}

fn year_day(day: &DayKind) -> Option<YearDay> {
    Some(match *day {
        DayKind::MonthDay { month, day } => YearDay::MonthDay { month, day },
        DayKind::NthWeekday { nth, weekday, month } => YearDay::NthWeekday { nth, weekday, month },
        DayKind::Easter { offset } => YearDay::Easter { offset: offset? },
        DayKind::Date(_) => return None,
    })
}

/// A value as a constant, where an expression is nothing but one.
pub(crate) fn constant(expr: rufplan_machine::script::Expr) -> Option<Value> {
    match expr {
        rufplan_machine::script::Expr::Value(Value::Unknown) => None,
        rufplan_machine::script::Expr::Value(value) => Some(value),
        _ => None,
    }
}
