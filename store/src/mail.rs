//! The queue of mails: one occasion makes one mail, which is leased to a worker, sent and marked.
//!
//! What is promised: a mail is marked as sent once, by the worker that holds its lease; two workers never hold the same one.
//! SMTP itself promises less: a worker that dies after the other side took the mail and before the mark is written leaves a
//! lease that runs out, and the mail is sent again. Both carry the same Message-ID, by which the receiver can tell.

mod outbox;
mod sending;
mod wanted;

use domain::ids::{AccountId, MailId, OrganisationId};
use domain::time::{Millis, Timestamp};

use crate::accounts::email_key;
use crate::engine::{Conn, query};
use crate::{Fault, Store};

pub use outbox::{KeptMail, OutboxRow, Postmaster};
pub use sending::{DueMail, Failure, LEASE, MOST_TRIES};
pub use wanted::Subscription;

/// What a mail is about. People turn mail on and off by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MailKind {
    /// Somebody is invited into an organisation.
    Invitation,
    /// A certificate was verified or rejected.
    CertificateDecided,
    /// A certificate ends soon.
    ExpiryReminder,
    /// The week of those who answer for others' qualification.
    DigestForManagers,
    /// A position asks for something that the person does not have.
    RequirementGap,
    /// What is required has to be met soon, or should have been.
    RequirementDue,
    /// An exam was booked.
    ExamBooked,
    /// A trainer writes to the people of a class.
    ClassMessage,
    /// Results of a class were released or have changed.
    ClassResult,
}

impl MailKind {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::Invitation,
        Self::CertificateDecided,
        Self::ExpiryReminder,
        Self::DigestForManagers,
        Self::RequirementGap,
        Self::RequirementDue,
        Self::ExamBooked,
        Self::ClassMessage,
        Self::ClassResult,
    ];

    /// The word used in the database and in forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::CertificateDecided => "certificate_decided",
            Self::ExpiryReminder => "expiry_reminder",
            Self::DigestForManagers => "digest_for_managers",
            Self::RequirementGap => "requirement_gap",
            Self::RequirementDue => "requirement_due",
            Self::ExamBooked => "exam_booked",
            Self::ClassMessage => "class_message",
            Self::ClassResult => "class_result",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether its reader can turn it off. An invitation is one mail that somebody asked us to send, and the only way in.
    pub const fn may_be_declined(self) -> bool {
        !matches!(self, Self::Invitation)
    }
}

/// Where a mail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MailState {
    /// It waits for its time or for another try.
    Queued,
    /// A worker holds it.
    Sending,
    /// The other side took it.
    Sent,
    /// It was given up.
    Failed,
    /// No mail server is set up: somebody has to release it.
    Held,
    /// Its reader does not want this kind.
    Declined,
}

impl MailState {
    /// All states, in the order in which they ask for attention.
    pub const ALL: [Self; 6] = [Self::Failed, Self::Held, Self::Queued, Self::Sending, Self::Sent, Self::Declined];

    /// The word used in the database and in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Held => "held",
            Self::Declined => "declined",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A mail to be sent, written already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMail {
    /// A fresh id.
    pub id: MailId,
    /// Whose account, if the address has one.
    pub account: Option<AccountId>,
    /// The organisation in whose name it is sent; its administrators see it in their outbox.
    pub organisation: Option<OrganisationId>,
    /// The address.
    pub email: String,
    /// What it is about.
    pub kind: MailKind,
    /// What it is sent for, for instance `expiry:` with award and day: asked for again, it stays one mail.
    pub occasion: String,
    /// The subject.
    pub subject: String,
    /// The part in plain text.
    pub text: String,
    /// The part in HTML.
    pub html: String,
    /// The random token in its link to turn the kind off.
    pub unsubscribe: String,
    /// It is not sent before.
    pub not_before: Timestamp,
}

/// What became of a mail that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enqueued {
    /// It will be sent.
    Queued,
    /// Its reader does not want this kind: it is noted and not sent.
    Declined,
    /// The occasion had its mail already; nothing was changed.
    Known,
}

impl Store {
    /// Puts a mail into the queue, once for its occasion.
    pub async fn enqueue_mail(&self, new: NewMail, now: Timestamp) -> Result<Enqueued, Fault> {
        self.write(move |conn| Box::pin(async move { enqueue(conn, &new, now).await })).await
    }

    /// Removes mail that nothing more happens to and that was made longer ago than [`KEPT_FOR`]; returns how many.
    pub async fn forget_old_mail(&self, now: Timestamp) -> Result<u64, Fault> {
        let before = now.0 - KEPT_FOR.0;
        self.write_single(move |conn| Box::pin(async move { Ok(query!(conn, "mail/forget_old.sql", [before], rows)?) }))
            .await
    }
}

/// What a mail said is kept for so long after it was made, and then goes with all of it.
pub const KEPT_FOR: Millis = Millis::minutes(90 * 24 * 60);

/// Puts a mail into the queue inside a write, so that it is sent if and only if what it tells was stored.
pub(crate) async fn enqueue(conn: &mut Conn, new: &NewMail, now: Timestamp) -> Result<Enqueued, Fault> {
    let made = query!(
        conn,
        "mail/enqueue.sql",
        [
            new.id.as_str(),
            new.account.as_ref().map(AccountId::as_str),
            new.organisation.as_ref().map(OrganisationId::as_str),
            &new.email,
            email_key(&new.email),
            new.kind.word(),
            &new.occasion,
            &new.subject,
            &new.text,
            &new.html,
            &new.unsubscribe,
            now.0,
            new.not_before.0,
        ],
        rows
    )?;
    if made == 0 {
        return Ok(Enqueued::Known);
    }
    let state = query!(conn, "mail/state_of.sql", [&new.occasion], one(String,))?;
    Ok(if state.0 == MailState::Declined.word() { Enqueued::Declined } else { Enqueued::Queued })
}

fn kind_of(row: &str, word: &str) -> Result<MailKind, Fault> {
    MailKind::from_word(word).ok_or_else(|| Fault::corrupt("mail", "kind", row, word))
}
