//! Turns samples into digits and prompts into samples, frame by frame.
//!
//! Everything here is pure: samples in, samples or findings out; sockets and threads live in `rufplan-media`, files in
//! `rufplan-sounds`. Samples are `i16`, mono, at [`SAMPLE_RATE_HZ`]; a frame is [`FRAME_SAMPLES`] of them.
//!
//! Levels: 0 dBFS is the power of a sine that just reaches full scale, so a sine's level in dBFS is that of its peak.
//! 0 dBm0 lies [`FULL_SCALE_DBM0`] below it (ITU-T G.711, section 4: the load capacity of the A-law coder).
//!
//! ```
//! use rufplan_audio::{Codec, Encoded, Tone, find};
//!
//! let prompt = Tone::beep().samples(400);
//! let encoded = Encoded::from_samples(&prompt); // once, for all calls
//! let mut heard = vec![0; 4_000];
//! heard.extend(Codec::Pcma.decode(encoded.bytes(Codec::Pcma)));
//! let found = find(&prompt, &heard, 0).expect("the beep is in there");
//! assert_eq!(found.offset, 4_000);
//! ```

pub mod dtmf;
mod encoded;
mod g711;
mod level;
mod mix;
mod recognise;
mod tone;

pub use encoded::Encoded;
pub use g711::Codec;
pub use level::{level_dbfs, loudest_dbfs, quiet_between};
pub use mix::{amplify, mix_into};
pub use recognise::{CORRELATION_MIN, Match, Reference, find};
pub use tone::{Cadence, Sine, Tone};

/// Samples a second of everything in this crate, in Hz.
pub const SAMPLE_RATE_HZ: u32 = 8_000;

/// Samples of one frame: 20 ms.
pub const FRAME_SAMPLES: usize = 160;

/// Duration of one frame, in ms.
pub const FRAME_MS: u32 = 20;

/// The level of a full-scale sine, in dBm0 (ITU-T G.711, section 4, A-law: Tmax = 3.14 dBm0).
#[expect(clippy::approx_constant, reason = "the recommendation's figure only looks like pi")]
pub const FULL_SCALE_DBM0: f32 = 3.14;

/// One frame: 20 ms of samples.
pub type Frame = [i16; FRAME_SAMPLES];

/// The number of samples in `ms` milliseconds.
pub const fn samples_in(ms: u32) -> usize {
    ms as usize * (SAMPLE_RATE_HZ as usize / 1_000)
}

/// The duration of `samples` samples, in whole ms, rounded down.
pub const fn duration_ms(samples: usize) -> u64 {
    samples as u64 * 1_000 / SAMPLE_RATE_HZ as u64
}
