//! WAV files in and out.
//!
//! Reads integer PCM of any width, 32 and 64 bit float, A-law and µ-law, mono or stereo (mixed down), plain and
//! EXTENSIBLE headers, with odd and unknown chunks, and files whose header does not know its length because they
//! came out of a pipe. Everything else is a [`SoundError`] that says what the file seems to be.
//!
//! The container and the sample formats are `waveadapter`'s work; this module is the only one that knows it, bounds
//! what it is given and puts right the headers that it takes too literally.

use std::io::Cursor;

use waveadapter::{SampleFormat, WavError, WavReader, WavSpec, WavWriter, header::read_wav_header};

use crate::sniff::{self, FileKind};

/// The longest file that is read, in bytes: ten minutes of stereo at 48 kHz and 16 bit, and a little.
pub const MAX_FILE_BYTES: usize = 128 * 1024 * 1024;
/// The sample rates that are read, in Hz. Below is no speech, above no recorder.
pub const RATES_HZ: std::ops::RangeInclusive<u32> = 4_000..=384_000;
/// The most chunks of a file that are looked at: real files have a dozen.
const MAX_CHUNKS: usize = 1_024;
/// A declared data length from here on is a placeholder for "not known", written by programs that write to a pipe:
/// 0x7FFFF000 (espeak-ng, sox), 0xFFFFFFFF (ffmpeg), 0x7FFFFFFF and relatives.
const UNKNOWN_LENGTH: u64 = 0x7FFF_0000;

/// Mono samples at a sample rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pcm {
    /// Samples in a second.
    pub rate_hz: u32,
    /// The samples, full scale ±32767.
    pub samples: Vec<i16>,
}

impl Pcm {
    /// How long it plays, rounded to the millisecond.
    pub fn length_ms(&self) -> u64 {
        length_ms(self.samples.len(), self.rate_hz)
    }
}

/// Why bytes are not a sound that we read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SoundError {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// The file is longer than [`MAX_FILE_BYTES`].
    #[error("the file has {bytes} bytes; at most {MAX_FILE_BYTES} are read")]
    TooLong {
        /// The length of the file.
        bytes: usize,
    },
    /// Something other than WAV, whatever its name says.
    #[error("holds {seems}; PCM or float WAV is needed")]
    NotWav {
        /// What it seems to be.
        seems: FileKind,
    },
    /// A WAV file around a coding that is not read.
    #[error("is a WAV file that holds {coding}; PCM or float WAV is needed")]
    Coding {
        /// The name of the coding.
        coding: String,
    },
    /// A WAV file that breaks off: its header promises more than is there.
    #[error("breaks off: {present} of {declared} bytes of sound are there")]
    Truncated {
        /// The bytes of sound that the header promises.
        declared: u64,
        /// The bytes of sound that are there.
        present: u64,
    },
    /// A WAV file whose header makes no sense.
    #[error("is a damaged WAV file: {reason}")]
    Damaged {
        /// What is wrong with it.
        reason: String,
    },
    /// A WAV file without a single sample.
    #[error("is a WAV file without sound")]
    NoSamples,
    /// More channels than two.
    #[error("has {channels} channels; mono or stereo is needed")]
    Channels {
        /// The number of channels.
        channels: usize,
    },
    /// A sample rate outside [`RATES_HZ`].
    #[error("has a sample rate of {rate_hz} Hz; 4000 to 384000 Hz is needed")]
    Rate {
        /// The sample rate.
        rate_hz: u64,
    },
}

/// A decoded file before it is mixed down.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub rate_hz: u32,
    pub channels: usize,
    /// Interleaved, full scale ±1.0; a float file may pass it, but every value is a finite number.
    pub samples: Vec<f32>,
    /// The greatest magnitude that the file's coding can hold.
    pub full_scale: f32,
}

/// Reads a WAV file and mixes it down to mono, at its own rate.
///
/// # Errors
/// Every way in which bytes can fail to be such a file has its [`SoundError`]; no bytes make it panic.
pub fn read_wav(bytes: &[u8]) -> Result<Pcm, SoundError> {
    Ok(decode(bytes)?.mixed_down())
}

/// Writes a WAV file of 16 bit mono PCM.
pub fn write_wav(pcm: &Pcm) -> Vec<u8> {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: pcm.rate_hz,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut file = Cursor::new(Vec::with_capacity(44 + 2 * pcm.samples.len()));
    let mut writer = hound::WavWriter::new(&mut file, spec).expect("the memory takes what is written");
    for &sample in &pcm.samples {
        writer.write_sample(sample).expect("the memory takes what is written");
    }
    writer.finalize().expect("the memory takes what is written");
    file.into_inner()
}

