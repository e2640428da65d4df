//! What happens to an award stands in the books of the organisations that see it, whoever did it.

use std::collections::BTreeSet;

use domain::award::Event;
use domain::ids::{AccountId, AwardId, MemberId, OrganisationId};
use domain::organisation::Entry;
use domain::time::Timestamp;

use super::decide::line;
use super::holdings::viewers;
use super::record::AccountOf;
use crate::Fault;
use crate::engine::{Conn, query};
use crate::organisations::append;

/// Who writes a line about what the holder did. A name would stay in the sealed line, whoever asks to be taken out.
const HOLDER: &str = "The holder";

/// The organisations that see what the holder does, and who the holder is there.
pub(super) struct Onlookers(Vec<(OrganisationId, MemberId)>);

/// Holds the books of those organisations, and of all others that see an award of the holder.
pub(super) async fn hold(conn: &mut Conn, account: &AccountId, award: Option<&AwardId>) -> Result<Onlookers, Fault> {
    let onlookers = onlookers(conn, account.as_str()).await?;
    let mut books = onlookers.iter().map(|(organisation, _)| organisation.clone()).collect::<BTreeSet<_>>();
    if let Some(award) = award {
        books.extend(seen_by(conn, award).await?);
    }
    hold_all(conn, books).await?;
    Ok(Onlookers(onlookers))
}

/// Holds the books of an organisation that changes an award, and of all others that see it.
pub(super) async fn hold_of_award(conn: &mut Conn, own: &OrganisationId, award: &AwardId) -> Result<(), Fault> {
    let mut books = seen_by(conn, award).await?;
    books.insert(own.clone());
    hold_all(conn, books).await
}

/// Holds the books of an organisation that enters an award of somebody, and of all others that will see it.
pub(super) async fn hold_of_member(conn: &mut Conn, own: &OrganisationId, member: &MemberId) -> Result<(), Fault> {
    let mut books = BTreeSet::from([own.clone()]);
    let found = query!(conn, "account_of.sql", [member.as_str(), own.as_str()], optional AccountOf)?;
    if let Some((Some(account),)) = found {
        books.extend(onlookers(conn, &account).await?.into_iter().map(|(organisation, _)| organisation));
    }
    hold_all(conn, books).await
}

/// Whoever holds books and an award holds the books first; and several books in one order, so that no two wait for each other.
async fn hold_all(conn: &mut Conn, books: BTreeSet<OrganisationId>) -> Result<(), Fault> {
    for organisation in &books {
        append::lock(conn, organisation).await?;
    }
    Ok(())
}

async fn onlookers(conn: &mut Conn, account: &str) -> Result<Vec<(OrganisationId, MemberId)>, Fault> {
    let rows = query!(conn, "onlookers.sql", [account], all(String, String))?;
    Ok(rows.into_iter().map(|(whose, member)| (OrganisationId::new(whose), MemberId::new(member))).collect())
}

async fn seen_by(conn: &mut Conn, award: &AwardId) -> Result<BTreeSet<OrganisationId>, Fault> {
    Ok(viewers(conn, award).await?.into_iter().map(|(organisation, _)| organisation).collect())
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
