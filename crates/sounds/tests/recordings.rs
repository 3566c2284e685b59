//! Recordings of a project: where they are looked for, what is said of them, and what is refused.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rufplan_sounds::{Pcm, RecordingError, Recordings, SoundError, write_wav};

fn tone(rate_hz: u32, ms: u32, level: f64) -> Vec<u8> {
    let samples = (0..rate_hz * ms / 1_000)
        .map(|n| ((f64::from(n) / f64::from(rate_hz) * 800.0 * std::f64::consts::TAU).sin() * level) as i16)
        .collect();
    write_wav(&Pcm { rate_hz, samples })
}

/// A project with `nordwind/willkommen_de.wav` at its root and `audio/musik/ruhig.wav`.
fn project() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "nordwind/willkommen_de.wav", &tone(44_100, 1_500, 10_000.0));
    put(dir.path(), "audio/musik/ruhig.wav", &tone(8_000, 700, 3_000.0));
    dir
}

fn put(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

#[test]
fn paths_start_at_the_root_and_then_at_its_audio_folder() {
    let dir = project();
    let recordings = Recordings::new(dir.path());
    for (path, place) in [
        ("nordwind/willkommen_de.wav", "nordwind/willkommen_de.wav"),
        ("musik/ruhig.wav", "audio/musik/ruhig.wav"),
        ("audio/musik/ruhig.wav", "audio/musik/ruhig.wav"),
    ] {
        assert_eq!(recordings.resolve(path).unwrap(), dir.path().join(place));
    }
    put(dir.path(), "musik/ruhig.wav", &tone(8_000, 100, 1.0));
    assert_eq!(recordings.resolve("musik/ruhig.wav").unwrap(), dir.path().join("musik/ruhig.wav"));
}

#[test]
fn a_recording_is_decoded_once_and_found_by_its_hash() {
    let dir = project();
    let recordings = Recordings::new(dir.path());
    let first = recordings.load("nordwind/willkommen_de.wav").unwrap();
    assert_eq!((first.sound.length_ms, first.sound.pcm.len()), (1_500, 12_000));
    assert_eq!((first.facts.rate_hz, first.facts.length_ms), (44_100, 1_500));
    let again = recordings.load("nordwind/willkommen_de.wav").unwrap();
    assert!(Arc::ptr_eq(&first.sound, &again.sound));
    assert!(Arc::ptr_eq(&first.sound, &recordings.get(&first.facts.sha256).unwrap().sound));
    assert!(recordings.get("00").is_none());

    // A file that is replaced while the program runs is another recording.
    put(dir.path(), "nordwind/willkommen_de.wav", &tone(8_000, 900, 10_000.0));
    assert_eq!(recordings.load("nordwind/willkommen_de.wav").unwrap().sound.length_ms, 900);
    assert!(recordings.get(&first.facts.sha256).is_some());
}

#[test]
fn nothing_outside_of_the_project_is_read() {
    let dir = project();
    let recordings = Recordings::new(&dir.path().join("nordwind"));
    for path in
        ["", "/etc/passwd", "../audio/musik/ruhig.wav", "a/../../x.wav", "..\\x.wav", "a\0.wav", "./x.wav"]
    {
        assert!(matches!(recordings.resolve(path), Err(RecordingError::Outside { .. })), "{path:?}");
    }
}

#[test]
fn a_slip_of_the_pen_is_answered_with_what_is_there() {
    let dir = project();
    let recordings = Recordings::new(dir.path());
    for (path, said) in [
        ("nordwind/wilkommen_de.wav", "not found (near: nordwind/willkommen_de.wav)"),
        ("nordwind/willkommne_de.wav", "not found (near: nordwind/willkommen_de.wav)"),
        ("willkommen_de.wav", "not found (near: nordwind/willkommen_de.wav)"),
        ("Musik/Ruhig.wav", "not found (near: audio/musik/ruhig.wav)"),
        ("jingle.wav", "not found"),
    ] {
        let error = recordings.load(path).unwrap_err();
        assert_eq!(error.to_string(), format!("`{path}`: {said}"));
    }
}

#[test]
fn what_holds_no_sound_is_named_with_its_path() {
    let dir = project();
    put(dir.path(), "gruss.wav", b"ID3\x03\0\0\0\0\0\0");
    let error = Recordings::new(dir.path()).load("gruss.wav").unwrap_err();
    assert!(matches!(error, RecordingError::Sound { source: SoundError::NotWav { .. }, .. }));
    assert_eq!(error.to_string(), "`gruss.wav` holds MP3; PCM or float WAV is needed");
}
