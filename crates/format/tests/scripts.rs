//! The layout on the worked scripts: they are its fixpoints, however much their blanks are mangled.

use rufplan_diag::SourceFile;
use rufplan_format::{format, unformatted};
use rufplan_syntax::parse;

const SCRIPTS: [(&str, &str); 12] = [
    ("1_hello.ruf", include_str!("../../syntax/tests/scripts/1_hello.ruf")),
    ("2_nordwind.ruf", include_str!("../../syntax/tests/scripts/2_nordwind.ruf")),
    ("3_emergency.ruf", include_str!("../../syntax/tests/scripts/3_emergency.ruf")),
    ("4_alpenmilch.ruf", include_str!("../../syntax/tests/scripts/4_alpenmilch.ruf")),
    ("5_sparbank.ruf", include_str!("../../syntax/tests/scripts/5_sparbank.ruf")),
    ("7_hausverwaltung.ruf", include_str!("../../syntax/tests/scripts/7_hausverwaltung.ruf")),
    ("8_kartensperre.ruf", include_str!("../../syntax/tests/scripts/8_kartensperre.ruf")),
    ("clients/6_blumen.ruf", include_str!("../../syntax/tests/scripts/clients/6_blumen.ruf")),
    ("clients/6_radhaus.ruf", include_str!("../../syntax/tests/scripts/clients/6_radhaus.ruf")),
    ("clients/6_zahnwelt.ruf", include_str!("../../syntax/tests/scripts/clients/6_zahnwelt.ruf")),
    ("extra.ruf", include_str!("../../syntax/tests/scripts/extra.ruf")),
    ("lib/hotline.ruf", include_str!("../../syntax/tests/scripts/lib/hotline.ruf")),
];

fn formatted(name: &str, text: &str) -> String {
    let tree = parse(&SourceFile::new(name, text));
    format(&tree).unwrap_or_else(|e| panic!("{name}: {:?}\n{text}", e.errors.first()))
}

fn assert_same(name: &str, actual: &str, expected: &str) {
    for (i, (a, e)) in actual.lines().zip(expected.lines()).enumerate() {
        assert_eq!(a, e, "{name}:{}", i + 1);
    }
    assert_eq!(actual, expected, "{name}");
}

/// Numbers that look random and are the same in every run (a linear congruential generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// Changes blanks where they have no meaning: indentation, between words outside of texts and comments, at the end of
/// lines, and how many blank lines there are where there is one.
fn mangled(text: &str, numbers: &mut Numbers) -> String {
    let mut out = String::new();
    let mut in_code = false;
    for line in text.lines() {
        let starts_code = line.starts_with("shape ");
        in_code &= line != "end shape";
        if in_code {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        if line.is_empty() {
            out.push_str(&"   \n".repeat(numbers.below(3) as usize + 1));
            continue;
        }
        out.push_str(&[" ", "\t", "\u{a0}"][numbers.below(3) as usize].repeat(numbers.below(9) as usize));
        let mut in_text = false;
        let mut comment = false;
        let mut before = ' ';
        for (at, c) in line.trim_start().char_indices() {
            in_text ^= c == '"';
            comment |= !in_text && line.trim_start()[at..].starts_with("//");
            // the blanks of a phone number are single ones
            let phone = before.is_ascii_digit()
                && line.trim_start()[at + 1..].starts_with(|d: char| d.is_ascii_digit());
            if c == ' ' && !in_text && !comment && !phone {
                out.push_str(["  ", "\t", " \u{a0} ", " "][numbers.below(4) as usize]);
            } else if matches!(c, ',' | ')')
                && !in_text
                && !comment
                && !line.contains('+')
                && numbers.below(2) == 0
            {
                out.push(' ');
                out.push(c);
            } else {
                out.push(c);
            }
            before = c;
        }
        if !starts_code {
            out.push_str(["", " ", "\t "][numbers.below(3) as usize]);
        }
        out.push_str(if numbers.below(2) == 0 { "\n" } else { "\r\n" });
        in_code |= starts_code;
    }
    out
}

#[test]
fn every_worked_script_is_a_fixpoint() {
    for (name, text) in SCRIPTS {
        assert_same(name, &formatted(name, text), text);
        assert_eq!(unformatted(&parse(&SourceFile::new(name, text))), None, "{name}");
    }
}

#[test]
fn mangled_blanks_give_the_same_script_again() {
    let mut numbers = Numbers(1);
    for round in 0..20 {
        for (name, text) in SCRIPTS {
            let mangled = mangled(text, &mut numbers);
            assert_same(&format!("{name} round {round}"), &formatted(name, &mangled), text);
        }
    }
}

#[test]
fn without_any_indentation_and_with_a_byte_order_mark_it_is_the_same() {
    for (name, text) in SCRIPTS.iter().filter(|(_, t)| !t.contains("\nshape ")) {
        let flat: String = text.lines().map(|l| format!("{}\r\n", l.trim_start())).collect();
        assert_same(name, &formatted(name, &format!("\u{feff}{flat}")), text);
    }
}

#[test]
fn each_file_with_a_line_taken_away_is_refused_or_comes_to_rest_and_loses_nothing() {
    // unoptimised, the parser takes long: then some of the lines must do
    let stride = if cfg!(debug_assertions) { 13 } else { 1 };
    for (name, text) in SCRIPTS {
        let lines: Vec<&str> = text.lines().collect();
        for skip in (0..lines.len()).step_by(stride) {
            let kept = lines.iter().enumerate().filter(|(i, _)| *i != skip);
            let mutant: String = kept.map(|(_, l)| format!("{l}\n")).collect();
            let name = format!("{name} without line {}", skip + 1);
            match format(&parse(&SourceFile::new(&name, &mutant))) {
                Ok(once) => {
                    assert_same(&name, &formatted(&name, &once), &once);
                    assert_same(&name, &without_blanks(&once), &without_blanks(&mutant));
                }
                Err(refused) => assert!(!refused.errors.is_empty(), "{name}"),
            }
        }
    }
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
