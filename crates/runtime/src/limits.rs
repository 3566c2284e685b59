//! Bounds of a call (X3 and others); reaching one is logged and leads somewhere.

/// Most steps of a call (X3).
pub const STEPS: u64 = 10_000;
/// Most marks of a call (X3).
pub const MARKS: usize = 1_000;
/// Longest call without a conversation (X3).
pub const CALL_MS: i64 = 2 * 60 * 60 * 1000;
/// Keys typed ahead (language.md 4.4, 6).
pub const KEYS: usize = 32;
/// `again` after a right key, each visit of a question (S6).
pub const REPEATS: u32 = 10;
/// The deployment's longest wait in a queue (Q2).
pub const LONGEST_WAIT_MS: i64 = 60 * 60 * 1000;
/// No `every` and no `at` speaks sooner after the last words of an arm (Q3).
pub const QUIET_MS: i64 = 10_000;
/// Instant states in one step: no machine of the compiler comes near (P11); a circle would never end.
pub const INSTANT_STATES: u32 = 10_000;
/// Beyond `ring for`, until a transfer that nobody reports on counts as failed.
pub const RING_GRACE_MS: i64 = 10_000;
/// Until `meanwhile` is said for the first time (language.md 2.12).
pub const MEANWHILE_MS: u32 = 1_000;
/// From the end of `meanwhile` until it is said again (S11).
pub const MEANWHILE_AGAIN_MS: u32 = 10_000;
/// Beyond all tries of a lookup, until one that nobody reports on counts as failed.
pub const FETCH_GRACE_MS: i64 = 5_000;
/// Until a `pass` that nobody reports on counts as failed.
pub const PASS_MS: i64 = 60_000;

/// Silence after the words of a review keeps (L3).
pub const REVIEW_MS: u32 = 6_000;

/// How much later than the longest the end of the caller's words may be told: the beep, and the platform's own time.
pub const WORDS_GRACE_MS: i64 = 10_000;
