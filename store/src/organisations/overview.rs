use std::collections::{BTreeMap, BTreeSet};

use domain::award::Day;
use domain::ids::{AccountId, MemberId, PositionId, RequirementId};
use domain::organisation::{Books, Conflict, Demand, NeedState, Requirement, Scope, holding};
use sqlx::FromRow;

use super::append::written;
use super::people::literal;
use super::{Seat, read};
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// How a requirement is met today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageRow {
    /// Which.
    pub requirement: RequirementId,
    /// How many needs it makes: one of each whom it concerns, or the number of people that it asks for.
    pub needed: i64,
    /// How many of them are met today.
    pub met: i64,
    /// How many of those will not be any more on the day that was asked for.
    pub ending: i64,
    /// How many people meet it today; that may be more than are needed.
    pub holders: i64,
    /// How many of the needs that are not met still have time.
    pub open: i64,
    /// The next day on which the time of some of those ends.
    pub next_due: Option<Day>,
}

/// What is counted of a requirement.
#[derive(Clone, Copy, Default)]
struct Counts {
    /// People whom it concerns, or who meet it.
    concerned: i64,
    /// Those who meet it.
    holders: i64,
    /// Those of them whose award ends.
    ending: i64,
    /// Those who do not meet it and have time.
    open: i64,
    /// Until when the first of those have.
    next_due: Option<Day>,
}

type CountRow = (String, i64, i64, i64, i64, Option<String>);

impl Counts {
    fn read((id, concerned, holders, ending, open, next): CountRow) -> Result<(String, Self), Fault> {
        let next_due = next.map(|next| read::day("need", "due_on", &id, &next)).transpose()?;
        Ok((id, Self { concerned, holders, ending, open, next_due }))
    }
}

impl CoverageRow {
    /// How many needs are not met.
    pub const fn missing(&self) -> i64 {
        self.needed - self.met
    }

    /// How many needs are not met and have no time left.
    pub const fn late(&self) -> i64 {
        self.missing() - self.open
    }

    fn new(requirement: &Requirement, counts: Counts, today: Day) -> Self {
        let Counts { concerned, holders, ending, open, next_due } = counts;
        let needed = requirement.demand.needed(usize::try_from(concerned).unwrap_or_default());
        let needed = i64::try_from(needed).unwrap_or(i64::MAX);
        let met = holders.min(needed);
        let ending = met - (holders - ending).min(met);
        let row = Self { requirement: requirement.id.clone(), needed, met, ending, holders, open, next_due };
        match requirement.demand {
            Demand::Each => row,
            // Those who are missing of a number have no names: the day for all is theirs.
            Demand::AtLeast(_) => {
                let next_due = requirement.due.filter(|due| *due >= today && row.missing() > 0);
                Self { open: if next_due.is_some() { row.missing() } else { 0 }, next_due, ..row }
            }
        }
    }
}

/// What an organisation looks like today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// People in reach.
    pub people: i64,
    /// Of them, those who joined with an account.
    pub joined: i64,
    /// Each requirement that asks anything of those in reach.
    pub coverage: Vec<CoverageRow>,
    /// Certificates that wait for somebody to look at them.
    pub waiting: i64,
    /// What is planned for those in reach from today on.
    pub planned: i64,
    /// Day, how many needs there were, how many of them were met: for those who see all of the books.
    pub trend: Vec<(String, i64, i64)>,
}

/// Somebody who does not meet a requirement, or soon will not any more.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct GapRow {
    id: String,
    /// Name.
    pub name: String,
    account_id: Option<String>,
    met_from: Option<String>,
    met_until: Option<String>,
    due_on: Option<String>,
    planned_on: Option<String>,
    mock: Option<f64>,
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

    /// The best mock exam of the level that the requirement names first, in percent, rounded down; none without one.
    pub fn mock(&self) -> Option<u32> {
        // What the engine divides may lie a hair below the whole number that it is.
        self.mock.map(|percent| (percent.max(0.0) + 1e-6) as u32)
    }

    /// The day of the next exam that is planned for the person.
    pub fn planned(&self) -> Option<Day> {
        self.planned_on.as_deref().and_then(|day| day.parse().ok())
    }

    /// Whether it is met on a day.
    pub fn is_met(&self, on: Day) -> bool {
        self.state(on) == NeedState::Met
    }

    /// Where it stands on a day.
    pub fn state(&self, on: Day) -> NeedState {
        let day = |text: Option<&String>| text.and_then(|day| day.parse::<Day>().ok());
        NeedState::of(day(self.met_from.as_ref()).zip(self.until()), day(self.due_on.as_ref()), on)
    }
}

