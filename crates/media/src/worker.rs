//! The thread: its beat, its calls, its commands.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::{Duration, Instant};

use crate::command::Command;
use crate::figures::Figures;
use crate::leg::{Buffers, Leg};
use crate::limits::{BEAT, CATCH_UP_MAX};
use crate::ports::Ports;
use crate::report::{PlayFailure, Report, What};
use crate::wire::Wire;

/// What a thread is given when it is started.
pub(crate) struct Worker {
    pub(crate) commands: Receiver<Command>,
    pub(crate) report: Arc<dyn Fn(Report) + Send + Sync>,
    pub(crate) ports: Arc<Ports>,
    pub(crate) figures: Arc<Figures>,
    pub(crate) sub_beats: u32,
    pub(crate) silent_after_beats: u32,
}

/// The calls of a thread, by the sub-beat in which they are served.
struct Calls {
    by_sub_beat: Vec<Vec<Leg>>,
    /// Where each call is: sub-beat and place in it.
    places: HashMap<u64, (usize, usize)>,
}

/// Whether the thread goes on.
enum Next {
    GoOn,
    Stop,
}

impl Worker {
    /// Serves calls until told to stop, or until nobody is left who could tell.
    pub(crate) fn run(self) {
        let mut calls = Calls::new(self.sub_beats);
        let mut buffers = Buffers::new();
        let mut deadline = Instant::now();
        let mut sub_beat = 0;
        loop {
            if calls.places.is_empty() {
                // Without calls there is no beat to keep.
                let Ok(command) = self.commands.recv() else { return };
                deadline = Instant::now();
                if let Next::Stop = self.obey(command, &mut calls) {
                    return;
                }
            }
            deadline = self.next_deadline(deadline, Instant::now());
            let now = wait_until(deadline);
            self.figures.count_wake_up(now.duration_since(deadline));
            for command in self.commands.try_iter() {
                if let Next::Stop = self.obey(command, &mut calls) {
                    self.close_all(&mut calls);
                    return;
                }
            }
            self.beat(
                calls.by_sub_beat.get_mut(sub_beat).map(Vec::as_mut_slice).unwrap_or_default(),
                now,
                &mut buffers,
            );
            sub_beat = (sub_beat + 1) % calls.by_sub_beat.len();
        }
    }

    /// The deadline behind the present one. Absolute, so that being late now does not make all that follows late.
    fn next_deadline(&self, deadline: Instant, now: Instant) -> Instant {
        let next = deadline + BEAT / self.sub_beats;
        let behind = now.saturating_duration_since(next);
        if behind <= CATCH_UP_MAX {
            return next;
        }
        let beats = behind.as_nanos() / BEAT.as_nanos();
        self.figures.count_left_out(u64::try_from(beats).unwrap_or(u64::MAX));
        tracing::warn!(behind_ms = behind.as_millis(), "a media thread got no time; beats are left out");
        now
    }

    fn beat(&self, legs: &mut [Leg], now: Instant, buffers: &mut Buffers) {
        let (mut received, mut sent) = (0, 0);
        for leg in legs {
            let packets = leg.beat(now, buffers, self.report.as_ref());
            received += packets.0;
            sent += packets.1;
        }
        self.figures.count_packets(received, sent);
    }

