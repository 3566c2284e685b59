//! One call as the switch holds it.

use rufplan_machine::call::{CallRecord, Configuration, EffectId, HandOver, Outcome};
use rufplan_runtime::{Call, Program};
use std::fmt;
use std::sync::Arc;

/// Name of a call, chosen by the shell; cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallId(Arc<str>);

impl CallId {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for CallId {
    fn from(name: &str) -> Self {
        CallId(name.into())
    }
}

impl From<String> for CallId {
    fn from(name: String) -> Self {
        CallId(name.into())
    }
}

impl fmt::Display for CallId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One call's side in the switch; [`Switch::take_session`](crate::Switch::take_session) gives it away.
#[derive(Clone, Debug)]
pub struct Session {
    pub(crate) call: Call,
    pub(crate) number: String,
    pub(crate) from: Option<String>,
    pub(crate) started_ms: i64,
    /// The `enqueue` that stands, and what the agent is told.
    pub(crate) enqueued: Option<(EffectId, Box<HandOver>)>,
    /// The agent who is rung for the call or talks to the caller.
    pub(crate) agent: Option<String>,
    /// When a timer is due.
    pub(crate) deadline_ms: Option<i64>,
}

impl Session {
    pub(crate) fn new(
        program: Arc<Program>,
        id: &CallId,
        number: String,
        from: Option<String>,
        started_ms: i64,
    ) -> Self {
        Session {
            call: Call::new(program, id.as_str()),
            number,
            from,
            started_ms,
            enqueued: None,
            agent: None,
            deadline_ms: None,
        }
    }

    /// Everything that is known of the call.
    pub fn configuration(&self) -> &Configuration {
        self.call.configuration()
    }

    /// The program it runs.
    pub fn program(&self) -> &Arc<Program> {
        self.call.program()
    }

    /// Name of the client that is called.
    pub fn client(&self) -> &str {
        &self.program().machine().client
    }

    /// The record of a call whose own was lost to a fault of ours.
    pub(crate) fn failed_record(&self, now_ms: i64, what: &str) -> CallRecord {
        let machine = self.program().machine();
        CallRecord {
            client: machine.client.clone(),
            number_dialled: self.number.clone(),
            caller_number: self.from.clone(),
            language: machine.languages.first().cloned().unwrap_or_default(),
            outcome: Outcome::Failed { what: what.to_owned() },
            path: Vec::new(),
            consent: None,
            recorded: false,
            marks: Vec::new(),
            duration_ms: u64::try_from(now_ms - self.started_ms).unwrap_or(0),
            queue_waited_ms: 0,
            talk_ms: 0,
            steps: 0,
        }
    }
}
