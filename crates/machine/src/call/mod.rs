//! One call: events, effects and its configuration (language.md 4.2). The words of journal, transcript and code.

mod answer;
mod asked;
mod booking;
mod configuration;
mod effect;
mod event;
mod length;

pub use answer::{Answer, OpenAsk, QueueState};
pub use asked::{Fetched, Given, Hidden};
pub use booking::{Booking, BookingChance, CallbackFacts, CallbackPhase, OpenCallback, OpenSurvey};
pub use configuration::{
    Configuration, Frame, Message, OpenFetch, OpenPlay, OpenRecording, OpenTransfer, OpenWords, Phase,
    PlayPurpose, Question, QueueArm, QueueFacts, Standing, Swallow, Talk, TalkWith, TimeLine, Timer,
    TimerName, Visit, Waiting, WordsPhase,
};
pub use effect::{
    CallRecord, Effect, HandOver, Listening, Outcome, Piece, RecordingState, Said, Told, Visited,
};
pub use event::{Agent, Event, TransferResult};
pub use length::assumed_words_ms;

/// Id of an effect: `seq.index` of the step that caused it, e.g. `4.1`.
pub type EffectId = String;
