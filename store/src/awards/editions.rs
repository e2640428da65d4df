//! The editions of what was recorded by earlier releases.

use domain::award::Award;
use domain::ids::{AwardId, OrganisationId};
use domain::time::Timestamp;

use super::{edition_year, log};
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// Rows that are worked out by one write.
const LOT: i64 = 500;

/// Whose books, which award, and when the person left. The name keeps the formatter from making it no tuple.
type Unread = (String, String, Option<i64>);

impl Store {
    /// Works out in which edition awards were examined that were recorded before anybody asked. What is known is not looked at
    /// again, so that a second time finds nothing.
    pub(crate) async fn read_editions(&self) -> Result<(), Fault> {
        while self.write(|conn| Box::pin(read_some(conn))).await? {}
        Ok(())
    }
}

/// Whether there was something to do.
async fn read_some(conn: &mut Conn) -> Result<bool, Fault> {
    let rows = query!(conn, "unread_editions.sql", [LOT], all Unread)?;
    let some = !rows.is_empty();
    for (organisation, award, left_at) in rows {
        let whose = OrganisationId::new(organisation.as_str());
        let log = log::one(conn, &AwardId::new(award.as_str())).await?;
        // Of somebody who left, an organisation keeps what it saw then.
        let known = Timestamp(left_at.unwrap_or(i64::MAX));
        let seen = log.and_then(|log| Award::replay(&log.entries, Some(&whose), known));
        let year = seen.map(|award| edition_year(&award.facts)).unwrap_or_default();
        query!(conn, "keep_edition.sql", [organisation, award, year], rows)?;
    }
    Ok(some)
}
