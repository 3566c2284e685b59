//! Where findings go.

use crate::kind::Kind;
use rufplan_diag::Diagnostic;
use std::collections::BTreeSet;

/// Takes diagnostics, and notes which names are used.
#[derive(Debug, Default)]
pub struct Sink {
    /// In the order of the finding; the same may stand in it twice until [`crate::check`] is done.
    pub diagnostics: Vec<Diagnostic>,
    /// Names that something reads, says, asks or enters.
    pub uses: BTreeSet<(Kind, String)>,
}

impl Sink {
    /// Takes a diagnostic.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Notes a use.
    pub fn used(&mut self, kind: Kind, name: &str) {
        self.uses.insert((kind, name.to_string()));
    }
}
