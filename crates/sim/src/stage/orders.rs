//! Performing what the switch wants.

use super::{Due, Listener, Stage, Untold, What, heard};
use rufplan_machine::call::{Event, Said, TransferResult};
use rufplan_machine::scenario::TransferWorld;
use rufplan_switch::{AgentOrder, AgentReport, Input, Media, Output, Signal};

impl Stage {
    pub(super) fn perform(&mut self, output: Output) {
        match output {
            Output::Signal(_, signal) => self.signal(signal),
            Output::Media(_, media) => self.media(media),
            Output::Words(_, words) => self.words(words),
            Output::Agent(agent, order) => self.agent(agent, order),
            Output::Record(_, line) => self.journal.push(*line),
            Output::Ended(_, record) => {
                self.future.clear();
                self.record = Some(*record);
                self.see(What::Ended);
            }
            Output::Timeout(_) => {}
        }
    }

    fn signal(&mut self, signal: Signal) {
        match signal {
            Signal::Transfer { id, targets, ring_ms, asks, .. } => {
                if asks {
                    self.asking.insert(id.clone());
                }
                for target in targets {
                    self.ring(&id, target, ring_ms);
                }
            }
            Signal::AskCalled { said, .. } => {
                for said in &said {
                    self.see(heard(Listener::Called, said));
                }
            }
            Signal::Accepted { id, target } => {
                self.future.cancel(&id);
                self.see(What::Connected(target));
            }
            Signal::CancelTarget { id, target } => self.future.cancel_target(&id, &target),
            Signal::Announce { said, .. } => {
                for said in &said {
                    self.see(heard(Listener::Called, said));
                }
            }
            Signal::Check { id, shape, entry } => self.check(&id, &shape, &entry),
            Signal::Fetch(order) => self.fetch(&order),
            Signal::SendAnswers { told, .. } => self.tell_lookup(&told.lookup),
            Signal::Cancel(id) => {
                self.future.cancel(&id);
                self.lookups.forget(&id);
            }
            Signal::Pass { id, to } => {
                self.see(What::Passed(to.clone()));
                let event = self.taken_over(&id, to);
                self.future.plan(self.now_ms, &id, Due::Happens(event));
            }
            Signal::NotFound => self.failure = Some("nobody owns the number dialled".into()),
            Signal::Answer | Signal::HangUp => {}
        }
    }

    /// What was told of another line next; the last holds from then on.
    fn told_of(&mut self, target: &str) -> Option<TransferWorld> {
        match self.transfers.get_mut(target) {
            Some(results) if results.len() > 1 => results.pop_front(),
            Some(results) => results.front().cloned(),
            None => None,
        }
    }

    /// A call is handed over for good: taken, unless something else was told of the line (T2).
    fn taken_over(&mut self, id: &str, target: String) -> Event {
        let id = id.to_string();
        let result = match self.told_of(&target) {
            None | Some(TransferWorld::Answered { .. }) => return Event::TransferAnswered { id, target },
            Some(TransferWorld::Busy) => TransferResult::Busy,
            Some(TransferWorld::NotAnswered) => TransferResult::NotAnswered,
            Some(TransferWorld::Refused(key)) => TransferResult::Refused(key),
            Some(TransferWorld::Failed) => TransferResult::Failed,
        };
        Event::TransferResult { id, target, result }
    }

    /// Another line is rung; what becomes of it was told, and the last that was told holds from then on.
    fn ring(&mut self, id: &str, target: String, ring_ms: u32) {
        self.see(What::Rung(target.clone()));
        let told = self.told_of(&target);
        let result = match (told, self.untold) {
            (Some(result), _) => result,
            (None, Untold::NotAnswered) => TransferWorld::NotAnswered,
            (None, Untold::Fails) => {
                self.failure = Some(format!(
                    "`given transfer to {target} …` is missing: nobody said what the other end does"
                ));
                TransferWorld::Failed
            }
        };
        let id = id.to_string();
        let now = self.now_ms;
        self.future.plan(
            now,
            &id,
            Due::Happens(Event::TransferRinging { id: id.clone(), target: target.clone() }),
        );
        let asks = self.asks(&id);
        let mut later = |after_ms: u32, event: Event| {
            self.future.plan(now + i64::from(after_ms), &id, Due::Happens(event))
        };
        let failed = |result| Event::TransferResult { id: id.clone(), target: target.clone(), result };
        match result {
            TransferWorld::Busy => later(0, failed(TransferResult::Busy)),
            TransferWorld::NotAnswered => later(ring_ms, failed(TransferResult::NotAnswered)),
            TransferWorld::Refused(key) => later(0, failed(TransferResult::Refused(key))),
            TransferWorld::Failed => later(0, failed(TransferResult::Failed)),
            TransferWorld::Answered { after_ms } if after_ms > ring_ms => {
                later(ring_ms, failed(TransferResult::NotAnswered))
            }
            TransferWorld::Answered { after_ms } => {
                later(after_ms, Event::TransferAnswered { id: id.clone(), target: target.clone() });
                if !asks {
                    self.future.plan(now + i64::from(after_ms), &id, Due::Begins(What::Connected(target)));
                }
            }
        }
    }

    fn media(&mut self, media: Media) {
        match media {
            Media::Play { id, said, .. } => self.say(&id, &said),
            Media::StopPlay(id) => self.future.cancel(&id),
            Media::Music { .. } | Media::StopMusic | Media::Record { .. } => {}
        }
    }

    /// A play begins: each prompt when the ones before it are over (T1).
    fn say(&mut self, id: &str, said: &[Said]) {
        let mut after_ms = 0;
        for said in said {
            self.future.plan(
                self.now_ms + i64::from(after_ms),
                id,
                Due::Begins(heard(Listener::Caller, said)),
            );
            after_ms += said.assumed_ms();
        }
        let done = Event::PlayDone { id: id.to_string(), played_ms: after_ms };
        self.future.plan(self.now_ms + i64::from(after_ms), id, Due::Happens(done));
    }

    fn agent(&mut self, agent: String, order: AgentOrder) {
        match order {
            AgentOrder::Offer { hand_over, .. } => {
                self.see(What::Offered(hand_over));
                let report = if std::mem::take(&mut self.answering) {
                    AgentReport::Answered
                } else {
                    AgentReport::NotAnswered
                };
                self.switch.handle(self.now_ms, Input::Agent { agent, report });
            }
            AgentOrder::Whisper { said, .. } => {
                for said in &said {
                    self.see(heard(Listener::Agent, said));
                }
            }
            AgentOrder::Connect { .. } => self.see(What::Talking),
            AgentOrder::Withdraw { .. } | AgentOrder::Release { .. } => {}
        }
    }
}
