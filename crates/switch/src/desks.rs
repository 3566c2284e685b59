//! Agents: who is rung, who talks to whom.

use crate::{AgentOrder, AgentReport, CallId, Output, Switch};
use rufplan_acd::AcdEvent;
use rufplan_machine::call::{Agent, Event};

/// An agent who is signed in, or talks still.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    agent: Agent,
    /// The call he is rung for or talks to.
    call: Option<CallId>,
    /// He answered it.
    pub talks: bool,
    /// Signed out during a talk.
    leaving: bool,
}

impl Desk {
    /// Without a call again.
    pub fn leave(&mut self) {
        (self.call, self.talks) = (None, false);
    }
}

impl Switch {
    pub(crate) fn agent_reported(&mut self, id: String, report: AgentReport) {
        match report {
            AgentReport::SignedIn { name, languages, queues, ready } => {
                let agent = Agent { id: id.clone(), name, languages: languages.clone() };
                let desk = self.desks.entry(id.clone()).or_insert_with(|| Desk {
                    agent: agent.clone(),
                    call: None,
                    talks: false,
                    leaving: false,
                });
                (desk.agent, desk.leaving) = (agent, false);
                self.acd_handle(AcdEvent::SignIn { agent: id, queues, languages, ready });
            }
            AgentReport::SignedOut => {
                self.acd_handle(AcdEvent::SignOut { agent: id.clone() });
                if let Some(desk) = self.desks.get_mut(&id) {
                    desk.leaving = true;
                }
                self.forget(&id);
            }
            AgentReport::Ready => self.acd_handle(AcdEvent::Ready { agent: id }),
            AgentReport::NotReady => self.acd_handle(AcdEvent::NotReady { agent: id }),
            AgentReport::Answered => self.answered(&id),
            AgentReport::NotAnswered => self.not_answered(&id),
            AgentReport::HungUp => self.hung_up(&id, Event::AgentHungUp),
            AgentReport::Lost => {
                self.acd_handle(AcdEvent::NotReady { agent: id.clone() });
                self.hung_up(&id, Event::AgentLost);
            }
        }
    }

    /// The ACD wants an agent rung for a call.
    pub(crate) fn offer(&mut self, call: &CallId, name: String) {
        let Some(desk) = self.desks.get_mut(&name) else { return };
        let Some(session) = self.sessions.get_mut(call) else { return };
        desk.call = Some(call.clone());
        session.agent = Some(name.clone());
        let hand_over = session.enqueued.as_ref().map(|(_, hand_over)| hand_over.clone()).unwrap_or_default();
        let agent = desk.agent.clone();
        self.outputs.push_back(Output::Agent(name, AgentOrder::Offer { call: call.clone(), hand_over }));
        self.follow(call.clone(), Event::AgentRinging { agent });
    }

    pub(crate) fn withdraw(&mut self, call: CallId, name: String) {
        if let Some(desk) = self.desks.get_mut(&name) {
            desk.leave();
        }
        if let Some(session) = self.sessions.get_mut(&call) {
            session.agent = None;
        }
        self.outputs.push_back(Output::Agent(name, AgentOrder::Withdraw { call }));
    }

    fn answered(&mut self, name: &str) {
        let Some(desk) = self.desks.get_mut(name).filter(|desk| !desk.talks) else { return };
        let Some(call) = desk.call.clone() else { return };
        let agent = desk.agent.clone();
        let Some(id) =
            self.sessions.get(&call).and_then(|session| session.enqueued.as_ref()).map(|(id, _)| id.clone())
        else {
            return;
        };
        desk.talks = true;
        self.acd_handle(AcdEvent::OfferAccepted { call: call.as_str().to_owned() });
        self.follow(call, Event::AgentAnswered { id, agent });
    }

    fn not_answered(&mut self, name: &str) {
        let Some(desk) = self.desks.get_mut(name).filter(|desk| !desk.talks) else { return };
        let Some(call) = desk.call.take() else { return };
        if let Some(session) = self.sessions.get_mut(&call) {
            session.agent = None;
        }
        self.acd_handle(AcdEvent::OfferFailed { call: call.as_str().to_owned() });
    }

    fn hung_up(&mut self, name: &str, event: Event) {
        let Some(desk) = self.desks.get_mut(name).filter(|desk| desk.talks) else { return };
        let Some(call) = desk.call.take() else { return };
        desk.leave();
        if let Some(session) = self.sessions.get_mut(&call) {
            session.agent = None;
        }
        self.forget(name);
        self.acd_handle(AcdEvent::CallEnded { call: call.as_str().to_owned() });
        self.follow(call, event);
    }

    /// An agent who has signed out and talks to nobody is known no more.
    fn forget(&mut self, name: &str) {
        if self.desks.get(name).is_some_and(|desk| desk.leaving && desk.call.is_none()) {
            self.desks.remove(name);
        }
    }
}
