//! What the compiler wants to know of a recording: plain data, made from the bytes of the file.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::loudness::loudness_lufs;
use crate::silence::sounding;
use crate::wav::{Decoded, SoundError, decode, length_ms};

/// Samples in a row at full scale that count as clipping: two may be a true peak, three are a cut-off one.
const CLIPPED_RUN: usize = 3;

/// What is to be known of a sound file before anybody hears it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SoundFacts {
    /// SHA-256 of the file's bytes, lower-case hex.
    pub sha256: String,
    /// Play time in milliseconds.
    pub length_ms: u64,
    /// Sample rate of the file.
    pub rate_hz: u32,
    /// Channels of the file, 1 or 2.
    pub channels: u16,
    /// The greatest magnitude of any channel in dB of full scale; at most 0 for integer files, -96 for silence.
    pub peak_dbfs: f64,
    /// Places where the sound was cut off at full scale: three samples of a channel or more in a row.
    pub clipped_places: u32,
    /// Milliseconds before the sound begins.
    pub leading_silence_ms: u64,
    /// Loudness of the mono mix as a caller hears it (ITU-R BS.1770-4); `None` for silence.
    pub loudness_lufs: Option<f64>,
}

/// Looks at the bytes of a sound file.
///
/// # Errors
/// As [`read_wav`](crate::read_wav).
pub fn sound_facts(bytes: &[u8]) -> Result<SoundFacts, SoundError> {
    let decoded = decode(bytes)?;
    let mono = decoded.mixed_down();
    let peak = decoded.samples.iter().fold(0.0f32, |peak, s| peak.max(s.abs()));
    let begin = sounding(&mono).map_or(mono.samples.len(), |span| span.start);
    Ok(SoundFacts {
        sha256: sha256_hex(bytes),
        length_ms: mono.length_ms(),
        rate_hz: mono.rate_hz,
        channels: decoded.channels as u16,
        peak_dbfs: round_to_tenth(20.0 * f64::from(peak).max(1.585e-5).log10()),
        clipped_places: clipped_places(&decoded),
        leading_silence_ms: length_ms(begin, mono.rate_hz),
        loudness_lufs: loudness_lufs(&mono).map(round_to_tenth),
    })
}

/// SHA-256 of bytes, as 64 lower-case hex digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn clipped_places(decoded: &Decoded) -> u32 {
    let limit = decoded.full_scale * 0.999_99;
    let mut places = 0;
    for channel in 0..decoded.channels {
        let (mut run, mut positive) = (0, true);
        for &sample in decoded.samples.iter().skip(channel).step_by(decoded.channels) {
            let full = sample.abs() >= limit;
            let continues = run > 0 && positive == (sample > 0.0);
            run = match full {
                true if continues => run + 1,
                true => 1,
                false => 0,
            };
            positive = sample > 0.0;
            places += u32::from(run == CLIPPED_RUN);
        }
    }
    places
}

/// Facts are compared and printed; more digits would only be noise.
fn round_to_tenth(db: f64) -> f64 {
    (db * 10.0).round() / 10.0
}
