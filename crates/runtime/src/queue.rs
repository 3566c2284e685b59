//! Entering, waiting in and leaving a queue (semantics.md Q1, Q2, Q5).

use crate::limits;
use crate::run::Run;
use crate::view::queue_waited_ms;
use rufplan_machine::call::{Effect, Event, HandOver, QueueArm, Standing, TimeLine, TimerName, Waiting};
use rufplan_machine::script::{Expr, ForAgent, Queue, QueueCase, Recording};
use rufplan_machine::value::Value;

mod arms;
mod press;

impl<'p> Run<'p> {
    /// Puts the caller into a queue, or changes the priority of one who waits in it already (language.md 2.7).
    pub fn enter_queue(&mut self, name: &'p str, priority: Option<&Expr>, agent: Option<&ForAgent>) {
        let Some(queue) = self.machine().queues.get(name) else { return };
        self.drop_frames();
        let priority = match priority.map(|priority| self.eval(priority)) {
            Some(Value::Number(n)) => u8::try_from(n.to_i64().clamp(1, 10)).unwrap_or(queue.priority),
            _ => queue.priority.clamp(1, 10),
        };
        if self.c.time_lines.get(name).is_some_and(|line| line.worn_out) {
            // Q2: where the longest wait leads back to its queue
            return self.say_farewell("longest wait");
        }
        if let Some(waiting) = self.c.waiting.as_mut().filter(|waiting| waiting.queue == name) {
            if waiting.standing == Standing::Refused {
                return self.queue_failed(name, queue);
            }
            if waiting.priority != priority {
                waiting.priority = priority;
                let id = waiting.id.clone();
                self.emit(Effect::Reprioritise { id, priority });
            }
            return self.arm_ended(name, queue);
        }
        let agent = agent.and_then(|only| {
            let name = self.view().plain(&self.eval(&only.agent));
            (!name.is_empty()).then_some((name, only.within_ms))
        });
        self.enqueue(name, queue, priority, agent);
    }

    /// A new entry into a queue; the caller waits for its answer.
    pub fn enqueue(&mut self, name: &'p str, queue: &'p Queue, priority: u8, only: Option<(String, u32)>) {
        self.leave_queue();
        self.drop_question();
        self.cancel_timer(TimerName::GiveUp);
        self.c.keys.clear();
        let now = self.c.t_ms;
        self.c.queue.first_ms.get_or_insert(now);
        self.c.queue.name = Some(name.to_owned());
        (self.c.queue.answered_ms, self.c.handled) = (None, None);
        (self.c.queue.place, self.c.queue.expected_ms) = (None, None);
        let line = self
            .c
            .time_lines
            .entry(name.to_owned())
            .or_insert_with(|| TimeLine { entered_ms: now, ..TimeLine::default() });
        let (entered_ms, again) = (line.entered_ms, line.placed);
        let since = if queue.place_new { entered_ms } else { self.c.queue.first_ms.unwrap_or(now) };
        let waited_ms = u64::try_from(now - since).unwrap_or(0);
        let id = self.next_id();
        if let Some((_, within_ms)) = &only {
            self.set_timer(TimerName::OnlyAgent, self.after(*within_ms));
        }
        let agent = only.map(|(agent, _)| agent);
        self.c.waiting = Some(Waiting {
            agent: agent.clone(),
            queue: name.to_owned(),
            id: id.clone(),
            priority,
            since_ms: now,
            standing: Standing::Asked,
            arm: None,
            due: Default::default(),
            held: Default::default(),
            due_press: None,
            words_ended_ms: None,
            typed: String::new(),
        });
        self.in_queue_state(name);
        self.visit(self.c.state.clone());
        let hand_over = Box::new(self.hand_over(queue));
        let queue_name = name.to_owned();
        self.emit(Effect::Enqueue { id, queue: queue_name, priority, waited_ms, again, agent, hand_over });
        self.begin_music(queue);
        self.set_timer(TimerName::LongestWait, entered_ms.saturating_add(limits::LONGEST_WAIT_MS));
    }

