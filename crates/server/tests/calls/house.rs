//! A server with small scripts, sounds of its own in a temporary store, and an observer of every journal line.

use rufplan_audio::Codec;
use rufplan_compiler::{Options, SourceFile, compile};
use rufplan_journal::{Journal, Line, read};
use rufplan_machine::call::{CallRecord, Event};
use rufplan_machine::value::Date;
use rufplan_server::{Config, ServeError, ServeOptions, serve};
use rufplan_sounds::{Pcm, Recordings, Store, Voice, VoiceError, VoiceSettings, Wording};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// How long anything may take before a test fails.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Script 1 of the shipped flows.
pub const HELLO: &str = "+49305550111";
pub const HELLO_WORDS: &str = "Guten Tag und herzlich willkommen bei der Hallo GmbH. Auf Wiederhören.";
/// A menu: 1 or 2.
pub const CHOOSE: &str = "+49305550121";
pub const CHOOSE_WORDS: &str = "Für Störungen drücken Sie die eins, für Rechnungen die zwei.";
pub const CHOSEN_WORDS: [&str; 2] = ["Sie haben die eins gedrückt.", "Sie haben die zwei gedrückt."];

/// A mailbox: the words, a beep, what the caller says, thanks.
pub const BOX: &str = "+49305550131";
pub const BOX_WORDS: &str = "Bitte sprechen Sie nach dem Ton.";
pub const THANKS_WORDS: &str = "Danke, wir rufen zurück.";
/// The same with a review behind it.
pub const REVIEW: &str = "+49305550132";
/// The caller's own words, which are played back.
pub const NAME: &str = "+49305550133";
pub const NAME_WORDS: [&str; 2] = ["Wie heißen Sie?", "Sie heißen"];

/// A mailbox whose messages go to a lookup.
pub const ARCHIVE: &str = "+49305550134";
/// The caller's own words, which go to a lookup.
pub const OWN: &str = "+49305550135";

/// Recorded, if the caller wants it: 1 pauses, 2 goes on, 3 ends the recording.
pub const TAPED: &str = "+49305550136";
pub const TAPED_WORDS: [&str; 2] = ["Dürfen wir aufzeichnen?", "Sie werden aufgezeichnet."];

const BOX_SCRIPT: &str = r#"rufplan 1

client kasten "Kasten GmbH"
  languages: de
  time zone: Europe/Berlin
  number +49 30 5550131 starts box
  number +49 30 5550132 starts review
  number +49 30 5550133 starts name
  number +49 30 5550134 starts archive
  number +49 30 5550135 starts own_words
  number +49 30 5550136 starts taped
end

service ablage
  address: "https://ablage.example/v1"
end

lookup ablegen
  post ablage "/calls/{call.id}/messages"
  gives nothing
  send: "Ton" is message.sound, "Laenge" is message.length, "Postfach" is message.box, caller.number
end

lookup vorstellen
  post ablage "/names"
  gives nothing
  send: own, "Anruf" is call.id
end

mailbox archiv
  deliver to: ablegen, "post@kasten.example"
  shortest: 500ms
end

data
  own: recording
end

mailbox post
  deliver to: "post@kasten.example", "chef@kasten.example"
  shortest: 500ms
  say "Bitte sprechen Sie nach dem Ton."
end

flow box
  take message in post
    ends after silence: 1s
    when box is full
      mark voll
  end
  say "Danke, wir rufen zurück."
  hang up
end

flow review
  take message in post
    review: yes
  end
  say "Danke, wir rufen zurück."
  hang up
end

flow taped
  consent recording
    say "Dürfen wir aufzeichnen?"
    press 1 means yes
    press 2 means no
    silence means no
  end
  start recording
  menu lauf
    say "Sie werden aufgezeichnet."
    first key within: 30s
    press 1 for "Pause"
      pause recording
      again
    press 2 for "Weiter"
      resume recording
      again
    press 3 for "Schluss"
      stop recording
      again
    on failure
      hang up
  end
end

flow archive
  take message in archiv
    ends after silence: 1s
  end
  say "Danke, wir rufen zurück."
  hang up
end

flow own_words
  record own
    ends after silence: 1s
  end
  fetch vorstellen
    when failed
      mark nicht_angekommen
  end
  say "Danke, wir rufen zurück."
  hang up
end

flow name
  record own
    say "Wie heißen Sie?"
  end
  say "Sie heißen"
  say own
  hang up
end
"#;

const HELLO_SCRIPT: &str = include_str!("../../../../flows/reference/1_hello.ruf");
const CHOOSE_SCRIPT: &str = r#"rufplan 1

client probe "Probe GmbH"
  languages: de
  time zone: Europe/Berlin
  number +49 30 5550121 starts choose
end

switch outage
  label: "Störung"
  allowed for: shift_lead
end

flow choose
  menu pick
    say "Für Störungen drücken Sie die eins, für Rechnungen die zwei."
    press 1 for "Störung"
      say "Sie haben die eins gedrückt."
      hang up
    press 2 for "Rechnung"
      say "Sie haben die zwei gedrückt."
      hang up
    on failure
      hang up
  end
end
"#;

/// A voice that says each text by a noise that is like no other: 20 ms a letter.
struct Noises;

