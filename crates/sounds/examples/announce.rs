//! Speaks the recordings of the reference clients with espeak-ng, in place of a person in a studio.
//!
//! `cargo run -p rufplan-sounds --example announce -- flows/reference` writes them below that folder. The words are
//! those that stand beside the files in the scripts there.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use rufplan_sounds::{EspeakNg, Pcm, Sound, TELEPHONE_HZ, VoiceSettings, Wording, speak};

/// The pause between two stretches of one announcement, in addition to the end of the first.
const PAUSE_MS: usize = 250;

/// A file and its stretches, each in a language.
type Announcement = (&'static str, &'static [(&'static str, &'static str)]);

const ANNOUNCEMENTS: [Announcement; 9] = [
    ("nordwind/sprachwahl.wav", &[("de", "Für Deutsch drücken Sie die 1."), ("en", "For English, press 2.")]),
    ("nordwind/willkommen_de.wav", &[("de", "Willkommen bei Nordwind Energie.")]),
    ("nordwind/willkommen_en.wav", &[("en", "Welcome to Nordwind Energy.")]),
    (
        "moorbach/notfall.wav",
        &[
            ("de", "Wegen eines Notfalls ist unsere Hotline geschlossen."),
            ("de", "Bei Gefahr für Leib und Leben wählen Sie eins, eins, zwei."),
        ],
    ),
    ("am/begruessung.wav", &[("de", "Alpenmilch Bestellservice, grüß Gott!")]),
    ("am/auswahl.wav", &[("de", "Für Bestellungen die 1, für Reklamationen die 2, für alles andere die 0.")]),
    ("blumen/gruss_de.wav", &[("de", "Grüezi, Servus und guten Tag bei Blumen Bär!")]),
    ("radhaus/gruss_de.wav", &[("de", "Grüezi, Servus und guten Tag bei Radhaus!")]),
    ("zahnwelt/gruss_de.wav", &[("de", "Grüezi, Servus und guten Tag bei Zahnwelt!")]),
];

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(std::env::args_os().nth(1).ok_or("give the folder to write to")?);
    let voice = EspeakNg::find(None, VoiceSettings::default(), EspeakNg::LIMIT)?;
    for (file, stretches) in ANNOUNCEMENTS {
        let mut samples: Vec<i16> = Vec::new();
        for (lang, text) in stretches {
            if !samples.is_empty() {
                samples.resize(samples.len() + PAUSE_MS * TELEPHONE_HZ as usize / 1_000, 0);
            }
            samples.extend_from_slice(&speak(&voice, &Wording::new(lang, text))?.pcm);
        }
        let sound = Sound::from_pcm(&Pcm { rate_hz: TELEPHONE_HZ, samples });
        let path = root.join(file);
        fs::create_dir_all(path.parent().ok_or("a file stands in a folder")?)?;
        fs::write(&path, sound.to_wav())?;
        println!("{file}: {} ms", sound.length_ms);
    }
    Ok(())
}