    /// The queue tells the caller's situation: first as the answer to `enqueue` (Q1), later whenever it changes.
    pub fn situation(&mut self, place: u32, expected_ms: Option<u64>, agents: u32, event: &Event) {
        let Some(waiting) = self.c.waiting.as_mut().filter(|w| w.standing != Standing::Refused) else {
            return self.ignored(event);
        };
        let first = waiting.standing == Standing::Asked;
        waiting.standing = Standing::Placed;
        let name = waiting.queue.clone();
        let facts = &mut self.c.queue;
        (facts.place, facts.expected_ms, facts.agents) = (Some(place), expected_ms, agents);
        if first {
            if let Some(line) = self.c.time_lines.get_mut(&name) {
                line.placed = true;
            }
            self.set_queue_timers(&name);
        }
        self.watch_queue();
    }

    /// The queue is full: `when full`, else `when nobody is signed in` (Q8), else as if the wait were too long.
    pub fn refused(&mut self, event: &Event) {
        let Some((name, queue)) = self.waiting_queue() else { return self.ignored(event) };
        let Some(waiting) = self.c.waiting.as_mut().filter(|w| w.standing == Standing::Asked) else {
            return self.ignored(event);
        };
        waiting.standing = Standing::Refused;
        let of = |case: QueueCase| queue.when.iter().position(|when| when.case == case);
        match of(QueueCase::Full).or(of(QueueCase::NobodySignedIn)) {
            Some(index) => {
                waiting.arm = Some(QueueArm::When(index));
                self.goto(&queue.when[index].next);
            }
            None => self.queue_failed(name, queue),
        }
    }

    /// Sets the timers of the time line, which began with the first entry (Q2, Q5).
    fn set_queue_timers(&mut self, name: &str) {
        let Some(queue) = self.machine().queues.get(name) else { return };
        let line = self.c.time_lines.get(name).cloned().unwrap_or_default();
        let (now, entered) = (self.c.t_ms, line.entered_ms);
        for (index, at) in queue.at.iter().enumerate().filter(|(index, _)| !line.at_ran.contains(index)) {
            self.set_timer(TimerName::At(index), entered.saturating_add(at.ms.into()));
        }
        for (index, every) in queue.every.iter().enumerate() {
            self.set_timer(TimerName::Every(index), next_multiple(entered, every.ms, now));
        }
        for (index, when) in queue.when.iter().enumerate() {
            match &when.case {
                QueueCase::WaitingLonger(ms) if !line.longer_ran.contains(&index) => {
                    self.set_timer(TimerName::Longer(index), entered.saturating_add((*ms).into()));
                }
                QueueCase::HoursClose(hours) => {
                    if let Some(at) = self.view().hours(hours).and_then(|state| state.closes_at_ms) {
                        self.set_timer(TimerName::HoursClose(index), at);
                    }
                }
                _ => {}
            }
        }
    }

    /// Takes the caller out of the queue, if one waits (Q5); its time line stays.
    pub fn leave_queue(&mut self) {
        let Some(waiting) = self.close_waiting() else { return };
        if waiting.standing != Standing::Refused {
            self.emit(Effect::Dequeue(waiting.id));
        }
        self.stop_music();
    }

    /// Ends the waiting on our side alone: nothing of the queue speaks or is due any more.
    pub fn close_waiting(&mut self) -> Option<Waiting> {
        let waiting = self.c.waiting.take()?;
        if waiting.standing != Standing::Refused {
            self.c.queue_waited_ms += u64::try_from(self.c.t_ms - waiting.since_ms).unwrap_or(0);
        }
        self.c.timers.retain(|timer| !of_queue(timer.name));
        Some(waiting)
    }

