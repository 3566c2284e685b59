//! From prompts and values to words and pieces (language.md 2.4, 4.2; semantics.md W).

use crate::Program;
use crate::view::{View, calling_code, machine_date, text};
use rufplan_machine::call::{Piece, Said};
use rufplan_machine::script::{Expr, Part, Prompt, PromptLine, Recording, SayAs, Stretch, spoken_stretch};
use rufplan_machine::value::{Date, Time, Value};
use rufplan_speech::{self as speech, Currency, Speaker, Spoken};

impl<'a> View<'a> {
    /// A prompt as it is said now in `lang`: the first line whose condition is true of that language, else of `any`,
    /// else of the client's first.
    pub fn said(self, prompt: &str, lang: &'a str) -> Said {
        let Some(found) = self.program.machine().prompts.get(prompt) else {
            return Said { prompt: prompt.to_owned(), lang: lang.to_owned(), ..empty() };
        };
        let (lang, lines) = lines(self.program, found, lang);
        let view = View { lang, ..self };
        let line = lines.iter().find(|line| line.when.as_ref().is_none_or(|when| view.holds(when)));
        let prompt = line.and_then(|line| line.of.as_deref()).unwrap_or(prompt);
        let mut saying = Saying { view, words: String::new(), pieces: Vec::new(), speed_percent: None };
        if let Some(line) = line {
            saying.line(line);
        }
        Said { prompt: prompt.to_owned(), lang: lang.to_owned(), words: saying.words, pieces: saying.pieces }
    }

    /// Which line of a prompt is said now in `lang`: the key of its language in the machine, and its number from 0.
    pub fn line(self, prompt: &str, lang: &'a str) -> Option<(&'a str, usize)> {
        let (key, found) = self.program.machine().prompts.get_key_value(prompt).map(|(_, found)| {
            let key = [lang, "any", self.program.first_language()];
            let key = key.into_iter().find_map(|key| found.lines.get_key_value(key));
            (key.or(found.lines.iter().next()), found)
        })?;
        let (_, lines) = lines(self.program, found, lang);
        let view = View { lang, ..self };
        let number = lines.iter().position(|line| line.when.as_ref().is_none_or(|when| view.holds(when)))?;
        Some((key?.0.as_str(), number))
    }

    /// An address: fixed texts as they are, values plain and percent-encoded (RFC 3986, 2.3); the unknown is empty.
    pub fn address(&self, stretches: &[Stretch]) -> String {
        let mut address = String::new();
        for stretch in stretches {
            match stretch {
                Stretch::Fixed(fixed) => address.push_str(fixed),
                Stretch::Value { value, .. } => percent_encode(&self.plain(&self.eval(value)), &mut address),
            }
        }
        address
    }

    /// A value as it is written in fields, labels and addresses; the unknown is empty.
    pub fn plain(&self, value: &Value) -> String {
        plain(self.program, value)
    }

    /// A value ready for the speaker; `None` for the unknown and for what cannot be said so.
    fn spoken(&self, value: &Value, say_as: SayAs) -> Option<Spoken> {
        let as_text = || Some(Spoken::Text(self.plain(value)));
        Some(match (value, say_as) {
            (Value::Unknown | Value::Secret(_), _) => return None,
            (Value::Money { cents, currency }, _) => match Currency::from_code(currency) {
                Some(currency) => Spoken::Money { cents: *cents, currency },
                None => return as_text(),
            },
            (Value::Number(n), SayAs::Ordinal) => Spoken::Ordinal(n.to_i64()),
            (Value::Number(n), SayAs::Year) => Spoken::Year(n.to_i64()),
            (Value::Number(n), SayAs::Digits | SayAs::Spelled) => Spoken::Digits(decimal(n.units, n.scale)),
            (Value::Number(n), _) => Spoken::Number { units: n.units, scale: n.scale },
            (Value::Date(date), SayAs::Year) => Spoken::Year(date.year.into()),
            (Value::Date(date), SayAs::Weekday) => Spoken::Weekday(
                crate::program::civil(*date)?.weekday().to_monday_zero_offset().unsigned_abs(),
            ),
            (Value::Date(date), _) => Spoken::Date(speech_date(*date)),
            (Value::Time(time), _) => Spoken::Time(speech_time(*time)),
            (Value::Moment(at), say_as) => self.spoken_moment(*at, say_as),
            (Value::Weekday(day), _) => Spoken::Weekday(*day),
            (Value::Duration(ms), _) => Spoken::Duration { ms: *ms },
            (Value::Wait(ms), _) => Spoken::Wait { ms: *ms },
            (Value::YesNo(yes), _) => Spoken::YesNo(*yes),
            (Value::Language(tag), _) => Spoken::Language(tag.clone()),
            (Value::Choice(choice), SayAs::Plain) => Spoken::Choice(choice.clone()),
            (Value::Holiday(id), _) => Spoken::Text(rufplan_calendar::holiday_name(id, self.lang).to_owned()),
            (Value::Phone(number), SayAs::Digits) => Spoken::Digits(number.clone()),
            (Value::Phone(number), SayAs::Plain | SayAs::Name) => Spoken::Text(number.clone()),
            (Value::Phone(number), _) => self.spoken_phone(number),
            (Value::Digits(digits), SayAs::Number) => match digits.parse() {
                Ok(units) => Spoken::Number { units, scale: 0 },
                Err(_) => Spoken::Digits(digits.clone()),
            },
            (Value::Digits(digits), SayAs::Phone) => self.spoken_phone(digits),
            (Value::Digits(digits), _) => Spoken::Digits(digits.clone()),
            (other, SayAs::Spelled) => Spoken::Spelled(text(other)?.to_owned()),
            (other, SayAs::Digits) => Spoken::Digits(text(other)?.to_owned()),
            (other, SayAs::Phone) => self.spoken_phone(text(other)?),
            _ => return as_text(),
        })
    }

