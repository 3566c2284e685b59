//! What a page and a JSON object look like.

use crate::{
    Diagnostic, Edit, Fix, Language, Paint, Severity, SourceFile, Span, Words, render_all, render_json,
    render_text,
};

const TEXT: &str = "flow main\n  say \"Grüße\"\n  goto büro\nend\n";

fn file() -> SourceFile {
    SourceFile::new("clients/kaputt.ruf", TEXT)
}

fn span_of(what: &str) -> Span {
    let start = TEXT.find(what).unwrap();
    Span::new(start, start + what.len())
}

fn unknown_word() -> Diagnostic {
    Diagnostic::new("E0101", "No statement starts with this word", &file().path, span_of("goto"))
        .label("did you mean `go to`?")
        .message("`goto` is a word of other tools.")
        .help("There are no jumps into the middle of a flow.")
        .fix("replace `goto` with `go to`", span_of("goto"), "go to")
}

fn page(diagnostic: &Diagnostic, paint: Paint) -> String {
    let file = file();
    render_text(diagnostic, |path| (path == "clients/kaputt.ruf").then_some(&file), paint, Language::English)
}

#[test]
fn a_page_has_title_place_lines_meaning_and_repair() {
    let expected = "\
error[E0101]: No statement starts with this word
 --> clients/kaputt.ruf:3:3
  |
3 |   goto büro
  |   ^^^^ did you mean `go to`?
`goto` is a word of other tools.
There are no jumps into the middle of a flow.
  + replace `goto` with `go to`
";
    assert_eq!(page(&unknown_word(), Paint::Plain), expected);
}

#[test]
fn colours_come_only_when_asked_for() {
    assert!(!page(&unknown_word(), Paint::Plain).contains('\u{1b}'));
    assert!(page(&unknown_word(), Paint::Coloured).contains('\u{1b}'));
}

#[test]
fn a_line_that_is_put_in_is_shown_and_an_end_of_line_can_be_marked() {
    let end = TEXT.find("\nend").unwrap();
    let place = Span::new(end, end);
    let insertion = Span::new(end + 1, end + 1);
    let lost = Diagnostic::new("E0102", "This block has no `end`", &file().path, place).fix(
        "add before line 4",
        insertion,
        "  end\n",
    );
    let page = page(&lost, Paint::Plain);
    assert!(page.contains("3 |   goto büro\n  |            ^\n"), "{page}");
    assert!(page.contains("  + add before line 4:   end\n"), "{page}");
}

#[test]
fn other_places_are_shown_in_their_own_files() {
    let (here, other) = (file(), SourceFile::new("lib/texte.ruf", "flow büro\nend\n"));
    let diagnostic = unknown_word().related(&here.path, span_of("flow main"), "in this flow").related(
        &other.path,
        Span::new(0, 10),
        "declared here",
    );
    let page = render_all(
        &[diagnostic],
        |path| [&here, &other].into_iter().find(|f| *f.path == *path),
        Paint::Plain,
        Language::English,
    );
    assert!(page.contains("1 | flow main\n  | --------- in this flow"), "{page}");
    assert!(page.contains("lib/texte.ruf:1:1") && page.contains("declared here"), "{page}");
}

#[test]
fn without_its_file_a_page_still_names_the_place() {
    let page = render_text(&unknown_word(), |_| None, Paint::Plain, Language::English);
    assert!(
        page.starts_with("error[E0101]: No statement starts with this word\n  --> clients/kaputt.ruf\n"),
        "{page}"
    );
}

#[test]
fn long_paragraphs_break_between_words_but_not_inside_quoted_code() {
    let message = format!(
        "{} `enter queue service with priority 8` ends it.",
        "words and more words ".repeat(4).trim()
    );
    let page = page(&unknown_word().message(message), Paint::Plain);
    assert!(page.lines().all(|l| l.chars().count() <= 100), "{page}");
    assert!(page.contains("`enter queue service with priority 8`"), "{page}");
}

#[test]
fn severity_follows_from_the_code() {
    let severity = |code| Diagnostic::new(code, "", &file().path, Span::default()).severity;
    assert_eq!(
        [severity("E0101"), severity("W0603"), severity("H0109")],
        [Severity::Error, Severity::Warning, Severity::Hint]
    );
}

#[test]
fn json_counts_lines_and_characters_from_one() {
    let file = file();
    let diagnostic = Diagnostic::new("W0505", "T", &file.path, span_of("büro")).message("M").help("H").fix(
        "F",
        span_of("büro"),
        "amt",
    );
    let expected = concat!(
        r#"[{"code":"W0505","severity":"warning","file":"clients/kaputt.ruf","line":3,"column":8,"end_line":3,"end_column":12,"#,
        r#""title":"T","message":"M","help":["H"],"fixes":[{"title":"F","edits":[{"line":3,"column":8,"end_line":3,"#,
        r#""end_column":12,"text":"amt"}]}]}]"#,
    );
    let json = render_json(&[diagnostic], |_| Some(&file), Language::English);
    assert_eq!(json.replace('\n', ""), expected);
    assert_eq!(render_json(&[], |_| None, Language::English), "[]\n");
}

#[test]
fn a_fix_is_applied_to_the_text() {
    let edit = |start, end, text: &str| Edit { span: Span::new(start, end), text: text.into() };
    let fix = |edits| Fix { title: String::new().into(), edits };
    assert_eq!(fix(vec![edit(4, 5, "E"), edit(0, 1, "A")]).apply("abcde").as_deref(), Some("AbcdE"));
    assert_eq!(fix(vec![edit(0, 3, ""), edit(2, 4, "")]).apply("abcde"), None);
    assert_eq!(fix(vec![edit(9, 9, "x")]).apply("abcde"), None);
}

#[test]
fn a_text_of_quotes_alone_needs_no_german() {
    let lacks = |text: &str| Words::from(text).lacks_german();
    assert!(!lacks("`press 3`") && !lacks("\"Rechnung\" -> `x`") && !lacks("a, b") && !lacks(""));
    assert!(lacks("without `otherwise`") && lacks("`x` is nothing"));
    assert!(!Words::from(("first here", "zuerst hier")).lacks_german());
}

#[test]
fn a_page_speaks_german_where_there_is_german() {
    let text = "rufplan 1\n";
    let file = SourceFile::new("a.ruf", text);
    let diagnostic = Diagnostic::new("E0601", ("Never open", "Nie offen"), &file.path, Span::new(0, 7))
        .label(("here", "hier"))
        .message("No German yet.")
        .help(("open it", "öffnen"));
    let page = |language| render_text(&diagnostic, |_| Some(&file), Paint::Plain, language);
    let german = page(Language::German);
    assert!(german.contains("Nie offen") && german.contains("hier") && german.contains("öffnen"), "{german}");
    assert!(german.contains("No German yet."), "{german}");
    assert!(page(Language::English).contains("Never open"));
}
