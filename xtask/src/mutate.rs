//! `cargo xtask mutate [FILE…]`: breaks the reference scripts line by line and counts who notices.
//!
//! A mutant is a script with one line dropped, swapped with the next, led elsewhere or shortened. It is caught by
//! `check` (a message that the script did not have), by a proof, or by a test. A mutant whose machine is the same is
//! none. What nobody notices is listed in `docs/mutation.md`.

use rufplan_compiler::{Compiled, Options, SourceFile, compile};
use rufplan_machine::scenario::Scenario;
use rufplan_machine::value::Date;
use rufplan_runtime::Program;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The day for which the scripts are judged, so that the figures do not change from day to day.
const TODAY: Date = Date { year: 2026, month: 11, day: 25 };
/// The share of mutants that must be caught, in percent.
const TARGET_PERCENT: usize = 85;
const THREADS: usize = 2;
/// Room for the parser's recursion.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// Who noticed a mutant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Caught {
    Check,
    Proof,
    Test,
    Nobody,
    /// The machine is the same.
    Same,
}

/// A broken script.
struct Mutant {
    line: usize,
    what: &'static str,
    /// The line before and after.
    change: (String, String),
    text: String,
}

struct Judged {
    script: String,
    mutants: Vec<(Mutant, Caught)>,
}

/// Runs all mutants of the given scripts, those of `flows/reference` unless some are named; exit 1 below the target.
pub fn run(files: impl Iterator<Item = String>) -> ExitCode {
    let root = crate::root();
    let folder = root.join("flows/reference");
    let sources = match scripts(&folder) {
        Ok(sources) => sources,
        Err(error) => {
            eprintln!("xtask: {}: {error}", folder.display());
            return ExitCode::from(2);
        }
    };
    let wanted: BTreeSet<String> = files.collect();
    let mut all = Vec::new();
    for source in &sources {
        let name = source.path.to_string();
        if !wanted.is_empty() && !wanted.iter().any(|w| name.ends_with(w.as_str())) {
            continue;
        }
        match judge(&sources, source) {
            Some(judged) => {
                println!("{}", summary(&judged));
                all.push(judged);
            }
            None => println!("{name}: has errors, or no tests of its own; left out"),
        }
    }
    if wanted.is_empty()
        && let Err(error) = std::fs::write(root.join("docs/mutation.md"), page(&all))
    {
        eprintln!("xtask: docs/mutation.md: {error}");
        return ExitCode::from(3);
    }
    let (caught, count) = all.iter().map(counts).fold((0, 0), |(a, b), (c, d)| (a + c, b + d));
    println!("{caught} of {count} mutants caught, {} %", percent(caught, count));
    for (mutant, _) in all.iter().flat_map(|j| &j.mutants).filter(|(_, caught)| *caught == Caught::Nobody) {
        println!("  survived: line {} {}: {}", mutant.line, mutant.what, mutant.change.0.trim());
    }
    ExitCode::from(u8::from(percent(caught, count) < TARGET_PERCENT))
}

/// All scripts below a folder, by their path in it.
fn scripts(folder: &Path) -> std::io::Result<Vec<SourceFile>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(at) = open.pop() {
        for entry in std::fs::read_dir(&at)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "ruf") {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
                found.push(SourceFile::new(&name, &std::fs::read_to_string(&path)?));
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// Judges all mutants of a script; `None` if it has errors itself or no tests.
fn judge(sources: &[SourceFile], source: &SourceFile) -> Option<Judged> {
    let before = compiled(sources, source, &source.text);
    let is_sound =
        !before.diagnostics.iter().any(|d| d.code.starts_with('E')) && !before.scenarios.is_empty();
    if !is_sound || !tests_pass(&before, &source.path) {
        return None;
    }
    let mutants = mutants(&source.text);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(mutant) = mutants.get(number) else { return done };
            let after = compiled(sources, source, &mutant.text);
            done.push((number, caught(&before, &after, &source.path)));
        }
    };
    let mut verdicts: Vec<(usize, Caught)> = std::thread::scope(|scope| {
        let thread = |_| {
            std::thread::Builder::new()
                .stack_size(STACK_BYTES)
                .spawn_scoped(scope, work)
                .expect("a thread starts")
        };
        let threads: Vec<_> = (0..THREADS).map(thread).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no mutant makes us panic")).collect()
    });
    verdicts.sort();
    let mutants = mutants.into_iter().zip(verdicts).map(|(mutant, (_, caught))| (mutant, caught)).collect();
    Some(Judged { script: source.path.to_string(), mutants })
}

