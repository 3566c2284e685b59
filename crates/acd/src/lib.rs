//! Queues, agents and expected waits, one event at a time.
