//! Whom each requirement concerns and how it is met, against what the books and the awards give.

use domain::award::{Day, day_of};
use domain::ids::OrganisationId;
use domain::organisation::{Need, needs};
use domain::time::Timestamp;

use super::compare::{Comparing, or_none, span};
use super::{Difference, PAGE};
use crate::Fault;
use crate::awards::no_end;
use crate::engine::{Conn, query};
use crate::organisations::read;

const TABLE: &str = "need";

type Row = (String, String, Option<String>, Option<String>, Option<String>, Option<String>);

/// The needs of the day into which the organisation was brought: in a running service that is today.
pub(super) async fn differences(
    conn: &mut Conn,
    organisation: &OrganisationId,
    now: Timestamp,
) -> Result<Vec<Difference>, Fault> {
    let id = organisation.as_str();
    let Some((day,)) = query!(conn, "needed.sql", [id], optional(String,))? else { return Ok(Vec::new()) };
    let on = day.parse::<Day>().unwrap_or_else(|_| day_of(now));
    let books = read::books(conn, id, None).await?;
    let held = read::held(conn, id, None).await?;
    let mut comparing = Comparing::default();
    let due = needs(&books, |member| held.get(member).map_or(&[], Vec::as_slice), on);
    for Need { requirement, member, met, due } in due {
        let met = met.as_ref();
        let span = span(met.map(|met| met.from), met.map(|met| met.until.unwrap_or_else(no_end)));
        comparing.expect(TABLE, format!("{requirement}/{member}"), words(met.map(|met| met.by.as_str()), span, due));
    }
    let mut after = (String::new(), String::new());
    loop {
        let rows = query!(conn, "needs.sql", [id, &after.0, &after.1, PAGE], all Row)?;
        let Some(last) = rows.last() else { return Ok(comparing.end()) };
        after = (last.0.clone(), last.1.clone());
        for (requirement, member, award, from, until, due) in rows {
            comparing.meet(TABLE, &format!("{requirement}/{member}"), words(award.as_deref(), span(from, until), due));
        }
    }
}

fn words(award: Option<&str>, span: String, due: Option<impl ToString>) -> String {
    format!("met by {}, {span}, due by {}", or_none(award), or_none(due))
}
