//! The files of messages.

use super::Kept;
use super::record::{Record, SCHEMA};
use crate::files::{plain, write_whole};
use rufplan_sounds::{Pcm, write_wav};
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

/// Ending of the files that are read; a message without one is not whole.
const RECORD: &str = "json";
const SOUND: &str = "wav";

/// Makes a folder and those above it.
pub(super) fn make_folder(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)
}

/// Writes a message; gives the path of its record.
pub(super) fn write(folder: &Path, kept: Kept) -> Result<PathBuf> {
    let Kept { record, codec, sound } = kept;
    let folder = folder.join(plain(&record.client)).join(plain(&record.mailbox));
    make_folder(&folder)?;
    let name = format!("{}-{}-{}", record.taken_ms, plain(&record.call), plain(&record.id));
    let wav = write_wav(&Pcm { rate_hz: 8_000, samples: codec.decode(&sound) });
    write_whole(&folder.join(format!("{name}.{SOUND}")), &wav)?;
    let path = folder.join(format!("{name}.{RECORD}"));
    save(&path, &record)?;
    Ok(path)
}

/// Writes what is known of a message, all or nothing.
pub(super) fn save(path: &Path, record: &Record) -> Result<()> {
    let mut text = serde_json::to_vec_pretty(record).map_err(Error::other)?;
    text.push(b'\n');
    write_whole(path, &text)
}

/// Reads what is known of a message.
pub(super) fn load(path: &Path) -> Result<Record> {
    let record: Record = serde_json::from_slice(&std::fs::read(path)?).map_err(Error::other)?;
    if record.schema != SCHEMA {
        return Err(Error::new(ErrorKind::InvalidData, format!("`{}` is another format", record.schema)));
    }
    Ok(record)
}

/// The sound of a message.
pub(super) fn sound(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path.with_extension(SOUND))
}

/// Deletes a message: first what makes it one.
pub(super) fn delete(path: &Path) {
    for path in [path.to_path_buf(), path.with_extension(SOUND)] {
        if let Err(error) = std::fs::remove_file(&path) {
            tracing::warn!(path = %path.display(), %error, "a message cannot be deleted");
        }
    }
}

/// The records of all messages.
pub(super) fn all(folder: &Path) -> Vec<PathBuf> {
    let below = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        paths
    };
    let boxes = below(folder).into_iter().flat_map(|client| below(&client));
    let files = boxes.flat_map(|mailbox| below(&mailbox));
    files.filter(|path| path.extension().is_some_and(|ending| ending == RECORD)).collect()
}
