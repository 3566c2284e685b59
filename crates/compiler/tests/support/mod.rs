//! Scripts from disk, and machines as pages that people read.

#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "a test stops where it fails; each test file uses its part"
)]

use rufplan_compiler::{Compiled, Diagnostic, Machine, Options, SourceFile, compile};
use rufplan_diag::Language;
use rufplan_machine::script::{QueueCase, State};
use rufplan_machine::value::Date;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The day of all compilations in tests.
pub const TODAY: Date = Date { year: 2026, month: 11, day: 25 };

/// A path below the crate.
pub fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A reference script of the project.
pub fn reference(name: &str) -> SourceFile {
    let path = here("../../flows/reference").join(name);
    SourceFile::new(&format!("flows/reference/{name}"), &std::fs::read_to_string(path).unwrap())
}

/// Compiles one file.
pub fn compile_one(source: &SourceFile) -> Compiled {
    compile(std::slice::from_ref(source), &Options::on(TODAY))
}

/// Compiles a text.
pub fn compile_text(text: &str) -> Compiled {
    compile_one(&SourceFile::new("input.ruf", text))
}

/// Compiles a text that must give one machine.
pub fn machine_of(text: &str) -> Machine {
    let compiled = compile_text(text);
    let [machine] = compiled.machines.as_slice() else {
        panic!("no machine:\n{}", page(&SourceFile::new("input.ruf", text), &compiled.diagnostics));
    };
    machine.clone()
}

/// Diagnostics as a page in English.
pub fn page(source: &SourceFile, diagnostics: &[Diagnostic]) -> String {
    page_in(Language::English, source, diagnostics)
}

/// Diagnostics as a page.
pub fn page_in(language: Language, source: &SourceFile, diagnostics: &[Diagnostic]) -> String {
    let mut page = String::new();
    for d in diagnostics {
        let at = source.position(d.span.start);
        writeln!(page, "{} {}:{} {}", d.code, at.line, at.column, d.title.to(language)).unwrap();
        let marked = source.slice(d.span).lines().next().unwrap_or("");
        writeln!(page, "  `{marked}` {}", d.label.to(language)).unwrap();
        writeln!(page, "  {}", d.message.to(language)).unwrap();
        for help in &d.help {
            writeln!(page, "  help: {}", help.to(language)).unwrap();
        }
        for related in &d.related {
            let at = source.position(related.span.start);
            writeln!(page, "  see {}:{} {}", at.line, at.column, related.label.to(language)).unwrap();
        }
    }
    page
}

/// All states of a machine, one a line, and the arms of its queues.
pub fn listing(machine: &Machine) -> String {
    let mut page = String::new();
    for (number, entry) in &machine.numbers {
        writeln!(page, "{number} -> {}", entry.state).unwrap();
    }
    writeln!(page, "on error -> {}", machine.on_error).unwrap();
    for (key, to) in &machine.anywhere {
        writeln!(page, "press {key} anywhere -> {}", to.next).unwrap();
    }
    for (id, state) in &machine.states {
        writeln!(page, "{id}\n    {}", state_line(state)).unwrap();
    }
    for (name, queue) in &machine.queues {
        writeln!(page, "queue {name}").unwrap();
        for at in &queue.at {
            writeln!(page, "    at {} ms -> {}", at.ms, at.next).unwrap();
        }
        for every in &queue.every {
            writeln!(page, "    every {} ms -> {}", every.ms, every.next).unwrap();
        }
        for when in &queue.when {
            writeln!(page, "    when {} -> {}", case(&when.case), when.next).unwrap();
        }
        for (key, to) in &queue.press {
            writeln!(page, "    press {key} -> {}", to.next).unwrap();
        }
        if let Some(after) = &queue.after_call {
            writeln!(page, "    after the call -> {after}").unwrap();
        }
        writeln!(page, "    on failure -> {}", queue.on_failure).unwrap();
    }
    page
}

fn case(case: &QueueCase) -> String {
    match case {
        QueueCase::WaitingLonger(ms) => format!("waiting longer than {ms} ms"),
        QueueCase::ExpectedWaitOver(ms) => format!("expected wait over {ms} ms"),
        other => format!("{other:?}"),
    }
}

fn state_line(state: &State) -> String {
    match state {
        State::Branch { arms, otherwise } => {
            let arms: Vec<_> = arms.iter().map(|a| format!("{:?} -> {}", a.when, a.next)).collect();
            format!("branch {}; otherwise -> {otherwise}", arms.join("; "))
        }
        State::Set { var, value, next } => format!("set {var} to {value:?} -> {next}"),
        State::Mark { name, next, .. } => format!("mark {name} -> {next}"),
        State::Speak { lang, next } => format!("speak {lang:?} -> {next}"),
        State::Hours { hours, open, closed, holiday, special } => {
            format!(
                "hours {hours}: open -> {open}; closed -> {closed}; holiday -> {holiday}; special -> {special}"
            )
        }
        State::Play { prompts, interruptible, uninterrupted, next } => {
            let how = match (interruptible, uninterrupted) {
                (true, _) => "interruptible",
                (_, true) => "uninterrupted",
                _ => "to its end",
            };
            format!("play {} ({how}) -> {next}", prompts.join(", "))
        }
        State::Pause { ms, interruptible, next } => {
            let how = if *interruptible { "interruptible" } else { "to its end" };
            format!("pause {ms} ms ({how}) -> {next}")
        }
        State::Menu(menu) => {
            let mut text = format!(
                "menu {} (first {} ms, next {} ms, {} attempts)",
                menu.prompts.join(", "),
                menu.first_ms,
                menu.next_ms,
                menu.attempts
            );
            for (key, to) in &menu.keys {
                let label = to.label.as_deref().unwrap_or("-");
                write!(text, "\n    press {key} ({label}) -> {}", to.next).unwrap();
            }
            for arm in &menu.silence {
                write!(text, "\n    silence {} -> {}", arm.from, arm.next).unwrap();
            }
            for arm in &menu.wrong {
                write!(text, "\n    wrong key {} -> {}", arm.from, arm.next).unwrap();
            }
            write!(text, "\n    failure -> {}\n    error -> {}", menu.failure, menu.error).unwrap();
            text
        }
        State::Retry { question, .. } => format!("retry {question}"),
        State::Repeat { question } => format!("repeat {question}"),
        State::EnterQueue { queue, priority, .. } => match priority {
            Some(priority) => format!("enter queue {queue} with priority {priority:?}"),
            None => format!("enter queue {queue}"),
        },
        State::Queue { queue } => format!("wait in queue {queue}"),
        State::KeepWaiting { queue } => format!("keep waiting in {queue}"),
        State::LeaveQueue { queue, next } => format!("leave queue {queue} -> {next}"),
        State::Transfer(t) => {
            let over = t.over.as_deref().unwrap_or("end");
            format!(
                "transfer to {:?} ({} ms): busy -> {}; not answered -> {}; refused -> {} {:?}; failed -> {}; over -> {over}",
                t.targets, t.ring_ms, t.busy, t.not_answered, t.refused, t.refused_with, t.failed
            )
        }
        State::Pass { to } => format!("pass call to {to:?}"),
        State::GoBack => "go back".to_string(),
        State::End => "end".to_string(),
        other => format!("{other:?}"),
    }
}
