//! The reference scripts compile, and their machines are read by people.

// A test reads its scripts from disk; the crate itself reads nothing.
#![allow(clippy::disallowed_methods)]

mod support;

use rufplan_compiler::{Compiled, SourceFile};
use rufplan_machine::canonical::{machine_hash, to_canonical_json};
use rufplan_machine::script::State;
use rufplan_testkit::assert_golden;
use support::{compile_one, here, listing, page, reference};

const SCRIPTS: [&str; 3] = ["1_hello.ruf", "2_nordwind.ruf", "3_emergency.ruf"];

fn compiled(name: &str) -> Compiled {
    let source = reference(name);
    let compiled = compile_one(&source);
    // without the sound files beside the script the voice speaks (W0520)
    let said: Vec<_> = compiled.diagnostics.iter().filter(|d| d.code != "W0520").cloned().collect();
    assert_eq!(page(&source, &said), "", "{name}");
    compiled
}

#[test]
fn scripts_become_machines_and_scenarios() {
    for name in SCRIPTS {
        let compiled = compiled(name);
        assert_eq!(compiled.machines.len(), 1, "{name}");
        let tests = reference(name).text.matches("\ntest \"").count();
        assert_eq!(compiled.scenarios.len(), tests, "{name}");
    }
}

#[test]
fn script_1_as_json() {
    let machine = &compiled("1_hello.ruf").machines[0];
    let json = serde_json::to_string_pretty(machine).unwrap();
    assert_golden(here("tests/golden/1_hello.machine.json"), &format!("{json}\n"));
}

/// The bench of steps runs script 2, and its crate must not know the compiler: the page stands there.
#[test]
fn script_2_as_the_bench_of_steps_reads_it() {
    let machine = &compiled("2_nordwind.ruf").machines[0];
    let json = serde_json::to_string_pretty(machine).unwrap();
    assert_golden(here("../runtime/tests/data/2_nordwind.machine.json"), &format!("{json}\n"));
}

#[test]
fn states_of_scripts() {
    for name in SCRIPTS {
        let stem = name.trim_end_matches(".ruf");
        let machine = &compiled(name).machines[0];
        assert_golden(here(&format!("tests/golden/{stem}.states.txt")), &listing(machine));
    }
}

#[test]
fn scenarios_of_scripts() {
    for name in SCRIPTS {
        let stem = name.trim_end_matches(".ruf");
        let mut page = String::new();
        for scenario in &compiled(name).scenarios {
            page.push_str(&format!("{}:{} {}\n", scenario.path, scenario.line, scenario.name));
            page.push_str(&format!("    {} clock_ms {}\n", scenario.client, scenario.clock_ms));
            scenario.given.iter().for_each(|world| page.push_str(&format!("    given {world:?}\n")));
            for step in &scenario.steps {
                page.push_str(&format!("    {} {} => {:?}\n", step.line, step.text, step.step));
            }
        }
        assert_golden(here(&format!("tests/golden/{stem}.scenarios.txt")), &page);
    }
}

#[test]
fn prompt_books_of_scripts() {
    for name in SCRIPTS {
        let stem = name.trim_end_matches(".ruf");
        let book = compiled(name).prompt_book;
        let mut page = String::new();
        for entry in &book.entries {
            page.push_str(&format!("{} {} {}: {}\n", entry.prompt, entry.lang, entry.line, entry.words));
            entry
                .said_at
                .iter()
                .for_each(|at| page.push_str(&format!("    {}:{}:{}\n", at.path, at.line, at.column)));
        }
        page.push_str("\nrenderings\n");
        let texts = book.renderings.iter().filter_map(|r| Some((&r.lang, r.text.as_ref()?)));
        texts.for_each(|(lang, text)| page.push_str(&format!("{lang} {text}\n")));
        assert_golden(here(&format!("tests/golden/{stem}.prompts.txt")), &page);
    }
}

