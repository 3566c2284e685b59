//! One folder of rendered sounds: `manifest.json` and `LANG/xx/KEY.wav`, where `xx` are the key's first two digits.
//!
//! Files come into being whole or not at all: they are written under another name and renamed. A file whose bytes are
//! not those of the manifest is treated as missing.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::facts::sha256_hex;
use crate::manifest::{Entry, Manifest, is_lang};

/// Why a store could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk is full, or the quota is used up.
    #[error("no space left to write `{}`", path.display())]
    DiskFull {
        /// What was to be written.
        path: PathBuf,
    },
    /// Reading or writing is not permitted there.
    #[error("no permission for `{}`", path.display())]
    Permission {
        /// What was to be read or written.
        path: PathBuf,
    },
    /// Reading or writing failed for another reason.
    #[error("`{}`: {source}", path.display())]
    Io {
        /// What was to be read or written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A manifest is there but cannot be read.
    #[error("`{}` is not a manifest of sounds: {reason}", path.display())]
    Manifest {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A language tag that could not be a folder's name.
    #[error("`{lang}` is not a language tag")]
    Lang {
        /// What stands for a language.
        lang: String,
    },
    /// The store has no folder that may be written.
    #[error("the store has no folder of its own to write to")]
    ReadOnly,
}

/// A folder of sounds and what it holds.
#[derive(Debug, Clone)]
pub(crate) struct Layer {
    dir: PathBuf,
    manifest: Manifest,
}

impl Layer {
    /// Opens a folder; one that does not exist yet is empty.
    pub fn open(dir: &Path) -> Result<Layer, StoreError> {
        Ok(Layer { dir: dir.to_owned(), manifest: read_manifest(dir)? })
    }

    /// What it holds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The bytes of a sound's file, if they are those that were stored.
    pub fn read(&self, key: &str) -> Option<Vec<u8>> {
        let entry = self.manifest.sounds.get(key)?;
        let path = self.path(entry, key);
        match fs::read(&path) {
            Ok(bytes) if sha256_hex(&bytes) == entry.sha256 => Some(bytes),
            Ok(_) => {
                tracing::warn!(path = %path.display(), "a stored sound was changed or damaged; it is not used");
                None
            }
            Err(error) => {
                tracing::warn!(path = %path.display(), %error, "a stored sound cannot be read");
                None
            }
        }
    }

    /// Writes the file of a sound; it is found only once [`Layer::enter`] has put it into the manifest.
    pub fn write(&self, entry: &Entry, bytes: &[u8]) -> Result<(), StoreError> {
        if !is_lang(&entry.lang) {
            return Err(StoreError::Lang { lang: entry.lang.clone() });
        }
        write_whole(&self.path(entry, &entry.key()), bytes)
    }

    /// Puts sounds into the manifest on disk, together with what other programs put there meanwhile.
    pub fn enter(&mut self, entries: Vec<Entry>) -> Result<(), StoreError> {
        fs::create_dir_all(&self.dir).map_err(|error| store_error(&self.dir, error))?;
        let lock_path = self.dir.join(".manifest.lock");
        let lock = File::create(&lock_path).map_err(|error| store_error(&lock_path, error))?;
        lock.lock().map_err(|error| store_error(&lock_path, error))?;
        let mut manifest = read_manifest(&self.dir)?;
        manifest.sounds.extend(entries.into_iter().map(|entry| (entry.key(), entry)));
        write_whole(&self.dir.join("manifest.json"), &manifest.to_json())?;
        self.manifest = manifest;
        Ok(())
    }

    fn path(&self, entry: &Entry, key: &str) -> PathBuf {
        let shelf = key.get(..2).unwrap_or(key);
        self.dir.join(&entry.lang).join(shelf).join(format!("{key}.wav"))
    }
}

fn read_manifest(dir: &Path) -> Result<Manifest, StoreError> {
    let path = dir.join("manifest.json");
    match fs::read(&path) {
        Ok(json) => Manifest::from_json(&json).map_err(|reason| StoreError::Manifest { path, reason }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Manifest::default()),
        Err(error) => Err(store_error(&path, error)),
    }
}

/// Writes a file so that it is there whole or as it was before, whatever happens meanwhile.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let unique = format!("{}-{}.tmp", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let temporary = path.with_extension(unique);
    let write = || {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = OpenOptions::new().write(true).create_new(true).open(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, path)
    };
    write().map_err(|error| {
        // It may not be there at all; the error that matters is the first.
        let _ = fs::remove_file(&temporary);
        store_error(path, error)
    })
}

fn store_error(path: &Path, source: io::Error) -> StoreError {
    let path = path.to_owned();
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::DiskFull { path },
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::Permission { path }
        }
        _ => StoreError::Io { path, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_the_system_are_told_apart() {
        for (kind, expected) in [
            (io::ErrorKind::StorageFull, "no space left to write `a/b`"),
            (io::ErrorKind::QuotaExceeded, "no space left to write `a/b`"),
            (io::ErrorKind::PermissionDenied, "no permission for `a/b`"),
            (io::ErrorKind::ReadOnlyFilesystem, "no permission for `a/b`"),
            (io::ErrorKind::NotADirectory, "`a/b`: not a directory"),
        ] {
            assert_eq!(store_error(Path::new("a/b"), kind.into()).to_string(), expected);
        }
    }

    #[test]
    fn a_write_that_fails_leaves_what_was_there_and_no_rest() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("folder");
        write_whole(&path.join("sound.wav"), b"old").unwrap();
        // A folder cannot be replaced by a file: the rename fails after the bytes were written.
        assert!(matches!(write_whole(&path, b"new"), Err(StoreError::Io { .. })));
        assert_eq!(fs::read(path.join("sound.wav")).unwrap(), b"old");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        write_whole(&path.join("sound.wav"), b"new").unwrap();
        assert_eq!(fs::read(path.join("sound.wav")).unwrap(), b"new");
    }
}
