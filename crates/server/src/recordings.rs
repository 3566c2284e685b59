//! Recordings of calls (language.md 2.12): two files of one name below `FOLDER/CLIENT`, the sound (WAV, left the caller,
//! right what was played to him) and what is known of it (JSON, [`Record`]).
//!
//! A thread of its own writes them while the call runs. After each piece the file is whole as far as it goes, so it
//! survives whatever happens. What cannot be written is told in the log; the call goes on.

mod record;
mod wav;

pub use record::{Asked, Record, Rest, SCHEMA};

use crate::files::{create, plain, write_whole};
use rufplan_audio::duration_ms;
use rufplan_media::Taped;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use wav::Wav;

/// So many pieces may wait for the disk, of 2 s and 32 kB each; what comes then is lost.
const WAITING_AT_MOST: usize = 1_024;

/// Writes recordings; dropping it closes those that are open.
#[derive(Debug)]
pub struct CallRecordings {
    orders: Option<SyncSender<Order>>,
    writer: Option<JoinHandle<()>>,
}

#[derive(Debug)]
enum Order {
    Begin(u64, Box<Record>),
    Piece(Taped),
}

impl CallRecordings {
    /// Starts the thread that writes below a folder, which is made at the first recording.
    ///
    /// # Errors
    /// When the system gives no thread; in words.
    pub fn open(folder: &Path) -> std::result::Result<CallRecordings, String> {
        let (orders, inbox) = sync_channel(WAITING_AT_MOST);
        let mut tapes = Tapes { folder: folder.to_path_buf(), open: BTreeMap::new() };
        let writer = std::thread::Builder::new().name("recordings".into());
        let writer = writer.spawn(move || tapes.run(&inbox)).map_err(|e| e.to_string())?;
        Ok(CallRecordings { orders: Some(orders), writer: Some(writer) })
    }

    /// A recording begins; its pieces have this number.
    pub fn begin(&self, number: u64, record: Record) {
        self.order(Order::Begin(number, Box::new(record)));
    }

    /// A piece of a recording.
    pub fn piece(&self, piece: Taped) {
        self.order(Order::Piece(piece));
    }

    fn order(&self, order: Order) {
        match self.orders.as_ref().map(|orders| orders.try_send(order)) {
            Some(Err(TrySendError::Full(_))) => {
                tracing::error!("the disk does not keep up: a piece of a recording is lost");
            }
            Some(Err(TrySendError::Disconnected(_))) => {
                tracing::error!("the thread that writes recordings has ended");
            }
            Some(Ok(())) | None => {}
        }
    }
}

impl Drop for CallRecordings {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(writer) = self.writer.take() {
            let _ = writer.join();
        }
    }
}

/// The recordings that are being written.
struct Tapes {
    folder: PathBuf,
    open: BTreeMap<u64, Tape>,
}

struct Tape {
    path: PathBuf,
    record: Record,
    wav: Wav<File>,
}

impl Tapes {
    fn run(&mut self, inbox: &Receiver<Order>) {
        while let Ok(order) = inbox.recv() {
            match order {
                Order::Begin(number, record) => self.begin(number, *record),
                Order::Piece(piece) => self.piece(&piece),
            }
        }
        for tape in std::mem::take(&mut self.open).into_values() {
            // the calls have been cut off with the server
            tape.close(false);
        }
    }

    fn begin(&mut self, number: u64, record: Record) {
        let call = record.call.clone();
        match Tape::begin(&self.folder, record) {
            Ok(tape) => _ = self.open.insert(number, tape),
            Err(error) => {
                tracing::error!(call, %error, "a call cannot be recorded; it goes on without");
            }
        }
    }

    fn piece(&mut self, piece: &Taped) {
        // one that failed has been told of
        let Some(tape) = self.open.get_mut(&piece.id) else { return };
        if let Err(error) = tape.write(piece) {
            tracing::error!(
                call = tape.record.call,
                path = %tape.path.display(),
                %error,
                "a recording breaks off; the call goes on"
            );
            if let Some(tape) = self.open.remove(&piece.id) {
                tape.close(false);
            }
        } else if piece.last
            && let Some(tape) = self.open.remove(&piece.id)
        {
            tape.close(true);
        }
    }
}

impl Tape {
    fn begin(folder: &Path, record: Record) -> Result<Tape> {
        let folder = folder.join(plain(&record.client));
        std::fs::create_dir_all(&folder)?;
        let name = format!("{}-{}-{}", record.began_ms, plain(&record.call), plain(&record.id));
        let path = folder.join(format!("{name}.json"));
        let wav = Wav::begin(create(&path.with_extension("wav"))?)?;
        let tape = Tape { path, record, wav };
        tape.save()?;
        Ok(tape)
    }

    fn write(&mut self, piece: &Taped) -> Result<()> {
        let ms = |samples: u64| duration_ms(usize::try_from(samples).unwrap_or(usize::MAX));
        let rests = piece.rests.iter().map(|(from, to)| Rest { from_ms: ms(*from), to_ms: ms(*to) });
        self.record.rests.extend(rests);
        self.wav.write(piece)
    }

    /// Closes both files, whole or as far as they go.
    fn close(mut self, is_whole: bool) {
        self.record.length_ms = self.wav.length_ms();
        let synced = self.wav.close();
        self.record.is_whole = is_whole && synced.is_ok();
        if let Err(error) = synced.and_then(|()| self.save()) {
            let call = &self.record.call;
            tracing::error!(call, path = %self.path.display(), %error, "a recording cannot be closed");
        }
    }

    fn save(&self) -> Result<()> {
        let mut text = serde_json::to_vec_pretty(&self.record).map_err(Error::other)?;
        text.push(b'\n');
        write_whole(&self.path, &text)
    }
}
