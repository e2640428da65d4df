use domain::award::Day;
use domain::ids::{AccountId, MemberId, RequirementId};
use domain::organisation::Requirement;
use sqlx::FromRow;

use super::Seat;
use crate::engine::query;
use crate::{Fault, Store};

/// How a requirement is met today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageRow {
    /// Which.
    pub requirement: RequirementId,
    /// How many it concerns.
    pub concerned: i64,
    /// How many of them meet it today.
    pub met: i64,
    /// How many of those will not any more on the day that was asked for.
    pub ending: i64,
}

/// What an organisation looks like today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// People in reach.
    pub people: i64,
    /// Of them, those who joined with an account.
    pub joined: i64,
    /// Each requirement that concerns anybody.
    pub coverage: Vec<CoverageRow>,
    /// Certificates that wait for somebody to look at them.
    pub waiting: i64,
    /// What is planned from today on.
    pub planned: i64,
    /// Day, how many needs there were, how many of them were met.
    pub trend: Vec<(String, i64, i64)>,
}

/// Somebody who does not meet a requirement, or soon will not any more.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct GapRow {
    id: String,
    /// Name.
    pub name: String,
    account_id: Option<String>,
    met_from: Option<String>,
    met_until: Option<String>,
    planned_on: Option<String>,
}

impl GapRow {
    /// Who.
    pub fn member(&self) -> MemberId {
        MemberId::new(self.id.as_str())
    }

    /// The person's account, if the person joined.
    pub fn account(&self) -> Option<AccountId> {
        self.account_id.as_deref().map(AccountId::new)
    }

    /// The last day on which an award met it or will meet it; none without one.
    pub fn until(&self) -> Option<Day> {
        self.met_until.as_deref().and_then(|day| day.parse().ok())
    }

    /// The day of the next exam that is planned for the person.
    pub fn planned(&self) -> Option<Day> {
        self.planned_on.as_deref().and_then(|day| day.parse().ok())
    }

    /// Whether it is met on a day.
    pub fn is_met(&self, on: Day) -> bool {
        let from = self.met_from.as_deref().and_then(|day| day.parse::<Day>().ok());
        from.is_some_and(|from| from <= on) && self.until().is_some_and(|last| on <= last)
    }
}

impl Store {
    /// What an organisation looks like on a day; `soon` is the day before which an end is near.
    pub async fn overview(&self, seat: &Seat, (today, soon): (Day, Day)) -> Result<Overview, Fault> {
        let coverage = self.coverage(seat, (today, soon)).await?;
        let mut conn = self.read().await?;
        let (id, reach, day) = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let (people, joined) = query!(&mut conn, "headcount.sql", [id, &reach, &day], one(i64, i64))?;
        let (waiting,) = query!(&mut conn, parts ["waiting_count.part.sql", "people/waiting_rows.part.sql"], [id, &reach, &day], one(i64,))?;
        let (planned,) = query!(&mut conn, "planned.sql", [id, &day], one(i64,))?;
        let first = today - chrono::Months::new(12);
        let trend = query!(&mut conn, "trend.sql", [id, first.to_string()], all(String, i64, i64))?;
        Ok(Overview { people, joined, coverage, waiting, planned, trend })
    }

    /// How each requirement is met on a day.
    pub async fn coverage(&self, seat: &Seat, (today, soon): (Day, Day)) -> Result<Vec<CoverageRow>, Fault> {
        let mut conn = self.read().await?;
        let (id, reach) = (seat.organisation.as_str(), seat.reach());
        let days = (today.to_string(), soon.to_string());
        let rows = query!(&mut conn, "coverage.sql", [id, reach, days.0, days.1], all(String, i64, i64, i64))?;
        let row =
            |(id, concerned, met, ending)| CoverageRow { requirement: RequirementId::new(id), concerned, met, ending };
        Ok(rows.into_iter().map(row).collect())
    }

    /// Who works in one of the departments that a requirement keeps apart: name and department.
    pub async fn conflicts(
        &self,
        seat: &Seat,
        requirement: &Requirement,
        today: Day,
    ) -> Result<Vec<(MemberId, String, String)>, Fault> {
        let mut conn = self.read().await?;
        let mut found = Vec::new();
        for department in &requirement.apart_from {
            let binds = (seat.organisation.as_str(), requirement.id.as_str(), department.as_str(), today.to_string());
            let rows =
                query!(&mut conn, "conflicts.sql", [binds.0, binds.1, binds.2, binds.3], all(String, String, String))?;
            found.extend(rows.into_iter().map(|(id, name, department)| (MemberId::new(id), name, department)));
        }
        Ok(found)
    }

    /// Who does not meet a requirement today, or will not any more before the day `soon`: at most so many.
    pub async fn gaps(
        &self,
        seat: &Seat,
        requirement: &RequirementId,
        (today, soon): (Day, Day),
        most: i64,
    ) -> Result<Vec<GapRow>, Fault> {
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), requirement.as_str(), seat.reach());
        let days = (today.to_string(), soon.to_string());
        Ok(query!(&mut conn, "gaps.sql", [binds.0, binds.1, binds.2, days.0, days.1, most], all GapRow)?)
    }
}
