//! Resolves names and types and reports everything wrong with a script.
