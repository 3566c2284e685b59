//! What the project ships to be heard: it is all there, in order, and small.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::fs;
use std::path::{Path, PathBuf};

use rufplan_audio::Codec;
use rufplan_sounds::{
    Manifest, Recordings, Sound, Store, VoiceSettings, atom_wordings, atom_wordings_of, read_wav, sound_facts,
};

/// The most that everything audible may take on disk, in bytes.
const SHIPPED_BYTES_MAX: u64 = 10 * 1_000 * 1_000;

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The sizes of all files below a folder that end so.
fn bytes_below(folder: &Path, ending: &str) -> u64 {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| match path.is_dir() {
            true => bytes_below(&path, ending),
            false if path.to_string_lossy().ends_with(ending) => fs::metadata(&path).unwrap().len(),
            false => 0,
        })
        .sum()
}

#[test]
fn everything_audible_fits_the_budget() {
    let bytes = bytes_below(&project("audio"), "") + bytes_below(&project("flows"), ".wav");
    assert!(bytes <= SHIPPED_BYTES_MAX, "{bytes} bytes");
}

fn files_below(folder: &Path, ending: &str) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| match path.is_dir() {
            true => files_below(&path, ending),
            false => usize::from(path.to_string_lossy().ends_with(ending)),
        })
        .sum()
}

fn shipped_store() -> Store {
    Store::open(&[project("audio/prompts")], None, VoiceSettings::default()).unwrap()
}

#[test]
fn every_unit_of_every_language_can_be_heard() {
    let store = shipped_store();
    let missing = store.missing(&atom_wordings());
    assert!(missing.is_empty(), "render them as audio/README.md says: {missing:?}");
    for lang in ["de", "de-AT", "en", "en-US", "en-GB"] {
        let atoms = atom_wordings_of(lang);
        assert!(atoms.len() > 100, "{lang} has {} units", atoms.len());
        for wording in atoms {
            let sound = store.find(&wording.lang, &wording.text).unwrap_or_else(|| panic!("{wording:?}"));
            // The shortest is a letter's name, the longest some words: 40 to 120 ms a character, and the margins.
            let longest_ms = 500 + 120 * wording.text.chars().count() as u64;
            assert!((120..=longest_ms).contains(&sound.length_ms), "{wording:?}: {} ms", sound.length_ms);
        }
    }
}

#[test]
fn the_shipped_sounds_are_those_of_the_manifest_no_more_and_no_less() {
    let prompts = project("audio/prompts");
    let json = fs::read(prompts.join("manifest.json")).unwrap();
    let manifest = Manifest::from_json(&json).unwrap();
    assert_eq!(manifest.to_json(), json, "the manifest is canonical");
    for (key, entry) in &manifest.sounds {
        assert_eq!(&entry.key(), key);
        let file = prompts.join(&entry.lang).join(&key[..2]).join(format!("{key}.wav"));
        let facts =
            sound_facts(&fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", entry.text))).unwrap();
        assert_eq!((&facts.sha256, facts.length_ms), (&entry.sha256, entry.length_ms), "{}", entry.text);
        assert_eq!((facts.rate_hz, facts.clipped_places), (8_000, 0), "{}", entry.text);
        // A soft "th" may count as silence here and as sound where it was trimmed.
        assert!(facts.leading_silence_ms <= 120, "{}: {} ms", entry.text, facts.leading_silence_ms);
    }
    assert_eq!(files_below(&prompts, ".wav"), manifest.sounds.len());
}

#[test]
fn the_recordings_of_the_reference_clients_are_there() {
    let recordings = Recordings::new(&project("flows/reference"));
    for (path, shortest_ms, longest_ms) in [
        ("nordwind/sprachwahl.wav", 3_000, 7_000),
        ("nordwind/willkommen_de.wav", 1_500, 4_000),
        ("nordwind/willkommen_en.wav", 1_500, 4_000),
        ("moorbach/notfall.wav", 5_000, 10_000),
        ("musik/ruhig.wav", 20_000, 30_000),
        ("musik/moorbach.wav", 20_000, 30_000),
        ("am/begruessung.wav", 1_500, 4_000),
        ("am/auswahl.wav", 3_000, 9_000),
        ("blumen/gruss_de.wav", 2_000, 5_000),
        ("radhaus/gruss_de.wav", 2_000, 5_000),
        ("zahnwelt/gruss_de.wav", 2_000, 5_000),
        ("musik/alm.wav", 7_000, 12_000),
        ("musik/kueste.wav", 7_000, 12_000),
        ("musik/huber.wav", 7_000, 12_000),
        ("musik/blumen.wav", 7_000, 12_000),
        ("musik/radhaus.wav", 7_000, 12_000),
        ("musik/zahnwelt.wav", 7_000, 12_000),
    ] {
        let facts = recordings.load(path).unwrap().facts;
        assert!((shortest_ms..=longest_ms).contains(&facts.length_ms), "{path}: {} ms", facts.length_ms);
        assert_eq!((facts.rate_hz, facts.clipped_places), (8_000, 0), "{path}");
        assert!(facts.leading_silence_ms <= 30, "{path}: {} ms", facts.leading_silence_ms);
        let loudness = facts.loudness_lufs.unwrap();
        assert!((-26.0..=-14.0).contains(&loudness), "{path}: {loudness} LUFS");
    }
}

#[test]
fn the_music_goes_round_without_a_seam() {
    let pieces = ["ruhig", "moorbach", "alm", "kueste", "huber", "blumen", "radhaus", "zahnwelt"];
    for path in pieces.map(|piece| format!("musik/{piece}.wav")) {
        let pcm = read_wav(&fs::read(project("flows/reference").join(&path)).unwrap()).unwrap();
        assert_eq!(
            pcm.samples.len() % 160,
            0,
            "{path}: whole frames of 20 ms, so that a round is never padded"
        );
        let step = |a: i16, b: i16| (i32::from(a) - i32::from(b)).abs();
        let largest = pcm.samples.windows(2).map(|w| step(w[0], w[1])).max().unwrap();
        let seam = step(pcm.samples[pcm.samples.len() - 1], pcm.samples[0]);
        assert!(seam <= largest / 2, "{path}: a jump of {seam} at the seam, {largest} elsewhere");
        // As loud around the seam as on the whole: it neither fades out nor starts from nothing.
        let level = |samples: &[i16]| {
            samples.iter().map(|&s| f64::from(s).powi(2)).sum::<f64>() / samples.len() as f64
        };
        let (whole, end) = (level(&pcm.samples), level(&pcm.samples[pcm.samples.len() - 4_000..]));
        assert!(end > whole / 20.0, "{path}: {:.1} dB at its end", 10.0 * (end / whole).log10());
    }
}

#[test]
fn what_is_stored_as_alaw_reaches_alaw_callers_unchanged() {
    let bytes = fs::read(project("flows/reference/musik/ruhig.wav")).unwrap();
    let sound = Sound::from_wav(&bytes).unwrap();
    assert!(bytes.ends_with(sound.encoded.bytes(Codec::Pcma)));
    assert_eq!(sound.length_ms, sound_facts(&bytes).unwrap().length_ms);
}
