//! Canonical JSON (RFC 8785) and the hash of a machine.
//!
//! Numbers in our formats are whole and below 2^53, names are ASCII or NFC text whose UTF-8 order is the order of
//! their code points; keys are sorted.

use crate::script::Machine;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Canonical JSON of a value: keys sorted, no blanks.
///
/// # Errors
/// Only if the value cannot be written as JSON at all (a map whose keys are no texts).
pub fn to_canonical_json<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    let mut value = serde_json::to_value(value)?;
    sort(&mut value);
    serde_json::to_string(&value)
}

/// Puts the keys of every object in order. `serde_json` keeps its maps sorted only while no crate of the build switches
/// on its feature `preserve_order`; a hash must not depend on that.
fn sort(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(sort);
            if !fields.keys().is_sorted() {
                let ordered: BTreeMap<String, Value> = std::mem::take(fields).into_iter().collect();
                fields.extend(ordered);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(sort),
        _ => {}
    }
}

/// `sha256:…` of bytes, lower-case hex.
pub fn sha256_of(bytes: &[u8]) -> String {
    format!("sha256:{}", hex(&Sha256::digest(bytes)))
}

/// Lower-case hex of bytes.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |four: u8| char::from(DIGITS[usize::from(four & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

/// The hash of a machine: over all but `hash`, `sources` and `compiler`, so that formatting a script changes nothing.
///
/// # Errors
/// As [`to_canonical_json`].
pub fn machine_hash(machine: &Machine) -> Result<String, serde_json::Error> {
    let mut value = serde_json::to_value(machine)?;
    if let Some(object) = value.as_object_mut() {
        object.retain(|field, _| !["hash", "sources", "compiler"].contains(&field.as_str()));
    }
    sort(&mut value);
    Ok(sha256_of(&serde_json::to_vec(&value)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::ser::SerializeMap;

    #[test]
    fn keys_are_sorted_at_every_depth() {
        #[derive(Serialize)]
        struct Inner {
            b: u8,
            a: Option<u8>,
        }
        #[derive(Serialize)]
        struct Outer {
            z: Vec<Inner>,
            ä: &'static str,
            a: bool,
        }
        let value = Outer { z: vec![Inner { b: 1, a: None }], ä: "\u{1}\"ü", a: true };
        let expected = "{\"a\":true,\"z\":[{\"a\":null,\"b\":1}],\"ä\":\"\\u0001\\\"ü\"}";
        assert_eq!(to_canonical_json(&value).unwrap(), expected);
    }

    #[test]
    fn the_order_in_which_a_map_was_filled_does_not_show() {
        struct Filled(&'static [&'static str]);
        impl Serialize for Filled {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(None)?;
                for key in self.0 {
                    map.serialize_entry(key, &1)?;
                }
                map.end()
            }
        }
        let one = to_canonical_json(&Filled(&["b", "a", "c"])).unwrap();
        assert_eq!(one, to_canonical_json(&Filled(&["c", "b", "a"])).unwrap());
        assert_eq!(one, "{\"a\":1,\"b\":1,\"c\":1}");
    }

    #[test]
    fn a_hash_is_sha_256_in_lower_case() {
        let empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256_of(b""), empty);
    }
}
