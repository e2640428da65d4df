//! The people of an organisation: the list that is filtered and sorted, and everything about one of them.

use domain::award::Day;
use domain::ids::{
    AccountId, AssignmentId, AwardId, DepartmentId, MemberId, ObservationId, PlanId, PositionId, RequirementId,
};
use domain::organisation::{Effect, PlanKind, Role};
use domain::question::Level;
use domain::time::Timestamp;
use sqlx::FromRow;

use super::{Seat, read};
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// Rows on one page of the list.
pub const PAGE: i64 = 50;
/// Rows of the whole list at most, as it is exported.
pub const MOST: i64 = 50_000;

/// Which people are wanted, and in which order. What is empty does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleFilter {
    /// Part of a name or an e-mail address.
    pub words: String,
    /// Those who work in it or below it.
    pub department: Option<DepartmentId>,
    /// Those who hold it.
    pub position: Option<PositionId>,
    /// Those whom it concerns.
    pub requirement: Option<RequirementId>,
    /// Those with a certificate of it; with a state, those who are in that state for it.
    pub level: Option<Level>,
    /// How they stand.
    pub state: Option<PersonState>,
    /// Whether they joined.
    pub joining: Option<Joining>,
    /// The order.
    pub sort: PeopleSort,
    /// Counted from 0.
    pub page: i64,
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$one:meta])* $variant:ident $word:literal $shown:literal)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$one])* $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The word used in addresses.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// As pages call it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $shown,)* }
            }

            /// Reads the word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    )*};
}

words! {
    /// How people stand, for all that is required of them, for one requirement, or for one level.
    PersonState {
        /// All of it is met.
        Met "met" "met"
        /// Something is not met.
        Gap "gap" "gap"
        /// It is met, but ends soon.
        Ending "ending" "ends soon"
        /// A certificate waits to be looked at.
        Waiting "waiting" "waits for approval"
        /// There is no certificate.
        Nothing "none" "no certificate"
    }
    /// Whether a person joined.
    Joining {
        /// Is in the books only.
        Listed "listed" "in the list only"
        /// Was invited and has not answered.
        Invited "invited" "invited"
        /// Joined with an account.
        Joined "joined" "joined"
        /// Has left.
        Left "left" "has left"
    }
    /// The order of the list.
    PeopleSort {
        /// By name.
        Name "name" "name"
        /// By name, from the end.
        NameDown "name_down" "name, Z first"
        /// Those with the most gaps first.
        Gaps "gaps" "gaps"
        /// Those who hold Foundation longest first.
        Foundation "foundation" "Foundation"
        /// Those who hold Practitioner longest first.
        Practitioner "practitioner" "Practitioner"
        /// Those who hold Auditor longest first.
        Auditor "auditor" "Auditor"
    }
}

#[expect(clippy::derivable_impls, reason = "the macro gives no variant the attribute")]
impl Default for PeopleSort {
    fn default() -> Self {
        Self::Name
    }
}

/// The best that a person has of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Best {
    /// Verified, and valid until a day; none when without an end.
    Verified(Option<Day>),
    /// Somebody says so; nobody has seen the proof.
    Claimed,
    /// It was valid until a day.
    Expired(Day),
    /// It was not accepted.
    Rejected,
}

/// A person in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeopleRow {
    /// Who.
    pub member: MemberId,
    /// Name; empty once it was taken out.
    pub name: String,
    /// Whether the person joined.
    pub joining: Joining,
    /// Positions held today, by name.
    pub positions: String,
    /// The best of each level, in the order of [`Level::ALL`].
    pub best: [Option<Best>; 3],
    /// What is required and not met.
    pub gaps: i64,
}

/// A part of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeoplePage {
    /// Its people.
    pub rows: Vec<PeopleRow>,
    /// How many there are on all pages.
    pub total: i64,
}

/// A position, and how many of those who hold it hold each level today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionLevels {
    /// Which.
    pub position: PositionId,
    /// How many hold the position.
    pub holders: i64,
    /// How many of them hold each level, in the order of [`Level::ALL`].
    pub levels: [i64; 3],
}

#[derive(FromRow)]
struct Row {
    id: String,
    name: String,
    state: String,
    positions: Option<String>,
    foundation: Option<String>,
    practitioner: Option<String>,
    auditor: Option<String>,
    gaps: i64,
}

