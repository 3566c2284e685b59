//! Delivery: every message to every receiver, tried again after growing pauses, from disk.

use super::mail::Mailer;
use super::record::Record;
use super::teller;
use super::{BoxTell, files};
use crate::config::Config;
use crate::lookups::Lookups;
use rufplan_machine::script::Delivery;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How often the folder is looked through for messages whose time is over.
const TIDY_EVERY: Duration = Duration::from_secs(600);

/// Delivers what lies in a folder.
pub(super) struct Courier {
    folder: PathBuf,
    mailer: Option<Mailer>,
    lookups: Lookups,
    first_pause_ms: i64,
    box_at_most: usize,
    tell: BoxTell,
    /// Messages that some receiver has not, by the moment of the next try.
    due: BTreeSet<(i64, PathBuf)>,
    /// How many messages each mailbox holds.
    counts: BTreeMap<(String, String), usize>,
    tidy_ms: i64,
}

impl Courier {
    pub(super) fn new(
        folder: PathBuf,
        (mailer, lookups): (Option<Mailer>, Lookups),
        config: &Config,
        tell: BoxTell,
    ) -> Courier {
        Courier {
            folder,
            mailer,
            lookups,
            first_pause_ms: i64::try_from(config.messages.retry_after.as_millis()).unwrap_or(i64::MAX / 2),
            box_at_most: config.messages.box_at_most,
            tell,
            due: BTreeSet::new(),
            counts: BTreeMap::new(),
            tidy_ms: 0,
        }
    }

    /// Runs until nobody writes messages any more.
    pub(super) fn run(mut self, news: &Receiver<PathBuf>) {
        for path in files::all(&self.folder) {
            self.arrived(&path);
        }
        loop {
            let now = now_ms();
            if now >= self.tidy_ms {
                self.tidy(now);
                self.tidy_ms = now + i64::try_from(TIDY_EVERY.as_millis()).unwrap_or_default();
            }
            match news.recv_timeout(self.pause(now)) {
                Ok(path) => {
                    self.arrived(&path);
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {}
            }
            // one at a time, so that a new message and the end are never far
            let first = self.due.first().filter(|(at, _)| *at <= now_ms()).cloned();
            if let Some((at, path)) = first {
                self.due.remove(&(at, path.clone()));
                self.deliver(&path);
            }
        }
    }

    fn pause(&self, now: i64) -> Duration {
        let next = self.due.first().map_or(self.tidy_ms, |(at, _)| (*at).min(self.tidy_ms));
        Duration::from_millis(u64::try_from(next - now).unwrap_or(0))
    }

    fn arrived(&mut self, path: &Path) {
        match files::load(path) {
            Ok(record) => {
                self.count(&record, 1);
                self.plan(path, &record);
            }
            Err(error) => {
                tracing::error!(path = %path.display(), %error, "what is known of a message cannot be read");
            }
        }
    }

    fn plan(&mut self, path: &Path, record: &Record) {
        if let Some(next) = record.next_ms() {
            self.due.insert((next, path.to_path_buf()));
        }
    }

    /// Tries every receiver whose time has come.
    fn deliver(&mut self, path: &Path) {
        let loaded = files::load(path).and_then(|record| Ok((record, files::sound(path)?)));
        let (mut record, wav) = match loaded {
            Ok(loaded) => loaded,
            Err(error) => {
                tracing::error!(path = %path.display(), %error, "a message cannot be read");
                return;
            }
        };
        let about = record.clone();
        let now = now_ms();
        let waiting = record.receivers.iter_mut().filter(|r| r.delivered_ms.is_none() && r.next_ms <= now);
        for receiver in waiting {
            let result = match (&receiver.to, &self.mailer) {
                (Delivery::Mail(address), Some(mailer)) => mailer.send(&about, wav.clone(), address),
                (Delivery::Mail(_), None) => Err("no mail server is set: [mail] host = \"…\"".to_owned()),
                (Delivery::Lookup(_), _) => teller::tell(&self.lookups, &about, receiver.told.as_ref(), &wav),
            };
            let to = match &receiver.to {
                Delivery::Mail(to) | Delivery::Lookup(to) => to.clone(),
            };
            receiver.tried(result, now_ms(), self.first_pause_ms);
            match &receiver.last_error {
                None => {
                    tracing::info!(call = about.call, to, attempts = receiver.attempts, "message delivered")
                }
                Some(error) => tracing::warn!(
                    call = about.call,
                    to,
                    attempts = receiver.attempts,
                    %error,
                    "a message was not taken; it is kept and tried again"
                ),
            }
        }
        if let Err(error) = files::save(path, &record) {
            tracing::error!(path = %path.display(), %error, "the delivery of a message cannot be noted");
        }
        self.plan(path, &record);
    }

    /// Deletes messages whose time is over, and counts what is left: people may have deleted some.
    fn tidy(&mut self, now: i64) {
        let before = std::mem::take(&mut self.counts);
        for path in files::all(&self.folder) {
            let Ok(record) = files::load(&path) else { continue };
            if record.keep_until_ms <= now {
                self.due.retain(|(_, due)| *due != path);
                files::delete(&path);
            } else {
                *self.counts.entry((record.client, record.mailbox)).or_default() += 1;
            }
        }
        let boxes: BTreeSet<_> = before.keys().chain(self.counts.keys()).cloned().collect();
        for (client, mailbox) in boxes {
            let key = (client, mailbox);
            let [was, is] = [&before, &self.counts].map(|c| c.get(&key).copied().unwrap_or(0));
            self.tell_change(&key, was, is);
        }
    }

    fn count(&mut self, record: &Record, more: usize) {
        let key = (record.client.clone(), record.mailbox.clone());
        let count = self.counts.entry(key.clone()).or_default();
        let was = *count;
        *count += more;
        let is = *count;
        self.tell_change(&key, was, is);
    }

    fn tell_change(&self, (client, mailbox): &(String, String), was: usize, is: usize) {
        let full = |count: usize| count >= self.box_at_most;
        if full(was) != full(is) {
            (self.tell)(client, mailbox, full(is));
        }
    }
}

/// Milliseconds since the epoch by the wall clock.
pub(super) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
