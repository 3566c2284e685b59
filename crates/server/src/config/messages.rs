//! `[messages]` and `[mail]`: what becomes of the messages that callers leave.

use super::ConfigError;
use serde::Deserialize;
use std::path::PathBuf;
use std::time::Duration;

/// `[messages]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Messages {
    /// How many messages a mailbox holds before it is full.
    pub box_at_most: usize,
    /// The pause behind the first try that failed; it doubles up to an hour.
    #[serde(deserialize_with = "super::duration")]
    pub retry_after: Duration,
}

impl Default for Messages {
    fn default() -> Self {
        Messages { box_at_most: 1_000, retry_after: Duration::from_secs(30) }
    }
}

/// `[recordings]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Recordings {
    /// A recording ends then at the latest.
    #[serde(deserialize_with = "super::duration")]
    pub longest: Duration,
}

impl Recordings {
    /// A longer file would not be one: a WAV counts its bytes in 32 bit.
    pub(super) const AT_MOST: Duration = Duration::from_secs(24 * 3_600);
}

impl Default for Recordings {
    fn default() -> Self {
        Recordings { longest: Duration::from_secs(2 * 3_600) }
    }
}

/// `[mail]`: the server that takes messages as mails.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// Its name.
    pub host: String,
    /// Its port.
    #[serde(default = "submission")]
    pub port: u16,
    /// Who the mails come from.
    pub from: String,
    /// How the connection is kept secret.
    #[serde(default)]
    pub tls: MailTls,
    /// Name to sign in with.
    pub user: Option<String>,
    /// Environment variable that holds the password.
    pub password_env: Option<String>,
    /// File that holds the password.
    pub password_file: Option<PathBuf>,
}

fn submission() -> u16 {
    587
}

/// How the connection to a mail server is kept secret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTls {
    /// Not at all; for a server on this machine.
    None,
    /// After a plain beginning (RFC 3207).
    #[default]
    Starttls,
    /// From the first byte.
    Tls,
}

impl Mail {
    /// The password, if one is set.
    ///
    /// # Errors
    /// When the variable or the file is not there.
    pub fn password(&self) -> Result<Option<String>, ConfigError> {
        if let Some(name) = &self.password_env {
            return match std::env::var(name) {
                Ok(password) => Ok(Some(password)),
                Err(_) => Err(ConfigError(format!("[mail] password_env: there is no variable {name}"))),
            };
        }
        let Some(path) = &self.password_file else { return Ok(None) };
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned())),
            Err(error) => Err(ConfigError(format!("[mail] password_file: {}: {error}", path.display()))),
        }
    }

    /// What cannot be.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        if self.password_env.is_some() && self.password_file.is_some() {
            return Err(ConfigError("[mail] password_env and password_file: one of them".into()));
        }
        if self.user.is_some() != (self.password_env.is_some() || self.password_file.is_some()) {
            return Err(ConfigError(
                "[mail] user goes with password_env or password_file, and neither without the other".into(),
            ));
        }
        if self.user.is_some() && self.tls == MailTls::None && !is_here(&self.host) {
            return Err(ConfigError(
                "[mail] tls = \"none\" would send the password in plain text: \"starttls\" or \"tls\"".into(),
            ));
        }
        Ok(())
    }
}

/// Whether a host is this machine.
fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}
