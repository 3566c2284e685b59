//! Canonical JSON (RFC 8785) and the hash of a machine.
//!
//! Numbers in our formats are whole and below 2^53, names are ASCII or NFC text whose UTF-8 order is the order of
//! their code points; keys are sorted.

use crate::script::Machine;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Canonical JSON of a value: keys sorted, no blanks.
///
/// # Errors
/// Only if the value cannot be written as JSON at all (a map whose keys are no texts).
pub fn to_canonical_json<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    // serde_json's map is sorted by key, so going through a `Value` sorts struct fields too
    serde_json::to_string(&serde_json::to_value(value)?)
}

/// `sha256:…` of bytes, lower-case hex.
pub fn sha256_of(bytes: &[u8]) -> String {
    format!("sha256:{}", hex(&Sha256::digest(bytes)))
}

/// Lower-case hex of bytes.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// The hash of a machine: over all but `hash`, `sources` and `compiler`, so that formatting a script changes nothing.
///
/// # Errors
/// As [`to_canonical_json`].
pub fn machine_hash(machine: &Machine) -> Result<String, serde_json::Error> {
    let mut value = serde_json::to_value(machine)?;
    if let Some(object) = value.as_object_mut() {
        for field in ["hash", "sources", "compiler"] {
            object.remove(field);
        }
    }
    Ok(sha256_of(serde_json::to_string(&value)?.as_bytes()))
}
