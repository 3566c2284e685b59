//! How a deployment sets up its media threads.

use std::net::{IpAddr, Ipv4Addr};
use std::ops::RangeInclusive;
use std::time::Duration;

/// Settings of [`crate::Media`], fixed for its life.
#[derive(Debug, Clone)]
pub struct Config {
    /// How many threads share the calls, at least 1; one serves about a thousand calls.
    pub threads: usize,
    /// The address that ports are bound to.
    pub bind: IpAddr,
    /// The ports that calls get, of which the even ones are used (RFC 3550, section 11); none: any the system gives.
    pub ports: Option<RangeInclusive<u16>>,
    /// How long a port rests after a call before another one gets it, so that late packets find nobody.
    pub port_rest: Duration,
    /// Into how many parts a beat of 20 ms is cut, 1 to 20.
    pub sub_beats: u32,
    /// After how many ms without a packet a call is reported silent, and again after as many more.
    pub silent_after_ms: u32,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            threads: 1,
            bind: IpAddr::V4(Ipv4Addr::UNSPECIFIED),
            ports: None,
            port_rest: Duration::from_secs(10),
            sub_beats: 4,
            silent_after_ms: 5_000,
        }
    }
}
