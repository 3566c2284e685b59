//! An agent rings, answers, is lost or hangs up (Q4, Q6, Q9).

use crate::run::Run;
use rufplan_machine::call::{
    Agent, Effect, Event, Outcome, PlayPurpose, Standing, Talk, TalkWith, TimerName,
};
use rufplan_machine::script::QueueCase;

impl<'p> Run<'p> {
    /// The agent's phone rings: the whisper is made, in the first of his languages that the client speaks (Q6).
    pub fn agent_ringing(&mut self, agent: &Agent, event: &Event) {
        let id = match &self.c.waiting {
            Some(waiting) if waiting.standing == Standing::Placed => waiting.id.clone(),
            _ => return self.ignored(event),
        };
        let Some(whisper) = &self.machine().hand_over.whisper else { return };
        let languages = &self.machine().languages;
        let spoken = agent.languages.iter().find(|lang| languages.contains(lang)).or(languages.first());
        let lang = spoken.cloned().unwrap_or_default();
        let said = self.said(std::slice::from_ref(whisper), &lang);
        self.emit(Effect::Whisper { id, said });
    }

    /// The agent answered: any arm ends, and the caller is connected (Q4).
    pub fn agent_answered(&mut self, id: &str, agent: &Agent, event: &Event) {
        if self.c.waiting.as_ref().is_none_or(|w| w.id != id || w.standing != Standing::Placed) {
            return self.ignored(event);
        }
        let Some((name, queue)) = self.waiting_queue() else { return };
        self.cut_arm();
        let Some(waiting) = self.close_waiting() else { return };
        self.stop_music();
        self.in_queue_state(name);
        self.c.agent = Some(agent.clone());
        self.c.queue.answered_ms = Some(self.c.t_ms);
        let with = TalkWith::Agent { queue: name.to_owned(), priority: waiting.priority };
        self.c.talk = Some(Talk { with, id: waiting.id, since_ms: None, state: self.c.state.clone() });
        let words = queue.before_connecting.as_slice();
        if !self.play(words, false, PlayPurpose::BeforeConnecting) {
            self.connect();
        }
    }

    /// Both talk.
    pub fn connect(&mut self) {
        let Some(talk) = &mut self.c.talk else { return };
        talk.since_ms = Some(self.c.t_ms);
        let id = talk.id.clone();
        self.c.handled = Some(Outcome::Answered);
        self.emit(Effect::Connect { id });
        let records = |talk: &Talk| match &talk.with {
            TalkWith::Agent { queue, .. } => self.machine().queues.get(queue).is_some_and(|q| q.record_calls),
            TalkWith::Line => false,
        };
        if self.c.talk.as_ref().is_some_and(records) {
            self.start_recording();
        }
    }

    pub fn agent_hung_up(&mut self, event: &Event) {
        let Some(Talk { with: TalkWith::Agent { queue, .. }, since_ms, .. }) = &self.c.talk else {
            return self.ignored(event);
        };
        if since_ms.is_none() {
            // gone before both talked: for the caller that is a lost line
            return self.agent_lost(event);
        }
        let queue = self.machine().queues.get(queue);
        let after = queue.and_then(|queue| queue.after_call.as_deref());
        if queue.is_some_and(|queue| queue.record_calls) {
            self.stop_recording();
        }
        if !self.end_talk() {
            return;
        }
        match after {
            Some(after) => self.goto(after),
            None => self.script_ends(),
        }
    }

    /// The agent's line failed: back into the queue, at the old place (language.md 2.7).
    pub fn agent_lost(&mut self, event: &Event) {
        let Some(Talk { with: TalkWith::Agent { queue, priority }, .. }) = &self.c.talk else {
            return self.ignored(event);
        };
        let (name, priority) = (queue.clone(), *priority);
        let Some((name, queue)) = self.machine().queues.get_key_value(&name) else { return };
        let away_ms = self.c.queue.answered_ms.map_or(0, |answered| self.c.t_ms - answered);
        self.stop_play();
        if !self.end_talk() {
            return;
        }
        // the talk was no waiting: the time line goes on where it stood
        if let Some(line) = self.c.time_lines.get_mut(name) {
            line.entered_ms += away_ms;
        }
        self.c.queue.first_ms = self.c.queue.first_ms.map(|first| first + away_ms);
        self.enqueue(name, queue, priority, None);
        if let Some(waiting) = &mut self.c.waiting {
            let lost =
                |(index, case): (usize, &QueueCase)| (*case == QueueCase::AgentIsLost).then_some(index);
            let cases = queue.when.iter().map(|when| &when.case).enumerate();
            waiting.due.extend(cases.filter_map(lost));
        }
    }

    /// Ends a conversation on our side; `false` if that was the end of the call, whose longest time is over (X3).
    pub fn end_talk(&mut self) -> bool {
        self.cancel_timer(TimerName::TalkAtMost);
        if let Some(since) = self.c.talk.take().and_then(|talk| talk.since_ms) {
            self.c.talk_ms += u64::try_from(self.c.t_ms - since).unwrap_or(0);
        }
        let over = !self.c.timers.iter().any(|timer| timer.name == TimerName::LongestCall);
        if over {
            self.reach_limit("2 hours");
        }
        !over
    }
}
