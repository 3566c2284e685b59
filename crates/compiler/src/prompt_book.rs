//! The prompt book: everything that a client can say, for recording it and for rendering it (language.md 4.2).

use crate::generate::{ANY, Generated};
use crate::project::Client;
use rufplan_calendar::holiday_name;
use rufplan_diag::SourceFile;
use rufplan_machine::script::{
    Expr, Fact, HoursData, LangTag, Machine, Part, Place, PromptId, PromptLine, Recording, SayAs, State,
    Stretch, spoken_stretch,
};
use rufplan_machine::value::{Type, Value};
use rufplan_speech::{Piece, Speaker, Spoken};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that can be said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PromptBook {
    /// One entry for each part of a prompt that has words, in the order of client, prompt, language, line, part.
    pub entries: Vec<PromptEntry>,
    /// Everything that a call can ask a voice for, besides values from outside; the atoms of values
    /// ([`rufplan_speech::Speaker::atoms`]) are one entry without a text.
    pub renderings: BTreeSet<Rendering>,
}

/// What a voice is asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Rendering {
    /// Language of the voice.
    pub lang: LangTag,
    /// The words; `None` stands for all atoms of the language, of which values are made.
    pub text: Option<String>,
    /// Voice named in the script.
    pub voice: Option<String>,
    /// Speed in per cent of the voice's own, where the script says one.
    pub speed_percent: Option<u16>,
}

/// Words of a prompt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PromptEntry {
    /// Name of the client.
    pub client: String,
    /// Name of the prompt; an inline text in quotes.
    pub prompt: PromptId,
    /// Language of the line, `any` for all.
    pub lang: LangTag,
    /// Number of the line among those of its language, from 1.
    pub line: u32,
    /// The words, with their placeholders as in the script.
    pub words: String,
    /// The recording, where the file was there at compile time.
    pub file: Option<Recording>,
    /// Where it is said, in the order of the files.
    pub said_at: Vec<Place>,
}

impl PromptBook {
    /// Adds the book of another client.
    pub(crate) fn append(&mut self, mut other: PromptBook) {
        self.entries.append(&mut other.entries);
        // `append` would go through all of those that are there
        self.renderings.extend(other.renderings);
    }

    /// Adds a client.
    pub(crate) fn add(&mut self, client: &Client<'_>, generated: &Generated) {
        let machine = &generated.machine;
        let values = Values::of(machine);
        for (id, prompt) in &machine.prompts {
            // a prompt that stands for a reference has the lines of others
            if prompt.lines.values().flatten().any(|line| line.of.is_some()) {
                continue;
            }
            let mut said_at: Vec<Place> = generated
                .said_at
                .get(id)
                .into_iter()
                .flatten()
                .filter_map(|origin| place(client, &origin.file, origin.span.start))
                .collect();
            said_at.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
            said_at.dedup();
            for (lang, lines) in &prompt.lines {
                for (number, line) in lines.iter().enumerate() {
                    self.add_line(machine, id, lang, number, line, &said_at);
                    self.render_line(machine, &values, lang, line);
                }
            }
        }
    }

    fn add_line(
        &mut self,
        machine: &Machine,
        prompt: &PromptId,
        lang: &LangTag,
        number: usize,
        line: &PromptLine,
        said_at: &[Place],
    ) {
        for part in &line.parts {
            let Part::Words { stretches, recording, .. } = part else { continue };
            self.entries.push(PromptEntry {
                client: machine.client.clone(),
                prompt: prompt.clone(),
                lang: lang.clone(),
                line: u32::try_from(number + 1).unwrap_or(u32::MAX),
                words: stretches.iter().map(stretch_words).collect(),
                file: recording.clone(),
                said_at: said_at.to_vec(),
            });
        }
    }

    /// What a voice must be able to say for a line. A recorded part needs no voice.
    fn render_line(&mut self, machine: &Machine, values: &Values, lang: &LangTag, line: &PromptLine) {
        // an `any` text is spoken by the voice of the client's first language (language.md 2.4)
        let first = machine.languages.first().map_or("", String::as_str);
        let own = if lang == ANY { first } else { lang };
        for part in &line.parts {
            let Part::Words { stretches, recording: None, lang: other, .. } = part else { continue };
            let voice = other.as_deref().unwrap_or(own);
            let rendering = |text: Option<String>| Rendering {
                lang: voice.to_string(),
                text,
                voice: machine.voices.get(voice).cloned(),
                speed_percent: line.speed_percent,
            };
            for stretch in stretches {
                match stretch {
                    Stretch::Fixed(text) => {
                        let words = spoken_stretch(text).map(str::to_string);
                        self.renderings.extend(words.map(|words| rendering(Some(words))));
                    }
                    Stretch::Value { value, say_as } => {
                        let texts = values.texts(machine, value, *say_as, voice);
                        self.renderings.extend(texts.into_iter().map(|text| rendering(Some(text))));
                        self.renderings.insert(rendering(None));
                    }
                }
            }
        }
    }
}

