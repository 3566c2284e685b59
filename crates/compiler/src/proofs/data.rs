//! What is known of a call's data in a place: constants that were set, and what is certainly unset. What is undecided
//! goes both ways, so that a proof never leaves a way out.

use rufplan_machine::script::{Arguments, CompareOp, Expr, Fact, Machine};
use rufplan_machine::value::{Decimal, Value};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// What is assumed of the world while a theorem is proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Assumed {
    /// An ordinary day: all hours are open, switches that close are off, queues have people signed in and room.
    Open,
    /// All hours are closed.
    Closed,
    /// Nothing.
    Nothing,
}

/// What is known of variables; one that is not in it can be anything. Values are numbered by [`Knowledge`].
pub(super) type Data = BTreeMap<u32, u32>;

/// Variables that conditions read, and the values they are known to have.
pub(super) struct Knowledge<'m> {
    vars: Vec<&'m str>,
    values: Vec<Value>,
    assumed: Assumed,
    closing: BTreeSet<String>,
}

impl<'m> Knowledge<'m> {
    /// Of the variables that some condition reads; with `coarse`, of none.
    pub(super) fn new(
        machine: &'m Machine,
        assumed: Assumed,
        closing: BTreeSet<String>,
        coarse: bool,
    ) -> Knowledge<'m> {
        let mut read = BTreeSet::new();
        if !coarse {
            for condition in super::space::conditions(machine) {
                variables(condition, &mut read);
            }
        }
        let vars = machine.vars.keys().map(String::as_str).filter(|v| read.contains(v)).collect();
        Knowledge { vars, values: Vec::new(), assumed, closing }
    }

    /// What a call begins with.
    pub(super) fn at_first(&mut self, machine: &Machine) -> Data {
        let mut data = Data::new();
        for (number, var) in self.vars.clone().into_iter().enumerate() {
            let first = machine.vars.get(var).and_then(|v| v.init.clone()).unwrap_or(Value::Unknown);
            data.insert(index(number), self.number(first));
        }
        data
    }

    /// A variable is set.
    pub(super) fn set(&mut self, data: &mut Data, var: &str, value: &Expr) {
        let Some(place) = self.place(var) else { return };
        match self.worth(value, data) {
            Some(value) => data.insert(place, self.number(value)),
            None => data.remove(&place),
        };
    }

    /// Values that a flow is given: all are worked out before the first is set.
    pub(super) fn hand(&mut self, data: &mut Data, args: &Arguments) {
        let before = data.clone();
        for (var, value) in args {
            let Some(place) = self.place(var) else { continue };
            match self.worth(value, &before) {
                Some(value) => data.insert(place, self.number(value)),
                None => data.remove(&place),
            };
        }
    }

    /// A variable gets a value from outside.
    pub(super) fn forget(&self, data: &mut Data, var: &str) {
        if let Some(place) = self.place(var) {
            data.remove(&place);
        }
    }

    /// What is known where a condition holds: `x is "a"` makes it so.
    pub(super) fn learn(&mut self, data: &mut Data, condition: &Expr) {
        match condition {
            Expr::And(all) => all.iter().for_each(|one| self.learn(data, one)),
            Expr::Compare { op: CompareOp::Is, left, right } => match (&**left, &**right) {
                (Expr::Var(var), Expr::Value(value)) | (Expr::Value(value), Expr::Var(var)) => {
                    if let Some(place) = self.place(var) {
                        let number = self.number(value.clone());
                        data.insert(place, number);
                    }
                }
                _ => {}
            },
            Expr::Not(inner) => {
                if let Expr::Known(value) = &**inner
                    && let Expr::Var(var) = &**value
                    && let Some(place) = self.place(var)
                {
                    let number = self.number(Value::Unknown);
                    data.insert(place, number);
                }
            }
            _ => {}
        }
    }

    fn place(&self, var: &str) -> Option<u32> {
        self.vars.iter().position(|v| *v == var).map(index)
    }

    fn number(&mut self, value: Value) -> u32 {
        let known = self.values.iter().position(|v| *v == value);
        index(known.unwrap_or_else(|| {
            self.values.push(value);
            self.values.len() - 1
        }))
    }

    /// The worth of an expression where it is certain.
    fn worth(&self, expr: &Expr, data: &Data) -> Option<Value> {
        match expr {
            Expr::Value(value) => Some(value.clone()),
            Expr::Var(var) => {
                let number = data.get(&self.place(var)?)?;
                self.values.get(usize::try_from(*number).ok()?).cloned()
            }
            Expr::Fact(fact) => self.fact(fact),
            Expr::Field(of, name) => match self.worth(of, data)? {
                Value::Record(fields) => fields.get(name).cloned(),
                Value::Unknown => Some(Value::Unknown),
                _ => None,
            },
            Expr::ByName { of, cases } => match self.worth(of, data)? {
                Value::Reference(name) => self.worth(cases.get(&name)?, data),
                _ => None,
            },
            _ => self.holds(expr, data).map(Value::YesNo),
        }
    }

    fn fact(&self, fact: &Fact) -> Option<Value> {
        match (fact, self.assumed) {
            (Fact::HoursIsOpen(_), Assumed::Open) => Some(Value::YesNo(true)),
            (Fact::HoursIsOpen(_), Assumed::Closed) => Some(Value::YesNo(false)),
            (Fact::FullIn(_), Assumed::Open) => Some(Value::YesNo(false)),
            (Fact::Switch(name), Assumed::Open) if self.closing.contains(name) => Some(Value::YesNo(false)),
            _ => None,
        }
    }

    /// Whether a condition holds, where that is certain. The unknown makes comparisons `no`.
    pub(super) fn holds(&self, expr: &Expr, data: &Data) -> Option<bool> {
        match expr {
            Expr::Not(inner) => self.holds(inner, data).map(|holds| !holds),
            Expr::And(all) => some_decides(all.iter().map(|one| self.holds(one, data)), false),
            Expr::Or(any) => some_decides(any.iter().map(|one| self.holds(one, data)), true),
            Expr::Compare { op: CompareOp::Is, left, right }
                if self.assumed == Assumed::Open && is_nobody(left, right) =>
            {
                Some(false)
            }
            Expr::Compare { op, left, right } => {
                compare(*op, &self.worth(left, data)?, &self.worth(right, data)?)
            }
            Expr::Known(value) => self.worth(value, data).map(|value| value != Value::Unknown),
            Expr::OneOf { value, of } => {
                let value = self.worth(value, data)?;
                let same = of.iter().map(|one| {
                    let one = self.worth(one, data)?;
                    compare(CompareOp::Is, &value, &one)
                });
                some_decides(same, true)
            }
            Expr::Value(_) | Expr::Var(_) | Expr::Fact(_) => match self.worth(expr, data)? {
                Value::YesNo(yes) => Some(yes),
                Value::Unknown => Some(false),
                _ => None,
            },
            _ => None,
        }
    }
}

