//! `rufplan.toml`: what a deployment sets. Everything has a default; what is not known is refused.

mod lookups;
mod messages;

use rufplan_sounds::VoiceSettings;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

/// The commented sample that ships with the program.
pub const SAMPLE: &str = include_str!("../sample/rufplan.toml");

pub use lookups::{Lookups, Secret, Service, Token};
pub use messages::{Mail, MailTls, Messages, Recordings};

/// Why a configuration is of no use; the text names line, key and what to write.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0}")]
pub struct ConfigError(pub String);

/// A deployment's settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// `[sip]`
    pub sip: Sip,
    /// `[rtp]`
    pub rtp: Rtp,
    /// `[project]`
    pub project: Project,
    /// `[store]`
    pub store: Store,
    /// `[voice.de]` and so on.
    pub voice: VoiceSettings,
    /// `[switches]`: `"on"` or `"off"` at the start, by name.
    pub switches: BTreeMap<String, OnOff>,
    /// `[messages]`
    pub messages: Messages,
    /// `[recordings]`
    pub recordings: Recordings,
    /// `[mail]`
    pub mail: Option<Mail>,
    /// `[limits]`
    pub limits: Limits,
    /// `[lookups]`
    pub lookups: Lookups,
    /// `[services.NAME]`, or `[services."CLIENT.NAME"]`.
    pub services: BTreeMap<String, Service>,
    /// `[secrets]`, by the names that scripts use.
    pub secrets: BTreeMap<String, Secret>,
}

/// `[sip]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sip {
    /// Address and UDP port to listen on.
    pub listen: SocketAddr,
    /// Address that peers reach us by; without it the one listened on.
    pub public_address: Option<IpAddr>,
}

/// `[rtp]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rtp {
    /// First and last port, `"20000-29999"`; of these the even ones are used. `None`, written `"any"`: whichever the
    /// system gives.
    #[serde(deserialize_with = "ports")]
    pub ports: Option<RangeInclusive<u16>>,
    /// Media threads.
    pub threads: usize,
    /// A caller from whom no packet has come for so long has gone.
    #[serde(deserialize_with = "duration")]
    pub silence_ends_call: Duration,
}

/// `[project]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Project {
    /// Folder of the scripts.
    pub root: PathBuf,
}

/// `[store]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Store {
    /// Folder of rendered texts.
    pub audio: PathBuf,
    /// Folder of journals.
    pub journals: PathBuf,
    /// Folder of messages that callers left.
    pub messages: PathBuf,
    /// Folder of recordings of calls.
    pub recordings: PathBuf,
    /// Folder of sounds that scripts name by data (`stored`): `NAME.wav`.
    pub sounds: PathBuf,
}

/// `[limits]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Calls at once; the next one hears 503.
    pub calls: usize,
}

/// State of a switch at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OnOff {
    /// On.
    On,
    /// Off.
    Off,
}

impl Default for Sip {
    fn default() -> Self {
        Sip { listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 5060)), public_address: None }
    }
}

impl Default for Rtp {
    fn default() -> Self {
        Rtp { ports: Some(20_000..=29_999), threads: 1, silence_ends_call: Duration::from_secs(60) }
    }
}

impl Default for Project {
    fn default() -> Self {
        Project { root: ".".into() }
    }
}

