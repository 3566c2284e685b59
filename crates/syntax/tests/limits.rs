//! What is too large or too deep is told, and nothing overflows a stack (X1).

use rufplan_diag::{Diagnostic, SourceFile};
use rufplan_syntax::limits::{LINE_CHARS_MAX, MESSAGES_MAX, NESTING_MAX, PARSE_STACK_BYTES};
use rufplan_syntax::{Tree, parse, syntax_errors};

fn on_stack<T: Send + 'static>(bytes: usize, run: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(bytes).spawn(run).expect("a thread can be started");
    thread.join().expect("the thread comes back: no stack overflow, no panic")
}

fn read(text: String) -> (Tree, Vec<Diagnostic>) {
    let tree = parse(&SourceFile::new("deep.ruf", &text));
    let errors = syntax_errors(&tree);
    (tree, errors)
}

fn codes(text: String) -> Vec<&'static str> {
    on_stack(2 << 20, move || read(text).1.iter().map(|d| d.code).collect())
}

fn brackets(depth: usize) -> String {
    format!("flow main\n  set x to {}1{}\nend\n", "(".repeat(depth), ")".repeat(depth))
}

fn blocks(depth: usize) -> String {
    format!("flow main\n{}  hang up\n{}end\n", "if a\n".repeat(depth), "end\n".repeat(depth))
}

#[test]
fn nesting_within_the_limit_is_read() {
    assert_eq!(on_stack(PARSE_STACK_BYTES, || read(brackets(NESTING_MAX - 2)).1), []);
    assert_eq!(on_stack(PARSE_STACK_BYTES, || read(blocks(NESTING_MAX - 2)).1), []);
}

#[test]
fn nesting_beyond_the_limit_is_one_message_at_its_place() {
    for text in [brackets(NESTING_MAX + 1), blocks(NESTING_MAX + 1), brackets(1_800), blocks(5_000)] {
        assert_eq!(codes(text), ["E0111"]);
    }
    let (_, errors) = on_stack(2 << 20, || read(blocks(NESTING_MAX + 1)));
    assert_eq!(errors[0].span.start, "flow main\n".len() + "if a\n".len() * (NESTING_MAX - 1));
}

#[test]
fn texts_in_values_prefix_words_and_arms_nest_as_well() {
    let nested_texts = format!("prompt p\n  de: {}x{}\nend\n", "\"{".repeat(500), "}\"".repeat(500));
    let nots = format!("flow main\n  if {}x\n  end\nend\n", "not ".repeat(900));
    let lists = format!("data\n  x: {}text\nend\n", "list of ".repeat(400));
    let menus = format!("flow main\n{}{}end\n", "menu a\npress 1\n".repeat(200), "end\n".repeat(200));
    for text in [nested_texts, nots, lists, menus] {
        assert_eq!(codes(text), ["E0111"]);
    }
}

#[test]
fn brackets_in_texts_and_comments_do_not_nest() {
    let text = format!("prompt p\n  de: \"{}\"  // {}\nend\n", "(".repeat(300), "(".repeat(300));
    assert_eq!(codes(text), [""; 0]);
    let many_lines = format!("flow main\n{}end\n", "if (a)\nend\n".repeat(500));
    assert_eq!(codes(many_lines), [""; 0]);
}

#[test]
fn a_long_line_is_told_with_its_length_before_anything_is_parsed() {
    let text = format!("// {}\nsage\n", "x".repeat(LINE_CHARS_MAX));
    let (tree, errors) = read(text);
    assert!(!tree.is_whole());
    assert_eq!(errors.iter().map(|d| d.code).collect::<Vec<_>>(), ["E0112"]);
    assert!(errors[0].message.contains("Line 1 has 4003 characters"), "{}", errors[0].message);
    let just_fits = format!("// {}\n", "ü".repeat(LINE_CHARS_MAX - 3));
    assert_eq!(codes(just_fits), [""; 0]);
}

#[test]
fn blocks_that_would_cost_exponential_time_are_read_at_once() {
    // each line of a lost block used to be read twice for each block around it
    let lost_in_if = format!("flow main\n{}", "if a\njunk\nx: 1\nwhen z\n".repeat(90));
    let lost_in_press = format!("flow main\n{}", "menu a\npress 1\njunk\nx: 1\nwhen z\n".repeat(90));
    let elses = format!("flow main\n{}{}", "if a\n".repeat(90), "else\nelse\n".repeat(90));
    for text in [lost_in_if, lost_in_press, elses] {
        let codes = codes(text);
        assert!(!codes.is_empty() && codes.len() <= MESSAGES_MAX, "{codes:?}");
    }
}

#[test]
fn a_file_of_nonsense_gives_the_first_messages_and_says_that_there_are_more() {
    let text = format!("flow main\n{}end\n", "xyzzy\n".repeat(2_000));
    let (_, errors) = read(text);
    assert_eq!(errors.len(), MESSAGES_MAX);
    assert!(errors.last().unwrap().help.last().unwrap().contains("1950 places"), "{:?}", errors.last());
}