impl Store {
    /// What an organisation looks like on a day; `soon` is the day before which an end is near.
    pub async fn overview(&self, seat: &Seat, (today, soon): (Day, Day)) -> Result<Overview, Fault> {
        let coverage = self.coverage(seat, (today, soon)).await?;
        let waiting = self.count_waiting(seat, today).await?;
        let mut conn = self.read().await?;
        let (id, reach, day) = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let (people, joined) = query!(&mut conn, "headcount.sql", [id, &reach, &day], one(i64, i64))?;
        let (planned,) = query!(&mut conn, "planned.sql", [id, &reach, &day], one(i64,))?;
        let first = today - chrono::Months::new(12);
        // What is kept by day is of the whole organisation.
        let trend = if seat.is_partial() {
            Vec::new()
        } else {
            query!(&mut conn, "trend.sql", [id, first.to_string()], all(String, i64, i64))?
        };
        Ok(Overview { people, joined, coverage, waiting, planned, trend })
    }

    /// How each requirement is met on a day, the most urgent first. One that asks for so many people together stands there for
    /// those only who reach everybody whom it concerns.
    pub async fn coverage(&self, seat: &Seat, (today, soon): (Day, Day)) -> Result<Vec<CoverageRow>, Fault> {
        let mut conn = self.read().await?;
        let (id, reach) = (seat.organisation.as_str(), seat.reach());
        let days = (today.to_string(), soon.to_string());
        let rows = query!(&mut conn, "coverage.sql", [id, &reach, days.0, days.1], all CountRow)?;
        let counts = rows.into_iter().map(Counts::read).collect::<Result<BTreeMap<_, _>, _>>()?;
        let books = if seat.is_partial() { read::structure(&mut conn, id, None).await? } else { Books::default() };
        let is_reached = |requirement: &Requirement| !seat.is_partial() || is_within(&books, requirement, &reach);
        let all = read::requirements(&mut conn, id).await?;
        let rows = all.iter().filter_map(|requirement| {
            let counted = counts.get(requirement.id.as_str()).copied();
            match requirement.demand {
                Demand::Each => counted.map(|counts| CoverageRow::new(requirement, counts, today)),
                Demand::AtLeast(_) => (requirement.asks(today) && is_reached(requirement))
                    .then(|| CoverageRow::new(requirement, counted.unwrap_or_default(), today)),
            }
        });
        Ok(rows.collect())
    }

    /// Which of some people work where a requirement keeps them apart, and with which certificate they would meet it otherwise.
    pub async fn conflicts(
        &self,
        seat: &Seat,
        requirement: &Requirement,
        of: &BTreeSet<MemberId>,
        today: Day,
    ) -> Result<BTreeMap<MemberId, Conflict>, Fault> {
        let (mut conn, mut found) = (self.read().await?, BTreeMap::new());
        if requirement.apart_from.is_empty() {
            return Ok(found);
        }
        let organisation = seat.organisation.as_str();
        let books = read::structure(&mut conn, organisation, None).await?;
        let mut held_there = BTreeSet::new();
        for apart in &requirement.apart_from {
            let binds = (apart.as_str(), today.to_string());
            held_there.extend(query!(
                &mut conn,
                "conflicts.sql",
                [organisation, binds.0, binds.1],
                all(String, String, String)
            )?);
        }
        // In the order in which `need` looks at the positions of somebody.
        for (id, _, place) in held_there {
            let (member, place) = (MemberId::new(id), PositionId::new(place));
            let department = requirement.kept_apart(&books, &place, today).filter(|_| of.contains(&member));
            if let (Some(department), false) = (department, found.contains_key(&member)) {
                let held = read::held(&mut conn, organisation, Some(&member)).await?;
                let holds = holding(requirement, held.get(&member).map_or(&[], Vec::as_slice), today);
                found.insert(member, Conflict { department: department.clone(), holds });
            }
        }
        Ok(found)
    }

