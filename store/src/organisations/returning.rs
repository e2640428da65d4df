//! Who left and comes back is another line of the books, which the earlier one names: so reports about its days keep what was
//! known of the person.

use serde::Serialize;

use super::append::written;
use crate::Fault;
use crate::engine::{Conn, query};

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
