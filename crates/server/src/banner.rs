//! What a server says when it starts.

use rufplan_machine::script::Machine;
use std::fmt;
use std::net::SocketAddr;

/// What is served, and what is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Banner {
    /// Address that was bound.
    pub listen: SocketAddr,
    /// Address that callers are told.
    pub public: SocketAddr,
    /// The moment the server's clock began at, where it is not the real one.
    pub clock: Option<String>,
    /// Numbers with client, languages, flow and label.
    pub numbers: Vec<Served>,
    /// What callers should know: texts without sound, what cannot be reached yet.
    pub notes: Vec<String>,
}

/// One number and what answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// E.164 with `+`.
    pub number: String,
    /// Spoken name of the client.
    pub client: String,
    /// Its languages.
    pub languages: Vec<String>,
    /// The flow that answers.
    pub flow: String,
    /// Description of the number.
    pub label: Option<String>,
}

/// All numbers of machines, sorted.
pub fn served(machines: &[Machine]) -> Vec<Served> {
    let mut all: Vec<Served> = machines
        .iter()
        .flat_map(|machine| {
            machine.numbers.iter().map(|(number, entry)| Served {
                number: number.clone(),
                client: machine.client_name.clone(),
                languages: machine.languages.clone(),
                flow: entry.flow.clone(),
                label: entry.label.clone(),
            })
        })
        .collect();
    all.sort_by(|a, b| a.number.cmp(&b.number));
    all
}

impl fmt::Display for Banner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "rufplan {} answers calls on sip:{} (UDP)", env!("CARGO_PKG_VERSION"), self.listen)?;
        if self.public != self.listen {
            writeln!(f, "  callers are told {}", self.public)?;
        }
        writeln!(f, "  codecs PCMA, PCMU; keys by RFC 4733")?;
        if let Some(clock) = &self.clock {
            writeln!(f, "  the clock began at {clock}, not now: for trying out only")?;
        }
        for served in &self.numbers {
            let label = served.label.as_ref().map(|l| format!(" \"{l}\"")).unwrap_or_default();
            let languages = served.languages.join(", ");
            writeln!(
                f,
                "  {:<16} {} ({languages}), flow {}{label}",
                served.number, served.client, served.flow
            )?;
        }
        for note in &self.notes {
            writeln!(f, "  ! {note}")?;
        }
        Ok(())
    }
}
