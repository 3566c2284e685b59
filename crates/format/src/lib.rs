//! Prints a tree in the one true layout.
