//! Single values of a badge: what may stand in them, so that nothing is lost or read in two ways.

use chrono::{DateTime, Datelike, SecondsFormat};
use domain::time::Timestamp;
use serde_json::{Map, Value};

use super::fault::BadgeFault;

/// Most bytes of a text.
const LONGEST_TEXT: usize = 4_000;
/// Most bytes of an address.
const LONGEST_ADDRESS: usize = 1_000;

/// A text for people: neither empty nor longer than 4,000 bytes, without control characters other than line breaks.
pub fn text<'a>(what: &'static str, text: &'a str) -> Result<&'a str, BadgeFault> {
    let printable = text.chars().all(|c| !c.is_control() || c == '\n');
    let fits = !text.trim().is_empty() && text.len() <= LONGEST_TEXT;
    (fits && printable).then_some(text).ok_or(BadgeFault::Fact(what))
}

/// An address of the web without a fragment, in ASCII as browsers send it.
pub fn address<'a>(what: &'static str, address: &'a str) -> Result<&'a str, BadgeFault> {
    (is_web(address) && address.len() <= LONGEST_ADDRESS).then_some(address).ok_or(BadgeFault::Fact(what))
}

/// An address of the web, or `urn:uuid:` with a UUID.
pub fn name<'a>(what: &'static str, name: &'a str) -> Result<&'a str, BadgeFault> {
    match name.strip_prefix("urn:uuid:") {
        Some(uuid) => is_uuid(uuid).then_some(name).ok_or(BadgeFault::Fact(what)),
        None => address(what, name),
    }
}

fn is_uuid(uuid: &str) -> bool {
    let dashes = [8, 13, 18, 23];
    let right =
        |(at, c): (usize, char)| if dashes.contains(&at) { c == '-' } else { matches!(c, '0'..='9' | 'a'..='f') };
    uuid.len() == 36 && uuid.chars().enumerate().all(right)
}

/// Stricter than RFC 3986, so that all readers agree: no user, no fragment, no empty host.
fn is_web(address: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme));
    let Some(rest) = rest else { return false };
    let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let (is_host, port) = match authority.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
        Some((host, port)) => (host.parse::<std::net::Ipv6Addr>().is_ok(), port),
        None => {
            let (host, port) = authority.split_at(authority.find(':').unwrap_or(authority.len()));
            let named = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
            (!host.is_empty() && host.chars().all(named), port)
        }
    };
    let number = |text: &str| text.parse::<u16>().is_ok_and(|number| number.to_string() == text);
    is_host && (port.is_empty() || port.strip_prefix(':').is_some_and(number)) && is_path(path)
}

/// Letters, digits and the marks that may stand in a path or query; `%` only before two hexadecimal digits.
fn is_path(path: &str) -> bool {
    let mark = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?".contains(c);
    let mut parts = path.split('%');
    let begins_plain = parts.next().is_some_and(|part| part.chars().all(mark));
    let escapes = |part: &str| part.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
    begins_plain && parts.all(|part| escapes(part) && part.chars().all(mark))
}

/// An instant in whole seconds of UTC, as `2026-11-29T20:30:00Z`. What is left of a second is dropped.
pub fn write_time(at: Timestamp) -> Result<String, BadgeFault> {
    written(at, SecondsFormat::Secs)
}

/// An instant to the millisecond, as `2026-11-29T20:30:00.125Z`.
pub fn write_exact_time(at: Timestamp) -> Result<String, BadgeFault> {
    written(at, SecondsFormat::Millis)
}

fn written(at: Timestamp, format: SecondsFormat) -> Result<String, BadgeFault> {
    let time = DateTime::from_timestamp_millis(at.0).filter(|time| (1..=9999).contains(&time.year()));
    let time = time.ok_or(BadgeFault::Fact("the date"))?;
    Ok(time.to_rfc3339_opts(format, true))
}

/// Seconds since 1970, as [`write_time`] says them.
pub fn whole_seconds(at: Timestamp) -> i64 {
    at.0.div_euclid(1_000)
}

/// Reads exactly what [`write_time`] writes.
pub fn read_time(text: &str) -> Option<Timestamp> {
    let time = DateTime::parse_from_rfc3339(text).ok()?;
    let at = Timestamp(time.timestamp_millis());
    write_time(at).is_ok_and(|written| written == text).then_some(at)
}

/// The members of an object made by `json!`.
pub fn members(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}
