//! Secrets: what a journal holds of them, and when they are forgotten (language.md 4.5).
//!
//! No digit of a secret is written. A journal has [`Event::Digit`] for its keys, [`Effect::Entered`] at its end,
//! [`Effect::Judged`] for each condition on it, and [`Effect::Derived`] for what of it may be seen. A replay takes these
//! instead of the digits, so it goes the same way without knowing them.

use crate::run::Run;
use rufplan_machine::call::{Effect, Event};
use rufplan_machine::script::Expr;
use rufplan_machine::secret::{MASKED, Secret};
use rufplan_machine::value::Value;
use std::collections::VecDeque;

/// What a journal's line says of the secrets of its step.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recorded {
    entered: Option<bool>,
    judged: VecDeque<bool>,
    derived: VecDeque<Value>,
}

impl Recorded {
    pub fn of(effects: &[Effect]) -> Self {
        let mut recorded = Recorded::default();
        for effect in effects {
            match effect {
                Effect::Entered { legal, .. } => recorded.entered = Some(*legal),
                Effect::Judged(holds) => recorded.judged.push_back(*holds),
                Effect::Derived(value) => recorded.derived.push_back(value.clone()),
                _ => {}
            }
        }
        recorded
    }
}

impl Run<'_> {
    /// The key is part of a secret: the journal holds only that one was pressed.
    pub fn keep_secret(&mut self, key: char) {
        self.is_unlogged |= is_digit(key);
    }

    /// The event as a journal may hold it.
    pub fn logged(&self, event: &Event) -> Event {
        if self.is_unlogged { Event::Digit } else { event.clone() }
    }

    /// Whether a secret entry ends with this key, where a journal says so.
    pub fn recorded_end(&self) -> Option<bool> {
        self.recorded.as_ref().map(|recorded| recorded.entered.is_some())
    }

    /// The value of a secret entry, and its mark in the journal.
    pub fn entered_secret(&mut self, length: usize, value: Option<Value>) -> Option<Value> {
        let legal = match &self.recorded {
            Some(recorded) => recorded.entered == Some(true),
            None => value.is_some(),
        };
        self.emit(Effect::Entered { length, legal });
        legal.then(|| Value::Secret(value.map_or(Secret::unseen(length), Secret::new)))
    }

    /// The value of a secret entry that was legal before.
    pub fn kept_secret(&self, length: usize, value: Option<Value>) -> Option<Value> {
        let secret = match &self.recorded {
            Some(_) => Some(Secret::unseen(length)),
            None => value.map(Secret::new),
        };
        secret.map(Value::Secret)
    }

    /// Whether a condition holds; one on a secret is written down.
    pub fn judge(&mut self, when: &Expr) -> bool {
        if !self.program.reads_secret(when) {
            return self.view().holds(when);
        }
        let recorded = self.recorded.as_mut().map(|recorded| recorded.judged.pop_front());
        let holds = match recorded {
            Some(recorded) => recorded.unwrap_or(false),
            None => self.view().holds(when),
        };
        self.emit(Effect::Judged(holds));
        holds
    }

    /// The value that a variable gets. What is worked out of a secret and may be seen, such as its last digits, is
    /// written down; what goes into a secret variable is one.
    pub fn worked_out(&mut self, var: &str, expr: &Expr) -> Value {
        let value = self.eval(expr);
        let tainted = self.program.reads_secret(expr);
        match value {
            Value::Secret(secret) => Value::Secret(secret),
            Value::Unknown if !tainted || self.recorded.is_none() => Value::Unknown,
            value if self.program.is_secret(var) => {
                let unseen = tainted && self.recorded.is_some();
                Value::Secret(if unseen { Secret::unseen(0) } else { Secret::new(value) })
            }
            value if !tainted => value,
            value => {
                let recorded = self.recorded.as_mut().map(|recorded| recorded.derived.pop_front());
                let value = match recorded {
                    Some(recorded) => recorded.unwrap_or(Value::Unknown),
                    None => value,
                };
                if value != Value::Unknown {
                    self.emit(Effect::Derived(value.clone()));
                }
                value
            }
        }
    }

    /// Forgets secrets: their flow is left.
    pub fn wipe(&mut self, vars: &[String]) {
        for var in vars {
            self.c.vars.remove(var);
            self.resume_after_secret(var);
        }
    }

    /// Forgets all secrets: the call is over.
    pub fn wipe_all(&mut self) {
        self.c.question = None;
        self.c.keys.clear();
        self.c.vars.retain(|_, value| !matches!(value, Value::Secret(_)));
    }
}

/// Whether a key is a digit, be it one that is not known.
pub(crate) fn is_digit(key: char) -> bool {
    key.is_ascii_digit() || key == MASKED
}
