//! Calls that come and go, and doing what the switch wants.

use super::Engine;
use crate::sip::{Agreement, LegId, Refusal};
use rufplan_machine::call::{Event, TransferResult};
use rufplan_media::{Connect, Play, StreamStart};
use rufplan_sdp::Local;
use rufplan_switch::{AgentOrder, AgentReport, CallId, Input, Media as MediaOrder, Output, Signal};
use std::hash::{BuildHasher, RandomState};

impl Engine {
    /// A call rings: it is answered when somebody owns the number, there is room, and a codec is in common.
    pub(super) fn invited(&mut self, leg: LegId, number: &str, from: Option<String>, offer: &str) {
        if self.stopping || self.legs.len() >= self.calls_at_most {
            return self.sip.reject(leg, Refusal::Unavailable);
        }
        if !self.switch.owns(number) {
            return self.sip.reject(leg, Refusal::NotFound);
        }
        let address = match self.media.open(leg) {
            Ok(address) => address,
            Err(error) => {
                tracing::warn!(%error, "no port for a call");
                return self.sip.reject(leg, Refusal::Unavailable);
            }
        };
        let local = Local { address: self.public, port: address.port(), session: leg };
        match rufplan_sdp::answer(offer, &local) {
            Ok(answer) => {
                let call = CallId::from(name_of_call().as_str());
                let agreement = Agreement { local, stream: answer.stream, body: answer.body };
                self.legs.add(leg, call.clone(), agreement);
                self.feed(Input::CallArrived { call, number: number.to_string(), from });
            }
            Err(error) => {
                tracing::info!(%error, "a call without a codec in common");
                self.media.close(leg);
                self.sip.reject(leg, Refusal::NotAcceptable);
            }
        }
    }

    /// The caller has our answer: from now on there is sound.
    pub(super) fn confirmed(&mut self, leg: LegId) {
        let Some(stream) = self.legs.get(leg).map(|l| l.agreement.stream.clone()) else { return };
        let random = RandomState::new();
        let start = StreamStart {
            ssrc: low_bits(random.hash_one(1)),
            sequence: u16::try_from(random.hash_one(2) & 0xffff).unwrap_or_default(),
            timestamp: low_bits(random.hash_one(3)),
        };
        let connect = Connect {
            remote: stream.remote,
            codec: stream.codec,
            payload_type: stream.payload_type,
            events_in: stream.telephone_event,
            start,
        };
        self.media.connect(leg, connect);
    }

    /// The leg is gone: if the call still runs, the caller has hung up.
    pub(super) fn ended(&mut self, leg: LegId) {
        if let Some(call) = self.legs.call_of(leg) {
            self.event(&call, Event::CallerHungUp);
        }
        self.media.close(leg);
        self.legs.remove(leg);
    }

    pub(super) fn perform(&mut self, output: Output) {
        match output {
            Output::Signal(call, signal) => self.signal(&call, signal),
            Output::Media(call, order) => self.sound(&call, order),
            Output::Agent(agent, AgentOrder::Offer { .. }) => {
                // no agent has a phone yet
                self.following.push_back(Input::Agent { agent, report: AgentReport::NotAnswered });
            }
            Output::Words(call, order) => self.words(&call, order),
            Output::Agent(..) | Output::Timeout(_) => {}
            Output::Record(call, line) => {
                self.journals.write(call.as_str(), line.to_string());
                self.watch_queues(&line);
                if let Some(observer) = &self.observer {
                    observer(call.as_str(), &line);
                }
            }
            Output::Ended(call, _) => {
                self.journals.close(call.as_str());
                self.asking.call_over(&call);
                self.forget_words(&call);
                if let Some(leg) = self.legs.of_call(&call) {
                    self.legs.over(leg);
                    self.media.close(leg);
                }
            }
        }
    }

    fn signal(&mut self, call: &CallId, signal: Signal) {
        let Some(leg) = self.legs.of_call(call) else { return };
        match signal {
            Signal::Answer => {
                if let Some(answered) = self.legs.get(leg) {
                    self.sip.accept(leg, answered.agreement.clone());
                }
            }
            Signal::HangUp => self.sip.hang_up(leg),
            Signal::NotFound => self.sip.reject(leg, Refusal::NotFound),
            Signal::Transfer { id, targets, .. } => {
                for target in targets {
                    self.unreachable(call, id.clone(), target);
                }
            }
            Signal::Pass { id, to } => self.unreachable(call, id, to),
            Signal::Check { id, shape, entry } => self.check(call, id, &shape, &entry),
            Signal::Fetch(order) => self.fetch(call, *order),
            Signal::SendAnswers { id, told } => self.send_answers(call, &id, *told),
            Signal::Cancel(id) => self.asking.cancel(call, &id),
            // nobody picks up yet
            Signal::Announce { .. }
            | Signal::AskCalled { .. }
            | Signal::Accepted { .. }
            | Signal::CancelTarget { .. } => {}
        }
    }

    /// Another line cannot be reached yet.
    fn unreachable(&mut self, call: &CallId, id: String, target: String) {
        tracing::warn!(call = call.as_str(), "other lines cannot be reached yet: the transfer has failed");
        let event = Event::TransferResult { id, target, result: TransferResult::Failed };
        self.following.push_back(Input::Call { call: call.clone(), event });
    }

    fn sound(&mut self, call: &CallId, order: MediaOrder) {
        let Some(leg) = self.legs.of_call(call) else { return };
        match order {
            MediaOrder::Play { id, said, .. } => {
                match self.voicing.segments(&said, &|sound| self.words.sound(call, sound)) {
                    Some(segments) => {
                        let number = self.legs.play_begins(leg, id);
                        self.media.play(leg, Play { id: number, segments, looped: false });
                    }
                    None => {
                        let event = Event::PlayFailed { id };
                        self.following.push_back(Input::Call { call: call.clone(), event });
                    }
                }
            }
            MediaOrder::StopPlay(id) => {
                if let Some(number) = self.legs.play_stopped(leg, &id) {
                    self.media.stop_play(leg, number);
                }
            }
            MediaOrder::Music { sha256, .. } => {
                if let Some(track) = self.voicing.music(sha256.as_deref()) {
                    self.media.music(leg, track);
                }
            }
            MediaOrder::StopMusic => self.media.stop_music(leg),
            MediaOrder::Record { id, state } => {
                self.record_call(call, leg, id, state);
            }
        }
    }

    /// The first caller in a queue starts the clock of the busy agents who will sign out of it.
    fn watch_queues(&mut self, line: &rufplan_journal::Line) {
        let rufplan_journal::Line::Step(step) = line else { return };
        let entered = step.fx.iter().any(|e| matches!(e, rufplan_machine::call::Effect::Enqueue { .. }));
        if !entered {
            return;
        }
        for agent in std::mem::take(&mut self.agents) {
            if let Some(after) = agent.signs_out_after {
                let after_ms = i64::try_from(after.as_millis()).unwrap_or(i64::MAX / 4);
                self.sign_outs.push((step.t + after_ms, agent.name));
            }
        }
    }
}

fn low_bits(random: u64) -> u32 {
    u32::try_from(random & 0xffff_ffff).unwrap_or_default()
}

/// A name that no other call has, on any server: 16 random hex digits.
fn name_of_call() -> String {
    format!("{:016x}", RandomState::new().hash_one(std::time::Instant::now()))
}
