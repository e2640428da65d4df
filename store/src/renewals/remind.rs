use domain::award::{Day, Qualification, day_of};
use domain::ids::{AccountId, AwardId, MemberId, OrganisationId};
use domain::organisation::Settings;
use domain::renewal::{Window, spans};
use domain::time::Timestamp;
use sqlx::FromRow;

use crate::engine::{Conn, query};
use crate::mail;
use crate::organisations::day;
use crate::{Fault, NewMail, Store};

/// A reminder to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueReminder {
    /// In whose books.
    pub organisation: OrganisationId,
    /// The organisation's name.
    pub organisation_name: String,
    /// Of which award.
    pub award: AwardId,
    /// Whose.
    pub member: MemberId,
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub email: String,
    /// The person's account, if the person joined.
    pub account: Option<AccountId>,
    /// What it certifies, by its code.
    pub qualification: Option<Qualification>,
    /// Who issued it.
    pub institute: String,
    /// Its last day.
    pub last: Day,
    /// Where it stands on the way to its renewal.
    pub window: Window,
    /// Which reminder: so many days before the last day.
    pub days: u16,
}

#[derive(FromRow)]
struct Row {
    award_id: String,
    member_id: String,
    qualification: String,
    institute: String,
    last_on: String,
    name: String,
    email: String,
    account_id: Option<String>,
}

/// Organisations with their rules.
pub(super) async fn organisations(conn: &mut Conn) -> Result<Vec<(OrganisationId, String, Settings)>, Fault> {
    let rows = query!(conn, "organisations.sql", [], all(String, String, String))?;
    let read = |(id, name, settings): (String, String, String)| {
        let settings = serde_json::from_str(&settings);
        let settings = settings.map_err(|error| Fault::corrupt("organisation", "settings", &id, error))?;
        Ok((OrganisationId::new(id), name, settings))
    };
    rows.into_iter().map(read).collect()
}

impl Store {
    /// Reminders that are due today in all organisations and were not sent yet, at most so many.
    pub async fn due_reminders(&self, now: Timestamp, most: usize) -> Result<Vec<DueReminder>, Fault> {
        let mut conn = self.read().await?;
        let mut due = Vec::new();
        for (organisation, organisation_name, settings) in organisations(&mut conn).await? {
            for span in spans(&settings.remind_days, day_of(now)) {
                let left = most.saturating_sub(due.len()) as i64;
                let binds = (organisation.as_str(), span.first.to_string(), span.last.to_string());
                let days = i64::from(span.days);
                let rows = query!(&mut conn, "due.sql", [binds.0, binds.1, binds.2, days, left], all Row)?;
                for row in rows {
                    let last = day("holding", "last_on", &row.award_id, &row.last_on)?;
                    due.push(DueReminder {
                        organisation: organisation.clone(),
                        organisation_name: organisation_name.clone(),
                        last,
                        window: Window::of(Some(last), settings.window_days, day_of(now)),
                        award: AwardId::new(row.award_id),
                        member: MemberId::new(row.member_id),
                        name: row.name,
                        email: row.email,
                        account: row.account_id.map(AccountId::new),
                        qualification: Qualification::from_code(&row.qualification),
                        institute: row.institute,
                        days: span.days,
                    });
                }
            }
        }
        Ok(due)
    }

    /// Notes that a reminder is sent and puts its mail into the queue, both or neither. False when somebody else was quicker, or
    /// the award ends on another day by now: then there is no mail.
    pub async fn remind(&self, due: &DueReminder, letter: NewMail, now: Timestamp) -> Result<bool, Fault> {
        let due = due.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let binds = (due.organisation.as_str(), due.award.as_str(), due.last.to_string());
                let days = i64::from(due.days);
                if query!(conn, "remind.sql", [binds.0, binds.1, binds.2, days, now.0], rows)? == 0 {
                    return Ok(false);
                }
                mail::enqueue(conn, &letter, now).await?;
                Ok(true)
            })
        })
        .await
    }
}
