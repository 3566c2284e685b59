//! The voice that anybody can have: espeak-ng as a child process.
//!
//! espeak-ng is free software (GPL-3) and is not part of this program; it is run as a program of its own, and only
//! when a text is rendered. Nothing needs it to play what was rendered before.

use std::path::PathBuf;
use std::time::Duration;

use crate::process::{self, RunError};
use crate::voice::{ESPEAK_NG, Voice, VoiceError, VoiceSettings};
use crate::wav::{Pcm, read_wav};
use crate::wording::Wording;

/// Loudness of espeak-ng, 0 to 200: below this its loudest vowels do not reach full scale.
const AMPLITUDE: &str = "80";
/// A text of this many words at most that ends no sentence is a value such as "drei" or "o'clock".
const VALUE_WORDS: usize = 2;
/// How a value is spoken: with little of the usual rise and fall, and as fast as within a sentence.
const VALUE_PROSODY: &str = "rate=\"115%\" range=\"40%\"";
/// How to get the program.
const INSTALL: &str = "install it (Debian and Ubuntu: apt install espeak-ng; Fedora: dnf install espeak-ng; macOS: \
                       brew install espeak-ng; Windows: winget install eSpeak-NG.eSpeak-NG) or name its path";

/// espeak-ng, found on this machine.
#[derive(Debug, Clone)]
pub struct EspeakNg {
    program: PathBuf,
    version: String,
    settings: VoiceSettings,
    limit: Duration,
}

impl EspeakNg {
    /// How long one text may take unless told otherwise: a page of text takes half a second.
    pub const LIMIT: Duration = Duration::from_secs(10);

    /// How long a text may take while a caller waits for it (language reference: a value from outside).
    pub const LIMIT_IN_CALL: Duration = Duration::from_secs(1);

    /// Finds the program, on the `PATH` unless its place is given, and asks for its version.
    ///
    /// # Errors
    /// [`VoiceError::NotInstalled`], which says how to install it; [`VoiceError::UnknownEngine`] when a setting wants
    /// another engine; [`VoiceError::TooSlow`] or [`VoiceError::Failed`] when what is there is not espeak-ng.
    pub fn find(
        program: Option<PathBuf>,
        settings: VoiceSettings,
        limit: Duration,
    ) -> Result<EspeakNg, VoiceError> {
        for (lang, setting) in &settings.0 {
            if setting.engine != ESPEAK_NG {
                return Err(VoiceError::UnknownEngine { lang: lang.clone(), engine: setting.engine.clone() });
            }
        }
        let mut voice = EspeakNg {
            program: program.unwrap_or_else(|| PathBuf::from(ESPEAK_NG)),
            version: String::new(),
            settings,
            limit,
        };
        let said = voice.run(&["--version"], b"")?;
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        voice.version = version_in(&said).ok_or_else(|| VoiceError::Failed {
            reason: format!("`{}` is not espeak-ng", voice.program.display()),
        })?;
        Ok(voice)
    }

    fn run(&self, args: &[&str], input: &[u8]) -> Result<process::Output, VoiceError> {
        process::run(&self.program, args, input, self.limit).map_err(|error| match error {
            RunError::NotFound => VoiceError::NotInstalled {
                program: self.program.display().to_string(),
                install: INSTALL.to_owned(),
            },
            RunError::TooSlow => VoiceError::TooSlow { limit: self.limit },
            RunError::Io(error) => VoiceError::Failed { reason: error.to_string() },
        })
    }
}

impl Voice for EspeakNg {
    fn render(&self, wording: &Wording) -> Result<Pcm, VoiceError> {
        let (lang, text) = (wording.lang.as_str(), wording.text.as_str());
        let setting = self.settings.of_wording(wording);
        let (speed, pitch) = (setting.speed_wpm.to_string(), setting.pitch.to_string());
        let args = [
            "-m",
            "--stdin",
            "--stdout",
            "-b",
            "1",
            "-v",
            &setting.name,
            "-s",
            &speed,
            "-p",
            &pitch,
            "-a",
            AMPLITUDE,
        ];
        let output = self.run(&args, script(lang, text).as_bytes())?;
        if !output.success {
            return Err(match output.stderr.contains("voice") {
                true => {
                    VoiceError::NoVoice { lang: lang.to_owned(), name: setting.name, reason: output.stderr }
                }
                false if output.stderr.is_empty() => {
                    VoiceError::Failed { reason: "it says not why".to_owned() }
                }
                false => VoiceError::Failed { reason: output.stderr },
            });
        }
        Ok(read_wav(&output.stdout)?)
    }

    fn id(&self) -> String {
        format!("{ESPEAK_NG} {}", self.version)
    }

    fn name(&self, wording: &Wording) -> String {
        self.settings.of_wording(wording).key_name()
    }
}