impl Default for Store {
    fn default() -> Self {
        Store {
            audio: "audio".into(),
            journals: "journals".into(),
            messages: "messages".into(),
            recordings: "recordings".into(),
            sounds: "sounds".into(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits { calls: 1_000 }
    }
}

impl Config {
    /// Reads the text of a `rufplan.toml`; relative folders are taken from the folder that it lies in by
    /// [`Config::below`].
    ///
    /// # Errors
    /// What is wrong, with line and column.
    pub fn parse(text: &str) -> Result<Config, ConfigError> {
        let config: Config = toml::from_str(text).map_err(|e| ConfigError(explain(text, &e)))?;
        config.check()?;
        Ok(config)
    }

    /// Takes relative folders from `folder`.
    pub fn below(mut self, folder: &std::path::Path) -> Config {
        let store = &mut self.store;
        let Store { audio, journals, messages, recordings, sounds } = store;
        let folders = [audio, journals, messages, recordings, sounds];
        let password = self.mail.as_mut().and_then(|mail| mail.password_file.as_mut());
        for path in folders.into_iter().chain([&mut self.project.root]).chain(password) {
            *path = folder.join(&*path);
        }
        let files = self.secrets.values_mut().filter_map(|secret| match secret {
            Secret::File { file } => Some(file),
            _ => None,
        });
        for path in files.chain(&mut self.lookups.certificates) {
            *path = folder.join(&*path);
        }
        self
    }

    /// A secret by its name.
    ///
    /// # Errors
    /// Where there is none, or it cannot be looked up.
    pub fn secret(&self, name: &str) -> Result<Token, ConfigError> {
        match self.secrets.get(name) {
            Some(secret) => secret.token(name),
            None => Err(ConfigError(format!(
                "a script signs in with secret(\"{name}\"): write it under [secrets], such as {name} = {{ env = \"…\" }}"
            ))),
        }
    }

    /// The address that callers are told.
    pub fn public_address(&self) -> IpAddr {
        self.sip.public_address.unwrap_or_else(|| self.sip.listen.ip())
    }

    fn check(&self) -> Result<(), ConfigError> {
        if self.public_address().is_unspecified() {
            return Err(ConfigError(
                "[sip] listen = \"0.0.0.0:…\" takes calls on every address, but callers must be told one: set public_address"
                    .into(),
            ));
        }
        if self.rtp.threads == 0 || self.rtp.threads > 64 {
            return Err(ConfigError("[rtp] threads: 1 to 64".into()));
        }
        if let Some(mail) = &self.mail {
            mail.check()?;
        }
        if self.messages.box_at_most == 0 {
            return Err(ConfigError("[messages] box_at_most: at least 1, or every mailbox is full".into()));
        }
        if self.recordings.longest > Recordings::AT_MOST {
            return Err(ConfigError("[recordings] longest: at most 24h".into()));
        }
        if self.limits.calls == 0 {
            return Err(ConfigError("[limits] calls: at least 1, or nobody can call".into()));
        }
        Ok(())
    }
}

/// Line and column, what is wrong, and the line itself.
fn explain(text: &str, error: &toml::de::Error) -> String {
    let message = error.message().trim();
    let Some(span) = error.span() else { return message.to_string() };
    let before = text.get(..span.start).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let shown = text.lines().nth(line - 1).unwrap_or_default();
    format!("line {line}, column {column}: {message}\n  {shown}")
}

fn ports<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<RangeInclusive<u16>>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text == "any" {
        return Ok(None);
    }
    let read = |part: &str| part.trim().parse::<u16>().ok().filter(|p| *p >= 1_024);
    let range = text.split_once('-').and_then(|(first, last)| Some(read(first)?..=read(last)?));
    range.filter(|r| r.start() < r.end()).map(Some).ok_or_else(|| {
        serde::de::Error::custom(format!(
            "`{text}` is no range of ports; write it like \"20000-29999\", from 1024 on, or \"any\""
        ))
    })
}

fn duration<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    let text = String::deserialize(deserializer)?;
    let units = [("min", 60), ("s", 1), ("h", 3_600)];
    let seconds =
        units.iter().find_map(|(unit, s)| text.strip_suffix(unit)?.trim().parse::<u64>().ok().map(|n| n * s));
    seconds.filter(|s| *s > 0).map(Duration::from_secs).ok_or_else(|| {
        serde::de::Error::custom(format!("`{text}` is no length of time; write it like \"60s\" or \"2min\""))
    })
}

#[cfg(test)]
mod tests;
