//! Threads that own many calls each and move audio between sockets and prompts on one beat of 20 ms.
//!
//! [`Media`] is the only door: it opens a port for a call, passes commands to the thread that owns the call, and that
//! thread gives back [`Report`]s. Prompts arrive encoded ([`rufplan_audio::Encoded`]); what is in a packet is decided by
//! `rufplan-rtp`; who is called, and what is said when, by the server.
//!
//! ```no_run
//! use std::sync::mpsc;
//! use rufplan_audio::{Codec, Encoded, Tone};
//! use rufplan_media::{Config, Connect, Media, Play, Segment, StreamStart, What};
//!
//! let (reports, inbox) = mpsc::channel();
//! let media = Media::start(Config::default(), move |report| drop(reports.send(report)))?;
//! let local = media.open(1)?; // goes into the SDP answer
//! media.connect(1, Connect {
//!     remote: "192.0.2.1:40000".parse()?,
//!     codec: Codec::Pcma,
//!     payload_type: 8,
//!     events_in: Some(101),
//!     start: StreamStart { ssrc: 1, sequence: 2, timestamp: 3 },
//! });
//! let beep = Encoded::from_samples(&Tone::beep().samples(400));
//! media.play(1, Play { id: 7, segments: vec![Segment::Sound(beep)], looped: false });
//! while let Ok(report) = inbox.recv() {
//!     match report.what {
//!         What::Key(key) => println!("{key} pressed"),
//!         What::PlayDone { .. } => media.close(1),
//!         What::Closed(_) => break,
//!         _ => {}
//!     }
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The beat of a thread is cut into sub-beats, each with its share of the calls, so that packets leave evenly. Deadlines
//! are absolute; how late a thread wakes is counted ([`MediaStats`]). Per packet there is no allocation, no lock, no
//! timer: a call costs one `send` and, most of the time, one `recv` a beat.

mod command;
mod config;
mod error;
mod figures;
mod leg;
mod limits;
mod media;
mod playout;
mod ports;
mod recorder;
mod report;
mod tape;
mod wire;
mod worker;

pub use command::{Connect, Play, Segment};
pub use config::Config;
pub use error::MediaError;
pub use figures::{Lateness, MediaStats, ThreadStats};
pub use media::Media;
pub use recorder::{Record, Recorded};
pub use report::{CallStats, PlayFailure, Report, What};
pub use rufplan_rtp::StreamStart;
pub use tape::{PIECE_MS, TapeOrder, Taped};