/// What the query writes: a digit for the rank, and the last day.
fn best(row: &str, text: Option<&String>) -> Result<Option<Best>, Fault> {
    let Some((rank, day)) = text.and_then(|text| text.split_at_checked(1)) else { return Ok(None) };
    let last = read::day("holding", "last_on", row, day)?;
    Ok(Some(match rank {
        "4" => Best::Verified((last != crate::awards::no_end()).then_some(last)),
        "3" => Best::Claimed,
        "2" => Best::Expired(last),
        _ => Best::Rejected,
    }))
}

fn joining(row: &str, word: &str) -> Result<Joining, Fault> {
    Joining::from_word(word).ok_or_else(|| Fault::corrupt("member", "state", row, word))
}

impl Row {
    fn person(self) -> Result<PeopleRow, Fault> {
        let best = [
            best(&self.id, self.foundation.as_ref())?,
            best(&self.id, self.practitioner.as_ref())?,
            best(&self.id, self.auditor.as_ref())?,
        ];
        Ok(PeopleRow {
            joining: joining(&self.id, &self.state)?,
            member: MemberId::new(self.id),
            name: self.name,
            positions: self.positions.unwrap_or_default(),
            best,
            gaps: self.gaps,
        })
    }
}

/// A text that stands for itself in a pattern of LIKE.
fn literal(text: &str) -> String {
    text.chars().flat_map(|c| matches!(c, '%' | '_' | '\\').then_some('\\').into_iter().chain([c])).collect()
}

/// The filter as the queries compare it.
struct Binds {
    reach: String,
    today: String,
    soon: String,
    joining: &'static str,
    words: String,
    department: String,
    position: String,
    requirement: String,
    level: String,
    state: &'static str,
}

impl Binds {
    fn of(seat: &Seat, filter: &PeopleFilter, (today, soon): (Day, Day)) -> Self {
        let words = filter.words.trim().to_lowercase();
        let level = filter.level.map(domain::award::Qualification::of);
        Self {
            reach: seat.reach(),
            today: today.to_string(),
            soon: soon.to_string(),
            joining: filter.joining.map_or("", Joining::word),
            words: if words.is_empty() { words } else { format!("%{}%", literal(&words)) },
            department: filter
                .department
                .as_ref()
                .map_or_else(String::new, |id| format!("%{}/%", literal(id.as_str()))),
            position: filter.position.as_ref().map_or_else(String::new, ToString::to_string),
            requirement: filter.requirement.as_ref().map_or_else(String::new, ToString::to_string),
            level: level.map_or_else(String::new, |level| level.code().to_owned()),
            state: filter.state.map_or("", PersonState::word),
        }
    }
}

async fn rows(
    conn: &mut Conn,
    seat: &Seat,
    (b, filter): (&Binds, &PeopleFilter),
    (most, from): (i64, i64),
) -> Result<Vec<PeopleRow>, Fault> {
    let (id, sort) = (seat.organisation.as_str(), filter.sort.word());
    let found = query!(
        conn,
        "people/page.sql",
        [
            id,
            &b.reach,
            &b.today,
            b.joining,
            &b.words,
            &b.department,
            &b.position,
            &b.requirement,
            &b.level,
            b.state,
            &b.soon,
            sort,
            most,
            from
        ],
        all Row
    )?;
    found.into_iter().map(Row::person).collect()
}

impl Store {
    /// The people in reach that a filter wants, one page of them; an end before the day `soon` is near.
    pub async fn matrix(&self, seat: &Seat, filter: &PeopleFilter, days: (Day, Day)) -> Result<PeoplePage, Fault> {
        let mut conn = self.read().await?;
        let b = Binds::of(seat, filter, days);
        let id = seat.organisation.as_str();
        let (total,) = query!(
            &mut conn,
            "people/count.sql",
            [
                id,
                &b.reach,
                &b.today,
                b.joining,
                &b.words,
                &b.department,
                &b.position,
                &b.requirement,
                &b.level,
                b.state,
                &b.soon
            ],
            one(i64,)
        )?;
        let from = filter.page.clamp(0, MOST) * PAGE;
        let rows = rows(&mut conn, seat, (&b, filter), (PAGE, from)).await?;
        Ok(PeoplePage { rows, total })
    }

