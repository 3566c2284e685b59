//! What the demo shows: the live transcript, and on a terminal a line that says how long it has been running.

use indicatif::{ProgressBar, ProgressStyle};
use rufplan_journal::Line;
use rufplan_journal::transcript::Transcript;
use rufplan_machine::call::{Effect, Said};
use rufplan_server::Observer;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long the demo's call takes, for the progress line.
const ABOUT_S: u64 = 32;

/// The demo's screen; clones are the same screen.
#[derive(Clone)]
pub struct Show {
    progress: ProgressBar,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    said: Vec<Said>,
    call: Option<String>,
    transcript: Transcript,
}

impl Show {
    /// Starts the progress line; nothing but text where there is no terminal.
    pub fn start() -> Show {
        let style = ProgressStyle::with_template("{spinner} a real call on loopback  {bar:24}  {elapsed}");
        let progress = ProgressBar::new(ABOUT_S * 10);
        progress.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        let ticking = progress.clone();
        std::thread::spawn(move || {
            while !ticking.is_finished() {
                ticking.inc(1);
                std::thread::sleep(Duration::from_millis(100));
            }
        });
        Show { progress, seen: Arc::default() }
    }

    /// Prints above the progress line.
    pub fn print(&self, text: &str) {
        if self.progress.is_hidden() {
            crate::terminal::print(text);
        } else {
            self.progress.suspend(|| crate::terminal::print(text));
        }
    }

    /// Hears every journal line of the server and prints it as the transcript.
    pub fn observer(&self) -> Observer {
        let show = self.clone();
        Box::new(move |call, line| show.observe(call, line))
    }

    fn observe(&self, call: &str, line: &Line) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.call.get_or_insert_with(|| call.to_string());
        if let Line::Step(step) = line {
            for effect in &step.fx {
                if let Effect::Play { said, .. } = effect {
                    seen.said.extend(said.iter().cloned());
                }
            }
        }
        let lines = seen.transcript.lines(line);
        drop(seen);
        for text in lines {
            self.print(&format!("{text}\n"));
        }
    }

    /// Every prompt as it was said.
    pub fn said(&self) -> Vec<Said> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).said.clone()
    }

    /// The call's name.
    pub fn call(&self) -> Option<String> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).call.clone()
    }

    /// Ends the progress line.
    pub fn finish(&self) {
        self.progress.finish_and_clear();
    }
}
