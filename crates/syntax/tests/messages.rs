//! What is said about each kind of mistake: code, place, repair. The block stands around a line as `|` shows.

use rufplan_diag::{Diagnostic, SourceFile};
use rufplan_syntax::{parse, syntax_errors};
use rufplan_testkit::english_in;

fn errors(text: &str) -> Vec<Diagnostic> {
    syntax_errors(&parse(&SourceFile::new("a.ruf", text)))
}

/// One mistake: the code, what is marked, and the line after its first repair (empty where there is none).
#[track_caller]
fn check(around: &str, line: &str, code: &str, marked: &str, mended: &str) {
    let text = around.replace('|', line);
    let found = errors(&text);
    let one: Vec<_> = found.iter().map(|d| (d.code, &text[d.span.start..d.span.end])).collect();
    assert_eq!(one, [(code, marked)], "{line}\n{found:#?}");
    for text in found[0].texts() {
        assert!(!text.lacks_german() && english_in(text.german()).is_none(), "{line}: no German: {text:?}");
    }
    let fixed = found[0].fixes.first().map(|f| f.apply(&text).expect("edits do not overlap"));
    match fixed {
        None => {
            assert_eq!(mended, "", "{line}: no repair");
            assert!(!found[0].message.is_empty() && !found[0].label.is_empty());
        }
        Some(fixed) => {
            assert_eq!(fixed, around.replace('|', mended), "{line}");
            assert_eq!(errors(&fixed), [], "{line}: the repair does not mend it");
        }
    }
}

const FLOW: &str = "flow main\n  |\n  hang up\nend\n";
const IF: &str = "flow main\n  |\n    hang up\n  end\nend\n";
const MENU: &str = "flow main\n  menu m\n    say x\n    |\n      hang up\n  end\nend\n";
const COLLECT: &str = "flow main\n  collect c\n    |\n      hang up\n  end\nend\n";
const QUEUE: &str = "queue q\n  |\n    say x\nend\n";
const HOURS: &str = "hours h\n  |\nend\n";
const PROMPT: &str = "prompt p\n  |\nend\n";
const CLIENT: &str = "client c\n  |\nend\n";
const DATA: &str = "data\n  |\nend\n";
const TEST: &str = "test \"t\"\n  |\nend\n";
const LOOKUP: &str = "lookup l\n  |\nend\n";

#[test]
fn words_that_no_statement_starts_with() {
    check(FLOW, "sage hallo", "E0101", "sage", "say hallo");
    check(FLOW, "goto technik", "E0101", "goto", "go to technik");
    check(FLOW, "gehe zu technik", "E0101", "gehe zu", "go to technik");
    check(FLOW, "go technik", "E0101", "go", "go to technik");
    check(FLOW, "hangup", "E0101", "hangup", "hang up");
    check(FLOW, "Say hallo", "E0101", "Say", "say hallo");
    check(FLOW, "wait 5s", "E0101", "wait", "pause 5s");
    check(FLOW, "take message box", "E0101", "take message", "take message in box");
    check(FLOW, "xyzzy plugh", "E0101", "xyzzy", "");
    check(MENU, "key 4 for \"x\"", "E0101", "key", "press 4 for \"x\"");
    check(MENU, "drücke 5", "E0101", "drücke", "press 5");
    check(QUEUE, "music \"x.wav\"\n  at 0s", "E0101", "music", "music: \"x.wav\"\n  at 0s");
    check(LOOKUP, "GET core \"/x\"", "E0101", "GET", "get core \"/x\"");
    check(PROMPT, "deutsch: \"Hallo\"", "E0101", "deutsch", "de: \"Hallo\"");
    check(DATA, "a = 5", "E0101", "a", "");
    check(CLIENT, "time-zone: Europe/Berlin", "E0101", "time-zone", "time zone: Europe/Berlin");
    check("| main\n  say x\nend\n", "flwo", "E0101", "flwo", "flow");
    check(
        "flow main\n  |\n    say x\n  end\n  hang up\nend\n",
        "for each x in y",
        "E0101",
        "for each x in y",
        "",
    );
}

