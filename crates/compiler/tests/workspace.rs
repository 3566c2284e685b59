//! A project that is checked again and again says the same as one that is compiled anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use rufplan_compiler::{
    Compiled, InTurn, Options, SoundFacts, SourceFile, Workers, Workspace, compile, compile_with,
};
use rufplan_machine::value::Date;
use rufplan_testkit::Seeded;
use std::collections::BTreeSet;

fn options() -> Options {
    Options::on(Date { year: 2026, month: 11, day: 25 })
}

/// Jobs from the last to the first.
struct Backwards;

impl Workers for Backwards {
    fn work(&self, count: usize, job: &(dyn Fn(usize) + Sync)) {
        (0..count).rev().for_each(job);
    }
}

fn assert_same(one: &Compiled, two: &Compiled) {
    assert_eq!(one.diagnostics, two.diagnostics);
    assert_eq!(one.machines, two.machines);
    assert_eq!(one.scenarios, two.scenarios);
    assert_eq!(one.spans, two.spans);
    assert_eq!(one.prompt_book, two.prompt_book);
    assert_eq!(one.libraries, two.libraries);
}

const LIBRARY: &str = "rufplan 1\n\nlibrary texts \"Texts 1\"\n\nprompt hello\n  de: \"Hallo.\"\n  en: \"Hello.\"\nend\n\n\
                       flow farewell\n  say hello\n  hang up\nend\n";

/// Clients of their own, one of two files, two that use a library, and a file that belongs to nobody.
fn project() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = (0..6).map(rufplan_testkit::client).collect();
    files.push(("lib/texts.ruf".into(), LIBRARY.into()));
    for name in ["eins", "zwei"] {
        let number = name.len() + usize::from(name == "eins");
        files.push((
            format!("{name}.ruf"),
            format!(
                "rufplan 1\n\nclient {name} \"{name}\"\n  languages: de, en\n  time zone: Europe/Berlin\n  \
                 number +49 30 777000{number} starts main\nend\n\nuse texts from \"lib/texts.ruf\"\n\n\
                 flow main\n  say texts.hello\n  go to more\nend\n"
            ),
        ));
        files.push((
            format!("{name}_more.ruf"),
            format!("rufplan 1\n\npart of client {name}\n\nflow more\n  go to texts.farewell\nend\n"),
        ));
    }
    files.push(("lost.ruf".into(), "rufplan 1\n\npart of client nobody\n\nflow x\n  hang up\nend\n".into()));
    files
}

/// Something happens to a file: a line goes, comes twice, or takes a name or a number of another.
fn change(files: &mut [(String, String)], rng: &mut Seeded) {
    let at = rng.below(files.len());
    let mut lines: Vec<String> = files[at].1.lines().map(str::to_string).collect();
    let line = rng.below(lines.len());
    match rng.below(6) {
        0 => drop(lines.remove(line)),
        1 => lines.insert(line, lines[line].clone()),
        2 => lines[line] = lines[line].replace("main", "eins.main").replace("hello", "hallo"),
        3 => lines[line] = lines[line].replace("5550001", "5550002").replace("Hallo", "Guten Tag"),
        4 => lines[line] = lines[line].replace("client eins", "client zwei").replace("zwei", "eins"),
        _ => lines[line] = lines[line].replace("de:", "de when now.date is 2026-01-01:"),
    }
    files[at].1 = lines.join("\n") + "\n";
}

fn sources(files: &[(String, String)]) -> Vec<SourceFile> {
    files.iter().map(|(path, text)| SourceFile::new(path, text)).collect()
}

#[test]
fn what_a_workspace_says_after_changes_is_what_a_new_one_says() {
    for seed in rufplan_testkit::seeds(4) {
        let mut rng = Seeded::new(seed);
        let mut workspace = Workspace::default();
        let original = project();
        let mut files = original.clone();
        for turn in 0..25 {
            let sources = sources(&files);
            let mut options = options();
            if rng.chance(30) {
                let only: BTreeSet<String> =
                    files.iter().filter(|_| rng.chance(30)).map(|(path, _)| path.clone()).collect();
                options.only = Some(only);
            }
            workspace.read(&sources, &InTurn);
            let found = workspace.check(&options, &Backwards);
            let anew = compile(&sources, &options);
            assert_eq!(found.diagnostics, anew.diagnostics, "seed {seed}, turn {turn}");
            assert_eq!(found.proofs.len(), anew.proofs.len(), "seed {seed}, turn {turn}");
            if rng.chance(25) {
                files.clone_from(&original);
            } else {
                change(&mut files, &mut rng);
            }
        }
    }
}

#[test]
fn the_order_of_the_work_does_not_show() {
    let sources = sources(&project());
    assert_same(&compile_with(&sources, &options(), &Backwards), &compile(&sources, &options()));
}

#[test]
fn numbers_and_names_of_other_clients_are_seen() {
    let mut files: Vec<(String, String)> = (0..3).map(rufplan_testkit::client).collect();
    let mut workspace = Workspace::default();
    let mut codes = |files: &[(String, String)]| -> Vec<(String, &'static str)> {
        workspace.read(&sources(files), &InTurn);
        let found = workspace.check(&options(), &InTurn).diagnostics;
        found.into_iter().map(|d| (d.file.to_string(), d.code)).collect()
    };
    assert_eq!(codes(&files), []);
    // the first client takes the number of the third, where it is told although only the first has changed
    files[0].1 = files[0].1.replace("5550000", "5550002");
    assert!(codes(&files).contains(&("mandant_0002.ruf".to_string(), "E0901")));
    files[0] = rufplan_testkit::client(0);
    files[1].1 = files[1].1.replace("say welcome", "say mandant_0002.hello");
    assert!(!codes(&files).iter().any(|(_, code)| *code == "E0904"));
    files[2].1 += "\nprompt hello\n  any: \"Hallo.\" in de\nend\n";
    assert!(codes(&files).contains(&("mandant_0001.ruf".to_string(), "E0904")));
}

#[test]
fn sound_files_the_day_and_the_lock_are_seen() {
    let text = "rufplan 1\n\nclient a \"A\"\n  languages: de\n  time zone: Europe/Berlin\n  \
                number +49 30 5550100 starts main\nend\n\nprompt hello\n  de: \"Hallo.\" file \"hallo.wav\"\nend\n\n\
                flow main\n  say hello\n  hang up\nend\n";
    let sources = [SourceFile::new("a.ruf", text)];
    let mut workspace = Workspace::default();
    workspace.read(&sources, &InTurn);
    assert_eq!(workspace.sounds(), BTreeSet::from(["hallo.wav"]));
    let mut options = options();
    options.sounds = SoundFacts::known();
    let missing = workspace.check(&options, &InTurn).diagnostics;
    assert_eq!(missing.iter().map(|d| d.code).collect::<Vec<_>>(), ["W0520"]);
    options.sounds.add("hallo.wav", "00", 900);
    assert_eq!(workspace.check(&options, &InTurn).diagnostics, []);
    let compiled = workspace.compile(&options, &InTurn);
    assert_eq!(compiled.machines.len(), 1);
}
