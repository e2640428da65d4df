//! Everything that the books say about one person.

use domain::award::Day;
use domain::ids::{AccountId, AssignmentId, DepartmentId, MemberId, ObservationId, PlanId, PositionId, RequirementId};
use domain::organisation::{Effect, NeedState, PlanKind, Role};
use domain::question::Level;
use domain::time::Timestamp;
use sqlx::FromRow;

use super::people::{Joining, joining};
use super::{ExceptionRow, InvitationMail, Seat, correcting, exceptions, inviting, read};
use crate::engine::{Conn, query};
use crate::{Fault, Store};

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
    /// The last line about who the person is: what is put right is what was read.
    pub written: i64,
    /// When the last invitation was sent.
    pub invited_at: Option<Timestamp>,
    /// Where the mail of that invitation stands.
    pub invitation_mail: Option<InvitationMail>,
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
    /// What was asked not to be required of the person for a time, the newest first.
    pub exceptions: Vec<ExceptionRow>,
    /// The line under which the person came back.
    pub came_back_as: Option<MemberId>,
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
    /// The last day on which there is time to meet it; none when it is asked for at once.
    pub due: Option<Day>,
    /// The department kept apart in which the person works, and the level of the certificate that would meet it otherwise.
    pub conflict: Option<(DepartmentId, Option<Level>)>,
}

impl NeedRow {
    pub(crate) fn read((requirement, from, until, due, department, level): NeedTuple) -> Result<Self, Fault> {
        let day =
            |column, text: Option<String>| text.map(|text| read::day("need", column, &requirement, &text)).transpose();
        let (met, due) = (day("met_from", from)?.zip(day("met_until", until)?), day("due_on", due)?);
        let conflict = department.map(|id| (DepartmentId::new(id), level.as_deref().and_then(Level::from_word)));
        Ok(Self { requirement: RequirementId::new(requirement), met, due, conflict })
    }

    /// Whether it is met on a day.
    pub fn is_met(&self, on: Day) -> bool {
        self.state(on) == NeedState::Met
    }

    /// Where it stands on a day.
    pub fn state(&self, on: Day) -> NeedState {
        NeedState::of(self.met, self.due, on)
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
    came_back_as: Option<String>,
}

type NeedTuple = (String, Option<String>, Option<String>, Option<String>, Option<String>, Option<String>);
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
    for row in query!(conn, "people/needs.sql", [organisation, id], all NeedTuple)? {
        needs.push(NeedRow::read(row)?);
    }
    let invitation_mail = inviting::mail_of(conn, seat, id).await?;
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
        written: correcting::written(conn, organisation, id).await?,
        invited_at: row.invited_at.map(Timestamp),
        invitation_mail,
        left_at: row.left_at.map(Timestamp),
        assignments,
        needs,
        plans: plans.into_iter().map(plan).collect::<Result<_, _>>()?,
        observations: observations.into_iter().map(observation).collect::<Result<_, _>>()?,
        exceptions: exceptions::of_member(conn, organisation, id).await?,
        came_back_as: row.came_back_as.map(MemberId::new),
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

pub(super) fn observation((id, on, effect, words, by): Texts) -> Result<ObservationRow, Fault> {
    Ok(ObservationRow {
        on: read::day("observation", "seen_on", &id, &on)?,
        effect: Effect::from_word(&effect).ok_or_else(|| Fault::corrupt("observation", "effect", &id, &effect))?,
        id: ObservationId::new(id),
        words,
        by,
    })
}
