//! One step of a call.

use crate::Program;
use rufplan_machine::call::{Configuration, Effect, Event};

/// A step in the making.
pub(crate) struct Run<'p> {
    pub program: &'p Program,
    pub c: Configuration,
    pub fx: Vec<Effect>,
}

impl<'p> Run<'p> {
    pub fn new(program: &'p Program, mut c: Configuration, t_ms: i64) -> Self {
        c.t_ms = c.t_ms.max(t_ms);
        c.seq += 1;
        Run { program, c, fx: Vec::new() }
    }

    pub fn take(self, _event: &Event) -> (Configuration, Vec<Effect>) {
        (self.c, self.fx)
    }
}
