//! Keys as telephone-events (RFC 4733).

pub mod payload;
pub mod receiver;
pub mod sender;
