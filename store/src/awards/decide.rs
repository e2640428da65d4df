use std::sync::Arc;

use domain::award::{Award, Event, Facts, Refusal};
use domain::ids::{AccountId, AwardId, MemberId, OrganisationId};
use domain::organisation::Entry as BookEntry;
use domain::time::Timestamp;

use super::books;
use super::log::{self, Pen};
use super::record::amend;
use super::restore::restore;
use super::{Recorded, no_end};
use crate::engine::{Conn, query};
use crate::mail::{self, NewMail};
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

/// What somebody wants to be recorded about an award.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// What.
    pub event: Event,
    /// Which line of its log said what the certificate says, for whoever has read it ([`Award::stated`]). Another one now: refused.
    pub read: Option<i64>,
}

impl From<Event> for Verdict {
    fn from(event: Event) -> Self {
        Self { event, read: None }
    }
}

/// What was decided about an award that its holder entered, as the mail about it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionNews {
    /// Whose decision.
    pub organisation: OrganisationId,
    /// The organisation's name.
    pub organisation_name: String,
    /// Who decided.
    pub by: String,
    /// Which award.
    pub award: AwardId,
    /// The line of the award's log; with it, one decision makes one mail.
    pub number: i64,
    /// The holder's account.
    pub account: AccountId,
    /// The holder's name.
    pub name: String,
    /// The holder's address.
    pub email: String,
    /// What the certificate says.
    pub facts: Facts,
    /// The decision.
    pub event: Event,
}

/// Writes the mail about a decision, inside the write that keeps it.
pub type Tell = Arc<dyn Fn(&DecisionNews) -> NewMail + Send + Sync>;

/// Who decides, and how that is told.
struct Desk<'d> {
    seat: &'d Seat,
    tell: &'d Tell,
    now: Timestamp,
}

impl Store {
    /// Decides about an award of somebody in reach: verifies, rejects, corrects, revokes, undoes that, or adds proof. A holder who
    /// entered it gets a mail of what was verified, not accepted, superseded, revoked or reinstated, if and only if it was.
    pub async fn decide_award(
        &self,
        by: &Leading,
        award: &AwardId,
        verdict: impl Into<Verdict>,
        tell: &Tell,
        now: Timestamp,
    ) -> Result<Decided, Fault> {
        let verdict = verdict.into();
        match self.decide_once(by, award, verdict.clone(), tell, now).await {
            // Another became this very certificate at the same moment; now it is there to be found.
            Err(fault) if fault.is_taken() => self.decide_once(by, award, verdict, tell, now).await,
            done => done,
        }
    }

    /// Decides the same about several awards, as they were read ([`Verdict::read`]), each in a write of its own: what one of them
    /// refuses keeps no other back, and what was decided before a fault stands. The answers come in the order of the awards.
    pub async fn decide_awards(
        &self,
        by: &Leading,
        awards: &[(AwardId, Option<i64>)],
        event: &Event,
        tell: &Tell,
        now: Timestamp,
    ) -> Result<Vec<Decided>, Fault> {
        let mut decided = Vec::with_capacity(awards.len());
        for (award, read) in awards {
            let verdict = Verdict { event: event.clone(), read: *read };
            decided.push(self.decide_award(by, award, verdict, tell, now).await?);
        }
        Ok(decided)
    }

    async fn decide_once(
        &self,
        by: &Leading,
        award: &AwardId,
        Verdict { event, read }: Verdict,
        tell: &Tell,
        now: Timestamp,
    ) -> Result<Decided, Fault> {
        let (seat, award, tell) = (by.seat().clone(), award.clone(), Arc::clone(tell));
        self.write(move |conn| {
            Box::pin(async move {
                books::hold_of_award(conn, &seat.organisation, &award).await?;
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
                if read.is_some() && read != stated(conn, &seat, &award).await? {
                    return Ok(Decided::Refused(Refusal::Restated));
                }
                decide(conn, &Desk { seat: &seat, tell: &tell, now }, &member, &award, event).await
            })
        })
        .await
    }
}

/// The line that says what a certificate says, as an organisation sees it.
async fn stated(conn: &mut Conn, seat: &Seat, award: &AwardId) -> Result<Option<i64>, Fault> {
    let log = log::one(conn, award).await?;
    let seen = log.and_then(|log| Award::replay(&log.entries, Some(&seat.organisation), Timestamp(i64::MAX)));
    Ok(seen.map(|award| award.stated))
}