    /// Who does not meet a requirement today, or will not any more before the day `soon`: at most so many. All of them are put in
    /// order first: who is late, then who has time, then whose award ends; among them by the best mock exam, then by how often anything was studied.
    pub async fn gaps(
        &self,
        seat: &Seat,
        requirement: &Requirement,
        (today, soon): (Day, Day),
        most: i64,
    ) -> Result<Vec<GapRow>, Fault> {
        let mut conn = self.read().await?;
        let binds =
            (seat.organisation.as_str(), requirement.id.as_str(), seat.reach(), requirement.first_level().word());
        let days = (today.to_string(), soon.to_string());
        Ok(query!(
            &mut conn,
            parts ["gaps.part.sql", "closest_best.part.sql", "gaps_wanted.part.sql", "closest_in_turn.part.sql"],
            [binds.0, binds.1, binds.2, days.0, binds.3, most, days.1, levels(requirement)],
            all GapRow
        )?)
    }

    /// Who could meet a requirement that asks for so many people together, and does not today: at most so many, in the order of
    /// [`Store::gaps`]. None of them has a gap because of it.
    pub async fn who_could_help(
        &self,
        seat: &Seat,
        requirement: &Requirement,
        today: Day,
        most: i64,
    ) -> Result<Vec<GapRow>, Fault> {
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), requirement.id.as_str(), seat.reach(), today.to_string());
        let (position, department) = match &requirement.scope {
            Scope::Everyone => (String::new(), String::new()),
            Scope::Position(position) => (position.to_string(), String::new()),
            Scope::Department(department) => (String::new(), format!("%{}/%", literal(department.as_str()))),
            Scope::People(chosen) => {
                let people = chosen.keys().map(MemberId::as_str).collect();
                return listed_who_could_help(&mut conn, requirement, binds, (people, Vec::new()), most).await;
            }
            Scope::Called { .. } => {
                let books = read::structure(&mut conn, seat.organisation.as_str(), None).await?;
                let places = requirement.places(&books, today).map(PositionId::as_str).collect();
                return listed_who_could_help(&mut conn, requirement, binds, (Vec::new(), places), most).await;
            }
        };
        Ok(query!(
            &mut conn,
            parts [
                "could_help.part.sql",
                "closest_best.part.sql",
                "could_help_wanted.part.sql",
                "closest_in_turn.part.sql"
            ],
            [
                binds.0,
                binds.1,
                binds.2,
                binds.3,
                requirement.first_level().word(),
                most,
                position,
                department,
                levels(requirement)
            ],
            all GapRow
        )?)
    }
}

/// The levels that meet a requirement, each between commas.
fn levels(requirement: &Requirement) -> String {
    requirement.levels.iter().fold(",".to_owned(), |all, level| all + level.word() + ",")
}

/// The same among some people, and those who hold some positions. `binds` are organisation, requirement, reach and day.
async fn listed_who_could_help(
    conn: &mut Conn,
    requirement: &Requirement,
    binds: (&str, &str, String, String),
    (people, places): (Vec<&str>, Vec<&str>),
    most: i64,
) -> Result<Vec<GapRow>, Fault> {
    let (people, places) = (written(&people), written(&places));
    Ok(query!(
        conn,
        either ["could_help_listed.sqlite.sql", "could_help_listed.postgres.sql"],
        [
            binds.0,
            binds.1,
            binds.2,
            binds.3,
            requirement.first_level().word(),
            most,
            people,
            places,
            levels(requirement)
        ],
        all GapRow
    )?)
}

/// Whether everybody whom a requirement concerns is in reach.
fn is_within(books: &Books, requirement: &Requirement, reach: &str) -> bool {
    let department = match &requirement.scope {
        Scope::Everyone | Scope::People(_) => None,
        Scope::Department(department) => Some(department),
        Scope::Called { within, .. } => within.as_ref(),
        Scope::Position(position) => books.positions.get(position).map(|position| &position.department),
    };
    let path = department.map(|id| books.above(id).iter().rev().map(|id| format!("{id}/")).collect::<String>());
    path.is_some_and(|path| path.starts_with(reach.trim_end_matches('%')))
}

/// Keeps how many needs there are on a day and how many of them are met, anew if that was kept.
pub(super) async fn keep_day(conn: &mut Conn, organisation: &str, today: Day) -> Result<(), Fault> {
    let day = today.to_string();
    query!(conn, "forget_coverage.sql", [organisation, &day], rows)?;
    query!(conn, "keep_coverage.sql", [organisation, &day], rows)?;
    for requirement in read::requirements(conn, organisation).await? {
        if let (Demand::AtLeast(n), true) = (requirement.demand, requirement.asks(today)) {
            query!(conn, "keep_demand.sql", [organisation, &day, requirement.id.as_str(), i64::from(n)], rows)?;
        }
    }
    Ok(())
}
