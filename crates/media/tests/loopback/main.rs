//! Media threads over real sockets of this machine: each test is one story between `Media` and peers.
//!
//! Ports are the system's choice; tests wait for packets and reports, never for time alone.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod connecting;
mod keys;
mod playing;
mod ports;
mod rig;
