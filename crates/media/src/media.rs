//! The door to the media threads.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use rufplan_audio::Encoded;

use crate::command::{Command, Connect, Play};
use crate::config::Config;
use crate::error::MediaError;
use crate::figures::{Figures, MediaStats};
use crate::limits::{BEAT_MS, SUB_BEATS_MAX};
use crate::ports::Ports;
use crate::recorder::Record;
use crate::report::Report;
use crate::tape::TapeOrder;
use crate::worker::Worker;

/// The media threads of a deployment. All methods may be called from any thread; none of them waits for a beat.
///
/// A call is named by a number of the caller's choice, one for each leg. Commands for a call that is not open do
/// nothing, except that a play is reported as failed: the call may have been closed a moment ago.
///
/// Dropping it closes all calls, each with its report, and ends the threads.
pub struct Media {
    threads: Vec<Thread>,
    ports: Arc<Ports>,
}

struct Thread {
    commands: Sender<Command>,
    figures: Arc<Figures>,
    handle: Option<JoinHandle<()>>,
}

impl Media {
    /// Starts the threads. `report` is called on them, in the middle of a beat: it must pass the report on and not wait.
    pub fn start(
        config: Config,
        report: impl Fn(Report) + Send + Sync + 'static,
    ) -> Result<Media, MediaError> {
        let ports = Arc::new(Ports::new(config.bind, config.ports, config.port_rest)?);
        let report: Arc<dyn Fn(Report) + Send + Sync> = Arc::new(report);
        // Were a thread refused, dropping this would end those already started.
        let mut media = Media { threads: Vec::new(), ports };
        for number in 0..config.threads.max(1) {
            let (commands, inbox) = channel();
            let figures = Arc::new(Figures::new());
            let worker = Worker {
                commands: inbox,
                report: Arc::clone(&report),
                ports: Arc::clone(&media.ports),
                figures: Arc::clone(&figures),
                sub_beats: config.sub_beats.clamp(1, SUB_BEATS_MAX),
                silent_after_beats: (config.silent_after_ms / BEAT_MS).max(1),
            };
            let handle = thread::Builder::new()
                .name(format!("media-{number}"))
                .spawn(move || worker.run())
                .map_err(MediaError::Thread)?;
            media.threads.push(Thread { commands, figures, handle: Some(handle) });
        }
        Ok(media)
    }

    /// Opens a port for a call; gives the address it is bound to. What arrives before [`Media::connect`] is thrown
    /// away. A call of that name that is still open is closed first.
    pub fn open(&self, call: u64) -> Result<SocketAddr, MediaError> {
        let socket = self.ports.bind(Instant::now())?;
        let address = socket.local_addr().map_err(MediaError::Bind)?;
        self.thread_of(call)
            .commands
            .send(Command::Open { call, socket })
            .map_err(|_| MediaError::Stopped)?;
        Ok(address)
    }

    /// Begins to exchange audio with a peer, or goes on with a changed one. From here on 50 packets a second are sent.
    pub fn connect(&self, call: u64, connect: Connect) {
        self.tell(call, Command::Connect { call, connect });
    }

    /// Says something; what was being said ends unreported (S3). Before [`Media::connect`] it waits for that.
    pub fn play(&self, call: u64, play: Play) {
        self.tell(call, Command::Play { call, play });
    }

    /// Ends a play if it is the present one. Its end may be on its way all the same and does not count (S3).
    pub fn stop_play(&self, call: u64, play: u64) {
        self.tell(call, Command::StopPlay { call, play });
    }

    /// Plays a track, over and over, whenever nothing is said. A track that was played before words, or before
    /// [`Media::stop_music`], goes on where it was (Q3).
    pub fn music(&self, call: u64, track: Encoded) {
        self.tell(call, Command::Music { call, track });
    }

    /// Silence whenever nothing is said.
    pub fn stop_music(&self, call: u64) {
        self.tell(call, Command::StopMusic { call });
    }

    /// Whether keys are reported; they are from the beginning.
    pub fn listen(&self, call: u64, on: bool) {
        self.tell(call, Command::Listen { call, on });
    }

    /// Keeps what the caller says from now on; what was being kept ends unreported. It is told by
    /// [`What::Recorded`](crate::What::Recorded), once, when it is over or the call is closed.
    pub fn record(&self, call: u64, record: Record) {
        self.tell(call, Command::Record { call, record });
    }

    /// Ends a recording if it is the present one.
    pub fn stop_record(&self, call: u64, record: u64) {
        self.tell(call, Command::StopRecord { call, record });
    }

    /// Begins, rests or ends the recording of a call, which is named by `id`. It is told by
    /// [`What::Taped`](crate::What::Taped) piece by piece, the last one when it has ended or the call is closed. What
    /// was recorded under another name ends.
    pub fn tape(&self, call: u64, id: u64, order: TapeOrder) {
        self.tell(call, Command::Tape { call, id, order });
    }

    /// Closes the call's port. The last report of the call follows.
    pub fn close(&self, call: u64) {
        self.tell(call, Command::Close { call });
    }

    /// The figures of all threads since the start.
    pub fn stats(&self) -> MediaStats {
        MediaStats { threads: self.threads.iter().map(|thread| thread.figures.read()).collect() }
    }

    fn tell(&self, call: u64, command: Command) {
        // A thread that has ended has no calls: like a call that is not open.
        if self.thread_of(call).commands.send(command).is_err() {
            tracing::error!(call, "a media thread has ended");
        }
    }

    /// The thread of a call. Names that count up, even in steps, are spread evenly by multiplying with an odd constant
    /// near 2^64 divided by the golden ratio and taking the upper half.
    fn thread_of(&self, call: u64) -> &Thread {
        let spread = call.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        &self.threads[(spread % self.threads.len() as u64) as usize]
    }
}

impl Drop for Media {
    fn drop(&mut self) {
        for thread in &self.threads {
            // One that has ended needs no telling.
            let _ = thread.commands.send(Command::Stop);
        }
        for thread in &mut self.threads {
            if let Some(handle) = thread.handle.take()
                && handle.join().is_err()
            {
                tracing::error!("a media thread ended in a panic");
            }
        }
    }
}

impl fmt::Debug for Media {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Media").field("threads", &self.threads.len()).finish_non_exhaustive()
    }
}
