//! Those who take part: listed by a trainer, invited by mail, joined.

use domain::cohort::deed::Deed;
use domain::ids::{AccountId, ParticipantId};
use domain::time::Timestamp;
use sqlx::FromRow;

use super::Teaching;
use super::history::About;
use crate::accounts::email_key;
use crate::engine::query;
use crate::mail::{self, NewMail};
use crate::sessions::Token;
use crate::{Fault, Store};

/// Where somebody stands in a cohort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParticipantState {
    /// In the list only.
    Listed,
    /// Invited by mail.
    Invited,
    /// Takes part.
    Joined,
    /// Took part, or was listed, and does no more.
    Left,
}

impl ParticipantState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Listed, Self::Invited, Self::Joined, Self::Left];

    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Invited => "invited",
            Self::Joined => "joined",
            Self::Left => "left",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Which row.
    pub id: ParticipantId,
    /// The account, once the person has joined.
    pub account: Option<AccountId>,
    /// The name.
    pub name: String,
    /// The address; empty for those who joined in the room.
    pub email: String,
    /// Where the person stands.
    pub state: ParticipantState,
    /// When the last invitation was made.
    pub invited_at: Option<Timestamp>,
    /// When the person joined.
    pub joined_at: Option<Timestamp>,
}

#[derive(FromRow)]
struct Row {
    id: String,
    account_id: Option<String>,
    name: String,
    email: String,
    state: String,
    invited_at: Option<i64>,
    joined_at: Option<i64>,
}

impl Row {
    fn participant(self) -> Result<Participant, Fault> {
        let state = ParticipantState::from_word(&self.state);
        Ok(Participant {
            state: state.ok_or_else(|| Fault::corrupt("participant", "state", &self.id, &self.state))?,
            id: ParticipantId::new(self.id),
            account: self.account_id.map(AccountId::new),
            name: self.name,
            email: self.email,
            invited_at: self.invited_at.map(Timestamp),
            joined_at: self.joined_at.map(Timestamp),
        })
    }
}

/// Somebody to be listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewParticipant {
    /// A fresh id.
    pub id: ParticipantId,
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
}

/// What became of listing people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// How many are in the list now who were not before.
    pub added: usize,
    /// How many were there already.
    pub known: usize,
}

/// An invitation to be made: whom, its token, and the mail with its link.
#[derive(Clone, Debug)]
pub struct ClassInvitation {
    /// Whom.
    pub participant: ParticipantId,
    /// The token of its link.
    pub token: Token,
    /// The mail.
    pub letter: NewMail,
}

impl Store {
    /// Everybody of the cohort, those who left among them, by name.
    pub async fn participants(&self, of: &Teaching) -> Result<Vec<Participant>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "participants.sql", [of.cohort_id(), None::<&str>], all Row)?;
        rows.into_iter().map(Row::participant).collect()
    }

    /// One of them.
    pub async fn participant(&self, of: &Teaching, id: &ParticipantId) -> Result<Option<Participant>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "participants.sql", [of.cohort_id(), Some(id.as_str())], optional Row)?;
        row.map(Row::participant).transpose()
    }

    /// People of the organisation who are not in the cohort: name and address, by name.
    pub async fn colleagues(&self, of: &Teaching) -> Result<Vec<(String, String)>, Fault> {
        let mut conn = self.read().await?;
        let binds = (of.cohort.organisation.as_str(), of.cohort_id());
        let mut rows = query!(&mut conn, "colleagues.sql", [binds.0, binds.1], all(String, String))?;
        rows.sort_by_cached_key(|(name, email)| (name.to_lowercase(), email_key(email)));
        Ok(rows)
    }

    /// The name of the organisation that runs the cohort.
    pub async fn organisation_of(&self, of: &Teaching) -> Result<String, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "organisation_name.sql", [of.cohort.organisation.as_str()], one(String, String))?;
        Ok(row.0)
    }

    /// Lists people. Whoever has left comes back into the list; whoever is in it stays as he or she is.
    pub async fn list_participants(
        &self,
        by: &Teaching,
        people: Vec<NewParticipant>,
        now: Timestamp,
    ) -> Result<Listing, Fault> {
        let by = by.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let mut listing = Listing::default();
                for NewParticipant { id, name, email } in people {
                    let binds = (id.as_str(), by.cohort_id(), email_key(&email));
                    let name_key = name.to_lowercase();
                    let listed = query!(
                        conn,
                        "list_participant.sql",
                        [binds.0, binds.1, &name, name_key, email.trim(), &binds.2],
                        optional(String,)
                    )?;
                    match listed {
                        Some((place,)) => {
                            by.note(conn, About::Person(&place), &Deed::Listed, now).await?;
                            listing.added += 1;
                        }
                        None => listing.known += 1,
                    }
                }
                Ok(listing)
            })
        })
        .await
    }

    /// Invites those who have not joined, each with its mail; returns how many. Who joined or left meanwhile is left out.
    pub async fn invite_participants(
        &self,
        by: &Teaching,
        lot: Vec<ClassInvitation>,
        now: Timestamp,
    ) -> Result<usize, Fault> {
        let by = by.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let mut invited = 0;
                for ClassInvitation { participant, token, letter } in lot {
                    let binds = (participant.as_str(), by.cohort_id());
                    let rows = query!(
                        conn,
                        "invite_participant.sql",
                        [binds.0, binds.1, token.0.as_str(), now.0, email_key(&letter.email)],
                        rows
                    )?;
                    if rows == 1 {
                        let occasion = format!("class:{participant}:{}", token.0);
                        mail::enqueue(conn, &NewMail { occasion, ..letter }, now).await?;
                        by.note(conn, About::Person(participant.as_str()), &Deed::Invited, now).await?;
                        invited += 1;
                    }
                }
                Ok(invited)
            })
        })
        .await
    }

    /// Takes somebody out of the cohort. What the person did in it stays. False when there is nobody.
    pub async fn remove_participant(&self, by: &Teaching, id: &ParticipantId, now: Timestamp) -> Result<bool, Fault> {
        let (by, id) = (by.clone(), id.clone());
        self.write(move |conn| {
            Box::pin(async move {
                if query!(conn, "remove_participant.sql", [id.as_str(), by.cohort_id(), now.0], rows)? == 0 {
                    return Ok(false);
                }
                by.note(conn, About::Person(id.as_str()), &Deed::Removed, now).await?;
                Ok(true)
            })
        })
        .await
    }
}
