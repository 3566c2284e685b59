//! What a lookup is given, and what it gives.

use crate::value::Value;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A value in the body of a lookup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// One that the journal may hold.
    Shown(Value),
    /// One that nobody may see but the service.
    Secret(Hidden),
}

impl Given {
    /// The value itself: for who is asked and nobody else.
    pub fn value(&self) -> &Value {
        match self {
            Given::Shown(value) => value,
            Given::Secret(hidden) => hidden.reveal(),
        }
    }
}

/// A secret on its way to a service. Written and formatted it is its length alone, and two of one length are equal: so
/// a journal never holds it, and its replay compares all the same (language.md 4.5).
#[derive(Clone)]
pub struct Hidden(Value);

impl Hidden {
    /// Hides a value.
    pub fn new(value: Value) -> Self {
        Hidden(value)
    }

    /// The value itself: for the body of the request and nothing else.
    pub fn reveal(&self) -> &Value {
        &self.0
    }

    /// Number of characters of a text; 0 for everything else.
    pub fn length(&self) -> usize {
        match &self.0 {
            Value::Text(text) | Value::Digits(text) | Value::Phone(text) | Value::Name(text) => {
                text.chars().count()
            }
            _ => 0,
        }
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hidden({})", self.length())
    }
}

impl PartialEq for Hidden {
    fn eq(&self, other: &Self) -> bool {
        self.length() == other.length()
    }
}

impl Eq for Hidden {}

impl Serialize for Hidden {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.length() as u64)
    }
}

impl<'de> Deserialize<'de> for Hidden {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let length = u16::deserialize(deserializer)?;
        Ok(Hidden(Value::Digits("*".repeat(length.into()))))
    }
}

/// What became of a lookup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fetched {
    /// An answer, shaped and of the declared type; the unknown where the lookup gives nothing.
    Found(Value),
    /// There is none.
    NotFound,
    /// The service failed, was too slow, or its answer was of no use.
    Failed,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_written_as_its_length() {
        let hidden = Given::Secret(Hidden::new(Value::Digits("4711".into())));
        assert_eq!(serde_json::to_string(&hidden).unwrap(), r#"{"secret":4}"#);
        assert_eq!(format!("{hidden:?}"), "Secret(Hidden(4))");
        let read: Given = serde_json::from_str(r#"{"secret":4}"#).unwrap();
        assert_eq!(read, hidden);
        assert_ne!(read, Given::Secret(Hidden::new(Value::Digits("47111".into()))));
    }
}
