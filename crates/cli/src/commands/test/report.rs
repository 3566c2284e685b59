//! Reports of played tests, for people and programs.

use crate::terminal::said;
use rufplan_machine::scenario::Scenario;
use rufplan_sim::Outcome;
use serde::Serialize;
use std::fmt::Write;

/// A test and what became of it.
pub struct Played {
    /// The test.
    pub scenario: Scenario,
    /// The outcome.
    pub outcome: Outcome,
}

/// For people: a line for each test, and for each that failed where and why, with the transcript up to there.
pub fn human(played: &[Played]) -> String {
    let mut text = String::new();
    let mut file = "";
    for one in played {
        if one.scenario.path != file {
            file = &one.scenario.path;
            let _ = writeln!(text, "{file}");
        }
        let lasted = seconds(one.outcome.lasted_ms);
        let verdict = if one.outcome.passed() { "ok  " } else { said("FAIL", "FEHLER") };
        let _ =
            writeln!(text, "  {verdict}  {}  ({lasted} s{})", one.scenario.name, said(" of call", " Anruf"));
        for warning in &one.outcome.warnings {
            let (line, nothing) = (said("line", "Zeile"), said("asserts nothing", "prüft nichts"));
            let _ = writeln!(text, "        W0910 {line} {}: `{}` {nothing}", warning.line, warning.step);
        }
        if let Some(stumble) = &one.outcome.stumble {
            let at = seconds(stumble.at_ms);
            let _ = writeln!(
                text,
                "        {file}:{}  {}  ({} {at} s)",
                stumble.line,
                stumble.step,
                said("at", "bei")
            );
            for line in stumble.why.lines() {
                let _ = writeln!(text, "          {line}");
            }
            for line in rufplan_journal::transcript::transcript(&one.outcome.journal).lines() {
                let _ = writeln!(text, "          | {line}");
            }
        }
    }
    let failed = played.iter().filter(|p| !p.outcome.passed()).count();
    let (passed, failing) = (said("passed", "bestanden"), said("failed", "gescheitert"));
    let _ = writeln!(text, "{} {passed}, {failed} {failing}", played.len() - failed);
    text
}

fn seconds(ms: i64) -> String {
    format!("{}.{:03}", ms / 1_000, ms % 1_000)
}

#[derive(Serialize)]
struct Row<'p> {
    file: &'p str,
    line: u32,
    name: &'p str,
    client: &'p str,
    passed: bool,
    lasted_ms: i64,
    failure: Option<Failed<'p>>,
    warnings: Vec<Warned<'p>>,
}

#[derive(Serialize)]
struct Failed<'p> {
    code: &'static str,
    line: u32,
    step: &'p str,
    why: &'p str,
    at_ms: i64,
}

#[derive(Serialize)]
struct Warned<'p> {
    code: &'static str,
    line: u32,
    step: &'p str,
}

/// For programs: an array, one object a test.
pub fn json(played: &[Played]) -> String {
    let row = |one: &Played| {
        let stumble = one.outcome.stumble.as_ref();
        let row = Row {
            file: &one.scenario.path,
            line: one.scenario.line,
            name: &one.scenario.name,
            client: &one.scenario.client,
            passed: one.outcome.passed(),
            lasted_ms: one.outcome.lasted_ms,
            failure: stumble.map(|s| Failed {
                code: "E0906",
                line: s.line,
                step: &s.step,
                why: &s.why,
                at_ms: s.at_ms,
            }),
            warnings: one
                .outcome
                .warnings
                .iter()
                .map(|w| Warned { code: "W0910", line: w.line, step: &w.step })
                .collect(),
        };
        // plain fields can always be written
        serde_json::to_string(&row).unwrap_or_default()
    };
    format!("[\n{}\n]\n", played.iter().map(row).collect::<Vec<_>>().join(",\n"))
}

/// For build servers: JUnit XML, a suite for each file.
pub fn junit(played: &[Played]) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    let mut files: Vec<&str> = played.iter().map(|p| p.scenario.path.as_str()).collect();
    files.dedup();
    for file in files {
        let cases: Vec<&Played> = played.iter().filter(|p| p.scenario.path == file).collect();
        let failures = cases.iter().filter(|p| !p.outcome.passed()).count();
        let (name, count) = (escaped(file), cases.len());
        let _ = writeln!(text, "  <testsuite name=\"{name}\" tests=\"{count}\" failures=\"{failures}\">");
        for one in cases {
            let (title, client) = (escaped(&one.scenario.name), escaped(&one.scenario.client));
            let time = seconds(one.outcome.lasted_ms);
            let _ = write!(text, "    <testcase name=\"{title}\" classname=\"{client}\" time=\"{time}\"");
            match &one.outcome.stumble {
                None if one.outcome.warnings.is_empty() => text.push_str("/>\n"),
                None => {
                    let _ = writeln!(text, ">\n{}    </testcase>", asserts_nothing(one));
                }
                Some(stumble) => {
                    let message = escaped(&format!("line {}: {}", stumble.line, stumble.step));
                    let why = escaped(&stumble.why);
                    let _ = writeln!(
                        text,
                        ">\n      <failure message=\"{message}\">{why}</failure>\n{}    </testcase>",
                        asserts_nothing(one)
                    );
                }
            }
        }
        text.push_str("  </testsuite>\n");
    }
    text + "</testsuites>\n"
}

/// W0910 as what a test says beside its verdict.
fn asserts_nothing(one: &Played) -> String {
    let lines: String = one
        .outcome
        .warnings
        .iter()
        .map(|w| format!("W0910 line {}: {} asserts nothing\n", w.line, w.step))
        .collect();
    if lines.is_empty() {
        lines
    } else {
        format!("      <system-out>{}</system-out>\n", escaped(lines.trim_end()))
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\n', "&#10;")
}
