//! Finds, decodes, resamples, renders and stores what callers hear, by content.
//!
//! Everything that is heard ends up as a [`Sound`]: samples at 8,000 Hz, encoded once for each codec and shared by all
//! calls. There are two sources:
//!
//! - [`Recordings`]: files that a script names, in the formats that studios and phones deliver ([`read_wav`]).
//! - [`Store`]: texts, spoken beforehand by a [`Voice`] and kept under a key made of language, voice, words and engine.
//!   Nothing is rendered while a caller waits, except a value that nobody could know ([`speak`]).
//!
//! ```no_run
//! use rufplan_sounds::{EspeakNg, Store, VoiceSettings, Wording};
//!
//! let store = Store::open(&["audio/prompts".into()], Some("my-prompts".as_ref()), VoiceSettings::default())?;
//! let texts = [Wording::new("de", "Guten Tag."), Wording::new("en", "Hello.")];
//! if !store.missing(&texts).is_empty() {
//!     let voice = EspeakNg::find(None, VoiceSettings::default(), EspeakNg::LIMIT)?;
//!     store.render_missing(&texts, &voice)?;
//! }
//! let hello = store.find("en", "Hello.").expect("it was rendered just now");
//! assert!(hello.length_ms > 300);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What is sent when, and to whom, is the business of `rufplan-media`; words for values are those of `rufplan-speech`.

mod atoms;
mod espeak;
mod facts;
mod layer;
mod loudness;
mod manifest;
mod process;
mod recordings;
mod resample;
mod silence;
mod sniff;
mod sound;
mod store;
mod voice;
mod wav;
mod wording;

pub use atoms::{atom_wordings, atom_wordings_of};
pub use espeak::EspeakNg;
pub use facts::{SoundFacts, sha256_hex, sound_facts};
pub use layer::StoreError;
pub use loudness::loudness_lufs;
pub use manifest::{Entry, MANIFEST_VERSION, Manifest, key};
pub use recordings::{Recording, RecordingError, Recordings};
pub use resample::{TELEPHONE_HZ, resample};
pub use silence::{Margins, sounding, trimmed};
pub use sniff::{FileKind, kind_of};
pub use sound::Sound;
pub use store::{Report, Store};
pub use voice::{Voice, VoiceError, VoiceSetting, VoiceSettings, speak};
pub use wav::{MAX_FILE_BYTES, Pcm, RATES_HZ, SoundError, read_wav, write_wav, write_wav_alaw};
pub use wording::{Manner, Wording};
