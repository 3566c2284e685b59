//! The record of every event and effect, sufficient to replay a call.
