//! What happens to an award stands in the books of the organisations that see it, whoever did it.

use domain::award::Event;
use domain::ids::{AccountId, AwardId, MemberId, OrganisationId};
use domain::organisation::Entry;
use domain::time::Timestamp;

use super::decide::line;
use crate::Fault;
use crate::engine::{Conn, query};
use crate::organisations::append;

/// Who writes a line about what the holder did. A name would stay in the sealed line, whoever asks to be taken out.
const HOLDER: &str = "The holder";

/// The organisations that see what the holder does, and who the holder is there.
pub(super) struct Onlookers(Vec<(OrganisationId, MemberId)>);

/// Holds the books of those organisations: who holds books and an award holds the books first.
pub(super) async fn hold(conn: &mut Conn, account: &AccountId) -> Result<Onlookers, Fault> {
    let rows = query!(conn, "onlookers.sql", [account.as_str()], all(String, String))?;
    let all = rows.into_iter().map(|(whose, member)| (OrganisationId::new(whose), MemberId::new(member)));
    let all = all.collect::<Vec<_>>();
    for (organisation, _) in &all {
        append::lock(conn, organisation).await?;
    }
    Ok(Onlookers(all))
}

impl Onlookers {
    /// Writes what the holder did into their books, without the holder's words; then what counts again because of it.
    pub(super) async fn write(
        &self,
        conn: &mut Conn,
        (award, event): (&AwardId, &Event),
        restored: Vec<(OrganisationId, AwardId, Event)>,
        now: Timestamp,
    ) -> Result<(), Fault> {
        for (organisation, member) in &self.0 {
            let again = restored.iter().filter(|(whose, ..)| whose == organisation);
            let lines = [wordless(line(member, award, event))].into_iter();
            let lines = lines.chain(again.map(|(_, older, event)| line(member, older, event)));
            append::append(conn, organisation, HOLDER, now, lines.map(Into::into).collect()).await?;
        }
        Ok(())
    }
}

fn wordless(entry: Entry) -> Entry {
    match entry {
        Entry::Award { member, award, what, .. } => Entry::Award { member, award, what, reason: String::new() },
        other => other,
    }
}
