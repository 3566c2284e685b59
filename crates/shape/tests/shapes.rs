//! Shapes at work: replies in, typed values or misfits out.

use rufplan_machine::script::Shape;
use rufplan_machine::value::{Date, Decimal, Field, Privacy, Type, Value};
use rufplan_shape::{Draft, FaultKind, Shapes};
use std::collections::BTreeMap;

const NUMBER: Type = Type::Number { from: None, to: None };

fn record(fields: &[(&str, Type)]) -> Type {
    let field = |(name, ty): &(&str, Type)| Field {
        name: (*name).to_string(),
        ty: ty.clone(),
        privacy: Privacy::Open,
    };
    Type::Record { name: "customer".into(), fields: fields.iter().map(field).collect() }
}

fn maybe(of: Type) -> Type {
    Type::Maybe(Box::new(of))
}

fn shapes(param: &str, code: &str) -> Shapes {
    let shape = Shape { param: param.into(), takes: Type::Json, gives: Type::Text, code: code.into() };
    Shapes::load(&BTreeMap::from([("s".to_string(), shape)])).expect("code that is rhai")
}

fn run(code: &str, of: &Type, reply: &str) -> Result<Value, String> {
    shapes("reply", code).answer(Some("s"), of, reply.as_bytes()).map_err(|misfit| misfit.to_string())
}

const TO_CUSTOMER: &str = r#"
  let p = reply.person;
  #{
    id: p.id,
    name: `${p.first} ${p.last}`,
    tier: if reply.points > 1000 { "premium" } else { "privat" },
    balance: money(reply.balance_cents, "EUR"),
    due: if reply.due == () { () } else { date(reply.due) },
  }
"#;

fn customer() -> Type {
    record(&[
        ("id", Type::Text),
        ("name", Type::Name),
        ("tier", Type::OneOf(vec!["privat".into(), "premium".into()])),
        ("balance", Type::Money),
        ("due", maybe(Type::Date)),
    ])
}

#[test]
fn the_shape_of_the_bank_gives_a_customer() {
    let reply = r#"{"person": {"id": "K1", "first": "Eva", "last": "Meier"}, "points": 1200,
        "balance_cents": -1234, "due": "2026-12-24"}"#;
    let Ok(Value::Record(fields)) = run(TO_CUSTOMER, &customer(), reply) else { panic!("a record") };
    assert_eq!(fields["name"], Value::Name("Eva Meier".into()));
    assert_eq!(fields["tier"], Value::Choice("premium".into()));
    assert_eq!(fields["balance"], Value::Money { cents: -1234, currency: "EUR".into() });
    assert_eq!(fields["due"], Value::Date(Date { year: 2026, month: 12, day: 24 }));
    let without = reply.replace("\"2026-12-24\"", "null");
    let Ok(Value::Record(fields)) = run(TO_CUSTOMER, &customer(), &without) else { panic!("a record") };
    assert_eq!(fields["due"], Value::Unknown);
}

#[test]
fn a_misfit_tells_the_field_and_never_the_value() {
    let person =
        r#""person": {"id": "K1", "first": "Eva", "last": "Meier"}, "points": 1, "balance_cents": 1"#;
    let cases = [
        (
            format!("{{{person}, \"due\": null}}").replace("\"K1\"", "7"),
            "`id`: a text is needed, a whole number came",
        ),
        (format!("{{{person}, \"due\": \"2026-02-30\"}}"), "line 8: this is no date"),
        (r#"{"points": 1}"#.to_string(), "line 2: there is no field `person`"),
        ("<html>Eva</html>".to_string(), "the reply is not JSON"),
        (String::new(), "the reply is not JSON"),
    ];
    for (reply, expected) in cases {
        let told = run(TO_CUSTOMER, &customer(), &reply).expect_err(&reply);
        assert_eq!(told, expected);
        assert!(!told.contains("Meier") && !told.contains("Eva"));
    }
}

#[test]
fn without_a_shape_fields_are_taken_by_name() {
    let of = record(&[
        ("left", NUMBER),
        ("ok", Type::YesNo),
        ("rate", NUMBER),
        ("wait", Type::Duration { from_ms: None, to_ms: None }),
        ("price", Type::Money),
        ("note", maybe(Type::Text)),
        ("tags", Type::List(Box::new(Type::Text))),
        ("phone", Type::Phone),
    ]);
    let reply = br#"{"left": 2, "ok": true, "rate": 12.50, "wait": 1.5, "extra": [1],
        "price": {"amount": "12.50", "currency": "CHF"}, "tags": ["a", "b"], "phone": "+49 30 5550100"}"#;
    let value = Shapes::default().answer(None, &of, reply).expect("a value");
    let Value::Record(fields) = &value else { panic!("a record") };
    assert_eq!(fields["rate"], Value::Number(Decimal { units: 125, scale: 1 }));
    assert_eq!(fields["wait"], Value::Duration(1_500));
    assert_eq!(fields["price"], Value::Money { cents: 1_250, currency: "CHF".into() });
    assert_eq!(fields["note"], Value::Unknown);
    assert_eq!(fields["phone"], Value::Phone("+49305550100".into()));
    // what a body writes is what a reply may say
    let written = rufplan_shape::json(&value).to_string();
    assert_eq!(Shapes::default().answer(None, &of, written.as_bytes()), Ok(value));
}

