//! The worked scripts, damaged line by line: no panic, nothing unnoticed, few messages for one fault (language 5.3).

use rufplan_diag::{Language, Paint, SourceFile, render_all};
use rufplan_syntax::{parse, syntax_errors};

const SCRIPTS: [(&str, &str); 12] = [
    ("1_hello.ruf", include_str!("scripts/1_hello.ruf")),
    ("2_nordwind.ruf", include_str!("scripts/2_nordwind.ruf")),
    ("3_emergency.ruf", include_str!("scripts/3_emergency.ruf")),
    ("4_alpenmilch.ruf", include_str!("scripts/4_alpenmilch.ruf")),
    ("5_sparbank.ruf", include_str!("scripts/5_sparbank.ruf")),
    ("7_hausverwaltung.ruf", include_str!("scripts/7_hausverwaltung.ruf")),
    ("8_kartensperre.ruf", include_str!("scripts/8_kartensperre.ruf")),
    ("clients/6_blumen.ruf", include_str!("scripts/clients/6_blumen.ruf")),
    ("clients/6_radhaus.ruf", include_str!("scripts/clients/6_radhaus.ruf")),
    ("clients/6_zahnwelt.ruf", include_str!("scripts/clients/6_zahnwelt.ruf")),
    ("extra.ruf", include_str!("scripts/extra.ruf")),
    ("lib/hotline.ruf", include_str!("scripts/lib/hotline.ruf")),
];

/// Unoptimised, the parser takes long: then some of the lines must do.
const STRIDE: usize = if cfg!(debug_assertions) { 17 } else { 1 };

struct Mutant<'s> {
    what: String,
    text: String,
    /// Whether it cannot be right any more.
    must_fail: bool,
    script: &'s str,
}

fn lines_of(text: &str) -> Vec<&str> {
    text.lines().collect()
}

fn joined(lines: &[&str]) -> String {
    lines.iter().map(|l| format!("{l}\n")).collect()
}

/// For each line whether it is the code of a shape, which rhai judges.
fn in_code(lines: &[&str]) -> Vec<bool> {
    let mut inside = false;
    let each = lines.iter().map(|line| {
        inside &= !line.starts_with("end shape");
        let code = inside;
        inside |= line.starts_with("shape ");
        code
    });
    each.collect()
}

fn mutants<'s>(script: &'s str, text: &str) -> Vec<Mutant<'s>> {
    let lines = lines_of(text);
    let code = in_code(&lines);
    let mut found = Vec::new();
    let mut add =
        |what: String, text: String, must_fail: bool| found.push(Mutant { what, text, must_fail, script });
    for i in (0..lines.len()).step_by(STRIDE) {
        let line = lines[i];
        let in_shape = code[i] || line.starts_with("end shape");
        let with = |new: &[&str]| joined(&[&lines[..i], new, &lines[i + 1..]].concat());
        add(format!("without line {}", i + 1), with(&[]), line.trim() == "end");
        let short: String = line.chars().take(line.chars().count().saturating_sub(3)).collect();
        add(format!("line {} cut short", i + 1), with(&[&short]), false);
        add(format!("nonsense before line {}", i + 1), with(&["  xyzzy plugh 17", line]), !in_shape);
        let top = !line.starts_with(' ') && line != "end";
        add(format!("a loop before line {}", i + 1), with(&["  while x", "  end", line]), !in_shape && !top);
        add(format!("cut before line {}", i + 1), joined(&lines[..i]), false);
    }
    add("with CRLF".into(), text.replace('\n', "\r\n"), false);
    found
}

#[test]
fn worked_scripts_have_no_errors() {
    for (script, text) in SCRIPTS {
        let source = SourceFile::new(script, text);
        assert_eq!(syntax_errors(&parse(&source)), [], "{script}");
        let with_crlf = SourceFile::new(script, &format!("\u{feff}{}", text.replace('\n', "\r\n")));
        assert_eq!(syntax_errors(&parse(&with_crlf)), [], "{script} with CRLF");
    }
}

#[test]
fn damaged_scripts_are_noticed_in_few_messages() {
    let (mut count, mut many) = (0, 0);
    for (script, text) in SCRIPTS {
        for mutant in mutants(script, text) {
            let name = format!("{} {}", mutant.script, mutant.what);
            let source = SourceFile::new(script, &mutant.text);
            let tree = parse(&source);
            let errors = syntax_errors(&tree);
            assert!(!mutant.must_fail || !errors.is_empty(), "{name}: unnoticed");
            assert!(tree.is_whole() || !errors.is_empty(), "{name}: broken without a message");
            assert!(errors.len() <= 20, "{name}: {} messages\n{errors:#?}", errors.len());
            assert!(errors.iter().all(|d| d.span.end <= source.text.len()), "{name}");
            let page = render_all(&errors, |_| Some(&source), Paint::Plain, Language::English);
            assert!(errors.iter().all(|d| page.contains(d.code)), "{name}");
            count += 1;
            many += usize::from(errors.len() > 3);
        }
    }
    assert!(count > 5 * 1_500 / STRIDE, "{count}");
    // most with more than three are files cut inside of several blocks
    assert!(many * 50 <= count, "{many} of {count} have more than three messages");
}

#[test]
fn a_repair_that_is_offered_can_be_made() {
    for (script, text) in SCRIPTS {
        for mutant in mutants(script, text).into_iter().step_by(7) {
            let source = SourceFile::new(script, &mutant.text);
            let errors = syntax_errors(&parse(&source));
            for fix in errors.iter().flat_map(|d| &d.fixes) {
                let mended =
                    fix.apply(&mutant.text).unwrap_or_else(|| panic!("{script} {}: {fix:?}", mutant.what));
                let left = syntax_errors(&parse(&SourceFile::new(script, &mended)));
                assert!(left.len() <= errors.len(), "{script} {}: {fix:?}\n{left:#?}", mutant.what);
            }
        }
    }
}
