use std::sync::Arc;

use domain::award::{Day, Qualification, day_of};
use domain::ids::{MemberId, PlanId};
use domain::organisation::{Entry, Plan, PlanKind};
use domain::question::Level;
use domain::renewal::{asked, next_set};
use domain::time::Timestamp;

use super::tell::tell_booked;
use super::{ForAll, PlanRow, PlanState, Row, TellBooked};
use crate::engine::{Conn, query};
use crate::organisations::{Leading, Line, Seat, append, day, reaches};
use crate::{Fault, Store};

/// What became of planning something for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanOutcome {
    /// It is planned.
    Done,
    /// The award that was to be refreshed has ended: the whole course of the level is planned.
    WholeCourse,
    /// It was planned already: the same form came twice.
    Known,
    /// There is no such person in reach, or no set of lessons to refresh this level.
    Nobody,
}

/// What became of planning something for everybody with a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllPlanned {
    /// It is planned for so many.
    Done(usize),
    /// It was planned already: the same form came twice.
    Known,
    /// It would be for so many, another number than was shown. Nothing was changed.
    Changed(GapsToPlan),
}

/// For how many a plan for everybody with a gap is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GapsToPlan {
    /// For how many people.
    pub people: usize,
    /// For how many of them the whole course takes the place of a refresher, because their award has ended.
    pub whole: usize,
}

impl GapsToPlan {
    fn of(members: &[GapMember], wish: &ForAll, today: Day) -> Self {
        let other = members.iter().filter(|one| asked(wish.kind, one.held_until, today) != wish.kind);
        Self { people: members.len(), whole: other.count() }
    }
}

/// A change to a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanChange {
    /// It is on another day, or costs something else, in hundredths; none: what it did.
    Moved(Day, Option<i64>),
    /// It was done.
    Done,
    /// It is given up.
    Dropped,
}

/// Which set of lessons comes next for whom.
struct Planner<'s>(Vec<&'s str>);

impl Planner<'_> {
    fn next(&self, kind: PlanKind, last: Option<&str>) -> Option<String> {
        match kind {
            PlanKind::Refresher => next_set(&self.0, last).map(str::to_owned),
            PlanKind::Exam | PlanKind::Course => Some(String::new()),
        }
    }
}

/// Somebody with a gap for whom something is to be planned.
struct GapMember {
    member: MemberId,
    last_refresher: Option<String>,
    /// The last day of the latest award of the level, if there is one.
    held_until: Option<Day>,
}

/// A last day, where there is one. The name keeps the formatter from making it no tuple.
type LastDay = (Option<String>,);

async fn gap_members(conn: &mut Conn, seat: &Seat, wish: &ForAll, today: Day) -> Result<Vec<GapMember>, Fault> {
    // A refresher is for those too whose award ends within the window.
    let window = if wish.kind == PlanKind::Refresher { seat.settings.window_days } else { 0 };
    let until = today + chrono::Days::new(window.into());
    let binds = (seat.organisation.as_str(), seat.reach(), today.to_string(), wish.requirement.as_str());
    let (kind, level) = (wish.kind.word(), wish.level.word());
    let qualification = Qualification::of(wish.level);
    let rows = query!(
        conn,
        "gap_members.sql",
        [binds.0, binds.1, binds.2, binds.3, until.to_string(), kind, level, qualification.code()],
        all(String, Option<String>, Option<String>)
    )?;
    let member = |(member, last_refresher, held_until): (String, Option<String>, Option<String>)| {
        let held_until = held_until.map(|last| day("holding", "last_on", &member, &last)).transpose()?;
        Ok(GapMember { member: MemberId::new(member), last_refresher, held_until })
    };
    rows.into_iter().map(member).collect()
}

/// The last day of the latest award of a level that an organisation accepted of somebody; none where it accepted none.
async fn held_until(conn: &mut Conn, seat: &Seat, member: &MemberId, level: Level) -> Result<Option<Day>, Fault> {
    let qualification = Qualification::of(level);
    let binds = (seat.organisation.as_str(), member.as_str(), qualification.code());
    let (last,) = query!(conn, "held_until.sql", [binds.0, binds.1, binds.2], one LastDay)?;
    last.map(|last| day("holding", "last_on", binds.1, &last)).transpose()
}

pub(super) async fn one(conn: &mut Conn, seat: &Seat, plan: &PlanId, today: Day) -> Result<Option<PlanRow>, Fault> {
    let binds = (seat.organisation.as_str(), seat.reach(), today.to_string());
    let row = query!(conn, "one.sql", [binds.0, binds.1, binds.2, plan.as_str()], optional Row)?;
    row.map(Row::plan).transpose()
}

async fn is_known(conn: &mut Conn, plan: &PlanId) -> Result<bool, Fault> {
    Ok(query!(conn, "exists.sql", [plan.as_str()], optional(String,))?.is_some())
}

async fn last_refresher(conn: &mut Conn, member: &MemberId, level: Level) -> Result<Option<String>, Fault> {
    let found = query!(conn, "last_refresher.sql", [member.as_str(), level.word()], optional(String,))?;
    Ok(found.map(|(set,)| set))
}

