//! The layout, rule by rule.

use rufplan_diag::SourceFile;
use rufplan_format::{format, unformatted};
use rufplan_syntax::parse;

fn check(text: &str, expected: &str) {
    let tree = parse(&SourceFile::new("a.ruf", text));
    let once = format(&tree).unwrap_or_else(|e| panic!("{:#?}", e.errors));
    assert_eq!(once, expected);
    let twice = format(&parse(&SourceFile::new("a.ruf", &once)));
    assert_eq!(twice.as_ref(), Ok(&once), "not a fixpoint");
    let without_blanks = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert_eq!(without_blanks(&once), without_blanks(text), "something is lost");
}

#[test]
fn signs_and_words_have_their_blanks() {
    check(
        "flow a( x :number ,y: text ) gives ok , no\nset z to( x+1 )*-2- length( y )\nif( x>=3 )and not(y is \"b\")\n\
         go to a( x,\"t\" )\nend\nend\n",
        "flow a(x: number, y: text) gives ok, no\n  set z to (x + 1) * -2 - length(y)\n  if (x >= 3) and not (y is \"b\")\n    \
         go to a(x, \"t\")\n  end\nend\n",
    );
    check(
        "hours h\nmon - thu , sun   08:00 -12:00 ,13:00- 17:00\n24   dec   closed\nend",
        "hours h\n  mon-thu, sun 08:00-12:00, 13:00-17:00\n  24 dec closed\nend\n",
    );
}

#[test]
fn words_of_several_words_and_values_in_texts_are_put_right_and_texts_stay() {
    check(
        "flow a\nhang   up\nend\nprompt p\nde :\"a  b {  x   as  number } {{ c }}\"+{ y }\nend\n",
        "flow a\n  hang up\nend\n\nprompt p\n  de: \"a  b {x as number} {{ c }}\" + {y}\nend\n",
    );
}

#[test]
fn comments_stay_and_stand_with_what_they_are_about() {
    check(
        "// head\nrufplan 1\n\n\n\n// about a\nflow a//1\n// first\nmenu m\n// key\npress 1// one\n// say\nsay x\n   // last\nend\n// end of a\nend\n// tail\n",
        "// head\nrufplan 1\n\n// about a\nflow a  //1\n  // first\n  menu m\n    // key\n    press 1  // one\n      // say\n      say x\n    \
         // last\n  end\n  // end of a\nend\n\n// tail\n",
    );
}

#[test]
fn between_declarations_stands_one_blank_line_and_inside_at_most_one() {
    check(
        "rufplan 1\nuse a from \"a.ruf\"\nuse b from \"b.ruf\"\nflow a\n\n\nsay x\n\n\nsay y\n\nend\nflow b\nhang up\nend\n\n\n",
        "rufplan 1\nuse a from \"a.ruf\"\nuse b from \"b.ruf\"\n\nflow a\n  say x\n\n  say y\nend\n\nflow b\n  hang up\nend\n",
    );
}

#[test]
fn prompts_may_stand_close_together() {
    check(
        "prompt a\nde: \"a\"\nend\nprompt b\nde: \"b\"\nend\n\n\nprompt c\nde: \"c\"\nend\nflow f\nend\n",
        "prompt a\n  de: \"a\"\nend\nprompt b\n  de: \"b\"\nend\n\nprompt c\n  de: \"c\"\nend\n\nflow f\nend\n",
    );
}

#[test]
fn code_of_a_shape_stays_as_it_is() {
    check(
        "shape s( r:json )  gives  text\n   let a  =  r;\n\n\t// rhai\n  a\n end   shape // done\n",
        "shape s(r: json) gives text\n   let a  =  r;\n\n\t// rhai\n  a\nend shape  // done\n",
    );
}

#[test]
fn if_and_else_stand_at_one_depth() {
    check(
        "flow a\nif x\nsay a\n// about else\nelse   if y\nsay b\nelse\nsay c\nend\nend\n",
        "flow a\n  if x\n    say a\n    // about else\n  else if y\n    say b\n  else\n    say c\n  end\nend\n",
    );
}

#[test]
fn a_lone_carriage_return_ends_a_line_and_an_empty_file_stays_empty() {
    check("flow a\rsay x\rend\r", "flow a\n  say x\nend\n");
    check("", "");
    check("\n  \n", "");
    check("  // only this", "// only this\n");
}

#[test]
fn a_file_with_errors_is_refused_with_its_errors() {
    let refused = format(&parse(&SourceFile::new("a.ruf", "flow a\n  sage x\nend\n"))).unwrap_err();
    assert_eq!(refused.errors.iter().map(|d| d.code).collect::<Vec<_>>(), ["E0101"]);
}

#[test]
fn a_hint_says_how_much_would_change_and_repairs_it() {
    let text = "flow a\nsay x\nend\n";
    let hint = unformatted(&parse(&SourceFile::new("a.ruf", text))).unwrap();
    assert_eq!((hint.code, hint.message.as_str()), ("H0109", "`rufplan fmt` would change 1 line."));
    assert_eq!(hint.span, rufplan_diag::Span::new(7, 12));
    assert_eq!(hint.fixes[0].apply(text).as_deref(), Some("flow a\n  say x\nend\n"));
}
