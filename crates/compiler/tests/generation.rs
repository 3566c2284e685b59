//! What statements become, rule by rule, on small scripts.

// A test reads its scripts from disk; the crate itself reads nothing.
#![allow(clippy::disallowed_methods)]

mod support;

use rufplan_compiler::{Machine, Options, SoundFacts, SourceFile, compile};
use rufplan_machine::script::{Menu, Part, QueueCase, State};
use support::{TODAY, compile_text, machine_of, page};

/// A client without queues.
const HEAD: &str = r#"rufplan 1

client probe "Probe GmbH"
  languages: de
  time zone: Europe/Berlin
  number +49 30 5550111 starts main
end
"#;

/// A client with a queue `service`, flows as given.
fn with_queue(rest: &str) -> String {
    format!(
        r#"rufplan 1

client probe "Probe GmbH"
  languages: de
  time zone: Europe/Berlin
  whisper: hinweis
  number +49 30 5550111 starts main
end

prompt hinweis
  de: "Probe GmbH"
end

prompt warten
  de when queue.expected_wait is known: "Die Wartezeit beträgt {{queue.expected_wait as duration}}."
  de: "Bitte bleiben Sie am Apparat."
end
{rest}"#
    )
}

const SERVICE: &str = r#"
queue service
  service level: 80% within 20s
  at 0s
    say warten
  when nobody is signed in
    say "Leider ist niemand da."
    hang up
  when waiting longer than 10min
    say "Bitte rufen Sie später an."
    hang up
end
"#;

fn menu<'a>(machine: &'a Machine, id: &str) -> &'a Menu {
    match machine.states.get(id) {
        Some(State::Menu(menu)) => menu,
        other => panic!("{id} is {other:?}"),
    }
}

/// The ids passed from one state on, as long as there is one way.
fn way(machine: &Machine, from: &str) -> Vec<String> {
    let mut ids = vec![from.to_string()];
    let mut at = from.to_string();
    loop {
        at = match machine.states.get(&at) {
            Some(
                State::Set { next, .. }
                | State::Mark { next, .. }
                | State::Speak { next, .. }
                | State::Play { next, .. }
                | State::Pause { next, .. }
                | State::LeaveQueue { next, .. },
            ) => next.clone(),
            _ => return ids,
        };
        ids.push(at.clone());
    }
}

const MENU: &str = r#"
flow main
  menu auswahl
    SETTINGS
    say "Für den Kundendienst drücken Sie die 1."
    press 1 for "Kundendienst"
      enter queue service
    ARMS
  end
end
"#;

#[test]
fn a_menu_inherits_built_in_then_defaults_then_its_own() {
    let built_in = machine_of(&with_queue(&(MENU.replace("SETTINGS", "").replace("ARMS", "") + SERVICE)));
    let m = menu(&built_in, "main.auswahl");
    assert_eq!((m.first_ms, m.next_ms, m.attempts, m.interrupt, m.give_up_ms), (6_000, 3_000, 3, true, None));
    let defaults =
        "\ndefaults\n  first key within: 8s\n  attempts: 2\n  interrupt: no\n  give up after: 60s\nend\n";
    let inherited = machine_of(&with_queue(
        &(defaults.to_string()
            + MENU.replace("SETTINGS", "attempts: 5").replace("ARMS", "").as_str()
            + SERVICE),
    ));
    let m = menu(&inherited, "main.auswahl");
    assert_eq!(
        (m.first_ms, m.next_ms, m.attempts, m.interrupt, m.give_up_ms),
        (8_000, 3_000, 5, false, Some(60_000))
    );
}

#[test]
fn l6_what_nobody_says_the_language_pack_says() {
    let machine = machine_of(&with_queue(&(MENU.replace("SETTINGS", "").replace("ARMS", "") + SERVICE)));
    let m = menu(&machine, "main.auswahl");
    let said = |id: &str| match &machine.states[id] {
        State::Play { prompts, .. } => prompts.join("+"),
        other => panic!("{other:?}"),
    };
    assert_eq!((m.silence[0].from, said(&m.silence[0].next)), (1, "std.silence".to_string()));
    assert_eq!((m.wrong[0].from, said(&m.wrong[0].next)), (1, "std.wrong_key".to_string()));
    assert!(matches!(&machine.states[&m.failure], State::EnterQueue { queue, .. } if queue == "service"));
    // rule L5: trouble, then as failure
    assert_eq!(said(&machine.on_error), "std.trouble");
    assert!(machine.prompts.contains_key("std.silence"));
    assert!(
        !machine.prompts.contains_key("std.goodbye")
            || said("queue:service#failure/say:std.goodbye") == "std.goodbye"
    );
}

