//! Writing lines into the books: numbered without a gap, each sealed with the one before it.

use std::collections::BTreeSet;
use std::mem;

use domain::ids::{MemberId, OrganisationId};
use domain::organisation::{Entry, Person};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Line, project};
use crate::engine::{Conn, query};
use crate::{Fault, fresh_id};

/// What stands beside a line, and a salt so that the seal does not give it away once it is taken out.
#[derive(Serialize, Deserialize)]
pub(super) struct Personal {
    #[serde(flatten)]
    pub(super) beside: Beside,
    salt: String,
}

/// What is known of a person and does not belong into a line.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Beside {
    /// Name and address.
    Person(Person),
    /// What somebody wrote about the person.
    Words { words: String },
}

#[derive(Serialize)]
struct Row<'l> {
    number: i64,
    member: &'l str,
    body: String,
    personal: Option<String>,
    seal: String,
    hash: String,
    kind: &'static str,
    subject: String,
}

/// Appends lines and brings the tables up to date with them.
pub(crate) async fn append(
    conn: &mut Conn,
    organisation: &OrganisationId,
    by: &str,
    now: Timestamp,
    lines: Vec<Line>,
) -> Result<(), Fault> {
    let (id, count) = (organisation.as_str(), lines.len() as i64);
    let (last, mut hash) = query!(conn, "head.sql", [id, count], one(i64, String))?;
    let first = last - count + 1;
    // What was known at a moment stays what it was, even when somebody sets the wall clock back.
    let (known,) = query!(conn, "last_at.sql", [id, first - 1], one(i64,))?;
    let now = now.max(Timestamp(known));
    let mut members = Vec::with_capacity(lines.len());
    for line in &lines {
        members.push(whom(conn, id, &line.entry).await?);
    }
    let rows = (first..).zip(lines.iter().zip(&members)).map(|(number, (line, member))| {
        let row = seal(number, (line, member), (by, now), &hash);
        hash.clone_from(&row.hash);
        row
    });
    let rows = written(&rows.collect::<Vec<_>>());
    query!(conn, either ["append.sqlite.sql", "append.postgres.sql"], [id, now.0, by, rows], rows)?;
    query!(conn, "seal.sql", [id, &hash], rows)?;
    project::project(conn, organisation, by, now, lines).await
}

/// Holds the books: whoever else writes into them waits. Who holds an award too holds the books first.
pub(crate) async fn lock(conn: &mut Conn, organisation: &OrganisationId) -> Result<(), Fault> {
    query!(conn, "lock.sql", [organisation.as_str()], rows)?;
    Ok(())
}

fn seal<'l>(number: i64, (line, member): (&Line, &'l str), (by, now): (&str, Timestamp), before: &str) -> Row<'l> {
    let mut entry = line.entry.clone();
    let words = entry.words_mut().map(|words| Beside::Words { words: mem::take(words) });
    let body = serde_json::to_string(&entry).expect("a line is plain data");
    let personal = line.person.clone().map(Beside::Person).or(words).map(|beside| {
        let personal = Personal { beside, salt: fresh_id(now) };
        serde_json::to_string(&personal).expect("a name is plain data")
    });
    let seal = personal.as_deref().map(|personal| hex(&Sha256::digest(personal))).unwrap_or_default();
    let hash = chained(before, number, now.0, by, &body, &seal);
    let subject = line.entry.subject().unwrap_or_default();
    Row { number, member, body, personal, seal, hash, kind: line.entry.kind().word(), subject }
}

/// The hash of a line: SHA-256 over that of the line before it, number, moment, who, the line, and the seal of what stands
/// beside it, a line feed behind each.
pub(super) fn chained(before: &str, number: i64, at: i64, by: &str, body: &str, seal: &str) -> String {
    hex(&Sha256::digest(format!("{before}\n{number}\n{at}\n{by}\n{body}\n{seal}\n")))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;

    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Rows as one JSON text.
pub(crate) fn written<T: Serialize>(rows: &[T]) -> String {
    serde_json::to_string(rows).expect("rows are plain data")
}

/// Above so many people it is quicker to work everybody's needs out anew.
const FEW: usize = 40;

/// The people whose needs may change by lines; nothing when they may change for others too.
pub(super) fn concerned(lines: &[Line]) -> Option<BTreeSet<MemberId>> {
    let members = lines.iter().map(|line| about(&line.entry).cloned()).collect::<Option<BTreeSet<_>>>()?;
    (members.len() <= FEW).then_some(members)
}

/// Whom a line is about, as the log finds it; empty when nobody. What ends is about whom it was of.
async fn whom(conn: &mut Conn, organisation: &str, entry: &Entry) -> Result<String, Fault> {
    let found = match entry {
        Entry::Unassigned { assignment, .. } => {
            query!(conn, "log/of_assignment.sql", [assignment.as_str(), organisation], optional(String,))?
        }
        Entry::PlanClosed { plan, .. } => {
            query!(conn, "log/of_plan.sql", [plan.as_str(), organisation], optional(String,))?
        }
        entry => about(entry).map(|member| (member.to_string(),)),
    };
    Ok(found.map(|(member,)| member).unwrap_or_default())
}

/// Whom a line names.
fn about(entry: &Entry) -> Option<&MemberId> {
    match entry {
        Entry::Member { member, .. }
        | Entry::Role { member, .. }
        | Entry::Invited { member }
        | Entry::Joined { member, .. }
        | Entry::Left { member, .. }
        | Entry::Erased { member }
        | Entry::Assigned { member, .. }
        | Entry::Award { member, .. }
        | Entry::Chosen { member, .. }
        | Entry::ExceptionAsked { member, .. }
        | Entry::ExceptionDecided { member, .. }
        | Entry::ExceptionEnded { member, .. }
        | Entry::Observed { member, .. } => Some(member),
        Entry::Planned { what, .. } => Some(&what.member),
        _ => None,
    }
}
