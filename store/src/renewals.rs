//! Awards that end: who is reminded, and what is forgotten of those who left.

mod erase;
mod remind;

use std::collections::BTreeMap;

use domain::award::{Day, Qualification};
use domain::ids::{AwardId, MemberId};
use domain::question::Level;
use domain::time::Timestamp;
use sqlx::FromRow;

use crate::engine::query;
use crate::organisations::{Seat, day};
use crate::{Fault, Store};

pub use erase::Erasure;
pub use remind::DueReminder;

/// A reminder that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminded {
    /// So many days before the last day.
    pub days: u16,
    /// When.
    pub at: Timestamp,
}

/// An award that ends soon, or ended lately and was not renewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalRow {
    /// Which.
    pub award: AwardId,
    /// Whose.
    pub member: MemberId,
    /// The person's name.
    pub name: String,
    /// What it certifies.
    pub qualification: Option<Qualification>,
    /// Who issued it.
    pub institute: String,
    /// Its last day.
    pub last: Day,
    /// The day of the next exam, course or refresher that is planned.
    pub planned: Option<Day>,
    /// The reminders that were sent, the earliest first.
    pub reminders: Vec<Reminded>,
}

/// Which qualification each level leads to, between commas: `,ISO20K_F=foundation,…`.
fn qualified() -> String {
    let one = |level: Level| format!("{}={},", Qualification::of(level).code(), level.word());
    Level::ALL.into_iter().map(one).fold(",".to_owned(), |all, one| all + &one)
}

#[derive(FromRow)]
struct Row {
    award_id: String,
    member_id: String,
    name: String,
    qualification: String,
    institute: String,
    last_on: String,
    planned_on: Option<String>,
}

/// Reminders by award.
type Sent = BTreeMap<AwardId, Vec<Reminded>>;

fn sent(rows: Vec<(String, i64, i64)>) -> Sent {
    let mut sent = Sent::new();
    for (award, days, at) in rows {
        let reminded = Reminded { days: u16::try_from(days).unwrap_or(u16::MAX), at: Timestamp(at) };
        sent.entry(AwardId::new(award)).or_default().push(reminded);
    }
    sent
}

impl Store {
    /// The awards of those in reach whose last day lies between two days, unless a newer one follows: so many from a place in
    /// the list on, the earliest end first.
    pub async fn renewals(
        &self,
        seat: &Seat,
        (first, last): (Day, Day),
        today: Day,
        (most, from): (i64, i64),
    ) -> Result<Vec<RenewalRow>, Fault> {
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let days = (first.to_string(), last.to_string());
        let rows = query!(
            &mut conn,
            "renewals/list.sql",
            [binds.0, binds.1, binds.2, &days.0, &days.1, most, from, qualified()],
            all Row
        )?;
        let sent_rows = query!(&mut conn, "renewals/sent.sql", [binds.0, days.0, days.1], all(String, i64, i64))?;
        let mut sent = sent(sent_rows);
        rows.into_iter()
            .map(|row| {
                let planned = row.planned_on.as_deref().map(|on| day("plan_item", "due_on", &row.award_id, on));
                Ok(RenewalRow {
                    reminders: sent.remove(row.award_id.as_str()).unwrap_or_default(),
                    last: day("holding", "last_on", &row.award_id, &row.last_on)?,
                    planned: planned.transpose()?,
                    award: AwardId::new(row.award_id),
                    member: MemberId::new(row.member_id),
                    name: row.name,
                    qualification: Qualification::from_code(&row.qualification),
                    institute: row.institute,
                })
            })
            .collect()
    }

    /// The reminders that were sent to somebody in reach, by award.
    pub async fn reminders_of(&self, seat: &Seat, member: &MemberId, today: Day) -> Result<Sent, Fault> {
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), seat.reach(), today.to_string(), member.as_str());
        let rows =
            query!(&mut conn, "renewals/sent_to.sql", [binds.0, binds.1, binds.2, binds.3], all(String, i64, i64))?;
        Ok(sent(rows))
    }
}
