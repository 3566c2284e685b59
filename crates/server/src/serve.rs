//! Starting a server, running it, stopping it.

use crate::banner::{Banner, served};
use crate::config::{Config, ConfigError, OnOff};
use crate::engine::{Engine, Happening};
use crate::journals::Journals;
use crate::lookups::Lookups;
use crate::messages::Messages;
use crate::recordings::CallRecordings;
use crate::sip::{SipError, SipLine};
use crate::voicing::Voicing;
use rufplan_machine::script::Machine;
use rufplan_media::{Config as MediaConfig, Media};
use rufplan_runtime::Program;
use rufplan_sounds::{Recordings, Sound, Store};
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc::unbounded_channel;

/// Hears every line of every journal as it is written: the call, and the line.
pub type Observer = Box<dyn Fn(&str, &rufplan_journal::Line) + Send>;

/// Hears, once, that the server answers.
pub type Ready = Box<dyn FnOnce(&Banner) + Send>;

/// An agent who is signed in and busy, and signs out after a time in a queue has passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusyAgent {
    /// Sign-in name.
    pub name: String,
    /// Client and queue.
    pub queue: (String, String),
    /// How long after the first caller has begun to wait he signs out.
    pub signs_out_after: Option<Duration>,
}

/// What a server is given.
pub struct ServeOptions {
    /// The deployment's settings.
    pub config: Config,
    /// The machines that answer.
    pub machines: Vec<Machine>,
    /// Rendered texts.
    pub store: Arc<Store>,
    /// The project's recordings; all that the machines name are loaded.
    pub recordings: Arc<Recordings>,
    /// The deployment's music.
    pub music: Option<Arc<Sound>>,
    /// A moment to begin at, ms since the epoch, and how it is shown.
    pub clock: Option<(i64, String)>,
    /// Plays a soft tone where a sound is missing.
    pub allow_missing_audio: bool,
    /// Agents signed in at the start.
    pub agents: Vec<BusyAgent>,
    /// Notes for the banner.
    pub notes: Vec<String>,
    /// Hears every journal line.
    pub observer: Option<Observer>,
    /// Hears that the server answers.
    pub ready: Option<Ready>,
}

