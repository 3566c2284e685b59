//! Menus: their keys against each other and against their words.

use super::settings::{Block, HOUR, MINUTE, SECOND, Takes};
use super::{Client, wording};
use crate::diagnostics::{self as d, BadCase};
use crate::{Place, Sink, place};
use rufplan_syntax::ast::{
    File, KeyRange, Literal, Menu, OnArm, OnCase, PressArm, PressHead, PromptPart, Purpose, SayItem, Setting,
    Text,
};
use std::collections::{BTreeMap, BTreeSet};

/// Settings of `defaults`; a menu has some more.
pub(super) const QUESTION: [(&str, Takes); 5] = [
    ("first key within", Takes::Duration(SECOND / 2, 10 * MINUTE)),
    ("next key within", Takes::Duration(SECOND / 10, MINUTE)),
    ("attempts", Takes::Whole(1, 20)),
    ("interrupt", Takes::YesNo),
    ("give up after", Takes::DurationOr(SECOND, HOUR, "none")),
];

const OWN: [(&str, Takes); 3] =
    [("counts in", Takes::Failures), ("keys anywhere", Takes::YesNo), ("formerly", Takes::Words)];

/// More options than this are too many (W0501).
const OPTIONS_AT_MOST: usize = 5;
/// Longest range of codes that is looked at one by one.
const RANGE_AT_MOST: u32 = 10_000;

/// Settings, keys, arms and words of a menu; statements in arms are looked at on the way.
pub(super) fn check<'s>(
    client: &Client<'s>,
    menu: &Menu,
    head: rufplan_diag::Span,
    file: &'s File,
    sink: &mut Sink,
) {
    let block = Block { client, file, word: "menu", settings: &menu.settings };
    block.check(&QUESTION, sink);
    block.check(&OWN, sink);
    if let Some(name) = &menu.name
        && matches!(name.text.as_str(), "known" | "nothing" | "on" | "off" | "yes" | "no")
    {
        sink.report(d::e0210(place(file, name.span), &name.text, d::Role::NameOf("menu".into())));
    }
    for arm in menu.press.iter().filter(|arm| arm.press.anywhere) {
        sink.report(d::e0104(place(file, arm.head), d::Misplaced::AnywhereOutsideDefaults));
    }
    let attempts = setting_number(client, &menu.settings, "attempts").unwrap_or(3);
    arms_twice(&menu.on, Some(attempts), file, sink);
    let keys = keys(menu.press.iter().map(|arm| (&arm.press, arm.head)), file, sink);
    let wait_ms = setting_duration(client, &menu.settings, "next key within").unwrap_or(3 * SECOND);
    overlaps(&keys, wait_ms, sink);
    let options =
        menu.press.iter().filter(|arm| matches!(arm.press.purpose, Some(Purpose::Label(_)))).count();
    if options > OPTIONS_AT_MOST {
        sink.report(d::w0501(place(file, head), options));
    }
    if !menu.has_junk {
        // keys of `defaults` work here, too, unless the menu has none of them
        let anywhere =
            client.symbols.defaults.iter().filter(|_| !is_deaf(client, menu)).flat_map(|(defaults, ..)| {
                defaults.press.iter().filter(|arm| arm.press.anywhere).flat_map(|arm| &arm.press.keys)
            });
        let mut heard: BTreeSet<String> = anywhere.map(|range| range.from.text.clone()).collect();
        heard.extend(keys.keys().cloned());
        words(client, menu, &heard, file, sink);
    }
}

/// Arms of one case: none twice, no attempt that never comes (E0110).
pub(super) fn arms_twice(arms: &[OnArm], attempts: Option<i64>, file: &File, sink: &mut Sink) {
    let mut seen: BTreeSet<(OnCase, u32)> = BTreeSet::new();
    for arm in arms {
        let Some(case) = &arm.case else { continue };
        let from = match &arm.from {
            None => 1,
            Some(from) => match from.value {
                Some(n) if n >= 1 && attempts.is_none_or(|most| i64::from(n) <= most) => n,
                Some(0) | None => {
                    sink.report(d::e0110(place(file, from.span), BadCase::NoAttempt(None)));
                    continue;
                }
                Some(_) => {
                    sink.report(d::e0110(place(file, from.span), BadCase::NoAttempt(attempts)));
                    continue;
                }
            },
        };
        if !seen.insert((case.value, from)) {
            let text = file.source.slice(arm.head);
            sink.report(d::e0110(place(file, arm.head), BadCase::Twice(text)));
        }
    }
}

/// The codes of `press` lines with the line of each; a code twice is E0504.
pub(super) fn keys<'p>(
    heads: impl Iterator<Item = (&'p PressHead, rufplan_diag::Span)>,
    file: &File,
    sink: &mut Sink,
) -> BTreeMap<String, Place> {
    let mut keys: BTreeMap<String, Place> = BTreeMap::new();
    for (press, head) in heads {
        for range in &press.keys {
            let Some(codes) = codes(range) else {
                sink.report(d::e0105(place(file, range.from.span), d::Impossible::Keys));
                continue;
            };
            let mut reported = false;
            for code in codes {
                match keys.get(&code) {
                    Some(there) if !reported => {
                        sink.report(d::e0504(place(file, range.from.span), &code, there.clone()));
                        reported = true;
                    }
                    Some(_) => {}
                    None => {
                        keys.insert(code, place(file, head));
                    }
                }
            }
        }
    }
    keys
}

