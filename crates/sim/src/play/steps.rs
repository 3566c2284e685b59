//! What the caller does, what others do, and waiting for what must hold.

use super::{Denial, LONGEST_WAIT_MS, Listener, Player, What, matches_heard};
use rufplan_machine::scenario::{Heard, ScenarioStep, Step};

/// Time between two keys of one `presses` (T3).
const BETWEEN_KEYS_MS: i64 = 200;

/// Whether a step waits (T4, and `waits` itself).
pub(super) fn waits(step: &Step) -> bool {
    matches!(
        step,
        Step::Hears { .. }
            | Step::InQueue { .. }
            | Step::IsTransferred { .. }
            | Step::IsConnected { .. }
            | Step::IsPassed { .. }
            | Step::CallEnds
            | Step::AgentHears { .. }
            | Step::CalledHears { .. }
            | Step::LeavesMessage { .. }
            | Step::SpeaksFor { .. }
            | Step::Waits { .. }
    )
}

impl Player {
    /// Does one step; gives the observation it matched.
    pub(super) fn act(&mut self, step: &ScenarioStep) -> Result<Option<usize>, String> {
        match &step.step {
            Step::Calls { from, to } => {
                self.stage.arrive(from.as_deref(), to);
                Ok(None)
            }
            Step::Presses { keys, at_once } => self.presses(keys, *at_once),
            Step::Waits { ms } => self.lets_pass(i64::try_from(*ms).unwrap_or(i64::MAX / 2)),
            Step::StaysSilent => {
                self.silent = true;
                Ok(None)
            }
            Step::HangsUp => {
                self.silent = false;
                self.stage.hang_up();
                Ok(None)
            }
            Step::AgentAnswers => self.stage.agent_answers().map(|()| None),
            Step::AgentHangsUp => {
                self.stage.agent_hangs_up();
                Ok(None)
            }
            Step::CalledAnswers => self.stage.called_answers().map(|()| None),
            Step::CalledPresses { keys } => self.stage.called_presses(keys).map(|()| None),
            Step::CalledHangsUp => self.stage.called_hangs_up().map(|()| None),
            Step::World(world) => {
                self.stage.set(world);
                Ok(None)
            }
            Step::Hears { what, saying } => self.hears(Listener::Caller, what, saying.as_deref()).map(Some),
            Step::AgentHears { what, saying } => {
                self.hears(Listener::Agent, what, saying.as_deref()).map(Some)
            }
            Step::CalledHears { what, saying } => {
                self.hears(Listener::Called, what, saying.as_deref()).map(Some)
            }
            Step::HearsNot { what, saying } => {
                let (from, except) = self.before;
                let (what, saying) = (what.clone(), saying.clone());
                self.denials.push(Denial {
                    line: step.line,
                    text: step.text.clone(),
                    what,
                    saying,
                    from,
                    except,
                });
                Ok(None)
            }
            Step::IsTransferred { target } => {
                self.sees(&format!("{target} was not rung"), |w| matches!(w, What::Rung(t) if t == target))
            }
            Step::IsConnected { target } => self.sees(
                &format!("caller and {target} never talked"),
                |w| matches!(w, What::Connected(t) if t == target),
            ),
            Step::IsPassed { target } => self.sees(
                &format!("the call was not passed to {target}"),
                |w| matches!(w, What::Passed(t) if t == target),
            ),
            Step::LeavesMessage { ms, mailbox } => self.speaks_for(*ms, Some(mailbox)),
            Step::SpeaksFor { ms } => self.speaks_for(*ms, None),
            Step::CallEnds => self.sees("the call goes on", |w| *w == What::Ended),
            Step::InQueue { queue, agent, priority } => self.is_in_queue(queue, agent.as_deref(), *priority),
            Step::IsRecorded { .. }
            | Step::Speaks { .. }
            | Step::HasMark { .. }
            | Step::HasNoMark { .. }
            | Step::AgentSees { .. } => self.look(step).map(|()| None),
        }
    }

    /// T3: the first key as soon as something listens, the others 200 ms apart.
    fn presses(&mut self, keys: &str, at_once: bool) -> Result<Option<usize>, String> {
        let limit = self.stage.now_ms() + LONGEST_WAIT_MS;
        while !at_once && !self.stage.listens() {
            if self.stage.record().is_some() {
                return Err("the call ended before anything listened to a key".into());
            }
            if !self.let_happen(limit)? {
                return Err("nothing listens to a key".into());
            }
            self.fail_if_stuck()?;
        }
        self.silent = false;
        for (place, key) in keys.chars().enumerate() {
            if place > 0 {
                self.lets_pass(BETWEEN_KEYS_MS)?;
            }
            self.stage.press(key);
        }
        Ok(None)
    }

