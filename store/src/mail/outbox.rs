//! The outbox as administrators see it, and as managers see that of their own organisation: what waits, what was sent, what went
//! wrong.

use domain::ids::MailId;
use domain::time::{Millis, Timestamp};
use sqlx::FromRow;

use super::{MailKind, MailState, kind_of};
use crate::accounts::Staff;
use crate::engine::query;
use crate::organisations::Managing;
use crate::{Fault, Store};

/// Somebody who may see mail, and send it again.
pub trait Postmaster {
    /// The organisation whose mail it is, as the queries compare it: empty for mail that belongs to none. Nothing for those who
    /// see no mail.
    fn mail_of(&self) -> Option<String>;
}

impl Postmaster for Staff {
    fn mail_of(&self) -> Option<String> {
        self.is_administrator().then(|| self.organisation().to_owned())
    }
}

impl Postmaster for Managing {
    fn mail_of(&self) -> Option<String> {
        Some(self.seat().organisation.to_string())
    }
}

/// A line of the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxRow {
    /// The mail.
    pub id: MailId,
    /// The address.
    pub email: String,
    /// What it is about.
    pub kind: MailKind,
    /// The subject.
    pub subject: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it is tried next, while it waits.
    pub not_before: Timestamp,
    /// How often it was tried.
    pub tries: i64,
    /// Where it stands.
    pub state: MailState,
    /// What went wrong the last time; empty when nothing did.
    pub last_error: String,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
}

/// A mail with both its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptMail {
    /// Its line in the outbox.
    pub row: OutboxRow,
    /// The part in plain text.
    pub text: String,
    /// The part in HTML.
    pub html: String,
}

#[derive(FromRow)]
struct Row {
    id: String,
    email: String,
    kind: String,
    subject: String,
    made_at: i64,
    not_before: i64,
    tries: i64,
    state: String,
    last_error: String,
    sent_at: Option<i64>,
}

#[derive(FromRow)]
struct WholeRow {
    #[sqlx(flatten)]
    row: Row,
    body_text: String,
    body_html: String,
}

impl Row {
    fn line(self) -> Result<OutboxRow, Fault> {
        Ok(OutboxRow {
            kind: kind_of(&self.id, &self.kind)?,
            state: state_of(&self.id, &self.state)?,
            id: MailId::new(self.id),
            email: self.email,
            subject: self.subject,
            made_at: Timestamp(self.made_at),
            not_before: Timestamp(self.not_before),
            tries: self.tries,
            last_error: self.last_error,
            sent_at: self.sent_at.map(Timestamp),
        })
    }
}

fn state_of(row: &str, word: &str) -> Result<MailState, Fault> {
    MailState::from_word(word).ok_or_else(|| Fault::corrupt("mail", "state", row, word))
}

impl Store {
    /// The latest mails of the organisation, in one state or in all. Nothing for those who see no mail.
    pub async fn outbox(&self, by: &impl Postmaster, state: Option<MailState>) -> Result<Vec<OutboxRow>, Fault> {
        let Some(organisation) = by.mail_of() else { return Ok(Vec::new()) };
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "list.sql", [organisation, state.map(MailState::word)], all Row)?;
        rows.into_iter().map(Row::line).collect()
    }

    /// How many mails there are in each state that has any.
    pub async fn count_outbox(&self, by: &impl Postmaster) -> Result<Vec<(MailState, i64)>, Fault> {
        let Some(organisation) = by.mail_of() else { return Ok(Vec::new()) };
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "counts.sql", [organisation], all(String, i64))?;
        let counts = rows.into_iter().map(|(word, number)| Ok((state_of("a count", &word)?, number)));
        counts.collect()
    }

    /// One mail of the outbox. Anybody else's looks absent.
    pub async fn outbox_mail(&self, by: &impl Postmaster, id: &MailId) -> Result<Option<KeptMail>, Fault> {
        let Some(organisation) = by.mail_of() else { return Ok(None) };
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "one.sql", [id.as_str(), organisation], optional WholeRow)?;
        row.map(|whole| Ok(KeptMail { row: whole.row.line()?, text: whole.body_text, html: whole.body_html }))
            .transpose()
    }

    /// Queues a mail again that was given up or held. False when there is none in reach in such a state.
    pub async fn retry_mail(&self, by: &impl Postmaster, id: &MailId, now: Timestamp) -> Result<bool, Fault> {
        let Some(organisation) = by.mail_of() else { return Ok(false) };
        let id = id.clone();
        self.write_single(move |conn| {
            Box::pin(async move { Ok(query!(conn, "retry.sql", [id.as_str(), organisation, now.0], rows)? == 1) })
        })
        .await
    }

    /// Queues what was held and is not older than `age`. Returns how many.
    pub async fn release_mail(&self, by: &impl Postmaster, age: Millis, now: Timestamp) -> Result<u64, Fault> {
        let Some(organisation) = by.mail_of() else { return Ok(0) };
        let since = now.0 - age.0;
        self.write_single(move |conn| {
            Box::pin(async move { Ok(query!(conn, "release.sql", [organisation, now.0, since], rows)?) })
        })
        .await
    }
}
