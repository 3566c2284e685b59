//! `[lookups]`, `[services.NAME]` and `[secrets]`.

use super::ConfigError;
use crate::lookups::Network;
use serde::Deserialize;
use std::fmt;
use std::path::PathBuf;

/// `[lookups]`
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lookups {
    /// Lets lookups reach addresses of our own network: private, loopback and link-local ones.
    pub allow_private: bool,
    /// Networks that lookups may reach besides public addresses, such as `"10.20.0.0/16"`.
    pub allow: Vec<Network>,
    /// Lets the address of a service begin with `http://`: what is sent can be read on the way.
    pub plain_http: bool,
    /// PEM file of certificates that are trusted besides those of the system.
    pub certificates: Option<PathBuf>,
}

/// `[services.NAME]`
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Service {
    /// Stands in place of the script's address.
    pub address: Option<String>,
}

/// A secret, or where it is; never formatted.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Secret {
    /// The secret itself.
    Written(String),
    /// `{ env = "CORE_TOKEN" }`
    Environment {
        /// Name of the variable.
        env: String,
    },
    /// `{ file = "/run/secrets/core" }`
    File {
        /// The file; blanks and line ends around what stands in it do not count.
        file: PathBuf,
    },
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A secret that has been looked up; never formatted.
pub struct Token(String);

impl Token {
    /// The secret itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Secret {
    /// Looks the secret up.
    ///
    /// # Errors
    /// Where it is not there, or empty.
    pub fn token(&self, name: &str) -> Result<Token, ConfigError> {
        let wrong = |what: String| ConfigError(format!("[secrets] {name}: {what}"));
        let text = match self {
            Secret::Written(text) => text.clone(),
            Secret::Environment { env } => {
                std::env::var(env).map_err(|_| wrong(format!("the environment has no variable `{env}`")))?
            }
            Secret::File { file } => std::fs::read_to_string(file)
                .map_err(|error| wrong(format!("{}: {error}", file.display())))?,
        };
        let text = text.trim();
        if text.is_empty() {
            return Err(wrong("it is empty".into()));
        }
        Ok(Token(text.to_string()))
    }
}