#[test]
fn arms_from_the_second_attempt_leave_the_first_to_what_is_inherited() {
    let defaults = "\ndefaults\n  on silence\n    say \"Ich höre nichts.\"\n  on wrong key\n    say \"Falsch.\"\n  on wrong key 3\n    say \"Wieder falsch.\"\nend\n";
    let own = "on silence 2\n      say \"Noch immer nichts.\"\n    on wrong key 2\n";
    let machine = machine_of(&with_queue(
        &(defaults.to_string() + MENU.replace("SETTINGS", "").replace("ARMS", own).as_str() + SERVICE),
    ));
    let m = menu(&machine, "main.auswahl");
    let arms = |arms: &[rufplan_machine::script::OnArm]| {
        arms.iter().map(|a| (a.from, a.next.clone())).collect::<Vec<_>>()
    };
    assert_eq!(
        arms(&m.silence),
        [(1, "main.auswahl#silence".to_string()), (2, "main.auswahl#silence:2".to_string())]
    );
    // an own arm replaces all inherited ones from its attempt on; empty, it asks again without a word
    assert_eq!(
        arms(&m.wrong),
        [(1, "main.auswahl#wrong".to_string()), (2, "main.auswahl#wrong:2".to_string())]
    );
    assert!(
        matches!(&machine.states["main.auswahl#wrong:2"], State::Retry { question, .. } if question == "main.auswahl")
    );
}

#[test]
fn s6_again_repeats_in_press_arms_and_ends_on_arms() {
    let own = "press 2 for \"nochmal\"\n      again\n    on silence\n      say \"Bitte.\"\n      again\n";
    let text =
        MENU.replace("SETTINGS", "").replace("ARMS", own).replace("die 1.", "die 1, zum Wiederholen die 2.");
    let machine = machine_of(&with_queue(&(text + SERVICE)));
    assert!(matches!(&machine.states["main.auswahl#press:2"], State::Repeat { .. }));
    assert_eq!(way(&machine, "main.auswahl#silence"), ["main.auswahl#silence", "main.auswahl#silence/again"]);
    assert!(matches!(&machine.states["main.auswahl#silence/again"], State::Retry { .. }));
}

#[test]
fn several_keys_and_ranges_lead_to_one_arm() {
    let own = "press 2 or 3 for \"Rechnung\"\n      say \"Sie kommt.\"\n      hang up\n    press 10 to 12 for \"Durchwahl\"\n      enter queue service\n";
    let text = with_queue(&(MENU.replace("SETTINGS", "next key within: 2s").replace("ARMS", own) + SERVICE));
    let compiled = compile_text(&text);
    let machine = &compiled.machines[0];
    let keys: Vec<_> =
        menu(machine, "main.auswahl").keys.iter().map(|(k, to)| (k.as_str(), to.next.as_str())).collect();
    let durchwahl = "main.auswahl#press:10-12";
    let rechnung = "main.auswahl#press:2:3";
    assert_eq!(
        keys,
        [
            ("1", "main.auswahl#press:1"),
            ("10", durchwahl),
            ("11", durchwahl),
            ("12", durchwahl),
            ("2", rechnung),
            ("3", rechnung)
        ]
    );
}

#[test]
fn after_end_the_call_goes_on_behind_end() {
    let flow = r#"
flow main
  if caller.abroad
    menu auswahl
      say "Drücken Sie die 1."
      press 1 for "weiter"
    end
  end
  check hours zeiten
    when open
      mark offen
    when closed
  end
  say "Auf Wiederhören."
  hang up
end

hours zeiten
  holidays: none
  mon-fri 08:00-18:00
  24 dec closed "Heiligabend"
  31 dec closed "Silvester"
end
"#;
    let machine = machine_of(&(HEAD.to_string() + flow));
    let hours = "main/hours:zeiten";
    assert_eq!(menu(&machine, "main.auswahl").keys["1"].next, hours);
    let State::Branch { otherwise, .. } = &machine.states["main/if:caller.abroad"] else { panic!() };
    assert_eq!(otherwise, hours);
    let State::Hours { open, closed, holiday, special, .. } = &machine.states[hours] else { panic!() };
    assert_eq!(open, "main/hours:zeiten#open");
    let said = "main/say:\"Auf Wiederhören.\"";
    assert_eq!([closed.as_str(), holiday, special], [said; 3]);
    assert_eq!(way(&machine, open)[1], said);
}