impl Store {
    /// Plans something for a person in reach. Which set of lessons a refresher has is decided here: the next one of the rotation; the
    /// whole course takes its place where the award has ended.
    /// For whom an exam is booked gets a mail, if and only if it is.
    pub async fn plan(
        &self,
        by: &Leading,
        (id, what): (PlanId, Plan),
        tell: &TellBooked,
        now: Timestamp,
    ) -> Result<PlanOutcome, Fault> {
        let (seat, library, tell) = (by.seat().clone(), self.library().clone(), Arc::clone(tell));
        self.write(move |conn| {
            Box::pin(async move {
                query!(conn, "lock.sql", [seat.organisation.as_str()], rows)?;
                if is_known(conn, &id).await? {
                    return Ok(PlanOutcome::Known);
                }
                let there =
                    query!(conn, "there.sql", [what.member.as_str(), seat.organisation.as_str()], optional(String,))?;
                if there.is_none() || !reaches(conn, &seat, &what.member, now).await? {
                    return Ok(PlanOutcome::Nobody);
                }
                let last = last_refresher(conn, &what.member, what.level).await?;
                let held_until = held_until(conn, &seat, &what.member, what.level).await?;
                let kind = asked(what.kind, held_until, day_of(now));
                let planner = Planner(library.rotation(what.level));
                let Some(refresher) = planner.next(kind, last.as_deref()) else { return Ok(PlanOutcome::Nobody) };
                let outcome = if kind == what.kind { PlanOutcome::Done } else { PlanOutcome::WholeCourse };
                let what = Plan { refresher, kind, ..what };
                tell_booked(conn, (&seat, &tell), (&id, &what), now).await?;
                let line = Entry::Planned { plan: id, what };
                append::append(conn, &seat.organisation, &seat.name, now, vec![line.into()]).await?;
                Ok(outcome)
            })
        })
        .await
    }

    /// For how many a plan for everybody with a gap would be: those in reach who have no such plan yet.
    pub async fn count_gaps_to_plan(&self, seat: &Seat, wish: &ForAll, today: Day) -> Result<GapsToPlan, Fault> {
        let mut conn = self.read().await?;
        Ok(GapsToPlan::of(&gap_members(&mut conn, seat, wish, today).await?, wish, today))
    }

    /// Plans something for everybody with a gap, in one write, if it is for as many as was shown. `id` is fresh and makes the
    /// same form sent twice one thing. For whom an exam is booked gets a mail.
    pub async fn plan_for_gaps(
        &self,
        by: &Leading,
        id: PlanId,
        (wish, shown): (ForAll, GapsToPlan),
        tell: &TellBooked,
        now: Timestamp,
    ) -> Result<AllPlanned, Fault> {
        let (seat, library, tell) = (by.seat().clone(), self.library().clone(), Arc::clone(tell));
        self.write(move |conn| {
            Box::pin(async move {
                query!(conn, "lock.sql", [seat.organisation.as_str()], rows)?;
                if is_known(conn, &part(&id, 1)).await? {
                    return Ok(AllPlanned::Known);
                }
                let members = gap_members(conn, &seat, &wish, day_of(now)).await?;
                let wanted = GapsToPlan::of(&members, &wish, day_of(now));
                if wanted != shown || shown.people == 0 {
                    return Ok(AllPlanned::Changed(wanted));
                }
                let planner = Planner(library.rotation(wish.level));
                let mut lines = Vec::<Line>::new();
                for (number, GapMember { member, last_refresher, held_until }) in (1..).zip(members) {
                    let kind = asked(wish.kind, held_until, day_of(now));
                    let Some(refresher) = planner.next(kind, last_refresher.as_deref()) else { continue };
                    let (plan, on) = (part(&id, number), wish.on);
                    let what = Plan { member, kind, level: wish.level, on, cost: wish.cost, refresher };
                    tell_booked(conn, (&seat, &tell), (&plan, &what), now).await?;
                    lines.push(Entry::Planned { plan, what }.into());
                }
                let count = lines.len();
                append::append(conn, &seat.organisation, &seat.name, now, lines).await?;
                Ok(AllPlanned::Done(count))
            })
        })
        .await
    }

    /// Changes a plan of somebody in reach. What was closed stays closed; the same change twice is one. False when there is no
    /// such plan in reach.
    pub async fn change_plan(
        &self,
        by: &Leading,
        id: &PlanId,
        change: PlanChange,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        let (seat, id) = (by.seat().clone(), id.clone());
        self.write(move |conn| {
            Box::pin(async move {
                query!(conn, "lock.sql", [seat.organisation.as_str()], rows)?;
                let Some(row) = one(conn, &seat, &id, day_of(now)).await? else { return Ok(false) };
                let entry = match change {
                    _ if row.state != PlanState::Open => return Ok(true),
                    PlanChange::Moved(on, cost) if on == row.on && cost.is_none_or(|cost| cost == row.cost) => {
                        return Ok(true);
                    }
                    PlanChange::Moved(on, new_cost) => {
                        let PlanRow { member, kind, level, cost, refresher, .. } = row;
                        let cost = new_cost.unwrap_or(cost);
                        Entry::Planned { plan: id, what: Plan { member, kind, level, on, cost, refresher } }
                    }
                    PlanChange::Done => Entry::PlanClosed { plan: id, done: true },
                    PlanChange::Dropped => Entry::PlanClosed { plan: id, done: false },
                };
                append::append(conn, &seat.organisation, &seat.name, now, vec![entry.into()]).await?;
                Ok(true)
            })
        })
        .await
    }
}

/// The plan of one of many who were planned for together.
fn part(id: &PlanId, number: usize) -> PlanId {
    PlanId::new(format!("{id}.{number}"))
}
