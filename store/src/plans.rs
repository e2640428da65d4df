//! What is planned for people: exams, courses and refreshers; and what is to be expected if nobody does anything.

mod change;
mod forecast;
mod mine;
mod tell;

use domain::award::Day;
use domain::ids::{MemberId, PlanId, RequirementId};
use domain::organisation::PlanKind;
use domain::question::Level;
use domain::time::Timestamp;
use sqlx::FromRow;

use crate::engine::query;
use crate::organisations::{Seat, day};
use crate::{Fault, Store, email_key};

pub use change::{AllPlanned, GapsToPlan, PlanChange, PlanOutcome};
pub use forecast::{FallsDue, ForecastCounts};
pub use mine::Assigned;
pub use tell::{BookedNews, TellBooked};

/// Where a plan stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlanState {
    /// It is to be done.
    Open,
    /// It was done.
    Done,
    /// It was given up.
    Dropped,
}

impl PlanState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Open, Self::Done, Self::Dropped];

    /// The word used in the database and in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// Something planned for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Which plan.
    pub id: PlanId,
    /// For whom.
    pub member: MemberId,
    /// The person's name.
    pub name: String,
    /// What.
    pub kind: PlanKind,
    /// Towards which level.
    pub level: Level,
    /// The day of the exam, or by when it is to be done.
    pub on: Day,
    /// What it costs, in hundredths.
    pub cost: i64,
    /// Where it stands.
    pub state: PlanState,
    /// Who planned it.
    pub by: String,
    /// When it was planned first.
    pub made_at: Timestamp,
    /// The set of lessons of a refresher; empty for what is none.
    pub refresher: String,
}

#[derive(FromRow)]
struct Row {
    id: String,
    member_id: String,
    name: String,
    kind: String,
    level: String,
    due_on: String,
    cost: i64,
    state: String,
    made_by: String,
    made_at: i64,
    refresher: String,
}

impl Row {
    fn plan(self) -> Result<PlanRow, Fault> {
        let corrupt = |column, word: &str| Fault::corrupt("plan_item", column, &self.id, word);
        Ok(PlanRow {
            kind: PlanKind::from_word(&self.kind).ok_or_else(|| corrupt("kind", &self.kind))?,
            level: level(&self.level)?,
            on: day("plan_item", "due_on", &self.id, &self.due_on)?,
            state: PlanState::from_word(&self.state).ok_or_else(|| corrupt("state", &self.state))?,
            id: PlanId::new(self.id),
            member: MemberId::new(self.member_id),
            name: self.name,
            cost: self.cost,
            by: self.made_by,
            made_at: Timestamp(self.made_at),
            refresher: self.refresher,
        })
    }
}

fn level(word: &str) -> Result<Level, Fault> {
    Level::from_word(word).ok_or_else(|| Fault::corrupt("plan_item", "level", word, "no level"))
}

/// Which plans are looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanFilter {
    /// Of one kind.
    pub kind: Option<PlanKind>,
    /// Towards one level.
    pub level: Option<Level>,
    /// In one state.
    pub state: Option<PlanState>,
    /// In a month: `2027-03`; empty for all.
    pub month: String,
}

/// A plan for everybody with a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForAll {
    /// In which requirement.
    pub requirement: RequirementId,
    /// What.
    pub kind: PlanKind,
    /// Towards which level.
    pub level: Level,
    /// The day.
    pub on: Day,
    /// What it costs for each, in hundredths.
    pub cost: i64,
}

impl Store {
    /// What is planned for those in reach, by day: so many from a place in the list on.
    pub async fn plans(
        &self,
        seat: &Seat,
        filter: &PlanFilter,
        today: Day,
        (most, from): (i64, i64),
    ) -> Result<Vec<PlanRow>, Fault> {
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let kind = filter.kind.map_or("", PlanKind::word);
        let (level, state) = (filter.level.map_or("", Level::word), filter.state.map_or("", PlanState::word));
        let rows = query!(
            &mut conn,
            "plans/list.sql",
            [binds.0, binds.1, binds.2, kind, level, &filter.month, state, most, from],
            all Row
        )?;
        rows.into_iter().map(Row::plan).collect()
    }

    /// What is planned between two days costs, by state, in hundredths: for those in reach.
    pub async fn plan_costs(
        &self,
        seat: &Seat,
        (first, last): (Day, Day),
        today: Day,
    ) -> Result<Vec<(PlanState, i64)>, Fault> {
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let days = (first.to_string(), last.to_string());
        let rows =
            query!(&mut conn, "plans/costs.sql", [binds.0, binds.1, binds.2, days.0, days.1], all(String, i64, i64))?;
        let state =
            |word: &str| PlanState::from_word(word).ok_or_else(|| Fault::corrupt("plan_item", "state", "a sum", word));
        rows.into_iter().map(|(word, cost, _)| Ok((state(&word)?, cost))).collect()
    }

    /// Those in reach with an address or a name: nobody, one, or two of more.
    pub async fn members_called(&self, seat: &Seat, text: &str, today: Day) -> Result<Vec<(MemberId, String)>, Fault> {
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let keys = (email_key(text), text.trim().to_lowercase());
        let rows =
            query!(&mut conn, "plans/named.sql", [binds.0, binds.1, binds.2, keys.0, keys.1], all(String, String))?;
        Ok(rows.into_iter().map(|(id, name)| (MemberId::new(id), name)).collect())
    }
}
