//! Numbers, times and dates that are written in another form (E0105).

use rufplan_diag::{Diagnostic, SourceFile, Span};

use crate::Rule;
use crate::diagnostics::e0105::{self, Form};
use crate::expected::words;
use crate::lines::{is_word_char, strip_words};
use crate::suggest::suggest;

/// A value at a place of a line that has another form here, with the right one.
pub(super) fn other_form(
    source: &SourceFile,
    span: Span,
    at: usize,
    expected: &[Rule],
) -> Option<Diagnostic> {
    let text = source.slice(span);
    let start = start_of_value(text, at);
    let wants = |rules: &[Rule]| rules.iter().any(|r| expected.contains(r));
    let wants_time = wants(&[Rule::clock, Rule::time_range]);
    let wants_day =
        wants(&[Rule::day, Rule::date, Rule::day_of_year, Rule::month, Rule::day_spec, Rule::hours_line]);
    let wants_keys = wants(&[Rule::dtmf, Rule::press_keys, Rule::kw_anywhere]);
    let rest = &text[start..];
    let from_start = |f| (start, f);
    let (base, (form, inner, right)) = weekdays(rest)
        .filter(|_| {
            wants(&[Rule::weekday, Rule::weekday_span, Rule::weekdays, Rule::hours_line, Rule::day_spec])
        })
        .or_else(|| day_in_german(rest))
        .or_else(|| iso_date(rest))
        .map(from_start)
        .or_else(|| month(&text[at..]).filter(|_| wants_day).map(|f| (at, f)))
        .or_else(|| clock(rest, wants_time).map(from_start))
        .or_else(|| decimal_comma(rest).filter(|_| !wants_keys).map(from_start))
        .or_else(|| duration(rest).filter(|_| !wants_time && !wants_keys).map(from_start))?;
    let place = Span::new(span.start + base + inner.start, span.start + base + inner.end);
    (source.slice(place) != right).then(|| e0105::other_form(source, place, form, &right))
}

/// Days of the week in another form at the beginning of a line: `mo-fr`.
pub(super) fn other_weekdays(source: &SourceFile, span: Span) -> Option<Diagnostic> {
    let (form, inner, right) = weekdays(source.slice(span))?;
    let place = Span::new(span.start + inner.start, span.start + inner.end);
    Some(e0105::other_form(source, place, form, &right))
}

type Found = Option<(Form, Span, String)>;

/// The parser may have read the first digits already: a value begins where its run of digits begins.
fn start_of_value(text: &str, at: usize) -> usize {
    // a unit may stand behind a blank
    let unit = text[at..].starts_with(char::is_alphabetic);
    let before = if unit { text[..at].trim_end_matches([' ', '\t']) } else { &text[..at] };
    let glued = |t: &str| {
        t.len() - t.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':')).len()
    };
    let run = glued(before);
    let start = before.len() - run;
    // only digits that belong together, not the end of a name
    if run > 0
        && text[start..].starts_with(|c: char| c.is_ascii_digit())
        && !text[..start].ends_with(is_word_char)
    {
        start
    } else {
        at
    }
}

fn digits(text: &str) -> Option<(u32, usize)> {
    let len = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (1..=6).contains(&len).then(|| text[..len].parse().ok().map(|n| (n, len)))?
}

fn decimal_comma(rest: &str) -> Found {
    let (_, whole) = digits(rest)?;
    let (_, places) = digits(rest[whole..].strip_prefix(',')?)?;
    let len = whole + 1 + places;
    Some((Form::DecimalComma, Span::new(0, len), rest[..len].replace(',', ".")))
}

/// `8:00`, `8.00`, `08.00`, `8 Uhr`, and where a time must stand, `8`.
fn clock(rest: &str, wanted: bool) -> Found {
    let (hour, len) = digits(rest).filter(|(h, l)| *h <= 24 && *l <= 2)?;
    let behind = &rest[len..];
    let sign = behind.starts_with(':') || wanted && behind.starts_with(['.', 'h']);
    if let Some((minute, places)) =
        behind.get(1..).filter(|_| sign).and_then(digits).filter(|(m, l)| *m < 60 && *l <= 2)
    {
        let len = len + 1 + places;
        let len = len + hour_word(&rest[len..]);
        return Some((Form::Time, Span::new(0, len), format!("{hour:02}:{minute:02}")));
    }
    let alone = !behind.starts_with(|c: char| is_word_char(c) || matches!(c, '.' | ':' | ','));
    let word = hour_word(behind);
    (wanted && (alone || word > 0)).then(|| (Form::Time, Span::new(0, len + word), format!("{hour:02}:00")))
}

fn hour_word(text: &str) -> usize {
    let rest = text.trim_start();
    ["Uhr", "uhr", "h"]
        .iter()
        .find_map(|w| strip_words(rest, w))
        .map_or(0, |behind| text.len() - behind.len())
}

