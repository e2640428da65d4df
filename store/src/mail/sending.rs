//! What the worker does: takes what is due, and says what became of it.

use domain::ids::MailId;
use domain::time::{Millis, Timestamp};
use sqlx::FromRow;

use super::{MailKind, kind_of};
use crate::engine::query;
use crate::{Fault, Store};

/// A mail is given up after so many tries: with the waits between them, after about a day.
pub const MOST_TRIES: i64 = 7;
/// A worker holds a mail so long; one that was killed loses it then. Longer than any sending takes.
pub const LEASE: Millis = Millis::minutes(10);

/// A mail that a worker has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueMail {
    /// Its id; the Message-ID is made of it, so that each try carries the same.
    pub id: MailId,
    /// The address.
    pub email: String,
    /// What it is about.
    pub kind: MailKind,
    /// The subject.
    pub subject: String,
    /// The part in plain text.
    pub text: String,
    /// The part in HTML.
    pub html: String,
    /// The token in its link to turn the kind off.
    pub unsubscribe: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// How often it was tried, this time included.
    pub tries: i64,
    /// Proves that the worker holds it.
    pub lease: String,
}

/// Why a mail was not taken by the other side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Trying again may help.
    Passing(String),
    /// It never will.
    Final(String),
}

#[derive(FromRow)]
struct Row {
    id: String,
    email: String,
    kind: String,
    subject: String,
    body_text: String,
    body_html: String,
    unsubscribe: String,
    made_at: i64,
    tries: i64,
}

impl Row {
    fn due(self, lease: &str) -> Result<DueMail, Fault> {
        Ok(DueMail {
            kind: kind_of(&self.id, &self.kind)?,
            id: MailId::new(self.id),
            email: self.email,
            subject: self.subject,
            text: self.body_text,
            html: self.body_html,
            unsubscribe: self.unsubscribe,
            made_at: Timestamp(self.made_at),
            tries: self.tries,
            lease: lease.to_owned(),
        })
    }
}

impl Store {
    /// Whether a mail is due: a look that costs no write.
    pub async fn is_mail_due(&self, now: Timestamp) -> Result<bool, Fault> {
        let mut conn = self.read().await?;
        Ok(query!(&mut conn, "due.sql", [now.0], one(bool,))?.0)
    }

    /// Takes up to so many mails that are due and leases them; a lease that has run out counts as due. `lease` is a fresh
    /// name for this taking. Those that their readers do not want any more are declined instead.
    pub async fn take_due_mail(&self, lease: String, most: i64, now: Timestamp) -> Result<Vec<DueMail>, Fault> {
        self.write(move |conn| {
            Box::pin(async move {
                query!(conn, "decline_due.sql", [now.0], rows)?;
                query!(conn, "give_up_broken.sql", [now.0, MOST_TRIES], rows)?;
                let until = now.plus(LEASE).0;
                let rows = query!(conn, "take.sql", [&lease, now.0, until, most], all Row)?;
                let mut taken = rows.into_iter().map(|row| row.due(&lease)).collect::<Result<Vec<_>, Fault>>()?;
                taken.sort_by(|a, b| a.id.cmp(&b.id));
                Ok(taken)
            })
        })
        .await
    }

    /// Marks a mail as sent. False when the worker does not hold it any more.
    pub async fn mark_mail_sent(&self, mail: &DueMail, now: Timestamp) -> Result<bool, Fault> {
        let (id, lease) = (mail.id.clone(), mail.lease.clone());
        self.write_single(move |conn| {
            Box::pin(async move { Ok(query!(conn, "sent.sql", [id.as_str(), lease, now.0], rows)? == 1) })
        })
        .await
    }

    /// Says that a mail was not sent: it is tried again later, or given up. False when the worker does not hold it any more.
    pub async fn mark_mail_failed(&self, mail: &DueMail, failure: Failure, now: Timestamp) -> Result<bool, Fault> {
        let (id, lease, tries) = (mail.id.clone(), mail.lease.clone(), mail.tries);
        self.write_single(move |conn| {
            Box::pin(async move {
                let rows = match failure {
                    Failure::Passing(why) if tries < MOST_TRIES => {
                        let later = now.plus(wait(tries)).0;
                        query!(conn, "again.sql", [id.as_str(), lease, later, why], rows)?
                    }
                    Failure::Passing(why) => {
                        let why = format!("given up after {tries} tries; the last time: {why}");
                        query!(conn, "failed.sql", [id.as_str(), lease, why], rows)?
                    }
                    Failure::Final(why) => query!(conn, "failed.sql", [id.as_str(), lease, why], rows)?,
                };
                Ok(rows == 1)
            })
        })
        .await
    }

    /// Holds all that waits, because there is no mail server. Returns how many were held.
    pub async fn hold_mail(&self, now: Timestamp) -> Result<u64, Fault> {
        self.write_single(move |conn| Box::pin(async move { Ok(query!(conn, "hold.sql", [now.0], rows)?) })).await
    }
}

/// How long to wait after so many tries: 1 minute, then four times as long each time, to 17 hours.
fn wait(tries: i64) -> Millis {
    Millis::minutes(1 << (2 * (tries.clamp(1, MOST_TRIES) - 1)))
}

#[cfg(test)]
mod tests {
    use super::{MOST_TRIES, wait};

    #[test]
    fn the_waits_grow_and_make_about_a_day() {
        let waits = (1..MOST_TRIES).map(|tries| wait(tries).0 / 60_000).collect::<Vec<_>>();
        assert_eq!(waits, [1, 4, 16, 64, 256, 1_024]);
        assert_eq!(waits.iter().sum::<i64>() / 60, 22);
    }
}
