//! The store of rendered sounds, found by their words.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};
use std::thread;

use crate::facts::sha256_hex;
use crate::layer::{Layer, StoreError};
use crate::manifest::{Entry, key};
use crate::sound::Sound;
use crate::voice::{Voice, VoiceError, VoiceSettings, speak};
use crate::wording::Wording;

/// How many texts are rendered at once at most.
const RENDER_THREADS_MAX: usize = 4;

/// Rendered sounds in several folders, one of which may be written.
///
/// The folder that may be written comes first, then the read-only ones in their order. In each, a sound of the voice
/// that is set for the language goes before one of another voice: an old voice is better than none.
#[derive(Debug)]
pub struct Store {
    shelves: RwLock<Shelves>,
    settings: VoiceSettings,
    /// Sounds that were asked for before, by key.
    decoded: Mutex<BTreeMap<String, Arc<Sound>>>,
}

/// What [`Store::render_missing`] did.
#[derive(Debug, Default)]
pub struct Report {
    /// What was rendered, in the order of the list.
    pub rendered: Vec<Wording>,
    /// How many of the list were there before, or are only a pause.
    pub present: usize,
    /// What the voice could not speak, and why.
    pub failed: Vec<(Wording, VoiceError)>,
    /// Bytes written for sounds.
    pub bytes: u64,
}

#[derive(Debug)]
struct Shelves {
    writable: Option<Layer>,
    read_only: Vec<Layer>,
    /// The keys of a wording's sounds with the number of their layer, best first.
    index: BTreeMap<Wording, Vec<(usize, String)>>,
}

impl Store {
    /// Opens the folders of a store; those that do not exist are empty.
    ///
    /// `settings` say which voice is preferred for each language.
    ///
    /// # Errors
    /// [`StoreError`] when a manifest is there but cannot be read.
    pub fn open(
        read_only: &[PathBuf],
        writable: Option<&Path>,
        settings: VoiceSettings,
    ) -> Result<Store, StoreError> {
        let mut shelves = Shelves {
            writable: writable.map(Layer::open).transpose()?,
            read_only: read_only.iter().map(|dir| Layer::open(dir)).collect::<Result<_, _>>()?,
            index: BTreeMap::new(),
        };
        shelves.index_again(&settings);
        Ok(Store { shelves: RwLock::new(shelves), settings, decoded: Mutex::default() })
    }

    /// The sound of a text, decoded once and shared from then on.
    ///
    /// A text of marks alone is a short silence. A language with a region, such as `en-GB`, falls back to the language
    /// without it. A file that is damaged or gone counts as missing. The first time it reads a file, so not on a
    /// thread that sends sound: ask when a script is loaded.
    pub fn find(&self, lang: &str, text: &str) -> Option<Arc<Sound>> {
        self.find_spoken(&Wording::new(lang, text))
    }

    /// The sound of a text in a manner, as [`Store::find`]; where it was not rendered so, in another: an unasked voice is
    /// better than none.
    pub fn find_spoken(&self, wording: &Wording) -> Option<Arc<Sound>> {
        if let Some(pause_ms) = wording.pause_ms() {
            return Some(Arc::new(Sound::silence(pause_ms)));
        }
        let shelves = self.read();
        shelves.candidates(wording, &self.settings).find_map(|(layer, key)| self.sound(layer, key))
    }

    /// What the manifest says of the sound that [`Store::find`] would give first.
    pub fn entry(&self, lang: &str, text: &str) -> Option<Entry> {
        let shelves = self.read();
        let (layer, key) = shelves.candidates(&Wording::new(lang, text), &self.settings).next()?;
        layer.manifest().sounds.get(key).cloned()
    }

    /// Those of a list that have no sound in any voice, each once, in the order of the list.
    pub fn missing(&self, list: &[Wording]) -> Vec<Wording> {
        self.without(list, |_, _| true)
    }

    /// Those of a list that have no sound, or none in the manner that they want; each once, in the order of the list.
    pub fn unspoken(&self, list: &[Wording]) -> Vec<Wording> {
        self.without(list, |wording, entry| {
            wording.manner.is_default() || entry.voice == self.settings.of_wording(wording).key_name()
        })
    }