async fn decide(
    conn: &mut Conn,
    desk: &Desk<'_>,
    member: &MemberId,
    award: &AwardId,
    event: Event,
) -> Result<Decided, Fault> {
    let Desk { seat, now, .. } = *desk;
    let verifies = matches!(event, Event::Verified { .. });
    let line = line(member, award, &event);
    match amend(conn, award, &Pen::of(seat), event.clone(), now).await? {
        Recorded::Refused(refusal) => return Ok(Decided::Refused(refusal)),
        Recorded::Nobody => return Ok(Decided::Absent),
        Recorded::Known(_) => return Ok(Decided::Known),
        Recorded::New(_) => {}
    }
    let restored = restore(conn, award, &event, &seat.name, now).await?;
    let restored = restored.into_iter().filter(|(organisation, ..)| *organisation == seat.organisation);
    tell_holder(conn, desk, member, award, event).await?;
    let mut lines = vec![line.into()];
    lines.extend(restored.map(|(_, older, event)| self::line(member, &older, &event).into()));
    if verifies {
        lines.extend(supersede(conn, desk, member, award).await?.into_iter().map(Into::into));
    }
    append::append(conn, &seat.organisation, &seat.name, now, lines).await?;
    Ok(Decided::Done)
}

/// Older awards of the same qualification and institute count until the newer one begins.
async fn supersede(
    conn: &mut Conn,
    desk: &Desk<'_>,
    member: &MemberId,
    award: &AwardId,
) -> Result<Vec<BookEntry>, Fault> {
    let Desk { seat, now, .. } = *desk;
    let rivals = query!(conn, "rivals.sql", [seat.organisation.as_str(), award.as_str()], all(String,))?;
    let Some(newer) = log::one(conn, award).await?.filter(|_| !rivals.is_empty()) else { return Ok(Vec::new()) };
    let facts = Award::replay(&newer.entries, Some(&seat.organisation), now).map(|award| award.facts);
    let on = facts.map_or_else(no_end, |facts| facts.awarded_on);
    let mut lines = Vec::new();
    for (older,) in rivals {
        let (older, event) = (AwardId::new(older), Event::Superseded { by: award.clone(), on });
        let entry = line(member, &older, &event);
        if let Recorded::New(_) = amend(conn, &older, &Pen::of(seat), event.clone(), now).await? {
            lines.push(entry);
            tell_holder(conn, desk, member, &older, event).await?;
        }
    }
    Ok(lines)
}

/// Puts the mail about a decision into the queue, for a holder who entered the award and did not decide it.
async fn tell_holder(
    conn: &mut Conn,
    desk: &Desk<'_>,
    member: &MemberId,
    award: &AwardId,
    event: Event,
) -> Result<(), Fault> {
    let Desk { seat, tell, now } = *desk;
    let is_told = event.is_decision() || matches!(event, Event::Revoked { .. } | Event::Reinstated { .. });
    if !is_told || *member == seat.member {
        return Ok(());
    }
    let Some((account, name, email)) = query!(conn, "told.sql", [award.as_str()], optional(String, String, String))?
    else {
        return Ok(());
    };
    let Some(log) = log::one(conn, award).await? else { return Ok(()) };
    let known = Award::replay(&log.entries, Some(&seat.organisation), Timestamp(i64::MAX));
    let (Some(known), Some(last)) = (known, log.entries.last()) else { return Ok(()) };
    let news = DecisionNews {
        organisation: seat.organisation.clone(),
        organisation_name: seat.organisation_name.clone(),
        by: seat.name.clone(),
        award: award.clone(),
        number: last.number,
        account: AccountId::new(account),
        name,
        email,
        facts: known.facts,
        event,
    };
    let occasion = format!("decided:{award}:{}", news.number);
    mail::enqueue(conn, &NewMail { occasion, ..tell(&news) }, now).await?;
    Ok(())
}

/// What happened to an award, as a line of the books.
pub(super) fn line(member: &MemberId, award: &AwardId, event: &Event) -> BookEntry {
    let what = match event {
        Event::Claimed { .. } => "claimed",
        Event::Corrected { .. } => "corrected",
        Event::Evidenced { .. } => "evidenced",
        Event::Verified { .. } => "verified",
        Event::Rejected { .. } => "rejected",
        Event::Superseded { .. } => "superseded",
        Event::Restored { .. } => "restored",
        Event::Revoked { .. } => "revoked",
        Event::Reinstated { .. } => "reinstated",
    };
    let reason = event.reason().to_owned();
    BookEntry::Award { member: member.clone(), award: award.clone(), what: what.to_owned(), reason }
}
