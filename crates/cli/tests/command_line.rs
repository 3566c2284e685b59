//! The command line seen from outside: answers, exit codes, bad input.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn rufplan(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rufplan"))
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("the program runs")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn holidays_of_every_land_equal_the_table() {
    let table =
        std::fs::read_to_string(root().join("crates/calendar/tests/data/holidays-de-2024-2027.csv")).unwrap();
    let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|l| l.splitn(3, ',').collect()).collect();
    let mut runs: Vec<(&str, &str)> = rows.iter().map(|r| (r[0], &r[1][..4])).collect();
    runs.dedup();
    assert_eq!(runs.len(), 64, "16 Länder in four years");
    for (land, year) in runs {
        let mut expected = String::from("date,name\n");
        for row in rows.iter().filter(|r| r[0] == land && r[1].starts_with(year)) {
            expected += &format!("{},{}\n", row[1], row[2]);
        }
        let output = rufplan(&["holidays", land, year, "--format", "csv"]);
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{land} {year}");
    }
}

#[test]
fn words_of_numbers_equal_the_table() {
    let folder = root().join("crates/speech/tests/data");
    let file = std::fs::read_dir(folder)
        .unwrap()
        .flatten()
        .map(|e| e.path())
        .find(|p| p.extension().is_some_and(|e| e == "csv"));
    let table = std::fs::read_to_string(file.unwrap()).unwrap();
    let mut rows = 0;
    for row in table.lines().skip(2) {
        let row: Vec<&str> = row.splitn(4, ',').collect();
        let output = rufplan(&["say", "--lang", row[0], row[1], row[2]]);
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim_end(), row[3], "{row:?}");
        rows += 1;
    }
    assert!(rows > 80, "{rows} rows");
}

/// A script, and what `check` answers: exit code and a part of the text.
fn check(name: &str, bytes: &[u8], code: i32, part: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("script.ruf");
    std::fs::write(&path, bytes).expect("a file");
    let output = rufplan(&["check", "--today", "2026-11-25", &path.to_string_lossy()]);
    let text = said(&output);
    assert_eq!(output.status.code(), Some(code), "{name}: {}", text.chars().take(2_000).collect::<String>());
    assert!(
        text.contains(part) && !text.contains("panicked"),
        "{name}: {}",
        text.chars().take(2_000).collect::<String>()
    );
}

#[test]
fn bad_scripts_have_their_message_and_exit_code() {
    let noise: Vec<u8> = (0..5_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    check("random bytes", &noise, 2, "is not UTF-8 text");
    check("11 MB", &vec![b'\n'; 11 * 1024 * 1024], 2, "10 MB at most");
    let nested = format!("rufplan 1\nflow f\n{}", "if a\n".repeat(5_000));
    check("5,000 blocks", nested.as_bytes(), 1, "E0111");
    let brackets = format!("rufplan 1\nflow f\nset a to {}1\nend\n", "(".repeat(1_900));
    check("brackets", brackets.as_bytes(), 1, "E0111");
    check("a line of 1 MB", format!("rufplan 1\n// {}\n", "x".repeat(1_000_000)).as_bytes(), 1, "E0112");
    check("an unknown word", b"rufplan 1\nflow f\n  goto main\nend\n", 1, "go to");
}

#[test]
fn bad_arguments_and_files_have_their_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let toml = folder.path().join("rufplan.toml");
    std::fs::write(&toml, "[sip]\nport = 5060\n").unwrap();
    let toml = toml.to_string_lossy().into_owned();
    let nordwind = "flows/reference/2_nordwind.ruf";
    for (arguments, code, part) in [
        (vec!["check", "nowhere.ruf"], 2, "no such file or folder"),
        (vec!["check"], 2, "PATH"),
        (vec!["dance"], 2, "dance"),
        (vec!["serve", "--config", "nowhere.toml"], 2, "no such file"),
        (vec!["serve", "--config", &toml], 2, "unknown field `port`"),
        (vec!["call", nordwind, "+49 30 1"], 2, "nobody owns"),
        (vec!["holidays", "XX", "2026"], 2, "no holidays are known"),
        (vec!["holidays", "DE-BY", "1999"], 2, "2000"),
        (vec!["say", "--lang", "tr", "number", "1"], 2, "not built"),
        (vec!["say", "--lang", "de", "number", "many"], 2, "is no number"),
        (vec!["replay", "Cargo.toml"], 2, "Cargo.toml"),
        (vec!["hours", nordwind, "nobody"], 2, "no hours"),
        (vec!["fmt", "--check", "flows/reference"], 0, "one true layout"),
        (vec!["check", "--strict", "--today", "2026-11-25", "flows/reference"], 0, "0 errors, 0 warnings"),
        (vec!["check", "--strict", "--today", "2026-11-25", "examples"], 0, "0 errors, 0 warnings"),
        (vec!["test", "flows/reference"], 0, " passed, 0 failed"),
        (vec!["test", "examples"], 0, " passed, 0 failed"),
    ] {
        let output = rufplan(&arguments);
        let text = said(&output);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
        assert!(text.contains(part) && !text.contains("panicked"), "{arguments:?}: {text}");
    }
}

