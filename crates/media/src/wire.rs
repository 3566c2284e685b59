//! The socket of one call: the one place to change when several calls shall share a socket.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, UdpSocket};

use rustix::net::connect_unspec;

/// A non-blocking UDP socket and where it sends to.
///
/// Once the peer is known for sure the socket is connected to it: the system then keeps the route and strangers are
/// turned away before they cost anything, about a seventh of all the time of a call.
#[derive(Debug)]
pub(crate) struct Wire {
    socket: UdpSocket,
    target: Option<SocketAddr>,
    connected: bool,
}

/// What came out of one attempt to receive.
pub(crate) enum Received {
    /// A datagram of this many bytes, and who sent it.
    Datagram(usize, SocketAddr),
    /// The system reports that an earlier packet of ours did not arrive; there may be more to receive.
    Unreachable,
    /// Nothing is there.
    Nothing,
}

impl Wire {
    pub(crate) fn new(socket: UdpSocket) -> Wire {
        Wire { socket, target: None, connected: false }
    }

    /// The port bound to; 0 if the system does not know it.
    pub(crate) fn port(&self) -> u16 {
        self.socket.local_addr().map_or(0, |address| address.port())
    }

    /// Sends to `remote` from now on and receives from anyone.
    pub(crate) fn aim(&mut self, remote: SocketAddr) {
        if self.connected {
            // Failing leaves the socket connected to the former peer: nothing would be heard, but nothing breaks.
            if let Err(error) = connect_unspec(&self.socket) {
                tracing::warn!(%error, "cannot release a socket from its former peer");
            }
            self.connected = false;
        }
        self.target = Some(self.native(remote));
    }

    /// Sends to `peer` from now on and receives from nobody else.
    pub(crate) fn fix(&mut self, peer: SocketAddr) {
        let peer = self.native(peer);
        self.target = Some(peer);
        // Without it packets are addressed one by one, which works as well.
        self.connected = self.socket.connect(peer).is_ok();
    }

    /// Sends one packet; false if the system did not take it.
    pub(crate) fn send(&self, packet: &[u8]) -> bool {
        let Some(target) = self.target else { return false };
        let attempt =
            || if self.connected { self.socket.send(packet) } else { self.socket.send_to(packet, target) };
        match attempt() {
            Ok(_) => true,
            // The failure of an earlier packet is told once, in place of sending this one.
            Err(error) if error.kind() == ErrorKind::ConnectionRefused => attempt().is_ok(),
            Err(_) => false,
        }
    }

    /// Receives one datagram, if one is there.
    pub(crate) fn receive(&self, buffer: &mut [u8]) -> Received {
        match self.socket.recv_from(buffer) {
            Ok((length, from)) => {
                Received::Datagram(length, SocketAddr::new(from.ip().to_canonical(), from.port()))
            }
            Err(error) if is_empty(&error) => Received::Nothing,
            Err(_) => Received::Unreachable,
        }
    }

    /// The form of an address that this socket understands: an IPv6 socket reaches IPv4 peers by mapped addresses.
    fn native(&self, remote: SocketAddr) -> SocketAddr {
        match remote.ip() {
            IpAddr::V4(ip) if self.socket.local_addr().is_ok_and(|local| local.is_ipv6()) => {
                SocketAddr::new(IpAddr::V6(ip.to_ipv6_mapped()), remote.port())
            }
            _ => remote,
        }
    }
}

fn is_empty(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted)
}
