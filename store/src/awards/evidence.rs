//! Files that prove awards: what is known of them. The bytes lie elsewhere.

use domain::award::Event;
use domain::ids::{AccountId, AwardId, EvidenceId, MemberId};
use domain::organisation::Entry as BookEntry;
use domain::time::Timestamp;
use sqlx::FromRow;

use super::log::Pen;
use super::record::amend;
use super::{Recorded, books};
use crate::engine::{Conn, query};
use crate::organisations::{Leading, Seat, append, reaches};
use crate::{Fault, Store};

/// Files of one award at most.
pub const MOST_FILES: i64 = 10;

/// A file that was looked at and stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvidence {
    /// A fresh id.
    pub id: EvidenceId,
    /// Its random name in the store of files.
    pub place: String,
    /// As the person called it.
    pub name: String,
    /// What it is, found by its content.
    pub media_type: &'static str,
    /// In bytes.
    pub size: i64,
    /// SHA-256, hexadecimal.
    pub digest: String,
}

/// A file that proves an award.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct EvidenceFile {
    id: String,
    award_id: String,
    /// Its name in the store of files.
    pub place: String,
    /// As the person called it.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// In bytes.
    pub size: i64,
    /// SHA-256 of its bytes, hexadecimal.
    pub digest: String,
}

impl EvidenceFile {
    /// Which.
    pub fn id(&self) -> EvidenceId {
        EvidenceId::new(self.id.as_str())
    }

    /// What it proves.
    pub fn award(&self) -> AwardId {
        AwardId::new(self.award_id.as_str())
    }
}

/// Who adds a file.
#[derive(Clone, Debug)]
pub enum Prover {
    /// The person whose award it is, and the person's name.
    Holder(AccountId, String),
    /// Somebody who decides about the person.
    Lead(Leading),
}

async fn add(
    conn: &mut Conn,
    award: &AwardId,
    pen: &Pen,
    new: &NewEvidence,
    now: Timestamp,
) -> Result<Recorded, Fault> {
    let (count,) = query!(conn, "evidence_count.sql", [award.as_str()], one(i64,))?;
    if count >= MOST_FILES {
        return Ok(Recorded::Refused(domain::award::Refusal::Decided));
    }
    let recorded = amend(conn, award, pen, Event::Evidenced { evidence: new.id.clone() }, now).await?;
    if let Recorded::New(_) = recorded {
        let binds = (new.id.as_str(), award.as_str());
        query!(
            conn,
            "evidence_make.sql",
            [binds.0, binds.1, &new.place, &new.name, new.media_type, new.size, &new.digest, now.0, &pen.by],
            rows
        )?;
    }
    Ok(recorded)
}

/// The person in reach whose award it is.
async fn owner(conn: &mut Conn, seat: &Seat, award: &AwardId, now: Timestamp) -> Result<Option<MemberId>, Fault> {
    let binds = (seat.organisation.as_str(), award.as_str());
    let Some((member,)) = query!(conn, "seen.sql", [binds.0, binds.1], optional(String,))? else { return Ok(None) };
    let member = MemberId::new(member);
    Ok(reaches(conn, seat, &member, now).await?.then_some(member))
}

async fn going(conn: &mut Conn, account: &AccountId) -> Result<Vec<String>, Fault> {
    let rows = query!(conn, "evidence_going.sql", [account.as_str()], all(String,))?;
    Ok(rows.into_iter().map(|(place,)| place).collect())
}

/// Takes the rows of those files out.
pub(crate) async fn let_go(conn: &mut Conn, account: &AccountId) -> Result<(), Fault> {
    for place in going(conn, account).await? {
        query!(conn, "evidence_goes.sql", [place], rows)?;
    }
    Ok(())
}

impl Store {
    /// Adds a file to an award: to one's own, or to that of somebody in reach.
    pub async fn add_evidence(
        &self,
        by: Prover,
        award: &AwardId,
        new: NewEvidence,
        now: Timestamp,
    ) -> Result<Recorded, Fault> {
        let award = award.clone();
        self.write(move |conn| {
            Box::pin(async move {
                match by {
                    Prover::Holder(account, by) => {
                        let onlookers = books::hold(conn, &account, Some(&award)).await?;
                        if query!(conn, "lock_own.sql", [award.as_str(), account.as_str()], rows)? == 0 {
                            return Ok(Recorded::Nobody);
                        }
                        let recorded = add(conn, &award, &Pen { by, organisation: None }, &new, now).await?;
                        if let Recorded::New(award) = &recorded {
                            let added = Event::Evidenced { evidence: new.id.clone() };
                            onlookers.write(conn, (award, &added), Vec::new(), now).await?;
                        }
                        Ok(recorded)
                    }
                    Prover::Lead(leading) => {
                        let seat = leading.seat();
                        books::hold_of_award(conn, &seat.organisation, &award).await?;
                        query!(conn, "lock.sql", [award.as_str()], rows)?;
                        let Some(member) = owner(conn, seat, &award, now).await? else { return Ok(Recorded::Nobody) };
                        let recorded = add(conn, &award, &Pen::of(seat), &new, now).await?;
                        if let Recorded::New(award) = &recorded {
                            let (award, what) = (award.clone(), "evidenced".to_owned());
                            let line = BookEntry::Award { member, award, what, reason: String::new() };
                            append::append(conn, &seat.organisation, &seat.name, now, vec![line.into()]).await?;
                        }
                        Ok(recorded)
                    }
                }
            })
        })
        .await
    }

    /// Of these names in the store of files, those that no row names.
    pub async fn unnamed_files(&self, places: Vec<String>) -> Result<Vec<String>, Fault> {
        let mut conn = self.read().await?;
        let mut unnamed = Vec::new();
        for place in places {
            let (named,) = query!(&mut conn, "evidence_named.sql", [place.as_str()], one(bool,))?;
            if !named {
                unnamed.push(place);
            }
        }
        Ok(unnamed)
    }

    /// The person in reach whose award an organisation sees. Nothing for those who left.
    pub async fn holder_of(&self, seat: &Seat, award: &AwardId, now: Timestamp) -> Result<Option<MemberId>, Fault> {
        let mut conn = self.read().await?;
        owner(&mut conn, seat, award, now).await
    }

    /// The places of the files that go with an account when it is deleted: those that no organisation saw.
    pub async fn evidence_going(&self, account: &AccountId) -> Result<Vec<String>, Fault> {
        let mut conn = self.read().await?;
        going(&mut conn, account).await
    }

    /// The files of a person's own awards, or of one of them.
    pub async fn own_evidence(&self, account: &AccountId, award: Option<&AwardId>) -> Result<Vec<EvidenceFile>, Fault> {
        let mut conn = self.read().await?;
        let binds = (account.as_str(), award.map(AwardId::as_str));
        Ok(query!(&mut conn, "evidence_own.sql", [binds.0, binds.1], all EvidenceFile)?)
    }

    /// The files of an award that an organisation sees of somebody in reach.
    pub async fn seen_evidence(
        &self,
        seat: &Seat,
        award: &AwardId,
        now: Timestamp,
    ) -> Result<Vec<EvidenceFile>, Fault> {
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), seat.reach(), domain::award::day_of(now).to_string());
        Ok(query!(&mut conn, "evidence_seen.sql", [binds.0, binds.1, binds.2, award.as_str()], all EvidenceFile)?)
    }
}
