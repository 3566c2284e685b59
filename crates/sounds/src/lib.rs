//! Finds, decodes, resamples, renders and stores what callers hear, by content.