    fn obey(&self, command: Command, calls: &mut Calls) -> Next {
        match command {
            Command::Open { call, socket } => {
                self.close(call, calls);
                calls.insert(Leg::new(call, Wire::new(socket), self.silent_after_beats));
                self.figures.set_calls(calls.places.len());
            }
            Command::Close { call } => self.close(call, calls),
            Command::Play { call, play } => {
                let id = play.id;
                let played = calls.get(call).map_or(Err(PlayFailure::NoCall), |leg| leg.playout.play(play));
                if let Err(why) = played {
                    (self.report)(Report {
                        call,
                        at: Instant::now(),
                        what: What::PlayFailed { play: id, why },
                    });
                }
            }
            Command::Connect { call, connect } => calls.with(call, |leg| leg.connect(connect)),
            Command::StopPlay { call, play } => calls.with(call, |leg| leg.playout.stop_play(play)),
            Command::Music { call, track } => calls.with(call, |leg| leg.playout.music(track)),
            Command::StopMusic { call } => calls.with(call, |leg| leg.playout.stop_music()),
            Command::Record { call, record } => calls.with(call, |leg| leg.record(record)),
            Command::StopRecord { call, record } => {
                let stopped = calls.get(call).and_then(|leg| leg.stop_record(Some(record)));
                if let Some(recorded) = stopped {
                    self.tell(call, What::Recorded(recorded));
                }
            }
            Command::Tape { call, id, order } => {
                let ended = calls.get(call).and_then(|leg| leg.tape(id, order));
                if let Some(taped) = ended {
                    self.tell(call, What::Taped(taped));
                }
            }
            Command::Listen { call, on } => calls.with(call, |leg| leg.listening = on),
            Command::Stop => return Next::Stop,
        }
        Next::GoOn
    }

    /// Closes a call if there is one of that name; its socket is gone before its port is free and its end is told.
    fn close(&self, call: u64, calls: &mut Calls) {
        let Some(mut leg) = calls.remove(call) else { return };
        if let Some(recorded) = leg.stop_record(None) {
            self.tell(call, What::Recorded(recorded));
        }
        if let Some(taped) = leg.end_tape() {
            self.tell(call, What::Taped(taped));
        }
        let (port, stats) = (leg.port(), leg.stats());
        drop(leg);
        let now = Instant::now();
        self.ports.give_back(port, now);
        self.figures.set_calls(calls.places.len());
        (self.report)(Report { call, at: now, what: What::Closed(stats) });
    }

    fn tell(&self, call: u64, what: What) {
        (self.report)(Report { call, at: Instant::now(), what });
    }

    fn close_all(&self, calls: &mut Calls) {
        let mut open: Vec<u64> = calls.places.keys().copied().collect();
        open.sort_unstable();
        for call in open {
            self.close(call, calls);
        }
    }
}

impl Calls {
    fn new(sub_beats: u32) -> Calls {
        Calls { by_sub_beat: (0..sub_beats).map(|_| Vec::new()).collect(), places: HashMap::new() }
    }

    fn get(&mut self, call: u64) -> Option<&mut Leg> {
        let &(sub_beat, place) = self.places.get(&call)?;
        self.by_sub_beat.get_mut(sub_beat)?.get_mut(place)
    }

    /// Does something to a call. One that is unknown has been closed meanwhile: the command came too late to matter.
    fn with(&mut self, call: u64, change: impl FnOnce(&mut Leg)) {
        match self.get(call) {
            Some(leg) => change(leg),
            None => tracing::debug!(call, "a command for a call that is not open"),
        }
    }

    /// Adds a call to the sub-beat with the fewest.
    fn insert(&mut self, leg: Leg) {
        let fewest = self.by_sub_beat.iter_mut().enumerate().min_by_key(|(_, legs)| legs.len());
        let Some((sub_beat, legs)) = fewest else { return };
        self.places.insert(leg.call(), (sub_beat, legs.len()));
        legs.push(leg);
    }

    fn remove(&mut self, call: u64) -> Option<Leg> {
        let (sub_beat, place) = self.places.remove(&call)?;
        let legs = self.by_sub_beat.get_mut(sub_beat)?;
        let leg = legs.swap_remove(place);
        if let Some(moved) = legs.get(place) {
            self.places.insert(moved.call(), (sub_beat, place));
        }
        Some(leg)
    }
}

/// Sleeps until the deadline; gives the time of waking, which is never before it.
fn wait_until(deadline: Instant) -> Instant {
    loop {
        let now = Instant::now();
        let left = deadline.saturating_duration_since(now);
        if left == Duration::ZERO {
            return now;
        }
        thread::sleep(left);
    }
}
