//! The ports of a deployment: who has one, and which of them rest.

use std::collections::VecDeque;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::ops::RangeInclusive;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use socket2::{Domain, Protocol, Socket, Type};

use crate::error::MediaError;

/// Expedited forwarding (RFC 3246), as the traffic class byte: the queue of voice in networks that keep one.
const EXPEDITED_FORWARDING: u32 = 46 << 2;

/// How often a port of the system's choice is tried.
const ANY_PORT_ATTEMPTS: usize = 16;

/// Gives out ports and takes them back. Locked per call, never per packet.
#[derive(Debug)]
pub(crate) struct Ports {
    bind: IpAddr,
    rest: Duration,
    /// The size of the range; none: any port.
    range: Option<usize>,
    /// Free ports with the moment until which they rest, the one that rested longest first.
    free: Mutex<VecDeque<(u16, Option<Instant>)>>,
}

impl Ports {
    pub(crate) fn new(
        bind: IpAddr,
        range: Option<RangeInclusive<u16>>,
        rest: Duration,
    ) -> Result<Ports, MediaError> {
        let (range, free) = match range {
            None => (None, VecDeque::new()),
            Some(range) => {
                // Port 0 means "any" to the system and is never part of a range.
                let even = range.filter(|&port| port != 0 && port.is_multiple_of(2));
                let free: VecDeque<_> = even.map(|port| (port, None)).collect();
                (Some(free.len()), free)
            }
        };
        if range == Some(0) {
            return Err(MediaError::NoEvenPort);
        }
        Ok(Ports { bind, rest, range, free: Mutex::new(free) })
    }

    /// A socket on a port that nobody has and that does not rest.
    pub(crate) fn bind(&self, now: Instant) -> Result<UdpSocket, MediaError> {
        let Some(size) = self.range else { return self.bind_any() };
        for _ in 0..size {
            let Some(port) = self.take(now) else { break };
            match self.bind_to(port) {
                Ok(socket) => return Ok(socket),
                // Another program has it: like one that was just given back.
                Err(error) if error.kind() == ErrorKind::AddrInUse => self.give_back(port, now),
                Err(error) => {
                    self.give_back(port, now);
                    return Err(MediaError::Bind(error));
                }
            }
        }
        Err(MediaError::NoFreePort(size))
    }

    /// Takes back the port of a closed socket.
    pub(crate) fn give_back(&self, port: u16, now: Instant) {
        if self.range.is_some() {
            self.free().push_back((port, Some(now + self.rest)));
        }
    }

    fn take(&self, now: Instant) -> Option<u16> {
        let mut free = self.free();
        let &(port, rests_until) = free.front()?;
        if rests_until.is_some_and(|until| until > now) {
            return None;
        }
        free.pop_front();
        Some(port)
    }

    /// A port of the system's choice, bound by its number all the same: one that is not would be lost as soon as the
    /// socket is released from its peer.
    fn bind_any(&self) -> Result<UdpSocket, MediaError> {
        let mut last = io::Error::from(ErrorKind::AddrInUse);
        for _ in 0..ANY_PORT_ATTEMPTS {
            let chosen = self.bind_to(0).and_then(|socket| socket.local_addr()).map_err(MediaError::Bind)?;
            match self.bind_to(chosen.port()) {
                Ok(socket) => return Ok(socket),
                Err(error) => last = error,
            }
        }
        Err(MediaError::Bind(last))
    }

    fn bind_to(&self, port: u16) -> io::Result<UdpSocket> {
        let address = SocketAddr::new(self.bind, port);
        let socket = Socket::new(Domain::for_address(address), Type::DGRAM, Some(Protocol::UDP))?;
        socket.set_nonblocking(true)?;
        // Audio is heard without it, only worse in a full network: containers may forbid it.
        let marked = if address.is_ipv6() {
            socket.set_only_v6(false)?;
            socket.set_tclass_v6(EXPEDITED_FORWARDING)
        } else {
            socket.set_tos_v4(EXPEDITED_FORWARDING)
        };
        if let Err(error) = marked {
            tracing::debug!(%error, "packets are not marked as voice");
        }
        socket.bind(&address.into())?;
        Ok(socket.into())
    }

    fn free(&self) -> MutexGuard<'_, VecDeque<(u16, Option<Instant>)>> {
        // No code that holds the lock can leave the list half changed.
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr, UdpSocket};
    use std::time::{Duration, Instant};

    use super::{MediaError, Ports};

    /// An address of its own, so that no other test is given a port meanwhile.
    const ALONE: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 4));
    const REST: Duration = Duration::from_secs(10);

    /// A port that is free now, even, and not the last one.
    fn some_even_port() -> u16 {
        loop {
            let port = UdpSocket::bind((ALONE, 0)).unwrap().local_addr().unwrap().port();
            if port.is_multiple_of(2) && port < 65_000 {
                return port;
            }
        }
    }

    #[test]
    fn a_port_rests_before_it_is_given_again() {
        let port = some_even_port();
        let ports = Ports::new(ALONE, Some(port..=port + 1), REST).unwrap();
        let begin = Instant::now();
        let socket = ports.bind(begin).unwrap();
        assert_eq!(socket.local_addr().unwrap().port(), port);
        assert!(matches!(ports.bind(begin), Err(MediaError::NoFreePort(1))), "it is in use");
        drop(socket);
        ports.give_back(port, begin);
        assert!(matches!(
            ports.bind(begin + REST - Duration::from_millis(1)),
            Err(MediaError::NoFreePort(1))
        ));
        assert_eq!(ports.bind(begin + REST).unwrap().local_addr().unwrap().port(), port);
    }

    #[test]
    fn a_port_of_another_program_is_passed_over() {
        let port = some_even_port();
        let other = UdpSocket::bind((ALONE, port)).unwrap();
        let ports = Ports::new(ALONE, Some(port..=port), REST).unwrap();
        let begin = Instant::now();
        assert!(matches!(ports.bind(begin), Err(MediaError::NoFreePort(1))));
        drop(other);
        assert!(ports.bind(begin + REST).is_ok(), "it is tried again later");
    }

    #[test]
    fn a_range_without_even_ports_is_refused() {
        for range in [7..=7, 0..=1] {
            assert!(matches!(Ports::new(ALONE, Some(range), REST), Err(MediaError::NoEvenPort)));
        }
    }

    #[test]
    fn any_port_needs_no_range() {
        let ports = Ports::new(ALONE, None, REST).unwrap();
        let sockets: Vec<_> = (0..20).map(|_| ports.bind(Instant::now()).unwrap()).collect();
        let mut numbers: Vec<_> = sockets.iter().map(|socket| socket.local_addr().unwrap().port()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), 20);
    }
}