#[test]
fn leaving_a_queue_by_go_to_takes_the_caller_out_first() {
    let queue = SERVICE
        .replace("    say \"Bitte rufen Sie später an.\"\n    hang up\n", "    go to spaeter\n")
        + "\nflow spaeter\n  say \"Bitte rufen Sie später an.\"\n  hang up\nend\n";
    let machine =
        machine_of(&with_queue(&("\nflow main\n  enter queue service\nend\n".to_string() + queue.as_str())));
    let arm = "queue:service#waiting_longer_than:10min";
    assert!(
        matches!(&machine.states[arm], State::LeaveQueue { queue, next } if queue == "service" && next == "spaeter/say:\"Bitte rufen Sie später a…\"")
    );
}

#[test]
fn q2_the_longest_wait_ends_in_failure_and_that_in_a_goodbye_if_it_leads_back() {
    let machine =
        machine_of(&with_queue(&("\nflow main\n  enter queue service\nend\n".to_string() + SERVICE)));
    let queue = &machine.queues["service"];
    // built in, failure leads to the first queue: this one
    assert_eq!(
        way(&machine, &queue.on_failure),
        ["queue:service#failure", "queue:service#failure/say:std.goodbye", "queue:service#failure/hang_up"]
    );
    let defaults = "\ndefaults\n  on failure\n    transfer to +49 30 5550199\n      when not answered\n        hang up\n    end\nend\n";
    let text = with_queue(&(defaults.to_string() + "\nflow main\n  enter queue service\nend\n" + SERVICE));
    let compiled = compile_text(&text);
    let queue = &compiled.machines[0].queues["service"];
    let way = way(&compiled.machines[0], &queue.on_failure);
    assert_eq!(
        way,
        ["queue:service#failure", "queue:service#failure/then"],
        "{}",
        page(&SourceFile::new("input.ruf", &text), &compiled.diagnostics)
    );
}

#[test]
fn a_transfer_has_all_its_arms() {
    let flow = r#"
flow main
  transfer to +49 30 5550199, extension 1106
    order: all at once
    ring for: 20s
    accept with: none
    when busy
      say "Dort wird gesprochen."
    when not answered
      say "Niemand da."
  end
  say "Auf Wiederhören."
  hang up
end
"#
    .replace("    accept with: none\n", "");
    let compiled = compile_text(&with_queue(&flow));
    let source = SourceFile::new("input.ruf", &with_queue(&flow));
    assert_eq!(compiled.machines.len(), 1, "{}", page(&source, &compiled.diagnostics));
    let id = "main/transfer:+49 30 5550199,extension 1106";
    let State::Transfer(transfer) = &compiled.machines[0].states[id] else { panic!() };
    let not_answered = format!("{id}#not_answered");
    assert_eq!(transfer.busy, format!("{id}#busy"));
    assert_eq!([&transfer.not_answered, &transfer.refused, &transfer.failed], [&not_answered; 3]);
    assert_eq!((transfer.over.as_ref(), transfer.ring_ms), (None, 20_000));
}

#[test]
fn recordings_stand_in_the_machine_only_where_the_file_is_there() {
    let text = with_queue(
        "\nflow main\n  say gruss\n  enter queue service\nend\n\nprompt gruss\n  de: \"Guten Tag.\" file \"gruss.wav\" + \"Bis gleich.\" file \"bis.wav\"\nend\n",
    ) + SERVICE;
    let mut sounds = SoundFacts::known();
    sounds.add("gruss.wav", "ab12", 700);
    let options = Options { sounds, ..Options::on(TODAY) };
    let compiled = compile(&[SourceFile::new("input.ruf", &text)], &options);
    let parts = &compiled.machines[0].prompts["gruss"].lines["de"][0].parts;
    let recording = |part: &Part| match part {
        Part::Words { recording, .. } => recording.as_ref().map(|r| (r.path.clone(), r.sha256.clone())),
        Part::Pause(_) => None,
    };
    assert_eq!(recording(&parts[0]), Some(("gruss.wav".to_string(), "ab12".to_string())));
    assert_eq!(recording(&parts[1]), None);
    // what is recorded needs no voice
    let renderings = &compiled.prompt_book.renderings;
    let has = |text: &str| renderings.iter().any(|r| r.lang == "de" && r.text.as_deref() == Some(text));
    assert!(has("Bis gleich.") && !has("Guten Tag."));
}

