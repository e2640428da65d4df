//! A classroom: the server on a trainer's machine serves the room over the local network.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};

/// Where a room is served when nothing else is said.
pub const PORT: u16 = 3000;

/// The address under which others of the local network reach this machine: that of the interface by which it would send to the
/// outside. Nothing is sent for it. Nothing when the machine is in no network.
pub fn local_address() -> Option<IpAddr> {
    // An address kept for documentation (RFC 5737): nobody is there, and connecting a datagram socket asks nobody.
    let outside = SocketAddr::from((Ipv4Addr::new(192, 0, 2, 1), 9));
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect(outside).ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_unspecified() && !address.is_loopback()).then_some(address)
}