    fn without(&self, list: &[Wording], fits: impl Fn(&Wording, &Entry) -> bool) -> Vec<Wording> {
        let shelves = self.read();
        let there = |wording: &Wording| {
            shelves.candidates(wording, &self.settings).any(|(layer, key)| {
                let entry = layer.manifest().sounds.get(key);
                entry.is_some_and(|entry| fits(wording, entry)) && layer.read(key).is_some()
            })
        };
        distinct(list, |wording| wording.pause_ms().is_none() && !there(wording))
    }

    /// Renders those of a list that the voice has not spoken yet, and stores them.
    ///
    /// The version of the engine does not matter for what is there: a newer one renders only what is new. What the
    /// voice cannot speak stands in the report and does not keep the rest from being rendered.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be written. What was rendered before that is kept if its manifest can be.
    pub fn render_missing(&self, list: &[Wording], voice: &dyn Voice) -> Result<Report, StoreError> {
        let (wanted, writable) = {
            let shelves = self.read();
            let writable = shelves.writable.clone().ok_or(StoreError::ReadOnly)?;
            (distinct(list, |wording| !shelves.has_spoken(wording, voice, &self.settings)), writable)
        };
        let mut report =
            Report { present: distinct(list, |_| true).len() - wanted.len(), ..Report::default() };
        let mut entries = Vec::new();
        let mut first_error = None;
        for (wording, outcome) in wanted.iter().zip(render_all(&wanted, voice, &writable)) {
            match outcome {
                None => {}
                Some(Ok((entry, bytes))) => {
                    entries.push(entry);
                    report.bytes += bytes;
                    report.rendered.push(wording.clone());
                }
                Some(Err(Failure::Voice(error))) => report.failed.push((wording.clone(), error)),
                Some(Err(Failure::Store(error))) => first_error = first_error.or(Some(error)),
            }
        }
        if !entries.is_empty() {
            let mut shelves = self.shelves.write().unwrap_or_else(PoisonError::into_inner);
            if let Some(layer) = &mut shelves.writable {
                layer.enter(entries)?;
            }
            shelves.index_again(&self.settings);
        }
        match first_error {
            Some(error) => Err(error),
            None => Ok(report),
        }
    }

    /// SHA-256 over the manifests of all folders in their order: the same hash means the same sounds for all words.
    pub fn manifest_hash(&self) -> String {
        let shelves = self.read();
        let hashes: Vec<String> = shelves.layers().map(|layer| layer.manifest().hash()).collect();
        sha256_hex(hashes.join("\n").as_bytes())
    }

    /// How many sounds all folders hold together.
    pub fn len(&self) -> usize {
        self.read().layers().map(|layer| layer.manifest().sounds.len()).sum()
    }

