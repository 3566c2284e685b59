//! No unrelated edit moves an id, and nothing that a designer can write stops the compiler.

// A test reads its scripts from disk; the crate itself reads nothing.
#![allow(clippy::disallowed_methods)]

mod support;

use rufplan_compiler::{Machine, SourceFile};
use std::collections::BTreeSet;
use support::{compile_one, reference};

fn nordwind(edits: &[(&str, &str)]) -> Machine {
    let source = reference("2_nordwind.ruf");
    let mut text = source.text.to_string();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    compile_one(&SourceFile::new(&source.path, &text)).machines.remove(0)
}

fn ids(machine: &Machine) -> BTreeSet<String> {
    machine.states.keys().cloned().collect()
}

#[test]
fn an_unrelated_edit_moves_no_id() {
    let before = ids(&nordwind(&[]));
    let edits: [(&str, &str, &[&str]); 6] = [
        // a statement between two others
        ("  say welcome\n", "  mark sprache_gewaehlt\n  say welcome\n", &["main/mark:sprache_gewaehlt"]),
        // an arm between two others
        (
            "    press 0 for \"Zentrale\"\n",
            "    press 3 for \"Presse\"\n      enter queue service with priority 2\n    press 0 for \"Zentrale\"\n",
            &["main_menu.main_choice#press:3"],
        ),
        // a second one of the same name in another place
        ("      say closed_holiday\n", "      say welcome, closed_holiday\n", &[]),
        // a further statement at the end of an arm
        (
            "    on failure\n      speak de\n",
            "    on failure\n      speak de\n      mark ohne_sprache\n",
            &["main.language#failure/mark:ohne_sprache"],
        ),
        // another time line in the queue
        (
            "  every 45s\n",
            "  at 20s\n    say waiting\n  every 45s\n",
            &["queue:service#at:20s", "queue:service#at:20s/keep_waiting"],
        ),
        // a further queue arm
        (
            "  when hours service_hours close\n",
            "  when full\n    say sorry_no_agent\n    hang up\n  when hours service_hours close\n",
            &["queue:service#full", "queue:service#full/hang_up"],
        ),
    ];
    for (from, to, new) in edits {
        let after = ids(&nordwind(&[(from, to)]));
        let added: Vec<&str> = after.difference(&before).map(String::as_str).collect();
        assert_eq!(added, new, "{to}");
        assert_eq!(before.difference(&after).collect::<Vec<_>>(), Vec::<&String>::new(), "{to}");
    }
}

#[test]
fn changing_words_and_numbers_moves_no_id() {
    let before = ids(&nordwind(&[]));
    let edits = [
        ("Willkommen bei Nordwind Energie.", "Hallo."),
        ("mon-fri 08:00-18:00", "mon-fri 07:00-18:00"),
        ("with priority 8", "with priority 9"),
        ("attempts: 3", "attempts: 2"),
    ];
    assert_eq!(ids(&nordwind(&edits)), before);
}

/// Lines left out, doubled, swapped with the next, and cut: no damaged script stops the compiler.
#[test]
fn damaged_scripts_give_diagnostics_and_never_a_panic() {
    for name in ["1_hello.ruf", "2_nordwind.ruf", "3_emergency.ruf"] {
        let source = reference(name);
        let lines: Vec<&str> = source.text.lines().collect();
        // the tests at the end repeat each other; the first stand for them
        let until = lines.iter().position(|line| line.starts_with("test ")).map_or(lines.len(), |at| at + 14);
        for at in 0..until.min(lines.len()) {
            // each line is damaged in two of four ways, in turn
            for damaged in damages(&lines, at).into_iter().skip(at % 2).step_by(2) {
                let file = SourceFile::new(name, &damaged.join("\n"));
                let compiled = compile_one(&file);
                for machine in &compiled.machines {
                    every_target_is_there(machine);
                }
                for d in &compiled.diagnostics {
                    assert!(d.span.end <= file.text.len() && !d.message.is_empty(), "{name}:{at} {d:?}");
                }
            }
        }
    }
}

fn damages<'a>(lines: &[&'a str], at: usize) -> Vec<Vec<&'a str>> {
    let mut without = lines.to_vec();
    without.remove(at);
    let mut doubled = lines.to_vec();
    doubled.insert(at, lines[at]);
    let mut swapped = lines.to_vec();
    swapped.swap(at, (at + 1).min(lines.len() - 1));
    let mut cut = lines.to_vec();
    cut[at] = lines[at].rsplit_once(' ').map_or("", |(head, _)| head);
    vec![without, doubled, swapped, cut]
}

/// A machine that is given out leads nowhere but to its own states.
fn every_target_is_there(machine: &Machine) {
    let json = serde_json::to_value(machine).expect("a machine can be written");
    let mut targets = Vec::new();
    collect(&json, &mut targets);
    for target in targets {
        assert!(machine.states.contains_key(&target), "{target}");
    }
}

/// All values of the fields that hold state ids.
fn collect(value: &serde_json::Value, targets: &mut Vec<String>) {
    const FIELDS: [&str; 17] = [
        "next",
        "otherwise",
        "open",
        "closed",
        "holiday",
        "special",
        "failure",
        "error",
        "question",
        "on_failure",
        "after_call",
        "busy",
        "not_answered",
        "refused",
        "failed",
        "over",
        "on_error",
    ];
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    serde_json::Value::String(id) if FIELDS.contains(&name.as_str()) => {
                        targets.push(id.clone())
                    }
                    _ => collect(value, targets),
                }
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, targets)),
        _ => {}
    }
}