#[test]
fn journals_of_tests_replay_and_a_changed_line_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_string_lossy().into_owned();
    assert!(rufplan(&["test", "flows/reference", "--journals", &path]).status.success());
    let journals: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .flatten()
        .map(|e| e.path().to_string_lossy().into_owned())
        .filter(|p| p.ends_with(".jsonl"))
        .collect();
    assert!(journals.len() >= 30);
    let mut arguments = vec!["replay"];
    arguments.extend(journals.iter().map(String::as_str));
    let output = rufplan(&arguments);
    assert!(output.status.success(), "{}", said(&output));
    let changed =
        std::fs::read_to_string(&journals[0]).unwrap().replacen("\"played_ms\":", "\"played_ms\":1", 1);
    let other = changed.replacen("\"interruptible\":", "\"interruptible\": ", 1).replacen("true", "false", 1);
    std::fs::write(&journals[0], other.replacen("\"words\":\"", "\"words\":\"X", 1)).unwrap();
    let output = rufplan(&["replay", &journals[0]]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
}

/// Every ```ruf block of the documents is a script that is clean, formatted and passes its tests.
#[test]
fn every_script_in_the_documents_holds() {
    let mut blocks = 0;
    for document in [
        "README.md",
        "grammar/README.md",
        "grammar/entries.md",
        "grammar/lookups.md",
        "grammar/messages.md",
        "grammar/modules.md",
        "docs/designer/first-script.md",
    ] {
        let text = std::fs::read_to_string(root().join(document)).unwrap();
        for block in text.split("```ruf\n").skip(1) {
            let script = block.split("```").next().unwrap();
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("script.ruf");
            std::fs::write(&path, script).unwrap();
            let path = path.to_string_lossy().into_owned();
            for arguments in [vec!["check", "--today", "2026-11-25", &path], vec!["test", &path]] {
                let output = rufplan(&arguments);
                assert!(output.status.success(), "{document}\n{script}\n{}", said(&output));
            }
            blocks += 1;
        }
    }
    assert!(blocks >= 3, "{blocks} scripts in the documents");
}

/// Rule L6: what is said where a script says nothing of its own can be heard without rendering anything.
#[test]
fn every_text_of_the_language_pack_is_shipped_as_a_sound() {
    let prompts = root().join("audio/prompts");
    let store =
        rufplan_sounds::Store::open(&[prompts], None, rufplan_sounds::VoiceSettings::default()).unwrap();
    let texts = rufplan_compiler::standard_texts();
    assert!(texts.len() >= 26);
    let wordings: Vec<_> =
        texts.iter().map(|(lang, text)| rufplan_sounds::Wording::new(lang, text)).collect();
    assert_eq!(store.missing(&wordings), []);
}

