//! What a session asks for, sorted by who does it.

use crate::{AgentOrder, CallId, FetchOrder, Media, Output, QueueId, Signal, Switch, Words};
use rufplan_acd::AcdEvent;
use rufplan_machine::call::{Effect, Event, TransferResult};
use rufplan_machine::numbers::is_premium;

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
            Effect::Transfer { .. } => self.transfer(id, effect),
            Effect::AskCalled { id: transfer, target, said } => {
                self.signal(id, Signal::AskCalled { id: transfer, target, said });
            }
            Effect::Accepted { id: transfer, target } => {
                self.signal(id, Signal::Accepted { id: transfer, target });
            }
            Effect::CancelTarget { id: transfer, target } => {
                self.signal(id, Signal::CancelTarget { id: transfer, target });
            }
            Effect::Cancel(transfer) => self.signal(id, Signal::Cancel(transfer)),
            Effect::Pass { id: pass, to } => self.signal(id, Signal::Pass { id: pass, to }),
            Effect::Whisper { id: to, said } => self.whisper(id, &to, said),
            Effect::Connect { .. } => {
                if let Some(agent) = self.sessions.get(id).and_then(|session| session.agent.clone()) {
                    self.outputs.push_back(Output::Agent(agent, AgentOrder::Connect { call: id.clone() }));
                }
            }
            Effect::Enqueue { .. }
            | Effect::Reprioritise { .. }
            | Effect::AnyAgent(_)
            | Effect::Dequeue(_) => self.queue(id, effect),
            Effect::Check { id: check, shape, entry } => {
                self.signal(id, Signal::Check { id: check, shape, entry });
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
            Effect::DeliverMessage { id: words, mailbox, shortest_ms, lookups } => {
                self.words(id, Words::Deliver { id: words, mailbox, shortest_ms, lookups });
            }
            Effect::SendAnswers { id: answers, told } => {
                self.signal(id, Signal::SendAnswers { id: answers, told: Box::new(told) });
            }
            Effect::Record { id: recording, state } => self.media(id, Media::Record { id: recording, state }),
            // they stand in the journal
            Effect::Mark { .. }
            | Effect::Log(_)
            | Effect::Entered { .. }
            | Effect::Judged(_)
            | Effect::Derived(_) => {}
            Effect::End(_) => self.ended(id, effect),
        }
    }

    /// Calls other lines; a number that nobody may call has failed (W0412).
    fn transfer(&mut self, call: &CallId, effect: Effect) {
        let Effect::Transfer { id, targets, all_at_once, ring_ms, asks, show, send_keys } = effect else {
            return;
        };
        let (forbidden, targets): (Vec<_>, Vec<_>) =
            targets.into_iter().partition(|target| is_premium(target));
        if !targets.is_empty() {
            let id = id.clone();
            let signal = Signal::Transfer { id, targets, all_at_once, ring_ms, asks, show, send_keys };
            self.signal(call, signal);
        }
        for target in forbidden {
            let result = TransferResult::Failed;
            self.follow(call.clone(), Event::TransferResult { id: id.clone(), target, result });
        }
    }

    fn queue(&mut self, id: &CallId, effect: Effect) {
        let Some(session) = self.sessions.get_mut(id) else { return };
        let call = id.as_str().to_owned();
        let event = match effect {
            Effect::Enqueue { id: enqueue, queue, priority, waited_ms, again, agent, hand_over } => {
                let queue = QueueId::new(session.client(), queue);
                session.enqueued = Some((enqueue, hand_over));
                AcdEvent::Enqueue { call, queue, priority, waited_ms, again, agent }
            }
            Effect::AnyAgent(_) => AcdEvent::AnyAgent { call },
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
