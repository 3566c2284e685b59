//! Turns typed values into words and into prompt pieces, per language.