/// A folder with one script that has a slip in it, and a warning that is allowed.
fn folder_with_slip() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("beispiel.ruf");
    let text = "rufplan 1\n\nclient beispiel \"Beispiel GmbH\"\n  languages: de\n  time zone: Europe/Berlin\n  \
                number +49 30 5550100 starts main\nend\n\nflow main\n  sage \"Guten Tag.\"\n  go to tecnik\nend\n\n\
                // allow W0408: a test line\nflow technik\n  say \"Auf Wiederhören.\"\n  hang up\nend\n";
    std::fs::write(&script, text).expect("it is written");
    (folder, script)
}

#[test]
fn repairs_are_made_until_none_is_left() {
    let (folder, script) = folder_with_slip();
    let path = folder.path().to_str().unwrap();
    let before = std::fs::read_to_string(&script).unwrap();
    let dry = rufplan(&["check", path, "--fix", "--dry-run"]);
    assert_eq!(dry.status.code(), Some(1), "{}", said(&dry));
    assert!(
        said(&dry)
            .contains("-  sage \"Guten Tag.\"\n-  go to tecnik\n+  say \"Guten Tag.\"\n+  go to technik\n"),
        "{}",
        said(&dry)
    );
    assert!(said(&dry).contains("2 repairs possible, nothing written"), "{}", said(&dry));
    assert_eq!(std::fs::read_to_string(&script).unwrap(), before);
    let output = rufplan(&["check", path, "--fix"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("beispiel.ruf:10: E0101 replace `sage` with `say`"), "{}", said(&output));
    assert!(said(&output).contains("beispiel.ruf:11: E0201 replace by `technik`"), "{}", said(&output));
    let after = std::fs::read_to_string(&script).unwrap();
    assert_eq!(after, before.replace("sage", "say").replace("tecnik", "technik"));
}

#[test]
fn an_audit_lists_what_is_allowed_and_what_that_does() {
    let (folder, _) = folder_with_slip();
    let path = folder.path().to_str().unwrap();
    let output = rufplan(&["audit", path]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("beispiel.ruf:14: W0408 a test line"), "{}", said(&output));
    assert!(said(&output).contains("it silences nothing"), "{}", said(&output));
    let script = "rufplan 1\n\nclient x \"X\"\n  languages: de\n  time zone: Europe/Berlin\n  number +49 30 5550100 starts \
                  main\nend\n\nflow main\n  // allow W0408: a line for measurements\n  hang up\nend\n";
    std::fs::write(folder.path().join("beispiel.ruf"), script).unwrap();
    let output = rufplan(&["audit", path]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("1 allow, 0 without a reason or an effect"), "{}", said(&output));
}

#[test]
fn codes_are_explained_in_both_languages() {
    let english = said(&rufplan(&["explain", "e0201"]));
    assert!(english.starts_with("E0201: Unknown name\n") && english.contains("\nWrong:\n"), "{english}");
    let german = said(&rufplan(&["explain", "E0201", "--messages", "de"]));
    assert!(
        german.starts_with("E0201: Diesen Namen gibt es nicht\n") && german.contains("\nFalsch:\n"),
        "{german}"
    );
    assert_eq!(rufplan(&["explain", "E9999"]).status.code(), Some(2));
}

#[test]
fn a_watch_reports_anew_after_a_change() {
    use std::io::BufRead;
    let (folder, script) = folder_with_slip();
    let mut watch = Command::new(env!("CARGO_BIN_EXE_rufplan"))
        .args(["check", folder.path().to_str().unwrap(), "--watch"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut lines = std::io::BufReader::new(watch.stdout.take().unwrap()).lines();
    let mut next =
        || lines.by_ref().map(|line| line.unwrap()).find(|line| line.contains("script checked")).unwrap();
    let first = next();
    let mended =
        std::fs::read_to_string(&script).unwrap().replace("sage", "say").replace("tecnik", "technik");
    std::fs::write(&script, mended).unwrap();
    let second = next();
    watch.kill().unwrap();
    watch.wait().unwrap();
    assert!(first.contains(" errors,") && !first.contains(": 0 errors"), "{first}");
    assert!(second.contains(": 0 errors, 0 warnings"), "{second}");
}