#[test]
fn arms_of_a_queue_keep_the_order_of_the_script() {
    let more =
        "  when full\n    say \"Voll.\"\n    hang up\n  when expected wait over 5min\n    keep waiting\n";
    let queue = SERVICE.replace("  when nobody", &format!("{more}  when nobody"));
    let machine =
        machine_of(&with_queue(&("\nflow main\n  enter queue service\nend\n".to_string() + queue.as_str())));
    let cases: Vec<_> = machine.queues["service"].when.iter().map(|w| w.case.clone()).collect();
    let expected = [
        QueueCase::Full,
        QueueCase::ExpectedWaitOver(300_000),
        QueueCase::NobodySignedIn,
        QueueCase::WaitingLonger(600_000),
    ];
    assert_eq!(cases, expected);
}

#[test]
fn a_warning_is_allowed_with_a_reason_only() {
    let flow = |allow: &str| format!("{HEAD}\nflow main\n  mark fertig\n  {allow}\n  hang up\nend\n");
    let codes = |text: &str| compile_text(text).diagnostics.iter().map(|d| d.code).collect::<Vec<_>>();
    assert_eq!(codes(&flow("")), ["W0408"]);
    assert_eq!(codes(&flow("// allow W0408: nur ein Zählanruf")), Vec::<&str>::new());
    assert_eq!(codes(&flow("// allow W0408")), ["W0408"]);
}

#[test]
fn an_error_in_one_client_leaves_the_other_its_machine() {
    let good = with_queue("\nflow main\n  enter queue service\nend\n") + SERVICE;
    let bad = good
        .replace("probe", "kaputt")
        .replace("5550111", "5550112")
        .replace("Probe GmbH", "Kaputt AG")
        .replace("  enter queue service\nend", "  say nichts_da\n  enter queue service\nend");
    let files = [SourceFile::new("kaputt.ruf", &bad), SourceFile::new("probe.ruf", &good)];
    let compiled = compile(&files, &Options::on(TODAY));
    assert_eq!(compiled.machines.iter().map(|m| m.client.as_str()).collect::<Vec<_>>(), ["probe"]);
    assert_eq!(
        compiled.diagnostics.iter().map(|d| (&*d.file, d.code)).collect::<Vec<_>>(),
        [("kaputt.ruf", "E0201")]
    );
    let only = Options { only: Some(["probe.ruf".to_string()].into()), ..Options::on(TODAY) };
    assert!(compile(&files, &only).diagnostics.is_empty());
}

#[test]
fn a_client_of_several_files_is_one_machine() {
    let head = r#"rufplan 1

client beispiel "Beispiel GmbH"
  languages: de
  time zone: Europe/Berlin
  number +49 30 5550100 starts main
end

flow main
  say willkommen
  go to abschied
end
"#;
    let part = r#"rufplan 1
part of client beispiel

prompt willkommen
  de: "Willkommen."
end

flow abschied
  say "Auf Wiederhören."
  hang up
end
"#;
    // the part comes first by its path
    let sources = [SourceFile::new("a.ruf", part), SourceFile::new("b.ruf", head)];
    let compiled = compile(&sources, &Options::on(TODAY));
    assert_eq!(compiled.diagnostics, []);
    let [machine] = compiled.machines.as_slice() else { panic!("one client, one machine") };
    let sources: Vec<&str> = machine.sources.iter().map(|s| &*s.path).collect();
    assert_eq!(sources, ["b.ruf", "a.ruf"]);
    let State::Play { prompts, next, .. } = &machine.states["main/say:willkommen"] else {
        panic!("it speaks")
    };
    assert_eq!(prompts, &["willkommen"]);
    assert!(next.starts_with("abschied/"), "{next}");
}
