//! Why a command could not do its work: whose side it is, and the exit code.

use std::fmt;
use std::path::Path;

/// A command's failure; findings in scripts are no failures but exit code 1.
#[derive(Debug)]
pub enum Failure {
    /// Wrong arguments, a file that is not there, bad configuration: exit code 2.
    Usage(String),
    /// The environment: a port in use, a full disk, missing audio: exit code 3.
    Environment(String),
}

impl Failure {
    /// A file or folder that cannot be read.
    pub fn read(path: &Path, error: &std::io::Error) -> Self {
        Failure::Usage(format!("{}: {}", path.display(), reason(error)))
    }

    /// A file that cannot be written.
    pub fn write(path: &Path, error: &std::io::Error) -> Self {
        Failure::Environment(format!("{}: {}", path.display(), reason(error)))
    }

    /// The process's exit code.
    pub fn exit_code(&self) -> u8 {
        match self {
            Failure::Usage(_) => 2,
            Failure::Environment(_) => 3,
        }
    }
}

/// What went wrong, in words without the system's number.
fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "no such file or folder".into(),
        ErrorKind::PermissionDenied => "no permission".into(),
        ErrorKind::StorageFull => "the disk is full".into(),
        ErrorKind::IsADirectory => "is a folder, not a file".into(),
        ErrorKind::InvalidData => "is not UTF-8 text".into(),
        _ => error.to_string(),
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Usage(text) | Failure::Environment(text) => f.write_str(text),
        }
    }
}