#[test]
fn values_outside_the_type_are_misfits() {
    let bounded = Type::Number { from: Some(1), to: Some(3) };
    let cases: [(&str, Type); 9] = [
        ("4", bounded),
        ("\"4\"", NUMBER),
        ("12", Type::Digits),
        ("\"1a\"", Type::Digits),
        ("\"vip\"", Type::OneOf(vec!["privat".into()])),
        ("\"24.12.2026\"", Type::Date),
        ("\"0049305550100\"", Type::Phone),
        ("\"+49 30 1\"", Type::PhoneOneOf(vec!["+49171555".into()])),
        ("null", Type::Text),
    ];
    for (reply, of) in cases {
        assert!(Shapes::default().answer(None, &of, reply.as_bytes()).is_err(), "{reply}");
    }
}

#[test]
fn decimals_are_exact_and_whole_numbers_divide_whole() {
    assert_eq!(run("1.10 + 2.20", &NUMBER, "{}"), Ok(Value::Number(Decimal { units: 33, scale: 1 })));
    assert_eq!(run("7 / 2", &NUMBER, "{}"), Ok(Value::Number(Decimal::whole(3))));
    assert_eq!(
        run("reply.x * 3", &NUMBER, r#"{"x": 0.1}"#),
        Ok(Value::Number(Decimal { units: 3, scale: 1 }))
    );
}

#[test]
fn what_never_ends_or_grows_too_great_is_a_misfit() {
    let cases = [
        ("let n = 0; for i in 0..1000000 { n += i; } n", "more than 50000 operations"),
        ("let t = \"x\"; for i in 0..60 { t += t; } t", "a text, list or map is too large"),
        ("fn f(n) { f(n + 1) } f(0)", "functions call each other too deep"),
        ("1 / 0", "the calculation has no result"),
        ("9223372036854775807 + 1", "the calculation has no result"),
        ("throw reply.secret", "the shape gave up (`throw`)"),
        ("digit('x')", "this is no digit"),
        ("money(1, \"XXX\")", "this is no money"),
        ("reply.secret.nope", "line 1: "),
    ];
    for (code, expected) in cases {
        let told = run(code, &NUMBER, r#"{"secret": "Meier"}"#).expect_err(code);
        assert!(told.contains(expected), "{code}: {told}");
        assert!(!told.contains("Meier"), "{told}");
    }
    let long = format!("[{}]", vec!["1"; 1_001].join(","));
    assert!(run("1", &NUMBER, &long).is_err());
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    assert!(run("1", &NUMBER, &deep).is_err());
    assert!(run("1", &NUMBER, &format!("\"{}\"", "x".repeat(65_536))).is_err());
}

#[test]
fn a_shape_has_no_clock_no_chance_and_no_endless_loops() {
    let words = [
        "eval(\"1\")",
        "print(1)",
        "debug(1)",
        "while true { }",
        "loop { }",
        "do { } while true",
        "import \"x\"",
        "timestamp()",
        "rand()",
        "sleep(1)",
        "reply.parse_int()",
    ];
    for code in words {
        let fault = Draft::new("reply", code).expect_err(code);
        assert!(matches!(fault.kind, FaultKind::Forbidden(_)), "{code}: {fault:?}");
    }
    for code in ["let = 3", "#{ a: 1", "unknown + 1", "export let x = 1;"] {
        assert!(Draft::new("reply", code).is_err(), "{code}");
    }
    let fault = Draft::new("reply", "let a = 1;\nlet b = a +;\n").expect_err("no expression");
    assert_eq!((fault.line, fault.kind), (2, FaultKind::Rhai));
}

#[test]
fn a_check_says_yes_or_no() {
    let luhn = shapes("entry", "let sum = 0; for c in entry.chars() { sum += digit(c); } sum % 10 == 0");
    assert_eq!(luhn.check("s", "1234").map_err(|m| m.to_string()), Ok(true));
    assert_eq!(luhn.check("s", "1235").map_err(|m| m.to_string()), Ok(false));
    assert!(luhn.check("s", "12x").is_err() && luhn.check("other", "1").is_err());
}

#[test]
fn a_result_that_cannot_fit_is_seen_without_running() {
    let draft = |code: &str| Draft::new("reply", code).expect("rhai");
    assert!(draft(TO_CUSTOMER).mismatches(&customer()).is_empty());
    let vip = TO_CUSTOMER.replace("\"premium\"", "\"vip\"");
    let found = draft(&vip).mismatches(&customer());
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].field.as_str(), found[0].line), ("tier", 6));
    assert_eq!(found[0].gives.as_deref(), Some("\"vip\""));
    let missing = draft("#{ id: reply.id, extra: 1 }").mismatches(&customer());
    let names: Vec<_> = missing.iter().map(|m| m.field.as_str()).collect();
    assert_eq!(names, ["name", "tier", "balance", "extra"]);
    assert!(draft("if reply.x { return 1; } \"text\"").mismatches(&NUMBER).is_empty());
    assert_eq!(draft("if reply.x { 1 }").mismatches(&NUMBER)[0].gives.as_deref(), Some("()"));
}