/// `24.12.`, `24.12.2026`, `24. Dezember`.
fn day_in_german(rest: &str) -> Found {
    let (day, len) = digits(rest).filter(|(d, l)| (1..=31).contains(d) && *l <= 2)?;
    let behind = rest[len..].strip_prefix('.')?;
    if let Some((month, month_len)) = digits(behind).filter(|(m, l)| (1..=12).contains(m) && *l <= 2) {
        let name = words(Rule::month).get(month as usize - 1)?;
        let tail = &behind[month_len..];
        let dotted = tail.strip_prefix('.');
        let year = dotted.and_then(digits).filter(|(_, l)| *l == 4);
        if let Some((year, _)) = year {
            return Some((
                Form::Date,
                Span::new(0, len + 1 + month_len + 5),
                format!("{year}-{month:02}-{day:02}"),
            ));
        }
        // `8.30` may be a time: a day has its second point
        dotted?;
        return Some((Form::Date, Span::new(0, len + 1 + month_len + 1), format!("{day} {name}")));
    }
    let (name, name_len) = month_word(behind.trim_start())?;
    let end = rest.len() - behind.trim_start().len() + name_len;
    Some((Form::Date, Span::new(0, end), format!("{day} {name}")))
}

/// `2026-1-5`, `2026/12/24`.
fn iso_date(rest: &str) -> Found {
    let (year, len) = digits(rest).filter(|(_, l)| *l == 4)?;
    let sign = rest[len..].chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, month_len) = digits(&rest[len + 1..]).filter(|(m, l)| (1..=12).contains(m) && *l <= 2)?;
    let behind = rest[len + 1 + month_len..].strip_prefix(sign)?;
    let (day, day_len) = digits(behind).filter(|(d, l)| (1..=31).contains(d) && *l <= 2)?;
    Some((Form::Date, Span::new(0, len + 2 + month_len + day_len), format!("{year}-{month:02}-{day:02}")))
}

/// A month in another language or in full.
fn month(text: &str) -> Found {
    let (name, len) = month_word(text)?;
    Some((Form::Date, Span::new(0, len), name.into()))
}

fn month_word(text: &str) -> Option<(&'static str, usize)> {
    let months = words(Rule::month);
    let len = text.len() - text.trim_start_matches(char::is_alphabetic).len();
    let word = text[..len].to_lowercase();
    const IN_FULL: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let full = IN_FULL
        .iter()
        .position(|m| *m == word || word == "sept" && *m == "september")
        .and_then(|i| months.get(i));
    let found = full.or_else(|| months.iter().find(|m| **m == word)).copied().or_else(|| {
        let meant = suggest(&word, months)?.meant;
        months.iter().find(|m| **m == meant).copied()
    })?;
    let dot = usize::from(text[len..].starts_with('.'));
    Some((found, len + dot))
}

/// `mo-fr`, `Montag`.
fn weekdays(rest: &str) -> Found {
    let len = rest.len()
        - rest.trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, '-' | '–' | ',' | ' ')).len();
    let run = rest[..len].trim_end_matches(|c: char| !c.is_alphabetic());
    let run = run.strip_suffix("closed").unwrap_or(run).trim_end();
    let mut right = String::new();
    let mut changed = false;
    let mut word_start = None;
    for (at, c) in run.char_indices().chain([(run.len(), ' ')]) {
        if c.is_alphabetic() {
            word_start = word_start.or(Some(at));
            continue;
        }
        if let Some(start) = word_start.take() {
            let word = &run[start..at];
            let day = weekday(word)?;
            changed |= day != word;
            right.push_str(day);
        }
        if at < run.len() {
            right.push(if c == '–' { '-' } else { c });
        }
    }
    changed.then(|| (Form::Weekday, Span::new(0, run.len()), right))
}

fn weekday(word: &str) -> Option<&'static str> {
    const IN_FULL: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let days = words(Rule::weekday);
    let lower = word.to_lowercase();
    let full = IN_FULL.iter().position(|d| *d == lower || lower.len() > 3 && d.starts_with(&lower));
    full.and_then(|i| days.get(i)).or_else(|| days.iter().find(|d| **d == lower)).copied().or_else(|| {
        let meant = suggest(&lower, days)?.meant;
        days.iter().find(|d| **d == meant).copied()
    })
}

/// `0 s`, `5 sek`, `2 Minuten`.
fn duration(rest: &str) -> Found {
    let (_, len) = digits(rest)?;
    let places = rest[len..].strip_prefix('.').and_then(digits).map_or(0, |(_, l)| l + 1);
    let number = &rest[..len + places];
    let behind = rest[number.len()..].trim_start();
    let word = &behind[..behind.len() - behind.trim_start_matches(char::is_alphabetic).len()];
    let unit = match word.to_lowercase().as_str() {
        "ms" | "msec" | "millisekunden" | "milliseconds" => "ms",
        "s" | "sec" | "secs" | "second" | "seconds" | "sek" | "sekunde" | "sekunden" => "s",
        "min" | "mins" | "minute" | "minutes" | "minuten" | "m" => "min",
        "h" | "hour" | "hours" | "std" | "stunde" | "stunden" => "h",
        "d" | "day" | "days" | "tag" | "tage" => "d",
        _ => return None,
    };
    let end = rest.len() - behind.len() + word.len();
    Some((Form::Duration, Span::new(0, end), format!("{number}{unit}")))
}