    /// The one agent has not answered in his time: from now on anyone may.
    pub fn any_agent(&mut self) {
        let Some(waiting) = &mut self.c.waiting else { return };
        waiting.agent = None;
        let id = waiting.id.clone();
        self.emit(Effect::AnyAgent(id));
    }

    /// The longest wait is over (Q2).
    pub fn longest_wait_over(&mut self) {
        let Some((name, queue)) = self.waiting_queue() else { return };
        self.cut_arm();
        self.log("longest wait".to_owned());
        self.queue_failed(name, queue);
    }

    /// Where a queue leads that cannot help; entered again it ends in a goodbye.
    fn queue_failed(&mut self, name: &'p str, queue: &'p Queue) {
        if let Some(line) = self.c.time_lines.get_mut(name) {
            line.worn_out = true;
        }
        self.leave_queue();
        self.goto(&queue.on_failure);
    }

    /// The queue in which the caller waits.
    pub fn waiting_queue(&self) -> Option<(&'p str, &'p Queue)> {
        let waiting = self.c.waiting.as_ref()?;
        self.machine().queues.get_key_value(&waiting.queue).map(|(name, queue)| (name.as_str(), queue))
    }

    pub fn in_queue_state(&mut self, name: &str) {
        self.c.state.clear();
        self.c.state.push_str("queue:");
        self.c.state.push_str(name);
    }

    pub fn begin_music(&mut self, queue: &Queue) {
        self.begin_music_of(queue.music.as_ref());
    }

    /// Music from now on while nothing is said, if there is none yet; `None` is the deployment's.
    pub fn begin_music_of(&mut self, recording: Option<&Recording>) {
        if !std::mem::replace(&mut self.c.music, true) {
            let (path, sha256) = recording.cloned().map_or((None, None), |r| (Some(r.path), Some(r.sha256)));
            self.emit(Effect::Music { path, sha256 });
        }
    }

    /// What goes to the agent with the call (language.md 2.7).
    pub fn hand_over(&self, queue: &Queue) -> HandOver {
        let (machine, view) = (self.machine(), self.view());
        let pop = &machine.hand_over.screen_pop;
        HandOver {
            client: machine.client.clone(),
            client_name: machine.client_name.clone(),
            answer_phrase: machine.hand_over.answer_phrase.clone(),
            screen_pop: (!pop.is_empty()).then(|| view.address(pop)),
            number_dialled: self.c.number_dialled.clone(),
            caller_number: self.c.caller_number.clone(),
            language: self.c.language.clone(),
            marks: self.c.marks.clone(),
            fields: queue
                .hand_over
                .iter()
                .map(|(name, value)| (name.clone(), view.plain(&view.eval(value))))
                .collect(),
            path: self.c.choices.clone(),
            waited_ms: queue_waited_ms(&self.c).and_then(|ms| u64::try_from(ms).ok()).unwrap_or(0),
        }
    }
}

/// The first multiple of `ms` behind `entered` that lies ahead.
pub(crate) fn next_multiple(entered: i64, ms: u32, now: i64) -> i64 {
    let (gone, ms) = (now.saturating_sub(entered).max(0), i64::from(ms.max(1)));
    entered.saturating_add((gone / ms + 1).saturating_mul(ms))
}

fn of_queue(name: TimerName) -> bool {
    match name {
        TimerName::At(_)
        | TimerName::Every(_)
        | TimerName::Longer(_)
        | TimerName::HoursClose(_)
        | TimerName::QueueKey
        | TimerName::OnlyAgent
        | TimerName::LongestWait => true,
        TimerName::FirstKey
        | TimerName::NextKey
        | TimerName::GiveUp
        | TimerName::Review
        | TimerName::Words
        | TimerName::Pause
        | TimerName::Ring
        | TimerName::Accept
        | TimerName::TalkAtMost
        | TimerName::Meanwhile
        | TimerName::Fetch
        | TimerName::LongestCall => false,
    }
}
