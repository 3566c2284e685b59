//! Any sequence of lines is read: quickly, without a panic, and with messages inside of the text.

use rufplan_diag::SourceFile;
use rufplan_syntax::{Rule, parse, syntax_errors};

const LINES: [&str; 48] = [
    "end",
    "if a",
    "else",
    "else if",
    "else if b",
    "menu m",
    "press 1",
    "press",
    "when open",
    "when x",
    "when closed",
    "when kept",
    "otherwise",
    "on silence",
    "on foo",
    "x: 1",
    "junk",
    "say a",
    "choose x",
    "collect y",
    "consent r",
    "check hours h",
    "check queue q",
    "fetch l",
    "run f",
    "transfer to x",
    "record v",
    "take message in b",
    "for x",
    "repeat 3 times",
    "at 0s",
    "every 5s",
    "flow f",
    "queue q",
    "data",
    "silence means no",
    "press 1 means yes",
    "if",
    "when full",
    "callback c",
    "case x",
    "a: text",
    "defaults",
    "de: \"ä „ü“ {x\"",
    "„",
    "\"",
    "shape s(x: text) gives text",
    "+49 8:00 2,5 ß{{(",
];

struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

#[test]
fn any_lines_in_any_order() {
    let mut numbers = Numbers(7);
    let rounds = if cfg!(debug_assertions) { 150 } else { 5_000 };
    for _ in 0..rounds {
        // few different lines repeat often: that is where nesting runs deep
        let some: Vec<&str> = (0..2 + numbers.below(6)).map(|_| LINES[numbers.below(LINES.len())]).collect();
        let head = ["flow main", "queue q", "defaults", "test \"t\""][numbers.below(4)];
        let mut text = format!("{head}\n");
        for _ in 0..60 {
            text.push_str(&" ".repeat(numbers.below(4)));
            text.push_str(some[numbers.below(some.len())]);
            text.push('\n');
        }
        let source = SourceFile::new("a.ruf", &text);
        let tree = parse(&source);
        assert!(tree.root.child(Rule::EOI).is_some(), "not read to its end:\n{text}");
        let errors = syntax_errors(&tree);
        assert!(tree.is_whole() || !errors.is_empty(), "{text}");
        for d in &errors {
            assert!(source.text.get(d.span.start..d.span.end).is_some(), "{d:?}\n{text}");
            assert!(d.fixes.iter().all(|f| f.apply(&text).is_some()), "{d:?}\n{text}");
        }
    }
}
