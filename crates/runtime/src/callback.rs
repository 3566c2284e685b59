//! Offers to call back: asked, confirmed, booked (semantics.md Q7).

use crate::run::Run;
use crate::view::calling_code;
use rufplan_calendar::LocalClock;
use rufplan_machine::call::{
    Booking, BookingChance, CallbackPhase, Effect, Event, OpenAsk, OpenCallback, Outcome, PlayPurpose,
    TimerName,
};
use rufplan_machine::script::{Callback, Inquiry, OfferCallback, State};
use rufplan_machine::value::Value;

/// Most keys of a number: 00 and the fifteen digits of E.164.
const NUMBER_KEYS: usize = 17;

impl<'p> Run<'p> {
    /// Whether a callback is possible is known before a word is said; each is offered once a call.
    pub fn enter_callback(&mut self, state: &'p str, offer: &'p OfferCallback) {
        let Some(callback) = self.machine().callbacks.get(&offer.callback) else { return };
        if !self.c.offered.insert(offer.callback.clone()) {
            return self.goto(&offer.offered_before);
        }
        self.quieten();
        self.visit(state.to_owned());
        let number = match self.eval(&callback.number) {
            Value::Phone(number) => Some(number),
            _ => None,
        };
        self.c.callback_facts.number.clone_from(&number);
        self.c.callback_facts.at_ms = None;
        let Some(earliest_ms) = self.earliest(callback) else {
            self.log("no hours left in which to call back".to_owned());
            return self.goto(&offer.not_possible);
        };
        self.c.callback = Some(OpenCallback {
            state: state.to_owned(),
            phase: CallbackPhase::Asked,
            number: number.clone(),
            typed: String::new(),
            again: false,
            earliest_ms,
            expected_ms: None,
            booking: None,
        });
        let id = self.next_id();
        self.c.asked = Some(OpenAsk { id: id.clone(), state: state.to_owned() });
        let about = Inquiry::Callback {
            callback: offer.callback.clone(),
            queue: offer.queue.clone(),
            number,
            per_number: callback.per_number,
            since_ms: self.midnight(0),
        };
        self.emit(Effect::Ask { id, about });
    }

    /// The first moment at which the hours let somebody call back; `None` if they never open again.
    fn earliest(&self, callback: &Callback) -> Option<i64> {
        let from = if callback.next_day { self.midnight(1) } else { self.c.t_ms };
        let hours = self.program.hours.get(&callback.within)?;
        if hours.is_open_at(from) { Some(from) } else { hours.state_at(from).next_open_ms }
    }

    /// The beginning of a day of the client, so many days from today.
    pub fn midnight(&self, days: i64) -> i64 {
        let today = self.program.zone.to_local(self.c.t_ms).date;
        let day = (0..days).fold(today, |day, _| day.tomorrow().unwrap_or(day));
        let clock = LocalClock { hour: 0, minute: 0, second: 0 };
        self.program.zone.from_local(day, clock)
    }

    /// The platform has told whether the callback is possible.
    pub fn callback_chance(&mut self, chance: BookingChance, expected_ms: Option<u64>) {
        let Some((offer, callback)) = self.open_callback() else { return };
        if let Some(open) = &mut self.c.callback {
            open.expected_ms = expected_ms;
        }
        match chance {
            BookingChance::AlreadyBooked => self.callback_ends(&offer.already_booked),
            BookingChance::NotPossible => self.callback_ends(&offer.not_possible),
            BookingChance::Possible if callback.offer.is_empty() => self.accept(),
            BookingChance::Possible => self.callback_phase(CallbackPhase::Offer),
        }
    }

    fn open_callback(&self) -> Option<(&'p OfferCallback, &'p Callback)> {
        let open = self.c.callback.as_ref()?;
        let Some(State::Callback(offer)) = self.program.state(&open.state) else { return None };
        Some((offer, self.machine().callbacks.get(&offer.callback)?))
    }

    /// Says the words of a phase for the first time.
    fn callback_phase(&mut self, phase: CallbackPhase) {
        if let Some(open) = &mut self.c.callback {
            (open.phase, open.again) = (phase, false);
        }
        self.ask_callback();
    }

