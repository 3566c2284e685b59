//! The list of the sounds of a store: canonical JSON, so that equal stores have equal bytes and one hash.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::facts::sha256_hex;
use crate::wording::{Manner, Wording};

/// The version of the format that is written, and the only one that is read.
pub const MANIFEST_VERSION: u32 = 1;

/// What a store holds, by key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`MANIFEST_VERSION`].
    pub version: u32,
    /// The sounds by their [`key`].
    pub sounds: BTreeMap<String, Entry>,
}

/// One rendered sound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Language tag.
    pub lang: String,
    /// Name of the voice, with speed and pitch.
    pub voice: String,
    /// The words.
    pub text: String,
    /// The engine and its version.
    pub engine: String,
    /// Play time in milliseconds.
    pub length_ms: u64,
    /// SHA-256 of the sound's file, lower-case hex.
    pub sha256: String,
}

impl Default for Manifest {
    fn default() -> Manifest {
        Manifest { version: MANIFEST_VERSION, sounds: BTreeMap::new() }
    }
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// What is wrong with it, as a sentence.
    pub fn from_json(json: &[u8]) -> Result<Manifest, String> {
        #[derive(Deserialize)]
        struct Version {
            version: u32,
        }
        let Version { version } = serde_json::from_slice(json).map_err(|error| error.to_string())?;
        if version != MANIFEST_VERSION {
            return Err(format!("it has version {version}; this program reads version {MANIFEST_VERSION}"));
        }
        let manifest: Manifest = serde_json::from_slice(json).map_err(|error| error.to_string())?;
        // Keys become file names: nothing but a hash may be one.
        match manifest.sounds.iter().find(|(key, entry)| !is_hash(key) || !is_lang(&entry.lang)) {
            Some((key, _)) => Err(format!("`{key}` is not the key of a sound or its language is none")),
            None => Ok(manifest),
        }
    }

    /// The canonical form: sorted by key, two blanks of indent, a line end at the end.
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).expect("strings and numbers have a JSON form");
        json.push(b'\n');
        json
    }

    /// SHA-256 of the canonical form, lower-case hex.
    pub fn hash(&self) -> String {
        sha256_hex(&self.to_json())
    }
}

impl Entry {
    /// The words, in no particular manner: how they are spoken stands in the voice's name.
    pub(crate) fn wording(&self) -> Wording {
        let manner = Manner::default();
        Wording { lang: self.lang.clone(), text: self.text.clone(), manner }
    }

    /// The key under which the sound is stored.
    pub fn key(&self) -> String {
        key(&self.wording(), &self.voice, &self.engine)
    }
}

/// The key of a sound: SHA-256 of language, voice, words and engine, each closed by a zero byte; lower-case hex.
pub fn key(wording: &Wording, voice: &str, engine: &str) -> String {
    let mut fields = Vec::new();
    for field in [&wording.lang, voice, &wording.text, engine] {
        fields.extend_from_slice(field.as_bytes());
        fields.push(0);
    }
    sha256_hex(&fields)
}

fn is_hash(key: &str) -> bool {
    key.len() == 64 && key.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Whether a language tag can name a folder.
pub(crate) fn is_lang(lang: &str) -> bool {
    (1..=35).contains(&lang.len()) && lang.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(text: &str) -> Entry {
        Entry {
            lang: "de".into(),
            voice: "de at 155 wpm, pitch 50".into(),
            text: text.into(),
            engine: "espeak-ng 1.51".into(),
            length_ms: 400,
            sha256: sha256_hex(b"sound"),
        }
    }

    #[test]
    fn the_order_of_making_does_not_show() {
        let texts = ["drei", "zwei", "Uhr", "Größe"];
        let of = |texts: &mut dyn Iterator<Item = &&str>| {
            let mut manifest = Manifest::default();
            manifest.sounds.extend(texts.map(|text| (entry(text).key(), entry(text))));
            manifest
        };
        let (forth, back) = (of(&mut texts.iter()), of(&mut texts.iter().rev()));
        assert_eq!(forth.to_json(), back.to_json());
        assert_eq!(forth.hash(), back.hash());
        assert_eq!(Manifest::from_json(&forth.to_json()).unwrap(), forth);
        assert_ne!(forth.hash(), Manifest::default().hash());
    }

    #[test]
    fn the_format_is_this_to_the_byte() {
        let mut manifest = Manifest::default();
        manifest.sounds.insert(entry("drei").key(), entry("drei"));
        let expected = r#"{
  "version": 1,
  "sounds": {
    "KEY": {
      "lang": "de",
      "voice": "de at 155 wpm, pitch 50",
      "text": "drei",
      "engine": "espeak-ng 1.51",
      "length_ms": 400,
      "sha256": "HASH"
    }
  }
}
"#
        .replace("KEY", &entry("drei").key())
        .replace("HASH", &sha256_hex(b"sound"));
        assert_eq!(String::from_utf8(manifest.to_json()).unwrap(), expected);
    }

    #[test]
    fn every_field_of_a_key_counts_and_none_runs_into_the_next() {
        let wording = |lang: &str, text: &str| Wording::new(lang, text);
        let keys = [
            key(&wording("de", "drei"), "a", "e 1"),
            key(&wording("en", "drei"), "a", "e 1"),
            key(&wording("de", "zwei"), "a", "e 1"),
            key(&wording("de", "drei"), "b", "e 1"),
            key(&wording("de", "drei"), "a", "e 2"),
            key(&wording("de", "adrei"), "", "e 1"),
        ];
        let distinct: std::collections::BTreeSet<_> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len());
    }

    #[test]
    fn a_foreign_manifest_is_refused_with_its_reason() {
        let outside = r#"{"version":1,"sounds":{"../../etc/passwd":{"lang":"de","voice":"","text":"","engine":"","length_ms":1,"sha256":""}}}"#;
        for (json, part) in [
            ("", "EOF"),
            ("[]", "invalid"),
            (r#"{"version":2,"sounds":[]}"#, "version 2"),
            (r#"{"version":1,"sounds":{},"more":1}"#, "more"),
            (outside, "not the key"),
        ] {
            let reason = Manifest::from_json(json.as_bytes()).unwrap_err();
            assert!(reason.contains(part), "{json}: {reason}");
        }
    }
}
