//! Takes sources and gives machines, scenarios, prompt book, spans and diagnostics.
