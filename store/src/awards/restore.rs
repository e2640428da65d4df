use domain::award::{Award, Event};
use domain::ids::{AwardId, OrganisationId};
use domain::time::Timestamp;

use super::Recorded;
use super::log::{self, Pen};
use super::record::amend;
use crate::Fault;
use crate::engine::{Conn, query};

/// Lets count again what an award had taken the place of, wherever that award is not accepted any more after an event. Reports
/// of what was known before stay as they were. Returns what counts again in whose books, with the event.
pub(super) async fn restore(
    conn: &mut Conn,
    newer: &AwardId,
    event: &Event,
    by: &str,
    now: Timestamp,
) -> Result<Vec<(OrganisationId, AwardId, Event)>, Fault> {
    let mut restored = Vec::new();
    if !matches!(event, Event::Revoked { .. } | Event::Corrected { .. } | Event::Rejected { .. }) {
        return Ok(restored);
    }
    let others = query!(conn, "others.sql", [newer.as_str()], all(String, String))?;
    let Some(log) = log::one(conn, newer).await?.filter(|_| !others.is_empty()) else { return Ok(restored) };
    for (organisation, other) in others {
        let (organisation, other) = (OrganisationId::new(organisation), AwardId::new(other));
        let seen = Award::replay(&log.entries, Some(&organisation), Timestamp(i64::MAX));
        if seen.is_some_and(|award| award.is_accepted()) {
            continue;
        }
        let again = Event::Restored { by: newer.clone() };
        let Some(known) = log::held(conn, &other).await? else { continue };
        let known = Award::replay(&known.entries, Some(&organisation), Timestamp(i64::MAX));
        if Award::admits(known.as_ref(), &again).is_err() {
            continue;
        }
        let pen = Pen { by: by.to_owned(), organisation: Some(organisation.clone()) };
        if let Recorded::New(_) = amend(conn, &other, &pen, again.clone(), now).await? {
            restored.push((organisation, other, again));
        }
    }
    Ok(restored)
}