/// Why a server did not start: whose side it is follows from the kind.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The environment: the port.
    #[error(transparent)]
    Sip(#[from] SipError),
    /// The environment: threads or RTP ports.
    #[error("sound cannot be moved: {0}")]
    Media(String),
    /// The environment: the journals' folder.
    #[error("journals cannot be written to {folder}: {reason}")]
    Journals {
        /// The folder.
        folder: String,
        /// The system's word.
        reason: String,
    },
    /// The environment: the folder of messages, how mails are sent, or the thread that writes recordings.
    #[error("{0}")]
    Messages(String),
    /// A machine that this engine cannot run: made by another version.
    #[error("client `{client}`: {reason}")]
    Machine {
        /// The client.
        client: String,
        /// Why.
        reason: String,
    },
    /// `[lookups]`, `[services]` or `[secrets]` do not hold what the scripts need.
    #[error(transparent)]
    Lookups(#[from] ConfigError),
    /// `[switches]` names one that no script has.
    #[error("[switches] {0}: no script has a switch of this name")]
    UnknownSwitch(String),
}

/// Answers calls until `shutdown` is ready; then says goodbye to those that run and returns.
///
/// # Errors
/// When the server cannot start.
pub async fn serve(options: ServeOptions, shutdown: impl Future<Output = ()>) -> Result<(), ServeError> {
    let config = options.config;
    let programs = load(&options.machines)?;
    let switches = switches(&config, &options.machines)?;
    let (happen, mut happenings) = unbounded_channel();
    let reports = happen.clone();
    let media = Media::start(media_config(&config), move |report| {
        let _ = reports.send(Happening::Media(report));
    })
    .map_err(|e| ServeError::Media(e.to_string()))?;
    let folder = config.store.journals.clone();
    let journals = Journals::open(&folder)
        .map_err(|e| ServeError::Journals { folder: folder.display().to_string(), reason: e.to_string() })?;
    let lookups = Lookups::new(&options.machines, &config)?;
    let answers = happen.clone();
    let boxes = happen.clone();
    let tell = move |client: &str, mailbox: &str, full: bool| {
        let (client, mailbox) = (client.to_owned(), mailbox.to_owned());
        let _ = boxes.send(Happening::Mailbox { client, mailbox, full });
    };
    // the courier asks on a runtime of its own
    let telling = Lookups::without_idle(&options.machines, &config)?;
    let messages = Messages::open(&config, telling, Box::new(tell)).map_err(ServeError::Messages)?;
    let recordings = CallRecordings::open(&config.store.recordings).map_err(ServeError::Messages)?;
    let (line, mut events) = SipLine::open(config.sip.listen, config.public_address()).await?;
    let address = line.address();
    tokio::spawn(async move {
        while let Some(event) = events.recv().await {
            if happen.send(Happening::Sip(event)).is_err() {
                return;
            }
        }
    });
    let music = options.music.map(|m| m.encoded.clone());
    let manifest = options.store.manifest_hash();
    let voicing = Voicing::new(
        options.store,
        options.recordings,
        options.allow_missing_audio,
        music,
        config.store.sounds.clone(),
        &config.voice,
    );
    let start_ms = options.clock.as_ref().map(|(ms, _)| *ms);
    let files = (journals, messages, recordings);
    let mut engine = Engine::new(&programs, &config, Box::new(line), media, voicing, files, start_ms);
    engine.ask_with(lookups, answers);
    engine.begin(manifest, switches, options.agents, options.observer);
    if let Some(ready) = options.ready {
        ready(&banner(
            address,
            &config,
            &options.machines,
            options.clock.map(|(_, shown)| shown),
            options.notes,
        ));
    }
    tokio::pin!(shutdown);
    engine.run(&mut happenings, shutdown).await;
    Ok(())
}

fn load(machines: &[Machine]) -> Result<Vec<Arc<Program>>, ServeError> {
    let load = |machine: &Machine| {
        Program::load(Arc::new(machine.clone()))
            .map(Arc::new)
            .map_err(|e| ServeError::Machine { client: machine.client.clone(), reason: e.to_string() })
    };
    machines.iter().map(load).collect()
}

/// `[switches]` by client and name; a name alone holds for every client that has it.
fn switches(config: &Config, machines: &[Machine]) -> Result<Vec<(String, String, bool)>, ServeError> {
    let mut found = Vec::new();
    for (key, state) in &config.switches {
        let before = found.len();
        for machine in machines {
            let name = key.strip_prefix(&format!("{}.", machine.client)).unwrap_or(key);
            if machine.switches.contains_key(name) {
                found.push((machine.client.clone(), name.to_string(), *state == OnOff::On));
            }
        }
        if found.len() == before {
            return Err(ServeError::UnknownSwitch(key.clone()));
        }
    }
    Ok(found)
}

fn media_config(config: &Config) -> MediaConfig {
    let silence = u32::try_from(config.rtp.silence_ends_call.as_millis()).unwrap_or(u32::MAX);
    MediaConfig {
        threads: config.rtp.threads,
        bind: config.sip.listen.ip(),
        ports: config.rtp.ports.clone(),
        silent_after_ms: silence,
        ..MediaConfig::default()
    }
}

fn banner(
    address: SocketAddr,
    config: &Config,
    machines: &[Machine],
    clock: Option<String>,
    mut notes: Vec<String>,
) -> Banner {
    if machines.iter().any(|m| !m.queues.is_empty()) {
        notes.push("agents and other lines cannot be reached yet: a queue has nobody signed in, a transfer ends in `failed`".into());
    }
    let public = SocketAddr::new(config.public_address(), address.port());
    Banner { listen: address, public, clock, numbers: served(machines), notes }
}
