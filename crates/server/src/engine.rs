//! The one task that owns the switch.

mod asking;
mod legs;
mod perform;
mod tapes;
mod words;

use crate::config::Config;
use crate::journals::Journals;
use crate::messages::Messages;
use crate::recordings::CallRecordings;
use crate::serve::{BusyAgent, Observer};
use crate::sip::{SipEvent, SipPort};
use crate::voicing::Voicing;
use asking::Asking;
use legs::Legs;
use rufplan_machine::call::{EffectId, Event, Fetched};
use rufplan_media::{Media, Report, What};
use rufplan_runtime::Program;
use rufplan_switch::{AgentReport, CallId, Input, Output, QueueId, Switch};
use std::collections::VecDeque;
use std::future::Future;
use std::net::IpAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::sync::mpsc::UnboundedReceiver;

/// How long running calls have to end after the server was told to stop.
const GOODBYE: Duration = Duration::from_secs(3);

/// How long the media threads may take to hand over the words of a call that has ended.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// What comes in.
#[derive(Debug)]
pub(crate) enum Happening {
    /// A mailbox of a client has become full, or has room again.
    Mailbox {
        client: String,
        mailbox: String,
        full: bool,
    },
    Sip(SipEvent),
    Media(Report),
    Fetched {
        call: CallId,
        id: EffectId,
        result: Fetched,
    },
}

/// The switch and everything it speaks to.
pub(crate) struct Engine {
    switch: Switch,
    sip: Box<dyn SipPort>,
    media: Media,
    voicing: Voicing,
    journals: Journals,
    messages: Messages,
    words: words::Words,
    recordings: CallRecordings,
    tapes: tapes::Tapes,
    recording_at_most_ms: u32,
    observer: Option<Observer>,
    legs: Legs,
    public: IpAddr,
    calls_at_most: usize,
    silence_ends_call: Duration,
    start: Instant,
    start_ms: i64,
    deadline_ms: Option<i64>,
    agents: Vec<BusyAgent>,
    asking: Asking,
    /// Inputs that follow from what was just done.
    following: VecDeque<Input>,
    /// Agents who sign out at a moment.
    sign_outs: Vec<(i64, String)>,
    stopping: bool,
    faults: u64,
}

impl Engine {
    pub fn new(
        programs: &[Arc<Program>],
        config: &Config,
        sip: Box<dyn SipPort>,
        media: Media,
        voicing: Voicing,
        (journals, messages, recordings): (Journals, Messages, CallRecordings),
        start_ms: Option<i64>,
    ) -> Engine {
        let wall = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        Engine {
            switch: Switch::new(programs),
            sip,
            media,
            voicing,
            journals,
            messages,
            words: words::Words::default(),
            recordings,
            tapes: tapes::Tapes::default(),
            recording_at_most_ms: u32::try_from(config.recordings.longest.as_millis()).unwrap_or(u32::MAX),
            observer: None,
            legs: Legs::default(),
            public: config.public_address(),
            calls_at_most: config.limits.calls,
            silence_ends_call: config.rtp.silence_ends_call,
            start: Instant::now(),
            start_ms: start_ms.unwrap_or_else(|| i64::try_from(wall).unwrap_or_default()),
            deadline_ms: None,
            agents: Vec::new(),
            asking: Asking::default(),
            following: VecDeque::new(),
            sign_outs: Vec::new(),
            stopping: false,
            faults: 0,
        }
    }

    /// Sets up what holds before the first call.
    pub fn begin(
        &mut self,
        manifest: String,
        switches: Vec<(String, String, bool)>,
        agents: Vec<BusyAgent>,
        observer: Option<Observer>,
    ) {
        self.switch.set_sounds(Some(manifest));
        self.observer = observer;
        for (client, name, on) in switches {
            self.feed(Input::SwitchTurned { client, name, on });
        }
        for agent in &agents {
            let report = AgentReport::SignedIn {
                name: agent.name.clone(),
                languages: Vec::new(),
                queues: vec![QueueId::new(&agent.queue.0, &agent.queue.1)],
                ready: false,
            };
            self.feed(Input::Agent { agent: agent.name.clone(), report });
        }
        self.agents = agents;
    }

    /// Runs until told to stop and all calls have ended.
    pub async fn run(
        &mut self,
        happenings: &mut UnboundedReceiver<Happening>,
        mut shutdown: Pin<&mut impl Future<Output = ()>>,
    ) {
        let mut end = None;
        loop {
            let next = self.next_moment();
            tokio::select! {
                happening = happenings.recv() => match happening {
                    Some(happening) => self.take(happening),
                    None => return,
                },
                () = sleep_until(next) => self.tick(),
                () = &mut shutdown, if !self.stopping => {
                    self.say_goodbye();
                    end = Some(tokio::time::Instant::now() + GOODBYE);
                }
                () = sleep_until(end.map(tokio::time::Instant::into_std)), if self.stopping => {
                    self.give_up();
                    return self.last_words(happenings).await;
                }
            }
            // everything that has arrived is handled before a timer is (language.md 4.2)
            while let Ok(happening) = happenings.try_recv() {
                self.take(happening);
            }
            if self.stopping && self.legs.is_empty() {
                return self.last_words(happenings).await;
            }
        }
    }