    /// T6: exactly so long, timers at its end included; silence is said.
    fn lets_pass(&mut self, ms: i64) -> Result<Option<usize>, String> {
        self.stage.advance_to(self.stage.now_ms() + ms);
        Ok(None)
    }

    fn fail_if_stuck(&self) -> Result<(), String> {
        self.stage.failure.clone().map_or(Ok(()), Err)
    }

    /// Lets things happen until something holds, the call is over, or an hour has passed (T4).
    fn until<T>(&mut self, mut holds: impl FnMut(&Player) -> Option<T>) -> Result<Option<T>, String> {
        let limit = self.stage.now_ms() + LONGEST_WAIT_MS;
        loop {
            if let Some(found) = holds(self) {
                return Ok(Some(found));
            }
            self.fail_if_stuck()?;
            if self.stage.record().is_some() || !self.let_happen(limit)? {
                return Ok(holds(self));
            }
        }
    }

    /// T5: the first that matches behind the last this listener matched.
    fn hears(&mut self, listener: Listener, what: &Heard, saying: Option<&str>) -> Result<usize, String> {
        let from = self.matched.get(&(listener as u8)).map_or(0, |last| last + 1);
        let found = self.until(|player| {
            let mut seen = player.stage.observed.iter().enumerate().skip(from);
            seen.find(|(_, o)| matches_heard(o, listener, what, saying)).map(|(place, _)| place)
        })?;
        match found {
            Some(place) => {
                self.matched.insert(listener as u8, place);
                Ok(place)
            }
            None => Err(self.not_heard(listener, what, saying, from)),
        }
    }

    fn not_heard(&self, listener: Listener, what: &Heard, saying: Option<&str>, from: usize) -> String {
        let expected = match what {
            Heard::Prompt(name) => format!("`{name}`"),
            Heard::Words(text) => format!("\"{text}\""),
        };
        let saying = saying.map(|s| format!(" saying \"{s}\"")).unwrap_or_default();
        let heard: Vec<String> =
            self.stage.observed.iter().skip(from).filter_map(|o| heard_line(o, listener, self)).collect();
        let heard = if heard.is_empty() { "nothing".to_string() } else { heard.join("\n            ") };
        format!("expected: {expected}{saying}\n  heard:    {heard}")
    }

    fn sees(&mut self, or_else: &str, matches: impl Fn(&What) -> bool) -> Result<Option<usize>, String> {
        let found = self.until(|player| player.stage.observed.iter().position(|o| matches(&o.what)))?;
        found.map(Some).ok_or_else(|| or_else.to_string())
    }

    /// T4: waits for the beep, speaks, and is silent from then on.
    fn speaks_for(&mut self, ms: u64, mailbox: Option<&str>) -> Result<Option<usize>, String> {
        let heard = self.until(|player| player.stage.hears_words(mailbox).then_some(()))?;
        if heard.is_none() {
            return Err(match mailbox {
                Some(mailbox) => format!("no beep came for a message in `{mailbox}`"),
                None => "no beep came for the caller's own words".to_string(),
            });
        }
        self.silent = true;
        self.stage.speak(i64::try_from(ms).unwrap_or(i64::MAX / 2));
        Ok(None)
    }

    fn is_in_queue(
        &mut self,
        queue: &str,
        agent: Option<&str>,
        priority: Option<u8>,
    ) -> Result<Option<usize>, String> {
        let waits_there = |player: &Player| {
            let waiting = player.stage.configuration()?.waiting.as_ref()?;
            (waiting.queue == queue).then(|| (waiting.priority, waiting.agent.clone()))
        };
        match (self.until(waits_there)?, priority) {
            (None, _) => Err(match self.stage.record() {
                Some(record) => format!(
                    "the caller does not wait in queue `{queue}`: the call ended in {:?}",
                    record.outcome
                ),
                None => format!("the caller does not wait in queue `{queue}`"),
            }),
            (Some((_, only)), _) if agent.is_some() && only.as_deref() != agent => Err(match only {
                Some(only) => format!("the caller waits in queue `{queue}` for agent {only}"),
                None => format!("the caller waits in queue `{queue}` for any agent"),
            }),
            (Some((actual, _)), Some(expected)) if actual != expected => {
                Err(format!("the caller waits in queue `{queue}` with priority {actual}"))
            }
            _ => Ok(None),
        }
    }
}

fn heard_line(seen: &super::Observed, listener: Listener, player: &Player) -> Option<String> {
    match &seen.what {
        What::Heard { by, prompt, words, lang } if *by == listener => {
            Some(format!("{:>8.3}  {prompt} {lang} \"{words}\"", player.since_start(seen.at_ms)))
        }
        _ => None,
    }
}
