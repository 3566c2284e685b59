//! The checks: one file for each block of the language.

mod calendars;
mod callbacks;
mod client;
mod collect;
mod consent;
mod data;
mod dead_arms;
mod dictations;
mod flows;
mod kpis;
mod looks;
mod lookups;
mod menus;
mod modules;
mod numbers;
mod opening_hours;
mod privacy;
mod promise;
mod prompts;
mod queues;
mod recordings;
mod scenarios;
mod settings;
mod shapes;
mod statements;
mod surveys;
mod switches;
mod transfers;
mod unused;
mod ways;
mod wording;

pub(crate) use queues::announces_wait;

use crate::expr::Scope;
use crate::flow_graph::FlowGraph;
use crate::modules::{Given, Part};
use crate::symbols::Symbols;
use crate::{Options, Sink, hours};
use rufplan_diag::Diagnostic;
use rufplan_syntax::ast;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// What every check of a client knows.
pub(crate) struct Client<'s> {
    pub symbols: &'s Symbols<'s>,
    pub options: &'s Options<'s>,
    pub years: RangeInclusive<i16>,
    pub flows: FlowGraph<'s>,
}

impl<'s> Client<'s> {
    /// A scope in which nothing is known that may be unknown.
    fn scope(&self, file: &'s ast::File) -> Scope<'s> {
        Scope::new(self.symbols, file, self.years.clone())
    }
}

/// What concerns several clients, by the place of the client in the list.
pub(crate) fn across(clients: &[Part]) -> BTreeMap<usize, Vec<Diagnostic>> {
    numbers::check(clients)
}

/// Everything that one client says.
pub(crate) fn client(symbols: &Symbols<'_>, given: &[Given], options: &Options<'_>, sink: &mut Sink) {
    let client =
        Client { symbols, options, years: hours::years(options.today), flows: FlowGraph::of(symbols) };
    client::check(&client, sink);
    modules::check(&client, given, sink);
    data::check(&client, sink);
    prompts::check(&client, sink);
    recordings::check(&client, sink);
    opening_hours::check(&client, sink);
    calendars::check(&client, sink);
    switches::check(&client, sink);
    lookups::check(&client, sink);
    shapes::check(&client, sink);
    queues::check(&client, sink);
    consent::failures(&client, sink);
    flows::check(&client, sink);
    callbacks::check(&client, sink);
    surveys::check(&client, sink);
    kpis::check(&client, sink);
    dictations::check(&client, sink);
    ways::check(&client, sink);
    scenarios::check(&client, sink);
    unused::check(&client, sink);
}
