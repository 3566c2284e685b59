//! Joins call sessions, the ACD and what signalling and media report.
