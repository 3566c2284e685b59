//! Conditions and small expressions: a typed tree, evaluated natively (language.md 2.8, tier 1).

use crate::value::Value;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An expression. The compiler has checked the types; evaluation is total: what is unknown makes comparisons `no`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expr {
    /// A literal.
    Value(Value),
    /// A call variable.
    Var(String),
    /// Something the engine knows.
    Fact(Fact),
    /// `not`
    Not(Box<Expr>),
    /// `and`, left to right.
    And(Vec<Expr>),
    /// `or`, left to right.
    Or(Vec<Expr>),
    /// `is`, `<` and the like.
    Compare {
        /// The operator.
        op: CompareOp,
        /// Left side.
        left: Box<Expr>,
        /// Right side.
        right: Box<Expr>,
    },
    /// `is known`
    Known(Box<Expr>),
    /// `is one of`
    OneOf {
        /// What is looked for.
        value: Box<Expr>,
        /// Where.
        of: Vec<Expr>,
    },
    /// `starts with`
    StartsWith(Box<Expr>, Box<Expr>),
    /// `ends with`
    EndsWith(Box<Expr>, Box<Expr>),
    /// `counts as WORD`: the CLDR plural category of a number in the language of the prompt.
    CountsAs(Box<Expr>, String),
    /// Arithmetic; on texts and digits `+` joins.
    Arithmetic {
        /// The operator.
        op: ArithmeticOp,
        /// Left side.
        left: Box<Expr>,
        /// Right side.
        right: Box<Expr>,
    },
    /// `-x`
    Negate(Box<Expr>),
    /// A field of a record; of the unknown it is the unknown.
    Field(Box<Expr>, String),
    /// `length(x)` and the like.
    Call {
        /// Which function.
        function: Function,
        /// What it is given.
        args: Vec<Expr>,
    },
    /// What belongs to the name that a reference holds, such as `zeiten.next_open`; of another name it is the unknown.
    ByName {
        /// The reference.
        of: Box<Expr>,
        /// Value by name.
        cases: BTreeMap<String, Expr>,
    },
}

/// Functions of expressions (language.md 2.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// How many characters a text has, or values a list.
    Length,
    /// The last so many characters.
    Last,
    /// To the next whole number, halves away from nought.
    Round,
    /// The least.
    Min,
    /// The greatest.
    Max,
}

impl Expr {
    /// Visits every call variable that it reads.
    pub fn each_var(&self, visit: &mut dyn FnMut(&str)) {
        match self {
            Expr::Var(name) => visit(name),
            Expr::Value(_) | Expr::Fact(_) => {}
            Expr::Not(x) | Expr::Known(x) | Expr::CountsAs(x, _) | Expr::Negate(x) | Expr::Field(x, _) => {
                x.each_var(visit);
            }
            Expr::And(all) | Expr::Or(all) | Expr::Call { args: all, .. } => {
                all.iter().for_each(|x| x.each_var(visit));
            }
            Expr::Compare { left, right, .. } | Expr::Arithmetic { left, right, .. } => {
                left.each_var(visit);
                right.each_var(visit);
            }
            Expr::StartsWith(a, b) | Expr::EndsWith(a, b) => {
                a.each_var(visit);
                b.each_var(visit);
            }
            Expr::OneOf { value, of } => {
                value.each_var(visit);
                of.iter().for_each(|x| x.each_var(visit));
            }
            Expr::ByName { of, cases } => {
                of.each_var(visit);
                cases.values().for_each(|x| x.each_var(visit));
            }
        }
    }
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CompareOp {
    /// `is`
    Is,
    /// `is not`
    IsNot,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

/// Arithmetic operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArithmeticOp {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// Built-in facts (language.md 2.8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// `caller.number`, perhaps unknown.
    CallerNumber,
    /// `caller.country`, perhaps unknown.
    CallerCountry,
    /// `caller.abroad`
    CallerAbroad,
    /// `call.number_dialled`
    NumberDialled,
    /// `call.language`
    CallLanguage,
    /// `call.id`
    CallId,
    /// `call.started`
    CallStarted,
    /// `now`
    Now,
    /// `now.date`
    NowDate,
    /// `now.time`
    NowTime,
    /// `now.weekday`
    NowWeekday,
    /// `menu.code`
    MenuCode,
    /// What is being keyed, while it is read back (`confirm`).
    Entry,
    /// `queue.place`
    QueuePlace,
    /// `queue.expected_wait`, perhaps unknown.
    QueueExpectedWait,
    /// `queue.waited`
    QueueWaited,
    /// `Q.waiting`, by an answer to `ask`.
    WaitingIn(String),
    /// `Q.agents`, by an answer to `ask`.
    AgentsIn(String),
    /// `Q.free`, by an answer to `ask`.
    FreeIn(String),
    /// `Q.expected_wait`, by an answer to `ask`, perhaps unknown.
    ExpectedWaitIn(String),
    /// Whether a queue takes nobody in, by an answer to `ask`; the arm `full` of `check queue`.
    FullIn(String),
    /// `callback.number`
    CallbackNumber,
    /// `callback.at`, perhaps unknown.
    CallbackAt,
    /// `message.sound`, perhaps unknown.
    MessageSound,
    /// `message.length`, perhaps unknown.
    MessageLength,
    /// `message.box`, perhaps unknown.
    MessageBox,
    /// `agent.id`, perhaps unknown.
    AgentId,
    /// `agent.name`, perhaps unknown.
    AgentName,
    /// `client.name`
    ClientName,
    /// A switch by name: whether it is on.
    Switch(String),
    /// `H.is_open`
    HoursIsOpen(String),
    /// `H.next_open`
    HoursNextOpen(String),
    /// `H.closes_at`
    HoursClosesAt(String),
    /// `H.reason`
    HoursReason(String),
    /// `H.holiday`
    HoursHoliday(String),
    /// `CAL.today`
    CalendarToday(String),
}
