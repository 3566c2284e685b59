//! Owns SIP, media, timers and files, and feeds a switch.

pub mod sip;
