//! What the weekly summaries of managers and team leads say, each of the people in the reader's reach only.

use chrono::Days;
use domain::award::{Day, Qualification, day_of};
use domain::ids::{AccountId, AwardId, MemberId, OrganisationId, RequirementId};
use domain::time::Timestamp;
use sqlx::FromRow;

use crate::engine::{Conn, query};
use crate::organisations::{CoverageRow, Seat, day};
use crate::{Fault, Store};

/// The first of a list, and how long it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T> {
    /// The first ones.
    pub first: Vec<T>,
    /// How many there are.
    pub total: i64,
}

/// A certificate that waits to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingRow {
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
    /// Since when it waits.
    pub since: Timestamp,
}

/// A certificate that ends soon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndingRow {
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
}

/// Something that somebody should have met, or is to meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadlineRow {
    /// Who.
    pub member: MemberId,
    /// The person's name.
    pub name: String,
    /// Which requirement.
    pub requirement: RequirementId,
    /// The last day on which it was met or on which there was time, or is.
    pub last: Day,
}

/// Which way somebody went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Movement {
    /// Joined with an account.
    Joined,
    /// Left.
    Left,
}

impl Movement {
    const fn word(self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::Left => "left",
        }
    }
}

/// Somebody who joined or left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedRow {
    /// Who.
    pub member: MemberId,
    /// The person's name; empty once it was taken out.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

/// What a summary says of the people in reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// Certificates that wait to be looked at, the oldest first.
    pub waiting: Listed<WaitingRow>,
    /// Certificates that end within the days asked for and that no newer one follows, the earliest end first.
    pub ending: Listed<EndingRow>,
    /// Requirements that somebody does not meet.
    pub gaps: Vec<CoverageRow>,
    /// What has come to be late in the time asked for, the earliest first.
    pub late: Listed<DeadlineRow>,
    /// What is to be met within the next four weeks and is not yet, the earliest first.
    pub falling: Listed<DeadlineRow>,
    /// Who joined in the time asked for.
    pub joined: Listed<MovedRow>,
    /// Who left in it.
    pub left: Listed<MovedRow>,
}

/// What a summary is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DigestAsk {
    /// The day for which it holds.
    pub today: Day,
    /// The last day on which an end is near.
    pub soon: Day,
    /// From when on who joined or left is told, the moment included.
    pub since: Timestamp,
    /// Until when, the moment excluded.
    pub until: Timestamp,
    /// Lines of each list at most.
    pub most: i64,
}

#[derive(FromRow)]
struct AwardRow {
    award_id: String,
    member_id: String,
    name: String,
    qualification: String,
    institute: String,
    #[sqlx(default)]
    claimed_at: i64,
    #[sqlx(default)]
    last_on: String,
    total: i64,
}

#[derive(FromRow)]
struct NeedRow {
    member_id: String,
    name: String,
    requirement_id: String,
    due_on: String,
    total: i64,
}

/// What falls due within so many days is told.
const FALLING: Days = Days::new(28);

#[derive(FromRow)]
struct PersonRow {
    member_id: String,
    name: String,
    moved_at: i64,
    total: i64,
}

impl Store {
    /// Organisations whose summaries for a week (ISO 8601, such as `2026-W48`) were not made and which were there before it began.
    pub async fn digests_due(&self, week: &str, begun: Timestamp) -> Result<Vec<OrganisationId>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "digests/due.sql", [week, begun.0], all(String,))?;
        Ok(rows.into_iter().map(|(id,)| OrganisationId::new(id)).collect())
    }

    /// Those who get an organisation's summaries, with their addresses: managers and team leads who have a seat today.
    pub async fn digest_readers(
        &self,
        organisation: &OrganisationId,
        today: Day,
    ) -> Result<Vec<(Seat, String)>, Fault> {
        let rows = {
            let mut conn = self.read().await?;
            query!(&mut conn, "digests/readers.sql", [organisation.as_str()], all(String, String))?
        };
        let mut readers = Vec::new();
        for (account, email) in rows {
            // Who left between the two queries gets none.
            if let Some(seat) = self.seat(&AccountId::new(account), organisation, today).await? {
                readers.push((seat, email));
            }
        }
        Ok(readers)
    }

    /// What a summary says to somebody.
    pub async fn digest(&self, seat: &Seat, ask: DigestAsk) -> Result<Digest, Fault> {
        let coverage = self.coverage(seat, (ask.today, ask.soon)).await?;
        let mut conn = self.read().await?;
        Ok(Digest {
            waiting: waiting(&mut conn, seat, ask).await?,
            ending: ending(&mut conn, seat, ask).await?,
            gaps: coverage.into_iter().filter(|row| row.missing() > 0).collect(),
            late: late(&mut conn, seat, ask).await?,
            falling: falling(&mut conn, seat, ask).await?,
            joined: moved(&mut conn, seat, ask, Movement::Joined).await?,
            left: moved(&mut conn, seat, ask, Movement::Left).await?,
        })
    }

    /// Notes that an organisation's summaries for a week are made. False when they were.
    pub async fn finish_digest(&self, organisation: &OrganisationId, week: String) -> Result<bool, Fault> {
        let id = organisation.clone();
        self.write_single(move |conn| {
            Box::pin(async move { Ok(query!(conn, "digests/done.sql", [id.as_str(), week], rows)? == 1) })
        })
        .await
    }
}

