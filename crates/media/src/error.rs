//! What can go wrong outside.

use std::io;

use thiserror::Error;

/// Why media could not start or a call got no port.
#[derive(Debug, Error)]
pub enum MediaError {
    /// The range holds no even port.
    #[error("the port range holds no even port")]
    NoEvenPort,
    /// All ports of the range are in use or resting.
    #[error("no free port: all {0} of the range are in use or resting")]
    NoFreePort(usize),
    /// The system refused a socket.
    #[error("cannot bind a port for audio")]
    Bind(#[source] io::Error),
    /// The system refused a thread.
    #[error("cannot start a media thread")]
    Thread(#[source] io::Error),
    /// The thread that owns the call has ended.
    #[error("the media thread has ended")]
    Stopped,
}
