//! Bounds of the ACD.

/// Most callers in a queue whose script names no `capacity` (R-QUE-1: never unlimited).
pub const CAPACITY: u32 = 200;

/// Times between hand-overs that an expected wait is made of.
pub const GAPS_KEPT: usize = 50;

/// Fewer than so many observed times between hand-overs give no expected wait (domain.md R-QUE-3).
pub const GAPS_NEEDED: usize = 30;

/// Longest waits beyond this are not told as a number; equals the longest wait of a call (Q2).
pub const LONGEST_WAIT_MS: u64 = 60 * 60 * 1000;
