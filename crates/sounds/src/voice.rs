//! Voices: what turns a text into sound when nobody recorded it.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::resample::{TELEPHONE_HZ, resample};
use crate::silence::{Margins, trimmed};
use crate::sound::Sound;
use crate::wav::{Pcm, SoundError};
use crate::wording::{Wording, base_lang};

/// The engine of a voice whose setting names none.
pub const ESPEAK_NG: &str = "espeak-ng";

/// Silence around a value or a part of a sentence, so that it sounds joined to what comes before and after.
const WITHIN_SENTENCE: Margins = Margins { lead_ms: 12, tail_ms: 45 };
/// Silence around what ends a sentence: the next one does not follow on its heels.
const AFTER_SENTENCE: Margins = Margins { lead_ms: 12, tail_ms: 300 };

/// A voice back end.
pub trait Voice: Send + Sync {
    /// Speaks a text in its manner, at any sample rate.
    ///
    /// # Errors
    /// [`VoiceError`]: it is not installed, has no such language, took too long or failed.
    fn render(&self, wording: &Wording) -> Result<Pcm, VoiceError>;

    /// The engine and its version, such as `espeak-ng 1.51`: part of a sound's key.
    fn id(&self) -> String;

    /// The name of the voice that speaks a wording, with all that changes how it sounds: part of a sound's key.
    fn name(&self, wording: &Wording) -> String;
}

/// Why a text was not spoken.
#[derive(Debug, thiserror::Error)]
pub enum VoiceError {
    /// The program of the voice is not there.
    #[error("the voice program `{program}` was not found; {install}")]
    NotInstalled {
        /// What was looked for.
        program: String,
        /// How to get it.
        install: String,
    },
    /// The setting names an engine that is not built in.
    #[error("voice.{lang}: the engine `{engine}` is not known; there is `espeak-ng`")]
    UnknownEngine {
        /// The language of the setting.
        lang: String,
        /// What it names.
        engine: String,
    },
    /// The engine does not have the voice that a language is to be spoken with.
    #[error("there is no voice `{name}` for `{lang}`: {reason}")]
    NoVoice {
        /// The language.
        lang: String,
        /// The name of the voice.
        name: String,
        /// What the engine said.
        reason: String,
    },
    /// The program ran longer than it may and was stopped.
    #[error("the voice took longer than {} ms", limit.as_millis())]
    TooSlow {
        /// The limit.
        limit: Duration,
    },
    /// The program failed.
    #[error("the voice failed: {reason}")]
    Failed {
        /// What it said, or what the system said.
        reason: String,
    },
    /// What came out is not a sound.
    #[error("what the voice gave {0}")]
    BadSound(#[from] SoundError),
    /// What came out is silence.
    #[error("the voice said nothing for `{text}`")]
    Silent {
        /// What it was to say.
        text: String,
    },
}

/// The settings of one language's voice, as they stand under `[voice.de]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoiceSetting {
    /// The engine: `espeak-ng`.
    #[serde(default = "espeak_ng")]
    pub engine: String,
    /// The engine's name of the voice, such as `de` or `en-us+f3`.
    pub name: String,
    /// Speed in words a minute, 80 to 400.
    #[serde(default = "speed_wpm")]
    pub speed_wpm: u16,
    /// Pitch, 0 to 99; 50 is the voice's own.
    #[serde(default = "pitch")]
    pub pitch: u8,
}

/// The voices of a deployment by language tag; languages that are not named have a voice of their own name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VoiceSettings(pub BTreeMap<String, VoiceSetting>);

impl VoiceSettings {
    /// The setting for a language: its own, else that of the language without the region, else the shipped one.
    pub fn of(&self, lang: &str) -> VoiceSetting {
        self.0.get(lang).or_else(|| self.0.get(base_lang(lang))).cloned().unwrap_or_else(|| shipped(lang))
    }
}

impl VoiceSettings {
    /// The setting for a wording: that of the voice it names (its own setting, else the language's with this name), else
    /// that of its language; faster or slower where it wants that.
    pub fn of_wording(&self, wording: &Wording) -> VoiceSetting {
        let of_language = self.of(&wording.lang);
        let mut setting = match &wording.manner.voice {
            None => of_language,
            Some(name) => match self.0.get(name) {
                Some(own) => own.clone(),
                None => VoiceSetting { name: name.clone(), ..of_language },
            },
        };
        if let Some(percent) = wording.manner.speed_percent {
            let wpm = u32::from(setting.speed_wpm) * u32::from(percent) / 100;
            setting.speed_wpm = u16::try_from(wpm).unwrap_or(u16::MAX).clamp(80, 400);
        }
        setting
    }
}

impl VoiceSetting {
    /// The name and all that changes how it sounds, as it stands in the keys of sounds.
    pub fn key_name(&self) -> String {
        format!("{} at {} wpm, pitch {}", self.name, self.speed_wpm, self.pitch)
    }
}

/// Speaks a text and makes it ready to be played: at 8,000 Hz, without the silence that the engine put around it.
///
/// Nothing is stored; this is for a value that comes up in a call, such as a caller's name. It takes as long as the
/// voice does.
///
/// # Errors
/// As [`Voice::render`].
pub fn speak(voice: &dyn Voice, wording: &Wording) -> Result<Sound, VoiceError> {
    if let Some(pause_ms) = wording.pause_ms() {
        return Ok(Sound::silence(pause_ms));
    }
    let margins = if wording.ends_sentence() { AFTER_SENTENCE } else { WITHIN_SENTENCE };
    // First to the telephone's rate: what is too high for it does not count as sound.
    let heard = resample(&voice.render(wording)?, TELEPHONE_HZ);
    let spoken = trimmed(&heard, margins);
    if spoken.samples.is_empty() {
        return Err(VoiceError::Silent { text: wording.text.clone() });
    }
    Ok(Sound::from_pcm(&spoken))
}

/// The voice that the shipped sounds are spoken with. `en` means American English, as numbers and times are read.
fn shipped(lang: &str) -> VoiceSetting {
    let name = match lang {
        "en" => "en-us".to_owned(),
        other => other.to_ascii_lowercase(),
    };
    VoiceSetting { engine: espeak_ng(), name, speed_wpm: speed_wpm(), pitch: pitch() }
}

fn espeak_ng() -> String {
    ESPEAK_NG.to_owned()
}

/// Slower than espeak-ng's own 175: a caller has one chance to understand.
fn speed_wpm() -> u16 {
    155
}

fn pitch() -> u8 {
    50
}
