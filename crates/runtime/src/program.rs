//! A machine made ready for calls.

use rufplan_calendar::{self as calendar, Hours, Zone};
use rufplan_entry::Pattern;
use rufplan_machine::call::Configuration;
use rufplan_machine::script::{DaySpec, Expr, HoursData, Machine, SEMANTICS, State, YearDay};
use rufplan_machine::value::{Date, Privacy, Time, Value};
use rufplan_speech::Speaker;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

mod references;

/// A machine with its hours, its time zone and its languages looked up; shared by all calls that run it.
#[derive(Clone, Debug)]
pub struct Program {
    machine: Arc<Machine>,
    pub(crate) zone: Zone,
    pub(crate) hours: BTreeMap<String, Hours>,
    /// Variables that are `secret`.
    secrets: BTreeSet<String>,
    /// Those of them that some lookup sends.
    sent: BTreeSet<String>,
    /// Automata by pattern, of all entries.
    pub(crate) patterns: BTreeMap<String, Pattern>,
    /// Speaker by language tag, of the client's languages and those of its prompts.
    pub(crate) speakers: BTreeMap<String, Speaker>,
}

/// Why a machine cannot be run; never the case for one that our compiler made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// Compiled for other rules than those this engine follows.
    Semantics {
        /// The rules it was compiled for.
        found: u32,
    },
    /// The time zone is not in the bundled data.
    Zone {
        /// Its name.
        name: String,
    },
    /// Opening hours that give no answer.
    Hours {
        /// Their name.
        name: String,
        /// What is wrong.
        what: String,
    },
    /// The client has no language.
    NoLanguage,
    /// A language in which values cannot be said.
    Language {
        /// Its tag.
        tag: String,
    },
    /// Something leads to or names what is not there.
    Missing {
        /// Where: a state, a queue, a prompt.
        at: String,
        /// What: e.g. "state `main/say:x`".
        what: String,
    },
    /// A menu, queue or prompt that lacks what the format promises.
    Malformed {
        /// Where.
        at: String,
        /// What is wrong.
        what: String,
    },
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LoadError::Semantics { found } => {
                write!(f, "compiled for semantics {found}, this engine follows {SEMANTICS}")
            }
            LoadError::Zone { name } => write!(f, "unknown time zone `{name}`"),
            LoadError::Hours { name, what } => write!(f, "hours `{name}`: {what}"),
            LoadError::NoLanguage => write!(f, "the client has no language"),
            LoadError::Language { tag } => write!(f, "language `{tag}` cannot be spoken"),
            LoadError::Missing { at, what } => write!(f, "`{at}` needs {what}, which is missing"),
            LoadError::Malformed { at, what } => write!(f, "`{at}`: {what}"),
        }
    }
}

impl std::error::Error for LoadError {}

impl Program {
    /// Prepares a machine; after that no call of it can fail for what stands in it.
    ///
    /// # Errors
    /// The first thing that does not fit together.
    pub fn load(machine: Arc<Machine>) -> Result<Program, LoadError> {
        if machine.semantics != SEMANTICS {
            return Err(LoadError::Semantics { found: machine.semantics });
        }
        references::check(&machine)?;
        let zone =
            Zone::named(&machine.zone).ok_or_else(|| LoadError::Zone { name: machine.zone.clone() })?;
        let mut hours = BTreeMap::new();
        for (name, data) in &machine.hours {
            let made = Hours::new(plan(&machine, name, data)?)
                .map_err(|problems| LoadError::Hours { name: name.clone(), what: format!("{problems:?}") })?;
            hours.insert(name.clone(), made);
        }
        let mut speakers = BTreeMap::new();
        for tag in references::languages(&machine) {
            let speaker = Speaker::for_lang(&tag).ok_or_else(|| LoadError::Language { tag: tag.clone() })?;
            speakers.insert(tag, speaker);
        }
        let patterns = patterns(&machine)?;
        let vars = machine.vars.iter();
        let secrets = vars.filter(|(_, var)| var.privacy == Privacy::Secret).map(|(name, _)| name.clone());
        let secrets: BTreeSet<String> = secrets.collect();
        let mut sent = BTreeSet::new();
        for one in machine.lookups.values().flat_map(|lookup| &lookup.send) {
            one.value.each_var(&mut |var| {
                sent.extend(secrets.get(var).cloned());
            });
        }
        Ok(Program { machine, zone, hours, secrets, sent, patterns, speakers })
    }

    /// The machine it was made of.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// Opening hours by name, ready to be asked.
    pub fn hours(&self, name: &str) -> Option<&rufplan_calendar::Hours> {
        self.hours.get(name)
    }

    /// A value as labels of marks and fields of the hand-over show it; the unknown is empty.
    pub fn plain(&self, value: &Value) -> String {
        crate::say::plain(self, value)
    }