impl Voice for Noises {
    fn render(&self, wording: &Wording) -> Result<Pcm, VoiceError> {
        let text = &wording.text;
        let seed = text.bytes().fold(2_166_136_261_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(16_777_619));
        let mut state = seed.max(1);
        let mut smooth = 0f32;
        let samples = (0..text.chars().count() * 160).map(|i| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            let swell = ((i as f32 / 900.0 + (seed % 7) as f32).sin() + 1.2) / 2.2;
            smooth += 0.4 * ((state as f32 / u32::MAX as f32 - 0.5) * 16_000.0 - smooth);
            (smooth * swell) as i16
        });
        Ok(Pcm { rate_hz: 8_000, samples: samples.collect() })
    }

    fn id(&self) -> String {
        "noises 1".into()
    }

    fn name(&self, wording: &Wording) -> String {
        VoiceSettings::default().of_wording(wording).key_name()
    }
}

/// A running server.
pub struct House {
    pub address: SocketAddr,
    pub journals: PathBuf,
    store: Arc<Store>,
    lines: UnboundedReceiver<(String, Line)>,
    stop: Option<oneshot::Sender<()>>,
    served: JoinHandle<Result<(), ServeError>>,
    folder: tempfile::TempDir,
}

/// A configuration on free ports.
pub fn config() -> Config {
    let mut config = Config::default();
    config.sip.listen.set_port(0);
    config.rtp.ports = None;
    config
}

impl House {
    pub async fn open(config: Config) -> House {
        Self::try_open(config).await.unwrap()
    }

    /// Serves, or says why not.
    pub async fn try_open(mut config: Config) -> Result<House, ServeError> {
        let folder = tempfile::tempdir().unwrap();
        config.store.journals = folder.path().join("journals");
        if config.store.messages.is_relative() {
            config.store.messages = folder.path().join("messages");
        }
        if config.store.recordings.is_relative() {
            config.store.recordings = folder.path().join("recordings");
        }
        config.store.sounds = folder.path().join("sounds");
        let sources = [
            SourceFile::new("1_hello.ruf", HELLO_SCRIPT),
            SourceFile::new("choose.ruf", CHOOSE_SCRIPT),
            SourceFile::new("kasten.ruf", BOX_SCRIPT),
        ];
        let compiled = compile(&sources, &Options::on(Date { year: 2026, month: 11, day: 25 }));
        assert_eq!(compiled.machines.len(), 3, "{:?}", compiled.diagnostics);
        let store = Store::open(&[], Some(&folder.path().join("audio")), VoiceSettings::default()).unwrap();
        let texts = compiled.prompt_book.renderings.iter();
        let texts: Vec<Wording> =
            texts.filter_map(|r| Some(Wording::new(&r.lang, r.text.as_ref()?))).collect();
        assert!(store.render_missing(&texts, &Noises).unwrap().failed.is_empty());
        let store = Arc::new(store);
        let (tell, lines) = unbounded_channel();
        let (ready, address) = oneshot::channel();
        let (stop, stopped) = oneshot::channel();
        let journals = config.store.journals.clone();
        let options = ServeOptions {
            config,
            machines: compiled.machines,
            store: store.clone(),
            recordings: Arc::new(Recordings::new(folder.path())),
            music: None,
            clock: None,
            allow_missing_audio: false,
            agents: Vec::new(),
            notes: Vec::new(),
            observer: Some(Box::new(move |call, line| drop(tell.send((call.to_string(), line.clone()))))),
            ready: Some(Box::new(move |banner| _ = ready.send(banner.listen))),
        };
        let served = tokio::spawn(serve(options, async move { drop(stopped.await) }));
        match address.await {
            Ok(address) => Ok(House { address, journals, store, lines, stop: Some(stop), served, folder }),
            Err(_) => Err(served.await.unwrap().expect_err("a server that was not ready says why")),
        }
    }

    /// The sound of a text as callers hear it.
    pub fn sound(&self, text: &str) -> Vec<i16> {
        let sound = self.store.find("de", text).unwrap();
        Codec::Pcma.decode(sound.encoded.bytes(Codec::Pcma))
    }

    /// The next journal line of any call.
    pub async fn line(&mut self) -> (String, Line) {
        timeout(PATIENCE, self.lines.recv()).await.expect("a call goes on").expect("the server runs")
    }

    /// Waits for the end of a call; gives its name, the keys that it heard, and its record.
    pub async fn ended(&mut self) -> (String, String, CallRecord) {
        let mut keys = String::new();
        loop {
            match self.line().await {
                (call, Line::Record(record)) => return (call, keys, *record),
                (_, Line::Step(step)) => {
                    if let Event::Key(key) = step.ev {
                        keys.push(key);
                    }
                }
                (_, Line::Header(_)) => {}
            }
        }
    }

    /// Tells the server to stop, without waiting.
    pub fn stop(&mut self) {
        drop(self.stop.take());
    }

    /// Stops the server and gives every journal as it lies on disk, by the name of its call.
    pub async fn close(mut self) -> Vec<(String, Journal)> {
        self.stop();
        timeout(PATIENCE, &mut self.served).await.expect("the server stops").unwrap().unwrap();
        let files = std::fs::read_dir(&self.journals).unwrap().map(|entry| entry.unwrap().path());
        let mut all: Vec<_> = files
            .map(|file| {
                let name = file.file_stem().unwrap().to_str().unwrap().to_string();
                (name, read(&std::fs::read_to_string(&file).unwrap()).unwrap())
            })
            .collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        drop(self.folder);
        all
    }
}