/// Writes a WAV file of A-law bytes, mono: half the size of PCM, and what the telephone network carries anyway.
pub fn write_wav_alaw(rate_hz: u32, alaw: &[u8]) -> Vec<u8> {
    let spec = WavSpec::new(1, rate_hz as usize, SampleFormat::ALAW);
    let mut writer =
        WavWriter::new(Cursor::new(Vec::new()), spec).expect("one channel at a rate of 32 bit fits a header");
    writer.write_raw_interleaved(alaw).expect("the memory takes what is written");
    writer.finalize().expect("the memory takes what is written").into_inner()
}

impl Decoded {
    /// One channel, the mean of all.
    pub fn mixed_down(&self) -> Pcm {
        let parts = self.channels as f32;
        let samples = self
            .samples
            .chunks_exact(self.channels)
            .map(|frame| to_i16(frame.iter().sum::<f32>() / parts))
            .collect();
        Pcm { rate_hz: self.rate_hz, samples }
    }
}

/// Decodes a file, all channels kept.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, SoundError> {
    if bytes.is_empty() {
        return Err(SoundError::Empty);
    }
    if bytes.len() > MAX_FILE_BYTES {
        return Err(SoundError::TooLong { bytes: bytes.len() });
    }
    let kind = sniff::kind_of(bytes);
    if kind != FileKind::Wav {
        return Err(SoundError::NotWav { seems: kind });
    }
    let fmt_at = walk_chunks(bytes)?;
    let plain = with_plain_width(bytes, fmt_at);
    let bytes = plain.as_deref().unwrap_or(bytes);

    let params = read_wav_header(Cursor::new(bytes)).map_err(damaged)?;
    let Some(format) = params.sample_format() else {
        return Err(SoundError::Coding { coding: coding_name(&params.fmt) });
    };
    let channels = params.channels();
    if !(1..=2).contains(&channels) {
        return Err(SoundError::Channels { channels });
    }
    let rate_hz = params.sample_rate();
    let rate_hz = u32::try_from(rate_hz)
        .ok()
        .filter(|rate| RATES_HZ.contains(rate))
        .ok_or(SoundError::Rate { rate_hz: rate_hz as u64 })?;

    let end = end_of_sound(bytes, &params)?;
    let mut reader = WavReader::new(Cursor::new(&bytes[..end])).map_err(damaged)?;
    let mut samples = reader.read_all_to_float::<f32>().map_err(damaged)?.take_data();
    if samples.is_empty() {
        return Err(SoundError::NoSamples);
    }
    for sample in &mut samples {
        // A float file may hold anything; a thousandfold overload is as wrong as infinity and as harmless as this.
        *sample = if sample.is_nan() { 0.0 } else { sample.clamp(-1_000.0, 1_000.0) };
    }
    Ok(Decoded { rate_hz, channels, samples, full_scale: full_scale(format) })
}

/// A sample in ±1.0 as a number of 16 bits; what is louder is cut off.
pub(crate) fn to_i16(sample: f32) -> i16 {
    (sample * 32_768.0).round().clamp(-32_768.0, 32_767.0) as i16
}

/// The play time of a number of samples, rounded to the millisecond.
pub(crate) fn length_ms(samples: usize, rate_hz: u32) -> u64 {
    let rate = u64::from(rate_hz.max(1));
    (samples as u64 * 1_000 + rate / 2) / rate
}

/// Where the whole frames of sound end, counted from the beginning of the file.
fn end_of_sound(bytes: &[u8], params: &waveadapter::WavParams) -> Result<usize, SoundError> {
    let start = usize::try_from(params.data_offset).unwrap_or(usize::MAX).min(bytes.len());
    let present = (bytes.len() - start) as u64;
    let declared = params.data_length;
    if declared > present && declared < UNKNOWN_LENGTH {
        return Err(SoundError::Truncated { declared, present });
    }
    let frame = params.frame_bytes().max(1) as u64;
    let whole = declared.min(present) / frame * frame;
    if whole == 0 {
        return Err(SoundError::NoSamples);
    }
    Ok(start + whole as usize)
}

