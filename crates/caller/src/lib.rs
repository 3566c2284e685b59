//! A SIP and RTP client with sockets of its own that plays a scenario and recognises what it hears.