    /// All people in reach that a filter wants, up to [`MOST`].
    pub async fn whole_matrix(
        &self,
        seat: &Seat,
        filter: &PeopleFilter,
        days: (Day, Day),
    ) -> Result<Vec<PeopleRow>, Fault> {
        let mut conn = self.read().await?;
        rows(&mut conn, seat, (&Binds::of(seat, filter, days), filter), (MOST, 0)).await
    }

    /// The positions in reach that somebody holds, and how many of those hold each level.
    pub async fn position_levels(&self, seat: &Seat, today: Day) -> Result<Vec<PositionLevels>, Fault> {
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let rows =
            query!(&mut conn, "people/positions.sql", [binds.0, binds.1, binds.2], all(String, i64, i64, i64, i64))?;
        let row = |(id, holders, f, p, a)| PositionLevels { position: PositionId::new(id), holders, levels: [f, p, a] };
        Ok(rows.into_iter().map(row).collect())
    }
}

/// Everything that the books say about a person today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonFile {
    /// Who.
    pub member: MemberId,
    /// Name; empty once it was taken out.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// What the person may do in the books.
    pub role: Role,
    /// The department of a team lead.
    pub lead_of: Option<DepartmentId>,
    /// Whether the person joined.
    pub joining: Joining,
    /// The person's account, once joined.
    pub account: Option<AccountId>,
    /// The first day.
    pub starts_on: Option<Day>,
    /// The last day.
    pub ends_on: Option<Day>,
    /// When the last invitation was sent.
    pub invited_at: Option<Timestamp>,
    /// When the person left.
    pub left_at: Option<Timestamp>,
    /// Positions, with those that ended.
    pub assignments: Vec<AssignmentRow>,
    /// What is required of the person.
    pub needs: Vec<NeedRow>,
    /// What is or was planned.
    pub plans: Vec<PlanRow>,
    /// Observations of practice, the newest first.
    pub observations: Vec<ObservationRow>,
}

/// A position held for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignmentRow {
    /// Which holding.
    pub id: AssignmentId,
    /// Which position.
    pub position: PositionId,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Option<Day>,
}

/// Something that is required of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedRow {
    /// Which requirement.
    pub requirement: RequirementId,
    /// From when until when it is met by an award.
    pub met: Option<(Day, Day)>,
}

impl NeedRow {
    /// Whether it is met on a day.
    pub fn is_met(&self, on: Day) -> bool {
        self.met.is_some_and(|(from, until)| from <= on && on <= until)
    }

    /// The last day on which it is or was met; none without an end, or without an award.
    pub fn until(&self) -> Option<Day> {
        self.met.map(|(_, until)| until).filter(|until| *until != crate::awards::no_end())
    }
}

/// Something planned for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Which.
    pub id: PlanId,
    /// What.
    pub kind: PlanKind,
    /// Towards which level.
    pub level: Level,
    /// When.
    pub on: Day,
    /// What it costs, in hundredths of the currency.
    pub cost: i64,
    /// `open`, `done` or `dropped`.
    pub state: String,
}

/// What somebody observed of a person's work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObservationRow {
    /// Which.
    pub id: ObservationId,
    /// On which day.
    pub on: Day,
    /// How it went.
    pub effect: Effect,
    /// In words.
    pub words: String,
    /// Who observed it.
    pub by: String,
}

#[derive(FromRow)]
struct FileRow {
    id: String,
    name: String,
    email: String,
    role: String,
    lead_of: Option<String>,
    state: String,
    account_id: Option<String>,
    starts_on: Option<String>,
    ends_on: Option<String>,
    invited_at: Option<i64>,
    left_at: Option<i64>,
}

type PlanTuple = (String, String, String, String, i64, String);
type Texts = (String, String, String, String, String);

impl Store {
    /// Everything about a person in reach. Nothing for everybody else.
    pub async fn person_file(
        &self,
        seat: &Seat,
        member: &MemberId,
        now: Timestamp,
    ) -> Result<Option<PersonFile>, Fault> {
        let mut conn = self.read().await?;
        if !super::reaches(&mut conn, seat, member, now).await? {
            return Ok(None);
        }
        file(&mut conn, seat, member).await
    }

