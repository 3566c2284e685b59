//! Opening hours, public holidays and DST-safe answers to when it is open next.