    /// Whether no folder holds any sound.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn sound(&self, layer: &Layer, key: &str) -> Option<Arc<Sound>> {
        let known = self.decoded.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
        if known.is_some() {
            return known;
        }
        let sound = Sound::from_wav(&layer.read(key)?)
            .inspect_err(|error| tracing::warn!(key, %error, "a stored sound is not one that can be played"))
            .ok()?;
        // Two threads may have decoded it; the first to come here decides, so that all share one.
        let mut decoded = self.decoded.lock().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(decoded.entry(key.to_owned()).or_insert_with(|| Arc::new(sound))))
    }

    fn read(&self) -> RwLockReadGuard<'_, Shelves> {
        self.shelves.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelves {
    /// The folders, the writable one first.
    fn layers(&self) -> impl Iterator<Item = &Layer> {
        self.writable.iter().chain(&self.read_only)
    }

    /// The sounds that can stand for a wording, best first: those in its manner before all others.
    fn candidates(
        &self,
        wording: &Wording,
        settings: &VoiceSettings,
    ) -> impl Iterator<Item = (&Layer, &str)> {
        let plain = wording.plain();
        let exact = self.index.get(&plain);
        let base = Wording { lang: wording.base_lang().to_owned(), ..plain };
        let base = (base.lang != wording.lang).then(|| self.index.get(&base)).flatten();
        let found = exact.into_iter().chain(base).flatten();
        let mut found: Vec<(&Layer, &str)> =
            found.filter_map(|(number, key)| Some((self.layers().nth(*number)?, key.as_str()))).collect();
        if !wording.manner.is_default() {
            let name = settings.of_wording(wording).key_name();
            found.sort_by_key(|(layer, key)| {
                layer.manifest().sounds.get(*key).is_none_or(|e| e.voice != name)
            });
        }
        found.into_iter()
    }

    /// Whether a voice has spoken a wording, in any version of its engine, and the sound is still there.
    fn has_spoken(&self, wording: &Wording, voice: &dyn Voice, settings: &VoiceSettings) -> bool {
        let (name, engine) = (voice.name(wording), voice.id());
        wording.pause_ms().is_some()
            || self.candidates(wording, settings).any(|(layer, key)| {
                layer.manifest().sounds.get(key).is_some_and(|entry| {
                    entry.voice == name && engine_name(&entry.engine) == engine_name(&engine)
                }) && layer.read(key).is_some()
            })
    }

    fn index_again(&mut self, settings: &VoiceSettings) {
        let mut index: BTreeMap<Wording, Vec<(bool, usize, String)>> = BTreeMap::new();
        for (number, layer) in self.layers().enumerate() {
            for (key, entry) in &layer.manifest().sounds {
                let wording = entry.wording();
                let other_voice = entry.voice != settings.of(&entry.lang).key_name();
                index.entry(wording).or_default().push((other_voice, number, key.clone()));
            }
        }
        self.index = index
            .into_iter()
            .map(|(wording, mut found)| {
                found.sort();
                (wording, found.into_iter().map(|(_, number, key)| (number, key)).collect())
            })
            .collect();
    }
}

/// The engine without its version.
fn engine_name(id: &str) -> &str {
    id.split(' ').next().unwrap_or(id)
}

/// The members of a list that fit, each once, in order.
fn distinct(list: &[Wording], fits: impl Fn(&Wording) -> bool) -> Vec<Wording> {
    let mut seen = std::collections::BTreeSet::new();
    list.iter().filter(|wording| seen.insert(*wording) && fits(wording)).cloned().collect()
}

enum Failure {
    Voice(VoiceError),
    Store(StoreError),
}

type Rendered = Result<(Entry, u64), Failure>;

/// Renders and writes every wording, several at a time; `None` for those left out after the disk failed.
fn render_all(wanted: &[Wording], voice: &dyn Voice, layer: &Layer) -> Vec<Option<Rendered>> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Option<Rendered>>> = Mutex::new(wanted.iter().map(|_| None).collect());
    let work = || {
        while let Some((number, wording)) = {
            let number = next.fetch_add(1, Ordering::Relaxed);
            wanted.get(number).map(|wording| (number, wording))
        } {
            let outcome = render_one(wording, voice, layer);
            if matches!(outcome, Err(Failure::Store(_))) {
                next.store(wanted.len(), Ordering::Relaxed);
            }
            if let Some(result) = results.lock().unwrap_or_else(PoisonError::into_inner).get_mut(number) {
                *result = Some(outcome);
            }
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(RENDER_THREADS_MAX);
    thread::scope(|scope| {
        for _ in 0..threads.min(wanted.len()) {
            scope.spawn(work);
        }
    });
    results.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn render_one(wording: &Wording, voice: &dyn Voice, layer: &Layer) -> Rendered {
    let sound = speak(voice, wording).map_err(Failure::Voice)?;
    let file = sound.to_wav();
    let entry = Entry {
        lang: wording.lang.clone(),
        voice: voice.name(wording),
        text: wording.text.clone(),
        engine: voice.id(),
        length_ms: sound.length_ms,
        sha256: sha256_hex(&file),
    };
    debug_assert_eq!(entry.key(), key(wording, &entry.voice, &entry.engine));
    layer.write(&entry, &file).map_err(Failure::Store)?;
    Ok((entry, file.len() as u64))
}