    /// Everything that an organisation's books say about the person who asks.
    pub async fn own_file(&self, seat: &Seat) -> Result<Option<PersonFile>, Fault> {
        let mut conn = self.read().await?;
        file(&mut conn, seat, &seat.member).await
    }

    /// Certificates in reach that wait to be looked at, the oldest first: which, whose, the person's name.
    pub async fn waiting(&self, seat: &Seat, today: Day, most: i64) -> Result<Vec<(AwardId, MemberId, String)>, Fault> {
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let rows =
            query!(&mut conn, "people/waiting.sql", [binds.0, binds.1, binds.2, most], all(String, String, String))?;
        Ok(rows.into_iter().map(|(award, member, name)| (AwardId::new(award), MemberId::new(member), name)).collect())
    }
}

async fn file(conn: &mut Conn, seat: &Seat, member: &MemberId) -> Result<Option<PersonFile>, Fault> {
    let (organisation, id) = (seat.organisation.as_str(), member.as_str());
    let Some(row) = query!(conn, "people/one.sql", [organisation, id], optional FileRow)? else { return Ok(None) };
    let role = Role::from_word(&row.role).ok_or_else(|| Fault::corrupt("member", "role", id, &row.role))?;
    let joining = joining(id, &row.state)?;
    let day = |column, text: Option<String>| text.map(|text| read::day("member", column, id, &text)).transpose();
    let (starts_on, ends_on) = (day("starts_on", row.starts_on)?, day("ends_on", row.ends_on)?);
    let mut assignments = Vec::new();
    let held = query!(conn, "people/assignments.sql", [organisation, id], all(String, String, String, Option<String>))?;
    for (held, position, from, until) in held {
        let from = read::day("assignment", "starts_on", &held, &from)?;
        let until = until.map(|until| read::day("assignment", "ends_on", &held, &until)).transpose()?;
        assignments.push(AssignmentRow {
            id: AssignmentId::new(held),
            position: PositionId::new(position),
            from,
            until,
        });
    }
    let mut needs = Vec::new();
    let rows = query!(conn, "people/needs.sql", [organisation, id], all(String, Option<String>, Option<String>))?;
    for (requirement, from, until) in rows {
        let met = match from.zip(until) {
            Some((from, until)) => {
                Some((read::day("need", "met_from", id, &from)?, read::day("need", "met_until", id, &until)?))
            }
            None => None,
        };
        needs.push(NeedRow { requirement: RequirementId::new(requirement), met });
    }
    let plans = query!(conn, "people/plans.sql", [organisation, id], all PlanTuple)?;
    let observations = query!(conn, "people/observations.sql", [organisation, id], all Texts)?;
    Ok(Some(PersonFile {
        member: MemberId::new(row.id),
        name: row.name,
        email: row.email,
        role,
        lead_of: row.lead_of.map(DepartmentId::new),
        joining,
        account: row.account_id.map(AccountId::new),
        starts_on,
        ends_on,
        invited_at: row.invited_at.map(Timestamp),
        left_at: row.left_at.map(Timestamp),
        assignments,
        needs,
        plans: plans.into_iter().map(plan).collect::<Result<_, _>>()?,
        observations: observations.into_iter().map(observation).collect::<Result<_, _>>()?,
    }))
}

fn plan((id, kind, level, on, cost, state): PlanTuple) -> Result<PlanRow, Fault> {
    let corrupt = |column, word: &str| Fault::corrupt("plan_item", column, &id, word);
    Ok(PlanRow {
        kind: PlanKind::from_word(&kind).ok_or_else(|| corrupt("kind", &kind))?,
        level: Level::from_word(&level).ok_or_else(|| corrupt("level", &level))?,
        on: read::day("plan_item", "due_on", &id, &on)?,
        id: PlanId::new(id),
        cost,
        state,
    })
}

fn observation((id, on, effect, words, by): Texts) -> Result<ObservationRow, Fault> {
    Ok(ObservationRow {
        on: read::day("observation", "seen_on", &id, &on)?,
        effect: Effect::from_word(&effect).ok_or_else(|| Fault::corrupt("observation", "effect", &id, &effect))?,
        id: ObservationId::new(id),
        words,
        by,
    })
}
