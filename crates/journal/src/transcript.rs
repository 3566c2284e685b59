//! A journal for people: one event or effect a line, in fixed columns, the same text in all places.
