//! The study record against the log of what was studied.

use std::fmt::Debug;

use domain::ids::AccountId;
use domain::record::StudyRecord;
use domain::time::{Millis, Timestamp};

use super::compare::{Comparing, or_none};
use super::{Difference, PAGE};
use crate::Fault;
use crate::engine::{Conn, query};
use crate::study::{self, parse};

const TABLE: &str = "study_record";

/// Of what is studied on two pages at once the last to be written may be dated a moment before the other.
const AT_ONCE: Millis = Millis::minutes(1);

/// Holds the record: who studies meanwhile waits.
pub(super) async fn hold(conn: &mut Conn, account: &AccountId) -> Result<(), Fault> {
    query!(conn, "hold_study.sql", [account.as_str()], rows)?;
    Ok(())
}

pub(super) async fn differences(conn: &mut Conn, account: &AccountId) -> Result<Vec<Difference>, Fault> {
    let mut due = replay(conn, account).await?;
    let row = query!(conn, "../study/record.sql", [account.as_str()], optional(i64, String))?;
    let (mut comparing, mut there) = (Comparing::default(), StudyRecord::default());
    match row.map(|(_, body)| parse(account, &body)) {
        Some(Ok(record)) => there = record,
        Some(Err(fault)) => comparing.meet(TABLE, "body", fault.to_string()),
        None => {}
    }
    if let (Some(one), Some(other)) = (due.last_at, there.last_at)
        && (one.0 - other.0).abs() <= AT_ONCE.0
    {
        due.last_at = there.last_at;
    }
    for (row, words) in rows(&due) {
        comparing.expect(TABLE, row, words);
    }
    for (row, words) in rows(&there) {
        comparing.meet(TABLE, &row, words);
    }
    Ok(comparing.end())
}

/// Keeps the replay in the place of what is there.
pub(super) async fn mend(conn: &mut Conn, account: &AccountId) -> Result<(), Fault> {
    if !differences(conn, account).await?.is_empty() {
        query!(conn, "../study/lock.sql", [account.as_str()], one(String,))?;
        let record = replay(conn, account).await?;
        study::keep(conn, account, &record).await?;
    }
    Ok(())
}

/// The replay of the whole log, piece by piece.
async fn replay(conn: &mut Conn, account: &AccountId) -> Result<StudyRecord, Fault> {
    let (mut record, mut after) = (StudyRecord::default(), (i64::MIN, String::new()));
    loop {
        let binds = (account.as_str(), after.0, after.1.as_str());
        let rows = query!(conn, "study_events.sql", [binds.0, binds.1, binds.2, PAGE], all(String, i64, String))?;
        let Some((id, at, _)) = rows.last() else { return Ok(record) };
        after = (*at, id.clone());
        for (id, at, body) in rows {
            let event = serde_json::from_str(&body);
            let event = event.map_err(|error| Fault::corrupt("study_event", "body", id, error))?;
            record.apply(&event, Timestamp(at));
        }
    }
}

/// The record as rows of words: one for each thing that was studied. What was studied last is left out, for the same reason as
/// above.
fn rows(record: &StudyRecord) -> Vec<(String, String)> {
    let row =
        |kind: &str, id: &dyn ToString, value: &dyn Debug| (format!("{kind} {}", id.to_string()), format!("{value:?}"));
    let mut rows = Vec::new();
    rows.extend(record.items.iter().map(|(id, item)| row("item", id, item)));
    rows.extend(record.checks.iter().map(|(id, check)| row("check", id, check)));
    rows.extend(record.ended.iter().map(|(id, at)| row("lesson", id, &at.0)));
    rows.push(("level".to_owned(), or_none(record.chosen.map(|level| level.word()))));
    rows.push(("last".to_owned(), or_none(record.last_at.map(|at| at.0))));
    rows
}