    fn spoken_phone(&self, number: &str) -> Spoken {
        let home = calling_code(&self.program.machine().country).unwrap_or_default();
        Spoken::Phone { number: number.to_owned(), home: home.to_owned() }
    }

    /// A moment by the client's zone and the moment of the play (W5).
    fn spoken_moment(&self, at: i64, say_as: SayAs) -> Spoken {
        let (then, now) = (self.program.zone.to_local(at), self.program.zone.to_local(self.c.t_ms));
        let date = speech_date(machine_date(then.date));
        let time = speech::Time { hour: then.hour, minute: then.minute, second: then.second };
        match say_as {
            SayAs::Date => Spoken::Date(date),
            SayAs::Time => Spoken::Time(time),
            SayAs::Weekday => Spoken::Weekday(then.weekday.to_monday_zero_offset().unsigned_abs()),
            SayAs::Year => Spoken::Year(then.date.year().into()),
            _ => Spoken::Moment { date, time, today: speech_date(machine_date(now.date)) },
        }
    }
}

/// A value as it is written in fields, labels and addresses; the unknown is empty.
pub(crate) fn plain(program: &Program, value: &Value) -> String {
    match value {
        Value::Unknown | Value::Secret(_) => String::new(),
        Value::Number(n) => decimal(n.units, n.scale),
        Value::Money { cents, currency } => format!("{} {currency}", decimal(*cents, 2)),
        Value::Date(date) => date_text(*date),
        Value::Time(time) => format!("{:02}:{:02}", time.hour, time.minute),
        Value::Moment(at) => {
            let local = program.zone.to_local(*at);
            let date = date_text(machine_date(local.date));
            format!("{date} {:02}:{:02}", local.hour, local.minute)
        }
        Value::Weekday(day) => {
            ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][usize::from(*day % 7)].into()
        }
        Value::Duration(ms) | Value::Wait(ms) => duration(*ms),
        Value::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        other => text(other).unwrap_or_default().to_owned(),
    }
}

/// Which lines of a prompt hold for a language, and the language they are spoken in: a text for `any` language is said
/// by the voice of the client's first (language.md 2.4).
fn lines<'p>(program: &'p Program, prompt: &'p Prompt, lang: &'p str) -> (&'p str, &'p [PromptLine]) {
    let first = program.first_language();
    if let Some(lines) = prompt.lines.get(lang) {
        return (lang, lines);
    }
    match prompt.lines.get("any").or_else(|| prompt.lines.get(first)) {
        Some(lines) => (first, lines),
        // a prompt has at least one line, whatever its language
        None => prompt.lines.iter().next().map_or((first, &[]), |(lang, lines)| (lang.as_str(), lines)),
    }
}

/// A line in the making.
struct Saying<'a> {
    view: View<'a>,
    words: String,
    pieces: Vec<Piece>,
    /// `speed 115%` of the line.
    speed_percent: Option<u16>,
}

