//! Flows that are given values, run, and come back (language.md 2.14; semantics.md S7, S12, Q4).

use crate::run::Run;
use rufplan_machine::call::Frame;
use rufplan_machine::script::{Arguments, Call, GoTo, State};
use rufplan_machine::value::Value;

impl<'p> Run<'p> {
    /// Gives a flow its values: all are worked out before the first is set.
    pub fn hand(&mut self, args: &'p Arguments) {
        let values: Vec<(&String, Value)> =
            args.iter().map(|(name, value)| (name, self.eval(value))).collect();
        for (name, value) in values {
            match value {
                Value::Unknown => self.c.vars.remove(name),
                value => self.c.vars.insert(name.clone(), value),
            };
        }
    }

    pub fn go_to(&mut self, to: &'p GoTo) {
        self.hand(&to.args);
        self.goto(&to.next);
    }

    /// Runs a flow: `go back` in it reaches only questions of its own (S7).
    pub fn call_flow(&mut self, id: &'p str, call: &'p Call) {
        self.hand(&call.args);
        let entered = std::mem::take(&mut self.c.entered);
        self.c.frames.push(Frame { call: id.to_owned(), entered });
        self.goto(&call.entry);
    }

    /// `finish`: the flow that was run last comes back.
    pub fn return_with(&mut self, outcome: &str) {
        let Some(frame) = self.c.frames.pop() else {
            return self.trouble("`finish` in a flow that nothing runs");
        };
        // S7: a frame that is left takes its entries along
        self.c.entered = frame.entered;
        match self.program.state(&frame.call) {
            Some(State::Call(call)) if call.outcomes.contains_key(outcome) => {
                self.goto(&call.outcomes[outcome])
            }
            _ => self.trouble(&format!("nothing answers the outcome {outcome}")),
        }
    }

    /// All flows that were run end where they are: the call goes on elsewhere for good (S12, Q4).
    pub fn drop_frames(&mut self) {
        if !self.c.frames.is_empty() {
            self.c.entered = std::mem::take(&mut self.c.frames.remove(0).entered);
            self.c.frames.clear();
        }
    }

    /// The question whose `give up after` is over may have run flows since: they end with it.
    pub fn drop_frames_above_question(&mut self) {
        while self.c.entered.is_empty() {
            let Some(frame) = self.c.frames.pop() else { return };
            self.c.entered = frame.entered;
        }
    }
}
