//! Libraries: every client gets its own instance, with its own values; the machine knows nothing of it.

// A test reads its scripts from disk; the crate itself reads nothing.
#![allow(clippy::disallowed_methods)]

mod support;

use rufplan_compiler::{Compiled, Locked, Options, SourceFile, compile};
use rufplan_machine::script::{Expr, Machine, Part, State, Stretch};
use rufplan_machine::value::Value;
use std::collections::BTreeMap;
use support::TODAY;

const LIBRARY: &str = r#"rufplan 1
library hotline "Hotline, Version 1"
use texte from "texte.ruf"

parameters
  brand: text
  open_hours: hours
  last: flow
  tries: number from 1 to 5 = 2
  tier: one of gold, silver = silver
  extra: yesno = no
end

configure texte
  firma: brand
end

replaceable prompt greeting
  de: "Willkommen bei {brand as name}."
  en: "Welcome to {brand as name}."
end

prompt question
  de: "Drücken Sie die 1."
  en: "Press 1."
end

defaults
  first key within: 4s
  attempts: 2
  on silence
    say std.silence
  on failure
    say std.goodbye
    hang up
end

prompt back
  de: "Wir sind ab {open_hours.next_open as time} da."
  en: "We will be back at {open_hours.next_open as time}."
end

data
  chosen: yesno = no
end

flow main
  say greeting
  check hours open_hours
    when open
      mark open
    when closed
      say texte.closed, back
      hang up
  end
  menu topics
    say question
    attempts: tries
    press 1 for "Weiter"
      set chosen to yes
  end
  if extra and chosen
    say texte.thanks
  end
  choose tier
    when gold
      go to last
    when silver
      say texte.thanks
      hang up
  end
end
"#;

const TEXTS: &str = r#"rufplan 1
library texte "Texte"

parameters
  firma: text
end

prompt closed
  de: "{firma as name} ist geschlossen."
  en: "{firma as name} is closed."
end

prompt thanks
  de: "Danke."
  en: "Thanks."
end
"#;

fn client(name: &str, number: &str, rest: &str) -> String {
    format!(
        r#"rufplan 1
use hotline from "lib.ruf"

client {name} "Firma {name}"
  languages: de
  time zone: Europe/Berlin
  number {number} starts hotline.main
end

hours offen
  holidays: none
  every day 08:00-18:00
end

flow ende
  say std.goodbye
  hang up
end
{rest}"#
    )
}

fn configure(brand: &str, more: &str) -> String {
    format!("\nconfigure hotline\n  brand: \"{brand}\"\n  open_hours: offen\n  last: ende\n{more}end\n")
}

fn project(clients: &[(&str, String)]) -> Vec<SourceFile> {
    let libraries = [("lib.ruf", LIBRARY.to_string()), ("texte.ruf", TEXTS.to_string())];
    let files = clients.iter().cloned().chain(libraries);
    files.map(|(path, text)| SourceFile::new(path, &text)).collect()
}

fn two_clients() -> Compiled {
    let a = client("a", "+49 30 5550100", &configure("Anton", "  tier: gold\n  extra: yes\n  tries: 5\n"));
    let b = configure("Berta", "") + "\nreplace prompt hotline.greeting\n  de: \"Berta grüßt.\"\nend\n";
    let b = client("b", "+49 30 5550200", &b)
        + "\ndefaults\n  attempts: 4\n  on silence\n    say \"Ja?\"\nend\n\nreplace prompt std.silence\n  de: \"Stille.\"\nend\n";
    compile(&project(&[("a.ruf", a), ("b.ruf", b)]), &Options::on(TODAY))
}

fn words(machine: &Machine, prompt: &str) -> String {
    let parts = &machine.prompts[prompt].lines["de"][0].parts;
    let stretches = parts.iter().flat_map(|part| match part {
        Part::Words { stretches, .. } => stretches.as_slice(),
        Part::Pause(_) => &[],
    });
    let fixed = stretches.map(|stretch| match stretch {
        Stretch::Fixed(text) => text.clone(),
        Stretch::Value { .. } => "{}".to_string(),
    });
    fixed.collect()
}

#[test]
fn each_client_has_an_instance_with_its_own_values() {
    let compiled = two_clients();
    assert_eq!(compiled.diagnostics, []);
    let [a, b] = compiled.machines.as_slice() else { panic!("two clients, two machines") };
    // values are folded into the words, and what a client replaces is its own
    assert_eq!(words(a, "hotline.greeting"), "Willkommen bei Anton.");
    assert_eq!(words(b, "hotline.greeting"), "Berta grüßt.");
    // a library hands its own parameters on
    assert_eq!(words(a, "hotline.texte.closed"), "Anton ist geschlossen.");
    assert_eq!(words(b, "hotline.texte.closed"), "Berta ist geschlossen.");
    // references are the client's own things, so that machines have no names of parameters
    assert!(matches!(&a.states["hotline.main/hours:offen"], State::Hours { hours, .. } if hours == "offen"));
    assert_eq!(a.numbers["+49305550100"].flow, "hotline.main");
    let sources: Vec<&str> = a.sources.iter().map(|s| &*s.path).collect();
    assert_eq!(sources, ["a.ruf", "lib.ruf", "texte.ruf"]);
}

