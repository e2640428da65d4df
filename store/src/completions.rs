//! Certificates of completion of our own courses. A withdrawn one stays, and says so.

mod issue;
mod keys;
mod link;
mod row;
mod withdraw;

use domain::award::Day;
use domain::completion::{BestMock, Code, Shown};
use domain::ids::{AccountId, CompletionId};
use domain::question::Level;
use domain::record::StudyEvent;
use domain::time::Timestamp;

use crate::engine::query;
use crate::{Fault, Store};

pub use issue::{Earned, Fresh, Issued};
pub use keys::{FreshKey, KeyRecord, Retired, SigningKey};
pub use link::GOOD_FOR;
pub use withdraw::Withdrawer;

use row::{Row, digest};

/// A certificate of completion, as its holder sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// Which.
    pub id: CompletionId,
    /// The level of the course.
    pub level: Level,
    /// The edition of the standard that the course teaches.
    pub edition: String,
    /// The course, as it was called when the certificate was issued.
    pub title: String,
    /// The holder's name when it was issued.
    pub holder: String,
    /// The holder's address when it was issued.
    pub email: String,
    /// Lessons of the course.
    pub lessons: u32,
    /// Hours of study that the course is made for, rounded.
    pub hours: u32,
    /// The day on which the last lesson was completed.
    pub completed_on: Day,
    /// The best mock exam of the level when it was issued.
    pub mock: BestMock,
    /// Its code.
    pub code: Code,
    /// Hides the address in the badge.
    pub salt: String,
    /// What the holder allows others to see.
    pub shown: Shown,
    /// When it was issued.
    pub issued: Timestamp,
    /// The place of its badge in the lists of withdrawn ones.
    pub place: Place,
    /// When, by whom and why it was withdrawn.
    pub withdrawn: Option<Withdrawn>,
}

/// The place of a badge in a list of withdrawn ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which list, counted from 1.
    pub list: u32,
    /// Where in it, counted from 0.
    pub index: u32,
}

/// A certificate was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Withdrawer,
    /// Why; empty when the holder did it.
    pub reason: String,
}

/// What anybody with a code may know of a certificate. It is made by [`Store::check_completion`] alone, which leaves out
/// what the holder does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The level of the course.
    pub level: Level,
    /// The edition of the standard that the course teaches.
    pub edition: String,
    /// The course.
    pub title: String,
    /// The day on which the last lesson was completed.
    pub completed_on: Day,
    /// The holder's name, if the holder allows it.
    pub holder: Option<String>,
    /// The best mock exam, if the holder allows it.
    pub mock: Option<BestMock>,
    /// When it was withdrawn.
    pub withdrawn: Option<Timestamp>,
}

impl Store {
    /// A person's certificates of completion, the newest first, withdrawn ones included.
    pub async fn completions(&self, account: &AccountId) -> Result<Vec<Completion>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "completions/own.sql", [account.as_str(), ""], all Row)?;
        rows.into_iter().map(Row::completion).collect()
    }

    /// One of a person's certificates of completion. Somebody else's looks absent.
    pub async fn completion(&self, account: &AccountId, id: &CompletionId) -> Result<Option<Completion>, Fault> {
        if id.as_str().is_empty() {
            return Ok(None);
        }
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "completions/own.sql", [account.as_str(), id.as_str()], optional Row)?;
        row.map(Row::completion).transpose()
    }

    /// What the code of a certificate shows to anybody. Codes are compared by their digests, so that the time of an answer
    /// tells nothing about codes that exist.
    pub async fn check_completion(&self, code: &Code) -> Result<Option<Checked>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "completions/by_code.sql", [digest(code)], optional Row)?;
        let found = row.map(Row::completion).transpose()?;
        Ok(found.map(|found| Checked {
            level: found.level,
            edition: found.edition,
            title: found.title,
            completed_on: found.completed_on,
            holder: Some(found.holder).filter(|_| found.shown.name),
            mock: Some(found.mock).filter(|_| found.shown.mock),
            withdrawn: found.withdrawn.map(|withdrawn| withdrawn.at),
        }))
    }

    /// Keeps what the holder allows others to see. False when there is no such certificate.
    pub async fn show_completion(&self, account: &AccountId, id: &CompletionId, shown: Shown) -> Result<bool, Fault> {
        let (account, id) = (account.clone(), id.clone());
        self.write_single(move |conn| {
            Box::pin(async move {
                let binds = (account.as_str(), id.as_str(), row::written(shown));
                Ok(query!(conn, "completions/show.sql", [binds.0, binds.1, binds.2], rows)? == 1)
            })
        })
        .await
    }

    /// What a person studied, with its times, the earliest first.
    pub async fn study_events(&self, account: &AccountId) -> Result<Vec<(Timestamp, StudyEvent)>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "personal/study_events.sql", [account.as_str()], all(i64, String))?;
        let read = |(at, body): (i64, String)| {
            let event = serde_json::from_str(&body);
            let event = event.map_err(|error| Fault::corrupt("study_event", "body", account, error))?;
            Ok((Timestamp(at), event))
        };
        rows.into_iter().map(read).collect()
    }
}
