//! How people come into a cohort: by its code, by an invitation, or in the room without an e-mail address; and how they leave.

use domain::cohort::deed::Deed;
use domain::ids::{AccountId, CohortId, ParticipantId};
use domain::time::{Millis, Timestamp};
use sqlx::FromRow;

use super::history::{About, note};
use super::{Cohort, Row};
use crate::accounts::{SignUp, email_key};
use crate::engine::{Conn, query};
use crate::sessions::Token;
use crate::{Fault, Store};

/// An invitation is good for so long.
pub const INVITATION_GOOD_FOR: Millis = Millis::minutes(60 * 24 * 60);

/// The form of a guest that is sent again is the same person's for so long.
const SENT_TWICE_WITHIN: Millis = Millis::minutes(2);

/// By which way somebody comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Enrolment {
    /// The code that the trainer gives away.
    Code(String),
    /// A personal link.
    Invitation(Token),
}

/// A cohort as those see it who take part in it, or are about to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// The cohort.
    pub cohort: Cohort,
    /// The organisation that runs it.
    pub organisation_name: String,
    /// The names of those who teach it.
    pub trainers: Vec<String>,
}

/// Somebody who takes part in a cohort. It is made only from a living participation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attending {
    /// What the person takes part in.
    pub class: Class,
    /// Which participant.
    pub participant: ParticipantId,
    /// The person's account.
    pub account: AccountId,
}

/// What became of joining.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Enrolled {
    /// The person takes part now, or did before.
    Done(CohortId),
    /// There is no such way in any more.
    Gone,
}

/// Somebody who joins in the room: a name, and an account made for it, by which nobody can sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// A fresh id of the account.
    pub account: AccountId,
    /// What the form was given that was sent: sent twice, it is the same person.
    pub form: Token,
    /// The name as typed.
    pub name: String,
}

#[derive(FromRow)]
struct ClassRow {
    #[sqlx(flatten)]
    cohort: Row,
    organisation_name: String,
    participant_id: Option<String>,
}

impl ClassRow {
    async fn class(self, conn: &mut Conn) -> Result<(Class, Option<ParticipantId>), Fault> {
        let mut trainers = query!(conn, "teaching_now.sql", [&self.cohort.id], all(String, String))?
            .into_iter()
            .map(|(name, _)| name)
            .collect::<Vec<_>>();
        trainers.sort_by_cached_key(|name| name.to_lowercase());
        let class = Class { cohort: self.cohort.cohort()?, organisation_name: self.organisation_name, trainers };
        Ok((class, self.participant_id.map(ParticipantId::new)))
    }
}

async fn found(conn: &mut Conn, way: &Enrolment, now: Timestamp) -> Result<Option<ClassRow>, Fault> {
    let (code, token) = match way {
        Enrolment::Code(code) => (Some(code.as_str()), None),
        Enrolment::Invitation(token) => (None, Some(token.0.as_str())),
    };
    let oldest = now.0 - INVITATION_GOOD_FOR.0;
    Ok(query!(conn, "class_found.sql", [code, token, oldest], optional ClassRow)?)
}

/// Lets somebody take part, who may do so already. False where nobody can.
async fn take_in(
    conn: &mut Conn,
    cohort: &CohortId,
    (account, name, email): (&AccountId, &str, &str),
    fresh: &ParticipantId,
    now: Timestamp,
) -> Result<bool, Fault> {
    let binds = (account.as_str(), cohort.as_str());
    let joined = async |conn: &mut Conn, place: &str, deed: &Deed| {
        note(conn, (cohort, account), About::Person(place), deed, now).await.map(|()| true)
    };
    if let Some((place,)) = query!(conn, "come_back.sql", [binds.0, binds.1, now.0], optional(String,))? {
        return joined(conn, &place, &Deed::CameBack).await;
    }
    if query!(conn, "place_of.sql", [binds.0, binds.1], optional(String,))?.is_some() {
        return Ok(true);
    }
    let taken = query!(conn, "take_place.sql", [binds.0, binds.1, email_key(email), now.0], optional(String,))?;
    if let Some((place,)) = taken {
        return joined(conn, &place, &Deed::Joined).await;
    }
    let key = if email.is_empty() { fresh.as_str().to_owned() } else { email_key(email) };
    let lower = name.to_lowercase();
    let rows = query!(conn, "enrol.sql", [fresh.as_str(), binds.1, binds.0, name, lower, email, key, now.0], rows)?;
    if rows == 1 {
        return joined(conn, fresh.as_str(), &Deed::Joined).await;
    }
    // The same form, sent twice at once, may have been faster.
    Ok(query!(conn, "place_of.sql", [binds.0, binds.1], optional(String,))?.is_some())
}

impl Store {
    /// The cohort that a code or an invitation leads to.
    pub async fn class_found(&self, way: &Enrolment, now: Timestamp) -> Result<Option<Class>, Fault> {
        let mut conn = self.read().await?;
        match found(&mut conn, way, now).await? {
            Some(row) => Ok(Some(row.class(&mut conn).await?.0)),
            None => Ok(None),
        }
    }

