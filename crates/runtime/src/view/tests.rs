use super::*;
use ArithmeticOp::{Add, Divide, Multiply, Subtract};

fn n(units: i64, scale: u8) -> Value {
    Value::Number(Decimal { units, scale })
}

fn money(cents: i64) -> Value {
    Value::Money { cents, currency: "EUR".into() }
}

#[test]
fn numbers_are_exact() {
    let cases = [
        (Add, n(110, 2), n(220, 2), n(330, 2)),
        (Subtract, n(1, 0), n(5, 1), n(5, 1)),
        (Multiply, n(15, 1), n(4, 0), n(6, 0)),
        (Divide, n(10, 0), n(4, 0), n(25, 1)),
        (Divide, n(1, 0), n(3, 0), n(333_333_333, 9)),
        (Divide, n(-2, 0), n(3, 0), n(-666_666_667, 9)),
        (Divide, n(1, 0), n(0, 0), Value::Unknown),
        (Add, n(i64::MAX, 0), n(1, 0), Value::Unknown),
        (Multiply, n(i64::MAX, 9), n(i64::MAX, 9), Value::Unknown),
        (Multiply, money(120), n(5, 1), money(60)),
        (Divide, money(100), n(3, 0), money(33)),
        (Divide, money(-200), n(3, 0), money(-67)),
        (Add, money(1), Value::Money { cents: 1, currency: "USD".into() }, Value::Unknown),
        (Multiply, Value::Duration(1_000), n(15, 1), Value::Duration(1_500)),
        (Add, Value::Moment(5), Value::Duration(7), Value::Moment(12)),
        (Subtract, Value::Moment(5), Value::Moment(7), Value::Duration(-2)),
        (Add, Value::Digits("00".into()), Value::Digits("7".into()), Value::Digits("007".into())),
        (Add, Value::Text("a".into()), Value::Name("b".into()), Value::Text("ab".into())),
        (Add, Value::YesNo(true), n(1, 0), Value::Unknown),
        (Add, Value::Unknown, n(1, 0), Value::Unknown),
    ];
    for (op, left, right, expected) in cases {
        assert_eq!(arithmetic(op, left.clone(), right.clone()), expected, "{left:?} {op:?} {right:?}");
    }
}

#[test]
fn comparisons_go_by_worth_and_the_unknown_is_no_value() {
    use CompareOp::{AtLeast, Is, IsNot, Less};
    let text = |text: &str| Value::Text(text.into());
    let cases = [
        (Is, n(15, 1), n(150, 2), true),
        (Less, n(9, 0), n(10, 0), true),
        (Less, Value::Wait(899_999), Value::Duration(900_000), true),
        (Is, Value::Digits("0042".into()), text("0042"), true),
        (Is, Value::Digits("0042".into()), n(42, 0), false),
        (IsNot, Value::Digits("0042".into()), n(42, 0), true),
        (Is, Value::Unknown, Value::Unknown, false),
        (IsNot, Value::Unknown, n(1, 0), false),
        (AtLeast, n(1, 0), Value::Unknown, false),
        (Is, Value::Holiday("Mariä Himmelfahrt".into()), text("mariae_himmelfahrt"), true),
        (Is, Value::Holiday("mariae_himmelfahrt".into()), text("Fronleichnam"), false),
        (Is, Value::Holiday("erster_weihnachtstag".into()), text("1. Weihnachtstag"), true),
    ];
    for (op, left, right, expected) in cases {
        assert_eq!(compare(op, &left, &right), expected, "{left:?} {op:?} {right:?}");
    }
}

#[test]
fn countries_by_their_code() {
    assert_eq!(country("+4315550100"), Some("AT"));
    assert_eq!(country("+420123456789"), Some("CZ"));
    assert_eq!(country("+999123"), None);
    assert_eq!(calling_code("DE"), Some("+49"));
    // a longer code is found before a shorter one that it begins with
    for (code, name) in COUNTRIES {
        assert_eq!(country(&format!("{code}5550100")), Some(name));
    }
}
