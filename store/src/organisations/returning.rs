//! Who left and comes back is another line of the books, which the earlier one names: so reports about its days keep what was
//! known of the person.

use domain::award::Day;
use serde::Serialize;

use super::append::written;
use super::{Seat, read};
use crate::accounts::email_key;
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// Somebody's name, and the last day. The name keeps the formatter from making it no tuple.
type Gone = (String, Option<String>);

impl Store {
    /// Who left and had an address that nobody else in the books has: the name, and the last day. Whoever is written into the books
    /// under it is this person.
    pub async fn left_under(&self, seat: &Seat, email: &str) -> Result<Option<(String, Option<Day>)>, Fault> {
        let mut conn = self.read().await?;
        let (organisation, key) = (seat.organisation.as_str(), email_key(email));
        let found = query!(&mut conn, "people/left_under.sql", [organisation, &key], optional Gone)?;
        let Some((name, last)) = found else { return Ok(None) };
        let last = last.map(|last| read::day("member", "ends_on", &key, &last)).transpose()?;
        Ok(Some((name, last)))
    }
}

/// Makes way for people who are written into the books under the address of somebody who left, which is the same person. Returns
/// the earlier lines with the new ones; these are not there yet.
pub(super) async fn make_way<R: Serialize>(
    conn: &mut Conn,
    organisation: &str,
    rows: &[R],
) -> Result<Vec<(String, String)>, Fault> {
    let pairs = query!(
        conn,
        either ["people/returning.sqlite.sql", "people/returning.postgres.sql"],
        [organisation, written(rows)],
        all(String, String)
    )?;
    for (before, _) in &pairs {
        query!(conn, "people/free_address.sql", [before, organisation], rows)?;
    }
    Ok(pairs)
}

/// The person of an earlier line goes on under a new one: with the certificates that the organisation had entered for
/// somebody without an account. Those of an account come along when the person joins again.
pub(super) async fn bring_along(conn: &mut Conn, organisation: &str, before: &str, now: &str) -> Result<(), Fault> {
    query!(conn, "people/returned.sql", [before, now, organisation], rows)?;
    query!(conn, "people/bring_holdings.sql", [before, now], rows)?;
    query!(conn, "people/bring_awards.sql", [before, now], rows)?;
    Ok(())
}
