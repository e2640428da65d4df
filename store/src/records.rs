//! Checks that what is kept beside the logs is what the logs say, and makes it anew where it is not.
//!
//! First it is only read, while others write. Only where something differs it is looked at again, in one write that keeps the others
//! out; there it is put right, if that is wanted. So a difference that is told was there at one moment.

mod books;
mod compare;
mod mend;
mod needs;
mod person;
mod standing;
mod study;

use domain::ids::{AccountId, OrganisationId};
use domain::organisation::Entry;
use domain::time::Timestamp;

use crate::engine::{Conn, query};
use crate::organisations::{Managing, append};
use crate::{Fault, Store};

/// Rows that are read at once.
const PAGE: i64 = 1_000;

/// Why a line stands in the ledger that this check wrote.
const REASON: &str = "put right by the check of records";

/// Whether differences are told only, or put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// They are told.
    Tell,
    /// They are told, and the rows are made anew from the logs.
    Repair,
}

/// What of an organisation's records is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everything that is made from the books and the logs of awards.
    Whole,
    /// How awards are seen, and what is required of whom: what pages and mails go by.
    Standing,
}

/// A row that is not what its log says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The organisation or the person.
    pub of: String,
    /// The table.
    pub table: &'static str,
    /// The row's key.
    pub row: String,
    /// What is there; nothing when the row is missing.
    pub there: Option<String>,
    /// What should be there; nothing when there should be no such row.
    pub due: Option<String>,
    /// Whether it was put right.
    pub is_repaired: bool,
}

impl Difference {
    fn new(table: &'static str, row: impl ToString, there: Option<String>, due: Option<String>) -> Self {
        Self { of: String::new(), table, row: row.to_string(), there, due, is_repaired: false }
    }

    fn is_about(&self, other: &Self) -> bool {
        (self.table, &self.row) == (other.table, &other.row)
    }
}

/// What differs before and after a repair: what does not differ any more was put right.
fn repaired(mut before: Vec<Difference>, after: Vec<Difference>) -> Vec<Difference> {
    for one in &mut before {
        one.is_repaired = !after.iter().any(|other| other.is_about(one));
    }
    let new = after.into_iter().filter(|one| !before.iter().any(|other| other.is_about(one))).collect::<Vec<_>>();
    before.extend(new);
    before
}

/// A row that cannot be read is a difference too: nobody can say what is there.
fn readable(found: Result<Vec<Difference>, Fault>) -> Result<Vec<Difference>, Fault> {
    match found {
        Err(Fault::Corrupt { table, column, row, why }) => {
            Ok(vec![Difference::new(table, row, Some(format!("{column} that cannot be read: {why}")), None)])
        }
        found => found,
    }
}

fn of(id: impl ToString, mut found: Vec<Difference>) -> Vec<Difference> {
    let id = id.to_string();
    found.iter_mut().for_each(|one| one.of.clone_from(&id));
    found
}

async fn organisation(
    conn: &mut Conn,
    id: &OrganisationId,
    scope: Scope,
    now: Timestamp,
) -> Result<Vec<Difference>, Fault> {
    let mut found = match scope {
        Scope::Whole => books::differences(conn, id).await?.1,
        Scope::Standing => Vec::new(),
    };
    found.extend(standing::differences(conn, id).await?);
    found.extend(needs::differences(conn, id, now).await?);
    Ok(found)
}

async fn mend_organisation(conn: &mut Conn, id: &OrganisationId, now: Timestamp) -> Result<(), Fault> {
    let (told, found) = books::differences(conn, id).await?;
    mend::mend(conn, id, &told, &found).await?;
    standing::mend(conn, id).await?;
    crate::organisations::needs::refresh(conn, id, None, now).await
}

impl Store {
    /// Organisations by their ids: those behind one, at most so many.
    pub async fn organisations_after(&self, after: &str, most: i64) -> Result<Vec<OrganisationId>, Fault> {
        let mut conn = self.read().await?;
        let ids = query!(&mut conn, "records/organisations.sql", [after, most], all(String,))?;
        Ok(ids.into_iter().map(|(id,)| OrganisationId::new(id)).collect())
    }

    /// Accounts by their ids: those behind one, at most so many.
    pub async fn accounts_after(&self, after: &str, most: i64) -> Result<Vec<AccountId>, Fault> {
        let mut conn = self.read().await?;
        let ids = query!(&mut conn, "records/accounts.sql", [after, most], all(String,))?;
        Ok(ids.into_iter().map(|(id,)| AccountId::new(id)).collect())
    }

    /// What differs in the records of an organisation from the replay of its books and of the awards that it sees. A repair is one
    /// write: all of it, or nothing where a row stands in the way.
    pub async fn check_organisation(
        &self,
        id: &OrganisationId,
        asked: (Scope, Aim),
        now: Timestamp,
    ) -> Result<Vec<Difference>, Fault> {
        self.check_for(id, asked, None, now).await
    }

    /// The same of all records of the organisation for which somebody answers. What was put right stands in its books.
    pub async fn check_books(&self, by: &Managing, aim: Aim, now: Timestamp) -> Result<Vec<Difference>, Fault> {
        let seat = by.seat();
        self.check_for(&seat.organisation, (Scope::Whole, aim), Some(&seat.name), now).await
    }

    async fn check_for(
        &self,
        id: &OrganisationId,
        (scope, aim): (Scope, Aim),
        by: Option<&str>,
        now: Timestamp,
    ) -> Result<Vec<Difference>, Fault> {
        let mut conn = self.read().await?;
        let found = readable(organisation(&mut conn, id, scope, now).await)?;
        drop(conn);
        if found.is_empty() {
            return Ok(found);
        }
        let (organisation_id, by) = (id.clone(), by.map(str::to_owned));
        let done = self.write(move |conn| {
            Box::pin(async move {
                let id = &organisation_id;
                append::lock(conn, id).await?;
                let before = organisation(conn, id, scope, now).await?;
                if aim == Aim::Tell || before.is_empty() {
                    return Ok(before);
                }
                // Nothing is made anew from a log that was changed by hand.
                if before.iter().any(|one| one.table == books::LOG) {
                    return Ok(before);
                }
                mend_organisation(conn, id, now).await?;
                let done = repaired(before, organisation(conn, id, scope, now).await?);
                let rows = done.iter().filter(|one| one.is_repaired).count() as u64;
                if let Some(by) = by.filter(|_| rows > 0) {
                    append::append(conn, id, &by, now, vec![Entry::Repaired { rows }.into()]).await?;
                }
                Ok(done)
            })
        });
        match done.await {
            Err(fault) if fault.is_taken() => Ok(of(id, found)),
            done => Ok(of(id, readable(done)?)),
        }
    }

    /// What differs in the records of a person: the ledger of credits from what the awards are worth, and the study record from the
    /// log of what was studied. A certificate of completion without a passed exam is told, and never put right.
    pub async fn check_person(&self, id: &AccountId, aim: Aim, now: Timestamp) -> Result<Vec<Difference>, Fault> {
        let mut conn = self.read().await?;
        let found = readable(person::differences(&mut conn, id).await)?;
        drop(conn);
        if found.is_empty() {
            return Ok(found);
        }
        let account = id.clone();
        let done = self.write(move |conn| {
            Box::pin(async move {
                person::hold(conn, &account).await?;
                let before = person::differences(conn, &account).await?;
                if aim == Aim::Tell || before.is_empty() {
                    return Ok(before);
                }
                person::mend(conn, &account, now).await?;
                Ok(repaired(before, person::differences(conn, &account).await?))
            })
        });
        Ok(of(id, readable(done.await)?))
    }
}
