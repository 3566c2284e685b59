//! A sound that is ready to be played to any number of callers.

use std::sync::Arc;

use rufplan_audio::{Codec, Encoded};

use crate::resample::{TELEPHONE_HZ, resample};
use crate::wav::{Pcm, SoundError, read_wav, write_wav_alaw};

/// A sound at 8,000 Hz, decoded once and encoded once for each codec; every play shares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sound {
    /// The samples, mono at 8,000 Hz: for recognition and mixing.
    pub pcm: Arc<[i16]>,
    /// The same sound as the bytes that are sent.
    pub encoded: Encoded,
    /// Play time, rounded to the millisecond.
    pub length_ms: u64,
}

impl Sound {
    /// Makes a sound of samples at any rate.
    pub fn from_pcm(pcm: &Pcm) -> Sound {
        let pcm = resample(pcm, TELEPHONE_HZ);
        Sound {
            encoded: Encoded::from_samples(&pcm.samples),
            length_ms: pcm.length_ms(),
            pcm: pcm.samples.into(),
        }
    }

    /// Makes a sound of the bytes of a WAV file.
    ///
    /// # Errors
    /// As [`read_wav`].
    pub fn from_wav(bytes: &[u8]) -> Result<Sound, SoundError> {
        Ok(Sound::from_pcm(&read_wav(bytes)?))
    }

    /// Silence of a length.
    pub fn silence(length_ms: u32) -> Sound {
        let samples = vec![0; rufplan_audio::samples_in(length_ms)];
        Sound::from_pcm(&Pcm { rate_hz: TELEPHONE_HZ, samples })
    }

    /// The sound as a WAV file of A-law, 8 KB a second. Reading it back gives exactly the bytes that A-law callers hear.
    pub fn to_wav(&self) -> Vec<u8> {
        write_wav_alaw(TELEPHONE_HZ, self.encoded.bytes(Codec::Pcma))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sound_survives_its_own_file_byte_for_byte() {
        let samples = (0..8_000).map(|n: i32| (n * 37 % 20_000 - 10_000) as i16).collect();
        let sound = Sound::from_pcm(&Pcm { rate_hz: 8_000, samples });
        let again = Sound::from_wav(&sound.to_wav()).unwrap();
        assert_eq!(again.encoded.bytes(Codec::Pcma), sound.encoded.bytes(Codec::Pcma));
        assert_eq!(again.length_ms, 1_000);
        assert_eq!(Sound::from_wav(&again.to_wav()).unwrap(), again);
    }

    #[test]
    fn silence_is_as_long_as_asked_and_silent() {
        let silence = Sound::silence(130);
        assert_eq!((silence.length_ms, silence.pcm.len()), (130, 1_040));
        assert!(silence.encoded.bytes(Codec::Pcmu).iter().all(|&byte| byte == Codec::Pcmu.silence()));
    }
}
