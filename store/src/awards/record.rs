use domain::award::{Award, Event, Facts, Refusal, is_for_all, maker};
use domain::ids::{AccountId, AwardId, MemberId};
use domain::organisation::Entry as BookEntry;
use domain::time::Timestamp;

use super::books;
use super::holdings::project_and_refresh;
use super::log::{self, Pen};
use super::restore::restore;
use crate::engine::{Conn, query};
use crate::organisations::{Leading, append};
use crate::{Fault, Store};

/// A certificate to be recorded.
#[derive(Clone, Debug)]
pub struct Recording {
    /// A fresh id.
    pub id: AwardId,
    /// What the certificate says.
    pub facts: Facts,
}

/// What became of recording it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// It stands in the record.
    New(AwardId),
    /// The same certificate (qualification, institute and number) stands there already.
    Known(AwardId),
    /// The rules do not admit it.
    Refused(Refusal),
    /// There is no such person in reach.
    Nobody,
}

/// The account of somebody in the books, if there is one. The name keeps the formatter from making it no tuple.
pub(super) type AccountOf = (Option<String>,);

/// To whom an award belongs.
pub(super) struct Holder<'h> {
    pub(super) account: Option<&'h str>,
    pub(super) member: Option<&'h str>,
}

/// Why a line stands in the ledger when nothing more was said.
pub(super) const RECORDED: &str = "recorded";

pub(super) async fn make(
    conn: &mut Conn,
    new: &Recording,
    holder: Holder<'_>,
    pen: &Pen,
    now: Timestamp,
) -> Result<Recorded, Fault> {
    let claim = Event::Claimed { facts: new.facts.clone() };
    if let Err(refusal) = Award::admits(None, &claim) {
        return Ok(Recorded::Refused(refusal));
    }
    let (key, identity) = (holder.account.or(holder.member).unwrap_or_default(), new.facts.identity());
    let binds = (new.id.as_str(), holder.account, holder.member);
    // The one that stands in the way may be taken back between the two statements: then there is room.
    while query!(conn, "make.sql", [binds.0, binds.1, binds.2, key, &identity], rows)? == 0 {
        if let Some((known,)) = query!(conn, "same.sql", [key, &identity], optional(String,))? {
            return Ok(Recorded::Known(AwardId::new(known)));
        }
    }
    log::append(conn, &new.id, pen, &claim, now).await?;
    project_and_refresh(conn, &new.id, RECORDED, now).await?;
    Ok(Recorded::New(new.id.clone()))
}

