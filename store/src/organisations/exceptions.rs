//! What is not asked of somebody for a time: asked for by those who lead, decided by those who answer for the books.

mod lists;

use std::collections::BTreeMap;

use domain::award::{Day, day_of};
use domain::ids::{ExceptionId, MemberId, RequirementId};
use domain::organisation::{Entry, Exception};
use domain::time::Timestamp;
use sqlx::FromRow;

use super::{Leading, Managing, Seat, append, needs, reaches, read};
use crate::engine::{Conn, query};
use crate::{Fault, Store};

pub use lists::{ExceptionFilter, ExceptionList, ExceptionPage, LatePage, LateRow, PAGE};

/// Where an exception stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExceptionState {
    /// Nobody has decided.
    Asked,
    /// It holds, or held until its last day.
    Granted,
    /// It was refused.
    Refused,
    /// It was ended before its time.
    Ended,
}

impl ExceptionState {
    /// The word used in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Ended => "ended",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Asked, Self::Granted, Self::Refused, Self::Ended].into_iter().find(|state| state.word() == word)
    }
}

/// An exception with how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExceptionRow {
    /// Which.
    pub id: ExceptionId,
    /// The person's name; empty once it was taken out.
    pub name: String,
    /// Of whom, what, when and why.
    pub exception: Exception,
    /// Where it stands.
    pub state: ExceptionState,
    /// Who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: Timestamp,
    /// What was said when it was decided.
    pub answer: String,
    /// Who decided; empty while nobody has.
    pub decided_by: String,
    /// When.
    pub decided_at: Option<Timestamp>,
}

/// What became of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExceptionAsked {
    /// It waits for a decision.
    Done,
    /// This very one was asked for already.
    Known,
    /// Another one for the same requirement waits, or holds.
    Another,
    /// There is no such person in reach, or nothing of the kind is required.
    Nobody,
}

/// What became of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExceptionDecided {
    /// It stands.
    Done,
    /// Somebody decided already, or its last day is over.
    Late,
    /// Nobody decides about what is asked of oneself.
    Own,
    /// There is none.
    Absent,
}

#[derive(FromRow)]
struct Row {
    id: String,
    member_id: String,
    name: String,
    requirement_id: String,
    state: String,
    from_on: Option<String>,
    until_on: String,
    reason: String,
    asked_by: String,
    asked_at: i64,
    answer: String,
    decided_by: String,
    decided_at: Option<i64>,
}

fn some_day(column: &'static str, id: &str, text: Option<&String>) -> Result<Option<Day>, Fault> {
    text.map(|text| read::day("exception", column, id, text)).transpose()
}

impl Row {
    fn exception(self) -> Result<ExceptionRow, Fault> {
        let state = ExceptionState::from_word(&self.state);
        let state = state.ok_or_else(|| Fault::corrupt("exception", "state", &self.id, &self.state))?;
        let Self { id, member_id, requirement_id, from_on, until_on, reason, .. } = self;
        let (id, exception) = BareRow { id, member_id, requirement_id, from_on, until_on, reason }.exception()?;
        Ok(ExceptionRow {
            id,
            exception,
            state,
            name: self.name,
            asked_by: self.asked_by,
            asked_at: Timestamp(self.asked_at),
            answer: self.answer,
            decided_by: self.decided_by,
            decided_at: self.decided_at.map(Timestamp),
        })
    }
}

#[derive(FromRow)]
struct BareRow {
    id: String,
    member_id: String,
    requirement_id: String,
    from_on: Option<String>,
    until_on: String,
    reason: String,
}

impl BareRow {
    fn exception(self) -> Result<(ExceptionId, Exception), Fault> {
        let exception = Exception {
            member: MemberId::new(self.member_id),
            requirement: RequirementId::new(self.requirement_id),
            from: some_day("from_on", &self.id, self.from_on.as_ref())?,
            until: read::day("exception", "until_on", &self.id, &self.until_on)?,
            reason: self.reason,
        };
        Ok((ExceptionId::new(self.id), exception))
    }
}

