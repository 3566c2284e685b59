//! What stands beside the sound of a message on disk.

use rufplan_machine::call::Told;
use rufplan_machine::script::Delivery;
use serde::{Deserialize, Serialize};

/// Name and version of the format.
pub const SCHEMA: &str = "rufplan.message/1";

/// A message: what is known of it, and how far its delivery is. A file beside the sound, of the same name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// [`SCHEMA`].
    pub schema: String,
    /// Name of the client.
    pub client: String,
    /// The client's spoken name.
    pub client_name: String,
    /// Language of the client's people, in which mails are written.
    pub language: String,
    /// Name of the mailbox.
    pub mailbox: String,
    /// The call.
    pub call: String,
    /// Which of the call's messages it is.
    pub id: String,
    /// Moment it was taken, milliseconds since the epoch.
    pub taken_ms: i64,
    /// The same on the client's wall clock, for people.
    pub taken: String,
    /// How long it is.
    pub length_ms: u64,
    /// Number dialled.
    pub number_dialled: String,
    /// Caller's number, if known.
    pub caller_number: Option<String>,
    /// When it is deleted, milliseconds since the epoch.
    pub keep_until_ms: i64,
    /// Who gets it.
    pub receivers: Vec<Receiver>,
}

/// One receiver, and what became of the message on the way to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receiver {
    /// Who.
    pub to: Delivery,
    /// What a lookup is asked with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Told>,
    /// When it was delivered, milliseconds since the epoch.
    pub delivered_ms: Option<i64>,
    /// Tries so far.
    pub attempts: u32,
    /// When it is tried next, milliseconds since the epoch.
    pub next_ms: i64,
    /// Why the last try failed.
    pub last_error: Option<String>,
}

impl Receiver {
    /// A receiver to be tried at once.
    pub fn new(to: Delivery, now_ms: i64) -> Receiver {
        Receiver { to, told: None, delivered_ms: None, attempts: 0, next_ms: now_ms, last_error: None }
    }

    /// Notes a try: delivered, or to be tried again after a pause that doubles each time.
    pub fn tried(&mut self, result: Result<(), String>, now_ms: i64, first_pause_ms: i64) {
        self.attempts = self.attempts.saturating_add(1);
        match result {
            Ok(()) => {
                self.delivered_ms = Some(now_ms);
                self.last_error = None;
            }
            Err(error) => {
                self.next_ms = now_ms + pause_ms(self.attempts, first_pause_ms);
                self.last_error = Some(error);
            }
        }
    }
}

/// The longest pause between two tries.
const PAUSE_AT_MOST_MS: i64 = 60 * 60 * 1_000;

/// The pause behind a try that failed, counted from 1.
fn pause_ms(attempts: u32, first_ms: i64) -> i64 {
    let doubled = first_ms.saturating_mul(1_i64 << attempts.saturating_sub(1).min(30));
    doubled.clamp(1, PAUSE_AT_MOST_MS.max(first_ms))
}

impl Record {
    /// The id of a message, from that of its effect.
    pub fn file_id(effect: &str) -> String {
        effect.replace('.', "-")
    }

    /// Notes what its lookups are asked with.
    pub fn tell(&mut self, lookups: &[Told]) {
        for receiver in &mut self.receivers {
            if let Delivery::Lookup(name) = &receiver.to {
                receiver.told = lookups.iter().find(|told| told.lookup == *name).cloned();
            }
        }
    }

    /// When a receiver is tried next; `None` if all have it.
    pub fn next_ms(&self) -> Option<i64> {
        self.receivers.iter().filter(|receiver| receiver.delivered_ms.is_none()).map(|r| r.next_ms).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_an_hour() {
        let pauses: Vec<i64> = [1, 2, 3, 7, 8, 40, u32::MAX].iter().map(|n| pause_ms(*n, 30_000)).collect();
        assert_eq!(pauses, [30_000, 60_000, 120_000, 1_920_000, 3_600_000, 3_600_000, 3_600_000]);
    }

    #[test]
    fn a_receiver_is_tried_until_it_has_the_message() {
        let mut receiver = Receiver::new(Delivery::Mail("a@b.example".into()), 1_000);
        receiver.tried(Err("no route".into()), 2_000, 500);
        assert_eq!((receiver.next_ms, receiver.last_error.as_deref()), (2_500, Some("no route")));
        receiver.tried(Ok(()), 3_000, 500);
        assert_eq!((receiver.attempts, receiver.delivered_ms), (2, Some(3_000)));
    }
}
