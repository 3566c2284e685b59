//! What expressions become.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use rufplan_calendar::Date;
use rufplan_check::expr::{self, Scope};
use rufplan_check::{Sink, symbols};
use rufplan_diag::SourceFile;
use rufplan_machine::script::{ArithmeticOp, CompareOp, Expr, Fact, SayAs};
use rufplan_machine::value::{Decimal, Type, Value};
use rufplan_syntax::ast::{self, DeclKind, StmtKind};

const PROJECT: &str = r#"rufplan 1

client x "X"
  languages: de, en-GB
  time zone: Europe/Berlin
  number +49 30 5550100 starts main
end

data
  grund: one of bestellung, reklamation = bestellung
  anzahl: number from 1 to 9 = 1
  kunde: maybe text
  stelle: digits = "1"
  sprache: language = de
  dauer: duration = 5s
end

switch zu
  label: "Zu"
  allowed for: leitung
end

hours zeiten
  holidays: DE-BE
  mon-fri 08:00-18:00
  holiday closed
end

hours rund
  holidays: none
  every day 00:00-24:00
end

calendar anlaesse
  plus fourth thu of nov "thanksgiving"
end

"#;

/// Lowers a condition of a flow in the project above; gives it with its type, and the codes that were reported.
fn lowered(condition: &str) -> (Option<(Expr, Type)>, Vec<&'static str>) {
    let text = format!("{PROJECT}flow main\n  if {condition}\n    hang up\n  end\n  hang up\nend\n");
    let files = [ast::lower(&rufplan_syntax::parse(&SourceFile::new("a.ruf", &text)))];
    assert!(!files[0].has_junk, "{condition}");
    let today = Date::constant(2026, 11, 25);
    let collected = symbols::collect(&files, today, &[]);
    assert!(collected.sink.diagnostics.is_empty(), "{:?}", collected.sink.diagnostics);
    let symbols = &collected.clients[0];
    let DeclKind::Flow(flow) = &symbols.flows["main"].decl.kind else { panic!() };
    let StmtKind::If(branching) = &flow.body.stmts[0].kind else { panic!() };
    let scope = Scope::new(symbols, &files[0], 2020..=2029);
    let mut sink = Sink::default();
    let typed = expr::lower(branching.branches[0].condition.as_ref().unwrap(), None, &scope, &mut sink);
    (typed, sink.diagnostics.iter().map(|d| d.code).collect())
}

fn expr_of(condition: &str) -> Expr {
    let (typed, codes) = lowered(condition);
    assert!(codes.is_empty(), "{condition}: {codes:?}");
    let (expr, of) = typed.unwrap();
    assert_eq!(of, Type::YesNo, "{condition}");
    expr
}

fn is(left: Expr, right: Value) -> Expr {
    compare(CompareOp::Is, left, Expr::Value(right))
}

fn compare(op: CompareOp, left: Expr, right: Expr) -> Expr {
    Expr::Compare { op, left: Box::new(left), right: Box::new(right) }
}

fn var(name: &str) -> Expr {
    Expr::Var(name.to_string())
}

#[test]
fn bare_words_take_their_meaning_from_the_other_side() {
    let choice = Value::Choice("bestellung".to_string());
    assert_eq!(expr_of("grund is bestellung"), is(var("grund"), choice.clone()));
    assert_eq!(expr_of("bestellung is grund"), compare(CompareOp::Is, Expr::Value(choice), var("grund")));
    assert_eq!(expr_of("now.weekday is sat"), is(Expr::Fact(Fact::NowWeekday), Value::Weekday(5)));
    let language = |tag: &str| Value::Language(tag.to_string());
    assert_eq!(expr_of("call.language is de"), is(Expr::Fact(Fact::CallLanguage), language("de")));
    assert_eq!(expr_of("sprache is en-GB"), is(var("sprache"), language("en-GB")));
}

#[test]
fn switches_are_facts() {
    let on = Expr::Fact(Fact::Switch("zu".to_string()));
    assert_eq!(expr_of("zu is on"), on);
    assert_eq!(expr_of("zu"), on);
    let off = Expr::Not(Box::new(on));
    assert_eq!((expr_of("zu is off"), expr_of("zu is not on")), (off.clone(), off));
}

#[test]
fn texts_become_digits_and_holidays_where_such_stand() {
    assert_eq!(expr_of("stelle is \"0042\""), is(var("stelle"), Value::Digits("0042".to_string())));
    let holiday = Expr::Fact(Fact::HoursHoliday("zeiten".to_string()));
    assert_eq!(expr_of("zeiten.holiday is \"Neujahr\""), is(holiday, Value::Holiday("neujahr".to_string())));
    let today = Expr::Fact(Fact::CalendarToday("anlaesse".to_string()));
    assert_eq!(
        expr_of("anlaesse.today is \"Thanksgiving\""),
        is(today, Value::Holiday("thanksgiving".to_string()))
    );
}

