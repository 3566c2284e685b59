//! The machine: who waits where, who is signed in, who is rung for whom.

use crate::expect::HandOvers;
use crate::limits::CAPACITY;
use crate::{AcdEvent, AcdOutput, Assumed, Booked, QueueId};
use std::collections::{BTreeMap, BTreeSet};

/// All queues and agents of one switch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acd {
    queues: BTreeMap<QueueId, Queue>,
    agents: BTreeMap<String, Agent>,
    calls: BTreeMap<String, Waiting>,
    /// Calls that agents talk to, with the agent and the queue.
    talks: BTreeMap<String, (String, QueueId)>,
    /// Moment of the last event.
    now_ms: i64,
    /// Callbacks that are booked, the earlier first.
    pub(crate) booked: Vec<Booked>,
    /// Counts arrivals, for order among equals.
    arrivals: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Queue {
    capacity: Option<u32>,
    after_work_ms: u32,
    assumed: Assumed,
    hand_overs: HandOvers,
    /// Who waits, in order.
    line: BTreeSet<Rank>,
}

/// Order in a line: the higher priority, then the longer wait, then the earlier arrival.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// 10 minus the priority.
    less_urgent: u8,
    since_ms: i64,
    arrival: u64,
    call: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Waiting {
    queue: QueueId,
    rank: Rank,
    /// The only agent who may answer, while he is signed in.
    only: Option<String>,
    /// Who is rung.
    offered_to: Option<String>,
    /// What was told last.
    told: Option<(u32, Option<u64>, u32)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Agent {
    queues: BTreeSet<QueueId>,
    languages: Vec<String>,
    ready: bool,
    /// Signed out during a talk: forgotten when it ends.
    leaving: bool,
    /// The call that he is rung for or talks to.
    call: Option<String>,
    /// Since when he is without a call: the longest idle is rung first.
    idle_since_ms: i64,
    /// The end of his after-call work.
    rests_until_ms: i64,
}

impl Acd {
    /// Takes one event at `t_ms` (milliseconds since the epoch, never decreasing) and says what follows from it.
    ///
    /// Total: an event that fits nothing (an unknown call, an offer that was withdrawn) changes nothing.
    pub fn handle(&mut self, t_ms: i64, event: AcdEvent) -> Vec<AcdOutput> {
        let mut out = Vec::new();
        self.now_ms = t_ms;
        match event {
            AcdEvent::Configure { queue, capacity, after_work_ms } => {
                let known = self.queue(&queue);
                (known.capacity, known.after_work_ms) = (capacity, after_work_ms);
            }
            AcdEvent::Time => {}
            AcdEvent::AnyAgent { call } => {
                if let Some(waiting) = self.calls.get_mut(&call) {
                    waiting.only = None;
                }
            }
            AcdEvent::Assume { queue, assumed } => self.queue(&queue).assumed = assumed,
            AcdEvent::SignIn { agent, queues, languages, ready } => {
                self.sign_in(t_ms, agent, queues, languages, ready);
            }
            AcdEvent::SignOut { agent } => self.sign_out(&agent, &mut out),
            AcdEvent::NotReady { agent } => self.not_ready(&agent, &mut out),
            AcdEvent::Ready { agent } => {
                if let Some(agent) = self.agents.get_mut(&agent) {
                    agent.ready = true;
                }
            }
            AcdEvent::Enqueue { call, queue, priority, waited_ms, again, agent } => {
                self.enqueue(t_ms, (call, queue, agent), (priority, waited_ms, again), &mut out);
            }
            AcdEvent::Reprioritise { call, priority } => self.reprioritise(&call, priority),
            AcdEvent::Dequeue { call } => self.dequeue(t_ms, &call, &mut out),
            AcdEvent::Book { booked } => self.book(t_ms, *booked),
            AcdEvent::OfferAccepted { call } => self.accepted(t_ms, &call),
            AcdEvent::OfferFailed { call } => self.refused_by_agent(&call),
            AcdEvent::CallEnded { call } => {
                self.dequeue(t_ms, &call, &mut out);
                self.call_ended(t_ms, &call);
            }
        }
        self.tell(&mut out);
        self.offer(&mut out);
        out
    }

    /// Callers who wait in a queue, those assumed included.
    pub fn waiting(&self, queue: &QueueId) -> u32 {
        self.queues.get(queue).map_or(0, |q| q.assumed.waiting.unwrap_or(0) + count(q.line.len()))
    }

    /// Agents signed in for a queue.
    pub fn signed_in(&self, queue: &QueueId) -> u32 {
        let known = count(self.serving(queue).count());
        known.max(self.queues.get(queue).and_then(|q| q.assumed.agents).unwrap_or(known))
    }

    /// Agents signed in for a queue who could take a call now.
    pub fn free(&self, queue: &QueueId) -> u32 {
        count(self.serving(queue).filter(|agent| agent.is_free(self.now_ms)).count())
    }

    /// Wait that somebody who entered a queue now would have to expect, if it is known (R-QUE-3).
    pub fn expected_ms(&self, queue: &QueueId) -> Option<u64> {
        self.expected_at(queue, self.waiting(queue) + 1)
    }

    /// Whether a queue takes nobody in who has not been in it before.
    pub fn is_full(&self, queue: &QueueId) -> bool {
        let known = self.queues.get(queue);
        let capacity = known.and_then(|q| q.capacity).unwrap_or(CAPACITY);
        known.is_some_and(|q| q.assumed.full) || self.waiting(queue) >= capacity
    }

    /// Languages of an agent, best first.
    pub fn languages(&self, agent: &str) -> &[String] {
        self.agents.get(agent).map_or(&[], |agent| &agent.languages)
    }

    fn queue(&mut self, id: &QueueId) -> &mut Queue {
        self.queues.entry(id.clone()).or_default()
    }

    fn serving<'a>(&'a self, queue: &'a QueueId) -> impl Iterator<Item = &'a Agent> {
        self.agents.values().filter(move |agent| !agent.leaving && agent.queues.contains(queue))
    }

    fn sign_in(
        &mut self,
        t_ms: i64,
        name: String,
        queues: Vec<QueueId>,
        languages: Vec<String>,
        ready: bool,
    ) {
        let queues: BTreeSet<QueueId> = queues.into_iter().collect();
        match self.agents.get_mut(&name) {
            Some(agent) => {
                (agent.queues, agent.languages, agent.ready, agent.leaving) =
                    (queues, languages, ready, false);
            }
            None => {
                let agent = Agent {
                    queues,
                    languages,
                    ready,
                    leaving: false,
                    call: None,
                    idle_since_ms: t_ms,
                    rests_until_ms: t_ms,
                };
                self.agents.insert(name, agent);
            }
        }
    }

    fn sign_out(&mut self, name: &str, out: &mut Vec<AcdOutput>) {
        self.withdraw_from(name, out);
        if let Some(agent) = self.agents.get_mut(name) {
            agent.leaving = true;
            if agent.call.is_none() {
                self.agents.remove(name);
            }
        }
    }

    fn not_ready(&mut self, name: &str, out: &mut Vec<AcdOutput>) {
        self.withdraw_from(name, out);
        if let Some(agent) = self.agents.get_mut(name) {
            agent.ready = false;
        }
    }

    /// Stops ringing an agent, if he is rung.
    fn withdraw_from(&mut self, name: &str, out: &mut Vec<AcdOutput>) {
        let Some(agent) = self.agents.get_mut(name) else { return };
        let Some(call) = &agent.call else { return };
        let Some(waiting) = self.calls.get_mut(call) else { return };
        waiting.offered_to = None;
        out.push(AcdOutput::Withdraw { call: call.clone(), agent: name.to_owned() });
        agent.call = None;
    }

    fn enqueue(
        &mut self,
        t_ms: i64,
        (call, queue, only): (String, QueueId, Option<String>),
        (priority, waited_ms, again): (u8, u64, bool),
        out: &mut Vec<AcdOutput>,
    ) {
        self.dequeue(t_ms, &call, out);
        self.call_ended(t_ms, &call);
        if self.is_full(&queue) && !again {
            out.push(AcdOutput::Refused { call });
            return;
        }
        self.arrivals += 1;
        let rank = Rank {
            less_urgent: 10u8.saturating_sub(priority),
            since_ms: t_ms.saturating_sub_unsigned(waited_ms),
            arrival: self.arrivals,
            call: call.clone(),
        };
        self.queue(&queue).line.insert(rank.clone());
        self.calls.insert(call, Waiting { queue, rank, only, offered_to: None, told: None });
    }

    fn reprioritise(&mut self, call: &str, priority: u8) {
        let Some(waiting) = self.calls.get_mut(call) else { return };
        if let Some(queue) = self.queues.get_mut(&waiting.queue) {
            queue.line.remove(&waiting.rank);
            waiting.rank.less_urgent = 10u8.saturating_sub(priority);
            queue.line.insert(waiting.rank.clone());
        }
    }

    fn dequeue(&mut self, t_ms: i64, call: &str, out: &mut Vec<AcdOutput>) {
        let Some(waiting) = self.remove(call) else { return };
        if let Some(name) = waiting.offered_to {
            out.push(AcdOutput::Withdraw { call: call.to_owned(), agent: name.clone() });
            self.release(t_ms, &name);
        }
    }

    /// Takes a call out of its line.
    fn remove(&mut self, call: &str) -> Option<Waiting> {
        let waiting = self.calls.remove(call)?;
        if let Some(queue) = self.queues.get_mut(&waiting.queue) {
            queue.line.remove(&waiting.rank);
            if queue.line.is_empty() {
                queue.hand_overs.emptied();
            }
        }
        Some(waiting)
    }

    fn accepted(&mut self, t_ms: i64, call: &str) {
        if self.calls.get(call).is_none_or(|waiting| waiting.offered_to.is_none()) {
            return;
        }
        let Some(waiting) = self.calls.remove(call) else { return };
        if let Some(queue) = self.queues.get_mut(&waiting.queue) {
            queue.line.remove(&waiting.rank);
            queue.hand_overs.handed_over(t_ms, queue.line.len());
        }
        if let Some(agent) = waiting.offered_to {
            self.talks.insert(call.to_owned(), (agent, waiting.queue));
        }
    }

    fn refused_by_agent(&mut self, call: &str) {
        let Some(waiting) = self.calls.get_mut(call) else { return };
        let Some(name) = waiting.offered_to.take() else { return };
        if let Some(agent) = self.agents.get_mut(&name) {
            agent.call = None;
            agent.ready = false;
        }
    }

    fn call_ended(&mut self, t_ms: i64, call: &str) {
        if let Some((name, queue)) = self.talks.remove(call) {
            let after_work_ms = self.queues.get(&queue).map_or(0, |queue| queue.after_work_ms);
            self.release(t_ms, &name);
            if let Some(agent) = self.agents.get_mut(&name) {
                agent.rests_until_ms = t_ms.saturating_add(after_work_ms.into());
            }
        }
    }

    /// An agent is without a call again.
    fn release(&mut self, t_ms: i64, name: &str) {
        let Some(agent) = self.agents.get_mut(name) else { return };
        agent.call = None;
        agent.idle_since_ms = t_ms;
        if agent.leaving {
            self.agents.remove(name);
        }
    }

    fn expected_at(&self, queue: &QueueId, place: u32) -> Option<u64> {
        let known = self.queues.get(queue)?;
        if let Some(expected) = known.assumed.expected_ms {
            return expected;
        }
        // nobody can serve: no number would be true
        if self.signed_in(queue) == 0 { None } else { known.hand_overs.expected_ms(place) }
    }

    /// Tells every waiting call whose situation is not what it was told last.
    fn tell(&mut self, out: &mut Vec<AcdOutput>) {
        let mut news = Vec::new();
        for (id, queue) in &self.queues {
            if queue.line.is_empty() {
                continue;
            }
            let (agents, before) = (self.signed_in(id), queue.assumed.waiting.unwrap_or(0));
            for (rank, place) in queue.line.iter().zip(before.saturating_add(1)..) {
                let now = (place, self.expected_at(id, place), agents);
                if self.calls.get(&rank.call).is_some_and(|waiting| waiting.told != Some(now)) {
                    news.push((rank.call.clone(), now));
                }
            }
        }
        for (call, now) in news {
            if let Some(waiting) = self.calls.get_mut(&call) {
                waiting.told = Some(now);
            }
            let (place, expected_ms, agents) = now;
            out.push(AcdOutput::Situation { call, place, expected_ms, agents });
        }
    }

    /// The only agent who may answer a call; one who is not signed in is not waited for (language.md 2.3).
    fn only_agent(&self, call: &str, queue: &QueueId) -> Option<String> {
        let only = self.calls.get(call)?.only.clone()?;
        let signed_in =
            self.agents.get(&only).is_some_and(|agent| !agent.leaving && agent.queues.contains(queue));
        let assumed = self.queues.get(queue).and_then(|queue| queue.assumed.agents).unwrap_or(0) > 0;
        (signed_in || assumed).then_some(only)
    }

    /// When the next agent's after-call work is over while somebody waits; then [`AcdEvent::Time`] is due.
    pub fn deadline_ms(&self) -> Option<i64> {
        if self.calls.is_empty() {
            return None;
        }
        let rests =
            |agent: &&Agent| agent.ready && agent.call.is_none() && agent.rests_until_ms > self.now_ms;
        self.agents.values().filter(rests).map(|agent| agent.rests_until_ms).min()
    }

    /// Rings free agents for waiting calls, the most urgent and longest waiting first.
    fn offer(&mut self, out: &mut Vec<AcdOutput>) {
        if !self.agents.values().any(|agent| agent.is_free(self.now_ms)) {
            return;
        }
        let mut open: Vec<(Rank, QueueId)> = self
            .calls
            .values()
            .filter(|waiting| waiting.offered_to.is_none())
            .map(|waiting| (waiting.rank.clone(), waiting.queue.clone()))
            .collect();
        open.sort();
        for (rank, queue) in open {
            let only = self.only_agent(&rank.call, &queue);
            let longest_idle = self
                .agents
                .iter()
                .filter(|(_, agent)| agent.is_free(self.now_ms) && agent.queues.contains(&queue))
                .filter(|(name, _)| only.as_ref().is_none_or(|only| only == *name))
                .min_by_key(|(name, agent)| (agent.idle_since_ms, (*name).clone()))
                .map(|(name, _)| name.clone());
            let Some(name) = longest_idle else { continue };
            if let Some(agent) = self.agents.get_mut(&name) {
                agent.call = Some(rank.call.clone());
            }
            if let Some(waiting) = self.calls.get_mut(&rank.call) {
                waiting.offered_to = Some(name.clone());
            }
            out.push(AcdOutput::Offer { call: rank.call, agent: name });
        }
    }
}

impl Agent {
    fn is_free(&self, now_ms: i64) -> bool {
        self.ready && !self.leaving && self.call.is_none() && self.rests_until_ms <= now_ms
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
