//! `grammar/machine-format.md` shows what the compiler makes.

// A test reads the page from disk; the crate itself reads nothing.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod support;

use rufplan_machine::script::{Machine, State};
use rufplan_testkit::assert_golden;
use serde_json::Value;
use support::{compile_one, here, reference};

/// The page with its two examples made anew.
fn with_examples(page: &str) -> String {
    let compiled = compile_one(&reference("1_hello.ruf"));
    let machine = serde_json::to_value(&compiled.machines[0]).unwrap();
    let spans = serde_json::to_value(&compiled.spans[0]).unwrap();
    let mut out = String::new();
    let mut skipping = false;
    for line in page.lines() {
        if skipping && line != "```" {
            continue;
        }
        skipping = false;
        out.push_str(line);
        out.push('\n');
        let example = match line {
            "```json machine of flows/reference/1_hello.ruf" => &machine,
            "```json spans of flows/reference/1_hello.ruf" => &spans,
            _ => continue,
        };
        out.push_str(&pretty(example));
        skipping = true;
    }
    out
}

fn pretty(value: &Value) -> String {
    let text = serde_json::to_string_pretty(value).unwrap();
    text + "\n"
}

#[test]
fn the_examples_are_what_the_compiler_makes() {
    let path = here("../../grammar/machine-format.md");
    let page = std::fs::read_to_string(&path).unwrap();
    assert_eq!(page.matches("```json").count(), 2);
    assert_golden(path, &with_examples(&page));
}

#[test]
fn every_field_and_every_kind_of_state_is_described() {
    let page = std::fs::read_to_string(here("../../grammar/machine-format.md")).unwrap();
    let prose = page.split("## Example").next().unwrap();
    let machine: Machine = compile_one(&reference("2_nordwind.ruf")).machines.remove(0);
    let json = serde_json::to_value(&machine).unwrap();
    let mut names: Vec<String> = json.as_object().unwrap().keys().cloned().collect();
    names.extend(json["queues"]["service"].as_object().unwrap().keys().cloned());
    let kinds: Vec<State> =
        vec![State::End, State::GoBack, State::Pass { to: rufplan_machine::script::Expr::Var("x".into()) }];
    let kinds = machine.states.values().chain(&kinds);
    for state in kinds {
        let fields = serde_json::to_value(state).unwrap();
        let fields = fields.as_object().unwrap();
        names.push(fields["kind"].as_str().unwrap().to_string());
        names.extend(fields.keys().cloned());
    }
    for name in names {
        assert!(prose.contains(&format!("`{name}`")), "{name} is not described");
    }
}