async fn waiting(conn: &mut Conn, seat: &Seat, ask: DigestAsk) -> Result<Listed<WaitingRow>, Fault> {
    let binds = (seat.organisation.as_str(), seat.reach(), ask.today.to_string());
    let rows = query!(conn, parts ["digests/waiting.part.sql", "organisations/people/waiting_rows.part.sql", "organisations/people/waiting_in_turn.part.sql"], [binds.0, binds.1, binds.2, ask.most], all AwardRow)?;
    let total = rows.first().map_or(0, |row| row.total);
    let row = |row: AwardRow| WaitingRow {
        award: AwardId::new(row.award_id),
        member: MemberId::new(row.member_id),
        name: row.name,
        qualification: Qualification::from_code(&row.qualification),
        institute: row.institute,
        since: Timestamp(row.claimed_at),
    };
    Ok(Listed { first: rows.into_iter().map(row).collect(), total })
}

async fn ending(conn: &mut Conn, seat: &Seat, ask: DigestAsk) -> Result<Listed<EndingRow>, Fault> {
    let binds = (seat.organisation.as_str(), seat.reach(), ask.today.to_string(), ask.soon.to_string());
    let rows = query!(conn, "digests/ending.sql", [binds.0, binds.1, binds.2, binds.3, ask.most], all AwardRow)?;
    let total = rows.first().map_or(0, |row| row.total);
    let row = |row: AwardRow| {
        Ok(EndingRow {
            last: day("holding", "last_on", &row.award_id, &row.last_on)?,
            award: AwardId::new(row.award_id),
            member: MemberId::new(row.member_id),
            name: row.name,
            qualification: Qualification::from_code(&row.qualification),
            institute: row.institute,
        })
    };
    Ok(Listed { first: rows.into_iter().map(row).collect::<Result<_, Fault>>()?, total })
}

/// Who is late since a day of the time asked for: the last day on which there was time is the one before.
async fn late(conn: &mut Conn, seat: &Seat, ask: DigestAsk) -> Result<Listed<DeadlineRow>, Fault> {
    let last = |at: Timestamp| day_of(at) - Days::new(1);
    let (first, end) = (last(ask.since), last(ask.until) - Days::new(1));
    let binds = (seat.organisation.as_str(), seat.reach(), ask.today.to_string(), first.to_string(), end.to_string());
    let rows = query!(conn, "digests/late.sql", [binds.0, binds.1, binds.2, binds.3, binds.4, ask.most], all NeedRow)?;
    deadlines(rows)
}

async fn falling(conn: &mut Conn, seat: &Seat, ask: DigestAsk) -> Result<Listed<DeadlineRow>, Fault> {
    let (first, end) = (ask.today.to_string(), (ask.today + FALLING).to_string());
    let binds = (seat.organisation.as_str(), seat.reach(), ask.today.to_string());
    let rows = query!(conn, "digests/falling.sql", [binds.0, binds.1, binds.2, first, end, ask.most], all NeedRow)?;
    deadlines(rows)
}

fn deadlines(rows: Vec<NeedRow>) -> Result<Listed<DeadlineRow>, Fault> {
    let total = rows.first().map_or(0, |row| row.total);
    let row = |row: NeedRow| {
        Ok(DeadlineRow {
            last: day("need", "due_on", &row.member_id, &row.due_on)?,
            member: MemberId::new(row.member_id),
            name: row.name,
            requirement: RequirementId::new(row.requirement_id),
        })
    };
    Ok(Listed { first: rows.into_iter().map(row).collect::<Result<_, Fault>>()?, total })
}

async fn moved(conn: &mut Conn, seat: &Seat, ask: DigestAsk, way: Movement) -> Result<Listed<MovedRow>, Fault> {
    let binds = (seat.organisation.as_str(), seat.reach(), ask.since.0, ask.until.0);
    let days = (day_of(ask.since).to_string(), ask.today.to_string());
    let rows = query!(
        conn,
        "digests/moved.sql",
        [binds.0, binds.1, binds.2, binds.3, way.word(), days.0, days.1, ask.most],
        all PersonRow
    )?;
    let total = rows.first().map_or(0, |row| row.total);
    let row =
        |row: PersonRow| MovedRow { member: MemberId::new(row.member_id), name: row.name, at: Timestamp(row.moved_at) };
    Ok(Listed { first: rows.into_iter().map(row).collect(), total })
}