#[test]
fn blocks_without_their_end() {
    let shifted = "flow a\n  menu m\n    say x\n    press 1\n      hang up\n  say y\nend\n";
    let found = errors(shifted);
    assert_eq!(found.iter().map(|d| d.code).collect::<Vec<_>>(), ["E0102"]);
    assert_eq!(found[0].fixes[0].apply(shifted).unwrap(), shifted.replace("  say y", "  end\n  say y"));
    check("flow a\n  if x\n    say y\n|flow b\nend\n", "  end\n", "E0102", "flow a", "  end\nend\n");
    let in_arms = "flow a\n  check hours h\n    when open\n      if x\n        say y\n|    when closed\n      say z\n  end\nend\n";
    check(in_arms, "", "E0102", "if x", "      end\n");
    let transfer = "flow a\n  menu m\n    press 1\n      transfer to +49 30 5550901\n|    press 2\n      hang up\n  end\nend\n";
    check(transfer, "", "E0102", "transfer to +49 30 5550901", "      end\n");
}

#[test]
fn typographic_quotes() {
    check(PROMPT, "de: „Guten Tag“", "E0103", "„Guten Tag“", "de: \"Guten Tag\"");
    check(PROMPT, "de: „Guten Tag\"", "E0103", "„", "de: \"Guten Tag\"");
    check(FLOW, "say «Guten Tag»", "E0103", "«Guten Tag»", "say \"Guten Tag\"");
    check(MENU, "press 1 for “Bills”", "E0103", "“Bills”", "press 1 for \"Bills\"");
    check("flow a\nend\n|\n", "library x “X”", "E0103", "“X”", "library x \"X\"");
    assert_eq!(errors(&PROMPT.replace('|', "de: \"Er sagte „Hallo“.\"")), []);
}

#[test]
fn lines_that_belong_elsewhere() {
    check(TEST, "say welcome", "E0104", "say welcome", "");
    check(FLOW, "hears welcome", "E0104", "hears welcome", "");
    check(FLOW, "else", "E0104", "else", "");
    check(QUEUE, "otherwise", "E0104", "otherwise", "");
    check("queue q\n  |\nend\n", "say hello", "E0104", "say hello", "at 0s\n    say hello");
    check(FLOW, "first key within: 5s\n  say x", "E0104", "first key within: 5s", "");
    check("queue q\n  at 0s\n    say x\n  |\nend\n", "music: \"x.wav\"", "E0104", "music", "");
    check(
        "flow a\n  if x\n    say y\n  else\n    say z\n  |\n    say y\n  end\nend\n",
        "else",
        "E0104",
        "else",
        "",
    );
    check(
        "flow a\n  |\n    say x\n  when closed\n    say y\n  end\nend\n",
        "when open",
        "E0104",
        "when open",
        "",
    );
}

#[test]
fn numbers_times_and_dates_in_another_form() {
    check(HOURS, "mon-fri 8:00-18:00", "E0105", "8:00", "mon-fri 08:00-18:00");
    check(HOURS, "sat 09.00-13:00", "E0105", "09.00", "sat 09:00-13:00");
    check(HOURS, "sat 9 Uhr-13:00", "E0105", "9 Uhr", "sat 09:00-13:00");
    check(HOURS, "mo-fr 08:00-18:00", "E0105", "mo-fr", "mon-fri 08:00-18:00");
    check(HOURS, "Montag 08:00-18:00", "E0105", "Montag", "mon 08:00-18:00");
    check(HOURS, "24 dez closed", "E0105", "dez", "24 dec closed");
    check(HOURS, "24. Dezember closed", "E0105", "24. Dezember", "24 dec closed");
    check(HOURS, "24.12. closed", "E0105", "24.12.", "24 dec closed");
    check(HOURS, "24.12.2026 closed", "E0105", "24.12.2026", "2026-12-24 closed");
    check(HOURS, "2026-1-5 closed", "E0105", "2026-1-5", "2026-01-05 closed");
    check(TEST, "clock 2026-12-24 8:00", "E0105", "8:00", "clock 2026-12-24 08:00");
    check(FLOW, "pause 2,5s", "E0105", "2,5", "pause 2.5s");
    check(FLOW, "set x to 2,5", "E0105", "2,5", "set x to 2.5");
    check(FLOW, "pause 5 Sekunden", "E0105", "5 Sekunden", "pause 5s");
    check(QUEUE, "at 0 s", "E0105", "0 s", "at 0s");
    check(QUEUE, "every 45 seconds", "E0105", "45 seconds", "every 45s");
}

