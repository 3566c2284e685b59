//! Signalling: what a SIP line reports and what it is told, behind one narrow trait.
//!
//! Only [`stack`] knows the SIP library; everything else speaks of legs, numbers and session descriptions.

mod leg;
mod number;
mod stack;

pub use number::e164;
pub use stack::{SipError, SipLine};

use rufplan_sdp::{Local, Stream};

/// Names one leg for as long as the server runs.
pub type LegId = u64;

/// What a SIP line reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SipEvent {
    /// Somebody calls; answered by [`SipPort::accept`] or [`SipPort::reject`].
    Invited {
        /// The new leg.
        leg: LegId,
        /// Number dialled as E.164 with `+` where it can be read as one, else as it came.
        number: String,
        /// The caller's number likewise; `None` if withheld.
        from: Option<String>,
        /// The offer; empty when the INVITE has none.
        offer: String,
    },
    /// The caller has acknowledged our answer: the call stands.
    Confirmed {
        /// The leg.
        leg: LegId,
    },
    /// The leg is over, by whomever; nothing follows.
    Ended {
        /// The leg.
        leg: LegId,
        /// Whether our side hung up or refused.
        by_us: bool,
    },
}

/// Why we do not take a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// 404: nobody owns the number.
    NotFound,
    /// 488: no codec in common.
    NotAcceptable,
    /// 503 with `Retry-After`: too many calls, or shutting down.
    Unavailable,
}

/// What was agreed with a caller, kept so that a re-INVITE can be answered alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Our end.
    pub local: Local,
    /// The stream.
    pub stream: Stream,
    /// The answer's body.
    pub body: String,
}

/// A line that calls come in on. Commands return at once; what becomes of them is reported.
pub trait SipPort: Send + Sync {
    /// Answers a call with 200.
    fn accept(&self, leg: LegId, agreement: Agreement);
    /// Refuses a call.
    fn reject(&self, leg: LegId, refusal: Refusal);
    /// Hangs up, as soon as the rules of SIP allow it.
    fn hang_up(&self, leg: LegId);
}
