//! Turns text into a lossless tree and never fails.