/// The codes of a range, both ends included; `None` where the ends do not fit.
fn codes(range: &KeyRange) -> Option<Vec<String>> {
    let Some(to) = &range.to else { return Some(vec![range.from.text.clone()]) };
    let width = range.from.text.len();
    let (first, last): (u32, u32) = (range.from.text.parse().ok()?, to.text.parse().ok()?);
    if to.text.len() != width || first > last || last - first > RANGE_AT_MOST {
        return None;
    }
    Some((first..=last).map(|n| format!("{n:0width$}")).collect())
}

/// W0503: one code begins with another. One message for each line whose codes are longer.
fn overlaps(keys: &BTreeMap<String, Place>, wait_ms: i64, sink: &mut Sink) {
    let mut told: BTreeSet<&Place> = BTreeSet::new();
    for (long, at) in keys {
        let begins = (1..long.len()).find_map(|n| keys.get_key_value(long.get(..n)?));
        if let Some((short, there)) = begins
            && told.insert(at)
        {
            sink.report(d::w0503(at.clone(), short, long, wait_ms, there.clone()));
        }
    }
}

/// W0505: the words of a menu speak of its keys and of no others.
fn words(client: &Client<'_>, menu: &Menu, keys: &BTreeSet<String>, file: &File, sink: &mut Sink) {
    let languages = &client.symbols.languages;
    let several = languages.len() > 1;
    let lengths: BTreeSet<usize> = keys.iter().map(String::len).chain([1]).collect();
    for language in languages {
        let Some(texts) = said_in(client, menu, language, file) else { return };
        if texts.iter().all(|(text, _)| text.fixed().trim().is_empty()) {
            return;
        }
        let lang = several.then_some(language.as_str());
        let mut mentioned = BTreeSet::new();
        for (text, at) in &texts {
            mentioned.extend(wording::mentioned(&text.fixed()));
            for key in wording::announced(&text.fixed()) {
                if !keys.contains(&key) && lengths.contains(&key.len()) {
                    sink.report(d::w0505(at.clone(), &key, lang, d::Difference::NoSuchKey));
                }
            }
        }
        for arm in &menu.press {
            never_announced(arm, &mentioned, lang, file, sink);
        }
    }
}

fn never_announced(
    arm: &PressArm,
    mentioned: &BTreeSet<String>,
    lang: Option<&str>,
    file: &File,
    sink: &mut Sink,
) {
    // a key without a label, or one that repeats or goes back, need not be announced
    let Some(Purpose::Label(_)) = arm.press.purpose else { return };
    let single = arm.press.keys.iter().filter(|range| range.to.is_none());
    for range in single {
        if !mentioned.contains(&range.from.text) {
            let at = place(file, range.from.span);
            sink.report(d::w0505(at, &range.from.text, lang, d::Difference::NeverAnnounced));
        }
    }
}

/// All texts that a menu may say in a language, with their places; `None` where one cannot be known.
fn said_in<'s>(
    client: &Client<'s>,
    menu: &'s Menu,
    language: &str,
    file: &File,
) -> Option<Vec<(&'s Text, Place)>> {
    let mut texts = Vec::new();
    for item in menu.say.iter().chain(&menu.say_again).flat_map(|say| &say.items) {
        let path = match item {
            SayItem::Text(text) => {
                texts.push((text, place(file, text.span)));
                continue;
            }
            SayItem::Path(path) => path,
        };
        let prompt = client.symbols.prompts.get(path.text().as_str())?;
        if prompt.decl.has_junk {
            return None;
        }
        let has_own = prompt.node.lines.iter().any(|line| line.lang.text == language);
        let wanted = if has_own { language } else { "any" };
        for line in prompt.node.lines.iter().filter(|line| line.lang.text == wanted) {
            for part in &line.parts {
                match part {
                    PromptPart::Words { text, .. } => texts.push((text, place(prompt.file, text.span))),
                    // a value may be a key
                    PromptPart::Value(_) => return None,
                    PromptPart::Pause(_) => {}
                }
            }
        }
    }
    texts.iter().all(|(text, _)| text.placeholders().next().is_none()).then_some(texts)
}

/// `keys anywhere: no`, here or in `defaults`.
fn is_deaf(client: &Client<'_>, menu: &Menu) -> bool {
    matches!(inherited(client, &menu.settings, "keys anywhere"), Some(Literal::YesNo(false)))
}

/// A setting of the block or of `defaults`, as a whole number.
pub(super) fn setting_number(client: &Client<'_>, own: &[Setting], key: &str) -> Option<i64> {
    match inherited(client, own, key)? {
        Literal::Number { units, scale: 0 } => Some(*units),
        _ => None,
    }
}

/// A setting of the block or of `defaults`, as a duration.
fn setting_duration(client: &Client<'_>, own: &[Setting], key: &str) -> Option<i64> {
    match inherited(client, own, key)? {
        Literal::Duration(ms) => Some(*ms),
        _ => None,
    }
}

fn inherited<'l>(client: &'l Client<'_>, own: &'l [Setting], key: &str) -> Option<&'l Literal> {
    let defaults = client.symbols.defaults.first().map(|(defaults, ..)| defaults.settings.as_slice());
    let all = own.iter().chain(defaults.unwrap_or_default());
    let mut found = all.filter(|setting| setting.key.text == key);
    super::settings::literal(found.next()?.values.first()?)
}
