//! What lookups answer on a stage (T2).

use super::{Due, Stage, Untold};
use rufplan_machine::call::{Answer, Event, Fetched, Given};
use rufplan_machine::scenario::LookupWorld;
use rufplan_machine::script::{Lookup, Machine};
use rufplan_machine::value::Value;
use rufplan_shape::Shapes;
use rufplan_switch::FetchOrder;
use std::collections::{BTreeMap, VecDeque};

/// Answers that were told, and the machine's shapes to read them by.
pub(super) struct Lookups {
    told: BTreeMap<String, VecDeque<LookupWorld>>,
    shapes: Shapes,
    /// A lookup that waits for the person at the terminal: its id and name.
    asked: Option<(String, String)>,
}

impl Lookups {
    pub fn new(machine: &Machine) -> Self {
        // the compiler lets no shape through that cannot be loaded; one that cannot, fails its lookups
        let shapes = Shapes::load(&machine.shapes).unwrap_or_default();
        Lookups { told: BTreeMap::new(), shapes, asked: None }
    }

    /// What a lookup answers from now on, one after another.
    pub fn tell(&mut self, name: &str, answers: &[LookupWorld]) {
        self.told.insert(name.to_string(), answers.iter().cloned().collect());
    }

    pub fn forget(&mut self, id: &str) {
        self.asked.take_if(|(asked, _)| asked == id);
    }

    /// The next answer; the last that was told holds from then on.
    fn next(&mut self, name: &str) -> Option<LookupWorld> {
        let answers = self.told.get_mut(name)?;
        if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() }
    }
}

fn missing(lookup: &str) -> String {
    format!("`given lookup {lookup} …` is missing: nobody said what it answers")
}

impl Stage {
    /// A lookup is asked: it answers at once, or is slow and fails at its time limit.
    pub(super) fn fetch(&mut self, order: &FetchOrder) {
        let answer = match (self.lookups.next(&order.lookup), self.untold) {
            (Some(answer), _) => answer,
            (None, Untold::NotAnswered) => {
                self.lookups.asked = Some((order.id.clone(), order.lookup.clone()));
                return;
            }
            (None, Untold::Fails) => {
                self.failure = Some(missing(&order.lookup));
                LookupWorld::Fails
            }
        };
        self.answer(&order.id, &order.lookup, &answer);
    }

    /// A lookup is told something; what it answers does not matter, but a test must have told that it does.
    pub(super) fn tell_lookup(&mut self, lookup: &str) {
        if self.lookups.next(lookup).is_none() && matches!(self.untold, Untold::Fails) {
            self.failure = Some(missing(lookup));
        }
    }

    /// A shape says whether an entry is legal; one that fails says no.
    pub(super) fn check(&mut self, id: &str, shape: &str, entry: &Given) {
        let legal = self.lookups.shapes.legal(shape, entry.value());
        let event = Event::Answer { id: id.to_string(), value: Answer::Check { legal } };
        self.future.plan(self.now_ms, id, Due::Happens(event));
    }

    /// The lookup that waits for an answer: nobody has told about it.
    pub fn asked_lookup(&self) -> Option<&str> {
        self.lookups.asked.as_ref().map(|(_, name)| name.as_str())
    }

    /// Answers the lookup that waits.
    ///
    /// # Errors
    /// When none waits, or the reply does not fit: then it waits on.
    pub fn answer_lookup(&mut self, answer: &LookupWorld) -> Result<(), String> {
        let (id, name) = self.lookups.asked.clone().ok_or("no lookup waits for an answer")?;
        if let Some(lookup) = self.machine().lookups.get(&name) {
            self.read(lookup, answer)?;
        }
        self.lookups.asked = None;
        self.answer(&id, &name, answer);
        Ok(())
    }

    fn answer(&mut self, id: &str, name: &str, answer: &LookupWorld) {
        let Some(lookup) = self.machine().lookups.get(name).cloned() else { return };
        let result = match self.read(&lookup, answer) {
            Ok(result) => result,
            Err(why) => {
                self.failure = Some(format!("lookup `{name}`: {why}"));
                Fetched::Failed
            }
        };
        let after_ms = match answer {
            LookupWorld::Slow => i64::try_from(lookup.budget_ms()).unwrap_or(i64::MAX),
            _ => 0,
        };
        let event = Event::Fetched { id: id.to_string(), result };
        self.future.plan(self.now_ms.saturating_add(after_ms), id, Due::Happens(event));
    }

    /// What an answer becomes; a reply that does not fit is a mistake of the test.
    fn read(&self, lookup: &Lookup, answer: &LookupWorld) -> Result<Fetched, String> {
        Ok(match answer {
            LookupWorld::FindsNothing => Fetched::NotFound,
            LookupWorld::Fails | LookupWorld::Slow => Fetched::Failed,
            LookupWorld::Value { .. } if lookup.fill.is_none() => Fetched::Found(Value::Unknown),
            LookupWorld::Value { value, .. } => Fetched::Found(value.clone()),
            LookupWorld::File { path, reply } => {
                let reply = reply.as_ref().ok_or_else(|| format!("`{path}` is not there"))?;
                let Some(fill) = &lookup.fill else { return Ok(Fetched::Found(Value::Unknown)) };
                let value = self.lookups.shapes.answer(lookup.shape.as_deref(), &fill.of, reply.as_bytes());
                Fetched::Found(value.map_err(|misfit| format!("`{path}`: {misfit}"))?)
            }
        })
    }
}
