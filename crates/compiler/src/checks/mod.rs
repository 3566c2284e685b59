//! What is wrong with the flow of a client as a whole, found on the graph of its states.

mod circles;
mod conditions;
mod consents;
mod endings;
mod going_back;
mod later;
mod lengths;
mod loose_ends;
mod tariffs;
mod waiting;

pub(crate) use later::{great_blocks, unspoken};

use crate::generate::{Generated, Origin};
use crate::graph::{Predecessors, predecessors};
use crate::project::Client;
use rufplan_diag::Diagnostic;
use rufplan_machine::script::Machine;

/// All findings about the flow of a client. Names and types are crate `check`'s. Nothing is said about a client some of
/// whose lines are not understood or cannot be run yet: what they do to the flow is not known.
pub(crate) fn check_flow(client: &Client<'_>, generated: &Generated) -> Vec<Diagnostic> {
    if client.symbols.has_junk {
        return Vec::new();
    }
    let facts = Facts { client, generated, before: predecessors(&generated.machine) };
    let mut found = loose_ends::stops(&facts);
    found.extend(loose_ends::unreached(&facts));
    found.extend(circles::without_question(&facts));
    found.extend(circles::without_counter(&facts));
    found.extend(circles::overflow(&facts));
    found.extend(going_back::nowhere(&facts));
    found.extend(endings::silent(&facts));
    found.extend(endings::failure_hangs_up(&facts));
    found.extend(conditions::decided(&facts));
    found.extend(consents::asked(&facts));
    found.extend(lengths::before_first_choice(&facts));
    found.extend(waiting::outlives_hours(&facts));
    found.extend(tariffs::waiting(&facts));
    found
}

/// What the checks look at.
struct Facts<'a> {
    client: &'a Client<'a>,
    generated: &'a Generated,
    before: Predecessors,
}

impl Facts<'_> {
    fn machine(&self) -> &Machine {
        &self.generated.machine
    }

    /// Where a state stands; the `client` line for what the compiler built in.
    fn origin(&self, id: &str) -> Origin {
        self.generated
            .origins
            .get(id)
            .cloned()
            .unwrap_or_else(|| Origin { file: self.client.source(0).path.clone(), span: self.client.mark() })
    }

    /// The text at a place.
    fn text(&self, origin: &Origin) -> &str {
        let files = &self.client.symbols.files;
        let file = files.iter().find(|f| f.source.path == origin.file);
        file.map_or("", |f| f.source.slice(origin.span))
    }
}

/// The last name of a menu's id.
fn menu_name(id: &str) -> &str {
    id.rsplit('.').next().unwrap_or(id)
}
