mod class;

use domain::accommodation::{Accommodation, stretch_at};
use domain::attempt::{Event, Stretch, Timing};
use domain::ids::{AccommodationId, AccountId, AttemptId};
use domain::time::{Millis, Timestamp};
use sqlx::FromRow;

use crate::accounts::Staff;
use crate::attempts::log;
use crate::engine::{Conn, query};
use crate::{ClockReading, Fault, Store};

pub use class::{
    ClassAccommodation, ClassApproval, ClassApproved, ClassEnded, ClassPerson, Ending, Fate, Fated, OutOfReach,
    endings_seen, fates_seen,
};

#[derive(FromRow)]
struct Row {
    id: String,
    percent: i64,
    extra: i64,
    breaks: i64,
    reason: String,
    approved_by: String,
    approved_at: i64,
    valid_from: i64,
    valid_until: Option<i64>,
}

impl From<Row> for Accommodation {
    fn from(row: Row) -> Self {
        Self {
            id: AccommodationId::new(row.id),
            stretch: Stretch {
                percent: u16::try_from(row.percent).unwrap_or(100),
                extra: Millis(row.extra),
                breaks: Millis(row.breaks),
            },
            reason: row.reason,
            approved_by: row.approved_by,
            approved_at: Timestamp(row.approved_at),
            valid_from: Timestamp(row.valid_from),
            valid_until: row.valid_until.map(Timestamp),
        }
    }
}

/// What holds for a person now.
pub(crate) async fn stretch(conn: &mut Conn, account: &AccountId, now: Timestamp) -> Result<Stretch, Fault> {
    Ok(stretch_at(&list(conn, account).await?, now))
}

async fn list(conn: &mut Conn, account: &AccountId) -> Result<Vec<Accommodation>, Fault> {
    let rows = query!(conn, "accommodations/list.sql", [account.as_str()], all Row)?;
    Ok(rows.into_iter().map(Accommodation::from).collect())
}

/// Somebody begins an exam: whoever gives the person time waits until that is done, and so finds the exam. Several begin at once
/// without waiting for each other. On SQLite one write comes after another anyhow.
pub(crate) async fn begins(conn: &mut Conn, account: &AccountId) -> Result<(), Fault> {
    if let Conn::Postgres(conn) = conn {
        let share = sqlx::query(include_str!("accommodations/share.postgres.sql"));
        share.bind(account.as_str()).execute(&mut **conn).await?;
    }
    Ok(())
}

/// The other side of [`begins`]: who begins from here on has what is given in this write.
pub(super) async fn hold(conn: &mut Conn, account: &AccountId) -> Result<(), Fault> {
    query!(conn, "accommodations/hold.sql", [account.as_str()], rows)?;
    Ok(())
}

impl Store {
    /// A person's accommodations, the newest first.
    pub async fn accommodations(&self, account: &AccountId) -> Result<Vec<Accommodation>, Fault> {
        let mut conn = self.read().await?;
        list(&mut conn, account).await
    }

    /// Approves an accommodation for somebody in reach. A running exam of that person has it at once; returns its id.
    /// Nothing when the person is not in reach.
    pub async fn approve(
        &self,
        staff: &Staff,
        account: &AccountId,
        new: Accommodation,
        now: ClockReading,
    ) -> Result<Option<Vec<AttemptId>>, Fault> {
        let (staff, account) = (staff.clone(), account.clone());
        self.write(move |conn| {
            Box::pin(async move {
                hold(conn, &account).await?;
                let binds = (new.id.as_str(), account.as_str(), staff.organisation());
                let made = query!(
                    conn,
                    "accommodations/make.sql",
                    [
                        binds.0,
                        binds.1,
                        binds.2,
                        i64::from(new.stretch.percent),
                        new.stretch.extra.0,
                        new.stretch.breaks.0,
                        &new.reason,
                        &new.approved_by,
                        new.approved_at.0,
                        new.valid_from.0,
                        new.valid_until.map(|until| until.0),
                    ],
                    rows
                )?;
                if made == 0 {
                    return Ok(None);
                }
                apply(conn, &account, &format!("approved:{}", new.id), now).await.map(Some)
            })
        })
        .await
    }

    /// Ends an accommodation now. Running exams keep what they have: nobody loses time in the middle. False when it is not in
    /// reach.
    pub async fn end_accommodation(
        &self,
        staff: &Staff,
        account: &AccountId,
        id: &AccommodationId,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        let (staff, account, id) = (staff.clone(), account.clone(), id.clone());
        self.write_single(move |conn| {
            Box::pin(async move {
                let binds = (id.as_str(), account.as_str(), staff.organisation());
                Ok(query!(conn, "accommodations/end.sql", [binds.0, binds.1, binds.2, now.0], rows)? == 1)
            })
        })
        .await
    }
}

/// Gives a person's running exams what holds now, on top of what they have.
async fn apply(conn: &mut Conn, account: &AccountId, key: &str, now: ClockReading) -> Result<Vec<AttemptId>, Fault> {
    let holding = stretch(conn, account, now.wall).await?;
    let running = query!(conn, "accommodations/running.sql", [account.as_str()], all(String, String))?;
    let mut reached = Vec::new();
    for (id, timing) in running {
        let id = AttemptId::new(id);
        let mut timing =
            serde_json::from_str::<Timing>(&timing).map_err(|error| Fault::corrupt("attempt", "timing", &id, error))?;
        let stretch = timing.stretch.most(holding);
        log::append_timed(conn, &id, key, now, &Event::Stretched { stretch }, &mut timing).await?;
        reached.push(id);
    }
    Ok(reached)
}
