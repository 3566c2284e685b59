//! Drives one call through a machine, one event at a time.