    /// The cohorts in which somebody takes part, those that were put away last.
    pub async fn classes(&self, account: &AccountId) -> Result<Vec<Class>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "classes.sql", [account.as_str(), None::<&str>], all ClassRow)?;
        let mut classes = Vec::with_capacity(rows.len());
        for row in rows {
            classes.push(row.class(&mut conn).await?.0);
        }
        Ok(classes)
    }

    /// The place of somebody in a cohort; nothing when the person does not take part.
    pub async fn attending(&self, account: &AccountId, id: &CohortId) -> Result<Option<Attending>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "classes.sql", [account.as_str(), Some(id.as_str())], optional ClassRow)?;
        let Some(row) = row else { return Ok(None) };
        let (class, participant) = row.class(&mut conn).await?;
        Ok(participant.map(|participant| Attending { class, participant, account: account.clone() }))
    }

    /// Takes somebody in. `fresh` is the id of a new place, for those whose address was not listed; whoever is in already stays.
    /// An invitation that was passed on takes nothing from the person for whom it was made.
    pub async fn enrol(
        &self,
        (account, name, email): (&AccountId, &str, &str),
        way: Enrolment,
        fresh: ParticipantId,
        now: Timestamp,
    ) -> Result<Enrolled, Fault> {
        let (account, name, email) = (account.clone(), name.to_owned(), email.to_owned());
        let enrolled = self.write(move |conn| {
            Box::pin(async move {
                let Some(row) = found(conn, &way, now).await? else { return Ok(Enrolled::Gone) };
                let cohort = CohortId::new(row.cohort.id);
                let is_in = take_in(conn, &cohort, (&account, &name, &email), &fresh, now).await?;
                Ok(if is_in { Enrolled::Done(cohort) } else { Enrolled::Gone })
            })
        });
        enrolled.await
    }

    /// Takes somebody in who is in the room and has no account: makes one by which nobody can sign in, and tells which. Only
    /// where the cohort allows it; nothing elsewhere. What is sent twice makes one account.
    pub async fn enrol_guest(
        &self,
        guest: Guest,
        code: String,
        fresh: ParticipantId,
        now: Timestamp,
    ) -> Result<Option<(AccountId, CohortId)>, Fault> {
        self.write(move |conn| {
            Box::pin(async move {
                let way = Enrolment::Code(code);
                let Some(row) = found(conn, &way, now).await?.filter(|row| row.cohort.in_room) else {
                    return Ok(None);
                };
                let (id, cohort) = (guest.account.as_str(), row.cohort.id);
                let key = format!("guest:{}", guest.form.0);
                let mut made = query!(conn, "make_guest.sql", [id, &key, &guest.name, now.0], rows)?;
                if made == 0 {
                    let oldest = now.0 - SENT_TWICE_WITHIN.0;
                    let binds = (key.as_str(), guest.name.as_str(), cohort.as_str());
                    let before = query!(
                        conn,
                        "guest_before.sql",
                        [binds.0, binds.1, binds.2, oldest],
                        optional(String, String)
                    )?;
                    if let Some((account, cohort)) = before {
                        return Ok(Some((AccountId::new(account), CohortId::new(cohort))));
                    }
                    // The form was come back to for somebody else.
                    made = query!(conn, "make_guest.sql", [id, format!("guest:{id}"), &guest.name, now.0], rows)?;
                }
                if made == 0 {
                    return Ok(None);
                }
                let lower = guest.name.to_lowercase();
                let binds = (fresh.as_str(), cohort.as_str());
                query!(conn, "enrol.sql", [binds.0, binds.1, id, &guest.name, lower, "", binds.0, now.0], rows)?;
                let cohort = CohortId::new(cohort);
                note(conn, (&cohort, &guest.account), About::Person(fresh.as_str()), &Deed::Joined, now).await?;
                Ok(Some((guest.account, cohort)))
            })
        })
        .await
    }

    /// Makes a guest's account one by which the person can sign in anywhere; all that was done with it stays. The places in
    /// cohorts get the address too, so that trainers can write to the person. `Taken` where the address has an account, and
    /// where the account is no guest's.
    pub async fn keep_guest(&self, account: &AccountId, email: &str, password_hash: String) -> Result<SignUp, Fault> {
        let (id, email, key) = (account.clone(), email.to_owned(), email_key(email));
        self.write(move |conn| {
            Box::pin(async move {
                let kept = query!(conn, "keep_guest.sql", [id.as_str(), &email, &key, password_hash], rows)?;
                if kept == 0 {
                    return Ok(SignUp::Taken);
                }
                query!(conn, "keep_places.sql", [id.as_str(), email, key], rows)?;
                Ok(SignUp::Made)
            })
        })
        .await
    }

    /// Leaves a cohort; its trainers see nothing new of the person from now on.
    pub async fn leave_class(&self, place: &Attending, now: Timestamp) -> Result<(), Fault> {
        let (id, cohort, account) = (place.participant.clone(), place.class.cohort.id.clone(), place.account.clone());
        self.write(move |conn| {
            Box::pin(async move {
                if query!(conn, "remove_participant.sql", [id.as_str(), cohort.as_str(), now.0], rows)? == 0 {
                    return Ok(());
                }
                note(conn, (&cohort, &account), About::Person(id.as_str()), &Deed::Left, now).await
            })
        })
        .await
    }
}