/// The exceptions as the books know them: of everybody, or of one person.
pub(crate) async fn all(
    conn: &mut Conn,
    organisation: &str,
    only: Option<&MemberId>,
) -> Result<BTreeMap<ExceptionId, Exception>, Fault> {
    let rows = match only {
        None => query!(conn, "exceptions/all.sql", [organisation], all BareRow),
        Some(only) => {
            query!(conn, parts ["exceptions/all.sql", "and_member.part.sql"], [organisation, only.as_str()], all BareRow)
        }
    };
    rows?.into_iter().map(BareRow::exception).collect()
}

/// Brings the table up to date with a line.
pub(super) async fn project(
    conn: &mut Conn,
    organisation: &str,
    (by, now): (&str, Timestamp),
    entry: Entry,
) -> Result<u64, Fault> {
    Ok(match entry {
        Entry::ExceptionAsked { exception, member, requirement, until, words } => {
            let binds = (exception.as_str(), member.as_str(), requirement.as_str(), until.to_string());
            query!(
                conn,
                "exceptions/asked.sql",
                [binds.0, organisation, binds.1, binds.2, binds.3, words, by, now.0],
                rows
            )?
        }
        Entry::ExceptionDecided { exception, from, words, .. } => {
            let state = if from.is_some() { ExceptionState::Granted } else { ExceptionState::Refused };
            let binds = (exception.as_str(), state.word(), from.map(|day| day.to_string()));
            query!(conn, "exceptions/decided.sql", [binds.0, organisation, binds.1, binds.2, words, by, now.0], rows)?
        }
        Entry::ExceptionEnded { exception, last, .. } => {
            query!(conn, "exceptions/ended.sql", [exception.as_str(), organisation, last.to_string()], rows)?
        }
        _ => 0,
    })
}

/// One of the organisation: whose, where it stands, its first day if granted, and its last day.
async fn one(
    conn: &mut Conn,
    seat: &Seat,
    id: &ExceptionId,
) -> Result<Option<(MemberId, ExceptionState, Option<Day>, Day)>, Fault> {
    let binds = (id.as_str(), seat.organisation.as_str());
    let found =
        query!(conn, "exceptions/one.sql", [binds.0, binds.1], optional(String, String, Option<String>, String))?;
    let Some((member, word, from, until)) = found else { return Ok(None) };
    let state = ExceptionState::from_word(&word).ok_or_else(|| Fault::corrupt("exception", "state", binds.0, &word))?;
    let from = some_day("from_on", binds.0, from.as_ref())?;
    let until = read::day("exception", "until_on", binds.0, &until)?;
    Ok(Some((MemberId::new(member), state, from, until)))
}

/// Writes a line after which something else is required of a person.
async fn settle(conn: &mut Conn, seat: &Seat, member: &MemberId, line: Entry, now: Timestamp) -> Result<(), Fault> {
    append::append(conn, &seat.organisation, &seat.name, now, vec![line.into()]).await?;
    needs::refresh(conn, &seat.organisation, Some(member), now).await
}

impl Store {
    /// Asks that a requirement be not asked of somebody in reach for a time. `id` is fresh; sent twice it is asked for once.
    pub async fn ask_exception(
        &self,
        by: &Leading,
        (id, what): (ExceptionId, Exception),
        now: Timestamp,
    ) -> Result<ExceptionAsked, Fault> {
        let seat = by.seat().clone();
        self.write(move |conn| {
            Box::pin(async move {
                append::lock(conn, &seat.organisation).await?;
                let Exception { member, requirement, until, reason, .. } = what;
                let organisation = seat.organisation.as_str();
                if query!(conn, "exceptions/known.sql", [id.as_str()], optional(String,))?.is_some() {
                    return Ok(ExceptionAsked::Known);
                }
                let required = read::requirements(conn, organisation).await?;
                let is_required = required.iter().any(|one| one.id == requirement);
                if !is_required || !reaches(conn, &seat, &member, now).await? {
                    return Ok(ExceptionAsked::Nobody);
                }
                let binds = (member.as_str(), requirement.as_str(), day_of(now).to_string());
                let open =
                    query!(conn, "exceptions/open.sql", [organisation, binds.0, binds.1, binds.2], all(String,))?;
                if !open.is_empty() {
                    return Ok(ExceptionAsked::Another);
                }
                let line = Entry::ExceptionAsked { exception: id, member, requirement, until, words: reason };
                append::append(conn, &seat.organisation, &seat.name, now, vec![line.into()]).await?;
                Ok(ExceptionAsked::Done)
            })
        })
        .await
    }

