//! Where in a script the generator stands, and what it remembers of it.

use rufplan_diag::{Span, Words};
use rufplan_machine::script::StateId;
use std::sync::Arc;

/// A place in a source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    /// Path of the file.
    pub file: Arc<str>,
    /// Bytes of it.
    pub span: Span,
}

/// The surroundings of a block of statements.
#[derive(Clone, Debug)]
pub(crate) struct Surroundings {
    /// Index of the file among the client's.
    pub file: usize,
    /// What its menus are named after: the flow, or `queue:NAME`.
    pub flow: String,
    /// What ids of its statements begin with.
    pub path: String,
    /// Whether its first statement carries `path` itself as id (arms do).
    pub arm: bool,
    /// The menu around it.
    pub question: Option<Question>,
    /// The queue in which the caller waits while it runs.
    pub queue: Option<String>,
    /// In an arm of a queue that must leave it (Q8): where `keep waiting` leads instead.
    pub must_leave: Option<StateId>,
    /// Whether it is a copy of an arm of `defaults`: menus in it do not inherit from there again.
    pub copied: bool,
}

/// The menu around a block, and in which of its arms the block is.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    /// The menu's state.
    pub menu: StateId,
    /// Whether the arm answers a mistake (`on silence`, `on wrong key`): its end asks again (S6).
    pub mistake: bool,
}

impl Surroundings {
    /// The body of a flow.
    pub(crate) fn flow(file: usize, name: &str) -> Self {
        Surroundings {
            file,
            flow: name.to_string(),
            path: name.to_string(),
            arm: false,
            question: None,
            queue: None,
            must_leave: None,
            copied: false,
        }
    }

    /// An arm of a block in the same surroundings.
    pub(crate) fn arm(&self, id: &str) -> Self {
        Surroundings { path: id.to_string(), arm: true, ..self.clone() }
    }

    /// An arm of a menu.
    pub(crate) fn answer(&self, id: &str, menu: &str, mistake: bool) -> Self {
        let question = Some(Question { menu: menu.to_string(), mistake });
        Surroundings { question, ..self.arm(id) }
    }

    /// An arm copied from `defaults`, which stands in another file.
    pub(crate) fn copy_from(self, file: usize) -> Self {
        Surroundings { file, copied: true, ..self }
    }
}

/// A place behind which nothing follows.
#[derive(Clone, Debug)]
pub(crate) struct Stop {
    /// A state id that no state has; what leads there, stops.
    pub id: StateId,
    /// Where it is said.
    pub origin: Origin,
    /// Under the mark.
    pub label: Words,
    /// Why it must not stop there.
    pub why: StopKind,
}

/// Kinds of places behind which nothing follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StopKind {
    /// The end of a flow.
    Flow,
    /// The end of an arm of `defaults` that has no block to go on behind.
    Defaults,
    /// An arm of a queue that answers a full queue (Q8).
    FullQueue,
    /// `accepted` of a callback that is offered in a queue: the caller has left it (Q4).
    BookedInQueue,
    /// `over` in a queue: the caller has left it (Q4).
    OverInQueue,
}

/// A statement that nothing leads to.
#[derive(Clone, Debug)]
pub(crate) struct Unreached {
    /// The statement.
    pub origin: Origin,
    /// The statement before it.
    pub before: Origin,
}
