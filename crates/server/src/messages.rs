//! Messages of callers: kept on disk, delivered from there until every receiver has them, deleted when their time is over.
//!
//! A message is two files of one name below `FOLDER/CLIENT/MAILBOX`: the sound (WAV) and what is known of it (JSON,
//! [`Record`]). The second is written last, so a message that is there is whole. One thread writes, another delivers: a
//! mail server that hangs keeps no message from the disk. Both are for their owner alone (mode 0600).

mod courier;
mod files;
mod mail;
mod record;
mod teller;

pub use record::{Receiver, Record, SCHEMA};

use crate::config::Config;
use crate::lookups::Lookups;
use courier::Courier;
use mail::Mailer;
use rufplan_audio::Codec;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver as Inbox, Sender, channel};
use std::thread::JoinHandle;

/// Hears that a mailbox (client, name) has become full, or has room again.
pub type BoxTell = Box<dyn Fn(&str, &str, bool) + Send>;

/// A message that is to be kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What is known of it.
    pub record: Record,
    /// How the sound is coded.
    pub codec: Codec,
    /// One byte a sample, 8,000 a second.
    pub sound: Vec<u8>,
}

/// Keeps and delivers messages; dropping it writes what is left and ends the delivery, which goes on at the next start.
#[derive(Debug)]
pub struct Messages {
    orders: Option<Sender<Kept>>,
    writer: Option<JoinHandle<()>>,
    courier: Option<JoinHandle<()>>,
}

impl Messages {
    /// Makes the folder where it is missing, starts both threads, and goes on with what was not delivered.
    ///
    /// # Errors
    /// When the folder cannot be made, or the settings for mails are wrong; in words.
    pub fn open(config: &Config, lookups: Lookups, tell: BoxTell) -> Result<Messages, String> {
        let folder = config.store.messages.clone();
        let shown = folder.display().to_string();
        files::make_folder(&folder).map_err(|e| format!("messages cannot be written to {shown}: {e}"))?;
        let mailer = config.mail.as_ref().map(Mailer::new).transpose()?;
        let (orders, inbox) = channel();
        let (written, news) = channel();
        let courier = Courier::new(folder.clone(), (mailer, lookups), config, tell);
        let start = |name: &str, run: Box<dyn FnOnce() + Send>| {
            std::thread::Builder::new().name(name.to_owned()).spawn(run).map_err(|e| e.to_string())
        };
        let writer = start("messages", Box::new(move || write_all(&folder, &inbox, &written)))?;
        let courier = start("courier", Box::new(move || courier.run(&news)))?;
        Ok(Messages { orders: Some(orders), writer: Some(writer), courier: Some(courier) })
    }

    /// Keeps a message; it is on disk soon, and delivered from there.
    pub fn keep(&self, message: Kept) {
        if let Some(orders) = &self.orders
            && orders.send(message).is_err()
        {
            tracing::error!("the thread that keeps messages has ended");
        }
    }
}

impl Drop for Messages {
    fn drop(&mut self) {
        self.orders = None;
        // the courier ends when the writer has
        for thread in [self.writer.take(), self.courier.take()].into_iter().flatten() {
            let _ = thread.join();
        }
    }
}

fn write_all(folder: &Path, inbox: &Inbox<Kept>, written: &Sender<PathBuf>) {
    while let Ok(kept) = inbox.recv() {
        let call = kept.record.call.clone();
        match files::write(folder, kept) {
            // without a courier there is nothing to deliver until the next start
            Ok(path) => _ = written.send(path),
            Err(error) => tracing::error!(call, %error, "a message cannot be written and is lost"),
        }
    }
}