fn compiled(sources: &[SourceFile], source: &SourceFile, text: &str) -> Compiled {
    // other clients have no part in it
    let is_needed = |one: &&SourceFile| one.path == source.path || one.text.contains("\nlibrary ");
    let sources: Vec<SourceFile> = sources
        .iter()
        .filter(is_needed)
        .map(|one| if one.path == source.path { SourceFile::new(&one.path, text) } else { one.clone() })
        .collect();
    let only = Some([source.path.to_string()].into_iter().collect());
    let mut compiled = compile(&sources, &Options { only, ..Options::on(TODAY) });
    let folder = crate::root().join("flows/reference");
    for (reply, text) in compiled.scenarios.iter_mut().flat_map(Scenario::replies) {
        *text = std::fs::read_to_string(folder.join(reply)).ok();
    }
    compiled
}

fn caught(before: &Compiled, after: &Compiled, path: &str) -> Caught {
    let hashes = |c: &Compiled| -> Vec<String> { c.machines.iter().map(|m| m.hash.clone()).collect() };
    let known: BTreeSet<&str> = before.diagnostics.iter().map(|d| d.code).collect();
    let new: Vec<&str> =
        after.diagnostics.iter().map(|d| d.code).filter(|code| !known.contains(code)).collect();
    let is_proof =
        |code: &&str| ["E0451", "E0452", "W0453", "W0454", "E0455", "E0458", "W0460"].contains(code);
    if new.iter().any(|code| !is_proof(code) && !code.starts_with('H')) {
        return Caught::Check;
    }
    if new.iter().any(is_proof) {
        return Caught::Proof;
    }
    if hashes(before) == hashes(after) && before.scenarios.len() == after.scenarios.len() {
        return Caught::Same;
    }
    if tests_pass(after, path) && before.scenarios.len() == after.scenarios.len() {
        Caught::Nobody
    } else {
        Caught::Test
    }
}

/// Whether all tests of a script pass.
fn tests_pass(compiled: &Compiled, path: &str) -> bool {
    let programs: Vec<Arc<Program>> = compiled
        .machines
        .iter()
        .filter_map(|machine| Program::load(Arc::new(machine.clone())).ok().map(Arc::new))
        .collect();
    compiled.scenarios.iter().filter(|scenario| scenario.path == path).all(|scenario| {
        let program = programs.iter().find(|p| p.machine().client == scenario.client);
        program.is_some_and(|program| rufplan_sim::play(program.clone(), scenario).passed())
    })
}

/// All mutants of a script: of every line that is neither blank, nor a comment, nor part of a test.
fn mutants(text: &str) -> Vec<Mutant> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let names = names(text);
    let mut found = Vec::new();
    let mut in_test = false;
    for (number, line) in lines.iter().enumerate() {
        in_test |= line.starts_with("test ");
        let blank =
            line.trim().is_empty() || line.trim_start().starts_with("//") || line.starts_with("rufplan ");
        if !in_test && !blank {
            let mut add = |what: &'static str, replaced: Vec<String>| {
                let mut text: String = lines[..number].concat();
                let used = if what == "swapped" { 2 } else { 1 };
                text.push_str(&replaced.concat());
                text.push_str(&lines[number + used..].concat());
                let change = (line.to_string(), replaced.concat());
                found.push(Mutant { line: number + 1, what, change, text });
            };
            add("dropped", Vec::new());
            if let Some(next) = lines.get(number + 1)
                && indent(next) == indent(line)
                && !next.trim().is_empty()
                && next != line
            {
                add("swapped", vec![next.to_string(), line.to_string()]);
            }
            if let Some(elsewhere) = led_elsewhere(line, &names) {
                add("led elsewhere", vec![elsewhere]);
            }
            if let Some(short) = shortened(line) {
                add("shortened", vec![short]);
            }
        }
        if line.starts_with("end") {
            in_test = false;
        }
    }
    found
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Names of flows, queues and prompts.
fn names(text: &str) -> Vec<(&'static str, String)> {
    let kinds = ["flow", "queue", "prompt", "hours"];
    let declared = |line: &str| {
        let (word, rest) = line.split_once(' ')?;
        let kind = kinds.iter().find(|kind| **kind == word)?;
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        Some((*kind, name))
    };
    text.lines().filter_map(declared).collect()
}