fn place(client: &Client<'_>, path: &str, offset: usize) -> Option<Place> {
    let file = client.symbols.files.iter().find(|f| &*f.source.path == path)?;
    Some(place_in(&file.source, offset))
}

/// A place for people.
pub(crate) fn place_in(source: &SourceFile, offset: usize) -> Place {
    let position = source.position(offset);
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Place { path: source.path.to_string(), line: number(position.line), column: number(position.column) }
}

/// A stretch as text: fixed words, or the value in braces.
fn stretch_words(stretch: &Stretch) -> String {
    match stretch {
        Stretch::Fixed(text) => text.clone(),
        Stretch::Value { value, say_as } => {
            let how = format!("{say_as:?}").to_lowercase();
            format!("{{{} as {how}}}", value_words(value))
        }
    }
}

fn value_words(value: &Expr) -> String {
    match value {
        Expr::Var(name) => name.clone(),
        Expr::Fact(fact) => fact_words(fact),
        Expr::Field(of, field) => format!("{}.{field}", value_words(of)),
        _ => "…".to_string(),
    }
}

fn fact_words(fact: &Fact) -> String {
    let text = match fact {
        Fact::CallerNumber => "caller.number",
        Fact::CallerCountry => "caller.country",
        Fact::CallerAbroad => "caller.abroad",
        Fact::NumberDialled => "call.number_dialled",
        Fact::CallLanguage => "call.language",
        Fact::CallId => "call.id",
        Fact::CallStarted => "call.started",
        Fact::Now => "now",
        Fact::NowDate => "now.date",
        Fact::NowTime => "now.time",
        Fact::NowWeekday => "now.weekday",
        Fact::MenuCode => "menu.code",
        Fact::Entry => "entry",
        Fact::QueuePlace => "queue.place",
        Fact::QueueExpectedWait => "queue.expected_wait",
        Fact::QueueWaited => "queue.waited",
        Fact::CallbackNumber => "callback.number",
        Fact::CallbackAt => "callback.at",
        Fact::AgentId => "agent.id",
        Fact::AgentName => "agent.name",
        Fact::MessageSound => "message.sound",
        Fact::MessageLength => "message.length",
        Fact::MessageBox => "message.box",
        Fact::ClientName => "client.name",
        Fact::Switch(name) => name,
        Fact::WaitingIn(queue) => return format!("{queue}.waiting"),
        Fact::AgentsIn(queue) => return format!("{queue}.agents"),
        Fact::FreeIn(queue) => return format!("{queue}.free"),
        Fact::ExpectedWaitIn(queue) => return format!("{queue}.expected_wait"),
        Fact::FullIn(queue) => return format!("{queue} is full"),
        Fact::HoursIsOpen(hours) => return format!("{hours}.is_open"),
        Fact::HoursNextOpen(hours) => return format!("{hours}.next_open"),
        Fact::HoursClosesAt(hours) => return format!("{hours}.closes_at"),
        Fact::HoursReason(hours) => return format!("{hours}.reason"),
        Fact::HoursHoliday(hours) => return format!("{hours}.holiday"),
        Fact::CalendarToday(calendar) => return format!("{calendar}.today"),
    };
    text.to_string()
}

/// The values that variables can take as far as the script alone says.
struct Values {
    /// Texts, names and the like by variable: first values and literals that are set.
    set: BTreeMap<String, Vec<Value>>,
}

impl Values {
    fn of(machine: &Machine) -> Self {
        let mut set: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for (name, variable) in &machine.vars {
            set.entry(name.clone()).or_default().extend(variable.init.clone());
        }
        // what is put into a variable: values, and other variables whose values come along
        let mut from: Vec<(&String, &String)> = Vec::new();
        for (var, value) in puts(machine) {
            match value {
                Expr::Value(value) => set.entry(var.clone()).or_default().push(value.clone()),
                Expr::Var(other) => from.push((var, other)),
                _ => {}
            }
        }
        // each round adds values to finite lists
        loop {
            let mut grew = false;
            for (var, other) in &from {
                let given = set.get(*other).cloned().unwrap_or_default();
                let values = set.entry((*var).clone()).or_default();
                for value in given {
                    if !values.contains(&value) {
                        values.push(value);
                        grew = true;
                    }
                }
            }
            if !grew {
                return Values { set };
            }
        }
    }