impl Saying<'_> {
    fn line(&mut self, line: &PromptLine) {
        self.speed_percent = line.speed_percent;
        for part in &line.parts {
            match part {
                Part::Pause(ms) => self.pieces.push(Piece::Pause { ms: *ms }),
                Part::Words { stretches, recording, stored, lang } => {
                    self.part(stretches, recording.as_ref(), stored.as_ref(), lang.as_deref());
                }
            }
        }
    }

    fn part(
        &mut self,
        stretches: &[Stretch],
        recording: Option<&Recording>,
        stored: Option<&Expr>,
        lang: Option<&str>,
    ) {
        let lang = lang.unwrap_or(self.view.lang);
        if !self.words.is_empty() && !self.words.ends_with(' ') {
            self.words.push(' ');
        }
        let (start, pieces) = (self.words.len(), self.pieces.len());
        for stretch in stretches {
            match stretch {
                Stretch::Fixed(fixed) => {
                    // "at eight a.m." ends the sentence with its own full stop
                    let ended =
                        self.words.ends_with('.') && fixed.starts_with('.') && !fixed.starts_with("..");
                    self.words.push_str(if ended { &fixed[1..] } else { fixed });
                    if let Some(spoken) = spoken_stretch(fixed) {
                        self.voice(lang, spoken.to_owned());
                    }
                }
                Stretch::Value { value, say_as } => {
                    let value = self.view.eval(value);
                    let view = View { lang, ..self.view };
                    if let Value::Recording(sound) = &value {
                        self.recording(sound);
                    } else if let Some(spoken) = view.spoken(&value, *say_as) {
                        self.value(lang, &spoken);
                    }
                }
            }
        }
        if let Some(Recording { path, sha256 }) = recording {
            let words = self.words[start..].to_owned();
            self.pieces.truncate(pieces);
            self.pieces.push(Piece::File { path: path.clone(), sha256: sha256.clone(), words });
        }
        let name = stored.map(|stored| self.view.plain(&self.view.eval(stored))).unwrap_or_default();
        if !name.is_empty() {
            let words = self.words[start..].trim().to_owned();
            let voice = self.view.program.machine().voices.get(lang).cloned();
            self.pieces.truncate(pieces);
            self.pieces.push(Piece::Stored { name, lang: lang.to_owned(), voice, words });
        }
    }

    /// The caller's own words.
    fn recording(&mut self, sound: &str) {
        let c = self.view.c;
        let message = c.message.as_ref().filter(|message| message.sound == sound);
        let length_ms = c.recordings.get(sound).copied().or(message.map(|m| m.length_ms));
        if let Some(length_ms) = length_ms {
            self.pieces.push(Piece::Recording { sound: sound.to_owned(), length_ms });
        }
    }

    /// A value in the form that the words before it ask for (W1).
    fn value(&mut self, lang: &str, spoken: &Spoken) {
        let speaker = self.view.program.speakers.get(lang).copied().or_else(|| Speaker::for_lang(lang));
        let Some(speaker) = speaker else { return };
        let said = speaker.pieces(spoken, &self.words);
        self.words.push_str(&speech::join(&said));
        for piece in said {
            match piece {
                speech::Piece::Atom(atom) => self.voice(lang, atom.text),
                speech::Piece::Text(text) => self.voice(lang, text),
                speech::Piece::Pause(ms) => self.pieces.push(Piece::Pause { ms }),
            }
        }
    }

    fn voice(&mut self, lang: &str, text: String) {
        let voice = self.view.program.machine().voices.get(lang).cloned();
        self.pieces.push(Piece::Words {
            lang: lang.to_owned(),
            voice,
            speed_percent: self.speed_percent,
            text,
        });
    }
}

fn empty() -> Said {
    Said { prompt: String::new(), lang: String::new(), words: String::new(), pieces: Vec::new() }
}

fn speech_date(date: Date) -> speech::Date {
    speech::Date { year: date.year.into(), month: date.month, day: date.day }
}

fn speech_time(time: Time) -> speech::Time {
    speech::Time { hour: time.hour, minute: time.minute, second: time.second }
}

fn date_text(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

fn decimal(units: i64, scale: u8) -> String {
    let digits = format!("{:0width$}", units.unsigned_abs(), width = usize::from(scale) + 1);
    let (whole, places) = digits.split_at(digits.len() - usize::from(scale));
    let sign = if units < 0 { "-" } else { "" };
    if places.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{places}") }
}

/// A length of time as a script writes it: `1h 30min`, `90s`, `300ms`.
fn duration(ms: i64) -> String {
    let sign = if ms < 0 { "-" } else { "" };
    let ms = ms.unsigned_abs();
    if !ms.is_multiple_of(1000) {
        return format!("{sign}{ms}ms");
    }
    let (h, min, s) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
    let parts = [(h, "h"), (min, "min"), (s, "s")];
    let shown: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n}{unit}")).collect();
    if shown.is_empty() { "0s".to_owned() } else { format!("{sign}{}", shown.join(" ")) }
}

fn percent_encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(byte.into()),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
}