    fn ask_callback(&mut self) {
        let Some((_, callback)) = self.open_callback() else { return };
        let Some(open) = &mut self.c.callback else { return };
        open.typed.clear();
        let words = match open.phase {
            CallbackPhase::Offer => callback.offer.as_slice(),
            CallbackPhase::Number => std::slice::from_ref(&callback.other_words),
            _ => std::slice::from_ref(&callback.confirm_words),
        };
        let interrupt = open.phase != CallbackPhase::Offer || callback.interrupt;
        if !self.play(words, interrupt, PlayPurpose::Callback) {
            self.callback_said();
        }
    }

    /// The words of an offer are over, or could not be heard: the time for the first key runs.
    pub fn callback_said(&mut self) {
        if let Some((_, callback)) = self.open_callback() {
            self.set_timer(TimerName::FirstKey, self.after(callback.first_ms));
        }
    }

    /// Whether a key belongs to an open offer: its keys go before those of the queue.
    pub fn callback_key(&mut self, key: char, event: &Event) -> bool {
        let Some((offer, callback)) = self.open_callback() else { return false };
        let Some(phase) = self.c.callback.as_ref().map(|open| open.phase) else { return false };
        if matches!(phase, CallbackPhase::Asked | CallbackPhase::Booking) {
            return false;
        }
        if self.c.play.is_some() {
            if phase == CallbackPhase::Offer && !callback.interrupt {
                self.ignored(event);
                return true;
            }
            self.stop_play();
        }
        self.cancel_timer(TimerName::FirstKey);
        match (phase, key) {
            (CallbackPhase::Offer, '1') => self.accept(),
            (CallbackPhase::Offer, _) => self.callback_ends(&offer.declined),
            (CallbackPhase::Confirm, '1') => self.book(),
            (CallbackPhase::Confirm, '2') if callback.ask_other => self.callback_phase(CallbackPhase::Number),
            (CallbackPhase::Confirm, '2') => self.callback_ends(&offer.declined),
            (CallbackPhase::Number, '#') => self.number_keyed(),
            (CallbackPhase::Number, '0'..='9') => self.number_key(key, callback),
            _ => self.callback_again(),
        }
        true
    }

    fn number_key(&mut self, key: char, callback: &Callback) {
        let Some(open) = &mut self.c.callback else { return };
        if open.typed.len() < NUMBER_KEYS {
            open.typed.push(key);
        }
        self.set_timer(TimerName::NextKey, self.after(callback.next_ms));
    }

    /// Whether a key that did not come belongs to an open offer.
    pub fn callback_silence(&mut self) -> bool {
        let Some((offer, _)) = self.open_callback() else { return false };
        match self.c.callback.as_ref().map(|open| open.phase) {
            Some(CallbackPhase::Offer) => self.callback_ends(&offer.declined),
            _ => self.callback_again(),
        }
        true
    }

    /// Whether the end of an entry belongs to an open offer.
    pub fn callback_entry_over(&mut self) -> bool {
        let open = self.c.callback.is_some();
        if open {
            self.number_keyed();
        }
        open
    }

    fn number_keyed(&mut self) {
        self.cancel_timer(TimerName::NextKey);
        let home = calling_code(&self.machine().country).unwrap_or_default();
        let Some(open) = &mut self.c.callback else { return };
        match e164(&open.typed, home) {
            Some(number) => {
                open.number = Some(number.clone());
                self.c.callback_facts.number = Some(number);
                self.confirm_or_book();
            }
            None => self.callback_again(),
        }
    }

    /// Asks once more, then declines.
    fn callback_again(&mut self) {
        let Some((offer, _)) = self.open_callback() else { return };
        self.cancel_timer(TimerName::NextKey);
        match &mut self.c.callback {
            Some(open) if !open.again => {
                open.again = true;
                self.ask_callback();
            }
            _ => self.callback_ends(&offer.declined),
        }
    }

    fn accept(&mut self) {
        match self.c.callback.as_ref().and_then(|open| open.number.as_ref()) {
            Some(_) => self.confirm_or_book(),
            // an anonymous caller is always asked
            None => self.callback_phase(CallbackPhase::Number),
        }
    }

