use domain::award::{Event, Refusal};
use domain::ids::{AwardId, MemberId};
use domain::organisation::Entry as BookEntry;
use domain::time::Timestamp;

use super::log::{self, Pen};
use super::record::amend;
use super::{Recorded, no_end};
use crate::engine::{Conn, query};
use crate::organisations::{Leading, Seat, append, reaches};
use crate::{Fault, Store};

/// What became of a decision about an award.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It stands.
    Done,
    /// The rules do not admit it.
    Refused(Refusal),
    /// Another award of the person is this very certificate already.
    Known,
    /// Nobody decides about the own award.
    Own,
    /// There is no such award in reach.
    Absent,
}

impl Store {
    /// Decides about an award of somebody in reach: verifies, rejects, corrects, revokes, or adds proof.
    pub async fn decide_award(
        &self,
        by: &Leading,
        award: &AwardId,
        event: Event,
        now: Timestamp,
    ) -> Result<Decided, Fault> {
        match self.decide_once(by, award, event.clone(), now).await {
            // Another became this very certificate at the same moment; now it is there to be found.
            Err(fault) if fault.is_taken() => self.decide_once(by, award, event, now).await,
            done => done,
        }
    }

    async fn decide_once(&self, by: &Leading, award: &AwardId, event: Event, now: Timestamp) -> Result<Decided, Fault> {
        let (seat, award) = (by.seat().clone(), award.clone());
        self.write(move |conn| {
            Box::pin(async move {
                query!(conn, "lock.sql", [award.as_str()], rows)?;
                let binds = (seat.organisation.as_str(), award.as_str());
                let Some((member,)) = query!(conn, "seen.sql", [binds.0, binds.1], optional(String,))? else {
                    return Ok(Decided::Absent);
                };
                let member = MemberId::new(member);
                if !reaches(conn, &seat, &member, now).await? {
                    return Ok(Decided::Absent);
                }
                if member == seat.member && event.is_decision() {
                    return Ok(Decided::Own);
                }
                decide(conn, &seat, &member, &award, event, now).await
            })
        })
        .await
    }
}

async fn decide(
    conn: &mut Conn,
    seat: &Seat,
    member: &MemberId,
    award: &AwardId,
    event: Event,
    now: Timestamp,
) -> Result<Decided, Fault> {
    let verifies = matches!(event, Event::Verified { .. });
    let line = line(member, award, &event);
    match amend(conn, award, &Pen::of(seat), event, now).await? {
        Recorded::Refused(refusal) => return Ok(Decided::Refused(refusal)),
        Recorded::Nobody => return Ok(Decided::Absent),
        Recorded::Known(_) => return Ok(Decided::Known),
        Recorded::New(_) => {}
    }
    let mut lines = vec![line.into()];
    if verifies {
        lines.extend(supersede(conn, seat, member, award, now).await?.into_iter().map(Into::into));
    }
    append::append(conn, &seat.organisation, &seat.name, now, lines).await?;
    Ok(Decided::Done)
}

/// Older awards of the same qualification and institute count until the newer one begins.
async fn supersede(
    conn: &mut Conn,
    seat: &Seat,
    member: &MemberId,
    award: &AwardId,
    now: Timestamp,
) -> Result<Vec<BookEntry>, Fault> {
    let rivals = query!(conn, "rivals.sql", [seat.organisation.as_str(), award.as_str()], all(String,))?;
    let Some(newer) = log::one(conn, award).await?.filter(|_| !rivals.is_empty()) else { return Ok(Vec::new()) };
    let facts = domain::award::Award::replay(&newer.entries, Some(&seat.organisation), now).map(|award| award.facts);
    let on = facts.map_or_else(no_end, |facts| facts.awarded_on);
    let mut lines = Vec::new();
    for (older,) in rivals {
        let (older, event) = (AwardId::new(older), Event::Superseded { by: award.clone(), on });
        lines.push(line(member, &older, &event));
        amend(conn, &older, &Pen::of(seat), event, now).await?;
    }
    Ok(lines)
}

fn line(member: &MemberId, award: &AwardId, event: &Event) -> BookEntry {
    let what = match event {
        Event::Claimed { .. } => "claimed",
        Event::Corrected { .. } => "corrected",
        Event::Evidenced { .. } => "evidenced",
        Event::Verified { .. } => "verified",
        Event::Rejected { .. } => "rejected",
        Event::Superseded { .. } => "superseded",
        Event::Revoked { .. } => "revoked",
    };
    let reason = event.reason().to_owned();
    BookEntry::Award { member: member.clone(), award: award.clone(), what: what.to_owned(), reason }
}