#[test]
fn junctions_know_what_their_left_side_has_found() {
    let wait = || Expr::Fact(Fact::QueueExpectedWait);
    let long = compare(CompareOp::Greater, wait(), Expr::Value(Value::Duration(900_000)));
    let known = Expr::Known(Box::new(wait()));
    let both = "queue.expected_wait is known and queue.expected_wait > 15min";
    assert_eq!(expr_of(both), Expr::And(vec![known.clone(), long.clone()]));
    let either = "queue.expected_wait is not known or queue.expected_wait > 15min";
    assert_eq!(expr_of(either), Expr::Or(vec![Expr::Not(Box::new(known)), long]));
    assert_eq!(lowered("queue.expected_wait > 15min and queue.expected_wait is known").1, ["E0305"]);
    assert_eq!(lowered("queue.expected_wait is known or queue.expected_wait > 15min").1, ["E0305"]);
    assert!(lowered("kunde is \"a\" and kunde starts with \"b\"").1.is_empty());
}

#[test]
fn an_expression_comes_out_even_where_something_is_perhaps_unknown() {
    let (typed, codes) = lowered("queue.expected_wait > 15min");
    assert_eq!(codes, ["E0305"]);
    assert!(matches!(typed, Some((Expr::Compare { .. }, Type::YesNo))));
}

#[test]
fn next_open_is_certain_where_a_weekday_opens() {
    assert!(lowered("zeiten.next_open > now").1.is_empty());
    assert_eq!(lowered("rund.next_open > now").1, ["E0305"]);
    assert_eq!(lowered("zeiten.closes_at > now").1, ["E0305"]);
}

#[test]
fn calculations_keep_their_types() {
    let sum = compare(
        CompareOp::Less,
        Expr::Arithmetic {
            op: ArithmeticOp::Multiply,
            left: Box::new(var("dauer")),
            right: Box::new(Expr::Value(Value::Number(Decimal { units: 15, scale: 1 }))),
        },
        Expr::Value(Value::Duration(60_000)),
    );
    assert_eq!(expr_of("dauer * 1.5 < 1min"), sum);
    assert_eq!(lowered("dauer + 1 < 1min").1, ["E0301"]);
    assert_eq!(lowered("-grund is grund").1, ["E0301"]);
    assert!(lowered("now + 5min < now").1.is_empty());
}

#[test]
fn functions_have_types_and_bounds() {
    for condition in [
        "length(stelle) > 3",
        "last(stelle, 4) is \"0100\"",
        "round(anzahl / 2) < 5",
        "max(anzahl, 3) > 2",
        "min(dauer, 5s) < 1min",
        "stelle + \"1\" is \"51\"",
    ] {
        assert_eq!(lowered(condition).1, [] as [&str; 0], "{condition}");
    }
}

#[test]
fn wrong_expressions_are_named_once() {
    let cases = [
        ("grund is stoerung", "E0302"),
        ("grund is \"bestellung\"", "E0301"),
        ("anzahl is \"1\"", "E0301"),
        ("stelle is 1", "E0301"),
        ("call.language is fr", "E0302"),
        ("zu is auf", "E0302"),
        ("grund is on", "E0301"),
        ("anzahl > unbekannt", "E0201"),
        ("unbekannt > anzahl", "E0201"),
        ("zeiten.nexst_open > now", "E0201"),
        ("anzahl.mehr is 1", "E0201"),
        ("nirgends.mehr is 1", "E0201"),
        ("grund < grund", "E0301"),
        ("anzahl counts as viele", "E0302"),
        ("grund counts as one", "E0301"),
        ("anzahl starts with \"1\"", "E0301"),
        ("length(kunde) > 1", "E0305"),
        ("length(grund) > 1", "E0301"),
        ("length(stelle, 1) > 1", "E0301"),
        ("last(stelle, anzahl + now) is \"1\"", "E0301"),
        ("round(stelle) is 1", "E0301"),
        ("max(anzahl, stelle) > 1", "E0301"),
        ("max(anzahl) > 1", "E0301"),
        ("secret(\"x\") is \"1\"", "E0104"),
        ("lenght(kunde) > 1", "E0201"),
        ("now.time is 24:00", "E0105"),
        ("anzahl is 80%", "E0301"),
        ("kunde is \"{anzahl as number}\"", "E0301"),
        ("grund is one of bestellung, stoerung", "E0302"),
        ("anlaesse.today is \"karneval\"", "E0613"),
        ("not anzahl", "E0301"),
    ];
    for (condition, code) in cases {
        assert_eq!(lowered(condition).1, [code], "{condition}");
    }
}

#[test]
fn placeholders_are_read_as_their_type_allows() {
    let text = format!(
        "{PROJECT}flow main\n  say \"{{caller.number}} {{now as moment}} {{grund as plain}}\"\n  hang up\nend\n"
    );
    let files = [ast::lower(&rufplan_syntax::parse(&SourceFile::new("a.ruf", &text)))];
    let collected = symbols::collect(&files, Date::constant(2026, 11, 25), &[]);
    let symbols = &collected.clients[0];
    let StmtKind::Say(say) = &symbols.flows["main"].node.body.stmts[0].kind else { panic!() };
    let ast::SayItem::Text(words) = &say.items[0] else { panic!() };
    let scope = Scope::new(symbols, &files[0], 2020..=2029).assuming_known();
    let mut sink = Sink::default();
    let said: Vec<_> = words.placeholders().filter_map(|h| expr::placeholder(h, &scope, &mut sink)).collect();
    assert!(sink.diagnostics.is_empty());
    assert_eq!(
        said.iter().map(|(_, how)| *how).collect::<Vec<_>>(),
        [SayAs::Phone, SayAs::Moment, SayAs::Plain]
    );
}
