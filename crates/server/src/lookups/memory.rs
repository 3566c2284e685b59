//! Answers that are kept for a while (`remember`).

use rufplan_machine::call::{Fetched, Given};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Most answers kept; the ones that are over first make room.
const MOST: usize = 10_000;

/// Answers by their questions.
#[derive(Default)]
pub(super) struct Memory {
    answers: Mutex<BTreeMap<String, (Instant, Fetched)>>,
}

/// The question as a key; one with a secret in it is not kept.
pub(super) fn key(client: &str, lookup: &str, path: &str, values: &[(String, Given)]) -> Option<String> {
    if values.iter().any(|(_, given)| matches!(given, Given::Secret(_))) {
        return None;
    }
    serde_json::to_string(&(client, lookup, path, values)).ok()
}

impl Memory {
    pub fn recall(&self, key: &str) -> Option<Fetched> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let (until, fetched) = answers.get(key)?;
        (Instant::now() < *until).then(|| fetched.clone())
    }

    pub fn keep(&self, key: String, fetched: Fetched, kept: Duration) {
        let now = Instant::now();
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= MOST {
            answers.retain(|_, (until, _)| now < *until);
        }
        if answers.len() < MOST {
            answers.insert(key, (now + kept, fetched));
        }
    }
}
