//! What a call asks of the world.

use super::{Booking, EffectId, Given};
use crate::script::Inquiry;
use crate::value::Value;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One effect. Those with an id are answered by events with that id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Answer the call: always the first.
    Answer,
    /// Say something; ends any other play of this leg (S3).
    Play {
        /// Its id.
        id: EffectId,
        /// What, prompt by prompt.
        said: Vec<Said>,
        /// Whether a key may stop it.
        interruptible: bool,
    },
    /// Stop a play at once.
    StopPlay(EffectId),
    /// Music from now on while nothing is said; goes on where it was (Q3).
    Music {
        /// File of the project, `None` is the deployment's music.
        path: Option<String>,
        /// SHA-256 of the file.
        sha256: Option<String>,
    },
    /// No music any more.
    StopMusic,
    /// Put the caller into a queue.
    Enqueue {
        /// Its id.
        id: EffectId,
        /// Name of the queue.
        queue: String,
        /// 1 to 10, 10 is most urgent.
        priority: u8,
        /// Waited already in queues of this call (Q2, Q5), for the place.
        waited_ms: u64,
        /// Whether the caller had a place in this queue before: then `full` does not hold (Q5).
        again: bool,
        /// Only this agent may answer, until `any_agent`.
        agent: Option<String>,
        /// What the agent is told.
        hand_over: Box<HandOver>,
    },
    /// Change the priority of the caller who waits already.
    Reprioritise {
        /// The `enqueue`.
        id: EffectId,
        /// 1 to 10.
        priority: u8,
    },
    /// From now on any agent of the queue may answer.
    AnyAgent(EffectId),
    /// Take the caller out of the queue.
    Dequeue(EffectId),
    /// What the agent (Q6) or the called person hears before the connection.
    Whisper {
        /// The `enqueue` or the `transfer`.
        id: EffectId,
        /// The words.
        said: Vec<Said>,
    },
    /// Caller and agent talk from now on.
    Connect {
        /// The `enqueue`.
        id: EffectId,
    },
    /// Ask the platform; the answer comes in the same millisecond.
    Ask {
        /// Its id.
        id: EffectId,
        /// What is asked.
        about: Inquiry,
    },
    /// Book a callback.
    ScheduleCallback {
        /// Its id.
        id: EffectId,
        /// What is booked.
        booking: Box<Booking>,
    },
    /// Call other lines.
    Transfer {
        /// Its id.
        id: EffectId,
        /// Whom.
        targets: Vec<String>,
        /// Whether all ring at once.
        all_at_once: bool,
        /// How long each rings.
        ring_ms: u32,
        /// Who picks up is asked first: the connection waits for `accepted`.
        asks: bool,
        /// The number that is shown; `None` is withheld.
        show: Option<String>,
        /// Keys that are sent after the connection.
        send_keys: Option<String>,
    },
    /// Ask a called person who has picked up; his keys are heard from now on.
    AskCalled {
        /// The `transfer`.
        id: EffectId,
        /// Whom.
        target: String,
        /// The words.
        said: Vec<Said>,
    },
    /// A called person takes the call: both talk from now on, and nobody else rings.
    Accepted {
        /// The `transfer`.
        id: EffectId,
        /// Who.
        target: String,
    },
    /// Hang up on one called person; the others of the transfer ring on.
    CancelTarget {
        /// The `transfer`.
        id: EffectId,
        /// Whom.
        target: String,
    },
    /// End what is under way: a transfer that rings, the talk it led to, a lookup.
    Cancel(EffectId),
    /// Hand the call over for good.
    Pass {
        /// Its id.
        id: EffectId,
        /// To whom.
        to: String,
    },
    /// Ask a shape about an entry; the answer is [`Answer::Check`](super::Answer::Check), at once.
    Check {
        /// Its id.
        id: EffectId,
        /// Name of the shape.
        shape: String,
        /// The keys.
        entry: Given,
    },
    /// Ask a lookup.
    Fetch {
        /// Its id.
        id: EffectId,
        /// Name of the lookup.
        lookup: String,
        /// Behind the service's address, percent-encoded.
        path: String,
        /// What the body holds, in order.
        values: Vec<(String, Given)>,
    },
    /// Keep the caller's own words from now on (a beep first, where wanted), for a variable. It ends at `longest_ms`,
    /// after `silence_ms` of silence or by `stop_words`; then `recorded` tells.
    RecordWords {
        /// Its id; the sound is known by it.
        id: EffectId,
        /// Name of the variable.
        var: String,
        /// When it begins and ends.
        how: Listening,
    },
    /// The same for a mailbox; `message_done` tells.
    TakeMessage {
        /// Its id; the message is known by it.
        id: EffectId,
        /// Name of the mailbox.
        mailbox: String,
        /// When it begins and ends.
        how: Listening,
    },
    /// The caller has ended his words by a key: nothing more is kept.
    StopWords(EffectId),
    /// Forget words that were kept: the caller speaks anew.
    DropWords(EffectId),
    /// A message is final and goes to its receivers, unless it is shorter than `shortest_ms`. Comes also while the
    /// words are still being kept, when the caller hangs up (L4).
    DeliverMessage {
        /// The `take_message`.
        id: EffectId,
        /// Name of the mailbox.
        mailbox: String,
        /// What is shorter is dropped.
        shortest_ms: u32,
        /// What each lookup among the receivers is asked with, in their order.
        lookups: Vec<Told>,
    },
    /// Tell a lookup the answers of a survey, once. Nobody waits for it: no event tells what became of it.
    SendAnswers {
        /// Its id.
        id: EffectId,
        /// What it is told: what it sends, and `survey` and `answers`.
        told: Told,
    },
    /// Record the caller's leg from now on, not for a while, or no more.
    Record {
        /// Its id; that of the recording's beginning all along.
        id: EffectId,
        /// What to do.
        state: RecordingState,
    },
    /// A secret entry has ended; a replay takes its legality from here.
    Entered {
        /// How many keys it had.
        length: usize,
        /// Whether it was a legal value.
        legal: bool,
    },
    /// What a condition on a secret came to; a replay takes it from here.
    Judged(bool),
    /// What a secret was turned into that may be seen, such as its last digits; a replay takes it from here.
    Derived(Value),
    /// A milestone.
    Mark {
        /// Its name.
        name: String,
        /// Its label.
        value: Option<String>,
    },
    /// A line for the operator.
    Log(String),
    /// Hang up on the caller.
    HangUp,
    /// The call's record: once, the last.
    End(Box<CallRecord>),
}

