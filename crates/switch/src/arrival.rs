//! Calls that arrive, and the switches of scripts.

use crate::{CallId, Output, Session, Signal, Switch};
use rufplan_journal::{CALLLOG_SCHEMA, Header, Line};
use rufplan_machine::call::Event;
use rufplan_machine::script;
use std::collections::BTreeMap;
use std::sync::Arc;

/// State of a script's switch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Turned {
    on: bool,
    /// When it turns off by itself.
    pub off_at_ms: Option<i64>,
}

impl Switch {
    pub(crate) fn arrived(&mut self, call: CallId, number: String, from: Option<String>) {
        let Some(program) = self.programs.get(&number).filter(|_| !self.sessions.contains_key(&call)) else {
            self.outputs.push_back(Output::Signal(call, Signal::NotFound));
            return;
        };
        let machine = program.machine();
        let header = Header {
            log: CALLLOG_SCHEMA.to_owned(),
            call: call.as_str().to_owned(),
            machine: machine.hash.clone(),
            semantics: machine.semantics,
            client: machine.client.clone(),
            number: number.clone(),
            sounds: self.sounds.clone(),
            started: self.now_ms,
        };
        let switches = self.switches_of(machine);
        let session = Session::new(Arc::clone(program), &call, number.clone(), from.clone(), self.now_ms);
        self.sessions.insert(call.clone(), session);
        self.outputs.push_back(Output::Record(call.clone(), Box::new(Line::Header(header))));
        self.step(&call, Event::Call { number, from, switches });
    }

    /// Whether a client's switch is on.
    pub fn is_on(&self, client: &str, name: &str) -> bool {
        self.turned.get(&(client.to_owned(), name.to_owned())).is_some_and(|turned| turned.on)
    }

    fn switches_of(&self, machine: &script::Machine) -> BTreeMap<String, bool> {
        machine.switches.keys().map(|name| (name.clone(), self.is_on(&machine.client, name))).collect()
    }

    pub(crate) fn turn(&mut self, client: &str, name: &str, on: bool) {
        let lasts = self.programs.values().find_map(|program| {
            let machine = program.machine();
            machine.switches.get(name).filter(|_| machine.client == client)?.turns_off_after_ms
        });
        let off_at_ms = lasts.filter(|_| on).map(|ms| self.now_ms.saturating_add_unsigned(ms));
        let turned = self.turned.entry((client.to_owned(), name.to_owned())).or_default();
        let changed = turned.on != on;
        *turned = Turned { on, off_at_ms };
        if !changed {
            return;
        }
        let concerned = |session: &Session| {
            session.client() == client && session.program().machine().switches.contains_key(name)
        };
        let calls: Vec<CallId> = self
            .sessions
            .iter()
            .filter(|(_, session)| concerned(session))
            .map(|(call, _)| call.clone())
            .collect();
        for call in calls {
            self.follow(call, Event::Switch { name: name.to_owned(), on });
        }
    }

    /// Turns off the first switch whose time is over; `false` if there is none.
    pub(crate) fn turn_off_due(&mut self) -> bool {
        let now = self.now_ms;
        let due = self.turned.iter().find(|(_, turned)| turned.off_at_ms.is_some_and(|at| at <= now));
        let Some((client, name)) = due.map(|(key, _)| key.clone()) else { return false };
        self.turn(&client, &name, false);
        true
    }
}