/// Words that espeak-ng gets wrong, in its own phonemes: by base language, then the word as it is written.
///
/// German as it is spoken in call centres, ordinals that it stresses twice, and names of letters and
/// coins that it spells or takes for other words.
const PRONUNCIATIONS: [(&str, &str, &str); 25] = [
    ("de", "App", "'Ep"),
    ("de", "Callcenter", "k'O:lsEnt3"),
    ("de", "Ce", "ts'e:"),
    ("de", "Dollar", "d'Olar"),
    ("de", "Feedback", "f'i:dbEk"),
    ("de", "Grosz", "gr'OS"),
    ("de", "Groszy", "gr'OSi:"),
    ("de", "Hotline", "h'OtlaIn"),
    ("de", "Support", "sap'O:rt"),
    ("de", "Vau", "f'aU"),
    ("de", "at", "'Et"),
    ("de", "sechste", "z'Ekst@"),
    ("de", "sechsten", "z'Ekst@n"),
    ("de", "sechster", "z'Ekst3"),
    ("en", "ay", "'eI"),
    ("en", "centime", "s'A:ntim"),
    ("en", "centimes", "s'A:ntimz"),
    ("en", "eff", "'Ef"),
    ("en", "grosz", "gr'O:S"),
    ("en", "groszy", "gr'O:Si"),
    ("en", "haler", "h'A:l3"),
    ("en", "halers", "h'A:l3z"),
    ("en", "krone", "kr'oUn@"),
    ("en", "öre", "'3:r@"),
    ("en", "øre", "'3:r@"),
];

/// What is given to espeak-ng, as SSML, so that it speaks a text as a part of what is heard.
///
/// A text that does not end a sentence gets a comma, for otherwise the melody falls as at an end, in the middle of a
/// sentence whose value follows. A single value has a flat melody besides and is not drawn out: it
/// is heard at many places.
fn script(lang: &str, text: &str) -> String {
    let wording = Wording::new(lang, text);
    let base = wording.base_lang();
    let mut markup = String::new();
    let mut word = String::new();
    for c in wording.text.chars().chain([' ']) {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        match PRONUNCIATIONS.iter().find(|(lang, spelled, _)| *lang == base && *spelled == word) {
            Some((_, _, phonemes)) => markup.extend(["[[", phonemes, "]]"]),
            None => markup.push_str(&word),
        }
        word.clear();
        match c {
            '&' => markup.push_str("&amp;"),
            '<' => markup.push_str("&lt;"),
            '>' => markup.push_str("&gt;"),
            // A designer's `[[` is not the beginning of phonemes.
            '[' | ']' => markup.push(' '),
            other => markup.push(other),
        }
    }
    let markup = markup.trim_end();
    let goes_on = !wording.ends_sentence() && !markup.ends_with([',', ';', ':', '–', '—']);
    match goes_on {
        true if wording.text.split(' ').nth(VALUE_WORDS).is_none() => {
            format!("<prosody {VALUE_PROSODY}>{markup},</prosody>\n")
        }
        true => format!("{markup},\n"),
        false => format!("{markup}\n"),
    }
}

/// The version in `eSpeak NG text-to-speech: 1.51  Data at: /usr/…`.
fn version_in(said: &str) -> Option<String> {
    let (_, rest) = said.split_once("eSpeak NG text-to-speech:")?;
    rest.split_whitespace().next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_what_the_program_says() {
        let said = "eSpeak NG text-to-speech: 1.51  Data at: /usr/lib/espeak-ng-data\n";
        assert_eq!(version_in(said).as_deref(), Some("1.51"));
        assert_eq!(version_in("piper 1.2"), None);
        assert_eq!(version_in(""), None);
    }

    #[test]
    fn a_text_speaks_for_itself_and_says_whether_it_goes_on() {
        for (text, expected) in [
            ("Auf Wiederhören.", "Auf Wiederhören.\n"),
            ("Die Wartezeit beträgt ", "Die Wartezeit beträgt,\n"),
            ("Die Nummer lautet:", "Die Nummer lautet:\n"),
            ("a.m.", "<prosody rate=\"115%\" range=\"40%\">a.m.,</prosody>\n"),
            ("drei", "<prosody rate=\"115%\" range=\"40%\">drei,</prosody>\n"),
            ("[[h@loU]] you all -v xx", "  h@loU   you all -v xx,\n"),
            (
                "</speak> Müller & Söhne <x> wirklich?",
                "&lt;/speak&gt; Müller &amp; Söhne &lt;x&gt; wirklich?\n",
            ),
            ("Unsere Hotline, die App.", "Unsere [[h'OtlaIn]], die [['Ep]].\n"),
            ("Apparat und Hotlines.", "Apparat und Hotlines.\n"),
        ] {
            assert_eq!(script("de-AT", text), expected);
        }
        assert_eq!(script("en", "our hotline, Hotline."), "our hotline, Hotline.\n");
    }
}
