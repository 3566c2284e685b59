//! Owns SIP, media, timers and files, and feeds a switch.
//!
//! [`serve`] runs a server until it is told to stop. One task owns the switch: what SIP, the media threads and the clock
//! report are its inputs, what it wants goes to them and to the journals.

pub mod banner;
pub mod config;
mod engine;
mod files;
pub mod journals;
pub mod lookups;
pub mod messages;
pub mod recordings;
mod serve;
pub mod sip;
mod voicing;

pub use banner::Banner;
pub use config::{Config, ConfigError};
pub use serve::{BusyAgent, Observer, Ready, ServeError, ServeOptions, serve};