#[test]
fn lines_outside_of_any_block() {
    check("flow a\n  say x\nend\n|\n  hang up\nend\n", "  say y", "E0106", "say y", "");
    let found = errors("flow a\n  say x\nend\n  say y\n  hang up\nend\n");
    assert!(found[0].message.contains("Line 4 and the 2 after it"), "{}", found[0].message);
    assert!(found[0].help[0].contains("`end` in line 3 closed `flow a`"), "{:?}", found[0].help);
}

#[test]
fn unknown_settings() {
    check(CLIENT, "whsper: w", "E0107", "whsper", "whisper: w");
    check(CLIENT, "zeitzone: Europe/Berlin", "E0107", "zeitzone", "time zone: Europe/Berlin");
    check(CLIENT, "music: \"x.wav\"", "E0107", "music", "");
    check(QUEUE, "volume: 3\n  at 0s", "E0107", "volume", "");
}

#[test]
fn editions() {
    check("rufplan |\n", "2", "E0108", "2", "");
    check("flow a\nend\n|\n", "rufplan 1", "E0108", "rufplan 1", "");
}

#[test]
fn cases_that_a_block_does_not_know() {
    check(MENU, "on sillence", "E0110", "sillence", "on silence");
    check(MENU, "on stille", "E0110", "stille", "on silence");
    check(MENU, "on timeout", "E0110", "timeout", "on silence");
    check(MENU, "on wrong input", "E0110", "wrong input", "on wrong key");
    check(COLLECT, "on wrong key", "E0110", "wrong key", "on wrong input");
    check(MENU, "on failure 2", "E0110", "2", "on failure");
    check(MENU, "on failure\n      again", "E0110", "again", "");
    check(MENU, "press * to repeat", "E0110", "hang up", "");
    check(MENU, "on", "E0110", "", "");
    check(QUEUE, "when nobody signed in", "E0110", "nobody signed in", "when nobody is signed in");
    check(QUEUE, "when waiting longer then 5min", "E0110", "then", "when waiting longer than 5min");
    let transfer = "flow a\n  transfer to +49 30 5550901\n    |\n      say x\n  end\nend\n";
    check(transfer, "when bussy", "E0110", "bussy", "when busy");
    let fetch = "flow a\n  menu m\n    press 1\n      fetch l\n        |\n          say x\n      end\n  end\n  hang up\nend\n";
    check(fetch, "when closed", "E0110", "closed", "");
    check(fetch, "when gefunden", "E0110", "gefunden", "when found");
}

