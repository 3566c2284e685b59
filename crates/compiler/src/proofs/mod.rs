//! Theorems about a client's calls, proved on the compiled machine by looking through all situations.
//!
//! The machine is finite: states × attempts × what is known of the data. What comes from outside (keys, silence, data,
//! hours, switches, agents, other lines) is a free choice; what is undecided goes both ways. So a theorem that holds
//! here holds in every call, breakdowns of the platform aside. Where one does not, there is a call that shows it.
//!
//! What a kind of state means for the proofs is told in one place: `crate::graph`, [`nature`](crate::graph::nature) and
//! `by`.

mod closed;
mod data;
mod endings;
mod human;
mod keyed;
mod promise;
mod quiet;
mod sample;
mod search;
mod space;
mod witness;

use crate::Options;
use crate::generate::{Generated, Origin};
use crate::project::Client;
use data::Assumed;
use promise::Promise;
use rufplan_diag::{Diagnostic, Severity, Words};
use rufplan_machine::script::{Machine, State};
use space::Space;

/// A theorem about a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The client.
    pub client: String,
    /// Code of the message that its failure gives, e.g. `E0452`.
    pub code: &'static str,
    /// What it says.
    pub theorem: Words,
    /// What was found.
    pub verdict: Verdict,
}

impl Proof {
    /// The same, where all messages of its code are allowed.
    pub(crate) fn where_allowed(mut self, allowed: &impl Fn(&str) -> bool) -> Proof {
        if allowed(self.code)
            && let Verdict::Fails(call) = &self.verdict
        {
            self.verdict = Verdict::Allowed(call.clone());
        }
        self
    }
}

/// What was found of a theorem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds, with the bound that was found.
    Holds(Words),
    /// A call shows that it does not.
    Fails(Words),
    /// A call shows that it does not, and the script says why it may be so (`// allow CODE: …`).
    Allowed(Words),
    /// It says nothing about this client, or was not decided.
    Undecided(Words),
}

/// What the theorems are proved of.
struct Subject<'a> {
    client: &'a Client<'a>,
    generated: &'a Generated,
    around: witness::Surroundings<'a>,
    promise: Promise,
    /// On an ordinary day: hours open, switches that close are off.
    open: Option<Space<'a>>,
    /// With all hours closed.
    closed: Option<Space<'a>>,
    /// Whatever the world does.
    any: Option<Space<'a>>,
    /// What the checks have found: what one of them says, no proof says again.
    found: &'a [Diagnostic],
}

/// A theorem's verdict and the messages that come of it.
type Judged = (Verdict, Vec<Diagnostic>);

/// A code, its theorem in words, and who judges it.
type Theorem = (&'static str, fn(&Subject<'_>) -> Words, fn(&Subject<'_>) -> Judged);

/// Proves all theorems of a client without errors.
pub(crate) fn prove(
    client: &Client<'_>,
    generated: &Generated,
    options: &Options,
    found: &[Diagnostic],
) -> (Vec<Proof>, Vec<Diagnostic>) {
    let machine = &generated.machine;
    let files = &client.symbols.files;
    let broken = found
        .iter()
        .any(|d| d.severity == Severity::Error && files.iter().any(|file| file.source.path == d.file));
    if broken || client.symbols.has_junk {
        return (Vec::new(), Vec::new());
    }
    let subject = Subject {
        client,
        generated,
        around: witness::Surroundings { client, years: options.years(), today: options.civil_today() },
        promise: Promise::of(client),
        open: Space::new(machine, Assumed::Open),
        closed: Space::new(machine, Assumed::Closed),
        any: Space::new(machine, Assumed::Nothing),
        found,
    };
    let theorems: [Theorem; 7] = [
        ("E0451", endings::leads_on_title, endings::leads_on),
        ("E0452", human::keys_title, human::keys),
        ("W0453", human::silent_title, human::silent),
        ("W0454", quiet::title, quiet::words),
        ("E0455", endings::time_title, endings::time),
        ("E0458", closed::title, closed::closed),
        ("W0460", human::wrong_title, human::wrong),
    ];
    let (mut proofs, mut diagnostics) = (Vec::new(), Vec::new());
    for (code, title, judge) in theorems {
        let (verdict, messages) = judge(&subject);
        proofs.push(Proof { client: machine.client.clone(), code, theorem: title(&subject), verdict });
        diagnostics.extend(messages);
    }
    (proofs, diagnostics)
}

impl Subject<'_> {
    fn machine(&self) -> &Machine {
        &self.generated.machine
    }

    /// Where a state stands; the `client` line for what the compiler built in.
    fn origin(&self, id: &str) -> Origin {
        let built_in = || Origin { file: self.client.source(0).path.clone(), span: self.client.mark() };
        self.generated.origins.get(id).cloned().unwrap_or_else(built_in)
    }

    /// Whether the client has somebody to talk to: P2, P3 and P10 speak of such clients only.
    fn has_people(&self) -> bool {
        let is_person =
            |s: &State| matches!(crate::graph::nature(self.machine(), s).role, crate::graph::Role::Person);
        self.machine().states.values().any(is_person) || !self.machine().queues.is_empty()
    }

    /// Whether a check has given a code to some place of the client.
    fn is_found(&self, code: &str) -> bool {
        self.found.iter().any(|d| {
            d.code == code && self.client.symbols.files.iter().any(|file| file.source.path == d.file)
        })
    }
}

/// The verdict where the situations are too many to look through.
fn too_many() -> Judged {
    let words = ("the machine has too many situations", "die Maschine hat zu viele Zustände");
    (Verdict::Undecided(words.into()), Vec::new())
}

/// The verdict of a client that has nobody to talk to.
fn nobody() -> Judged {
    let words = (
        "the client has neither queue nor transfer",
        "der Mandant hat weder Warteschlange noch Weiterleitung",
    );
    (Verdict::Undecided(words.into()), Vec::new())
}

/// Milliseconds in words: `41 s`, `2 min 5 s`.
fn seconds(ms: u64) -> String {
    crate::ids::duration_text(i64::try_from(ms.div_ceil(1_000) * 1_000).unwrap_or(i64::MAX))
}
