//! Drives a switch with virtual time from a scenario or a journal.
