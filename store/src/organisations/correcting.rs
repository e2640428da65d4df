//! What the books say of somebody is put right: the name, the address, the first and the last day.

use domain::award::{Day, day_of};
use domain::ids::MemberId;
use domain::organisation::{Entry, Person};
use domain::time::Timestamp;

use super::joining::is_last_manager_after;
use super::{Line, Managing, append, needs, read};
use crate::accounts::email_key;
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// What the books are to say of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Who.
    pub member: MemberId,
    /// Name and address. The address of somebody who joined stays as it is.
    pub person: Person,
    /// The first day, if known.
    pub starts_on: Option<Day>,
    /// The last day, if known.
    pub ends_on: Option<Day>,
    /// The last line about who the person is that stood there when the page was made on which this was typed.
    pub read: i64,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corrected {
    /// The books say it.
    Done,
    /// Somebody else has the address. Nothing was changed.
    Taken,
    /// Nobody would answer for the books after the last day. Nothing was changed.
    LastManager,
    /// Something else was written about the person meanwhile. Nothing was changed.
    Changed,
    /// There is no such person here, or the person left.
    Absent,
}

/// State, name, address, first and last day. The name keeps the formatter from making it no tuple.
type Known = (String, String, String, Option<String>, Option<String>);

/// The number of the last line about who somebody is: came, was put right, was invited, joined, left. 0 when there is none.
pub(super) async fn written(conn: &mut Conn, organisation: &str, member: &str) -> Result<i64, Fault> {
    let (number,) = query!(conn, "people/written.sql", [organisation, member], one(i64,))?;
    Ok(number)
}

impl Store {
    /// Puts right what the books say of somebody. A new address ends an invitation to the old one, and its mail unless that is on its
    /// way. With a last day that is over the person has left. What the books say already is not written again.
    pub async fn correct_person(&self, by: &Managing, new: Correction, now: Timestamp) -> Result<Corrected, Fault> {
        let by = by.clone();
        let done = self.write(move |conn| Box::pin(async move { correct(conn, &by, new, now).await })).await;
        match done {
            Err(fault) if fault.is_taken() => Ok(Corrected::Taken),
            done => done,
        }
    }
}

async fn correct(conn: &mut Conn, by: &Managing, new: Correction, now: Timestamp) -> Result<Corrected, Fault> {
    let (seat, Correction { member, mut person, starts_on, ends_on, read }) = (by.seat(), new);
    append::lock(conn, &seat.organisation).await?;
    let (organisation, id) = (seat.organisation.as_str(), member.as_str());
    let known = query!(conn, "people/known.sql", [organisation, id], optional Known)?;
    let Some((state, name, email, first, last)) = known.filter(|(state, ..)| state != "left") else {
        return Ok(Corrected::Absent);
    };
    if state == "joined" {
        person.email.clone_from(&email);
    }
    let day = |column, text: Option<String>| text.map(|text| read::day("member", column, id, &text)).transpose();
    let before = (Person { name, email }, day("starts_on", first)?, day("ends_on", last)?);
    let after = (person, starts_on, ends_on);
    let gone = ends_on.filter(|last| *last < day_of(now));
    if before == after && gone.is_none() {
        return Ok(Corrected::Done);
    }
    if read != written(conn, organisation, id).await? {
        return Ok(Corrected::Changed);
    }
    let changed = ends_on.filter(|_| gone.is_some() || ends_on != before.2);
    if let Some(last) = changed
        && is_last_manager_after(conn, &seat.organisation, &member, last.max(day_of(now))).await?
    {
        return Ok(Corrected::LastManager);
    }
    if email_key(&before.0.email) != email_key(&after.0.email) {
        query!(conn, "people/withdraw_mail.sql", [organisation, id], rows)?;
    }
    let entry = Entry::Member { member: member.clone(), starts_on, ends_on };
    let mut lines = vec![Line { entry, person: Some(after.0) }];
    lines.extend(gone.map(|on| Entry::Left { member: member.clone(), on }.into()));
    append::append(conn, &seat.organisation, &seat.name, now, lines).await?;
    needs::refresh(conn, &seat.organisation, Some(&member), now).await?;
    Ok(Corrected::Done)
}
