//! What the project guards: a directory is a case.