    fn confirm_or_book(&mut self) {
        match self.open_callback() {
            Some((_, callback)) if callback.confirm => self.callback_phase(CallbackPhase::Confirm),
            _ => self.book(),
        }
    }

    fn book(&mut self) {
        let Some((offer, callback)) = self.open_callback() else { return };
        let Some(queue) = self.machine().queues.get(&offer.queue) else { return };
        let hand_over = Box::new(self.hand_over(queue));
        let priority = match &self.c.waiting {
            Some(waiting) if waiting.queue == offer.queue => waiting.priority,
            _ => queue.priority.clamp(1, 10),
        };
        let waited_ms = if callback.keep_place { hand_over.waited_ms } else { 0 };
        let id = self.next_id();
        let Some(open) = &mut self.c.callback else { return };
        open.phase = CallbackPhase::Booking;
        open.booking = Some(id.clone());
        let booking = Booking {
            callback: offer.callback.clone(),
            queue: offer.queue.clone(),
            number: open.number.clone().unwrap_or_default(),
            priority,
            waited_ms,
            earliest_ms: open.earliest_ms,
            within: callback.within.clone(),
            attempts: callback.attempts,
            between_ms: callback.between_ms,
            hand_over,
        };
        self.emit(Effect::ScheduleCallback { id, booking: Box::new(booking) });
    }

    /// The callback is booked, and with that the caller has left the queue (Q4); or it was refused.
    pub fn callback_booked(&mut self, id: &str, booked: bool, event: &Event) {
        let is_open = self.c.callback.as_ref().is_some_and(|open| open.booking.as_deref() == Some(id));
        let Some((offer, _)) = self.open_callback().filter(|_| is_open) else { return self.ignored(event) };
        if !booked {
            return self.callback_ends(&offer.not_possible);
        }
        let now = self.c.t_ms;
        let at_ms = self.c.callback.take().and_then(|open| match open.expected_ms {
            _ if open.earliest_ms > now => Some(open.earliest_ms),
            Some(ms) => Some(now.saturating_add_unsigned(ms)),
            None => None,
        });
        self.c.callback_facts.at_ms = at_ms;
        self.c.handled = Some(Outcome::CallbackBooked);
        self.leave_queue();
        self.goto(&offer.accepted);
    }

    fn callback_ends(&mut self, next: &'p str) {
        self.drop_callback();
        self.goto_or_due_when(next);
    }

    /// Nothing is offered any more.
    pub fn drop_callback(&mut self) {
        if self.c.callback.take().is_some() {
            self.cancel_timer(TimerName::FirstKey);
            self.cancel_timer(TimerName::NextKey);
        }
    }
}

/// A number as it was keyed, in E.164: `00…` is international, `0…` national; nothing else is whole. In Italy the
/// nought belongs to the number; the plan of North America has none before its ten digits.
fn e164(typed: &str, home: &str) -> Option<String> {
    let digits = home.trim_start_matches('+');
    let number = match typed {
        _ if digits == "1" && typed.len() == 10 => format!("+1{typed}"),
        _ if digits == "1" && typed.len() == 11 && typed.starts_with('1') => format!("+{typed}"),
        _ if typed.starts_with("00") => format!("+{}", typed.get(2..)?),
        _ if digits.is_empty() => return None,
        _ if typed.starts_with('0') && digits == "39" => format!("+39{typed}"),
        _ if typed.starts_with('0') => format!("+{digits}{}", typed.get(1..)?),
        _ => return None,
    };
    (8..=15).contains(&(number.len() - 1)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::e164;

    #[test]
    fn keyed_numbers_become_e164_or_nothing() {
        let cases = [
            ("01719876543", "+49", Some("+491719876543")),
            ("0043171234567", "+49", Some("+43171234567")),
            ("1719876543", "+49", None),
            ("017", "+49", None),
            ("00491234567890123456", "+49", None),
            ("0612345678", "+39", Some("+390612345678")),
            ("2125550100", "+1", Some("+12125550100")),
            ("12125550100", "+1", Some("+12125550100")),
            ("01719876543", "", None),
            ("", "+49", None),
        ];
        for (typed, home, number) in cases {
            assert_eq!(e164(typed, home).as_deref(), number, "{typed} in {home}");
        }
    }
}
