//! The address of a mail server, with a password that is never shown.

use std::fmt;
use std::net::IpAddr;

use lettre::message::Mailbox;
use url::{Host, Url};

/// Where mail goes, and from whom it comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailServer {
    /// The server.
    pub smtp: Smtp,
    /// From whom.
    pub from: Mailbox,
}

/// A mail server.
#[derive(Clone, PartialEq, Eq)]
pub struct Smtp {
    /// Its host.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is protected.
    pub protection: Protection,
    credentials: Option<(String, String)>,
}

/// How the way to a mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// TLS from the first byte (`smtps://`).
    Tls,
    /// STARTTLS, without which nothing is sent (`smtp://`).
    StartTls,
    /// None: the server is on this machine (`smtp://` and a loopback address).
    Loopback,
}

impl Smtp {
    /// Reads `smtps://user:password@host:port` or `smtp://host:port`.
    pub fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        let bare = url.path().trim_start_matches('/').is_empty() && url.query().is_none() && url.fragment().is_none();
        // The schemes are not among those whose hosts the crate reads by itself.
        let host = Host::parse(url.host_str()?).ok().filter(|_| bare)?;
        let (protection, usual) = match url.scheme() {
            "smtps" => (Protection::Tls, 465),
            "smtp" if is_here(&host) => (Protection::Loopback, 25),
            "smtp" => (Protection::StartTls, 587),
            _ => return None,
        };
        let decoded = |text: &str| {
            let plain = percent_encoding::percent_decode_str(text).decode_utf8().ok()?.into_owned();
            (!plain.chars().any(char::is_control)).then_some(plain)
        };
        let credentials = match (url.username(), url.password()) {
            ("", None) => None,
            (user, password) => Some((decoded(user)?, decoded(password?)?)),
        };
        let host = url.host_str()?.trim_start_matches('[').trim_end_matches(']').to_owned();
        let port = url.port().unwrap_or(usual);
        (port != 0).then_some(Self { host, port, protection, credentials })
    }

    /// User and password.
    pub fn credentials(&self) -> Option<(&str, &str)> {
        self.credentials.as_ref().map(|(user, password)| (user.as_str(), password.as_str()))
    }
}

fn is_here(host: &Host<String>) -> bool {
    match host {
        Host::Domain(name) => name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback()),
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    }
}

/// Without user and password.
impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Smtp({:?} to {}:{})", self.protection, self.host, self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_is_protected_unless_it_stays_on_this_machine() {
        for (text, host, port, protection) in [
            ("smtps://mail.example.org", "mail.example.org", 465, Protection::Tls),
            ("smtps://127.0.0.1:4650", "127.0.0.1", 4650, Protection::Tls),
            ("smtp://mail.example.org", "mail.example.org", 587, Protection::StartTls),
            ("smtp://me:word@mail.example.org:25/", "mail.example.org", 25, Protection::StartTls),
            ("smtp://127.0.0.2:1025", "127.0.0.2", 1025, Protection::Loopback),
            ("smtp://[::1]", "::1", 25, Protection::Loopback),
            ("smtp://localhost", "localhost", 25, Protection::Loopback),
            ("smtp://localhost.example.org", "localhost.example.org", 587, Protection::StartTls),
        ] {
            let smtp = Smtp::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((smtp.host.as_str(), smtp.port, smtp.protection), (host, port, protection), "{text}");
        }
        for wrong in ["", "host", "smtp://", "smtp://me@host", "smtp://host/path", "imap://host", "smtp://a:b%0a@host"]
        {
            assert_eq!(Smtp::parse(wrong), None, "{wrong}");
        }
    }
}
