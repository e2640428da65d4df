//! Inviting people: the invitation, its line in the books and its mail are one write.

use domain::award::Day;
use domain::ids::MemberId;
use domain::organisation::Entry;
use domain::time::Timestamp;

use super::{Leading, Seat, append, reaches};
use crate::accounts::email_key;
use crate::engine::{Conn, query};
use crate::mail::{self, MailState, NewMail};
use crate::sessions::Token;
use crate::{Fault, Store};

/// What became of inviting somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invited {
    /// The invitation stands and its mail waits. An earlier one works no more.
    Made,
    /// This very invitation stands already, with its mail.
    Known,
    /// There is nobody to invite, or a later invitation has taken the place of this one.
    Nobody,
}

/// Somebody in the books who has neither an account here nor an invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uninvited {
    /// Who.
    pub member: MemberId,
    /// The name in the books.
    pub name: String,
    /// The address in the books.
    pub email: String,
}

/// An invitation to be made: whom, its token, and the mail with its link.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// Whom.
    pub member: MemberId,
    /// The token of its link.
    pub token: Token,
    /// The mail. Its occasion is that of the invitation, whatever it says.
    pub letter: NewMail,
}

impl NewInvitation {
    /// The mail under the occasion by which it is found again: one invitation makes one mail.
    fn letter(&self) -> NewMail {
        let occasion = format!("invitation:{}:{}", self.member, self.token.0);
        NewMail { occasion, ..self.letter.clone() }
    }
}

/// Where the mail of an invitation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvitationMail {
    /// Its state.
    pub state: MailState,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
}

/// Where the mail of somebody's last invitation stands; nothing when there is none any more.
pub(super) async fn mail_of(conn: &mut Conn, seat: &Seat, member: &str) -> Result<Option<InvitationMail>, Fault> {
    let organisation = seat.organisation.as_str();
    let found = query!(conn, "people/invitation_mail.sql", [organisation, member], optional(String, Option<i64>))?;
    let Some((word, sent_at)) = found else { return Ok(None) };
    let state = MailState::from_word(&word).ok_or_else(|| Fault::corrupt("mail", "state", member, &word))?;
    Ok(Some(InvitationMail { state, sent_at: sent_at.map(Timestamp) }))
}

impl Store {
    /// Invites somebody in reach who has not joined, and puts the mail of it into the queue, both or neither.
    pub async fn invite(&self, by: &Leading, new: NewInvitation, now: Timestamp) -> Result<Invited, Fault> {
        let seat = by.seat().clone();
        self.write(move |conn| {
            Box::pin(async move {
                let member = &new.member;
                if !reaches(conn, &seat, member, now).await? {
                    return Ok(Invited::Nobody);
                }
                let (id, organisation) = (member.as_str(), seat.organisation.as_str());
                let known = query!(conn, "people/invited_by.sql", [id, organisation], optional(String,))?;
                let Some((known,)) = known else { return Ok(Invited::Nobody) };
                if known == new.token.0 {
                    return Ok(Invited::Known);
                }
                if mail::enqueue(conn, &new.letter(), now).await? == mail::Enqueued::Known {
                    return Ok(Invited::Nobody);
                }
                query!(conn, "people/invite.sql", [id, organisation, new.token.0.as_str(), now.0], rows)?;
                let line = Entry::Invited { member: member.clone() };
                append::append(conn, &seat.organisation, &seat.name, now, vec![line.into()]).await?;
                Ok(Invited::Made)
            })
        })
        .await
    }

    /// Those in reach who have neither joined nor been invited, by name: at most so many.
    pub async fn uninvited(&self, seat: &Seat, today: Day, most: i64) -> Result<Vec<Uninvited>, Fault> {
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let rows = query!(
            &mut conn,
            parts ["people/uninvited_rows.part.sql", "people/uninvited.part.sql", "people/uninvited_in_turn.part.sql"],
            [binds.0, binds.1, binds.2, most],
            all(String, String, String)
        )?;
        let person = |(id, name, email)| Uninvited { member: MemberId::new(id), name, email };
        Ok(rows.into_iter().map(person).collect())
    }

    /// How many those are.
    pub async fn count_uninvited(&self, seat: &Seat, today: Day) -> Result<i64, Fault> {
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let (count,) = query!(
            &mut conn,
            parts ["people/uninvited_count.part.sql", "people/uninvited.part.sql"],
            [binds.0, binds.1, binds.2],
            one(i64,)
        )?;
        Ok(count)
    }

    /// Invites several people in one write. Who joined, was invited, left or changed the address meanwhile is left out. Returns how
    /// many were invited.
    pub async fn invite_all(&self, by: &Leading, lot: Vec<NewInvitation>, now: Timestamp) -> Result<usize, Fault> {
        let seat = by.seat().clone();
        self.write(move |conn| {
            Box::pin(async move {
                let mut lines = Vec::new();
                for new in lot {
                    if !reaches(conn, &seat, &new.member, now).await? {
                        continue;
                    }
                    let (id, organisation, letter) = (new.member.as_str(), seat.organisation.as_str(), new.letter());
                    let binds = (new.token.0.as_str(), email_key(&letter.email));
                    if query!(conn, "people/invite_listed.sql", [id, organisation, binds.0, now.0, binds.1], rows)? == 0
                    {
                        continue;
                    }
                    mail::enqueue(conn, &letter, now).await?;
                    lines.push(Entry::Invited { member: new.member }.into());
                }
                let invited = lines.len();
                if invited > 0 {
                    append::append(conn, &seat.organisation, &seat.name, now, lines).await?;
                }
                Ok(invited)
            })
        })
        .await
    }
}