#[test]
fn settings_come_from_the_built_in_then_the_library_then_the_client_then_the_block() {
    let compiled = two_clients();
    let menu = |machine: &Machine| match &machine.states["hotline.main.topics"] {
        State::Menu(menu) => menu.clone(),
        other => panic!("{other:?}"),
    };
    let (a, b) = (menu(&compiled.machines[0]), menu(&compiled.machines[1]));
    // the block's own parameter, given and by default
    assert_eq!((a.attempts, b.attempts), (5, 2));
    // the library's, where the client says nothing
    assert_eq!((a.first_ms, b.first_ms), (4_000, 4_000));
    // what the client's `defaults` say about silence goes before the library's
    let said = |machine: &Machine, state: &str| match &machine.states[state] {
        State::Play { prompts, .. } => prompts.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(said(&compiled.machines[0], &a.silence[0].next), ["std.silence"]);
    assert_eq!(said(&compiled.machines[1], &b.silence[0].next), ["\"Ja?\""]);
}

#[test]
fn a_parameter_without_a_form_of_its_own_is_a_variable_that_nothing_sets() {
    let compiled = two_clients();
    let machine = &compiled.machines[0];
    assert_eq!(machine.vars["hotline.tier"].init, Some(Value::Choice("gold".to_string())));
    assert!(!machine.vars.contains_key("hotline.brand") && !machine.vars.contains_key("hotline.extra"));
    // the library's own data are the instance's
    assert_eq!(machine.vars["hotline.chosen"].init, Some(Value::YesNo(false)));
    let constant = |expr: &Expr| format!("{expr:?}").contains("YesNo(true)");
    let branches = machine.states.values().filter_map(|state| match state {
        State::Branch { arms, .. } => Some(arms),
        _ => None,
    });
    assert!(branches.flatten().any(|arm| constant(&arm.when)), "`extra` is a value");
}

#[test]
fn what_is_wrong_in_a_library_is_told_once_and_what_is_wrong_for_a_client_at_its_configure() {
    let clients = [
        ("a.ruf", client("a", "+49 30 5550100", &configure("Anton", ""))),
        (
            "b.ruf",
            client("b", "+49 30 5550200", &configure("Berta", "")).replace("08:00-18:00", "00:00-24:00"),
        ),
    ];
    let mut sources = project(&clients);
    let broken = LIBRARY.replace("say greeting", "say gretting");
    sources[2] = SourceFile::new("lib.ruf", &broken);
    let compiled = compile(&sources, &Options::on(TODAY));
    let codes: Vec<(&str, &str)> = compiled.diagnostics.iter().map(|d| (d.code, &*d.file)).collect();
    // greeting is said nowhere then, which no client is told
    assert_eq!(codes, [("E0305", "b.ruf"), ("E0201", "lib.ruf")]);
    assert!(compiled.diagnostics[0].related.iter().any(|r| &*r.file == "lib.ruf"));
    assert!(compiled.machines.is_empty());
    // without the mistake only the client that never closes has no machine
    let compiled = compile(&project(&clients), &Options::on(TODAY));
    let names: Vec<&str> = compiled.machines.iter().map(|m| m.client.as_str()).collect();
    assert_eq!(names, ["a"]);
}

#[test]
fn only_what_is_asked_for_is_told_and_its_libraries_are() {
    let clients = [
        ("a.ruf", client("a", "+49 30 5550100", &configure("Anton", ""))),
        ("b.ruf", client("b", "+49 30 5550200", "")),
    ];
    let mut sources = project(&clients);
    sources[2] = SourceFile::new("lib.ruf", &LIBRARY.replace("say greeting", "say gretting"));
    let only = |path: &str| Options { only: Some([path.to_string()].into()), ..Options::on(TODAY) };
    let files = |path: &str| -> Vec<String> {
        compile(&sources, &only(path)).diagnostics.iter().map(|d| d.file.to_string()).collect()
    };
    assert_eq!(files("a.ruf"), ["lib.ruf"]);
    let of_library = files("lib.ruf");
    assert!(of_library.contains(&"lib.ruf".to_string()) && of_library.contains(&"b.ruf".to_string()));
}

#[test]
fn a_client_is_told_when_its_library_is_not_the_locked_one() {
    let a = client("a", "+49 30 5550100", &configure("Anton", ""));
    let sources = project(&[("a.ruf", a)]);
    let first = compile(&sources, &Options::on(TODAY));
    let uses: Vec<(&str, &str)> = first.libraries.iter().map(|u| (&*u.path, &*u.title)).collect();
    assert_eq!(uses, [("lib.ruf", "Hotline, Version 1"), ("texte.ruf", "Texte")]);
    let locked: BTreeMap<(String, String), Locked> = first
        .libraries
        .iter()
        .map(|u| {
            ((u.client.clone(), u.path.clone()), Locked { sha256: u.sha256.clone(), title: u.title.clone() })
        })
        .collect();
    let options = Options { locked: Some(locked), ..Options::on(TODAY) };
    assert_eq!(compile(&sources, &options).diagnostics, []);
    let mut newer = sources.clone();
    newer[1] = SourceFile::new("lib.ruf", &LIBRARY.replace("Version 1", "Version 2"));
    let found = compile(&newer, &options).diagnostics;
    let [behind] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((behind.code, &*behind.file), ("W0206", "a.ruf"));
    assert!(behind.message.contains("Version 1") && behind.message.contains("Version 2"));
    // a warning that the machine is built in spite of
    assert_eq!(compile(&newer, &options).machines.len(), 1);
}