/// `queue.agents is 0`, as `check queue … when nobody is signed in` asks.
fn is_nobody(left: &Expr, right: &Expr) -> bool {
    let is_zero = |value: &Value| matches!(value, Value::Number(n) if n.compare(Decimal::whole(0)).is_eq());
    matches!((left, right), (Expr::Fact(Fact::AgentsIn(_)), Expr::Value(value)) if is_zero(value))
}

/// `deciding` as soon as one is so, the other when all are; else undecided.
fn some_decides(all: impl Iterator<Item = Option<bool>>, deciding: bool) -> Option<bool> {
    let mut undecided = false;
    for one in all {
        match one {
            Some(one) if one == deciding => return Some(deciding),
            Some(_) => {}
            None => undecided = true,
        }
    }
    if undecided { None } else { Some(!deciding) }
}

fn compare(op: CompareOp, left: &Value, right: &Value) -> Option<bool> {
    if *left == Value::Unknown || *right == Value::Unknown {
        return Some(false);
    }
    let order = match (left, right) {
        (Value::Number(a), Value::Number(b)) => a.compare(*b),
        (
            Value::Duration(a) | Value::Wait(a) | Value::Moment(a),
            Value::Duration(b) | Value::Wait(b) | Value::Moment(b),
        ) => a.cmp(b),
        (a, b) if std::mem::discriminant(a) == std::mem::discriminant(b) => match op {
            CompareOp::Is => return Some(a == b),
            CompareOp::IsNot => return Some(a != b),
            _ => return None,
        },
        _ => return None,
    };
    Some(match op {
        CompareOp::Is => order == Ordering::Equal,
        CompareOp::IsNot => order != Ordering::Equal,
        CompareOp::Less => order == Ordering::Less,
        CompareOp::AtMost => order != Ordering::Greater,
        CompareOp::Greater => order == Ordering::Greater,
        CompareOp::AtLeast => order != Ordering::Less,
    })
}

