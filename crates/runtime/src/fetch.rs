//! Data dips: `fetch` (S11; language.md 2.3, 4.4).

use crate::limits;
use crate::run::Run;
use rufplan_machine::call::{Effect, Event, Fetched, Given, Hidden, OpenFetch, PlayPurpose, TimerName};
use rufplan_machine::script::{Fetch, Lookup, State};
use rufplan_machine::value::{Privacy, Value};

impl<'p> Run<'p> {
    /// Asks; the answer comes as an event with this effect's id.
    pub fn enter_fetch(&mut self, id: &'p str, fetch: &'p Fetch) {
        let Some(lookup) = self.machine().lookups.get(&fetch.lookup) else {
            return self.trouble(&format!("lookup {} is not in this machine", fetch.lookup));
        };
        self.visit(id.to_owned());
        let effect = self.next_id();
        let path = self.view().address(&lookup.path);
        let values = self.given(lookup);
        self.c.fetch = Some(OpenFetch { state: id.to_owned(), id: effect.clone(), result: None });
        self.emit(Effect::Fetch { id: effect, lookup: fetch.lookup.clone(), path, values });
        if !fetch.meanwhile.is_empty() {
            self.set_timer(TimerName::Meanwhile, self.after(limits::MEANWHILE_MS));
        }
        let budget = i64::try_from(lookup.budget_ms()).unwrap_or(i64::MAX);
        let at_ms = self.c.t_ms.saturating_add(budget).saturating_add(limits::FETCH_GRACE_MS);
        self.set_timer(TimerName::Fetch, at_ms);
    }

    /// What the body holds; a `maybe` that is unknown is left out (language.md 2.12).
    fn given(&self, lookup: &Lookup) -> Vec<(String, Given)> {
        let given = lookup.send.iter().filter_map(|sent| match self.eval(&sent.value) {
            Value::Unknown => None,
            value if sent.privacy == Privacy::Secret => {
                let value = match value {
                    Value::Secret(secret) => secret.reveal_or_masked(),
                    value => value,
                };
                Some((sent.name.clone(), Given::Secret(Hidden::new(value))))
            }
            value => Some((sent.name.clone(), Given::Shown(value))),
        });
        given.collect()
    }

    /// The answer. While `meanwhile` is being said it waits for the end of the words.
    pub fn fetched(&mut self, id: &str, result: &Fetched, event: &Event) {
        let open = self.c.fetch.as_mut().filter(|open| open.id == id && open.result.is_none());
        let Some(open) = open else { return self.ignored(event) };
        open.result = Some(result.clone());
        self.cancel_timer(TimerName::Fetch);
        self.cancel_timer(TimerName::Meanwhile);
        if self.c.play.as_ref().is_none_or(|play| play.purpose != PlayPurpose::Meanwhile) {
            self.fetch_over();
        }
    }

    /// Nobody has reported on a lookup: it has failed.
    pub fn fetch_unanswered(&mut self) {
        let Some(open) = &self.c.fetch else { return };
        let id = open.id.clone();
        self.log(format!("nothing was heard of {id}"));
        self.emit(Effect::Cancel(id.clone()));
        let event = Event::Fetched { id: id.clone(), result: Fetched::Failed };
        self.fetched(&id, &Fetched::Failed, &event);
    }

    /// The answer takes long: the caller is told.
    pub fn say_meanwhile(&mut self) {
        if let Some(fetch) = self.open_fetch() {
            self.play(&fetch.meanwhile, false, PlayPurpose::Meanwhile);
        }
    }

    /// `meanwhile` was heard: the answer that came takes its arm, else it is said again later.
    pub fn meanwhile_said(&mut self) {
        self.words_ended();
        match &self.c.fetch {
            Some(open) if open.result.is_some() => self.fetch_over(),
            Some(_) => self.set_timer(TimerName::Meanwhile, self.after(limits::MEANWHILE_AGAIN_MS)),
            None => {}
        }
    }

    fn open_fetch(&self) -> Option<&'p Fetch> {
        match self.program.state(&self.c.fetch.as_ref()?.state) {
            Some(State::Fetch(fetch)) => Some(fetch),
            _ => None,
        }
    }

    /// Fills the variable and takes the arm; what was not found is unknown (S11).
    fn fetch_over(&mut self) {
        let fetch = self.open_fetch();
        let result = self.c.fetch.take().and_then(|open| open.result);
        let (Some(fetch), Some(result)) = (fetch, result) else { return };
        let lookup = self.machine().lookups.get(&fetch.lookup);
        if lookup.is_some_and(|lookup| lookup.send.iter().any(|sent| sent.privacy == Privacy::Secret)) {
            self.secrets_were_sent();
        }
        let fill = self.machine().lookups.get(&fetch.lookup).and_then(|lookup| lookup.fill.as_ref());
        if let Some(fill) = fill {
            match &result {
                Fetched::Found(value) if *value != Value::Unknown => {
                    self.c.vars.insert(fill.var.clone(), value.clone())
                }
                _ => self.c.vars.remove(&fill.var),
            };
        }
        let failed = fetch.failed.as_ref();
        let arm = match result {
            Fetched::Found(_) => Some(&fetch.found),
            Fetched::NotFound => fetch.not_found.as_ref().or(failed),
            Fetched::Failed => failed,
        };
        match arm {
            Some(arm) => self.goto_or_due_when(arm),
            None => self.trouble(&format!("lookup {} failed", fetch.lookup)),
        }
    }

    /// Ends a lookup that is under way (L4).
    pub fn cancel_fetch(&mut self) {
        self.cancel_timer(TimerName::Fetch);
        self.cancel_timer(TimerName::Meanwhile);
        if let Some(open) = self.c.fetch.take_if(|_| true)
            && open.result.is_none()
        {
            self.emit(Effect::Cancel(open.id));
        }
    }
}
