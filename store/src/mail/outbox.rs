//! The outbox as administrators see it: what waits, what was sent, what went wrong.

use domain::ids::MailId;
use domain::time::{Millis, Timestamp};
use sqlx::FromRow;

use super::{MailKind, MailState, kind_of};
use crate::accounts::Staff;
use crate::engine::query;
use crate::{Fault, Store};

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
    /// The latest mails of the administrator's organisation, in one state or in all. Nothing for other staff.
    pub async fn outbox(&self, staff: &Staff, state: Option<MailState>) -> Result<Vec<OutboxRow>, Fault> {
        if !staff.is_administrator() {
            return Ok(Vec::new());
        }
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "list.sql", [staff.organisation(), state.map(MailState::word)], all Row)?;
        rows.into_iter().map(Row::line).collect()
    }

    /// How many mails there are in each state that has any.
    pub async fn count_outbox(&self, staff: &Staff) -> Result<Vec<(MailState, i64)>, Fault> {
        if !staff.is_administrator() {
            return Ok(Vec::new());
        }
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "counts.sql", [staff.organisation()], all(String, i64))?;
        let counts = rows.into_iter().map(|(word, number)| Ok((state_of("a count", &word)?, number)));
        counts.collect()
    }

    /// One mail of the outbox. Anybody else's looks absent.
    pub async fn outbox_mail(&self, staff: &Staff, id: &MailId) -> Result<Option<KeptMail>, Fault> {
        if !staff.is_administrator() {
            return Ok(None);
        }
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "one.sql", [id.as_str(), staff.organisation()], optional WholeRow)?;
        row.map(|whole| Ok(KeptMail { row: whole.row.line()?, text: whole.body_text, html: whole.body_html }))
            .transpose()
    }

    /// Queues a mail again that was given up or held. False when there is none in reach in such a state.
    pub async fn retry_mail(&self, staff: &Staff, id: &MailId, now: Timestamp) -> Result<bool, Fault> {
        if !staff.is_administrator() {
            return Ok(false);
        }
        let (staff, id) = (staff.clone(), id.clone());
        self.write_single(move |conn| {
            Box::pin(
                async move { Ok(query!(conn, "retry.sql", [id.as_str(), staff.organisation(), now.0], rows)? == 1) },
            )
        })
        .await
    }

    /// Queues what was held and is not older than `age`. Returns how many.
    pub async fn release_mail(&self, staff: &Staff, age: Millis, now: Timestamp) -> Result<u64, Fault> {
        if !staff.is_administrator() {
            return Ok(0);
        }
        let (staff, since) = (staff.clone(), now.0 - age.0);
        self.write_single(move |conn| {
            Box::pin(async move { Ok(query!(conn, "release.sql", [staff.organisation(), now.0, since], rows)?) })
        })
        .await
    }
}
