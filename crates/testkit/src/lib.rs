//! Fixtures and golden files for the tests.