    /// Grants or refuses what was asked for. Granted, it holds from today on.
    pub async fn decide_exception(
        &self,
        by: &Managing,
        id: &ExceptionId,
        (is_granted, words): (bool, String),
        now: Timestamp,
    ) -> Result<ExceptionDecided, Fault> {
        let (seat, id) = (by.seat().clone(), id.clone());
        self.write(move |conn| {
            Box::pin(async move {
                append::lock(conn, &seat.organisation).await?;
                let Some((member, state, _, until)) = one(conn, &seat, &id).await? else {
                    return Ok(ExceptionDecided::Absent);
                };
                if member == seat.member {
                    return Ok(ExceptionDecided::Own);
                }
                let today = day_of(now);
                if state != ExceptionState::Asked || (is_granted && until < today) {
                    return Ok(ExceptionDecided::Late);
                }
                let from = is_granted.then_some(today);
                let line = Entry::ExceptionDecided { exception: id, member: member.clone(), from, words };
                settle(conn, &seat, &member, line, now).await?;
                Ok(ExceptionDecided::Done)
            })
        })
        .await
    }

    /// Ends what was granted: yesterday was its last day. What has not held for a day yet ends with today.
    pub async fn end_exception(
        &self,
        by: &Managing,
        id: &ExceptionId,
        now: Timestamp,
    ) -> Result<ExceptionDecided, Fault> {
        let (seat, id) = (by.seat().clone(), id.clone());
        self.write(move |conn| {
            Box::pin(async move {
                append::lock(conn, &seat.organisation).await?;
                let Some((member, state, from, until)) = one(conn, &seat, &id).await? else {
                    return Ok(ExceptionDecided::Absent);
                };
                let today = day_of(now);
                if state != ExceptionState::Granted || until < today {
                    return Ok(ExceptionDecided::Late);
                }
                let last = today.pred_opt().unwrap_or(today).max(from.unwrap_or(today));
                let line = Entry::ExceptionEnded { exception: id, member: member.clone(), last };
                settle(conn, &seat, &member, line, now).await?;
                Ok(ExceptionDecided::Done)
            })
        })
        .await
    }

    /// Exceptions of those in reach in one state whose last day is not over, those that end first before the others: at most so
    /// many. With a requirement, those of it alone.
    pub async fn exceptions(
        &self,
        seat: &Seat,
        (state, requirement): (ExceptionState, Option<&RequirementId>),
        today: Day,
        most: i64,
    ) -> Result<Vec<ExceptionRow>, Fault> {
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let requirement = requirement.map_or("", RequirementId::as_str);
        let rows = query!(
            &mut conn,
            parts ["exceptions/rows.part.sql", "exceptions/in_reach.part.sql"],
            [binds.0, binds.1, binds.2, state.word(), requirement, most],
            all Row
        )?;
        rows.into_iter().map(Row::exception).collect()
    }
}

/// The exceptions of one person, the newest first.
pub(super) async fn of_member(conn: &mut Conn, organisation: &str, member: &str) -> Result<Vec<ExceptionRow>, Fault> {
    let rows = query!(
        conn,
        parts ["exceptions/rows.part.sql", "exceptions/of_member.part.sql"],
        [organisation, member],
        all Row
    )?;
    rows.into_iter().map(Row::exception).collect()
}

/// All of them, the oldest first.
pub(super) async fn of_all(conn: &mut Conn, organisation: &str) -> Result<Vec<ExceptionRow>, Fault> {
    let rows = query!(
        conn,
        parts ["exceptions/rows.part.sql", "exceptions/all_in_turn.part.sql"],
        [organisation],
        all Row
    )?;
    rows.into_iter().map(Row::exception).collect()
}
