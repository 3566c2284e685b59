//! What must not be seen: secrets and the keys of secret entries (language.md 2.12, 4.5).
//!
//! Neither type can be printed or stored in clear: `Debug` and `Serialize` show that something is there, and how long it
//! is, never what. What is dropped is overwritten first.

use crate::value::Value;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The sign for a key whose worth is not kept.
pub const MASKED: char = '•';

/// A value that nobody may see. Written it is its length alone; read back it is known that there is one, and how long.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret {
    value: Option<Box<Value>>,
    length: usize,
}

impl Secret {
    /// Keeps a value.
    pub fn new(value: Value) -> Self {
        let length = match &value {
            Value::Text(text) | Value::Digits(text) | Value::Phone(text) | Value::Name(text) => {
                text.chars().count()
            }
            _ => 0,
        };
        Secret { value: Some(Box::new(value)), length }
    }

    /// A secret of which only the length is known.
    pub fn unseen(length: usize) -> Self {
        Secret { value: None, length }
    }

    /// The value itself, for a comparison or the body of one request; never to be written.
    pub fn reveal(&self) -> Option<&Value> {
        self.value.as_deref()
    }

    /// The value, or as many signs as it is long where it is not known.
    pub fn reveal_or_masked(&self) -> Value {
        let masked = || Value::Digits(std::iter::repeat_n(MASKED, self.length).collect());
        self.reveal().cloned().unwrap_or_else(masked)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({})", self.length)
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.length as u64)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u16::deserialize(deserializer).map(|length| Secret::unseen(length.into()))
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        if let Some(value) = self.value.take() {
            match *value {
                Value::Digits(text) | Value::Text(text) | Value::Phone(text) | Value::Name(text) => {
                    wipe(text)
                }
                _ => {}
            }
        }
    }
}

/// Keys of an entry; those of a secret one cannot be seen.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Keyed {
    keys: String,
    secret: bool,
}

impl Keyed {
    /// No key yet.
    pub fn new(secret: bool) -> Self {
        Keyed { keys: String::new(), secret }
    }

    /// Adds a key.
    pub fn push(&mut self, key: char) {
        self.keys.push(key);
    }

    /// Forgets all keys.
    pub fn clear(&mut self) {
        wipe(std::mem::take(&mut self.keys));
    }

    /// The keys themselves; of a secret entry never to be written.
    pub fn keys(&self) -> &str {
        &self.keys
    }

    /// Whether no key came yet.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// How many keys came.
    pub fn len(&self) -> usize {
        self.keys.chars().count()
    }

    /// Whether the entry is secret.
    pub fn is_secret(&self) -> bool {
        self.secret
    }

    fn shown(&self) -> String {
        if self.secret { std::iter::repeat_n(MASKED, self.len()).collect() } else { self.keys.clone() }
    }
}

impl fmt::Debug for Keyed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.shown())
    }
}

impl Serialize for Keyed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.shown())
    }
}

impl<'de> Deserialize<'de> for Keyed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let keys = String::deserialize(deserializer)?;
        let secret = keys.contains(MASKED);
        Ok(Keyed { keys, secret })
    }
}

impl Drop for Keyed {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Overwrites a text before its memory is given back.
fn wipe(text: String) {
    let mut bytes = text.into_bytes();
    bytes.fill(0);
    // what is looked at afterwards is not left out by the compiler
    std::hint::black_box(&bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_shown() {
        let secret = Value::Secret(Secret::new(Value::Digits("4711".into())));
        let json = serde_json::to_string(&secret).unwrap();
        assert!(!format!("{secret:?}").contains("4711") && !json.contains("4711"));
        let read: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read, Value::Secret(Secret::unseen(4)));
        assert_eq!(Secret::new(Value::Digits("1".into())).reveal(), Some(&Value::Digits("1".into())));
    }

    #[test]
    fn keys_of_a_secret_entry_show_their_number() {
        let mut keyed = Keyed::new(true);
        "4711".chars().for_each(|key| keyed.push(key));
        assert_eq!((format!("{keyed:?}"), keyed.keys()), ("\"••••\"".to_owned(), "4711"));
        assert_eq!(serde_json::to_string(&keyed).unwrap(), "\"••••\"");
        let mut open = Keyed::new(false);
        open.push('5');
        assert_eq!(serde_json::to_string(&open).unwrap(), "\"5\"");
        open.clear();
        assert!(open.is_empty());
    }
}