/// The variables that an expression reads.
fn variables<'m>(expr: &'m Expr, found: &mut BTreeSet<&'m str>) {
    match expr {
        Expr::Var(var) => {
            found.insert(var);
        }
        Expr::Not(inner) | Expr::Known(inner) | Expr::CountsAs(inner, _) | Expr::Negate(inner) => {
            variables(inner, found);
        }
        Expr::And(all) | Expr::Or(all) => all.iter().for_each(|one| variables(one, found)),
        Expr::Compare { left, right, .. } | Expr::Arithmetic { left, right, .. } => {
            variables(left, found);
            variables(right, found);
        }
        Expr::StartsWith(left, right) | Expr::EndsWith(left, right) => {
            variables(left, found);
            variables(right, found);
        }
        Expr::OneOf { value, of } => {
            variables(value, found);
            of.iter().for_each(|one| variables(one, found));
        }
        Expr::Field(of, _) => variables(of, found),
        Expr::Call { args, .. } => args.iter().for_each(|one| variables(one, found)),
        Expr::ByName { of, cases } => {
            variables(of, found);
            cases.values().for_each(|one| variables(one, found));
        }
        Expr::Value(_) | Expr::Fact(_) => {}
    }
}

pub(super) fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Box<Expr> {
        Box::new(Expr::Value(Value::Text(words.into())))
    }

    #[test]
    fn what_is_undecided_goes_both_ways() {
        let knowledge = Knowledge {
            vars: vec!["a", "b"],
            values: vec![Value::Text("x".into()), Value::Unknown],
            assumed: Assumed::Nothing,
            closing: BTreeSet::new(),
        };
        let var = |name: &str| Box::new(Expr::Var(name.into()));
        let is = |var: Box<Expr>, to: &str| Expr::Compare { op: CompareOp::Is, left: var, right: text(to) };
        let data = Data::from([(0, 0)]);
        assert_eq!(knowledge.holds(&is(var("a"), "x"), &data), Some(true));
        assert_eq!(knowledge.holds(&is(var("a"), "y"), &data), Some(false));
        assert_eq!(knowledge.holds(&is(var("b"), "y"), &data), None);
        let both = Expr::And(vec![is(var("b"), "y"), is(var("a"), "y")]);
        assert_eq!(knowledge.holds(&both, &data), Some(false), "one that is no decides");
        let unset = Data::from([(1, 1)]);
        assert_eq!(knowledge.holds(&is(var("b"), "y"), &unset), Some(false), "the unknown is nothing");
        assert_eq!(knowledge.holds(&Expr::Known(var("b")), &unset), Some(false));
    }

    #[test]
    fn on_an_ordinary_day_queues_have_people_and_room() {
        let nobody = Expr::Compare {
            op: CompareOp::Is,
            left: Box::new(Expr::Fact(Fact::AgentsIn("q".into()))),
            right: Box::new(Expr::Value(Value::Number(Decimal::whole(0)))),
        };
        let full = Expr::Fact(Fact::FullIn("q".into()));
        for (assumed, holds) in
            [(Assumed::Open, Some(false)), (Assumed::Closed, None), (Assumed::Nothing, None)]
        {
            let knowledge =
                Knowledge { vars: Vec::new(), values: Vec::new(), assumed, closing: BTreeSet::new() };
            assert_eq!(knowledge.holds(&nobody, &Data::new()), holds, "{assumed:?}");
            assert_eq!(knowledge.holds(&full, &Data::new()), holds, "{assumed:?}");
        }
    }

    #[test]
    fn numbers_are_compared_by_worth() {
        let number = |units, scale| Value::Number(Decimal { units, scale });
        assert_eq!(compare(CompareOp::Is, &number(15, 1), &number(150, 2)), Some(true));
        assert_eq!(compare(CompareOp::Less, &number(1, 0), &number(2, 0)), Some(true));
        assert_eq!(compare(CompareOp::Less, &Value::Text("a".into()), &Value::Text("b".into())), None);
    }
}
