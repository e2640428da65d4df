use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::cohort::deed::Deed;
use domain::ids::{AccountId, AttemptId, EntryId, OrganisationId};
use domain::rubric::{Judgement, Unmarked};
use domain::time::Timestamp;
use sqlx::FromRow;

use super::{MarkingStage, WrittenAnswer, written};
use crate::cohorts::Teaching;
use crate::cohorts::history::About;
use crate::engine::{Conn, query};
use crate::mail::{self, NewMail};
use crate::{Fault, Store};

/// What is decided about an answer.
#[derive(Clone, Debug)]
pub struct MarkDecision<'a> {
    /// The answer.
    pub answer: &'a WrittenAnswer,
    /// What counts, and what the candidate is told.
    pub judgement: Judgement,
    /// Why; it may be empty where nothing was decided between.
    pub reason: String,
    /// The number of the latest decision that whoever decides has seen; 0 before the first.
    pub seen: i64,
}

/// Why nothing was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// A criterion has no level.
    Unmarked(Unmarked),
    /// Nobody has finished marking it.
    NobodyMarked,
    /// A reason is missing: two markers differ, it is decided otherwise than was marked, or it was decided before.
    NoReason,
    /// Somebody else decided about it meanwhile.
    Stale,
    /// There is no such assignment any more.
    Absent,
}

/// What became of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// It happened now; so many results changed by it.
    Now(usize),
    /// It had happened before.
    Before,
    /// There is no such assignment.
    Absent,
}

/// A result that somebody is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultNews {
    /// The organisation that runs the class.
    pub organisation: OrganisationId,
    /// The class.
    pub class: String,
    /// Who released or decided.
    pub by: String,
    /// The person.
    pub account: AccountId,
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub email: String,
    /// The sitting.
    pub attempt: AttemptId,
    /// What it is called.
    pub title: String,
    /// Why a result that was released has changed, if something was said; nothing when marks are released.
    pub changed: Option<String>,
}

/// Writes the mail about a result, inside the write that keeps it. The store knows the occasion.
pub type TellResult = Arc<dyn Fn(&ResultNews) -> NewMail + Send + Sync>;

#[derive(FromRow)]
struct ToldRow {
    id: String,
    account_id: String,
    title: String,
    name: String,
    email: String,
    phase: String,
    finished_at: Option<i64>,
}

/// A decision in the shape in which it is stored.
struct Line {
    attempt: AttemptId,
    place: i64,
    answer: String,
    marks: i64,
    body: String,
    reason: String,
    latest: i64,
}

impl Store {
    /// Records what counts for some answers of an assignment; returns how many. One about which somebody else decided meanwhile is
    /// left as that is. After the release a decision counts at once, and the person is told.
    pub async fn decide_marks(
        &self,
        by: &Teaching,
        entry: &EntryId,
        decisions: Vec<MarkDecision<'_>>,
        tell: &TellResult,
        now: Timestamp,
    ) -> Result<Result<usize, Undecided>, Fault> {
        let lines = decisions.iter().map(MarkDecision::line).collect::<Result<Vec<_>, _>>();
        let lines = match lines {
            Ok(lines) => lines,
            Err(undecided) => return Ok(Err(undecided)),
        };
        let (store, by, entry, tell) = (self.clone(), by.clone(), entry.clone(), Arc::clone(tell));
        self.write(move |conn| {
            Box::pin(async move {
                let binds = (entry.as_str(), by.cohort_id());
                let released = query!(conn, "entry_released.sql", [binds.0, binds.1], optional(String, Option<i64>))?;
                let Some((_, released)) = released else { return Ok(Err(Undecided::Absent)) };
                let counts_at = released.map(|_| now.0);
                let (mut made, mut decided) = (0, BTreeMap::<&AttemptId, Vec<&Line>>::new());
                for line in &lines {
                    query!(conn, "../attempts/lock.sql", [line.attempt.as_str()], rows)?;
                    let recorded = query!(
                        conn,
                        "decide.sql",
                        [
                            line.attempt.as_str(),
                            line.place,
                            &line.answer,
                            line.marks,
                            &line.body,
                            &by.name,
                            &line.reason,
                            now.0,
                            counts_at,
                            line.latest,
                        ],
                        rows
                    )?;
                    if recorded == 1 {
                        made += 1;
                        decided.entry(&line.attempt).or_default().push(line);
                    }
                }
                if let Some(released) = released {
                    for (attempt, lines) in decided {
                        store.count_late(conn, (&by, &entry, &tell), (attempt, &lines), (released, now)).await?;
                    }
                }
                if made > 0 {
                    let deed = Deed::MarksDecided { answers: made as u32 };
                    by.note(conn, About::Entry(binds.0), &deed, now).await?;
                }
                Ok(if made == 0 && !lines.is_empty() { Err(Undecided::Stale) } else { Ok(made) })
            })
        })
        .await
    }