/// The line with its target changed to another of the same kind.
fn led_elsewhere(line: &str, names: &[(&'static str, String)]) -> Option<String> {
    let leads = [
        ("go to ", "flow"),
        ("starts ", "flow"),
        ("enter queue ", "queue"),
        ("say ", "prompt"),
        ("check hours ", "hours"),
    ];
    for (words, kind) in leads {
        let Some(at) = line.find(words) else { continue };
        let from = at + words.len();
        let name: String = line[from..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let of_kind: Vec<&String> = names.iter().filter(|(k, _)| *k == kind).map(|(_, n)| n).collect();
        let place = of_kind.iter().position(|n| **n == name)?;
        let other = of_kind.get((place + 1) % of_kind.len()).filter(|other| ***other != name)?;
        return Some(format!("{}{other}{}", &line[..from], &line[from + name.len()..]));
    }
    None
}

/// The line without its last word; a text loses its last word inside of its quotes.
fn shortened(line: &str) -> Option<String> {
    let body = line.trim_end();
    let comment = body.find("  //").unwrap_or(body.len());
    let body = body[..comment].trim_end();
    if let (Some(open), Some(close)) = (body.find('"'), body.rfind('"'))
        && close > open + 1
    {
        let inner = &body[open + 1..close];
        let cut = inner.trim_end().rfind(' ')?;
        return Some(format!("{}{}\n", &body[..open + 1 + cut], &body[close..]));
    }
    let cut = body.trim_start().rfind(' ')?;
    Some(format!("{}{}\n", &body[..indent(body)], &body.trim_start()[..cut]))
}

fn of(judged: &Judged, caught: Caught) -> usize {
    judged.mutants.iter().filter(|(_, by)| *by == caught).count()
}

/// Mutants that were caught, and those that differ from the script.
fn counts(judged: &Judged) -> (usize, usize) {
    let count = judged.mutants.len() - of(judged, Caught::Same);
    (count - of(judged, Caught::Nobody), count)
}

fn percent(caught: usize, count: usize) -> usize {
    (caught * 100).checked_div(count).unwrap_or(100)
}

fn summary(judged: &Judged) -> String {
    let (caught, count) = counts(judged);
    format!(
        "{}: {count} mutants, {} by check, {} by proof, {} by test, {} survive ({} %); {} make the same machine",
        judged.script,
        of(judged, Caught::Check),
        of(judged, Caught::Proof),
        of(judged, Caught::Test),
        of(judged, Caught::Nobody),
        percent(caught, count),
        of(judged, Caught::Same)
    )
}

fn page(all: &[Judged]) -> String {
    let mut text = String::from(
        "# Mutation run\n\nEvery line of the reference scripts outside of their tests is dropped, swapped with the next, led \
         elsewhere and shortened,\none at a time. Who notices? `check` by a message that the script did not have, a proof, or a \
         test that fails. Mutants that\ngive the same machine are not counted. Written by `cargo xtask mutate`.\n\n\
         | script | mutants | check | proof | test | survive | caught | same machine |\n| --- | --: | --: | --: | --: | --: | --: | --: |\n",
    );
    for judged in all {
        let (caught, count) = counts(judged);
        let _ = writeln!(
            text,
            "| {} | {count} | {} | {} | {} | {} | {} % | {} |",
            judged.script,
            of(judged, Caught::Check),
            of(judged, Caught::Proof),
            of(judged, Caught::Test),
            of(judged, Caught::Nobody),
            percent(caught, count),
            of(judged, Caught::Same)
        );
    }
    for judged in all {
        let survivors: Vec<&Mutant> =
            judged.mutants.iter().filter(|(_, by)| *by == Caught::Nobody).map(|(m, _)| m).collect();
        if survivors.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n## What nobody notices in {}\n", judged.script);
        for mutant in survivors {
            let shown = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join(" ⏎ ");
            let _ = writeln!(
                text,
                "- line {} {}: `{}` → `{}`",
                mutant.line,
                mutant.what,
                shown(&mutant.change.0),
                shown(&mutant.change.1)
            );
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "rufplan 1\n\nflow a\n  say \"Guten Tag.\"\n  go to b\nend\n\nflow b\n  pause 2s\n  hang up\nend\n\ntest \"x\"\n  call ends\nend\n";

    #[test]
    fn every_line_outside_of_tests_is_broken() {
        let all = mutants(SCRIPT);
        assert!(all.iter().all(|m| m.text != SCRIPT));
        let of = |what: &str| all.iter().filter(|m| m.what == what).map(|m| m.line).collect::<Vec<_>>();
        assert_eq!(of("dropped"), [3, 4, 5, 6, 8, 9, 10, 11]);
        assert_eq!(of("swapped"), [4, 9]);
        assert_eq!(of("led elsewhere"), [5]);
        let short: Vec<&str> =
            all.iter().filter(|m| m.what == "shortened").map(|m| m.change.1.as_str()).collect();
        assert!(short.contains(&"  say \"Guten\"\n") && short.contains(&"  go to\n"), "{short:?}");
    }
}
