//! Lookups of running calls.

use super::{Engine, Happening};
use crate::lookups::Lookups;
use rufplan_machine::call::{Answer, EffectId, Event, Fetched, Given, Told};
use rufplan_switch::{CallId, FetchOrder, Input};
use std::collections::BTreeMap;
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::{AbortHandle, JoinSet};

/// What is being asked, by call and effect.
#[derive(Default)]
pub(super) struct Asking {
    with: Option<(Lookups, UnboundedSender<Happening>)>,
    open: BTreeMap<(CallId, EffectId), AbortHandle>,
    /// What is told without anybody waiting for it.
    telling: JoinSet<()>,
}

impl Asking {
    /// Waits until all has been told; each telling has its time limit.
    pub async fn all_told(&mut self) {
        while self.telling.join_next().await.is_some() {}
    }

    /// A lookup has its answer.
    pub fn over(&mut self, call: &CallId, id: &EffectId) {
        self.open.remove(&(call.clone(), id.clone()));
    }

    /// Ends a lookup that is under way; nothing more comes of it.
    pub fn cancel(&mut self, call: &CallId, id: &EffectId) {
        if let Some(task) = self.open.remove(&(call.clone(), id.clone())) {
            task.abort();
        }
    }

    /// The call is over, and so is what it asked.
    pub fn call_over(&mut self, call: &CallId) {
        self.open.retain(|(of, _), task| {
            let keep = of != call;
            if !keep {
                task.abort();
            }
            keep
        });
    }
}

impl Engine {
    /// Asks lookups from now on; their answers come as happenings.
    pub(crate) fn ask_with(&mut self, lookups: Lookups, answers: UnboundedSender<Happening>) {
        self.asking.with = Some((lookups, answers));
    }

    /// A shape says whether an entry is legal: it is bounded, and answered in the same moment.
    pub(super) fn check(&mut self, call: &CallId, id: EffectId, shape: &str, entry: &Given) {
        let client = self.switch.session(call).map(|session| session.client().to_owned());
        let legal = match (client, &self.asking.with) {
            (Some(client), Some((lookups, _))) => lookups.legal(&client, shape, entry),
            _ => false,
        };
        let event = Event::Answer { id, value: Answer::Check { legal } };
        self.following.push_back(Input::Call { call: call.clone(), event });
    }

    pub(super) fn fetch(&mut self, call: &CallId, order: FetchOrder) {
        let client = self.switch.session(call).map(|session| session.client().to_owned());
        let (Some(client), Some((lookups, answers))) = (client, self.asking.with.clone()) else {
            let event = Event::Fetched { id: order.id, result: Fetched::Failed };
            self.following.push_back(Input::Call { call: call.clone(), event });
            return;
        };
        let key = (call.clone(), order.id.clone());
        let sounds = self.words.sounds(call, order.values.iter().map(|(_, given)| given.value()));
        let call = call.clone();
        let task = tokio::spawn(async move {
            let FetchOrder { id, lookup, path, values } = order;
            // a panic in a reply's way is a fault of ours: that lookup has failed, and its call goes on
            let asked =
                tokio::spawn(async move { lookups.ask(&client, &lookup, &path, &values, &sounds).await });
            let guard = AbortOnDrop(asked.abort_handle());
            let result = asked.await.unwrap_or(Fetched::Failed);
            drop(guard);
            // the engine has stopped: nobody waits
            let _ = answers.send(Happening::Fetched { call, id, result });
        });
        self.asking.open.insert(key, task.abort_handle());
    }
}

impl Engine {
    /// Tells a lookup the answers of a survey; it outlasts the call, and nobody waits for it.
    pub(super) fn send_answers(&mut self, call: &CallId, id: &str, told: Told) {
        let client = self.switch.session(call).map(|session| session.client().to_owned());
        let (Some(client), Some((lookups, _))) = (client, self.asking.with.clone()) else { return };
        let once = format!("{}.{id}", call.as_str());
        let sounds = self.words.sounds(call, told.values.iter().map(|(_, value)| value));
        self.asking.telling.spawn(async move {
            match lookups.tell(&client, &told, &sounds, &once).await {
                Ok(()) => tracing::info!(client, lookup = told.lookup, "the answers of a survey were sent"),
                Err(why) => {
                    let lookup = told.lookup;
                    tracing::warn!(client, lookup, why, "the answers of a survey were not taken");
                }
            }
        });
    }
}

/// Ends the inner task with the outer one.
struct AbortOnDrop(AbortHandle);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}