    /// What a placeholder can say in a language that is in no list of atoms.
    fn texts(&self, machine: &Machine, value: &Expr, say_as: SayAs, lang: &str) -> BTreeSet<String> {
        let Some(speaker) = Speaker::for_lang(lang) else { return BTreeSet::new() };
        let spoken = self.listed(machine, value, lang).into_iter().filter_map(|value| spoken(&value, say_as));
        let pieces = spoken.flat_map(|spoken| speaker.pieces(&spoken, ""));
        let texts = pieces.filter_map(|piece| match piece {
            Piece::Text(text) => spoken_stretch(&text).map(str::to_string),
            Piece::Atom(_) | Piece::Pause(_) => None,
        });
        texts.collect()
    }

    /// The values that the compiler can list.
    fn listed(&self, machine: &Machine, value: &Expr, lang: &str) -> Vec<Value> {
        match value {
            Expr::Value(value) => vec![value.clone()],
            Expr::Var(name) => {
                let mut values = self.set.get(name).cloned().unwrap_or_default();
                let of = machine.vars.get(name).map(|variable| &variable.of);
                values.extend(of.into_iter().flat_map(|of| closed_list(of, machine)));
                values
            }
            Expr::Fact(Fact::CallLanguage) => closed_list(&Type::Language, machine),
            Expr::Fact(Fact::ClientName) => vec![Value::Name(machine.client_name.clone())],
            Expr::Fact(Fact::HoursReason(hours)) => {
                let lines = machine.hours.get(hours).into_iter().flat_map(|hours| &hours.lines);
                lines.filter_map(|line| line.reason.clone()).map(Value::Text).collect()
            }
            Expr::Fact(Fact::HoursHoliday(hours)) => {
                let ids =
                    machine.hours.get(hours).map(|hours| holiday_ids(machine, hours)).unwrap_or_default();
                ids.into_iter().map(|id| Value::Name(holiday_name(&id, lang).to_string())).collect()
            }
            Expr::Fact(Fact::CalendarToday(calendar)) => {
                let dates = machine.calendars.get(calendar).into_iter().flat_map(|c| &c.dates);
                dates.map(|date| Value::Name(holiday_name(&date.id, lang).to_string())).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Everything that is put into variables: by `set`, by jumps, by number lines.
fn puts(machine: &Machine) -> Vec<(&String, &Expr)> {
    let mut puts: Vec<(&String, &Expr)> = machine.numbers.values().flat_map(|entry| &entry.args).collect();
    for state in machine.states.values() {
        match state {
            State::Set { var, value, .. } => puts.push((var, value)),
            State::GoTo(to) => puts.extend(&to.args),
            State::Call(call) => puts.extend(&call.args),
            _ => {}
        }
    }
    puts
}

fn closed_list(of: &Type, machine: &Machine) -> Vec<Value> {
    match of {
        Type::OneOf(values) => values.iter().cloned().map(Value::Choice).collect(),
        Type::Language => machine.languages.iter().cloned().map(Value::Language).collect(),
        Type::Maybe(inner) => closed_list(inner, machine),
        _ => Vec::new(),
    }
}

fn holiday_ids(machine: &Machine, hours: &HoursData) -> BTreeSet<String> {
    let region = hours.region.as_ref().and_then(|region| machine.holidays.get(region)).map(|set| &set.dates);
    let calendar = hours.calendar.as_ref().and_then(|name| machine.calendars.get(name)).map(|set| &set.dates);
    region.into_iter().chain(calendar).flatten().map(|date| date.id.clone()).collect()
}

/// A listed value as crate `speech` says it; `None` for kinds whose words are all atoms.
fn spoken(value: &Value, say_as: SayAs) -> Option<Spoken> {
    let text = match value {
        Value::Text(text) | Value::Name(text) => text.clone(),
        Value::Choice(word) => return Some(Spoken::Choice(word.clone())),
        Value::Language(tag) => return Some(Spoken::Language(tag.clone())),
        _ => return None,
    };
    match say_as {
        SayAs::Plain | SayAs::Name => Some(Spoken::Text(text)),
        SayAs::Spelled => Some(Spoken::Spelled(text)),
        _ => None,
    }
}
