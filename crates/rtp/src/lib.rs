//! Packets and telephone-events of one media stream.
