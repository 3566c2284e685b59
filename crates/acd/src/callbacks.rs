//! Booked callbacks: who is to be called back, for which queue, from when on.

use crate::{Acd, QueueId};
use rufplan_machine::call::Booking;
use serde::{Deserialize, Serialize};

/// A callback of one client.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CallbackId {
    /// Name of the client.
    pub client: String,
    /// Name of the callback in the client's script.
    pub callback: String,
}

impl CallbackId {
    /// A callback by its two names.
    pub fn new(client: impl Into<String>, callback: impl Into<String>) -> Self {
        CallbackId { client: client.into(), callback: callback.into() }
    }
}

/// A callback that is booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booked {
    /// Which callback.
    pub callback: CallbackId,
    /// The queue whose agents call back.
    pub queue: QueueId,
    /// The number to call, E.164.
    pub number: String,
    /// 1 to 10, 10 is most urgent.
    pub priority: u8,
    /// When it was booked, milliseconds since the epoch.
    pub booked_ms: i64,
    /// The moment that counts for its place in the queue: the caller's wait is part of it where the place is kept.
    pub since_ms: i64,
    /// Not before this moment.
    pub earliest_ms: i64,
    /// The hours within which it is made.
    pub within: String,
    /// Tries that are left.
    pub attempts: u32,
    /// Milliseconds between two tries.
    pub between_ms: u32,
}

impl Booked {
    /// What a caller has accepted; its moments are set by [`Acd::book`].
    pub fn new(callback: CallbackId, queue: QueueId, booking: &Booking) -> Self {
        Booked {
            callback,
            queue,
            number: booking.number.clone(),
            priority: booking.priority,
            booked_ms: 0,
            since_ms: i64::try_from(booking.waited_ms).unwrap_or(i64::MAX),
            earliest_ms: booking.earliest_ms,
            within: booking.within.clone(),
            attempts: booking.attempts,
            between_ms: booking.between_ms,
        }
    }
}

impl Acd {
    /// Keeps a callback, with the place that the caller's wait gives it.
    pub fn book(&mut self, t_ms: i64, mut booked: Booked) {
        booked.booked_ms = t_ms;
        booked.since_ms = t_ms.saturating_sub(booked.since_ms);
        self.booked.push(booked);
        self.booked.sort_by_key(|b| (10u8.saturating_sub(b.priority), b.since_ms, b.booked_ms));
    }

    /// How many callbacks a number has booked since a moment; nobody has booked without a number.
    pub fn bookings(&self, callback: &CallbackId, number: Option<&str>, since_ms: i64) -> u32 {
        let Some(number) = number else { return 0 };
        let of = |b: &&Booked| b.callback == *callback && b.number == number && b.booked_ms >= since_ms;
        u32::try_from(self.booked.iter().filter(of).count()).unwrap_or(u32::MAX)
    }

    /// Callbacks of a queue that are booked and not made, the most urgent and longest waiting first.
    pub fn callbacks<'a>(&'a self, queue: &'a QueueId) -> impl Iterator<Item = &'a Booked> {
        self.booked.iter().filter(move |booked| booked.queue == *queue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn booking(number: &str, waited_ms: u64) -> Booked {
        let booking = Booking { number: number.into(), waited_ms, priority: 5, ..Booking::default() };
        Booked::new(CallbackId::new("c", "back"), QueueId::new("c", "q"), &booking)
    }

    #[test]
    fn bookings_count_by_number_and_day_and_keep_their_place() {
        let mut acd = Acd::default();
        acd.book(10_000, booking("+491", 0));
        acd.book(20_000, booking("+492", 15_000));
        let id = CallbackId::new("c", "back");
        assert_eq!(acd.bookings(&id, Some("+491"), 0), 1);
        assert_eq!(acd.bookings(&id, Some("+491"), 10_001), 0);
        assert_eq!(acd.bookings(&id, Some("+493"), 0), 0);
        assert_eq!(acd.bookings(&id, None, 0), 0);
        let queue = QueueId::new("c", "q");
        let order: Vec<&str> = acd.callbacks(&queue).map(|b| b.number.as_str()).collect();
        assert_eq!(order, ["+492", "+491"]);
    }
}
