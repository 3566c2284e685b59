//! What a session asks for, sorted by who does it.

use crate::transfers::Ringing;
use crate::{AgentOrder, CallId, FetchOrder, Media, Output, QueueId, Signal, Switch, Words};
use rufplan_acd::AcdEvent;
use rufplan_machine::call::Effect;

impl Switch {
    /// Passes one effect of a call on.
    pub(crate) fn perform(&mut self, id: &CallId, effect: Effect) {
        match effect {
            Effect::Answer => self.signal(id, Signal::Answer),
            Effect::HangUp => self.signal(id, Signal::HangUp),
            Effect::Play { id: play, said, interruptible } => {
                self.media(id, Media::Play { id: play, said, interruptible });
            }
            Effect::StopPlay(play) => self.media(id, Media::StopPlay(play)),
            Effect::Music { path, sha256 } => self.media(id, Media::Music { path, sha256 }),
            Effect::StopMusic => self.media(id, Media::StopMusic),
            Effect::Ask { id: ask, about } => self.ask(id, ask, &about),
            Effect::ScheduleCallback { id: book, booking } => self.schedule_callback(id, book, *booking),
            Effect::Transfer { id: transfer, targets, all_at_once, ring_ms } => {
                if let Some(session) = self.sessions.get_mut(id) {
                    session.ringing = (targets.len() > 1).then(|| Ringing::new(transfer.clone(), &targets));
                }
                self.signal(id, Signal::Transfer { id: transfer, targets, all_at_once, ring_ms });
            }
            Effect::Cancel(transfer) => self.signal(id, Signal::Cancel(transfer)),
            Effect::Pass { id: pass, to } => self.signal(id, Signal::Pass { id: pass, to }),
            Effect::Whisper { id: to, said } => self.whisper(id, &to, said),
            Effect::Connect { .. } => {
                if let Some(agent) = self.sessions.get(id).and_then(|session| session.agent.clone()) {
                    self.outputs.push_back(Output::Agent(agent, AgentOrder::Connect { call: id.clone() }));
                }
            }
            Effect::Enqueue { .. } | Effect::Reprioritise { .. } | Effect::Dequeue(_) => {
                self.queue(id, effect)
            }
            Effect::Fetch { id: fetch, lookup, path, values } => {
                self.signal(id, Signal::Fetch(Box::new(FetchOrder { id: fetch, lookup, path, values })));
            }
            Effect::RecordWords { id: words, how, .. } => {
                self.words(id, Words::Take { id: words, mailbox: None, how });
            }
            Effect::TakeMessage { id: words, mailbox, how } => {
                self.words(id, Words::Take { id: words, mailbox: Some(mailbox), how });
            }
            Effect::StopWords(words) => self.words(id, Words::Stop(words)),
            Effect::DropWords(words) => self.words(id, Words::Drop(words)),
            Effect::DeliverMessage { id: words, mailbox, shortest_ms } => {
                self.words(id, Words::Deliver { id: words, mailbox, shortest_ms });
            }
            // they stand in the journal
            Effect::Mark { .. } | Effect::Log(_) => {}
            Effect::End(_) => self.ended(id, effect),
        }
    }

    fn queue(&mut self, id: &CallId, effect: Effect) {
        let Some(session) = self.sessions.get_mut(id) else { return };
        let call = id.as_str().to_owned();
        let event = match effect {
            Effect::Enqueue { id: enqueue, queue, priority, waited_ms, again, hand_over } => {
                let queue = QueueId::new(session.client(), queue);
                session.enqueued = Some((enqueue, hand_over));
                AcdEvent::Enqueue { call, queue, priority, waited_ms, again }
            }
            Effect::Reprioritise { priority, .. } => AcdEvent::Reprioritise { call, priority },
            _ => {
                session.enqueued = None;
                AcdEvent::Dequeue { call }
            }
        };
        self.acd_handle(event);
    }

    fn whisper(&mut self, id: &CallId, to: &str, said: Vec<rufplan_machine::call::Said>) {
        let Some(session) = self.sessions.get(id) else { return };
        if session.enqueued.as_ref().is_none_or(|(enqueue, _)| enqueue != to) {
            self.signal(id, Signal::Announce { id: to.to_owned(), said });
        } else if let Some(agent) = session.agent.clone() {
            self.outputs.push_back(Output::Agent(agent, AgentOrder::Whisper { call: id.clone(), said }));
        }
    }

    fn signal(&mut self, id: &CallId, signal: Signal) {
        self.outputs.push_back(Output::Signal(id.clone(), signal));
    }

    fn words(&mut self, id: &CallId, words: Words) {
        self.outputs.push_back(Output::Words(id.clone(), words));
    }

    fn media(&mut self, id: &CallId, media: Media) {
        self.outputs.push_back(Output::Media(id.clone(), media));
    }
}