impl Store {
    /// Records a certificate in a person's own record. The same one recorded many times stands once.
    pub async fn record_award(
        &self,
        account: &AccountId,
        by: String,
        new: Recording,
        now: Timestamp,
    ) -> Result<Recorded, Fault> {
        let account = account.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let onlookers = books::hold(conn, &account, None).await?;
                let holder = Holder { account: Some(account.as_str()), member: None };
                let recorded = make(conn, &new, holder, &Pen { by, organisation: None }, now).await?;
                if let Recorded::New(award) = &recorded {
                    let claim = Event::Claimed { facts: new.facts };
                    onlookers.write(conn, (award, &claim), Vec::new(), now).await?;
                }
                Ok(recorded)
            })
        })
        .await
    }

    /// Records a certificate of somebody in reach, in the organisation's books too.
    pub async fn record_award_of(
        &self,
        by: &Leading,
        member: &MemberId,
        new: Recording,
        now: Timestamp,
    ) -> Result<Recorded, Fault> {
        let (seat, member) = (by.seat().clone(), member.clone());
        self.write(move |conn| {
            Box::pin(async move {
                books::hold_of_member(conn, &seat.organisation, &member).await?;
                if !crate::organisations::reaches(conn, &seat, &member, now).await? {
                    return Ok(Recorded::Nobody);
                }
                let binds = (member.as_str(), seat.organisation.as_str());
                let found = query!(conn, "account_of.sql", [binds.0, binds.1], optional AccountOf)?;
                let Some((account,)) = found else { return Ok(Recorded::Nobody) };
                let holder = Holder { account: account.as_deref(), member: Some(member.as_str()) };
                let recorded = make(conn, &new, holder, &Pen::of(&seat), now).await?;
                if let Recorded::New(award) = &recorded {
                    let line = BookEntry::Award {
                        member: member.clone(),
                        award: award.clone(),
                        what: "claimed".to_owned(),
                        reason: String::new(),
                    };
                    append::append(conn, &seat.organisation, &seat.name, now, vec![line.into()]).await?;
                }
                Ok(recorded)
            })
        })
        .await
    }

    /// Corrects a certificate in a person's own record, adds proof to it, takes it back, or says that this was a mistake.
    pub async fn amend_award(
        &self,
        account: &AccountId,
        by: String,
        what: (AwardId, Event),
        now: Timestamp,
    ) -> Result<Recorded, Fault> {
        match self.amend_once(account, by.clone(), what.clone(), now).await {
            // Another became this very certificate at the same moment; now it is there to be found.
            Err(fault) if fault.is_taken() => self.amend_once(account, by, what, now).await,
            done => done,
        }
    }

    async fn amend_once(
        &self,
        account: &AccountId,
        by: String,
        (award, event): (AwardId, Event),
        now: Timestamp,
    ) -> Result<Recorded, Fault> {
        let account = account.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let onlookers = books::hold(conn, &account, Some(&award)).await?;
                let own = query!(conn, "lock_own.sql", [award.as_str(), account.as_str()], rows)?;
                // What decides is the organisations' alone.
                if own == 0 || event.is_decision() {
                    return Ok(Recorded::Nobody);
                }
                let pen = Pen { by, organisation: None };
                let recorded = amend(conn, &award, &pen, event.clone(), now).await?;
                if let Recorded::New(_) = recorded {
                    let restored = restore(conn, &award, &event, &pen.by, now).await?;
                    onlookers.write(conn, (&award, &event), restored, now).await?;
                }
                Ok(recorded)
            })
        })
        .await
    }
}

/// Appends an event where the rules admit it. The caller holds the award's row.
pub(super) async fn amend(
    conn: &mut Conn,
    award: &AwardId,
    pen: &Pen,
    event: Event,
    now: Timestamp,
) -> Result<Recorded, Fault> {
    let Some(known) = log::one(conn, award).await? else { return Ok(Recorded::Nobody) };
    let standing = Award::replay(&known.entries, pen.organisation.as_ref(), Timestamp(i64::MAX));
    if let Err(refusal) = Award::admits(standing.as_ref(), &event) {
        return Ok(Recorded::Refused(refusal));
    }
    let identity = match (&event, standing) {
        // For its own books alone: what the person's record calls it stays.
        _ if !is_for_all(pen.organisation.as_ref(), maker(&known.entries)) => None,
        (Event::Corrected { facts, .. }, _) => Some(facts.identity()),
        // Recorded again meanwhile, it stands there already.
        (Event::Reinstated { .. }, Some(award_now)) => Some(award_now.facts.identity()),
        // Whoever took it back by mistake may record it again.
        (Event::Revoked { .. }, Some(award_now)) => Some(format!("{}/{award}", award_now.facts.identity())),
        _ => None,
    };
    if let Some(identity) = identity {
        let rival = query!(conn, "rival_identity.sql", [award.as_str(), &identity], optional(String,))?;
        if let Some((known,)) = rival {
            return Ok(Recorded::Known(AwardId::new(known)));
        }
        query!(conn, "reidentify.sql", [award.as_str(), identity], rows)?;
    }
    log::append(conn, award, pen, &event, now).await?;
    project_and_refresh(conn, award, event.reason(), now).await?;
    Ok(Recorded::New(award.clone()))
}
