//! What can be seen and heard from outside during a call.

use rufplan_machine::call::HandOver;

/// Who hears something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listener {
    /// The caller.
    Caller,
    /// The agent.
    Agent,
    /// The person a transfer reached.
    Called,
}

/// One thing seen or heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    /// Milliseconds since the epoch.
    pub at_ms: i64,
    /// What.
    pub what: What,
}

/// Kinds of what is seen or heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A prompt begins.
    Heard {
        /// For whom.
        by: Listener,
        /// Name of the prompt, an inline text in quotes.
        prompt: String,
        /// Its words.
        words: String,
        /// Its language.
        lang: String,
    },
    /// The beep, behind which the caller's own words are kept: for a mailbox, or (`None`) for a variable.
    Beep(Option<String>),
    /// A message goes to the receivers of a mailbox.
    Delivered(String),
    /// Another line is rung.
    Rung(String),
    /// Caller and another line talk.
    Connected(String),
    /// The call was handed over for good.
    Passed(String),
    /// An agent is rung, and this is what his desk shows.
    Offered(Box<HandOver>),
    /// Caller and agent talk.
    Talking,
    /// The call is over.
    Ended,
}
