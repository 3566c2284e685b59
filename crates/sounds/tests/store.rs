//! The store on disk: rendering, finding, layers, damage and several writers.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use rufplan_sounds::{
    Manifest, Manner, Pcm, Store, StoreError, Voice, VoiceError, VoiceSettings, Wording, key, sha256_hex,
};

/// A voice of tones: as many tenths of a second as the text has bytes.
#[derive(Default)]
struct Tones {
    version: &'static str,
    name: Option<&'static str>,
    cannot_say: Option<&'static str>,
    said: Mutex<Vec<String>>,
}

impl Voice for Tones {
    fn render(&self, wording: &Wording) -> Result<Pcm, VoiceError> {
        let text = wording.text.as_str();
        self.said.lock().unwrap().push(text.to_owned());
        if self.cannot_say == Some(text) {
            return Err(VoiceError::Failed { reason: "hoarse".into() });
        }
        let samples = (0..text.len() * 1_600).map(|n| ((n as f64 * 0.2).sin() * 8_000.0) as i16).collect();
        Ok(Pcm { rate_hz: 16_000, samples })
    }

    fn id(&self) -> String {
        format!("tones {}", self.version)
    }

    fn name(&self, wording: &Wording) -> String {
        self.name.map_or_else(|| VoiceSettings::default().of_wording(wording).key_name(), str::to_owned)
    }
}

fn wordings(list: &[(&str, &str)]) -> Vec<Wording> {
    list.iter().map(|(lang, text)| Wording::new(lang, text)).collect()
}

fn open(read_only: &[&Path], writable: Option<&Path>) -> Store {
    let read_only: Vec<_> = read_only.iter().map(|dir| dir.to_path_buf()).collect();
    Store::open(&read_only, writable, VoiceSettings::default()).unwrap()
}

/// All files below a folder, by their paths within it.
fn files(dir: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => _ = found.insert(path.strip_prefix(dir).unwrap().to_str().unwrap().to_owned()),
            }
        }
    }
    found
}

#[test]
fn what_is_rendered_is_found_by_its_words_and_shared() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(&[], Some(dir.path()));
    assert!(store.is_empty());
    let list = wordings(&[("de", "drei"), ("de", " drei "), ("en", "three"), ("de", ".")]);
    assert_eq!(store.missing(&list), wordings(&[("de", "drei"), ("en", "three")]));
    let report = store.render_missing(&list, &Tones::default()).unwrap();
    assert_eq!(report.rendered, wordings(&[("de", "drei"), ("en", "three")]));
    assert_eq!((report.present, report.failed.len(), store.len()), (1, 0, 2));
    assert!(report.bytes > 6_000, "{}", report.bytes);

    let three = store.find("de", "  drei\n").unwrap();
    assert_eq!(three.length_ms, 400 + 45);
    assert!(Arc::ptr_eq(&three, &store.find("de", "drei").unwrap()));
    assert!(store.find("de", "vier").is_none() && store.find("fr", "drei").is_none());
    assert_eq!(store.find("de", " . ").unwrap().length_ms, 200);
    assert!(store.missing(&list).is_empty());

    // The same after another start.
    let again = open(&[], Some(dir.path()));
    assert_eq!(again.find("de", "drei").unwrap().encoded, three.encoded);
    assert_eq!(again.entry("de", "drei").unwrap().length_ms, 445);
    assert_eq!(again.manifest_hash(), store.manifest_hash());
}

