//! Journals on disk: one file a call, written by a thread of its own so that no call waits for a disk.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

/// Writes journals into a folder; dropping it writes what is left.
#[derive(Debug)]
pub struct Journals {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
    folder: PathBuf,
}

enum Order {
    Line { call: String, line: String },
    Close { call: String },
}

impl Journals {
    /// Makes the folder where it is missing, and starts the thread.
    ///
    /// # Errors
    /// When the folder cannot be made or written to.
    pub fn open(folder: &Path) -> std::io::Result<Journals> {
        std::fs::create_dir_all(folder)?;
        let (orders, inbox) = channel();
        let own = folder.to_path_buf();
        let thread = std::thread::Builder::new().name("journals".into()).spawn(move || run(&own, &inbox))?;
        Ok(Journals { orders: Some(orders), thread: Some(thread), folder: folder.to_path_buf() })
    }

    /// Adds a line to a call's journal.
    pub fn write(&self, call: &str, line: String) {
        self.order(Order::Line { call: call.to_string(), line });
    }

    /// The call is over: its file is closed.
    pub fn close(&self, call: &str) {
        self.order(Order::Close { call: call.to_string() });
    }

    /// The file of a call.
    pub fn path(&self, call: &str) -> PathBuf {
        path(&self.folder, call)
    }

    fn order(&self, order: Order) {
        if let Some(orders) = &self.orders {
            // the thread ends only with us
            let _ = orders.send(order);
        }
    }
}

impl Drop for Journals {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn path(folder: &Path, call: &str) -> PathBuf {
    folder.join(format!("{call}.jsonl"))
}

fn run(folder: &Path, inbox: &Receiver<Order>) {
    let mut files: BTreeMap<String, Option<File>> = BTreeMap::new();
    while let Ok(order) = inbox.recv() {
        match order {
            Order::Line { call, line } => {
                let file = files.entry(call.clone()).or_insert_with(|| create(&path(folder, &call)));
                let written = file.as_mut().map(|f| f.write_all(format!("{line}\n").as_bytes()));
                if let Some(Err(error)) = written {
                    tracing::error!(call, %error, "the journal cannot be written; the call goes on without it");
                    files.insert(call, None);
                }
            }
            Order::Close { call } => {
                files.remove(&call);
            }
        }
    }
}

fn create(path: &Path) -> Option<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(file) => Some(file),
        Err(error) => {
            tracing::error!(path = %path.display(), %error, "a journal cannot be made; the call goes on without it");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_is_a_file_of_lines_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let journals = Journals::open(&folder.path().join("deep/journals")).unwrap();
        journals.write("a", "1".into());
        journals.write("b", "x".into());
        journals.write("a", "2".into());
        journals.close("a");
        let path = journals.path("a");
        drop(journals);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "1\n2\n");
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions()) & 0o777,
            0o600
        );
    }
}