#[test]
fn lines_that_are_understood_only_in_part() {
    check(
        CLIENT,
        "number +49 30 5550900 startet main",
        "E0114",
        "startet",
        "number +49 30 5550900 starts main",
    );
    check(CLIENT, "number 030 5550100 starts main", "E0114", "030 5550100", "");
    check(
        CLIENT,
        "number 0049 30 5550100 starts main",
        "E0114",
        "0049 30 5550100",
        "number +49 30 5550100 starts main",
    );
    check(CLIENT, "voice de \"Anna\"", "E0114", "", "voice de: \"Anna\"");
    check(PROMPT, "de \"Hallo\"", "E0114", "", "de: \"Hallo\"");
    check(PROMPT, "de: Hallo", "E0114", "Hallo", "de: \"Hallo\"");
    check(PROMPT, "de: \"Hallo", "E0114", "\"Hallo", "de: \"Hallo\"");
    check(PROMPT, "en: \"x {y as telefon}\"", "E0114", "telefon", "en: \"x {y as phone}\"");
    check(PROMPT, "en: \"x {y as number\"", "E0114", "", "en: \"x {y as number}\"");
    check(HOURS, "mon-fri 08:00 bis 18:00", "E0114", " bis ", "mon-fri 08:00-18:00");
    check(FLOW, "enter queue", "E0114", "", "");
    check(FLOW, "enter queue sales priority 3", "E0114", "", "enter queue sales with priority 3");
    check(FLOW, "set x = 5", "E0114", "=", "set x to 5");
    check(FLOW, "say a and b", "E0114", " and", "say a, b");
    check(FLOW, "hang up now", "E0114", "now", "");
    check(FLOW, "hang up;", "E0114", ";", "hang up");
    check(FLOW, "say x # remark", "E0114", "#", "say x // remark");
    check(DATA, "c: one of x y", "E0114", "", "c: one of x, y");
    check(DATA, "my-name: text", "E0114", "my-name", "my_name: text");
    check(DATA, "if: text", "E0114", "if", "");
    check(TEST, "is transfered to +49 30 5550901", "E0114", "transfered", "is transferred to +49 30 5550901");
    check(TEST, "given queue q is fool", "E0114", "fool", "given queue q is full");
    check(TEST, "+49 170 1 call +49 30 2", "E0114", "call", "+49 170 1 calls +49 30 2");
    check(TEST, "caller hangs up", "E0114", "caller ", "hangs up");
}

#[test]
fn heads_that_are_understood_only_in_part_open_their_block_all_the_same() {
    check(IF, "if topic == \"x\"", "E0114", "==", "if topic is \"x\"");
    check(IF, "if topic = \"x\"", "E0114", "=", "if topic is \"x\"");
    check(IF, "if a != 5", "E0114", "!=", "if a is not 5");
    check(IF, "if a && b", "E0114", "&&", "if a and b");
    check(IF, "if a then", "E0114", "then", "if a ");
    check(IF, "if (a is 5", "E0114", "", "if (a is 5)");
    check(IF, "if", "E0114", "", "");
    check(MENU, "press 1, 2", "E0114", ",", "press 1 or 2");
    check(MENU, "press 1 for Bills", "E0114", "Bills", "press 1 for \"Bills\"");
    check(MENU, "press 1:", "E0114", ":", "press 1");
    check("flow |\n  say x\nend\n", "main-menu", "E0114", "main-menu", "main_menu");
    check("flow |\n  say x\nend\n", "24h", "E0114", "24h", "");
    check("flow |\n  say x\nend\n", "", "E0114", "", "");
    check(
        "flow a\n  choose x\n    |\n      say y\n  end\nend\n",
        "when \"a\" or \"b\"",
        "E0114",
        "or",
        "when \"a\" , \"b\"",
    );
    check("flow a\n  menu m\n    press 1\n      hang up\n  |\nend\n", "end menu", "E0114", "menu", "end ");
    check("|\n", "use hotline", "E0114", "", "");
}

#[test]
fn sentences_are_whole_and_speak_to_a_designer() {
    let d = &errors(
        "flow main\n  play hallo\n    volume: 3\n    when done\n      hang up\n  end\n  hang up\nend\n",
    )[0];
    assert_eq!(
        d.message,
        "`play` is a word of other tools; here it is `say`. As it stands, this line would do nothing for the caller. What \
         stands below it (3 lines), down to the `end` in line 6, seems to belong to it and was not looked at."
    );
    let d = &errors("calendar c\n  plus fifth thu of nov \"x\"\nend\n")[0];
    assert_eq!(d.label, "expected a text in quotes, a day, `first`, `second`, `third`, `fourth` or `last`");
}