#[test]
fn compiling_twice_gives_the_same_bytes() {
    for name in SCRIPTS {
        let (one, two) = (compiled(name), compiled(name));
        let json = |c: &Compiled| {
            to_canonical_json(&c.machines).unwrap() + to_canonical_json(&c.spans).unwrap().as_str()
        };
        assert_eq!(json(&one), json(&two));
        let tests = |c: &Compiled| {
            to_canonical_json(&c.scenarios).unwrap() + to_canonical_json(&c.prompt_book).unwrap().as_str()
        };
        assert_eq!(tests(&one), tests(&two));
    }
}

/// The same script with other blanks, comments and line ends.
fn respaced(text: &str) -> String {
    let mut out = String::from("// Kopf\r\n");
    for line in text.lines() {
        let tabs = "\t".repeat(line.len() - line.trim_start().len());
        let comment = if line.is_empty() || line.starts_with("rufplan") { "" } else { "   // so" };
        let keep = line.contains("//");
        out.push_str(&format!("{tabs}{}{}\r\n", line.trim_start(), if keep { "" } else { comment }));
    }
    out
}

#[test]
fn layout_does_not_change_the_hash_and_every_word_does() {
    for name in SCRIPTS {
        let source = reference(name);
        let hash = compiled(name).machines[0].hash.clone();
        let other = SourceFile::new(
            &source.path,
            &respaced(&source.text).replacen("// Kopf\r\nrufplan 1", "rufplan 1", 1),
        );
        assert_ne!(other.text, source.text);
        assert_eq!(compile_one(&other).machines[0].hash, hash, "{name}");
    }
    let source = reference("2_nordwind.ruf");
    let hash = compiled("2_nordwind.ruf").machines[0].hash.clone();
    let edits = [
        ("Willkommen bei Nordwind Energie.", "Willkommen bei Nordwind-Energie."),
        ("mon-fri 08:00-18:00", "mon-fri 08:00-18:01"),
        ("every 45s", "every 46s"),
        ("with priority 8", "with priority 9"),
        ("\"Rechnung\"", "\"Rechnungen\""),
        ("\"allgemein\"", "\"anderes\""),
        ("set topic to \"rechnung\"", "set topic to \"konto\""),
        ("80% within 20s", "80% within 25s"),
        ("holidays: DE-BE", "holidays: DE-BY"),
        ("attempts: 3", "attempts: 4"),
    ];
    for (from, to) in edits {
        assert!(source.text.contains(from), "{from}");
        let edited = SourceFile::new(&source.path, &source.text.replacen(from, to, 1));
        let machine = compile_one(&edited).machines.remove(0);
        assert_ne!(machine.hash, hash, "{from} -> {to}");
    }
}

#[test]
fn the_hash_is_that_of_the_machine_as_it_is_read_back() {
    for name in SCRIPTS {
        let machine = compiled(name).machines.remove(0);
        let read: rufplan_machine::script::Machine =
            serde_json::from_str(&to_canonical_json(&machine).unwrap()).unwrap();
        assert_eq!(read, machine);
        assert_eq!(machine_hash(&read).unwrap(), machine.hash);
    }
}

#[test]
fn s1_words_before_hang_up_and_queue_are_not_cut_and_words_before_menus_are() {
    let machine = compiled("2_nordwind.ruf").machines.remove(0);
    let interruptible = |id: &str| match &machine.states[id] {
        State::Play { interruptible, .. } => *interruptible,
        other => panic!("{id} is {other:?}"),
    };
    assert!(interruptible("main/say:welcome"));
    assert!(interruptible("main.language#silence"));
    assert!(!interruptible("main/hours:service_hours#closed"));
    assert!(!interruptible("queue:service#at:0s"));
}

#[test]
fn spans_lead_to_the_lines_of_the_script() {
    let source = reference("2_nordwind.ruf");
    let spans = compiled("2_nordwind.ruf").spans.remove(0);
    let line = |id: &str| source.line(spans.states[id].line as usize).unwrap().trim().to_string();
    assert_eq!(line("main.language"), "menu language");
    assert_eq!(line("main/say:welcome"), "say welcome");
    assert_eq!(line("main.language#silence"), "say sorry_silence");
    assert_eq!(line("queue:service#at:0s"), "say waiting");
    assert_eq!(source.line(spans.prompts["welcome"].line as usize).unwrap(), "prompt welcome");
}
