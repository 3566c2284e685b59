//! What the program tells about scripts and calls: proofs, coverage, pictures, recorded calls as tests.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn rufplan(arguments: &[&str], typed: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rufplan"))
        .args(arguments)
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("it reads").write_all(typed.as_bytes()).expect("it takes what is typed");
    child.wait_with_output().expect("it ends")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

const NORDWIND: &str = "flows/reference/2_nordwind.ruf";

#[test]
fn check_says_what_is_proved() {
    let output = rufplan(&["check", "flows/reference", "--proofs", "--today", "2026-11-25"], "");
    let text = said(&output);
    assert!(output.status.success(), "{text}");
    for line in ["client nordwind", "at most 2, from menu `language`", "client stadtwerke", "E0458 not said"]
    {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!text.contains("fails"), "{text}");
    let german = said(&rufplan(&["--messages", "de", "check", NORDWIND, "--proofs"], ""));
    assert!(german.contains("E0458 bewiesen") && german.contains("höchstens 2, von"), "{german}");
}

#[test]
fn coverage_is_counted_and_can_fail() {
    let text = said(&rufplan(&["test", NORDWIND, "--coverage"], ""));
    assert!(text.contains("coverage of client nordwind") && text.contains("hours lines"), "{text}");
    let met = rufplan(&["test", NORDWIND, "--min-coverage", "90"], "");
    assert!(met.status.success(), "{}", said(&met));
    let filtered = rufplan(&["test", NORDWIND, "--filter", "Silvester", "--min-coverage", "90"], "");
    assert_eq!(filtered.status.code(), Some(1), "{}", said(&filtered));
    let strict = rufplan(&["test", NORDWIND, "--filter", "Silvester", "--strict"], "");
    assert_eq!(strict.status.code(), Some(1));
    assert!(said(&strict).contains("W0907"), "{}", said(&strict));
    let json = rufplan(&["test", NORDWIND, "--coverage", "json"], "");
    let value: serde_json::Value = serde_json::from_slice(&json.stdout).expect("it is JSON");
    assert!(
        value["percent"].as_f64().expect("a share") > 90.0
            && value["items"].as_array().expect("items").len() > 50
    );
    let lcov = said(&rufplan(&["test", NORDWIND, "--coverage", "lcov"], ""));
    assert!(lcov.starts_with("TN:\nSF:") && lcov.ends_with("end_of_record\n"), "{lcov}");
}

#[test]
fn a_script_is_drawn_and_a_call_is_shown_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let journals = folder.path().to_string_lossy().into_owned();
    let played = rufplan(&["test", NORDWIND, "--filter", "Am ersten", "--journals", &journals], "");
    assert!(played.status.success(), "{}", said(&played));
    let journal = std::fs::read_dir(folder.path()).expect("journals").flatten().map(|e| e.path());
    let journal =
        journal.into_iter().find(|p| p.extension().is_some_and(|e| e == "jsonl")).expect("a journal");
    let journal = journal.to_string_lossy().into_owned();

    let mermaid = said(&rufplan(&["graph", NORDWIND, "--journal", &journal], ""));
    assert!(mermaid.contains("flowchart TD") && mermaid.contains("menu main_choice"), "{mermaid}");
    assert!(
        mermaid.contains("==>|\"holiday, say closed_holiday\"|"),
        "the way of the call is thick\n{mermaid}"
    );
    for level in ["flow", "menu", "all"] {
        let svg = said(&rufplan(&["graph", NORDWIND, "--format", "svg", "--level", level], ""));
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n") && svg.contains("Nordwind"), "{level}");
        assert!(!svg.contains("NaN"), "{level}");
    }
    let dot = said(&rufplan(&["graph", NORDWIND, "--format", "dot"], ""));
    assert!(dot.starts_with("digraph") && dot.contains("queue service"), "{dot}");

    let transcript = said(&rufplan(&["transcript", &journal], ""));
    assert!(transcript.contains("← call") && transcript.contains("closed_holiday"), "{transcript}");
    let told = rufplan(&["test", "--from-call", &journal], "");
    assert!(told.status.success(), "{}", said(&told));
    let told = said(&told);
    for line in [
        "  clock 2026-12-25 10:00:00\n",
        "  anonymous calls +49 305550100\n",
        "  presses 2\n",
        "  call ends\n",
        "  speaks en\n",
    ] {
        assert!(told.contains(line), "{line}{told}");
    }
}

#[test]
fn a_call_that_was_played_is_saved_as_a_test_that_passes() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("nordwind.ruf");
    std::fs::copy(root().join(NORDWIND), &script).expect("the script is copied");
    let path = script.to_string_lossy().into_owned();
    // German, a wrong key, then the bill; an agent answers and hangs up
    let typed = "1\n9\n2\nagent\nagent hangs up\n";
    let output = rufplan(&["call", &path, "--clock", "2026-11-24T10:00", "--save", &path], typed);
    assert!(output.status.success() && said(&output).contains("it passes"), "{}", said(&output));
    let saved = std::fs::read_to_string(&script).expect("the script is there");
    assert!(saved.contains("test \"Played on 2026-11-24 at 10:00:00\""), "{saved}");
    let tested = rufplan(&["test", &path, "--filter", "Played"], "");
    assert!(tested.status.success() && said(&tested).contains("1 passed"), "{}", said(&tested));
}

#[test]
fn every_setting_of_a_menu_is_explained() {
    let text = said(&rufplan(&["explain", "main.language", NORDWIND], ""));
    for line in [
        "attempts",
        "defaults, 2_nordwind.ruf:",
        "give up after",
        "built in",
        "on failure",
        "this menu, line",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let unknown = rufplan(&["explain", "main.sprache", NORDWIND], "");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(said(&unknown).contains("main_menu.main_choice"), "{}", said(&unknown));
}

/// The shipped flows are their own best examples: nine states of ten of each client are met by its tests.
#[test]
fn tests_of_the_reference_flows_meet_nine_states_of_ten() {
    let output = rufplan(&["test", "flows/reference", "--coverage", "json"], "");
    assert!(output.status.success(), "{}", said(&output));
    let text = said(&output);
    let json = &text[text.find("{\"percent\"").expect("coverage")..];
    let coverage: serde_json::Value = serde_json::from_str(json).expect("JSON");
    let mut clients: std::collections::BTreeMap<String, (usize, usize)> = Default::default();
    for item in coverage["items"].as_array().expect("items").iter().filter(|item| item["kind"] == "state") {
        let (met, all) = clients.entry(item["client"].to_string()).or_default();
        *all += 1;
        *met += usize::from(item["met"].as_u64().expect("a count") > 0);
    }
    assert_eq!(clients.len(), 10);
    for (client, (met, all)) in clients {
        assert!(met * 10 >= all * 9, "{client}: {met} of {all}");
    }
}