#[test]
fn a_sound_lies_where_its_key_says() {
    let dir = tempfile::tempdir().unwrap();
    open(&[], Some(dir.path())).render_missing(&wordings(&[("de", "drei")]), &Tones::default()).unwrap();
    let key = key(&Wording::new("de", "drei"), "de at 155 wpm, pitch 50", "tones ");
    let sound = format!("de/{}/{key}.wav", &key[..2]);
    let expected = [".manifest.lock", "manifest.json", &sound].map(str::to_owned);
    assert_eq!(files(dir.path()), BTreeSet::from(expected));
    let manifest = Manifest::from_json(&fs::read(dir.path().join("manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest.sounds[&key].sha256, sha256_hex(&fs::read(dir.path().join(sound)).unwrap()));
}

#[test]
fn nothing_is_rendered_twice_unless_the_voice_is_another() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(&[], Some(dir.path()));
    let list = wordings(&[("de", "eins"), ("de", "zwei")]);
    let rendered = |voice: Tones| {
        let report = store.render_missing(&list, &voice).unwrap();
        assert_eq!(voice.said.into_inner().unwrap().len(), report.rendered.len());
        (report.rendered.len(), report.present)
    };
    assert_eq!(rendered(Tones { version: "1", ..Tones::default() }), (2, 0));
    assert_eq!(rendered(Tones { version: "1", ..Tones::default() }), (0, 2));
    assert_eq!(rendered(Tones { version: "2", ..Tones::default() }), (0, 2));
    assert_eq!(rendered(Tones { name: Some("anna"), ..Tones::default() }), (2, 0));
    assert_eq!(store.len(), 4);
    // The voice of the settings goes first, whatever its key.
    assert_eq!(store.entry("de", "eins").unwrap().voice, "de at 155 wpm, pitch 50");
}

#[test]
fn the_order_of_rendering_does_not_show_on_disk() {
    let list = wordings(&[("de", "eins"), ("de", "zwei"), ("en", "one"), ("en", "two"), ("en", "ten")]);
    let mut back = list.clone();
    back.reverse();
    let dirs = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    open(&[], Some(dirs[0].path())).render_missing(&list, &Tones::default()).unwrap();
    let store = open(&[], Some(dirs[1].path()));
    for wording in back {
        store.render_missing(&[wording], &Tones::default()).unwrap();
    }
    assert_eq!(files(dirs[0].path()), files(dirs[1].path()));
    for file in files(dirs[0].path()) {
        assert_eq!(
            fs::read(dirs[0].path().join(&file)).unwrap(),
            fs::read(dirs[1].path().join(&file)).unwrap()
        );
    }
}

#[test]
fn the_folder_of_the_deployment_goes_before_the_shipped_one_and_neither_changes_the_other() {
    let (shipped, own) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let list = wordings(&[("de", "eins"), ("en", "one")]);
    open(&[], Some(shipped.path()))
        .render_missing(&list, &Tones { version: "1", ..Tones::default() })
        .unwrap();
    let before = files(shipped.path());
    let store = open(&[shipped.path()], Some(own.path()));
    assert!(store.missing(&list).is_empty());
    store.render_missing(&wordings(&[("de", "eins"), ("de", "zwei")]), &Tones::default()).unwrap();
    assert_eq!((files(shipped.path()), store.len()), (before, 3));
    assert!(store.find("de", "zwei").is_some() && store.find("de", "eins").is_some());
    let hash = store.manifest_hash();
    assert_ne!(hash, open(&[shipped.path()], None).manifest_hash());

    // A sound of the same voice in both: the deployment's own is played.
    open(&[], Some(own.path())).render_missing(&list, &Tones { version: "3", ..Tones::default() }).unwrap();
    let both = open(&[shipped.path()], Some(own.path()));
    assert_eq!(both.entry("de", "eins").unwrap().engine, "tones 3");
}

#[test]
fn a_region_falls_back_to_its_language() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(&[], Some(dir.path()));
    store.render_missing(&wordings(&[("en", "one"), ("en-GB", "half past")]), &Tones::default()).unwrap();
    assert!(Arc::ptr_eq(&store.find("en-GB", "one").unwrap(), &store.find("en", "one").unwrap()));
    assert!(store.find("en-GB", "half past").is_some() && store.find("en", "half past").is_none());
    assert!(store.missing(&wordings(&[("en-GB", "one")])).is_empty());
}

#[test]
fn a_damaged_or_lost_file_counts_as_missing_and_is_rendered_again() {
    let list = wordings(&[("de", "drei")]);
    for damage in ["changed", "cut", "gone"] {
        let dir = tempfile::tempdir().unwrap();
        open(&[], Some(dir.path())).render_missing(&list, &Tones::default()).unwrap();
        let sound = files(dir.path()).into_iter().find(|file| file.ends_with(".wav")).unwrap();
        let path = dir.path().join(sound);
        let bytes = fs::read(&path).unwrap();
        match damage {
            "changed" => fs::write(&path, [&bytes[..bytes.len() - 1], &[0x11]].concat()).unwrap(),
            "cut" => fs::write(&path, &bytes[..100]).unwrap(),
            _ => fs::remove_file(&path).unwrap(),
        }
        let store = open(&[], Some(dir.path()));
        assert!(store.find("de", "drei").is_none(), "{damage}");
        assert_eq!(store.missing(&list), list, "{damage}");
        assert_eq!(store.render_missing(&list, &Tones::default()).unwrap().rendered, list, "{damage}");
        assert_eq!(fs::read(&path).unwrap(), bytes, "{damage}");
        assert!(store.find("de", "drei").is_some(), "{damage}");
    }
}

#[test]
fn what_cannot_be_said_does_not_keep_the_rest_from_being_rendered() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(&[], Some(dir.path()));
    let list = wordings(&[("de", "eins"), ("de", "zwei"), ("de", "drei")]);
    let hoarse = Tones { cannot_say: Some("zwei"), ..Tones::default() };
    let report = store.render_missing(&list, &hoarse).unwrap();
    assert_eq!(report.rendered, wordings(&[("de", "eins"), ("de", "drei")]));
    assert_eq!(report.failed.len(), 1);
    assert_eq!(report.failed[0].0.text, "zwei");
    assert_eq!(store.missing(&list), wordings(&[("de", "zwei")]));
}