/// Looks through the chunks up to the sound; gives the place of the format chunk's body.
///
/// It guards the parser against a file of millions of empty chunks, and says more precisely what is missing.
fn walk_chunks(bytes: &[u8]) -> Result<usize, SoundError> {
    let damage = |reason: &str| SoundError::Damaged { reason: reason.to_owned() };
    let mut at = 12usize;
    let mut format = None;
    let mut has_sound = false;
    let mut chunks = 0;
    while let Some(head) = bytes.get(at..at.saturating_add(8)) {
        chunks += 1;
        if chunks > MAX_CHUNKS {
            return Err(damage("it has more than 1024 chunks"));
        }
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        match &head[..4] {
            b"fmt " if format.is_none() => {
                if length < 16 || bytes.len() - at - 8 < length {
                    return Err(damage("its format chunk is cut short"));
                }
                format = Some(at + 8);
            }
            // A length that is not the true one (the placeholder of a pipe) would lead astray: the sound is the
            // last that matters, unless the format is still to come.
            b"data" => {
                has_sound = true;
                if format.is_some() || length as u64 >= UNKNOWN_LENGTH {
                    break;
                }
            }
            _ => {}
        }
        at = at.saturating_add(8).saturating_add(length).saturating_add(length & 1);
    }
    if format.is_some() && !has_sound {
        return Err(damage("it has no sound chunk"));
    }
    format.ok_or_else(|| damage("it has no format chunk"))
}

/// The file with its format chunk put into plain widths, if its own are unusual.
///
/// Integer PCM of, say, 12 or 20 bits stands left-justified in whole bytes, so it can be read as 16 or 24 bits; and
/// some programs write nonsense as an EXTENSIBLE header's "valid bits".
fn with_plain_width(bytes: &[u8], fmt_at: usize) -> Option<Vec<u8>> {
    let field =
        |at: usize| Some(u16::from_le_bytes([*bytes.get(fmt_at + at)?, *bytes.get(fmt_at + at + 1)?]));
    let (tag, channels, block, bits) = (field(0)?, field(2)?, field(12)?, field(14)?);
    let body = u32::from_le_bytes(bytes.get(fmt_at - 4..fmt_at)?.try_into().ok()?);
    let extensible = tag == 0xFFFE && body >= 40;
    let coding = if extensible { field(24)? } else { tag };
    if channels == 0 || block % channels != 0 || (tag == 0xFFFE && !extensible) {
        return None;
    }
    let width = (block / channels).checked_mul(8)?;
    let valid = if extensible { field(18)? } else { width };
    let widths = match coding {
        1 => 8..=32,
        3 => 32..=64,
        6 | 7 => 8..=8,
        _ => return None,
    };
    if !widths.contains(&width) || bits > width || (bits == width && valid == width) {
        return None;
    }
    let mut plain = bytes.to_vec();
    plain[fmt_at + 14..fmt_at + 16].copy_from_slice(&width.to_le_bytes());
    if extensible {
        plain[fmt_at + 18..fmt_at + 20].copy_from_slice(&width.to_le_bytes());
    }
    Some(plain)
}

fn damaged(error: WavError) -> SoundError {
    let reason = match error {
        WavError::Io(_) => "it ends within its header".to_owned(),
        WavError::InvalidHeader(text) | WavError::UnsupportedFormat(text) | WavError::InvalidSpec(text) => {
            text
        }
    };
    SoundError::Damaged { reason }
}

/// The name of a coding that is not read, by its registered tag (RFC 2361).
fn coding_name(fmt: &waveadapter::FmtChunk) -> String {
    let tag = match fmt.sub_format() {
        Some(guid) => u16::from_le_bytes([guid[0], guid[1]]),
        None => fmt.format_code,
    };
    let name = match tag {
        1 | 3 => {
            return format!("samples of {} bits in blocks of {} bytes", fmt.bits_per_sample, fmt.block_align);
        }
        0x02 => "Microsoft ADPCM",
        0x11 => "IMA ADPCM",
        0x22 => "TrueSpeech",
        0x31 => "GSM 06.10",
        0x40 | 0x45 | 0x64 => "G.726 ADPCM",
        0x50 => "MPEG audio",
        0x55 => "MP3",
        0xFF | 0x1600 | 0x1610 => "AAC",
        0xA106 | 0x706D => "AAC",
        0xF1AC => "FLAC",
        0x704F => "Opus",
        other => return format!("a coding that is not known here (0x{other:04X})"),
    };
    name.to_owned()
}

/// The greatest magnitude of a coding: G.711 does not reach the full scale of 16 bits (ITU-T G.711, tables 1 and 2).
fn full_scale(format: SampleFormat) -> f32 {
    match format {
        SampleFormat::ALAW => 32_256.0 / 32_768.0,
        SampleFormat::MULAW => 32_124.0 / 32_768.0,
        SampleFormat::U8 => 127.0 / 128.0,
        _ => 32_767.0 / 32_768.0,
    }
}

#[cfg(test)]
mod tests;
