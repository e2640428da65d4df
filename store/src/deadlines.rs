//! Who is reminded that what is required should be met soon, or should have been met by now.

use std::collections::BTreeMap;

use chrono::Days;
use domain::award::{Day, day_of};
use domain::ids::{AccountId, MemberId, OrganisationId, RequirementId};
use domain::organisation::{NeedState, Requirement};
use domain::question::Level;
use domain::time::{Millis, Timestamp};
use sqlx::FromRow;

use crate::engine::{Conn, query};
use crate::organisations::{NeedRow, day, requirements};
use crate::{Fault, Store};

/// Which reminder. Each goes out once for a person, a requirement and a day, on the first of its days on which the server is up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nearing {
    /// A month is left.
    Month,
    /// A week is left.
    Week,
    /// The day is over.
    Late,
}

/// The days before and behind the last one on which each reminder may go out. What a mail said is kept for longer than these last, so
/// that nobody is reminded twice.
const MONTH: (u64, u64) = (8, 30);
const WEEK: u64 = 7;
const LATE: u64 = 60;

/// Whoever was told lately that something is required at all needs no reminder yet.
const TOLD: Millis = Millis::minutes(7 * 24 * 60);

impl Nearing {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Month, Self::Week, Self::Late];

    /// The word in the occasion of its mail.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Month => "30",
            Self::Week => "7",
            Self::Late => "late",
        }
    }

    /// The first and last of the days, by which something is to be met, of which it reminds today.
    fn span(self, today: Day) -> (Day, Day) {
        match self {
            Self::Month => (today + Days::new(MONTH.0), today + Days::new(MONTH.1)),
            Self::Week => (today, today + Days::new(WEEK)),
            Self::Late => (today - Days::new(LATE), today - Days::new(1)),
        }
    }
}

/// A reminder to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearingNeed {
    /// In whose books.
    pub organisation: OrganisationId,
    /// The organisation's name.
    pub organisation_name: String,
    /// What is required.
    pub requirement: Requirement,
    /// The last day on which there is time.
    pub due: Day,
    /// Which reminder.
    pub nearing: Nearing,
    /// Of whom it is required.
    pub member: MemberId,
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub email: String,
    /// The person's account.
    pub account: Option<AccountId>,
}

impl NearingNeed {
    /// What its mail is sent for.
    pub fn occasion(&self) -> String {
        format!("due:{}:{}:{}:{}", self.requirement.id, self.member, self.due, self.nearing.word())
    }
}

/// What one of a person's organisations requires and the person does not meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Required {
    /// Which organisation.
    pub organisation: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// What it requires.
    pub requirement: Requirement,
    /// Where it stands.
    pub state: NeedState,
    /// The department in which the person works although the requirement keeps it apart, and the level that would meet it otherwise.
    pub conflict: Option<(Option<Level>, String)>,
}

#[derive(FromRow)]
struct RequiredRow {
    organisation_id: String,
    organisation_name: String,
    body: String,
    requirement_id: String,
    met_from: Option<String>,
    met_until: Option<String>,
    due_on: Option<String>,
    conflict_id: Option<String>,
    conflict_level: Option<String>,
    conflict_name: Option<String>,
}

#[derive(FromRow)]
struct Row {
    requirement_id: String,
    due_on: String,
    member_id: String,
    name: String,
    email: String,
    account_id: Option<String>,
}

impl Store {
    /// Those who joined and do not meet in time what is required of them, as far as they were not reminded: at most so many. Needs are
    /// those of the day that the books are in.
    pub async fn nearing_needs(&self, now: Timestamp, most: usize) -> Result<Vec<NearingNeed>, Fault> {
        let mut conn = self.read().await?;
        let mut all = Vec::new();
        for organisation in query!(&mut conn, "gaps/organisations.sql", [], all(String, String))? {
            let required = requirements(&mut conn, &organisation.0).await?;
            let required = required.into_iter().map(|one| (one.id.clone(), one)).collect::<BTreeMap<_, _>>();
            for nearing in Nearing::ALL {
                let left = most.saturating_sub(all.len()) as i64;
                all.extend(of_organisation(&mut conn, (&organisation, &required), (nearing, left), now).await?);
            }
        }
        Ok(all)
    }
}

impl Store {
    /// What the organisations of a person require and the person does not meet on a day: what is late first, then by day.
    pub async fn required_of(&self, account: &AccountId, today: Day) -> Result<Vec<Required>, Fault> {
        let mut conn = self.read().await?;
        let mut all = Vec::new();
        for row in query!(&mut conn, "deadlines/of_person.sql", [account.as_str()], all RequiredRow)? {
            let conflict = (row.conflict_id, row.conflict_level);
            let (organisation_id, organisation_name, body) = (row.organisation_id, row.organisation_name, row.body);
            let times = (row.met_from, row.met_until, row.due_on);
            let need = NeedRow::read((row.requirement_id, times.0, times.1, times.2, conflict.0, conflict.1))?;
            if need.is_met(today) {
                continue;
            }
            let requirement = serde_json::from_str::<Requirement>(&body)
                .map_err(|error| Fault::corrupt("requirement", "body", need.requirement.as_str(), error))?;
            let organisation = OrganisationId::new(organisation_id);
            let level = need.conflict.as_ref().and_then(|(_, level)| *level);
            let conflict = row.conflict_name.map(|department| (level, department));
            all.push(Required { organisation, organisation_name, requirement, state: need.state(today), conflict });
        }
        all.sort_by_key(|one| match one.state {
            NeedState::Late(since) => (false, since),
            NeedState::Open(due) => (true, Some(due)),
            NeedState::Met => (true, None),
        });
        Ok(all)
    }
}

async fn of_organisation(
    conn: &mut Conn,
    ((id, organisation_name), required): (&(String, String), &BTreeMap<RequirementId, Requirement>),
    (nearing, most): (Nearing, i64),
    now: Timestamp,
) -> Result<Vec<NearingNeed>, Fault> {
    let today = day_of(now);
    let (first, last) = nearing.span(today);
    let days = (first.to_string(), last.to_string(), today.to_string());
    let told = now.0 - TOLD.0;
    let rows = query!(conn, "deadlines/due.sql", [id, days.0, days.1, days.2, nearing.word(), told, most], all Row)?;
    let mut found = Vec::new();
    for row in rows {
        let Some(requirement) = required.get(row.requirement_id.as_str()) else { continue };
        found.push(NearingNeed {
            organisation: OrganisationId::new(id.as_str()),
            organisation_name: organisation_name.clone(),
            requirement: requirement.clone(),
            due: day("need", "due_on", &row.requirement_id, &row.due_on)?,
            nearing,
            member: MemberId::new(row.member_id),
            name: row.name,
            email: row.email,
            account: row.account_id.map(AccountId::new),
        });
    }
    Ok(found)
}