/// What a recording does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordingState {
    /// It runs.
    On,
    /// It rests: nothing that is said or pressed is kept.
    Pause,
    /// It has ended.
    Off,
}

/// One prompt as it is said now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Name of the prompt; an inline text in quotes.
    pub prompt: String,
    /// Language in which it is said.
    pub lang: String,
    /// All its words.
    pub words: String,
    /// What makes the sound, in order.
    pub pieces: Vec<Piece>,
}

/// A piece of sound; only the media side turns it into samples.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// A recording of the project.
    File {
        /// Path relative to the project's root.
        path: String,
        /// SHA-256 of its bytes.
        sha256: String,
        /// Its words.
        words: String,
    },
    /// Words for the voice: a fixed stretch or an atom.
    Words {
        /// Language of the voice.
        lang: String,
        /// Voice named in the script.
        voice: Option<String>,
        /// Speed in per cent of the voice's own, where the script says one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        speed_percent: Option<u16>,
        /// The text, trimmed.
        text: String,
    },
    /// The caller's own words, by the id under which they were kept.
    Recording {
        /// Which.
        sound: String,
        /// How long it is.
        length_ms: u32,
    },
    /// A sound of the deployment's store.
    Stored {
        /// Its name.
        name: String,
        /// Language of the voice that says the words where there is no such sound.
        lang: String,
        /// Voice named in the script.
        voice: Option<String>,
        /// Said where there is no such sound; never empty.
        words: String,
    },
    /// Silence.
    Pause {
        /// How long.
        ms: u32,
    },
}

/// What a lookup is told that nobody waits for: one that takes a message, whose `message.sound` is the message's own, or
/// the answers of a survey. Secrets are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Name of the lookup.
    pub lookup: String,
    /// Behind the service's address, percent-encoded.
    pub path: String,
    /// What the body holds, in order.
    pub values: Vec<(String, Value)>,
}

/// How words are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listening {
    /// Whether a beep comes first.
    pub beep: bool,
    /// It ends then at the latest, counted from the beep's end.
    pub longest_ms: u32,
    /// It ends after so much silence, which is cut off; `None` never.
    pub silence_ms: Option<u32>,
}

/// What an agent gets with a call (language.md 2.7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// Id of the client.
    pub client: String,
    /// Spoken name of the client.
    pub client_name: String,
    /// The agent's first sentence.
    pub answer_phrase: Option<String>,
    /// Address for the desk, filled.
    pub screen_pop: Option<String>,
    /// Number dialled.
    pub number_dialled: String,
    /// The caller's number, if known.
    pub caller_number: Option<String>,
    /// Language of the call.
    pub language: String,
    /// Marks so far: name and label.
    pub marks: Vec<(String, Option<String>)>,
    /// `hand over:` fields, written plain; unknown is empty.
    pub fields: BTreeMap<String, String>,
    /// Choices made so far: labels of the keys, or the keys.
    pub path: Vec<String>,
    /// Milliseconds since the first queue was entered.
    pub waited_ms: u64,
}

/// One entry of a call's path: a state that waited, or a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visited {
    /// Milliseconds since the call began.
    pub at_ms: u64,
    /// State id.
    pub state: String,
}

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The script hung up.
    Completed,
    /// The caller hung up; in a queue's arm the state names both (L4).
    Abandoned {
        /// Where.
        state: String,
    },
    /// An agent took it, and one of both hung up.
    Answered,
    /// The caller left with a callback booked.
    CallbackBooked,
    /// Another line took it.
    Transferred,
    /// Handed over for good.
    Passed,
    /// A limit of rule X3 or a second error (L5).
    Failed {
        /// Why.
        what: String,
    },
}

/// The record of one call: last line of its journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallRecord {
    /// Client.
    pub client: String,
    /// Number dialled.
    pub number_dialled: String,
    /// Caller's number, if known.
    pub caller_number: Option<String>,
    /// Language at the end.
    pub language: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Waiting states and when they were entered.
    pub path: Vec<Visited>,
    /// What the caller answered to `consent recording`, if asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<bool>,
    /// Whether any of it was recorded.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub recorded: bool,
    /// Milestones with their labels.
    pub marks: Vec<(String, Option<String>)>,
    /// Whole call.
    pub duration_ms: u64,
    /// In queues.
    pub queue_waited_ms: u64,
    /// With agents or other lines.
    pub talk_ms: u64,
    /// Steps taken.
    pub steps: u64,
}