    /// Which line of a prompt a call says now in a language: the key of its language in the machine, and its number
    /// from 0. `None` for a prompt that there is not.
    pub fn line_said<'p>(
        &'p self,
        c: &'p Configuration,
        prompt: &str,
        lang: &'p str,
    ) -> Option<(&'p str, usize)> {
        crate::view::View { program: self, c, lang }.line(prompt, lang)
    }

    pub(crate) fn state(&self, id: &str) -> Option<&State> {
        self.machine.states.get(id)
    }

    /// Whether a variable is `secret`.
    pub(crate) fn is_secret(&self, var: &str) -> bool {
        self.secrets.contains(var)
    }

    /// Whether some lookup is sent a secret variable.
    pub(crate) fn is_sent(&self, var: &str) -> bool {
        self.sent.contains(var)
    }

    /// Whether an expression reads a secret.
    pub(crate) fn reads_secret(&self, expr: &Expr) -> bool {
        let mut reads = false;
        if !self.secrets.is_empty() {
            expr.each_var(&mut |var| reads |= self.secrets.contains(var));
        }
        reads
    }

    /// The language a call begins in.
    pub(crate) fn first_language(&self) -> &str {
        self.machine.languages.first().map_or("en", String::as_str)
    }
}

/// The automata of all entries.
fn patterns(machine: &Machine) -> Result<BTreeMap<String, Pattern>, LoadError> {
    let mut patterns = BTreeMap::new();
    for (id, state) in &machine.states {
        let State::Collect(collect) = state else { continue };
        if let Some(text) = &collect.entry.pattern {
            let pattern = Pattern::new(text).map_err(|error| LoadError::Malformed {
                at: id.clone(),
                what: format!("pattern: {error}"),
            })?;
            patterns.insert(text.clone(), pattern);
        }
    }
    Ok(patterns)
}

fn plan(machine: &Machine, name: &str, data: &HoursData) -> Result<calendar::HoursPlan, LoadError> {
    let missing = |what: String| LoadError::Missing { at: format!("hours {name}"), what };
    let region = match &data.region {
        Some(region) => {
            let set = machine.holidays.get(region);
            Some(&set.ok_or_else(|| missing(format!("holidays `{region}`")))?.dates)
        }
        None => None,
    };
    let named = match &data.calendar {
        Some(name) => {
            let days = machine.calendars.get(name);
            Some(&days.ok_or_else(|| missing(format!("calendar `{name}`")))?.dates)
        }
        None => None,
    };
    let holidays = named.or(region).map(|dates| {
        let days: Vec<calendar::NamedDay> = dates
            .iter()
            .filter_map(|day| Some(calendar::NamedDay { date: civil(day.date)?, id: day.id.clone() }))
            .collect();
        let years = dates.iter().map(|day| day.date.year);
        let range = years.clone().min().unwrap_or(1)..=years.max().unwrap_or(1);
        calendar::HolidaySet::new(days, range)
    });
    let mut lines = Vec::new();
    for line in &data.lines {
        let Some(days) = days(&line.days) else {
            return Err(LoadError::Hours {
                name: name.to_owned(),
                what: format!("no such days: {:?}", line.days),
            });
        };
        let spans = line
            .spans
            .iter()
            .map(|span| calendar::Span { from_min: minute(span.from), to_min: minute(span.to) });
        lines.push(calendar::HoursLine { days, spans: spans.collect(), reason: line.reason.clone() });
    }
    Ok(calendar::HoursPlan { zone: data.zone.clone(), holidays, lines })
}

fn minute(time: Time) -> u16 {
    u16::from(time.hour) * 60 + u16::from(time.minute)
}

/// A date of the machine as one of the calendar; `None` if there is no such day.
pub(crate) fn civil(date: Date) -> Option<calendar::Date> {
    calendar::Date::new(date.year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

fn days(spec: &DaySpec) -> Option<calendar::DaySpec> {
    use calendar::{Day, DaySpec as Days};
    Some(match spec {
        DaySpec::Date(date) => Days::Day(Day::Date(civil(*date)?)),
        DaySpec::Dates(first, last) => {
            Days::Range { first: Day::Date(civil(*first)?), last: Day::Date(civil(*last)?) }
        }
        DaySpec::Yearly(day) => Days::Day(yearly(*day)),
        DaySpec::YearlyRange(first, last) => Days::Range { first: yearly(*first), last: yearly(*last) },
        DaySpec::HolidayNamed(name) => Days::Holiday { name: Some(name.clone()) },
        DaySpec::Holiday => Days::Holiday { name: None },
        DaySpec::Weekdays(weekdays) => {
            let set = weekdays.iter().try_fold(calendar::WeekdaySet::EMPTY, |set, weekday| {
                let offset = i8::try_from(*weekday).ok()?;
                Some(set.with(calendar::Weekday::from_monday_zero_offset(offset).ok()?))
            });
            Days::Weekdays(set?)
        }
        DaySpec::EveryDay => Days::EveryDay,
    })
}

fn yearly(day: YearDay) -> calendar::Day {
    use calendar::{Day, Nth, Weekday};
    match day {
        YearDay::MonthDay { month, day } => Day::Yearly { month, day },
        YearDay::NthWeekday { nth, weekday, month } => Day::NthWeekday {
            nth: if nth == 0 { Nth::Last } else { Nth::Number(nth) },
            weekday: Weekday::Monday.wrapping_add(i64::from(weekday % 7)),
            month,
        },
        YearDay::Easter { offset } => Day::Easter { offset_days: offset },
    }
}
