//! Whom a requirement has come to concern who does not meet it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use domain::award::{Day, day_of};
use domain::ids::{AccountId, MemberId, OrganisationId, PositionId, RequirementId};
use domain::organisation::{Books, Entry, Requirement, Scope};
use domain::time::{Millis, Timestamp};
use sqlx::FromRow;

use crate::engine::{Conn, query};
use crate::organisations::read::structure;
use crate::{Fault, Store};

/// What began so many days ago or later is new. What a mail said is kept for longer, so that nobody is told twice.
const NEW: u64 = 30;

/// A requirement that has come to concern somebody who joined and does not meet it, and of which the person was not told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGap {
    /// In whose books.
    pub organisation: OrganisationId,
    /// The organisation's name.
    pub organisation_name: String,
    /// What is required.
    pub requirement: Requirement,
    /// The name of the position that it is about, if it is about one.
    pub position: Option<String>,
    /// Until when the person has time for it.
    pub due: Option<Day>,
    /// Whom it concerns.
    pub member: MemberId,
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub email: String,
    /// The person's account.
    pub account: Option<AccountId>,
}

impl NewGap {
    /// What its mail is sent for: once for each requirement and person.
    pub fn occasion(&self) -> String {
        format!("gap:{}:{}", self.requirement.id, self.member)
    }
}

#[derive(FromRow)]
struct Row {
    requirement_id: String,
    member_id: String,
    name: String,
    email: String,
    account_id: Option<String>,
    due_on: Option<String>,
    moved: i64,
}

/// What is new in the books: what is required, who joined, and who holds another position.
#[derive(Default)]
struct News {
    required: BTreeSet<RequirementId>,
    joined: BTreeSet<MemberId>,
    moved: BTreeSet<MemberId>,
    /// Who holds a position that was made, renamed or moved.
    placed: BTreeMap<PositionId, BTreeSet<MemberId>>,
    /// Whose exception to what has ended.
    lifted: BTreeSet<(RequirementId, MemberId)>,
}

impl News {
    async fn since(
        conn: &mut Conn,
        organisation: &str,
        first: Timestamp,
        (since, today): (Day, Day),
    ) -> Result<Self, Fault> {
        let mut news = Self::default();
        let days = (since.to_string(), today.to_string());
        let ended = query!(conn, "gaps/lifted.sql", [organisation, &days.0, &days.1], all(String, String))?;
        news.lifted = ended.into_iter().map(|(one, whose)| (RequirementId::new(one), MemberId::new(whose))).collect();
        for (body,) in query!(conn, "gaps/lines.sql", [organisation, first.0], all(String,))? {
            let entry = serde_json::from_str::<Entry>(&body);
            match entry.map_err(|error| Fault::corrupt("organisation_entry", "body", organisation, error))? {
                Entry::Requirement { requirement } => {
                    news.required.insert(requirement.id);
                }
                Entry::Joined { member, .. } => {
                    news.joined.insert(member);
                }
                Entry::Assigned { member, .. } => {
                    news.moved.insert(member);
                }
                Entry::Position { position, .. } => {
                    news.placed.entry(position).or_default();
                }
                _ => {}
            }
        }
        if !news.placed.is_empty() {
            for (member, position) in query!(conn, "gaps/placed.sql", [organisation, days.1], all(String, String))? {
                if let Some(holders) = news.placed.get_mut(position.as_str()) {
                    holders.insert(MemberId::new(member));
                }
            }
        }
        Ok(news)
    }

    /// Whether somebody's own position may be called what a requirement names, or lie where it says, only since then.
    fn is_placed(&self, books: &Books, requirement: &Requirement, member: &MemberId, today: Day) -> bool {
        let held = self.placed.iter().filter(|(_, holders)| holders.contains(member));
        let held = held.map(|(position, _)| position).collect::<BTreeSet<_>>();
        !held.is_empty() && requirement.places(books, today).any(|place| held.contains(place))
    }

    fn concerns(
        &self,
        books: &Books,
        requirement: &Requirement,
        (member, moved): (&MemberId, bool),
        (since, today): (Day, Day),
    ) -> bool {
        // Another position changes nothing about what is required of everybody.
        let by_place = match &requirement.scope {
            Scope::Everyone | Scope::People(_) => false,
            Scope::Position(_) => moved || self.moved.contains(member),
            Scope::Department(_) | Scope::Called { .. } => {
                moved || self.moved.contains(member) || self.is_placed(books, requirement, member, today)
            }
        };
        let chosen = requirement.scope.chosen().and_then(|chosen| chosen.get(member));
        let is_chosen_anew = chosen.is_some_and(|day| *day >= since);
        let is_new = requirement.from >= since || self.required.contains(&requirement.id) || is_chosen_anew;
        let is_due_again = self.lifted.contains(&(requirement.id.clone(), member.clone()));
        is_new || by_place || is_due_again || self.joined.contains(member)
    }
}

impl Store {
    /// What has come to be required lately of those who joined and do not meet it, as far as they were not told. Needs are those
    /// of the day that the books are in.
    pub async fn new_gaps(&self, now: Timestamp) -> Result<Vec<NewGap>, Fault> {
        let mut conn = self.read().await?;
        let mut gaps = Vec::new();
        for (id, name) in query!(&mut conn, "gaps/organisations.sql", [], all(String, String))? {
            gaps.extend(of_organisation(&mut conn, (&id, &name), now).await?);
        }
        Ok(gaps)
    }
}

async fn of_organisation(
    conn: &mut Conn,
    (id, organisation_name): (&str, &str),
    now: Timestamp,
) -> Result<Vec<NewGap>, Fault> {
    let today = day_of(now);
    let since = today - Days::new(NEW);
    let rows = query!(conn, "gaps/open.sql", [id, today.to_string(), since.to_string()], all Row)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let first = Timestamp(now.0 - Millis::minutes(NEW as i64 * 24 * 60).0);
    let news = News::since(conn, id, first, (since, today)).await?;
    let books = structure(conn, id, None).await?;
    let gaps = rows.into_iter().filter_map(|row| {
        let member = MemberId::new(row.member_id);
        let requirement = books.requirements.get(&RequirementId::new(row.requirement_id))?;
        let position = match &requirement.scope {
            Scope::Position(position) => books.positions.get(position).map(|position| position.name.clone()),
            Scope::Called { name, .. } => Some(name.clone()),
            Scope::Everyone | Scope::Department(_) | Scope::People(_) => None,
        };
        let is_new = news.concerns(&books, requirement, (&member, row.moved != 0), (since, today));
        is_new.then(|| NewGap {
            organisation: OrganisationId::new(id),
            organisation_name: organisation_name.to_owned(),
            requirement: requirement.clone(),
            position,
            due: row.due_on.and_then(|due| due.parse().ok()),
            member,
            name: row.name,
            email: row.email,
            account: row.account_id.map(AccountId::new),
        })
    });
    Ok(gaps.collect())
}