    /// Puts decisions that are made after the release into a result, and tells the person in one mail. Who handed in after the
    /// release is told like all others were then; else it is a result that has changed.
    async fn count_late(
        &self,
        conn: &mut Conn,
        (by, entry, tell): (&Teaching, &EntryId, &TellResult),
        (attempt, lines): (&AttemptId, &[&Line]),
        (released, now): (i64, Timestamp),
    ) -> Result<(), Fault> {
        let changed = self.count_people(conn, attempt, now).await?;
        let first = lines.iter().all(|line| line.latest == 0);
        for row in told(conn, entry, Some(attempt)).await? {
            let late = first && row.finished_at.is_some_and(|finished| finished > released);
            if !changed && !late {
                continue;
            }
            let mut reasons =
                lines.iter().map(|line| &*line.reason).filter(|reason| !reason.is_empty()).collect::<Vec<_>>();
            reasons.dedup();
            let why = (!late).then(|| reasons.join(" "));
            let place = lines.first().map_or(0, |line| line.place);
            let occasion = format!("class_result:{}:{place}:{}", row.id, now.0);
            send(conn, tell, (by, why), (row, occasion), now).await?;
        }
        Ok(())
    }

    /// Shows marks and comments to those who sat an assignment, puts the marks into their results, and tells each of them. Happens
    /// once. What has no final mark keeps the machine's provisional one.
    pub async fn release_marks(
        &self,
        by: &Teaching,
        entry: &EntryId,
        tell: &TellResult,
        now: Timestamp,
    ) -> Result<Release, Fault> {
        let (store, by, entry, tell) = (self.clone(), by.clone(), entry.clone(), Arc::clone(tell));
        self.write(move |conn| {
            Box::pin(async move {
                let binds = (entry.as_str(), by.cohort_id());
                if query!(conn, "release.sql", [binds.0, binds.1, now.0], rows)? == 0 {
                    let there = query!(conn, "entry_released.sql", [binds.0, binds.1], optional(String, Option<i64>))?;
                    return Ok(if there.is_some() { Release::Before } else { Release::Absent });
                }
                query!(conn, "count.sql", [binds.0, now.0], rows)?;
                by.note(conn, About::Entry(binds.0), &Deed::MarksReleased, now).await?;
                let mut changed = 0;
                let mut people = BTreeSet::new();
                for row in told(conn, &entry, None).await? {
                    if row.phase == "running" {
                        continue;
                    }
                    let attempt = AttemptId::new(&*row.id);
                    changed += usize::from(store.count_people(conn, &attempt, now).await?);
                    if people.insert(row.account_id.clone()) {
                        let occasion = format!("class_result:{entry}:{}", row.account_id);
                        send(conn, &tell, (&by, None), (row, occasion), now).await?;
                    }
                }
                Ok(Release::Now(changed))
            })
        })
        .await
    }
}

impl MarkDecision<'_> {
    fn line(&self) -> Result<Line, Undecided> {
        let answer = self.answer;
        if self.seen != answer.latest {
            return Err(Undecided::Stale);
        }
        let scale = answer.scale().ok_or(Undecided::NobodyMarked)?;
        let levels = self.judgement.whole(scale.rubric()).map_err(Undecided::Unmarked)?;
        let tally = scale.tally(&levels).map_err(Undecided::Unmarked)?;
        let reason = self.reason.trim().to_owned();
        match answer.stage() {
            MarkingStage::Unmarked => return Err(Undecided::NobodyMarked),
            MarkingStage::Differing(_) | MarkingStage::Decided if reason.is_empty() => {
                return Err(Undecided::NoReason);
            }
            _ => {}
        }
        let otherwise = answer.finished().iter().any(|given| given.levels != self.judgement.levels);
        if otherwise && reason.is_empty() {
            return Err(Undecided::NoReason);
        }
        Ok(Line {
            attempt: answer.attempt.clone(),
            place: answer.place as i64,
            answer: answer.answer.clone(),
            marks: i64::from(tally.score.0),
            body: written(&self.judgement),
            reason,
            latest: self.seen,
        })
    }
}

async fn told(conn: &mut Conn, entry: &EntryId, only: Option<&AttemptId>) -> Result<Vec<ToldRow>, Fault> {
    Ok(query!(conn, "told.sql", [entry.as_str(), only.map(AttemptId::as_str)], all ToldRow)?)
}

/// Tells somebody of a result. Those who joined in the room have no address.
async fn send(
    conn: &mut Conn,
    tell: &TellResult,
    (by, changed): (&Teaching, Option<String>),
    (row, occasion): (ToldRow, String),
    now: Timestamp,
) -> Result<(), Fault> {
    if row.email.is_empty() {
        return Ok(());
    }
    let news = ResultNews {
        organisation: by.cohort.organisation.clone(),
        class: by.cohort.facts.name.clone(),
        by: by.name.clone(),
        account: AccountId::new(row.account_id),
        name: row.name,
        email: row.email,
        attempt: AttemptId::new(row.id),
        title: row.title,
        changed,
    };
    let letter = tell(&news);
    mail::enqueue(conn, &NewMail { occasion, ..letter }, now).await?;
    Ok(())
}
