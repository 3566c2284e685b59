//! espeak-ng as a child process: what it says, and every way in which it can fail.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::path::PathBuf;
use std::time::Duration;

use rufplan_sounds::{EspeakNg, SoundError, Voice, VoiceError, VoiceSetting, VoiceSettings, Wording, speak};

const LONG: Duration = Duration::from_secs(20);

/// A program of `tests/programs` in place of espeak-ng.
fn find(program: &str, limit: Duration) -> Result<EspeakNg, VoiceError> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/programs").join(program);
    EspeakNg::find(Some(path), VoiceSettings::default(), limit)
}

#[test]
fn a_program_that_speaks_is_heard_without_the_silence_around() {
    let voice = find("speaks.sh", LONG).unwrap();
    assert_eq!(voice.id(), "espeak-ng 9.87");
    // 100 ms of silence, 300 ms of tone, 400 ms of silence.
    assert_eq!(voice.render(&Wording::new("de", "drei")).unwrap().length_ms(), 800);
    let value = speak(&voice, &Wording::new("de", "drei")).unwrap();
    assert!((345..=365).contains(&value.length_ms), "{} ms", value.length_ms);
    let sentence = speak(&voice, &Wording::new("de", "Auf Wiederhören.")).unwrap();
    assert!((600..=620).contains(&sentence.length_ms), "{} ms", sentence.length_ms);
}

#[test]
fn a_program_that_hangs_is_stopped() {
    let voice = find("hangs.sh", Duration::from_millis(300)).unwrap();
    match voice.render(&Wording::new("de", "drei")) {
        Err(VoiceError::TooSlow { limit }) => assert_eq!(limit, Duration::from_millis(300)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_voice_that_is_not_there_is_named() {
    let error = find("refuses.sh", LONG).unwrap().render(&Wording::new("de-CH", "drei")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no voice `de-ch` for `de-CH`: Error: The specified espeak-ng voice does not exist."
    );
}

#[test]
fn what_is_no_sound_is_refused() {
    let error = find("babbles.sh", LONG).unwrap().render(&Wording::new("de", "drei")).unwrap_err();
    assert!(matches!(error, VoiceError::BadSound(SoundError::NotWav { .. })), "{error:?}");
    assert_eq!(error.to_string(), "what the voice gave holds text; PCM or float WAV is needed");
}

#[test]
fn a_program_that_is_not_espeak_is_not_taken_for_it() {
    assert!(matches!(find("chatters.sh", LONG), Err(VoiceError::Failed { .. })));
}

#[test]
fn a_missing_program_says_how_to_get_it() {
    let error = find("is-not-there", LONG).unwrap_err();
    assert!(matches!(error, VoiceError::NotInstalled { .. }));
    assert!(error.to_string().contains("apt install espeak-ng"), "{error}");
}

#[test]
fn settings_choose_the_voice_by_language_then_by_its_base() {
    let toml_like = r#"{"de": {"name": "de+f2"}, "en": {"name": "en-gb", "speed_wpm": 140, "pitch": 40}}"#;
    let settings: VoiceSettings = serde_json::from_str(toml_like).unwrap();
    for (lang, name) in [
        ("de", "de+f2 at 155 wpm, pitch 50"),
        ("de-AT", "de+f2 at 155 wpm, pitch 50"),
        ("en-US", "en-gb at 140 wpm, pitch 40"),
        ("tr", "tr at 155 wpm, pitch 50"),
    ] {
        assert_eq!(settings.of(lang).key_name(), name, "{lang}");
    }
    assert_eq!(VoiceSettings::default().of("en").name, "en-us");
    assert!(serde_json::from_str::<VoiceSetting>(r#"{"name": "de", "sped": 3}"#).is_err());
}

#[test]
fn an_engine_that_is_not_built_in_is_refused_with_its_place() {
    let settings: VoiceSettings =
        serde_json::from_str(r#"{"de": {"engine": "nosuch", "name": "x"}}"#).unwrap();
    let error = EspeakNg::find(None, settings, LONG).unwrap_err();
    assert_eq!(error.to_string(), "voice.de: the engine `nosuch` is not known; there is `espeak-ng`");
}

/// The real program, where it is installed: its sounds must be whole, and the same each time.
#[test]
fn espeak_ng_itself_speaks() {
    let voice = match EspeakNg::find(None, VoiceSettings::default(), LONG) {
        Ok(voice) => voice,
        Err(VoiceError::NotInstalled { .. }) => {
            return println!("espeak-ng is not installed: nothing to try");
        }
        Err(error) => panic!("{error}"),
    };
    for (lang, text) in
        [("de", "Guten Tag, hier ist die Hotline."), ("en", "three"), ("de", "& < > [[ ]] -v")]
    {
        let sound = speak(&voice, &Wording::new(lang, text)).unwrap();
        assert!(sound.length_ms > 200, "{text}: {} ms", sound.length_ms);
        assert_eq!(speak(&voice, &Wording::new(lang, text)).unwrap(), sound, "{text}");
    }
    assert!(matches!(voice.render(&Wording::new("xx-nosuch", "a")), Err(VoiceError::NoVoice { .. })));
}
