//! How an organisation sees awards, against the replay of their logs.

use std::collections::BTreeMap;

use domain::award::Award;
use domain::ids::{AwardId, OrganisationId};
use domain::time::Timestamp;
use sqlx::FromRow;

use super::{Difference, PAGE};
use crate::Fault;
use crate::awards::{self, AwardLog, View};
use crate::engine::{Conn, query};

const TABLE: &str = "holding";

#[derive(FromRow)]
struct Row {
    award_id: String,
    member_id: String,
    #[sqlx(flatten)]
    view: View,
    state: String,
    left_at: Option<i64>,
    is_erased: bool,
    /// Whether the organisation sees the award because of this very person.
    is_seen: bool,
}

/// Whose an award is in the books, and how it is seen.
type Seen = (String, View);

/// Rows of `holding` that differ, with what should be there.
struct Found {
    award: AwardId,
    there: Option<Seen>,
    due: Option<Seen>,
}

impl Found {
    fn difference(&self) -> Difference {
        let words = |seen: &Option<Seen>| seen.as_ref().map(|(member, view)| format!("{member}: {}", view.words()));
        Difference::new(TABLE, &self.award, words(&self.there), words(&self.due))
    }
}

pub(super) async fn differences(conn: &mut Conn, organisation: &OrganisationId) -> Result<Vec<Difference>, Fault> {
    Ok(found(conn, organisation).await?.iter().map(Found::difference).collect())
}

/// Writes how awards are seen, where that differs, by the function that writes it whenever an award changes.
pub(super) async fn mend(conn: &mut Conn, organisation: &OrganisationId) -> Result<(), Fault> {
    for Found { award, due, .. } in found(conn, organisation).await? {
        if let Some((member, view)) = due {
            awards::hold(conn, organisation, &member, &award, &view).await?;
        }
    }
    Ok(())
}

async fn found(conn: &mut Conn, organisation: &OrganisationId) -> Result<Vec<Found>, Fault> {
    let (id, mut found, mut after) = (organisation.as_str(), Vec::new(), String::new());
    loop {
        let rows = query!(conn, "holdings.sql", [id, &after, PAGE], all Row)?;
        let Some(last) = rows.last() else { break };
        let logs = awards::logs_between(conn, id, (&after, &last.award_id)).await?;
        let logs = logs.into_iter().map(|log| (log.id.clone(), log)).collect::<BTreeMap<_, _>>();
        after.clone_from(&last.award_id);
        for row in rows {
            let award = AwardId::new(row.award_id.as_str());
            found.extend(differing(conn, organisation, award, row, &logs).await?);
        }
    }
    found.extend(missing(conn, organisation).await?);
    Ok(found)
}

/// Awards that the organisation should see and does not.
async fn missing(conn: &mut Conn, organisation: &OrganisationId) -> Result<Vec<Found>, Fault> {
    let (id, mut found, mut after) = (organisation.as_str(), Vec::new(), String::new());
    loop {
        let rows = query!(conn, "unheld.sql", [id, &after, PAGE], all(String, String))?;
        let Some((last, _)) = rows.last() else { return Ok(found) };
        after.clone_from(last);
        // Who comes last holds it, where it is of two.
        for (award, member) in rows.into_iter().collect::<BTreeMap<_, _>>() {
            let award = AwardId::new(award);
            let log = awards::log_of(conn, &award).await?;
            let view = log.and_then(|log| view(&log, organisation, Timestamp(i64::MAX)));
            found.extend(view.map(|view| Found { award, there: None, due: Some((member, view)) }));
        }
    }
}

fn view(log: &AwardLog, organisation: &OrganisationId, known: Timestamp) -> Option<View> {
    Award::replay(&log.entries, Some(organisation), known).map(|award| View::of(&award))
}

/// A row that is not what the log says. Of somebody who left, an organisation keeps what it saw then; what it wrote itself it may
/// have seen since.
async fn differing(
    conn: &mut Conn,
    organisation: &OrganisationId,
    award: AwardId,
    row: Row,
    logs: &BTreeMap<AwardId, AwardLog>,
) -> Result<Option<Found>, Fault> {
    let at = |known| view(logs.get(&award)?, organisation, known);
    let now = at(Timestamp(i64::MAX));
    let (has_left, kept) = (row.state == "left", Some(row.view));
    if (has_left || row.is_seen) && !row.is_erased && now == kept {
        return Ok(None);
    }
    let then = has_left.then(|| at(Timestamp(row.left_at.unwrap_or(i64::MAX)))).flatten();
    // The number of who was taken out went too.
    let then = then.map(|view| if row.is_erased { view.without_number() } else { view });
    if then.is_some() && then == kept {
        return Ok(None);
    }
    let viewers = awards::viewers(conn, &award).await?;
    let viewer = viewers.into_iter().rfind(|(whose, _)| whose == organisation);
    let due = match (viewer, then) {
        (Some((_, member)), _) => now.map(|view| (member.to_string(), view)),
        (None, Some(then)) => Some((row.member_id.clone(), then)),
        (None, None) => None,
    };
    let there = kept.map(|view| (row.member_id, view));
    Ok((there != due).then_some(Found { award, there, due }))
}