    /// Callers who were cut off in the middle of a message leave what they said so far.
    async fn last_words(&mut self, happenings: &mut UnboundedReceiver<Happening>) {
        while self.words.are_awaited() || self.tapes.are_awaited() {
            match tokio::time::timeout(LAST_WORDS, happenings.recv()).await {
                Ok(Some(happening)) => self.take(happening),
                Ok(None) | Err(_) => break,
            }
        }
        // what callers answered at last is still sent, if somebody takes it soon
        let _ = tokio::time::timeout(GOODBYE, self.asking.all_told()).await;
    }

    fn now_ms(&self) -> i64 {
        self.start_ms + i64::try_from(self.start.elapsed().as_millis()).unwrap_or_default()
    }

    fn next_moment(&self) -> Option<Instant> {
        let next = self.sign_outs.iter().map(|(at, _)| *at).chain(self.deadline_ms).min()?;
        let ahead = u64::try_from(next - self.start_ms).unwrap_or_default();
        Some(self.start + Duration::from_millis(ahead))
    }

    fn tick(&mut self) {
        let now = self.now_ms();
        let (due, later) = std::mem::take(&mut self.sign_outs).into_iter().partition(|(at, _)| *at <= now);
        self.sign_outs = later;
        for (_, agent) in due {
            self.feed(Input::Agent { agent, report: AgentReport::SignedOut });
        }
        self.feed(Input::Time);
    }

    fn take(&mut self, happening: Happening) {
        match happening {
            Happening::Sip(SipEvent::Invited { leg, number, from, offer }) => {
                self.invited(leg, &number, from, &offer)
            }
            Happening::Sip(SipEvent::Confirmed { leg }) => self.confirmed(leg),
            Happening::Sip(SipEvent::Ended { leg, .. }) => self.ended(leg),
            Happening::Media(report) => self.heard(report),
            Happening::Fetched { call, id, result } => {
                self.asking.over(&call, &id);
                self.event(&call, Event::Fetched { id, result });
            }
            Happening::Mailbox { client, mailbox, full } => {
                self.feed(Input::MailboxFull { client, mailbox, full });
            }
        }
    }

    fn heard(&mut self, report: Report) {
        match report.what {
            // they outlast the call
            What::Recorded(recorded) => return self.spoken(&recorded),
            What::Taped(piece) => return self.taped(piece),
            What::Closed(_) => {
                self.tapes.gone(report.call);
                return self.words_gone(report.call);
            }
            _ => {}
        }
        let Some(call) = self.legs.call_of(report.call) else { return };
        match &report.what {
            What::Key(key) => self.event(&call, Event::Key(*key)),
            What::PlayDone { play, played_ms } => {
                if let Some(id) = self.legs.play_ended(report.call, *play)
                    && !id.starts_with(words::BEEP)
                {
                    let played_ms = u32::try_from(*played_ms).unwrap_or(u32::MAX);
                    self.event(&call, Event::PlayDone { id, played_ms });
                }
            }
            What::PlayFailed { play, .. } => {
                if let Some(id) = self.legs.play_ended(report.call, *play)
                    && !id.starts_with(words::BEEP)
                {
                    self.event(&call, Event::PlayFailed { id });
                }
            }
            What::Silent { for_ms } if u128::from(*for_ms) >= self.silence_ends_call.as_millis() => {
                tracing::warn!(
                    call = call.as_str(),
                    for_ms,
                    "no sound from the caller: the call is taken as hung up"
                );
                self.sip.hang_up(report.call);
                self.event(&call, Event::CallerHungUp);
            }
            What::Silent { .. }
            | What::FirstPacket { .. }
            | What::Recorded(_)
            | What::Taped(_)
            | What::Closed(_) => {}
        }
    }

    fn event(&mut self, call: &CallId, event: Event) {
        self.feed(Input::Call { call: call.clone(), event });
    }

    /// One input and all that follows from it.
    fn feed(&mut self, input: Input) {
        self.following.push_back(input);
        while let Some(input) = self.following.pop_front() {
            self.handle(input);
        }
    }

    /// Hands one input to the switch and does what it wants. A panic is a fault of ours: it ends that one call and no
    /// other.
    fn handle(&mut self, input: Input) {
        let now = self.now_ms();
        if catch_unwind(AssertUnwindSafe(|| self.switch.handle(now, input))).is_err() {
            self.survive();
        }
        loop {
            match catch_unwind(AssertUnwindSafe(|| self.switch.poll_output())) {
                Ok(Output::Timeout(deadline)) => {
                    self.deadline_ms = deadline;
                    return;
                }
                Ok(output) => self.perform(output),
                Err(_) => self.survive(),
            }
        }
    }

    fn survive(&mut self) {
        self.faults += 1;
        let call = self.switch.fail_panicked();
        tracing::error!(
            call = call.as_ref().map(CallId::as_str),
            faults = self.faults,
            "a fault of the engine ended a call"
        );
    }

    fn say_goodbye(&mut self) {
        self.stopping = true;
        for leg in self.legs.all() {
            self.sip.hang_up(leg);
        }
    }

    /// Callers who neither acknowledge nor answer a BYE are gone all the same: their journals get their end.
    fn give_up(&mut self) {
        for leg in self.legs.all() {
            self.ended(leg);
        }
    }
}

async fn sleep_until(moment: Option<Instant>) {
    match moment {
        Some(moment) => tokio::time::sleep_until(moment.into()).await,
        None => std::future::pending().await,
    }
}
