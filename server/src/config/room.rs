//! A classroom: the server on a trainer's machine serves the room over the local network.

use std::net::IpAddr;

/// Where a room is served when nothing else is said.
pub const PORT: u16 = 3000;

/// The addresses under which others of local networks reach this machine, the likeliest first: private ones of IPv4, the others of
/// IPv4, then those of IPv6 that need no name of an interface. None when the machine is in no network; a network needs no way to
/// the outside for it.
pub fn local_addresses() -> Vec<IpAddr> {
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let found = interfaces.into_iter().filter(|one| !one.is_loopback() && !one.is_link_local());
    let mut addresses = found.map(|one| one.ip()).filter(|ip| !ip.is_unspecified()).collect::<Vec<_>>();
    addresses.sort_by_key(|ip| (rank(*ip), *ip));
    addresses.dedup();
    addresses
}

fn rank(ip: IpAddr) -> u8 {
    match ip {
        IpAddr::V4(ip) if ip.is_private() => 0,
        IpAddr::V4(_) => 1,
        IpAddr::V6(_) => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_network_of_a_room_comes_first() {
        let mut addresses = ["2001:db8::1", "203.0.113.9", "192.168.43.1", "10.0.0.7"].map(|one| one.parse().unwrap());
        addresses.sort_by_key(|ip: &IpAddr| (rank(*ip), *ip));
        assert_eq!(addresses.map(|ip| ip.to_string()), ["10.0.0.7", "192.168.43.1", "203.0.113.9", "2001:db8::1"]);
        assert!(local_addresses().iter().all(|ip| !ip.is_loopback() && !ip.is_unspecified()));
    }
}
