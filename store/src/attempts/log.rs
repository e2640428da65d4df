//! The log of a sitting, line by line.

use domain::attempt::{Event, Line, Timing};
use domain::ids::AttemptId;
use domain::time::{ServiceTime, Timestamp};
use sha2::{Digest, Sha256};
use sqlx::FromRow;

use crate::engine::{Conn, query};
use crate::{ClockReading, Fault};

#[derive(FromRow)]
struct EventRow {
    number: i64,
    save_key: String,
    sequence: i64,
    at: i64,
    at_service: i64,
    body: String,
}

impl EventRow {
    fn line(&self, id: &AttemptId) -> Result<Line, Fault> {
        let event =
            serde_json::from_str(&self.body).map_err(|error| Fault::corrupt("attempt_event", "body", id, error))?;
        let (sequence, at) = (self.sequence.max(0) as u64, ServiceTime(self.at_service));
        Ok(Line { number: self.number, sequence, at, on: Timestamp(self.at), event })
    }
}

/// All lines, in order.
pub(crate) async fn read(conn: &mut Conn, id: &AttemptId) -> Result<Vec<Line>, Fault> {
    let rows = query!(conn, "log.sql", [id.as_str()], all EventRow)?;
    rows.iter().map(|row| row.line(id)).collect()
}

/// A short digest of the log up to and with its last end, as a candidate can quote it: four groups of four of the 32
/// characters that are not mistaken for one another (80 bits of SHA-256 over number, key, sequence, time and body).
pub(super) async fn digest(conn: &mut Conn, id: &AttemptId) -> Result<String, Fault> {
    let rows = query!(conn, "log.sql", [id.as_str()], all EventRow)?;
    let is_end = |row: &EventRow| row.line(id).is_ok_and(|line| line.is_end());
    let end = rows.iter().rposition(is_end).map_or(rows.len(), |place| place + 1);
    let mut hash = Sha256::new();
    for row in &rows[..end] {
        let head = format!("{}\n{}\n{}\n{}\n", row.number, row.save_key, row.sequence, row.at_service);
        hash.update(head.as_bytes());
        hash.update(row.body.as_bytes());
        hash.update(b"\n");
    }
    Ok(quotable(&hash.finalize()))
}

pub(crate) fn quotable(hash: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let mut text = String::with_capacity(19);
    for place in 0..16 {
        if place > 0 && place % 4 == 0 {
            text.push('-');
        }
        let bit = place * 5;
        let pair = u16::from(hash[bit / 8]) << 8 | u16::from(hash.get(bit / 8 + 1).copied().unwrap_or(0));
        text.push(char::from(LETTERS[usize::from(pair >> (11 - bit % 8) & 31)]));
    }
    text
}

/// Appends what somebody did to the sitting as a whole. False when the key is known already.
pub(super) async fn append(
    conn: &mut Conn,
    id: &AttemptId,
    key: &str,
    now: ClockReading,
    event: &Event,
) -> Result<bool, Fault> {
    let body = serde_json::to_string(event).expect("an event is plain data");
    Ok(query!(conn, "log_event.sql", [id.as_str(), key, now.wall.0, now.service.0, body], rows)? == 1)
}

/// Appends an event that bears on the clock, and keeps the clock's new state.
pub(crate) async fn append_timed(
    conn: &mut Conn,
    id: &AttemptId,
    key: &str,
    now: ClockReading,
    event: &Event,
    timing: &mut Timing,
) -> Result<bool, Fault> {
    if !append(conn, id, key, now, event).await? {
        return Ok(false);
    }
    timing.apply(now.service, event);
    let (body, granted) = (written(timing), timing.granted().map(|granted| granted.0));
    let deadline = timing.deadline().map(|deadline| deadline.0);
    query!(conn, "keep_timing.sql", [id.as_str(), body, granted, deadline], rows)?;
    Ok(true)
}

pub(super) fn written(timing: &Timing) -> String {
    serde_json::to_string(timing).expect("a clock is plain data")
}

#[cfg(test)]
mod tests {
    use super::quotable;

    #[test]
    fn a_digest_is_easy_to_quote() {
        assert_eq!(quotable(&[0; 32]), "AAAA-AAAA-AAAA-AAAA");
        assert_eq!(quotable(&[255; 32]), "9999-9999-9999-9999");
        assert_eq!(quotable(&[0b0000_1000, 0b0100_0000, 0, 0, 0, 0, 0, 0, 0, 1]), "BBAA-AAAA-AAAA-AAAB");
    }
}
