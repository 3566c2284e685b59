//! Answers to what calls ask (language.md 4.2).

use crate::{CallId, QueueId, Switch};
use rufplan_acd::{AcdEvent, Booked, CallbackId};
use rufplan_machine::call::{Answer, Booking, BookingChance, EffectId, Event, QueueState};
use rufplan_machine::numbers::is_premium;
use rufplan_machine::script::Inquiry;
use std::collections::BTreeMap;

/// How many surveys each queue has had on the day that runs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surveys {
    /// Beginning of the day and count, by client, queue and survey.
    counts: BTreeMap<(String, String, String), (i64, u64)>,
}

impl Surveys {
    /// The number of the next, from 1; a new day begins anew.
    fn next(&mut self, client: &str, queue: &str, survey: &str, since_ms: i64) -> u64 {
        let key = (client.to_owned(), queue.to_owned(), survey.to_owned());
        let (day, count) = self.counts.entry(key).or_insert((since_ms, 0));
        if *day != since_ms {
            (*day, *count) = (since_ms, 0);
        }
        *count += 1;
        *count
    }
}

impl Switch {
    /// Answers at once.
    pub(crate) fn ask(&mut self, call: &CallId, id: EffectId, about: &Inquiry) {
        let Some(session) = self.sessions.get(call) else { return };
        let client = session.client().to_owned();
        let value = match about {
            Inquiry::Queue(queue) => Answer::Queue(self.queue_state(&QueueId::new(client, queue))),
            Inquiry::Callback { callback, queue, number, per_number, since_ms } => {
                let id = CallbackId::new(&client, callback);
                let number = number.as_deref();
                let chance = match self.assumed_callbacks.get(&id) {
                    Some(assumed) => *assumed,
                    None if number.is_some_and(is_premium) => BookingChance::NotPossible,
                    None if self.acd.bookings(&id, number, *since_ms) >= *per_number => {
                        BookingChance::AlreadyBooked
                    }
                    None => BookingChance::Possible,
                };
                let expected_ms = self.acd.expected_ms(&QueueId::new(client, queue));
                Answer::Callback { chance, expected_ms }
            }
            Inquiry::Survey { survey, queue, since_ms } => {
                let nth = self.surveys.next(&client, queue, survey, *since_ms);
                Answer::Survey { nth }
            }
            Inquiry::Mailbox(mailbox) => {
                Answer::Mailbox { full: self.full_boxes.contains(&(client, mailbox.clone())) }
            }
        };
        self.follow(call.clone(), Event::Answer { id, value });
    }

    /// Books a callback; a number that nobody may call is refused.
    pub(crate) fn schedule_callback(&mut self, call: &CallId, id: EffectId, booking: Booking) {
        let Some(session) = self.sessions.get(call) else { return };
        let client = session.client().to_owned();
        let booked = !is_premium(&booking.number) && !booking.number.is_empty();
        if booked {
            let callback = CallbackId::new(&client, &booking.callback);
            let queue = QueueId::new(client, &booking.queue);
            let booked = Box::new(Booked::new(callback, queue, &booking));
            self.acd_handle(AcdEvent::Book { booked });
        }
        self.follow(call.clone(), Event::Callback { id, booked });
    }

    fn queue_state(&self, queue: &QueueId) -> QueueState {
        QueueState {
            waiting: self.acd.waiting(queue),
            agents: self.acd.signed_in(queue),
            free: self.acd.free(queue),
            expected_ms: self.acd.expected_ms(queue),
            full: self.acd.is_full(queue),
        }
    }
}
