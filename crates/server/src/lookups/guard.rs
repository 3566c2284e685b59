//! Which addresses a lookup may reach: none of our own network, unless the operator allows it.

use serde::Deserialize;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A network: `10.20.0.0/16`, or one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

impl Network {
    fn parse(text: &str) -> Option<Network> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address: IpAddr = address.trim().parse().ok()?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            Some(prefix) => prefix.trim().parse().ok().filter(|prefix| *prefix <= most)?,
            None => most,
        };
        Some(Network { address, prefix })
    }

    fn holds(&self, address: IpAddr) -> bool {
        let bits = |address: IpAddr| match address {
            IpAddr::V4(v4) => (u128::from(u32::from(v4)) << 96, 32),
            IpAddr::V6(v6) => (u128::from(v6), 128),
        };
        let ((ours, width), (theirs, other)) = (bits(self.address), bits(address));
        let mask = u128::MAX.checked_shl(128 - u32::from(self.prefix)).unwrap_or(0);
        width == other && (ours & mask) == (theirs & mask)
    }
}

impl<'de> Deserialize<'de> for Network {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Network::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!("`{text}` is no network; write it like \"10.20.0.0/16\""))
        })
    }
}

/// What lookups may reach.
#[derive(Clone, Debug, Default)]
pub(crate) struct Guard {
    /// Everything, also our own network.
    pub all: bool,
    /// These networks besides the public ones.
    pub networks: Vec<Network>,
}

impl Guard {
    /// Whether an address may be connected to. Names are asked for first, and the address they give is what is looked
    /// at and connected to, so that a name cannot change its mind in between.
    pub fn allows(&self, address: IpAddr) -> bool {
        let address = plain(address);
        self.all || is_public(address) || self.networks.iter().any(|network| network.holds(address))
    }
}

/// An IPv4 address that is written as IPv6, as what it is.
fn plain(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => address,
        },
        IpAddr::V4(_) => address,
    }
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

/// Special-purpose registries of IANA (RFC 6890 and its successors).
fn is_public_v4(v4: Ipv4Addr) -> bool {
    let [a, b, c, _] = v4.octets();
    let special = v4.is_private()
        || v4.is_loopback()
        || v4.is_link_local()
        || v4.is_multicast()
        || v4.is_documentation()
        || a == 0
        || a >= 240
        // shared by carriers, protocol assignments, benchmarks, the old 6to4 relays
        || (a == 100 && (64..128).contains(&b))
        || (a, b, c) == (192, 0, 0)
        || (a == 198 && (18..20).contains(&b))
        || (a, b, c) == (192, 88, 99);
    !special
}

fn is_public_v6(v6: Ipv6Addr) -> bool {
    let [a, b, ..] = v6.segments();
    let embedded = match (a, b) {
        // an IPv4 address behind a translator or in 6to4
        (0x64, 0xff9b) => Some(last_v4(v6)),
        (0x2002, _) => {
            let [_, high, low, ..] = v6.segments();
            let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
            Some(Ipv4Addr::new(a, b, c, d))
        }
        _ => None,
    };
    match embedded {
        Some(v4) => is_public_v4(v4),
        // global unicast is 2000::/3; in it are documentation, Teredo and other assignments
        None => (0x2000..0x4000).contains(&a) && (a, b) != (0x2001, 0x0db8) && !(a == 0x2001 && b < 0x0200),
    }
}

fn last_v4(v6: Ipv6Addr) -> Ipv4Addr {
    let [.., high, low] = v6.segments();
    let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
    Ipv4Addr::new(a, b, c, d)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(guard: &Guard, address: &str) -> bool {
        guard.allows(address.parse().expect("an address"))
    }

    #[test]
    fn our_own_network_is_closed_and_the_world_is_open() {
        let guard = Guard::default();
        let closed = [
            "127.0.0.1",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.2.1",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "2001:db8::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001::1",
            "::127.0.0.1",
        ];
        for address in closed {
            assert!(!allows(&guard, address), "{address}");
        }
        for address in ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808"] {
            assert!(allows(&guard, address), "{address}");
        }
    }

    #[test]
    fn an_operator_opens_networks() {
        let networks =
            ["10.20.0.0/16", "fd00::/8", "192.168.1.7"].map(|n| Network::parse(n).expect("a network"));
        let guard = Guard { all: false, networks: networks.to_vec() };
        for address in ["10.20.3.4", "fd12::1", "192.168.1.7", "::ffff:10.20.0.1"] {
            assert!(allows(&guard, address), "{address}");
        }
        for address in ["10.21.0.1", "192.168.1.8", "fe80::1", "127.0.0.1"] {
            assert!(!allows(&guard, address), "{address}");
        }
        assert!(allows(&Guard { all: true, networks: Vec::new() }, "127.0.0.1"));
        assert_eq!(Network::parse("10.0.0.0/33"), None);
        assert_eq!(Network::parse("core.example"), None);
    }
}
