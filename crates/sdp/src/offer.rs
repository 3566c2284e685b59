//! Making an offer and reading its answer.

use crate::answer::{accept, accepted_line, parse, session, value};
use crate::{Direction, Local, OfferError, Stream};
use rufplan_audio::Codec;

/// Payload type we offer for telephone-event.
const TELEPHONE_EVENT: u8 = 101;

/// Why an answer is of no use.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum AnswerError {
    /// The body is malformed or names no usable address.
    #[error(transparent)]
    Body(#[from] OfferError),
    /// Every line was refused.
    #[error("the answer takes none of the offered lines")]
    Refused,
}

/// An offer of one audio line with these codecs, best first, and telephone-event.
pub fn offer(local: &Local, codecs: &[Codec]) -> String {
    let Some(first) = codecs.first() else { return session(local, Vec::new()).marshal() };
    let stream = Stream {
        remote: (local.address, local.port).into(),
        codec: *first,
        payload_type: first.payload_type(),
        telephone_event: Some(TELEPHONE_EVENT),
        direction: Direction::SendRecv,
        packet_ms: 20,
    };
    let mut line = accepted_line(&stream, local);
    for (place, codec) in codecs.iter().enumerate().skip(1) {
        line.media_name.formats.insert(place, codec.payload_type().to_string());
        line.attributes
            .insert(place, value("rtpmap", format!("{} {}/8000", codec.payload_type(), codec.name())));
    }
    session(local, vec![line]).marshal()
}

/// What the answer to our offer agreed on.
///
/// # Errors
/// When it is malformed or refuses.
pub fn read_answer(body: &str) -> Result<Stream, AnswerError> {
    let answered = parse(body)?;
    let line = answered.media_descriptions.first().ok_or(AnswerError::Refused)?;
    accept(&answered, line)?.ok_or(AnswerError::Refused)
}