#[test]
fn several_writers_lose_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let lists: Vec<Vec<Wording>> = (0..4)
        .map(|writer| (0..6).map(|n| Wording::new("de", &format!("w{writer} n{n}"))).collect())
        .collect();
    std::thread::scope(|scope| {
        for list in &lists {
            // Each with a store of its own, as separate programs would have.
            scope.spawn(|| open(&[], Some(dir.path())).render_missing(list, &Tones::default()).unwrap());
        }
    });
    assert!(open(&[], Some(dir.path())).missing(&lists.concat()).is_empty());
    assert!(files(dir.path()).iter().all(|file| !file.ends_with(".tmp")));
}

#[test]
fn errors_of_the_disk_are_typed() {
    let dir = tempfile::tempdir().unwrap();
    let list = wordings(&[("de", "drei")]);
    let render = |store: &Store, list: &[Wording]| store.render_missing(list, &Tones::default()).unwrap_err();

    assert!(matches!(render(&open(&[dir.path()], None), &list), StoreError::ReadOnly));

    // A file stands where a folder is to be made.
    let blocked = dir.path().join("blocked");
    fs::write(&blocked, b"").unwrap();
    let in_the_way = Store::open(&[], Some(&blocked.join("store")), VoiceSettings::default());
    let error = match in_the_way {
        Ok(store) => render(&store, &list),
        Err(error) => error,
    };
    assert!(matches!(error, StoreError::Io { .. }), "{error:?}");

    let foreign = render(&open(&[], Some(&dir.path().join("new"))), &wordings(&[("../../etc", "drei")]));
    assert!(matches!(foreign, StoreError::Lang { .. }), "{foreign:?}");

    fs::write(dir.path().join("manifest.json"), b"{\"version\": 7}").unwrap();
    let error = Store::open(&[dir.path().into()], None, VoiceSettings::default()).unwrap_err();
    assert!(error.to_string().contains("version 7"), "{error}");
}

#[test]
fn a_text_has_a_sound_in_each_manner_that_scripts_want() {
    let folder = tempfile::tempdir().unwrap();
    let settings: VoiceSettings =
        serde_json::from_str(r#"{"anna": {"name": "de+f2", "speed_wpm": 100}}"#).unwrap();
    let store = Store::open(&[], Some(folder.path()), settings.clone()).unwrap();
    let manner =
        |voice: Option<&str>, speed_percent| Manner { voice: voice.map(str::to_owned), speed_percent };
    let plain = Wording::new("de", "drei");
    let anna = plain.clone().spoken(manner(Some("anna"), None));
    let quick = plain.clone().spoken(manner(Some("anna"), Some(150)));
    let other = plain.clone().spoken(manner(Some("de+m3"), None));
    // a setting of the name, the engine's voice of the name, the speed of the line
    let names = [&plain, &anna, &quick, &other].map(|w| settings.of_wording(w).key_name());
    assert_eq!(
        names,
        [
            "de at 155 wpm, pitch 50",
            "de+f2 at 100 wpm, pitch 50",
            "de+f2 at 150 wpm, pitch 50",
            "de+m3 at 155 wpm, pitch 50"
        ]
    );
    let voice = Named(settings.clone());
    store.render_missing(std::slice::from_ref(&plain), &voice).unwrap();
    // what is not rendered in its manner is said in another
    assert!(store.missing(&[anna.clone(), other.clone()]).is_empty());
    assert!(Arc::ptr_eq(&store.find_spoken(&anna).unwrap(), &store.find("de", "drei").unwrap()));
    assert_eq!(store.unspoken(&[plain.clone(), anna.clone(), quick.clone()]), [anna.clone(), quick.clone()]);
    let report = store.render_missing(&[plain.clone(), anna.clone(), quick.clone()], &voice).unwrap();
    assert_eq!((report.present, report.rendered.len()), (1, 2));
    let lengths = [&plain, &anna, &quick].map(|w| store.find_spoken(w).unwrap().length_ms);
    assert!(lengths[0] != lengths[1] && lengths[1] != lengths[2] && lengths[0] != lengths[2], "{lengths:?}");
    // nobody who wants nothing gets a manner
    assert_eq!(store.entry("de", "drei").unwrap().voice, "de at 155 wpm, pitch 50");
    assert!(store.unspoken(&[plain, anna, quick]).is_empty());
}

/// A voice that speaks each manner in its own time.
struct Named(VoiceSettings);

impl Voice for Named {
    fn render(&self, wording: &Wording) -> Result<Pcm, VoiceError> {
        let setting = self.0.of_wording(wording);
        let length = usize::from(setting.speed_wpm) * 40 + setting.name.len() * 800;
        let samples = (0..length).map(|n| ((n as f64 * 0.2).sin() * 8_000.0) as i16).collect();
        Ok(Pcm { rate_hz: 16_000, samples })
    }

    fn id(&self) -> String {
        "named 1".into()
    }

    fn name(&self, wording: &Wording) -> String {
        self.0.of_wording(wording).key_name()
    }
}
