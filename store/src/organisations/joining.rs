//! How people come into an organisation with their own record, and how they leave it.

use domain::award::{Day, day_of};
use domain::ids::{AccountId, MemberId, OrganisationId};
use domain::organisation::{Entry, Person, Role};
use domain::time::{Millis, Timestamp};
use sqlx::FromRow;

use super::{Line, append, needs, returning};
use crate::engine::{Conn, query};
use crate::sessions::Token;
use crate::{Fault, Store};

/// An invitation is good for so long.
pub const GOOD_FOR: Millis = Millis::minutes(60 * 24 * 30);

/// An invitation, as the person who was sent it sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Whose books.
    pub organisation: OrganisationId,
    /// The organisation's name.
    pub organisation_name: String,
    /// Who, in the books.
    pub member: MemberId,
    /// The name in the books.
    pub name: String,
    /// The address that was invited.
    pub email: String,
    /// What the person would be.
    pub role: Role,
    /// Who invited.
    pub by: String,
    /// When it ends to work.
    pub expires: Timestamp,
}

/// What became of joining.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joined {
    /// The person belongs to the organisation now.
    Done(OrganisationId),
    /// The person belonged to it already; the invitation stays as it was.
    Already(OrganisationId),
    /// There is no such invitation, or it is used or too old.
    Gone,
}

/// What became of leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// The person belongs to it no more.
    Done,
    /// Somebody has to answer for the books: another manager first.
    LastManager,
    /// There is nobody to leave.
    Nobody,
}

#[derive(FromRow)]
struct InvitationRow {
    organisation_id: String,
    organisation_name: String,
    id: String,
    name: String,
    email: String,
    role: String,
    invited_at: i64,
    invited_by: Option<String>,
}

async fn invitation(conn: &mut Conn, token: &Token, now: Timestamp) -> Result<Option<Invitation>, Fault> {
    let oldest = now.0 - GOOD_FOR.0;
    let row = query!(conn, "people/invitation.sql", [token.0.as_str(), oldest], optional InvitationRow)?;
    let Some(row) = row else { return Ok(None) };
    let role = Role::from_word(&row.role).ok_or_else(|| Fault::corrupt("member", "role", &row.id, &row.role))?;
    Ok(Some(Invitation {
        organisation: OrganisationId::new(row.organisation_id),
        organisation_name: row.organisation_name,
        member: MemberId::new(row.id),
        name: row.name,
        email: row.email,
        role,
        by: row.invited_by.unwrap_or_default(),
        expires: Timestamp(row.invited_at).plus(GOOD_FOR),
    }))
}

impl Store {
    /// An invitation that is still good.
    pub async fn invitation(&self, token: &Token, now: Timestamp) -> Result<Option<Invitation>, Fault> {
        let mut conn = self.read().await?;
        invitation(&mut conn, token, now).await
    }

    /// Joins by an invitation, which works once. From now on the organisation sees the person's own record. The first
    /// organisation that somebody joins also looks after the person's exams.
    pub async fn join(
        &self,
        (account, name): (AccountId, String),
        token: Token,
        now: Timestamp,
    ) -> Result<Joined, Fault> {
        self.write(move |conn| {
            Box::pin(async move {
                let Some(found) = invitation(conn, &token, now).await? else { return Ok(Joined::Gone) };
                let (organisation, member) = (found.organisation, found.member);
                append::lock(conn, &organisation).await?;
                let binds = (account.as_str(), organisation.as_str());
                if query!(conn, "people/mine.sql", [binds.0, binds.1], optional(String, String))?.is_some() {
                    return Ok(Joined::Already(organisation));
                }
                // Of two who use the link at once, one gets it.
                if query!(conn, "people/take_invitation.sql", [member.as_str(), token.0.as_str()], rows)? == 0 {
                    return Ok(Joined::Gone);
                }
                let before = query!(conn, "people/free_account.sql", [binds.0, binds.1], all(String,))?;
                for (before,) in &before {
                    returning::bring_along(conn, binds.1, before, member.as_str()).await?;
                }
                let mut lines = Vec::new();
                if !before.is_empty() {
                    lines.extend(since_today(conn, &organisation, &member, now).await?);
                }
                lines.push(Entry::Joined { member: member.clone(), account: account.clone() }.into());
                append::append(conn, &organisation, &name, now, lines).await?;
                let before = before.into_iter().map(|(id,)| MemberId::new(id));
                for line in before.chain([member]) {
                    needs::refresh(conn, &organisation, Some(&line), now).await?;
                }
                Ok(Joined::Done(organisation))
            })
        })
        .await
    }

    /// Leaves an organisation. The own record stays the person's own.
    pub async fn leave(
        &self,
        (account, name): (AccountId, String),
        organisation: &OrganisationId,
        now: Timestamp,
    ) -> Result<Leaving, Fault> {
        let organisation = organisation.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let binds = (account.as_str(), organisation.as_str());
                let found = query!(conn, "people/mine.sql", [binds.0, binds.1], optional(String, String))?;
                let Some((member, _)) = found else { return Ok(Leaving::Nobody) };
                let member = MemberId::new(member);
                if is_last_manager(conn, &organisation, &member, now).await? {
                    return Ok(Leaving::LastManager);
                }
                let left = Entry::Left { member: member.clone(), on: day_of(now) };
                append::append(conn, &organisation, &name, now, vec![left.into()]).await?;
                needs::refresh(conn, &organisation, Some(&member), now).await?;
                Ok(Leaving::Done)
            })
        })
        .await
    }
}

/// Who comes back and of whom no first day is known is there from today on: the days before are those of the earlier line.
async fn since_today(
    conn: &mut Conn,
    organisation: &OrganisationId,
    member: &MemberId,
    now: Timestamp,
) -> Result<Option<Line>, Fault> {
    let binds = (member.as_str(), organisation.as_str());
    let undated = query!(conn, "people/undated.sql", [binds.0, binds.1], optional(String, String))?;
    Ok(undated.map(|(name, email)| {
        let entry = Entry::Member { member: member.clone(), starts_on: Some(day_of(now)), ends_on: None };
        Line { entry, person: Some(Person { name, email }) }
    }))
}

/// Whether nobody would answer for the books any more if this person did not. The books are held from here on.
pub(crate) async fn is_last_manager(
    conn: &mut Conn,
    organisation: &OrganisationId,
    member: &MemberId,
    now: Timestamp,
) -> Result<bool, Fault> {
    append::lock(conn, organisation).await?;
    let yesterday = day_of(now).pred_opt().unwrap_or(Day::MIN);
    is_last_manager_after(conn, organisation, member, yesterday).await
}

/// The same of the day after one, by the last days that the books name today. The caller holds the books.
pub(crate) async fn is_last_manager_after(
    conn: &mut Conn,
    organisation: &OrganisationId,
    member: &MemberId,
    day: Day,
) -> Result<bool, Fault> {
    let binds = (organisation.as_str(), member.as_str(), day.to_string());
    let found = query!(conn, "people/last_manager.sql", [binds.0, binds.1, binds.2], optional(String,))?;
    Ok(found.is_some())
}
